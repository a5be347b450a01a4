"""How one case, the actor's own cases, or a whole town stand to the rules of the model.

The leader of a case sees its findings with their events. Directors and network officers see counts, and
behind a count the numbers of the cases with the day of the event: never a name, never what was said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from core.families import queries as families
from core.families.models import Case
from core.fidelity.enums import Constraint, Standing
from core.fidelity.queries.facts import Read, facts_of, facts_read
from core.fidelity.queries.terms import terms_in_force
from core.fidelity.rules.constraints import RULES, Event, Finding, findings
from core.fidelity.rules.facts import Terms
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError

LOOKED_BACK: Final = timedelta(days=365)


@dataclass(frozen=True)
class Share:
    """How the cases of a town stand to one rule."""

    satisfied: int
    violated: int
    pending: int
    not_applicable: int

    @property
    def decided(self) -> int:
        """Cases of which the rule already says yes or no."""
        return self.satisfied + self.violated

    @property
    def share(self) -> float | None:
        """Part of the decided cases that keep the rule; None where none is decided."""
        return self.satisfied / self.decided if self.decided else None


@dataclass(frozen=True)
class BrokenCase:
    """A case that breaks a rule, by its number alone."""

    case: Case
    event: Event
    broken: int
    checked: int


def findings_of(actor: Actor, case: Case, on: date | None = None) -> dict[Constraint, Finding]:
    """How a case that the actor leads stands to every rule on a day (today)."""
    if not families.leads(actor, case):
        raise NotVisibleError
    day = on or clock.today()
    return findings(facts_of([case], day)[case.pk], terms_in_force(), day)


def findings_read(actor: Actor, read: Read) -> dict[Constraint, Finding]:
    """The same today, of a case that a page has read."""
    if not families.leads(actor, read.case):
        raise NotVisibleError
    day = clock.today()
    return findings(facts_read(read, day), terms_in_force(), day)


def cases_counted(on: date | None = None) -> QuerySet[Case]:
    """Cases of which the figures speak: those open within the year before a day (today)."""
    day = on or clock.today()
    lately = Q(closed_on__isnull=True) | Q(closed_on__gte=day - LOOKED_BACK)
    return Case.objects.filter(lately, opened_on__lte=day)


def shares(on: date | None = None) -> dict[Constraint, Share]:
    """How the town's cases stand to every rule; takes no actor: for indicators and `town_shares`."""
    day = on or clock.today()
    found = _all_findings(cases_counted(day), day, terms_in_force())
    return _shares(found)


def town_shares(actor: Actor, on: date | None = None) -> dict[Constraint, Share]:
    """The same for the director and the network officer; a social worker reads the own cases."""
    day = on or clock.today()
    return _shares(_all_findings(_counted_for(actor, day), day, terms_in_force()))


def broken_cases(actor: Actor, constraint: str, on: date | None = None) -> list[BrokenCase]:
    """Cases that break one rule, the latest event first, as far as the actor may list cases."""
    if constraint not in Constraint.values:
        raise NotVisibleError
    rule, day, terms = RULES[Constraint(constraint)], on or clock.today(), terms_in_force()
    facts = facts_of(_counted_for(actor, day), day)
    broken: dict[UUID, Finding] = {}
    for key, one in facts.items():
        finding = rule(one, terms, day)
        if finding.standing == Standing.VIOLATED:
            broken[key] = finding
    cases = Case.objects.filter(pk__in=broken).select_related("social_worker").order_by("number", "pk")
    rows = [
        BrokenCase(case, event, broken[case.pk].broken, broken[case.pk].checked)
        for case in cases
        if (event := broken[case.pk].event) is not None
    ]
    return sorted(rows, key=lambda row: row.event.on, reverse=True)


def _counted_for(actor: Actor, day: date) -> QuerySet[Case]:
    """Counted cases that the actor may list (`families.queries`), or `NotVisibleError`."""
    sees_all = actor.is_system or actor.has(*families.SEES_FIGURES)
    if not (sees_all or actor.has(Role.SOCIAL_WORKER)):
        raise NotVisibleError
    visible: QuerySet[Case] = families.cases_visible_to(actor) if sees_all else families.led_cases(actor)
    return cases_counted(day).filter(pk__in=visible.order_by().values("pk"))


def _all_findings(
    cases: QuerySet[Case], day: date, terms: Terms
) -> Mapping[UUID, Mapping[Constraint, Finding]]:
    return {key: findings(facts, terms, day) for key, facts in facts_of(cases, day).items()}


def _shares(found: Mapping[UUID, Mapping[Constraint, Finding]]) -> dict[Constraint, Share]:
    counted = Counter(
        (constraint, finding.standing) for one in found.values() for constraint, finding in one.items()
    )
    return {
        constraint: Share(*(counted[constraint, standing] for standing in Standing))
        for constraint in Constraint
    }
