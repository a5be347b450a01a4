"""Messages written inside the act that they tell of, and sent after it is committed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from core.audit.operations import record
from core.identity.models import User
from core.notifications import rules
from core.notifications.enums import MessageStatus
from core.notifications.errors import BadAddressError
from core.notifications.models import Message, MessageAttachment
from core.notifications.queries import own_message
from core.notifications.rules import Attachment
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.hours import Hours
from core.shared.jobs import Job, enqueue
from tenants.context import current

_SUBJECT: Final = 200


@transaction.atomic
def notify(
    *,
    actor: Actor,
    to: str,
    kind: str,
    context: Mapping[str, Any],
    user: User | None = None,
    attachments: Iterable[Attachment] = (),
    key: str | None = None,
    about: str = "",
    language: str = "",
    not_before: datetime | None = None,
    hours: Hours | None = None,
    mailed: bool = True,
) -> Message:
    """Write a message from `templates/notifications/<kind>.txt`; it leaves after the commit.

    It leaves only within `hours`; one that is not `mailed` stands in the inbox of `user` and nowhere else.

    `user` gets it in their inbox too. The same `key` again gives the message of the first time and sends
    nothing. `about` names the matter, for `stop`. Language: the given one, else the account's, else
    Polish. The template gets `context`, `town`, `home` (address of the sign-in). Raises `BadAddressError`.
    """
    if key and (known := Message.objects.filter(key=key).first()) is not None:
        return known
    recipient = _checked(to) if mailed or to else ""
    with translation.override(language or (user.language if user else "") or "pl"):
        values = {**context, "town": str(current().name), "home": address("/")}
        subject, body = rules.parted(_told(kind, values))
    message = Message.objects.create(
        kind=kind,
        recipient=recipient,
        user=user,
        subject=subject[:_SUBJECT],
        body=body,
        status=MessageStatus.QUEUED if mailed else MessageStatus.INBOX,
        not_before=not_before or clock.now(),
        hours=hours.text if hours else "",
        key=key,
        about=about,
    )
    MessageAttachment.objects.bulk_create(
        MessageAttachment(message=message, name=item.name, media_type=item.media_type, content=item.content)
        for item in attachments
    )
    record(actor, "notifications.written", message, kind=kind, about=about)
    if mailed and message.not_before <= clock.now():
        enqueue(Job.SEND_MESSAGE, message_id=str(message.pk))
    return message


@transaction.atomic
def send(*, message_id: UUID | str) -> datetime | None:
    """Send one message if it waits and is due; gives the moment of the next try after a fault.

    Safe to repeat: a message that left, was stopped or is being sent elsewhere is let be.
    """
    waiting = Message.objects.select_for_update(skip_locked=True).filter(status=MessageStatus.QUEUED)
    message = waiting.filter(pk=message_id, not_before__lte=clock.now()).first()
    if message is None:
        return None
    if (later := rules.kept_back(message.hours, clock.now())) is not None:
        message.not_before = later
        message.save(update_fields=["not_before"])
        return later
    message.attempts += 1
    try:
        _post(message)
    except OSError as error:  # smtplib's errors are OSErrors: no connection, refused, timed out
        message.fault = type(error).__name__
        wait = rules.wait_before(message.attempts)
        if wait is None:
            message.status = MessageStatus.FAILED
        else:
            message.not_before = clock.now() + wait
    else:
        message.status, message.sent_at, message.fault = MessageStatus.SENT, clock.now(), ""
    message.save(update_fields=["status", "sent_at", "fault", "attempts", "not_before"])
    return message.not_before if message.status == MessageStatus.QUEUED else None


def send_waiting() -> int:
    """Hand every due message to the worker again: after a fault, a lost job, or a day to wait for."""
    due = Message.objects.filter(status=MessageStatus.QUEUED, not_before__lte=clock.now())
    ids = list(due.order_by("not_before", "pk").values_list("pk", flat=True))
    for pk in ids:
        enqueue(Job.SEND_MESSAGE, message_id=str(pk))
    return len(ids)


@transaction.atomic
def stop(*, actor: Actor, about: str, keep: Collection[UUID | None] = ()) -> int:
    """Stop what has not left yet about a matter, but for the accounts in `keep`; gives how many messages."""
    waiting = Message.objects.filter(about=about, status=MessageStatus.QUEUED)
    waiting = waiting.exclude(user__in=[user for user in keep if user is not None])
    number = waiting.update(status=MessageStatus.WITHDRAWN)
    if number:
        record(actor, "notifications.stopped", None, about=about, number=number)
    return number


@transaction.atomic
def redirect_waiting(*, actor: Actor, addresses: Iterable[str], to: str, hours: Hours | None = None) -> int:
    """What has not left yet for some addresses goes to another, within its hours; without one to none.

    A message that has no address left stays in its reader's inbox. Gives how many messages.
    """
    waiting = Message.objects.select_for_update().filter(
        recipient__in=[one for one in addresses if one], status=MessageStatus.QUEUED
    )
    rows = list(waiting.defer("body").order_by("created_at", "pk"))
    for message in rows:
        message.recipient = to or message.recipient
        message.status = MessageStatus.QUEUED if to else MessageStatus.INBOX
        message.hours = hours.text if hours else ""
        message.save(update_fields=["recipient", "status", "hours"])
    if rows:
        record(actor, "notifications.redirected", None, number=len(rows), stopped=not to)
    return len(rows)


@transaction.atomic
def mark_read(*, actor: Actor, message_id: UUID | str) -> Message:
    """Open a message of one's inbox."""
    message = own_message(actor, message_id)
    if message.read_at is None:
        message.read_at = clock.now()
        message.save(update_fields=["read_at"])
    return message


def _told(kind: str, values: Mapping[str, Any]) -> str:
    """The template filled in as plain text: in a letter an ampersand is an ampersand."""
    template: Any = get_template(f"notifications/{kind}.txt")
    return str(template.template.render(Context(dict(values), autoescape=False)))


def _checked(to: str) -> str:
    recipient = to.strip()
    try:
        validate_email(recipient)
    except ValidationError as error:
        raise BadAddressError(address=to[:80]) from error
    return recipient


def _post(message: Message) -> None:
    mail = EmailMessage(subject=message.subject, body=message.body, to=[message.recipient])
    for item in message.attachments.all():
        mail.attach(item.name, bytes(item.content), item.media_type)
    mail.send()
