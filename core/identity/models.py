"""Accounts of one tenant: they live in its schema and are worth nothing in another."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from core.shared.enums import Role
from core.shared.models import Entity


class UserManager(BaseUserManager["User"]):
    """Finds accounts by e-mail address without regard to case."""

    def get_by_natural_key(self, username: str | None) -> User:
        if not username:
            raise self.model.DoesNotExist
        return self.get(email__iexact=username)


class User(Entity, AbstractBaseUser):
    """An account: a name to show, roles, and an e-mail address but for persons of families with a PIN."""

    email = models.EmailField(blank=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=5, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]
    objects = UserManager()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                models.functions.Lower("email"), condition=~models.Q(email=""), name="user_email_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_session_auth_hash(self) -> str:
        """Bind a session to this tenant: a copied session row opens nothing elsewhere."""
        return self._bound_hash(None)

    def get_session_auth_fallback_hash(self) -> Any:
        from django.conf import settings  # noqa: PLC0415

        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._bound_hash(secret)

    def _bound_hash(self, secret: str | bytes | None) -> str:
        value = f"{self._schema}:{self.password}"
        return salted_hmac("kooperacje.session", value, secret=secret, algorithm="sha256").hexdigest()


class RoleGrant(Entity):
    """A role that an account has."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30, choices=Role.choices)

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "role"], name="role_once_a_user"),
        ]

    def __str__(self) -> str:
        return str(self.role)


class ApiToken(Entity):
    """A program's key: shown once, kept as a keyed hash, acting for one account with less than its rights."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class CalendarFeed(Entity):
    """A secret address at which a calendar program follows what its reader has ahead; one at a time."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-created_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(revoked_at__isnull=True), name="calendar_feed_one_open"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Pin(Entity):
    """Six digits that somebody got by word of mouth, the second thing beside a link: hashed like a password.

    After `pins.TRIES` wrong ones it sleeps for a while, so that nobody can guess.
    """

    digest = models.CharField(max_length=200)
    wrong = models.PositiveSmallIntegerField(default=0)
    asleep_until = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta(Entity.Meta):
        abstract = True
