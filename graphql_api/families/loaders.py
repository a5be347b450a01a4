"""Records that an input names by id, as far as the caller may see them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from core.families import queries
from core.families.models import CaseGround, ClosingConversation, Person, ProgressReview
from core.privacy.models import ParticipationAgreement
from core.privacy.queries import agreements_visible_to
from core.shared.actor import Actor
from core.shared.errors import NotVisible
from graphql_api import ids


def person_visible(actor: Actor, key: UUID) -> Person:
    """A person of a case that the actor leads."""
    found = queries.persons_visible_to(actor).filter(pk=key).first()
    if found is None:
        raise NotVisible
    return found


def past_or_present_person(actor: Actor, key: UUID) -> Person:
    """Somebody who lives or lived in a household whose case the actor leads."""
    found = queries.persons_ever_visible_to(actor).filter(pk=key).first()
    if found is None:
        raise NotVisible
    return found


def ground_visible(actor: Actor, key: UUID) -> CaseGround:
    """A ground of a case that the actor leads."""
    found = queries.grounds_visible_to(actor).select_related("case").filter(pk=key).first()
    if found is None:
        raise NotVisible
    return found


def review_visible(actor: Actor, key: UUID) -> ProgressReview:
    """A review of a case that the actor leads."""
    found = queries.reviews_visible_to(actor).select_related("case").filter(pk=key).first()
    if found is None:
        raise NotVisible
    return found


def conversation_visible(actor: Actor, key: UUID) -> ClosingConversation:
    """A closing conversation of a case that the actor leads."""
    found = queries.closing_conversations_visible_to(actor).select_related("case").filter(pk=key).first()
    if found is None:
        raise NotVisible
    return found


def agreement_visible(actor: Actor, key: UUID) -> ParticipationAgreement:
    """An agreement of a case that the actor leads."""
    found = agreements_visible_to(actor).select_related("case", "person").filter(pk=key).first()
    if found is None:
        raise NotVisible
    return found


def twins_of(actor: Actor, *, person: str) -> QuerySet[Person]:
    """Other persons of the actor's cases who may be the same human being; `person` is an id."""
    visible = queries.persons_visible_to(actor)
    key = ids.key_of(person, "Person")
    asked = visible.filter(pk=key).first() if key else None
    if asked is None:
        return visible.none()
    return visible.filter(pk__in=[one.person.pk for one in queries.twins_visible(actor, asked)])
