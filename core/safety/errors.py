"""What the rules of safety refuse, in sentences for the leading worker only."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class SamePersonError(DomainError):
    code = "same_person"
    field = "protected"
    text = _("Wybierz dwie różne osoby.")


class NotOfTheHouseholdError(DomainError):
    code = "not_of_the_household"
    text = _("Ta osoba nie należy do tej rodziny. Wybierz osobę z listy.")


class SeparationReasonMissingError(DomainError):
    code = "separation_reason_missing"
    field = "reason"
    text = _("Napisz krótko, dlaczego. Przeczytasz to tylko Ty.")


class SeparatedAlreadyError(DomainError):
    code = "separated_already"
    text = _("Te dwie osoby są już rozdzielone.")


class SeparationDayError(DomainError):
    code = "separation_day"
    field = "starts_on"
    text = _("Rozdzielenie zaczyna się dziś albo wcześniej.")


class SeparationEndError(DomainError):
    """An end in the past would open what was written since."""

    code = "separation_end"
    field = "last_day"
    text = _("Ostatnim dniem może być dziś albo dzień późniejszy. To, co już zapisano, pozostaje ukryte.")


class TogetherError(DomainError):
    """Two separated persons at one table."""

    code = "not_together"
    text = _(
        "%(one)s i %(other)s nie mogą być na tym samym spotkaniu: są rozdzieleni. Zrób dwa osobne spotkania."
    )


class WaysContradictError(DomainError):
    code = "contact_ways_contradict"
    field = "ways"
    text = _("„Tylko osobiście” wyklucza inne sposoby. Zostaw tylko ten albo go odznacz.")


class ThroughWhomMissingError(DomainError):
    code = "contact_through_missing"
    field = "through"
    text = _("Napisz, przez kogo można się skontaktować.")


class AddressMissingError(DomainError):
    """A way was ticked whose number or address is not known."""

    code = "contact_address_missing"
    text = _("Zaznaczono sposób „%(way)s”, ale nie ma do niego danych. Dopisz je albo odznacz ten sposób.")


class LettersContradictError(DomainError):
    code = "contact_letters_contradict"
    field = "no_letters"
    text = _("Zaznaczono list jako bezpieczny i zakaz listów. Wybierz jedno.")


class SafeHoursError(DomainError):
    code = "contact_hours"
    field = "until_time"
    text = _("Podaj obie godziny; druga musi być późniejsza niż pierwsza.")


class SafeDaysError(DomainError):
    code = "contact_days"
    field = "weekdays"
    text = _("Zaznacz co najmniej jeden dzień tygodnia.")
