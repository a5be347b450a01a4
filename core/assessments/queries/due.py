"""Who is to be asked again, and when: about every twelve weeks, or as often as the town decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q

from core.assessments.models import Assessment
from core.assessments.queries.forms import weeks_in_force
from core.assessments.rules.readings import SOON, due_after, first_due
from core.families import queries as families
from core.families.models import Case, HouseholdMember
from core.shared import clock
from core.shared.actor import Actor


@dataclass(frozen=True)
class DueAssessment:
    """A talk that is due: about the family as a whole, or about the person named."""

    case: Case
    person_id: UUID | None
    person_name: str
    last_on: date | None
    due_on: date

    def is_overdue(self, today: date) -> bool:
        return self.due_on < today


def due_of(cases: Iterable[Case], until: date | None = None) -> list[DueAssessment]:
    """What is due in open cases until a day (in two weeks), the earliest first; three queries for all.

    A family that agreed and was never assessed is due once; afterwards each talk is repeated with the one
    it was about, as long as that person lives in the household. Takes cases that the caller may see.
    """
    day = until or clock.today() + SOON
    listed = [case for case in cases if case.closed_on is None and case.agreed_on is not None]
    rows = (
        Assessment.objects.finished()
        .filter(case__in=listed)
        .values("case", "person")
        .annotate(last=Max("held_on"))
        .order_by("case", "person")
    )
    weeks, cases_by_key = weeks_in_force(), {case.pk: case for case in listed}
    held = list(rows)
    seen = {row["case"] for row in held}
    late = [row for row in held if due_after(row["last"], weeks) <= day]
    members = HouseholdMember.objects.on(clock.today()).filter(
        household__in={cases_by_key[row["case"]].household_id for row in late},
        person__in={row["person"] for row in late},
    )
    at_home = {(row.household_id, row.person_id): row.person for row in members.select_related("person")}
    found = []
    for row in late:
        case = cases_by_key[row["case"]]
        person = at_home.get((case.household_id, row["person"]))
        if row["person"] is not None and person is None:
            continue
        name = person.full_name if person else ""
        found.append(DueAssessment(case, row["person"], name, row["last"], due_after(row["last"], weeks)))
    found += [
        DueAssessment(case, None, "", None, first_due(case.agreed_on))
        for case in listed
        if case.pk not in seen and case.agreed_on is not None
    ]
    due = [one for one in found if one.due_on <= day]
    return sorted(due, key=lambda one: (one.due_on, one.case.number, str(one.person_id or "")))


def due_for(actor: Actor, until: date | None = None) -> list[DueAssessment]:
    """What is due in the open cases that the actor leads; only those with something due are loaded."""
    day = until or clock.today() + SOON
    cases = families.own_cases(actor).open()
    finished = Assessment.objects.finished()
    held = finished.filter(case__in=cases.order_by()).values("case", "person").order_by()
    late = held.annotate(last=Max("held_on")).filter(last__lte=day - timedelta(weeks=weeks_in_force()))
    never = ~Exists(finished.filter(case=OuterRef("pk")))
    begun_by = day - (first_due(day) - day)
    waiting = Q(pk__in=late.values("case")) | (Q(agreed_on__lte=begun_by) & never)
    return due_of(cases.filter(waiting), day)


def drafts_of(actor: Actor) -> list[Assessment]:
    """Assessments that the actor began in the own cases and has not finished, the oldest first."""
    drafts = Assessment.objects.filter(state="draft", case__in=families.own_cases(actor).order_by())
    return list(drafts.select_related("case", "person").order_by("held_on", "pk"))
