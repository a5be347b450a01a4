"""What exchanging data refuses: files that cannot be read, sentences for single cells, steps out of order."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError
from core.shared.imports import errors as shared
from core.shared.imports.errors import FileRefusedError


class ImportNotAllowedError(DomainError):
    """Somebody who sees the basket tried to import into it."""

    code = "import_not_allowed"
    status = 403
    text = _("Karty wczytuje z pliku pracownik ds. sieci, dyrektor albo przedstawiciel partnera.")


class PartnerNotWrittenError(DomainError):
    """The organisation of a service was refused just before."""

    code = "partner_not_written"
    text = _("Organizacji tej usługi nie udało się zapisać, więc usługi też nie zapisano.")


class NoServicesError(FileRefusedError):
    """A package without the table of services."""

    code = "no_services"
    text = _("W paczce nie ma usług ani organizacji. Potrzebny jest plik services.csv lub organizations.csv.")


class BrokenJsonError(FileRefusedError):
    """Not JSON, or nested beyond reason."""

    code = "broken_json"
    text = _(
        "Plik nie jest poprawnym plikiem JSON. Wczytaj plik w postaci, w jakiej podaje go system źródłowy."
    )


# What is wrong with one cell or row, by code; places are filled from the problem's own data.
SENTENCES: Final[dict[str, Any]] = {
    "not_a_text": _("Wpisz tekst."),
    "not_an_id": _("„%(value)s” nie jest identyfikatorem UUID."),
    "not_a_number": _("„%(value)s” nie jest liczbą."),
    "not_a_moment": _("„%(value)s” nie jest datą z godziną w postaci RRRR-MM-DDTGG:MM:SS."),
    "not_an_email": _("„%(value)s” nie jest adresem e-mail."),
    "not_an_address": _("„%(value)s” nie jest adresem strony. Zacznij od https://."),
    "not_an_object": _("W tym miejscu pliku powinien być obiekt albo lista obiektów."),
    "duplicate_id": _("Ten identyfikator powtarza się w pliku; pierwszy raz jest w wierszu %(first)s."),
    "duplicate_name": _(
        "Ta organizacja ma w pliku drugą usługę o tej nazwie; pierwsza jest w wierszu %(first)s."
    ),
    "missing_reference": _("W tabeli „%(table)s” nie ma wpisu o identyfikatorze %(value)s."),
    "missing_link": _("W paczce nie ma wpisu o identyfikatorze %(value)s."),
    "category_missing": _(
        "Usługa nie ma kategorii. Uzupełnij ją albo przy wczytywaniu wybierz kategorię dla takich usług."
    ),
    "bad_conditions": _("Nie udało się odczytać warunków: %(reason)s"),
    "bad_nip": _("Wpisz poprawny NIP – 10 cyfr."),
    "bad_regon": _("Wpisz poprawny REGON – 9 albo 14 cyfr."),
    "bad_teryt": _("Wpisz poprawny kod TERYT: 2, 4 albo 7 cyfr."),
    "bad_postcode": _("Wpisz kod pocztowy w postaci 00-000."),
    "ages_swapped": _("Wiek „od” jest wyższy niż wiek „do”."),
    "too_old": _("Wpisz wiek od 0 do %(most)s lat."),
    "organisation_missing": _("Podaj organizację, która prowadzi usługę: jej nazwę albo NIP."),
    "organisation_unknown": _(
        "Nie ma takiej organizacji w partnerstwie: „%(value)s”. Najpierw ją zaproś albo popraw nazwę."
    ),
    "organisation_foreign": _("To nie jest Twoja organizacja. Wczytujesz tylko usługi własnej organizacji."),
    "organisation_wrong": _("Organizacja tej usługi ma w pliku błąd."),
    "nip_taken": _("Ten NIP ma już inna organizacja: %(name)s."),
    "card_of_another": _("Pod tym identyfikatorem jest usługa innej organizacji. Zmień identyfikator."),
    "card_withdrawn": _("Ta usługa została wycofana z koszyka i nie można jej zmienić."),
    "name_taken": _("Ta organizacja ma już w koszyku usługę o tej nazwie pod innym identyfikatorem."),
    # Not errors: what the reader should know.
    "unknown_language": _("Pominięto język „%(value)s”: nie ma go na liście."),
    "unknown_accessibility": _("Pominięto udogodnienie „%(value)s”: nie ma go na liście."),
    "unknown_column": _("Pominięto kolumnę „%(value)s”: nie ma jej w standardzie."),
    "unused_table": _("Pominięto tabelę: koszyk usług jej nie używa."),
    "unknown_file": _("Pominięto plik: nie jest tabelą standardu."),
    "ended_service": _("Pominięto usługę: w pliku jest oznaczona jako zakończona."),
    "kept_organisation": _("Dane organizacji zmienia pracownik ds. sieci, więc zostają bez zmian."),
}


def sentence(code: str, data: dict[str, Any]) -> str:
    """What a problem says, in the language of the moment."""
    return shared.sentence(code, data, SENTENCES)
