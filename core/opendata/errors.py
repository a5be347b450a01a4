"""What exchanging data refuses: files that cannot be read, sentences for single cells, steps out of order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class ImportNotAllowedError(DomainError):
    """Somebody who sees the basket tried to import into it."""

    code = "import_not_allowed"
    status = 403
    text = _("Karty wczytuje z pliku pracownik ds. sieci, dyrektor albo przedstawiciel partnera.")


class WrongImportStepError(DomainError):
    """The import does not stand where this step starts."""

    code = "wrong_import_step"
    text = _("Ten import ma stan „%(status)s”, więc nie można tego zrobić. Odśwież stronę.")


class ImportHasErrorsError(DomainError):
    """Nothing is written from a file with errors unless the user says so."""

    code = "import_has_errors"
    field = "only_correct"
    text = _(
        "Plik zawiera błędy, więc nic nie zapisano. Popraw plik i wczytaj go jeszcze raz albo zaznacz "
        "„Zapisz tylko poprawne wiersze”."
    )


class NothingToImportError(DomainError):
    """Everything in the file is as it is in the basket."""

    code = "nothing_to_import"
    text = _("W pliku nie ma nic do zapisania.")


class PartnerNotWrittenError(DomainError):
    """The organisation of a service was refused just before."""

    code = "partner_not_written"
    text = _("Organizacji tej usługi nie udało się zapisać, więc usługi też nie zapisano.")


class FileRefusedError(DomainError):
    """A file that cannot be read at all; subclasses say why and what to do."""

    code = "file_refused"
    field = "file"
    text = _("Nie udało się odczytać pliku. Wczytaj paczkę HSDS (ZIP lub JSON) albo arkusz CSV lub XLSX.")


class FileTooLargeError(FileRefusedError):
    """More than an import may weigh."""

    code = "file_too_large"
    text = _("Plik jest za duży. Wczytaj plik do %(most)s MB albo podziel dane na kilka plików.")


class FileEmptyError(FileRefusedError):
    """No bytes."""

    code = "file_empty"
    text = _("Plik jest pusty. Wybierz plik z danymi.")


class TooManyRowsError(FileRefusedError):
    """More rows than one import takes."""

    code = "too_many_rows"
    text = _(
        "Plik ma za dużo wierszy: jeden import przyjmuje najwyżej %(most)s. "
        "Podziel dane na mniejsze pliki i wczytaj je po kolei."
    )


class UnreadableTextError(FileRefusedError):
    """Neither UTF-8 nor what Polish Windows writes."""

    code = "unreadable_text"
    text = _("Nie udało się odczytać tekstu z pliku „%(name)s”. Zapisz go w kodowaniu UTF-8.")


class MissingHeaderError(FileRefusedError):
    """A table without a first line that names its columns."""

    code = "missing_header"
    text = _("W pliku „%(name)s” brakuje wiersza nagłówka z nazwami kolumn.")


class MissingColumnError(FileRefusedError):
    """A template without what it cannot do without."""

    code = "missing_column"
    text = _("W pliku brakuje kolumny „%(column)s”. Pobierz szablon i przenieś do niego dane.")


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


class BrokenSheetError(FileRefusedError):
    """Not a workbook that can be read."""

    code = "broken_sheet"
    text = _("Nie udało się odczytać arkusza. Zapisz go jeszcze raz jako XLSX, bez hasła.")


class SheetTooWideError(FileRefusedError):
    """Cells far to the right of any template."""

    code = "sheet_too_wide"
    text = _("Arkusz ma za dużo kolumn. Usuń zbędne kolumny: zostaw najwyżej %(most)s.")


class ArchiveBrokenError(FileRefusedError):
    """A ZIP that does not open or is damaged."""

    code = "archive_broken"
    text = _("Plik ZIP jest uszkodzony. Pobierz lub spakuj go jeszcze raz.")


class ArchiveBombError(FileRefusedError):
    """More comes out than may, or other sizes than it says."""

    code = "archive_bomb"
    text = _(
        "Plik ZIP po rozpakowaniu jest za duży albo podaje nieprawdziwe rozmiary. "
        "Przyjmujemy do %(most)s MB po rozpakowaniu."
    )


class ArchiveTooManyFilesError(FileRefusedError):
    """More files than any package has."""

    code = "archive_too_many_files"
    text = _("W pliku ZIP jest %(number)s plików, a może być najwyżej %(most)s. Spakuj tylko tabele paczki.")


class ArchiveNestedError(FileRefusedError):
    """An archive within the archive."""

    code = "archive_nested"
    text = _("W pliku ZIP jest kolejne archiwum: „%(name)s”. Spakuj same tabele.")


class ArchiveNameError(FileRefusedError):
    """A name that leads out of the archive, or stands in it twice."""

    code = "archive_name"
    text = _("W pliku ZIP jest niedozwolona nazwa: „%(name)s”. Spakuj pliki bez ścieżek i powtórzeń.")


class ArchiveLockedError(FileRefusedError):
    """A ZIP with a password."""

    code = "archive_locked"
    text = _("Plik ZIP jest chroniony hasłem. Spakuj go bez hasła.")


_REFUSED: Final[list[type[FileRefusedError]]] = [FileRefusedError, *FileRefusedError.__subclasses__()]
REFUSALS: Final = {cls.code: cls for cls in _REFUSED}

# What is wrong with one cell or row, by code; places are filled from the problem's own data.
SENTENCES: Final[dict[str, Any]] = {
    "required": _("Wypełnij to pole."),
    "too_long": _("Skróć tekst."),
    "longer_than": _("Skróć tekst do %(most)s znaków; teraz ma %(now)s."),
    "bad_character": _("Usuń znak, którego nie da się zapisać."),
    "not_a_choice": _("Nieznana wartość „%(value)s”. Wpisz jedną z wartości podanych w objaśnieniach."),
    "not_a_text": _("Wpisz tekst."),
    "not_an_id": _("„%(value)s” nie jest identyfikatorem UUID."),
    "not_a_number": _("„%(value)s” nie jest liczbą."),
    "not_a_whole_number": _("„%(value)s” nie jest liczbą całkowitą od 0 w górę."),
    "not_a_date": _("„%(value)s” nie jest datą w postaci RRRR-MM-DD."),
    "not_a_moment": _("„%(value)s” nie jest datą z godziną w postaci RRRR-MM-DDTGG:MM:SS."),
    "not_an_email": _("„%(value)s” nie jest adresem e-mail."),
    "not_an_address": _("„%(value)s” nie jest adresem strony. Zacznij od https://."),
    "not_yes_or_no": _("Wpisz „tak” albo „nie” zamiast „%(value)s”."),
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
    "formula": _("Komórka zawiera formułę. Wczytano ją jako zwykły tekst."),
    "unknown_language": _("Pominięto język „%(value)s”: nie ma go na liście."),
    "unknown_accessibility": _("Pominięto udogodnienie „%(value)s”: nie ma go na liście."),
    "unknown_column": _("Pominięto kolumnę „%(value)s”: nie ma jej w standardzie."),
    "unused_table": _("Pominięto tabelę: koszyk usług jej nie używa."),
    "unknown_file": _("Pominięto plik: nie jest tabelą standardu."),
    "ended_service": _("Pominięto usługę: w pliku jest oznaczona jako zakończona."),
    "kept_organisation": _("Dane organizacji zmienia pracownik ds. sieci, więc zostają bez zmian."),
}


def sentence(code: str, data: dict[str, Any]) -> str:
    """What a problem says, in the language of the moment: ours, or that of the rule that refused."""
    if code in SENTENCES:
        return str(SENTENCES[code]) % data if data else str(SENTENCES[code])
    refusal = next((each for each in _refusals(DomainError) if each.code == code), DomainError)
    return refusal(**data).message


def _refusals(above: type[DomainError]) -> Iterator[type[DomainError]]:
    for each in above.__subclasses__():
        yield each
        yield from _refusals(each)


def refusal_sentence(code: str, data: dict[str, Any]) -> str:
    """Why a whole file was refused, in the language of the moment."""
    return REFUSALS.get(code, FileRefusedError)(**data).message
