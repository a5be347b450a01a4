"""A path as values that a template lays out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.paths import queries, rules
from core.paths.enums import (
    ConsentMode,
    GoalStatus,
    Hitch,
    LifeArea,
    Proposer,
    Stance,
    TaskKind,
    TaskStatus,
    Turn,
)
from core.paths.queries.versions import owner_name
from core.paths.rules.watch import PATIENT
from core.referrals.enums import ReferralStatus
from core.shared import clock

if TYPE_CHECKING:
    from datetime import date

GOAL_MEANING = {"open": "info", "achieved": "good", "abandoned": "neutral"}
TASK_MEANING = {"planned": "neutral", "in_progress": "info", "done": "good", "abandoned": "neutral"}
REFERRAL_MEANING = {
    "sent": "attention",
    "accepted": "info",
    "declined": "bad",
    "expired": "bad",
    "delivered": "good",
    "not_delivered": "bad",
    "cannot_say": "neutral",
    "withdrawn": "neutral",
    "returned": "attention",
}
SIGN_MEANING = {
    Hitch.OVERDUE: "bad",
    Hitch.REFUSED: "bad",
    Hitch.EXPIRED: "bad",
    Hitch.UNDELIVERED: "bad",
    Hitch.OBJECTION: "bad",
    Hitch.WAITING: "neutral",
}


@dataclass(frozen=True)
class TaskLine:
    """A task: what, who, until when, how it stands, and what may be done with it."""

    title: str
    who: str
    status: str
    meaning: str
    due_on: date | None = None
    is_late: bool = False
    done_on: date | None = None
    note: str = ""
    referral: str = ""
    referral_meaning: str = ""
    proposed_by: str = ""
    complete_url: str = ""
    abandon_url: str = ""
    pk: str = ""
    url: str = ""
    signs: list[dict[str, Any]] = field(default_factory=list)
    voices: list[dict[str, Any]] = field(default_factory=list)
    proposals: int = 0


@dataclass(frozen=True)
class GoalCard:
    """A goal with its tasks."""

    title: str
    area: str
    status: str
    meaning: str
    why: str = ""
    person: str = ""
    tasks: list[TaskLine] = field(default_factory=list)
    new_task_url: str = ""
    achieve_url: str = ""
    change_url: str = ""
    abandon_url: str = ""
    reopen_url: str = ""
    reason: str = ""
    is_open: bool = True


@dataclass(frozen=True)
class PathView:
    """A path on one page."""

    goals: list[GoalCard]
    next_step: TaskLine | None
    done: int
    total: int
    percent: int
    overdue: int
    is_agreed: bool
    agreed_on: date | None
    version: int
    agreed_version: int
    consents: list[dict[str, Any]]
    next_meeting_on: date | None
    attention: list[TaskLine] = field(default_factory=list)
    words: list[dict[str, Any]] = field(default_factory=list)

    @property
    def open_goals(self) -> list[GoalCard]:
        """Goals that are worked for."""
        return [goal for goal in self.goals if goal.is_open]

    @property
    def closed_goals(self) -> list[GoalCard]:
        """Goals reached or put aside: they stay, but lower."""
        return [goal for goal in self.goals if not goal.is_open]


def path_section(case: Any, found: queries.PathOverview | None) -> PathView | None:
    """The path of a case for the worker who leads it; None before it begins."""
    return None if found is None else present(found, editable=case.closed_on is None)


def present(found: queries.PathOverview, *, editable: bool, own: bool = False) -> PathView:
    """Lay out an overview; `own` offers a person only the family's tasks to tick off, and reads no voices."""
    lines = {
        task.pk: _task(task, found, editable=editable, own=own)
        for goal in found.goals
        for task in goal.tasks.all()
    }
    step = found.next_step
    return PathView(
        goals=[
            _goal(goal, [lines[task.pk] for task in goal.tasks.all()], editable=editable, own=own)
            for goal in found.goals
        ],
        next_step=lines[step.pk] if step else None,
        done=found.progress.done,
        total=found.progress.total,
        percent=found.progress.percent,
        overdue=len(found.overdue),
        is_agreed=found.plan.is_agreed,
        agreed_on=found.plan.agreed_on,
        version=found.plan.version,
        agreed_version=found.plan.agreed_version,
        consents=[
            {
                "name": consent.person.full_name,
                "on": consent.agreed_on,
                "mode": ConsentMode(consent.mode).label,
                "version": consent.version,
            }
            for consent in found.consents
        ],
        next_meeting_on=None if own else found.next_meeting_on,
        attention=[] if own else _attention(found, lines),
        words=[] if own else [_word(word) for word in found.words],
    )


def _word(word: Any) -> dict[str, Any]:
    """What matters to a person, in their words."""
    return {"name": word.person.first_name, "words": word.words, "on": word.said_on}


def sign_line(sign: Any) -> dict[str, Any]:
    """Why a step asks for somebody, whose move it is, since when."""
    return {
        "text": str(Hitch(sign.hitch).label),
        "turn": str(Turn(sign.turn).label),
        "meaning": SIGN_MEANING.get(sign.hitch, "attention"),
        "since": sign.since,
    }


def watched_line(row: Any) -> dict[str, Any]:
    """A step of the list of all families that asks for somebody."""
    case = row.task.goal.plan.case
    return {
        "title": row.task.title,
        "who": who(row.task),
        "number": case.number,
        "due_on": row.task.due_on,
        "url": reverse("paths:step", args=[row.task.pk]),
        "case_url": reverse("paths:overview", args=[case.pk]),
        "signs": [sign_line(sign) for sign in row.signs],
    }


def _attention(found: queries.PathOverview, lines: dict[Any, TaskLine]) -> list[TaskLine]:
    """Steps that ask for somebody, the longest waiting first; patience is no task."""
    urgent = {
        key: signs for key, signs in found.signs.items() if any(sign.hitch not in PATIENT for sign in signs)
    }
    return [lines[key] for key in sorted(urgent, key=lambda key: urgent[key][0].since)]


def _goal(goal: Any, tasks: list[TaskLine], *, editable: bool, own: bool) -> GoalCard:
    is_open = goal.status == GoalStatus.OPEN
    writes = editable and not own

    def to(name: str, *, shown: bool) -> str:
        return reverse(f"paths:{name}", args=[goal.pk]) if shown else ""

    return GoalCard(
        title=goal.title,
        area=str(LifeArea(goal.area).label),
        status=str(GoalStatus(goal.status).label),
        meaning=GOAL_MEANING[goal.status],
        why=goal.why,
        person=goal.for_person.first_name if goal.for_person else "",
        tasks=tasks,
        new_task_url=to("new-task", shown=writes and is_open),
        achieve_url=to("achieve", shown=writes and is_open),
        change_url=to("change-goal", shown=writes and is_open),
        abandon_url=to("abandon-goal", shown=writes and is_open),
        reopen_url=to("reopen-goal", shown=writes and not is_open),
        reason=goal.abandoned_reason if not own and not is_open else "",
        is_open=is_open,
    )


def _task(task: Any, found: queries.PathOverview, *, editable: bool, own: bool) -> TaskLine:
    unfinished = task.status in rules.UNFINISHED
    told = unfinished and not own
    mine = task.kind == TaskKind.FAMILY
    referral = task.referral
    name = "portal:complete" if own else "paths:complete"
    return TaskLine(
        title=task.title,
        who=who_to_reader(task) if own else who(task),
        status=str(TaskStatus(task.status).label),
        meaning=TASK_MEANING[task.status],
        due_on=task.due_on,
        is_late=rules.is_overdue(task, clock.today()),
        done_on=task.done_on,
        note=task.abandoned_reason if not own else "",
        referral=str(ReferralStatus(referral.status).label) if referral else "",
        referral_meaning=REFERRAL_MEANING[referral.status] if referral else "",
        proposed_by=proposer(task),
        complete_url=reverse(name, args=[task.pk]) if editable and unfinished and (mine or not own) else "",
        abandon_url=reverse("paths:abandon", args=[task.pk]) if editable and unfinished and not own else "",
        pk=str(task.pk),
        url=reverse("portal:step" if own else "paths:step", args=[task.pk]),
        signs=[] if own else [sign_line(sign) for sign in found.signs.get(task.pk, [])],
        voices=_voices(found, task) if told else [],
        proposals=0 if own else len(found.voices.open_proposals(task)),
    )


def _voices(found: queries.PathOverview, task: Any) -> list[dict[str, Any]]:
    """The last word of each person about a step."""
    return [
        {
            "name": voice.person.first_name,
            "objects": voice.stance == Stance.OBJECTS,
            "words": voice.words,
            "on": voice.said_on,
        }
        for voice in found.voices.now(task)
    ]


def proposer(task: Any) -> str:
    """Who put a step forward, by name where it is known."""
    if task.proposed_person is not None:
        return str(task.proposed_person.first_name)
    return str(Proposer(task.proposed_by).label)


def who(task: Any) -> str:
    """Who does a step."""
    if name := owner_name(task):
        return name
    if task.kind == TaskKind.WORKER:
        return _("pracownik socjalny")
    return str(task.for_person.first_name) if task.for_person else _("rodzina")


def who_to_reader(task: Any) -> str:
    """The same said to a person of the family, who sees nobody else's own tasks."""
    if task.referral:
        return str(task.referral.partner.name)
    if task.owner_partner is not None:
        return str(task.owner_partner.name)
    if task.kind == TaskKind.WORKER:
        return task.owner_user.name if task.owner_user else _("Twój pracownik socjalny")
    if task.for_person:
        return _("Ty")
    return str(task.owner_person.first_name) if task.owner_person else _("Twoja rodzina")
