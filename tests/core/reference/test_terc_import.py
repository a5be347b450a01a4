"""An import brings the register to the file's state, keeps what was, and changes nothing twice."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

import pytest
from django.db import ProgrammingError, transaction

from core.reference import queries
from core.reference.errors import TercDuplicateError, TercOlderError
from core.reference.models import TerritorialUnit
from core.reference.operations import import_terc
from core.reference.territory import MUNICIPALITIES
from tests.support.database import as_owner

FIRST = dt.date(2025, 1, 1)
SECOND = dt.date(2026, 1, 1)
ROWS = (
    "77;;;;ZMYŚLONE;województwo;{day}",
    "77;01;;;przykładowy;powiat;{day}",
    "77;01;01;1;Przykładów;gmina miejska;{day}",
    "77;01;02;2;Zmyślin;gmina wiejska;{day}",
)
GREW = "77;01;02;3;Zmyślin;gmina miejsko-wiejska;{day}"


@pytest.fixture
def owner(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Only the owner writes the register; nothing of a test stays."""
    unblocked = django_db_blocker.unblock()  # type: ignore[attr-defined]
    with unblocked, as_owner(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def terc(rows: tuple[str, ...], day: dt.date) -> io.BytesIO:
    header = "WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA"
    lines = [header, *(row.format(day=day) for row in rows), ""]
    return io.BytesIO("\r\n".join(lines).encode("utf-8-sig"))


def periods(code: str) -> list[tuple[str, dt.date, dt.date | None]]:
    units = TerritorialUnit.objects.filter(code=code).order_by("valid_from", "pk")
    return [(unit.name, unit.valid_from, unit.valid_to) for unit in units]


def test_a_fresh_installation_knows_its_own_territory(db: None) -> None:
    codes = {item.code for item in MUNICIPALITIES}
    known = TerritorialUnit.objects.current().filter(code__in=codes)
    assert set(known.values_list("code", flat=True)) == codes


def test_importing_twice_changes_nothing_the_second_time(owner: None) -> None:
    steps: list[tuple[int, int]] = []
    first = import_terc(file=terc(ROWS, FIRST), progress=lambda *step: steps.append(step))
    again = import_terc(file=terc(ROWS, FIRST))
    assert (first.read, first.opened, first.closed, first.unchanged) == (4, 4, 0, 0)
    assert (again.read, again.opened, again.closed, again.unchanged) == (4, 0, 0, 4)
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_village_that_became_a_town_keeps_its_past(owner: None) -> None:
    import_terc(file=terc(ROWS, FIRST))
    changed = import_terc(file=terc((*ROWS[:3], GREW), SECOND))
    assert (changed.opened, changed.closed, changed.unchanged) == (1, 1, 3)
    assert periods("7701022") == [("Zmyślin", FIRST, SECOND)]
    assert periods("7701023") == [("Zmyślin", SECOND, None)]
    assert queries.unit_on(code="7701022", on=SECOND) is None
    children = queries.children_on(parent_code="7701", on=SECOND)
    assert [unit.code for unit in children] == ["7701011", "7701023"]


def test_a_renamed_gmina_keeps_its_code_and_both_names(owner: None) -> None:
    import_terc(file=terc(ROWS, FIRST))
    renamed = tuple(row.replace("Przykładów", "Przykładowo") for row in ROWS)
    import_terc(file=terc(renamed, SECOND))
    assert periods("7701011") == [
        ("Przykładów", FIRST, SECOND),
        ("Przykładowo", SECOND, None),
    ]


def test_an_excerpt_says_nothing_about_other_voivodeships(owner: None) -> None:
    before = TerritorialUnit.objects.current().count()
    import_terc(file=terc(ROWS, FIRST))
    assert TerritorialUnit.objects.current().count() == before + 4


def test_a_file_older_than_the_register_is_refused(owner: None) -> None:
    import_terc(file=terc(ROWS, SECOND))
    with pytest.raises(TercOlderError):
        import_terc(file=terc(ROWS, FIRST))
    assert periods("77") == [("zmyślone", SECOND, None)]


def test_a_wrong_row_leaves_nothing_half_written(owner: None) -> None:
    before = TerritorialUnit.objects.count()
    with pytest.raises(TercDuplicateError):
        import_terc(file=terc((*ROWS, ROWS[-1]), FIRST))
    assert TerritorialUnit.objects.count() == before


def test_a_tenants_process_may_read_the_register_and_not_write_it(db: None) -> None:
    before = TerritorialUnit.objects.count()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        import_terc(file=terc(ROWS, FIRST))
    assert TerritorialUnit.objects.count() == before
