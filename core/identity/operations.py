"""Accounts and tokens: made, given roles, taken away."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.audit.operations import record
from core.identity.errors import (
    AccountNameMissingError,
    BadEmailError,
    EmailTakenError,
    UnknownScopeError,
)
from core.identity.models import ApiToken, CalendarFeed, RoleGrant, User
from core.identity.permissions import require_account_manager, require_giver, require_key_maker
from core.identity.rules import (
    CALENDAR,
    FAMILY_ACCOUNT,
    LEGIBLE,
    PASSWORD_GROUP,
    PASSWORD_GROUPS,
    PREFIX,
    SCOPES,
    digest_of_token,
)
from core.shared import clock
from core.shared.actor import Actor
from core.shared.encryption import blind_index
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from tenants.context import current_schema


@transaction.atomic
def create_user(
    *, actor: Actor, email: str, name: str, roles: Iterable[str], password: str | None = None
) -> User:
    """Make an account with roles; without a password it cannot sign in until it sets one.

    Raises `RoleNotYoursError` for roles that the actor may not give and `EmailTakenError` when the
    tenant has the address already.
    """
    wanted = sorted(set(roles))
    require_giver(actor, wanted)
    user = User(email=User.objects.normalize_email(email), name=name)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise EmailTakenError from error
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=role) for role in wanted])
    record(actor, "identity.user_created", user, roles=wanted)
    return user


@transaction.atomic
def open_account(*, actor: Actor, email: str, name: str, roles: Iterable[str]) -> tuple[User, str]:
    """Make an account with a first password and return both; the password is known only now.

    Raises `BadEmailError`, `AccountNameMissingError` and what `create_user` raises.
    """
    address = email.strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise BadEmailError from error
    if not name.strip():
        raise AccountNameMissingError
    password = _first_password()
    user = create_user(actor=actor, email=address, name=name.strip(), roles=roles, password=password)
    return user, password


@transaction.atomic
def open_without_address(*, actor: Actor, name: str, roles: Iterable[str]) -> User:
    """Make an account that has neither e-mail address nor password: its owner enters by other means."""
    wanted = sorted(set(roles))
    require_giver(actor, wanted)
    user = User(email="", name=name)
    user.set_unusable_password()
    user.save(force_insert=True)
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=role) for role in wanted])
    record(actor, "identity.user_created", user, roles=wanted)
    return user


def take_name_from(user: User) -> None:
    """Leave an account nameless that is a family member's and nothing else; a colleague keeps theirs."""
    if set(user.grants.values_list("role", flat=True)) == {Role.FAMILY_MEMBER.value}:
        user.name = FAMILY_ACCOUNT
        user.save(update_fields=["name"])


@transaction.atomic
def set_password(*, actor: Actor, user: User, password: str) -> None:
    """Change one's own password; every other session of the account ends with it."""
    if actor.user_id != user.pk:
        raise NotVisibleError
    user.set_password(password)
    user.save(update_fields=["password"])
    record(actor, "identity.password_changed", user)


@transaction.atomic
def note_sign_in(*, actor: Actor) -> None:
    """Write down that somebody signed in with their password; failed attempts are counted by axes."""
    record(actor, "identity.signed_in")


@transaction.atomic
def note_sign_out(*, actor: Actor) -> None:
    """Write down that somebody ended their session."""
    record(actor, "identity.signed_out")


@transaction.atomic
def issue_token(
    *, actor: Actor, user: User, name: str, scopes: Iterable[str], days: int = 90, raw: str | None = None
) -> tuple[ApiToken, str]:
    """Make a program's key for an account and return it with its text, which is shown only now.

    For one's own account, or by the platform itself. Raises `UnknownScopeError` for a scope that does
    not exist.
    """
    require_key_maker(actor, user.pk)
    wanted = sorted(scopes)
    for scope in wanted:
        if scope not in SCOPES:
            raise UnknownScopeError(scope=scope)
    text = raw or f"{PREFIX}_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        user=user,
        name=name,
        prefix=text[:12],
        digest=digest_of_token(text, current_schema()),
        scopes=wanted,
        expires_at=timezone.now() + timedelta(days=days),
    )
    record(actor, "identity.token_issued", token, user=str(user.pk), scopes=wanted)
    return token, text


@transaction.atomic
def revoke_token(*, actor: Actor, token: ApiToken) -> None:
    """Take a program's key away; it fails from the next request on."""
    require_account_manager(actor)
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    record(actor, "identity.token_revoked", token)


def note_token_use(*, token: ApiToken) -> None:
    """Remember, to the hour, that a program's key is in use: an unused one can be taken away."""
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > timedelta(hours=1):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


@transaction.atomic
def open_calendar_feed(*, actor: Actor) -> tuple[CalendarFeed, str]:
    """Make the reader's calendar address, or a new one instead of the old; its secret is known only now."""
    if actor.user_id is None or actor.scopes is not None:
        raise NotVisibleError
    user = User.objects.select_for_update().get(pk=actor.user_id)
    _close_feeds(user)
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(user=user, digest=blind_index(secret, CALENDAR))
    record(actor, "identity.calendar_opened", feed)
    return feed, secret


@transaction.atomic
def revoke_calendar_feed(*, actor: Actor) -> None:
    """Close the reader's calendar address; from now on it answers like one that never was."""
    if actor.user_id is None or actor.scopes is not None:
        raise NotVisibleError
    user = User.objects.select_for_update().get(pk=actor.user_id)
    if _close_feeds(user):
        record(actor, "identity.calendar_revoked", user)


def note_calendar_use(*, feed: CalendarFeed) -> None:
    """Remember, to the day, that a calendar is followed: its owner sees whether the address is in use."""
    now = clock.now()
    if feed.last_used_at is None or now - feed.last_used_at > timedelta(days=1):
        CalendarFeed.objects.filter(pk=feed.pk).update(last_used_at=now)


def _close_feeds(user: User) -> int:
    return CalendarFeed.objects.filter(user=user, revoked_at=None).update(revoked_at=clock.now())


def _first_password() -> str:
    groups = range(PASSWORD_GROUPS)
    return "-".join("".join(secrets.choice(LEGIBLE) for _ in range(PASSWORD_GROUP)) for _ in groups)
