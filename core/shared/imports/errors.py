"""What handing a file in refuses, whatever it holds: files that cannot be read, steps out of order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


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
    """Everything in the file is known already."""

    code = "nothing_to_import"
    text = _("W pliku nie ma nic do zapisania.")


class FileRefusedError(DomainError):
    """A file that cannot be read at all; subclasses say why and what to do."""

    code = "file_refused"
    field = "file"
    text = _("Nie udało się odczytać pliku. Pobierz szablon, wypełnij go i wczytaj jako CSV albo XLSX.")


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


# What is wrong with one cell or row, by code; places are filled from the problem's own data.
SENTENCES: Final[dict[str, Any]] = {
    "required": _("Wypełnij to pole."),
    "too_long": _("Skróć tekst."),
    "longer_than": _("Skróć tekst do %(most)s znaków; teraz ma %(now)s."),
    "bad_character": _("Usuń znak, którego nie da się zapisać."),
    "not_a_choice": _("Nieznana wartość „%(value)s”. Wpisz jedną z wartości podanych w objaśnieniach."),
    "not_a_whole_number": _("„%(value)s” nie jest liczbą całkowitą od 0 w górę."),
    "not_a_date": _("„%(value)s” nie jest datą w postaci RRRR-MM-DD."),
    "not_yes_or_no": _("Wpisz „tak” albo „nie” zamiast „%(value)s”."),
    "formula": _("Komórka zawiera formułę. Wczytano ją jako zwykły tekst."),
}


def sentence(code: str, data: dict[str, Any], own: Mapping[str, Any]) -> str:
    """What a problem says, in the language of the moment: an area's own words, those that all share, or
    those of the rule that refused.
    """
    known = own.get(code) or SENTENCES.get(code)
    if known:
        return str(known) % data if data else str(known)
    refusal = next((each for each in _below(DomainError) if each.code == code), DomainError)
    return refusal(**data).message


def refusal_sentence(code: str, data: dict[str, Any]) -> str:
    """Why a whole file was refused, in the language of the moment."""
    refusal = next((each for each in _below(FileRefusedError) if each.code == code), FileRefusedError)
    return refusal(**data).message


def _below(above: type[DomainError]) -> Iterator[type[DomainError]]:
    for each in above.__subclasses__():
        yield each
        yield from _below(each)
