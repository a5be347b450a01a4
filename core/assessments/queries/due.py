"""Who is to be asked again, and when: about every twelve weeks, or as often as the town decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q

from core.assessments.enums import AssessmentState
from core.assessments.models import Assessment
from core.assessments.queries.forms import weeks_in_force
from core.assessments.rules.readings import SOON, due_after, first_due
from core.families import queries as families
from core.families.models import Case, HouseholdMember
from core.shared import clock
from core.shared.actor import Actor

# The last finished talk by case and person; none for the family as a whole.
Held = Mapping[tuple[UUID, UUID | None], date]


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
    listed = [case for case in cases if _is_asked(case)]
    rows = Assessment.objects.finished().filter(case__in=listed).order_by()
    held = {
        (case, person): last
        for case, person, last in rows.values_list("case", "person").annotate(Max("held_on"))
    }
    late = _late(held, day)
    households = {case.pk: case.household_id for case in listed}
    members = HouseholdMember.objects.on(clock.today()).filter(
        household__in={households[case] for case, _person in late},
        person__in={person for _case, person in late},
    )
    return _due(listed, held, late, members.select_related("person").order_by(), day)


def due_in(
    case: Case, talks: Iterable[Assessment], members: Iterable[HouseholdMember]
) -> list[DueAssessment]:
    """The same of one case whose talks and household are read already."""
    if not _is_asked(case):
        return []
    day = clock.today() + SOON
    held: dict[tuple[UUID, UUID | None], date] = {}
    for talk in talks:
        if talk.state != AssessmentState.DRAFT:
            key = (case.pk, talk.person_id)
            held[key] = max(talk.held_on, held.get(key, talk.held_on))
    return _due([case], held, _late(held, day), members, day)


def _is_asked(case: Case) -> bool:
    return case.closed_on is None and case.agreed_on is not None


def _late(held: Held, day: date) -> dict[tuple[UUID, UUID | None], tuple[date, date]]:
    """Last talks that are to be repeated by a day: when they were held, and until when to repeat them."""
    weeks = weeks_in_force() if held else 0
    found = {key: (last, due_after(last, weeks)) for key, last in held.items()}
    return {key: days for key, days in found.items() if days[1] <= day}


def _due(
    cases: Sequence[Case],
    held: Held,
    late: Mapping[tuple[UUID, UUID | None], tuple[date, date]],
    members: Iterable[HouseholdMember],
    day: date,
) -> list[DueAssessment]:
    at_home = {(row.household_id, row.person_id): row.person for row in members} if late else {}
    by_key, seen = {case.pk: case for case in cases}, {case for case, _person in held}
    found = []
    for (key, person_id), (last, due_on) in late.items():
        person = at_home.get((by_key[key].household_id, person_id)) if person_id else None
        if person_id is None or person is not None:
            name = person.full_name if person else ""
            found.append(DueAssessment(by_key[key], person_id, name, last, due_on))
    first = [
        DueAssessment(case, None, "", None, first_due(case.agreed_on))
        for case in cases
        if case.pk not in seen and case.agreed_on is not None
    ]
    found += [one for one in first if one.due_on <= day]
    return sorted(found, key=lambda one: (one.due_on, one.case.number, str(one.person_id or "")))


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
