"""A need recorded, changed, met, unmet with its cause, dropped, looked for again."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.basket.models import ServiceCard
from core.families.models import Case, Person
from core.families.queries import members_of
from core.matching.enums import Cause, NeedState, Urgency
from core.matching.errors import (
    NeedDayError,
    NeedSettledError,
    NeedTextMissingError,
    NeedTextTooLongError,
    ServiceDoesNotCoverError,
    UnknownNeedChoiceError,
)
from core.matching.models import Need, UnmetNeed
from core.matching.permissions import require_need_writer, require_writer
from core.matching.queries.matches import covers
from core.reference.grounds import Ground, ServiceCategory
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.ids import uuid7

LONGEST_TEXT = 300


@transaction.atomic
def record_need(
    *,
    actor: Actor,
    case: Case,
    category: str,
    text: str,
    person: Person | None = None,
    ground: str = "",
    urgency: str = Urgency.NORMAL.value,
    recorded_on: date | None = None,
    key: UUID | None = None,
) -> Need:
    """Write down what a family, or one of its persons, needs; the same `key` again gives the same need.

    Raises `NeedTextMissingError`, `NeedTextTooLongError`, `UnknownNeedChoiceError`, `NeedDayError`.
    """
    require_writer(actor, case)
    if key is not None and (known := Need.objects.filter(pk=key).first()) is not None:
        if known.case_id != case.pk:
            raise NotVisibleError
        return known
    today = clock.today()
    day = recorded_on or today
    if not case.opened_on <= day <= today:
        raise NeedDayError(opened_on=case.opened_on.strftime("%d.%m.%Y"))
    need = Need(
        pk=key or uuid7(),
        case=case,
        recorded_on=day,
        recorded_by_id=actor.user_id,
        **_checked(case, category=category, text=text, person=person, ground=ground, urgency=urgency),
    )
    need.save(force_insert=True)
    record(actor, "matching.need_recorded", need, case=case.pk, category=category)
    return need


@transaction.atomic
def edit_need(*, actor: Actor, need: Need, version: int | None = None, **details: Any) -> Need:
    """Change what an open need says: category, text, person, ground, urgency."""
    require_need_writer(actor, need)
    locked = _locked(need)
    if version is not None and version != locked.version:
        raise ConflictError
    _require_state(locked, NeedState.OPEN, NeedState.UNMET)
    kept = {name: getattr(locked, name) for name in ("category", "text", "person", "ground", "urgency")}
    for name, value in _checked(locked.case, **{**kept, **details}).items():
        setattr(locked, name, value)
    _save(locked)
    record(actor, "matching.need_edited", locked, fields=sorted(details))
    return locked


@transaction.atomic
def meet_need(*, actor: Actor, need: Need, service: ServiceCard, on: date | None = None) -> Need:
    """A service meets the need from a day on (today); its gap, if any, is closed."""
    require_need_writer(actor, need)
    locked = _locked(need)
    if locked.state == NeedState.MET and locked.met_by_id == service.pk:
        return locked
    _require_state(locked, NeedState.OPEN, NeedState.UNMET)
    card = ServiceCard.objects.select_related("combination").get(pk=service.pk)
    if not covers(card, locked.category):
        raise ServiceDoesNotCoverError(service=card.name)
    day = _day_of(locked, on)
    _resolve(locked, day)
    locked.state, locked.met_by, locked.settled_on = NeedState.MET, card, day
    _save(locked)
    record(actor, "matching.need_met", locked, service=card.pk, on=day)
    return locked


@transaction.atomic
def mark_unmet(
    *,
    actor: Actor,
    need: Need,
    cause: str,
    service: ServiceCard | None = None,
    note: str = "",
    on: date | None = None,
) -> UnmetNeed:
    """Confirm that a need finds no service, and why: a line of the gap list.

    The same cause again changes nothing; another one closes the line before and begins a new one.
    """
    require_need_writer(actor, need)
    locked = _locked(need)
    _require_state(locked, NeedState.OPEN, NeedState.UNMET)
    if cause not in Cause.values:
        raise UnknownNeedChoiceError(value=cause)
    day = _day_of(locked, on)
    known = locked.gaps.filter(resolved_on__isnull=True).first()
    if known is not None and known.cause == cause:
        return known
    _resolve(locked, day)
    gap = UnmetNeed(
        need=locked,
        cause=cause,
        card=service,
        note=note.strip(),
        recorded_on=day,
        recorded_by_id=actor.user_id,
    )
    gap.save(force_insert=True)
    locked.state, locked.settled_on = NeedState.UNMET, day
    _save(locked)
    record(actor, "matching.need_unmet", locked, cause=cause, on=day)
    return gap


@transaction.atomic
def reopen_need(*, actor: Actor, need: Need) -> Need:
    """Look for a service again."""
    require_need_writer(actor, need)
    locked = _locked(need)
    if locked.state == NeedState.OPEN:
        return locked
    _resolve(locked, clock.today())
    locked.state, locked.met_by, locked.settled_on = NeedState.OPEN, None, None
    _save(locked)
    record(actor, "matching.need_reopened", locked)
    return locked


@transaction.atomic
def drop_need(*, actor: Actor, need: Need) -> Need:
    """The family does not need it any more, or it was written down by mistake: it counts nowhere."""
    require_need_writer(actor, need)
    locked = _locked(need)
    if locked.state == NeedState.DROPPED:
        return locked
    today = clock.today()
    _resolve(locked, today)
    locked.state, locked.met_by, locked.settled_on = NeedState.DROPPED, None, today
    _save(locked)
    record(actor, "matching.need_dropped", locked)
    return locked


def _locked(need: Need) -> Need:
    """The need as it is now, its case locked first: one writer a case, and none after its end."""
    list(Case.objects.select_for_update().filter(pk=need.case_id).values_list("pk"))
    return Need.objects.select_for_update(of=("self",)).select_related("case", "person").get(pk=need.pk)


def _save(need: Need) -> None:
    need.version += 1
    need.save()


def _require_state(need: Need, *states: str) -> None:
    if need.state not in states:
        raise NeedSettledError(state=NeedState(need.state).label)


def _day_of(need: Need, on: date | None) -> date:
    today = clock.today()
    day = on or today
    if not need.recorded_on <= day <= today:
        raise NeedDayError(opened_on=need.recorded_on.strftime("%d.%m.%Y"))
    return day


def _resolve(need: Need, day: date) -> None:
    for gap in need.gaps.select_for_update().filter(resolved_on__isnull=True):
        gap.resolved_on = max(day, gap.recorded_on)
        gap.save(update_fields=["resolved_on"])


def _checked(
    case: Case, *, category: str, text: str, person: Person | None, ground: str, urgency: str
) -> dict[str, Any]:
    if not text.strip():
        raise NeedTextMissingError
    if len(text.strip()) > LONGEST_TEXT:
        raise NeedTextTooLongError(most=LONGEST_TEXT)
    lists = ((category, ServiceCategory), (urgency, Urgency), (ground or Ground.OTHER, Ground))
    for value, choices in lists:
        if value not in choices.values:
            raise UnknownNeedChoiceError(value=value)
    if person is not None and person.pk not in {member.person_id for member in members_of(case)}:
        raise NotVisibleError
    return {
        "category": category,
        "text": text.strip(),
        "person": person,
        "ground": ground,
        "urgency": urgency,
    }
