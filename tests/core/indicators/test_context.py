"""Numbers of public reports and support of the staff."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from core.indicators import reports
from core.indicators.errors import context as refused
from core.indicators.models import ContextFigure, StaffSupport
from core.indicators.operations import compute
from core.indicators.operations import context as operations
from core.indicators.operations import support as supporting
from core.indicators.operations.support import Support
from core.indicators.queries import counts_of, own_figures
from core.indicators.queries.context import given_in
from core.indicators.reports import every_number, template_rows
from core.indicators.rules import Period
from core.shared import clock
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.imports.errors import FileRefusedError
from core.shared.spreadsheets import FileKind, written
from tests.support import people
from tests.support.families import partner
from tests.support.figures import TODAY

HALF = Period("half", date(2026, 1, 1))
ALL = {
    ("population", ""): "20000",
    ("persons", ""): "900",
    ("families", ""): "400",
    ("ground", "1"): "310",
    ("social_work", ""): "350",
    ("workers", ""): "10",
    ("assisted", ""): "30",
    ("assistants", ""): "x",
}


@pytest.fixture(autouse=True)
def today(in_town: str) -> Iterator[None]:
    with clock.standing_at(TODAY):
        yield


def test_entered_numbers_become_figures(in_town: str) -> None:
    officer = people.actor("network_officer")
    assert operations.enter(actor=officer, period=HALF, values=ALL) == len(ALL)
    assert operations.enter(actor=officer, period=HALF, values=ALL) == 0
    compute(actor=people.system(), months=[date(2026, 6, 1)])
    counts = counts_of(HALF)
    assert counts["reach_persons", "", ""] == 900
    assert counts["supported_families", "ground", "1"] == 310
    assert counts["caseload_workers", "", ""] == 10
    assert ("assisted_families", "", "") not in counts
    (own,) = own_figures(officer, "half")
    assert "assistants" in own.refused
    assert ("reach_persons", "", "") not in counts_of(Period("quarter", date(2026, 4, 1)))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({("persons", ""): "20001"}, refused.MorePersonsThanPopulationError),
        ({("families", ""): "901"}, refused.MoreFamiliesThanPersonsError),
        ({("ground", "1"): "401"}, refused.GroundAboveFamiliesError),
        ({("workers", ""): "dużo"}, refused.WrongContextValueError),
        ({("workers", ""): "-1"}, refused.WrongContextValueError),
    ],
)
def test_numbers_that_cannot_be(change: dict[tuple[str, str], str], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        operations.enter(actor=people.actor("director"), period=HALF, values={**ALL, **change})
    assert not ContextFigure.objects.exists()


def test_a_period_that_is_not_over_is_refused() -> None:
    for period in (Period("half", date(2026, 7, 1)), Period("quarter", date(2026, 1, 1))):
        with pytest.raises(refused.WrongContextPeriodError):
            operations.enter(actor=people.actor("director"), period=period, values=ALL)


@pytest.mark.parametrize("kind", list(FileKind))
def test_a_template_filled_in_is_shown_and_then_written(kind: FileKind) -> None:
    director = people.actor("director")
    filled = [
        (*row[:3], ALL.get(what, "")) for what, row in zip(every_number(), template_rows(HALF), strict=True)
    ]
    content = written(kind, [column.header for column in reports.COLUMNS], filled, reports.SHEET)
    run = operations.lay_out_import(actor=director, filename=f"liczby.{kind}", content=content)
    assert [row["state"] for row in run.rows] == ["new"] * len(ALL)
    assert not ContextFigure.objects.exists()
    assert operations.write_import(actor=director, run=run) == len(ALL)
    with pytest.raises(refused.ContextImportDoneError):
        operations.write_import(actor=director, run=run)
    again = operations.lay_out_import(actor=director, filename="liczby", content=content)
    assert {row["state"] for row in again.rows} == {"unchanged"}


def test_nobody_overwrites_numbers_that_came_meanwhile() -> None:
    director = people.actor("director")
    seen = reports.seen(given_in([HALF])[HALF])
    lines = "Okres;Liczba;Powód;Wartość\n2026-h1;persons;;800\n"
    run = operations.lay_out_import(actor=director, filename="a.csv", content=lines.encode())
    operations.enter(actor=people.actor("network_officer"), period=HALF, values=ALL, seen=seen)
    with pytest.raises(ConflictError):
        operations.enter(actor=director, period=HALF, values={("workers", ""): "11"}, seen=seen)
    with pytest.raises(ConflictError):
        operations.write_import(actor=director, run=run)
    now = given_in([HALF])[HALF]
    assert (now["persons", ""].value, now["workers", ""].value) == (900, 10)
    again = operations.lay_out_import(actor=director, filename="a.csv", content=lines.encode())
    operations.enter(actor=director, period=HALF, values={("population", ""): "850", ("persons", ""): ""})
    with pytest.raises(ConflictError):
        operations.write_import(actor=director, run=again)


def test_a_sheet_with_errors_says_where_and_writes_nothing() -> None:
    director = people.actor("director")
    lines = "Okres;Liczba;Powód;Wartość\n2026-h1;liczba mieszkańców;;tysiąc\n2030;workers;;3\n2025;nic;;1\n"
    run = operations.lay_out_import(actor=director, filename="a.csv", content=lines.encode())
    assert [row["state"] for row in run.rows] == ["wrong"] * 3
    assert [row["line"] for row in run.rows] == [2, 3, 4]
    assert all(row["problem"] for row in run.rows)
    with pytest.raises(refused.ContextImportWrongError):
        operations.write_import(actor=director, run=run)
    for content in (b"", b"PK\x03\x04nothing", b"a;b\n1;2\n"):
        with pytest.raises(FileRefusedError):
            operations.lay_out_import(actor=director, filename="b.xlsx", content=content)


@pytest.mark.parametrize("role", ["social_worker", "delegate", "family_member"])
def test_who_does_not_answer_for_figures_enters_none(role: str) -> None:
    with pytest.raises(NotVisibleError):
        operations.enter(actor=people.actor(role), period=HALF, values=ALL)


def test_support_of_the_staff_counts_hours_persons_and_institutions() -> None:
    officer, school = people.actor("network_officer"), partner("Szkoła Próbna")
    school.kind = "gmina_unit"
    school.save()
    given = Support("workshop", date(2026, 9, 9), 150, 12, "Rozmowa motywująca", partners=[school])
    entry = supporting.record_support(actor=officer, support=given)
    supporting.record_support(
        actor=officer, support=Support("coaching", date(2026, 9, 10), 60, 2, "Coaching")
    )
    compute(actor=people.system(), months=[date(2026, 9, 1)])
    counts = counts_of(Period("quarter", date(2026, 7, 1)))
    assert counts["support_minutes", "", ""] == 210
    assert counts["support_sessions", "support", "workshop"] == 1
    assert counts["persons_trained", "", ""] == 12
    assert counts["esf_institutions", "", ""] == 1
    with pytest.raises(ConflictError):
        supporting.change_support(actor=officer, entry=entry, support=given, version=9)
    supporting.remove_support(actor=officer, entry=entry)
    assert StaffSupport.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (Support("coaching", date(2026, 10, 6), 60, 1, "x"), refused.SupportInFutureError),
        (Support("coaching", date(2026, 10, 5), 5, 1, "x"), refused.SupportTooLongError),
        (Support("coaching", date(2026, 10, 5), 60, 0, "x"), refused.SupportWithoutPersonsError),
    ],
)
def test_support_that_cannot_be(given: Support, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        supporting.record_support(actor=people.actor("director"), support=given)
