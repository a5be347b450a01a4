"""Messages to people: one row a recipient, kept as proof of what was sent and when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.notifications.enums import MessageStatus
from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity


class Message(Entity):
    """An e-mail and, for somebody with an account, an entry of their inbox.

    The body is sealed: it holds links that act for whoever has them. `about` names what the message is
    about ("partnership.meeting:<id>"), so that what waits can be stopped when the matter ends. `hours` are
    those of `core.shared.hours` in which it may leave; it is kept back outside them at every try.
    """

    kind = models.CharField(max_length=60)
    recipient = models.EmailField()
    user = models.ForeignKey(
        "identity.User", models.CASCADE, null=True, blank=True, related_name="notifications"
    )
    subject = models.CharField(max_length=200)
    body = EncryptedTextField()
    status = models.CharField(max_length=20, choices=MessageStatus.choices, default=MessageStatus.QUEUED)
    not_before = models.DateTimeField()
    hours = models.CharField(max_length=24, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    about = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=200, null=True, blank=True, unique=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=MessageStatus.values), name="message_status_known"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False) | ~Q(status=MessageStatus.SENT),
                name="message_sent_has_moment",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["not_before"], condition=Q(status=MessageStatus.QUEUED), name="message_waiting"
            ),
            models.Index(fields=["user", "-created_at"], name="message_of_user"),
            models.Index(fields=["about"], name="message_about"),
            models.Index(fields=["-created_at", "-id"], name="message_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class MessageAttachment(Entity):
    """A file that goes with a message."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.name
