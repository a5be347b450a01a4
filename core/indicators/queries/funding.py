"""Participants of ESF+: of one case for who leads it, and of a span of days for who reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.families import queries as families
from core.families.models import Case, Person
from core.families.rules import age_on
from core.indicators.enums import AgeBand, Statement, Vulnerability
from core.indicators.models import EsfParticipation
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError

Sums = Counter[tuple[str, str]]
# Names leave the town in the report: only who answers for the project takes it out.
REPORTERS = (Role.DIRECTOR,)


@dataclass(frozen=True)
class Participant:
    """A participation with what the common indicators are given by."""

    participation: EsfParticipation
    sex: str
    age: int

    @property
    def band(self) -> str:
        """The age band of the day of entry."""
        return AgeBand.of(self.age)


def require_reporter(actor: Actor) -> None:
    """Who answers for the project; to others there is no report."""
    if not (actor.is_system or actor.has(*REPORTERS)):
        raise NotVisibleError


def participations_of(actor: Actor, case: Case) -> dict[UUID, EsfParticipation]:
    """The case's participations by person, for who leads the case; two queries however many."""
    if not families.leads(actor, case):
        raise NotVisibleError
    rows = EsfParticipation.objects.filter(case=case).select_related("person").order_by("entered_on", "pk")
    return {row.person_id: row for row in rows}


def number_taking_part(actor: Actor, case: Case) -> int:
    """How many of the family take part, for who leads the case."""
    if not families.leads(actor, case):
        raise NotVisibleError
    found = EsfParticipation.objects.filter(case=case).order_by()
    return len(set(found.values_list("person", flat=True)))


def participation_of(actor: Actor, case: Case, person: Person) -> EsfParticipation:
    """One person's, or `NotVisibleError`."""
    found = participations_of(actor, case).get(person.pk)
    if found is None:
        raise NotVisibleError
    return found


def participants_between(actor: Actor, since: date, until: date) -> list[Participant]:
    """Participants who entered, left or were asked in a span of days, for who reports them."""
    require_reporter(actor)
    return participants_of(since, until)


def participants_of(since: date, until: date) -> list[Participant]:
    """The same for operations; one query."""
    rows = (
        EsfParticipation.objects.filter(entered_on__gte=since, entered_on__lte=until)
        .select_related("person", "case")
        .order_by("entered_on", "pk")
    )
    return [
        Participant(row, row.person.sex, age_on(row.person.born_on or row.entered_on, row.entered_on))
        for row in rows
    ]


def sums_of(found: Iterable[Participant], sex: str = "") -> Sums:
    """Counts of the common indicators, of one sex or of everybody; `("", "")` is EECO01."""
    sums: Sums = Counter()
    for one in found:
        if sex and one.sex != sex:
            continue
        row = one.participation
        sums["", ""] += 1
        sums["sex", one.sex] += 1
        sums["age", one.band] += 1
        sums["labour", row.labour] += 1
        sums["isced", row.isced] += 1
        for name in Vulnerability.values:
            said = getattr(row, name)
            sums["vulnerability", name] += said == Statement.YES
            sums["refusal", name] += said == Statement.REFUSED
    return sums
