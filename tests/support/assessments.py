"""Assessments written by operations, as a worker would."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core.assessments.operations import AssessmentData, finish_assessment, start_assessment
from core.assessments.rules.readings import Entry
from core.families.queries import persons_of

if TYPE_CHECKING:
    from core.assessments.models import Assessment
    from core.families.models import Case, Person
    from core.shared.actor import Actor


def data(held_on: date, person: Person, *entries: Entry, **answers: str) -> AssessmentData:
    """What a page sends; without entries one reading of the home."""
    return AssessmentData(
        held_on=held_on,
        took_part=[person],
        entries=entries or [Entry("housing", 3, 4, "cisza", "naprawa pieca")],
        answers=answers,
    )


def assessed(
    actor: Actor, case: Case, held_on: date, *entries: Entry, person: Person | None = None
) -> Assessment:
    """A finished assessment of the family, or of one person; the leading person took part."""
    assessment = start_assessment(actor=actor, case=case, person=person, held_on=held_on)
    said = data(held_on, person or persons_of(case)[0], *entries)
    return finish_assessment(actor=actor, assessment=assessment, data=said)
