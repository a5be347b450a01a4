"""Messages as their readers see them: one's own inbox, and for the partnership's managers what left."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from core.notifications.enums import MessageStatus
from core.notifications.models import Message
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError

KEEPERS = (Role.NETWORK_OFFICER, Role.DIRECTOR)


def inbox(actor: Actor) -> QuerySet[Message]:
    """The actor's own messages that are due, the newest first."""
    if actor.user_id is None:
        raise NotVisibleError
    found = Message.objects.filter(user_id=actor.user_id, not_before__lte=clock.now())
    return found.exclude(status=MessageStatus.WITHDRAWN).order_by("-created_at", "-pk")


def own_message(actor: Actor, message_id: UUID | str) -> Message:
    """One message of the actor's inbox."""
    found = inbox(actor).filter(pk=message_id).first()
    if found is None:
        raise NotVisibleError
    return found


def outbox(actor: Actor, status: str | None = None, search: str = "") -> QuerySet[Message]:
    """All messages of the town, the newest first, without their bodies: links in them act for the reader.

    Messages to accounts of family members are left out: their recipients would tell who is helped.
    """
    if not actor.has(*KEEPERS) or not actor.may_use("partners:read"):
        raise NotVisibleError
    found = Message.objects.exclude(user__grants__role=Role.FAMILY_MEMBER).defer("body")
    if status:
        found = found.filter(status=status)
    if search.strip():
        found = found.filter(recipient__icontains=search.strip())
    return found.order_by("-created_at", "-pk")


def sent_message(actor: Actor, message_id: UUID | str) -> Message:
    """One message of `outbox`."""
    found = outbox(actor).filter(pk=message_id).first()
    if found is None:
        raise NotVisibleError
    return found
