"""The workbook for the funding institution: participants line by line, and the common indicators by sex."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _

from core.indicators.definitions import figures
from core.indicators.enums import ExitResult, Isced, Labour, LastingResult, Statement, Vulnerability
from core.indicators.queries.funding import Participant, Sums, sums_of
from core.shared.spreadsheets import Value, book_of

_NAMED: Final = re.compile(r"(.+) \((EEC[OR]\d\d)\)")
# Code of the indicator, and which counts it adds up.
OUTPUTS: Final[tuple[tuple[str, tuple[tuple[str, str], ...]], ...]] = (
    ("EECO01", (("", ""),)),
    ("EECO02", (("labour", Labour.UNEMPLOYED), ("labour", Labour.LONG_TERM))),
    ("EECO03", (("labour", Labour.LONG_TERM),)),
    ("EECO04", (("labour", Labour.INACTIVE),)),
    ("EECO05", (("labour", Labour.EMPLOYED),)),
    ("EECO06", (("age", "0-17"),)),
    ("EECO07", (("age", "18-29"),)),
    ("EECO08", (("age", "55+"),)),
    ("EECO09", (("isced", Isced.LOW),)),
    ("EECO10", (("isced", Isced.MIDDLE),)),
    ("EECO11", (("isced", Isced.HIGH),)),
    *(
        (f"EECO{number}", (("vulnerability", member),))
        for number, member in enumerate(Vulnerability.values, 12)
    ),
)
RESULTS: Final = (
    *((f"EECR{number:02}", f"exit_{code}") for number, code in enumerate(ExitResult.values, 1)),
    *((f"EECR{number:02}", f"later_{code}") for number, code in enumerate(LastingResult.values, 5)),
)


def participants_book(found: Sequence[Participant]) -> bytes:
    """Both sheets as XLSX."""
    return book_of(
        (_("Uczestnicy"), _headings(), _lines(found)),
        (_("Wskaźniki"), [_("Wskaźnik"), _("Kobiety"), _("Mężczyźni"), _("Razem")], _sums(found)),
    )


def names() -> dict[str, str]:
    """What each common indicator is called, by its code, which stands behind the name in the catalogue."""
    found = (_NAMED.fullmatch(str(figure.name)) for _definition, figure in figures().values())
    return {match[2]: match[1] for match in found if match}


def output_of(sums: Sums, counts: tuple[tuple[str, str], ...]) -> int:
    """An indicator's number."""
    return sum(sums[dimension, str(member)] for dimension, member in counts)


def result_of(found: Sequence[Participant], name: str, sex: str = "") -> int:
    """How many reached a result."""
    return sum(getattr(one.participation, name) for one in found if not sex or one.sex == sex)


def _sums(found: Sequence[Participant]) -> Iterator[list[Value]]:
    women, men, both = sums_of(found, "F"), sums_of(found, "M"), sums_of(found)
    for code, counts in OUTPUTS:
        yield [code, *(output_of(sums, counts) for sums in (women, men, both))]
    for code, name in RESULTS:
        yield [code, *(result_of(found, name, sex) for sex in ("F", "M", ""))]


def _headings() -> list[str]:
    return [
        _("Imię"),
        _("Nazwisko"),
        _("PESEL"),
        _("Brak PESEL"),
        _("Płeć"),
        _("Wiek w dniu rozpoczęcia"),
        _("Wykształcenie"),
        _("Data rozpoczęcia udziału"),
        _("Status na rynku pracy"),
        *(str(Vulnerability(code).label).capitalize() for code in Vulnerability.values),
        _("Wsparcie"),
        _("Data zakończenia udziału"),
        _("Zgodnie z planem"),
        _("Zapytano po zakończeniu"),
        *(str(ExitResult(code).label).capitalize() for code in ExitResult.values),
        _("Zapytano po sześciu miesiącach"),
        *(str(LastingResult(code).label).capitalize() for code in LastingResult.values),
    ]


def _lines(found: Sequence[Participant]) -> Iterator[list[Value]]:
    for one in found:
        row, person = one.participation, one.participation.person
        yield [
            person.first_name,
            person.last_name,
            person.pesel or "",
            not person.pesel,
            {"F": _("kobieta"), "M": _("mężczyzna")}.get(one.sex, ""),
            one.age,
            str(Isced(row.isced).label),
            row.entered_on,
            str(Labour(row.labour).label),
            *(str(Statement(getattr(row, code)).label) for code in Vulnerability.values),
            row.support,
            row.ended_on,
            row.as_planned,
            row.exit_on,
            *(getattr(row, f"exit_{code}") if row.exit_on else None for code in ExitResult.values),
            row.later_on,
            *(getattr(row, f"later_{code}") if row.later_on else None for code in LastingResult.values),
        ]
