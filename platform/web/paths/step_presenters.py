"""One step as values that a template lays out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.paths import rules
from core.paths.enums import (
    ChangeKind,
    ConsentMode,
    ProposalState,
    Stance,
    TaskKind,
    TaskStatus,
)
from core.paths.operations.voices import wording_of
from core.paths.queries.versions import day_words
from core.referrals.enums import ReferralStatus
from core.shared.encryption import ERASED
from web.paths.presenters import REFERRAL_MEANING, TASK_MEANING, proposer, sign_line, who
from web.shell.components import Action, Event, SummaryRow

if TYPE_CHECKING:
    from core.paths.queries.steps import StepPage

_UNHAPPY = {"declined", "expired", "returned", "withdrawn", "not_delivered", "cannot_say"}
_PROPOSAL_MEANING = {"open": "attention", "accepted": "good", "declined": "neutral"}


def present(found: StepPage) -> dict[str, Any]:
    """Everything about a step for its page."""
    task = found.task
    editable = found.case.closed_on is None
    return {
        "title": task.title,
        "goal": task.goal.title,
        "status": TaskStatus(task.status).label,
        "meaning": TASK_MEANING[task.status],
        "facts": _facts(found),
        "signs": [sign_line(sign) for sign in found.signs],
        "voices": [_voice(found, voice) for voice in reversed(found.voices)],
        "proposals": [_proposal(one, editable=editable) for one in found.proposals],
        "history": [_event(found, change) for change in reversed(found.changes)],
        "actions": _actions(task) if editable else [],
        "seen_by": ", ".join(person.first_name for person in found.seen_by),
    }


def in_words(task: Any) -> str:
    """A step as it reads now, for whoever finds it changed meanwhile."""
    return wording_of(task)


def _facts(found: StepPage) -> list[SummaryRow]:
    task = found.task
    rows = [
        SummaryRow(_("Kto to robi"), who(task)),
        SummaryRow(_("Do kiedy"), day_words(task.due_on.isoformat()) if task.due_on else _("bez terminu")),
        SummaryRow(_("Propozycja"), proposer(task)),
        SummaryRow(_("Rodzaj"), TaskKind(task.kind).label),
        SummaryRow(_("Kto z rodziny to widzi"), ", ".join(one.first_name for one in found.seen_by) or "–"),
    ]
    if task.referral is not None:
        request = task.referral
        rows += [
            SummaryRow(_("Usługa"), request.service.name),
            SummaryRow(
                _("Prośba z %(day)s") % {"day": f"{request.sent_on:%d.%m.%Y}"},
                ReferralStatus(request.status).label,
                meaning=REFERRAL_MEANING[request.status],
            ),
            SummaryRow(_("O co prosicie"), request.need),
        ]
        if request.decline_reason:
            rows.append(SummaryRow(_("Powód odpowiedzi"), request.decline_reason))
    if task.abandoned_reason:
        rows.append(SummaryRow(_("Dlaczego odłożony"), task.abandoned_reason))
    if task.done_on:
        rows.append(SummaryRow(_("Zrobiony"), f"{task.done_on:%d.%m.%Y}"))
    return rows


def _actions(task: Any) -> list[Action]:
    """What the worker may do with the step as it stands, the likeliest first."""

    def to(name: str) -> str:
        return reverse(f"paths:{name}", args=[task.pk])

    if task.status not in rules.UNFINISHED:
        return [Action(_("Wróć do tego kroku"), to("reopen"))]
    found = [Action(_("Zrobione"), to("complete"), post=True)]
    if task.referral is not None and task.referral.status in _UNHAPPY:
        found.insert(0, Action(_("Poproś o inną usługę"), to("ask-again"), kind="primary"))
    if task.status == TaskStatus.PLANNED and task.referral is None:
        found.append(Action(_("Zaczęte"), to("begin"), post=True))
    return [
        *found,
        Action(_("Zapisz, co mówi osoba"), to("voice")),
        Action(_("Zmień słowa, termin albo osobę"), to("change")),
        Action(_("Odłóż"), to("abandon")),
    ]


def _voice(found: StepPage, voice: Any) -> dict[str, Any]:
    last = {one.person_id: one.pk for one in found.voices}
    return {
        "name": voice.person.full_name,
        "stance": Stance(voice.stance).label,
        "meaning": "bad" if voice.stance == Stance.OBJECTS else "good",
        "on": voice.said_on,
        "mode": ConsentMode(voice.mode).label,
        "words": voice.words,
        "wording": voice.wording,
        "is_last": last[voice.person_id] == voice.pk,
    }


def _proposal(one: Any, *, editable: bool) -> dict[str, Any]:
    is_open = one.state == ProposalState.OPEN
    return {
        "name": one.person.full_name,
        "day": one.due_on,
        "why": one.why,
        "state": ProposalState(one.state).label,
        "meaning": _PROPOSAL_MEANING[one.state],
        "answer": one.answer,
        "url": reverse("paths:answer-date", args=[one.pk]) if is_open and editable else "",
    }


def _event(found: StepPage, change: Any) -> Event:
    by = found.names.get(change.actor_id, change.actor_name)
    return Event(title=ChangeKind(change.kind).label, when=change.at, by=by, text=_what(change))


def _what(change: Any) -> str:
    """What was and what is, and why; of an erased family only that it is erased."""
    before, after = change.before, change.after
    if str(ERASED) in {before, after}:
        return str(ERASED)
    if change.kind == ChangeKind.MOVED:
        before, after = (day_words(before), day_words(after))
    if change.kind == ChangeKind.ANSWERED:
        after = str(ReferralStatus(after).label)
    told = ""
    if before and after:
        told = _("było: %(before)s, jest: %(after)s") % {"before": before, "after": after}
    elif change.kind != ChangeKind.ADDED:
        told = after
    reason = _("Powód: %(reason)s") % {"reason": change.reason} if change.reason else ""
    return ". ".join(part for part in (told, reason) if part)
