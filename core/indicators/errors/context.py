"""What entered numbers and support of the staff refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class WrongContextPeriodError(DomainError):
    """Public reports are made for half-years and years that are over."""

    code = "context_wrong_period"
    field = "period"
    text = _("Podaj półrocze albo rok, który już się skończył, na przykład 2026-h1 albo 2025.")


class WrongContextValueError(DomainError):
    """A whole number, or one of the signs."""

    code = "context_wrong_value"
    text = _(
        "„%(value)s” nie jest liczbą całkowitą. Wpisz liczbę, kropkę (brak danych) albo x (nie dotyczy)."
    )


class MorePersonsThanPopulationError(DomainError):
    """Nobody supported is not an inhabitant."""

    code = "context_more_than_population"
    text = _("Osób objętych pomocą nie może być więcej niż mieszkańców. Sprawdź obie liczby.")


class MoreFamiliesThanPersonsError(DomainError):
    """A family has a person."""

    code = "context_more_families_than_persons"
    text = _("Rodzin objętych pomocą nie może być więcej niż osób w nich. Sprawdź obie liczby.")


class GroundAboveFamiliesError(DomainError):
    """A ground is one of a family supported."""

    code = "context_ground_above_families"
    text = _("Rodzin z powodem „%(ground)s” nie może być więcej niż wszystkich rodzin. Sprawdź obie liczby.")


class ContextImportDoneError(DomainError):
    """An import is written once."""

    code = "context_import_done"
    text = _("Ten arkusz już zapisano. Wczytaj go jeszcze raz, jeżeli coś się zmieniło.")


class ContextImportWrongError(DomainError):
    """Nothing of a sheet with errors is written."""

    code = "context_import_wrong"
    text = _("Arkusz zawiera błędy, więc nic nie zapisano. Popraw go i wczytaj jeszcze raz.")


class SupportInFutureError(DomainError):
    """Hours are written down when they were given."""

    code = "staff_support_in_future"
    field = "held_on"
    text = _("Ten dzień jeszcze nie nadszedł. Zapisz wsparcie, gdy się odbędzie.")


class SupportTooLongError(DomainError):
    """Five days and nights at most."""

    code = "staff_support_too_long"
    field = "minutes"
    text = _("Podaj czas od kwadransa do 120 godzin.")


class SupportWithoutPersonsError(DomainError):
    """Somebody was supported."""

    code = "staff_support_without_persons"
    field = "persons"
    text = _("Podaj, ile osób brało udział; co najmniej jedna.")
