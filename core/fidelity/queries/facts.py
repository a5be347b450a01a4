"""The facts of many cases in a fixed number of queries; of one case also from what a page has read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length
from django.utils import timezone

from core.assessments.models import Assessment
from core.families.enums import Outcome, Stage
from core.families.models import Case, ClosingConversation, ProgressReview
from core.fidelity.rules.facts import CaseFacts, Meeting, Request, Step, Told
from core.paths.enums import TaskKind, TaskStatus
from core.paths.models import PathwayPlan, PlanConsent, Task
from core.paths.queries import PathOverview
from core.privacy.models import Disclosure, ParticipationAgreement
from core.referrals.enums import ReferralStatus
from core.referrals.models import Referral
from core.teams.models import CaseTeam, TeamMeeting
from core.teams.queries import TeamRecord

ENDED_BY_FAMILY: Final = (Outcome.WITHDRAWN, Outcome.MOVED)


@dataclass
class _Gathered:
    """What was read of one case so far."""

    one: dict[str, Any] = field(default_factory=dict)
    many: defaultdict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class Read:
    """What a page has read of one case whatever the model says of it; only the rest is asked for."""

    case: Case
    team: TeamRecord
    path: PathOverview | None
    assessed_on: Iterable[date]
    reviewed_on: Iterable[date]
    talked_on: Iterable[date]


def facts_read(read: Read, on: date) -> CaseFacts:
    """The same as `facts_of` of one case, in two queries."""
    case, formed = read.case, read.team.team
    found = defaultdict(_Gathered, {case.pk: _gathered(read, on)})
    found[case.pk].one["team_on"] = _until(formed.formed_on if formed else None, on)
    found[case.pk].one["path_on"] = _until(read.path.plan.started_on if read.path else None, on)
    _requests(found, [case.pk], on)
    _told(found, [case.pk], on)
    agreed_on, closed_on = _until(case.agreed_on, on), _until(case.closed_on, on)
    return _facts(found[case.pk], agreed_on, closed_on, case.outcome, case.stage)


def _gathered(read: Read, on: date) -> _Gathered:
    path = read.path
    many: dict[str, Iterable[Any]] = {
        "meetings": [_held(row, on) for row in read.team.meetings if row.held_on <= on],
        "steps": [
            _step(task.pk, task.kind, task.done_on, on)
            for task in (path.steps if path else [])
            if task.status != TaskStatus.ABANDONED
        ],
        "assessed_on": [day for day in read.assessed_on if day <= on],
        "reviewed_on": [day for day in read.reviewed_on if day <= on],
        "talked_on": [day for day in read.talked_on if day <= on],
        "consented_on": [one.agreed_on for one in path.consents if one.agreed_on <= on] if path else [],
    }
    gathered = _Gathered()
    for name, rows in many.items():
        gathered.many[name].extend(rows)
    return gathered


def _held(row: Any, on: date) -> Meeting:
    """A meeting of a team's record."""
    written_on = timezone.localdate(row.created_at) if row.minutes else None
    known = row.shown_on if row.planned_here else written_on
    return _meeting(row.pk, row.held_on, known, on, family_present=row.family_present)


def facts_of(cases: QuerySet[Case] | Iterable[Case], on: date) -> dict[UUID, CaseFacts]:
    """What is known of the cases on a day, by case; what was dated later is left out."""
    narrowed = cases.order_by() if isinstance(cases, QuerySet) else None
    wanted: Any = narrowed.values("pk") if narrowed is not None else [case.pk for case in cases]
    found: defaultdict[UUID, _Gathered] = defaultdict(_Gathered)
    _dates(found, wanted, on)
    _meetings(found, wanted, on)
    _requests(found, wanted, on)
    _steps(found, wanted, on)
    _told(found, wanted, on)
    rows = (narrowed if narrowed is not None else Case.objects.filter(pk__in=wanted).order_by()).values_list(
        "pk", "agreed_on", "closed_on", "outcome", "stage"
    )
    return {
        key: _facts(found[key], _until(agreed_on, on), _until(closed_on, on), outcome, stage)
        for key, agreed_on, closed_on, outcome, stage in rows
    }


def _facts(
    gathered: _Gathered, agreed_on: date | None, closed_on: date | None, outcome: str, stage: str
) -> CaseFacts:
    many: dict[str, Any] = {name: tuple(rows) for name, rows in gathered.many.items()}
    return CaseFacts(
        agreed_on=agreed_on,
        closed_on=closed_on,
        closing=stage == Stage.CLOSING,
        ended_by_family=closed_on is not None and outcome in ENDED_BY_FAMILY,
        **gathered.one,
        **many,
    )


def _until(day: date | None, on: date) -> date | None:
    return day if day is not None and day <= on else None


def _dates(found: defaultdict[UUID, _Gathered], wanted: Any, on: date) -> None:
    """Days alone: the team, the path and its consents, assessments, reviews, closing conversations."""
    alone = {
        "team_on": CaseTeam.objects.filter(case__in=wanted, formed_on__lte=on).values_list(
            "case", "formed_on"
        ),
        "path_on": PathwayPlan.objects.filter(case__in=wanted, started_on__lte=on).values_list(
            "case", "started_on"
        ),
    }
    for name, rows in alone.items():
        for case, day in rows.order_by():
            found[case].one[name] = day
    listed = {
        "assessed_on": Assessment.objects.finished()
        .filter(case__in=wanted, held_on__lte=on)
        .values_list("case", "held_on"),
        "reviewed_on": ProgressReview.objects.filter(case__in=wanted, held_on__lte=on).values_list(
            "case", "held_on"
        ),
        "talked_on": ClosingConversation.objects.filter(case__in=wanted, held_on__lte=on).values_list(
            "case", "held_on"
        ),
        "consented_on": PlanConsent.objects.filter(plan__case__in=wanted, agreed_on__lte=on).values_list(
            "plan__case", "agreed_on"
        ),
    }
    for name, rows in listed.items():
        for case, day in rows.order_by():
            found[case].many[name].append(day)


def _meetings(found: defaultdict[UUID, _Gathered], wanted: Any, on: date) -> None:
    """Meetings held. Minutes written in the room are shown on a day; those of a meeting that was only
    written down afterwards can be read since the record was made.
    """
    rows = (
        TeamMeeting.objects.filter(team__case__in=wanted, held_on__lte=on)
        .annotate(length=Length("minutes"))
        .values_list(
            "team__case",
            "pk",
            "held_on",
            "family_present",
            "planned",
            "planned__record__shown_on",
            "length",
            "created_at__date",
        )
    )
    for case, key, held_on, family_present, planned, shown_on, length, written_on in rows.order_by():
        known = shown_on if planned else written_on if length else None
        meeting = _meeting(key, held_on, known, on, family_present=family_present)
        found[case].many["meetings"].append(meeting)


def _meeting(key: UUID, held_on: date, minutes_on: date | None, on: date, *, family_present: bool) -> Meeting:
    """Minutes cannot be read before the meeting."""
    known = _until(max(minutes_on, held_on), on) if minutes_on else None
    return Meeting(key, held_on, family_present, known)


def _requests(found: defaultdict[UUID, _Gathered], wanted: Any, on: date) -> None:
    """Requests; one given back because the partner left is nobody's delay."""
    rows = Referral.objects.filter(case__in=wanted, sent_on__lte=on).exclude(
        status=ReferralStatus.RETURNED, answered_on__isnull=True
    )
    for case, key, sent_on, answered_on in rows.order_by().values_list(
        "case", "pk", "sent_on", "answered_on"
    ):
        found[case].many["requests"].append(Request(key, sent_on, _until(answered_on, on)))


def _steps(found: defaultdict[UUID, _Gathered], wanted: Any, on: date) -> None:
    rows = Task.objects.filter(goal__plan__case__in=wanted).exclude(status=TaskStatus.ABANDONED)
    for case, key, kind, done_on in rows.order_by().values_list("goal__plan__case", "pk", "kind", "done_on"):
        found[case].many["steps"].append(_step(key, kind, done_on, on))


def _step(key: UUID, kind: str, done_on: date | None, on: date) -> Step:
    return Step(key, kind == TaskKind.SERVICE, _until(done_on, on))


def _told(found: defaultdict[UUID, _Gathered], wanted: Any, on: date) -> None:
    """The ledger, with whether the person's agreement held on the day; a duty by law asks for none."""
    agreed = ParticipationAgreement.objects.filter(
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=OuterRef("at__date")),
        case=OuterRef("case"),
        person=OuterRef("person"),
        given_on__lte=OuterRef("at__date"),
    )
    rows = Disclosure.objects.filter(case__in=wanted, at__date__lte=on, recipient="")
    rows = rows.annotate(agreed=Exists(agreed))
    for case, number, day, holds in rows.order_by().values_list("case", "number", "at__date", "agreed"):
        found[case].many["told"].append(Told(number, day, holds))
