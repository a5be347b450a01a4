"""Looking back together: reviews of the path, and the conversation with which work ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.families import rules
from core.families.enums import Stage
from core.families.errors import ConversationWithoutFamilyError, NoPathYetError, ReviewExistsError
from core.families.models import Case, ClosingConversation, Person, ProgressReview
from core.families.operations.writing import lock, move, touch
from core.families.permissions import require_leader, require_open
from core.families.queries import persons_of
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.ids import uuid7
from core.shared.integrity import refusing


@dataclass(frozen=True)
class ReviewData:
    """What was said at a review of the path."""

    held_on: date
    next_on: date | None = None
    works: str = ""
    obstacles: str = ""
    family_words: str = ""
    persons: Iterable[Person] = field(default=())
    others: str = ""


@dataclass(frozen=True)
class ClosingData:
    """What was said when work ended; `influence` answers "I had influence on my plan", 1-5."""

    held_on: date
    achieved: str = ""
    helped: str = ""
    family_words: str = ""
    influence: int | None = None
    plan_after: str = ""
    persons: Iterable[Person] = field(default=())
    others: str = ""


@transaction.atomic
def record_review(*, actor: Actor, case: Case, review: ReviewData, key: UUID | None = None) -> ProgressReview:
    """Write down a review of the path; without a day for the next one it is due in twelve weeks.

    Raises `NoPathYetError`, `ReviewDayError`, `NextReviewDayError`, `EmptyReviewError`,
    `ReviewExistsError`. Sent twice with one `key` it is one review.
    """
    require_leader(actor, case)
    lock(case)
    if key is not None and (known := ProgressReview.objects.filter(pk=key, case=case).first()) is not None:
        return known
    require_open(case)
    if case.stage != Stage.PATH:
        raise NoPathYetError
    persons = _present(case, review.persons, review.held_on)
    new = ProgressReview(
        pk=key or uuid7(), case=case, recorded_by_id=actor.user_id, recorded_by_name=actor.name
    )
    _set_review(new, review)
    with refusing({"progress_review_once_a_day": ReviewExistsError}):
        new.save(force_insert=True)
    new.persons.set(persons)
    _settle_due(case)
    record(actor, "families.review_recorded", case, held_on=new.held_on, next_on=new.next_on)
    return new


@transaction.atomic
def change_review(
    *, actor: Actor, review: ProgressReview, data: ReviewData, version: int | None = None
) -> ProgressReview:
    """Correct a review while the case is open; `version` refuses what somebody else changed."""
    case = review.case
    require_leader(actor, case)
    lock(case)
    require_open(case)
    current = ProgressReview.objects.select_for_update().get(pk=review.pk)
    if version is not None and version != current.version:
        raise ConflictError
    current.case = case
    persons = _present(case, data.persons, data.held_on)
    _set_review(current, data)
    current.version += 1
    with refusing({"progress_review_once_a_day": ReviewExistsError}):
        current.save()
    current.persons.set(persons)
    _settle_due(case)
    record(actor, "families.review_changed", case, held_on=current.held_on, next_on=current.next_on)
    return current


@transaction.atomic
def record_closing_conversation(
    *, actor: Actor, case: Case, conversation: ClosingData, key: UUID | None = None
) -> ClosingConversation:
    """Write down the closing conversation; the case then stands at it, and may be closed or resumed.

    Raises `WrongStageError` before the family agreed, `ConversationWithoutFamilyError`, `ReviewDayError`,
    `InfluenceError`, `EmptyReviewError`.
    """
    require_leader(actor, case)
    lock(case)
    known = ClosingConversation.objects.filter(pk=key, case=case).first() if key is not None else None
    if known is not None:
        return known
    require_open(case)
    rules.check_step(case.stage, Stage.CLOSING)
    last_step_on = case.transitions.order_by("-on").values_list("on", flat=True).first() or case.opened_on
    rules.check_held(last_step_on, conversation.held_on, clock.today())
    persons = _family_present(case, conversation)
    new = ClosingConversation(
        pk=key or uuid7(), case=case, recorded_by_id=actor.user_id, recorded_by_name=actor.name
    )
    _set_closing(new, conversation)
    new.save(force_insert=True)
    new.persons.set(persons)
    move(actor, case, Stage.CLOSING, conversation.held_on)
    record(actor, "families.closing_conversation_recorded", case, held_on=new.held_on)
    return new


@transaction.atomic
def change_closing_conversation(
    *,
    actor: Actor,
    conversation: ClosingConversation,
    data: ClosingData,
    version: int | None = None,
) -> ClosingConversation:
    """Correct what was written about the closing conversation, until the case is closed."""
    case = conversation.case
    require_leader(actor, case)
    lock(case)
    require_open(case)
    current = ClosingConversation.objects.select_for_update().get(pk=conversation.pk)
    if version is not None and version != current.version:
        raise ConflictError
    rules.check_held(case.opened_on, data.held_on, clock.today())
    persons = _family_present(case, data)
    _set_closing(current, data)
    current.version += 1
    current.save()
    current.persons.set(persons)
    touch(case)
    record(actor, "families.closing_conversation_changed", case, held_on=current.held_on)
    return current


def _set_review(review: ProgressReview, data: ReviewData) -> None:
    rules.check_held(review.case.opened_on, data.held_on, clock.today())
    next_on = data.next_on or rules.latest_review(data.held_on)
    rules.check_next(data.held_on, next_on)
    rules.check_said(data.works, data.obstacles, data.family_words)
    review.held_on, review.next_on = data.held_on, next_on
    review.works, review.obstacles = data.works.strip(), data.obstacles.strip()
    review.family_words, review.others = data.family_words.strip(), data.others.strip()


def _set_closing(conversation: ClosingConversation, data: ClosingData) -> None:
    rules.check_influence(data.influence)
    rules.check_said(data.achieved, data.helped, data.family_words, data.plan_after)
    conversation.held_on, conversation.influence = data.held_on, data.influence
    conversation.achieved, conversation.helped = data.achieved.strip(), data.helped.strip()
    conversation.family_words = data.family_words.strip()
    conversation.plan_after, conversation.others = data.plan_after.strip(), data.others.strip()


def _settle_due(case: Case) -> None:
    """The newest review says by when the next one is due."""
    newest = case.reviews.order_by("-held_on", "-pk").first()
    if newest is not None and case.stage == Stage.PATH:
        case.review_due_on = newest.next_on
    case.version += 1
    case.save(update_fields=["review_due_on", "version"])


def _present(case: Case, persons: Iterable[Person], on: date) -> list[Person]:
    """Persons who lived in the household on the day, or `NotVisibleError`."""
    chosen = list(persons)
    if chosen:
        members = {person.pk for person in persons_of(case, on)}
        if any(person.pk not in members for person in chosen):
            raise NotVisibleError
    return chosen


def _family_present(case: Case, data: ClosingData) -> list[Person]:
    persons = _present(case, data.persons, data.held_on)
    if not persons:
        raise ConversationWithoutFamilyError
    return persons
