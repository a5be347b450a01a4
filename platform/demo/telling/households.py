"""What changes in households: a grown-up child that moved out, a person written down twice, a spreadsheet
that waits to be looked at.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from core.families import operations as families
from core.families import queries as households
from core.families.operations import PersonData
from core.families.operations.importing import read_families, start_family_import
from core.families.rules.sheet import HEADERS
from demo.stories.plan import TODAY, FamilyPlan
from demo.telling.cast import Cast, on

if TYPE_CHECKING:
    # Types only: stories read and write through operations and queries.
    from core.families.models import Case, Person
    from core.shared.actor import Actor

_ROWS: Final = (
    {"source_number": "DEMO/101/2026", "first_name": "Halina", "last_name": "Tabelkowa"},
    {"source_number": "DEMO/101/2026", "first_name": "Jan", "last_name": "Tabelkowy"},
    {"source_number": "DEMO/102/2026", "first_name": "", "last_name": "Niepełna"},
)
# Who lives in so small a household does not leave it in a story.
_SMALLEST: Final = 3


def tell_households(cast: Cast, told: list[tuple[FamilyPlan, Case]]) -> None:
    """In the largest open family of the first worker one person moved out; a file of two families waits."""
    worker = cast.workers[0]
    own = [case for plan, case in told if plan.worker == 0 and plan.closed_on is None]
    people = {case.pk: households.persons_of(case) for case in own}
    large = max(own, key=lambda case: len(people[case.pk]), default=None)
    if large is not None and len(people[large.pk]) > _SMALLEST:
        with on(TODAY - dt.timedelta(days=12)) as day:
            families.end_membership(actor=worker, case=large, person=people[large.pk][-1], ends_on=day)
    if large is not None:
        _tell_twice(worker, large, people[large.pk][0])
    with on(TODAY):
        lines = [HEADERS.values(), *([row.get(name, "") for name in HEADERS] for row in _ROWS)]
        content = "\r\n".join(";".join(line) for line in lines).encode("utf-8-sig")
        run = start_family_import(actor=worker, filename="rodziny z programu.csv", content=content)
        read_families(run_id=run.pk)


def _tell_twice(worker: Actor, case: Case, person: Person) -> None:
    """A colleague wrote the same person down again; the worker put the two records together."""
    data = PersonData(first_name=person.first_name, last_name=person.last_name, born_on=person.born_on)
    with on(TODAY - dt.timedelta(days=9)):
        again = families.add_person(actor=worker, case=case, person=data)
    with on(TODAY - dt.timedelta(days=6)):
        families.merge_persons(actor=worker, case=case, kept=person, dropped=again)
