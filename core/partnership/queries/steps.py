"""The board of stages: what is recorded of each, what the records show, whose move is next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from core.partnership.enums import MeetingKind
from core.partnership.enums.accession import ResourceStatus, StepCode, StepOutcome
from core.partnership.enums.texts import TextKind
from core.partnership.models import (
    LocalNeedsAssessment,
    PartnerOrganisation,
    PartnershipMeeting,
    PartnershipStep,
    PartnershipStepChange,
    ResourceMapEntry,
    TextVersion,
)
from core.partnership.queries.organisations import sees_partnership
from core.partnership.rules import steps as rules
from core.partnership.rules.steps import StepState
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError

Days = tuple[date, date]


@dataclass(frozen=True)
class Evidence:
    """What the records say of a stage: how many there are, and the day on which it may count as reached."""

    number: int = 0
    suggested_on: date | None = None
    # How many more are needed before the records bear the stage out.
    wanted: int = 1


@dataclass(frozen=True)
class StepLine:
    """A stage on the board."""

    code: StepCode
    edition: int
    row: PartnershipStep | None
    evidence: Evidence | None
    depends_on: StepCode | None
    out_of_order: bool
    is_next: bool

    @property
    def reached_on(self) -> date | None:
        return self.row.reached_on if self.row else None

    @property
    def planned_on(self) -> date | None:
        return self.row.planned_on if self.row else None

    @property
    def suggested_on(self) -> date | None:
        """The day that the records suggest while none is written down."""
        return self.evidence.suggested_on if self.evidence and not self.reached_on else None

    def is_late(self, on: date) -> bool:
        """Whether the planned day has passed."""
        return self.reached_on is None and self.planned_on is not None and self.planned_on < on


@dataclass(frozen=True)
class Board:
    """All stages of one year of work."""

    edition: int
    current_edition: int
    closed: bool
    lines: tuple[StepLine, ...]

    @property
    def reached(self) -> int:
        return sum(line.reached_on is not None for line in self.lines)


def board(
    actor: Actor,
    edition: int | None = None,
    further: Callable[[Days], Mapping[StepCode, Evidence]] = lambda _days: {},
) -> Board:
    """Stages of a year of work (the current one) with evidence; a fixed number of queries.

    `further`: what areas above this one know of its days, for instance of published service cards.
    """
    if not sees_partnership(actor):
        raise NotVisibleError
    rows = {(row.edition, row.code): row for row in PartnershipStep.objects.all()}
    states = [row.as_state() for row in rows.values()]
    now = edition_now(states)
    shown = edition if edition and 1 <= edition <= now else now
    days = _days_of(states, shown)
    known = {**_evidence(days), **further(days)}
    reached = {state.code for state in states if state.edition == shown and state.reached_on}
    closed = is_closed(states)
    following = None if closed else rules.next_step(shown, reached)
    lines = []
    for code in rules.steps_of(shown):
        row = rows.get((shown, code))
        place = rules.prerequisite(shown, code)
        before = rows.get(place) if place else None
        depends_on = before.as_state() if before else StepState(*place) if place else None
        lines.append(
            StepLine(
                code=code,
                edition=shown,
                row=row,
                evidence=known.get(code),
                depends_on=place[1] if place else None,
                out_of_order=bool(row and row.reached_on and rules.too_early(row.reached_on, depends_on)),
                is_next=code == following,
            )
        )
    return Board(shown, now, closed, tuple(lines))


def edition_now(states: Iterable[StepState]) -> int:
    """The year of work that runs."""
    return rules.current_edition(_decisions(states))


def is_closed(states: Iterable[StepState]) -> bool:
    """Whether the partnership was closed."""
    return StepOutcome.CLOSED in _decisions(states).values()


def step_history(actor: Actor, edition: int, code: str) -> QuerySet[PartnershipStepChange]:
    """Everything that was written of one stage, the newest first."""
    if not sees_partnership(actor):
        raise NotVisibleError
    found = PartnershipStepChange.objects.filter(step__edition=edition, step__code=code)
    return found.order_by("-created_at", "-pk")


def steps_visible_to(actor: Actor) -> QuerySet[PartnershipStep]:
    """Recorded stages, the first year's first."""
    if not sees_partnership(actor):
        raise NotVisibleError
    return PartnershipStep.objects.order_by("edition", "created_at", "pk")


def step_changes_visible_to(actor: Actor) -> QuerySet[PartnershipStepChange]:
    """Entries in the history of stages, the newest first."""
    if not sees_partnership(actor):
        raise NotVisibleError
    return PartnershipStepChange.objects.order_by("-created_at", "-pk")


def _decisions(states: Iterable[StepState]) -> dict[int, str]:
    return {
        state.edition: state.outcome
        for state in states
        if state.code == StepCode.DECISION and state.reached_on is not None
    }


def _days_of(states: Iterable[StepState], edition: int) -> Days:
    """From the decision before a year of work to its own decision, or to today (both included)."""
    decided = {s.edition: s.reached_on for s in states if s.code == StepCode.DECISION and s.reached_on}
    return decided.get(edition - 1, date.min), decided.get(edition, clock.today())


def _evidence(days: Days) -> dict[StepCode, Evidence]:
    assessments = LocalNeedsAssessment.objects.filter(adopted_on__range=days).aggregate(
        number=Count("pk"), day=Min("adopted_on")
    )
    chosen = ~Q(status__in=[ResourceStatus.MAPPED, ResourceStatus.DROPPED])
    mapped = ResourceMapEntry.objects.filter(mapped_on__range=days).aggregate(
        number=Count("pk"), day=Min("shortlisted_on", filter=chosen)
    )
    invited = PartnerOrganisation.objects.filter(is_lead=False, invited_on__range=days).aggregate(
        number=Count("pk"), day=Min("invited_on")
    )
    held = PartnershipMeeting.objects.filter(held_on__range=days)
    met = _by_kind(held.values_list("kind").annotate(number=Count("*"), day=Min("held_on")))
    texts = TextVersion.objects.filter(in_force_on__range=days)
    wrote = _by_kind(texts.values_list("text__kind").annotate(number=Count("*"), day=Min("in_force_on")))
    enough = rules.INITIATING_MEETINGS
    begun = held.filter(kind=MeetingKind.INITIATING).order_by("held_on", "pk")
    second = list(begun.values_list("held_on", flat=True)[enough - 1 : enough])
    return {
        StepCode.DIAGNOSIS: Evidence(assessments["number"], assessments["day"]),
        StepCode.RESOURCE_MAP: Evidence(mapped["number"], mapped["day"]),
        StepCode.INVITATIONS: Evidence(invited["number"], invited["day"]),
        StepCode.INITIATING: Evidence(
            met[MeetingKind.INITIATING].number, second[0] if second else None, enough
        ),
        StepCode.FORMALISING: met[MeetingKind.FORMALISING],
        StepCode.RULES: wrote[TextKind.RULES],
        StepCode.ANNUAL_PLAN: wrote[TextKind.PLAN],
        StepCode.PERIODIC: met[MeetingKind.WORKING],
    }


def _by_kind(rows: Iterable[tuple[str, int, date]]) -> Mapping[str, Evidence]:
    """How many records there are of each kind, and the day of the first; none of a kind that is missing."""
    return defaultdict(Evidence, {kind: Evidence(number, day) for kind, number, day in rows})
