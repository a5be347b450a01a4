"""Who is behind a session or a token."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from core.identity.models import ApiToken, CalendarFeed, RoleGrant, User
from core.identity.rules import CALENDAR, digest_of_token
from core.shared.actor import Actor
from core.shared.encryption import blind_index
from core.shared.enums import Role
from tenants.context import current_schema


def actor_for(
    user: User,
    *,
    partner_id: UUID | None = None,
    person_id: UUID | None = None,
    scopes: frozenset[str] | None = None,
) -> Actor:
    """Actor of an account; what it is to partners and families is found by those areas."""
    return Actor(
        user_id=user.pk,
        name=user.name,
        tenant=current_schema(),
        roles=frozenset(user.grants.values_list("role", flat=True)),
        partner_id=partner_id,
        person_id=person_id,
        scopes=scopes,
    )


def token_of(raw: str) -> ApiToken | None:
    """Valid, unexpired token of this tenant behind its raw text, or None."""
    return (
        ApiToken.objects.select_related("user")
        .filter(
            digest=digest_of_token(raw, current_schema()),
            revoked_at__isnull=True,
            expires_at__gt=timezone.now(),
            user__is_active=True,
        )
        .first()
    )


def calendar_feed_of(actor: Actor) -> CalendarFeed | None:
    """The reader's open calendar address, or None."""
    if actor.user_id is None:
        return None
    return CalendarFeed.objects.filter(user_id=actor.user_id, revoked_at=None).first()


def calendar_feed_behind(secret: str) -> CalendarFeed | None:
    """The open address of an open account behind a secret, with its user; None for anything else."""
    found = CalendarFeed.objects.select_related("user").filter(digest=blind_index(secret, CALENDAR))
    return found.filter(revoked_at=None, user__is_active=True).first()


def users(search: str = "") -> QuerySet[User]:
    """Accounts of staff and partners with their roles, by name; search takes parts of name and address.

    An account of a family member is left out, and of somebody who is both that role: a list with names
    of people in need would tell a director or network officer whose family is known here.
    """
    works = RoleGrant.objects.exclude(role=Role.FAMILY_MEMBER)
    grants = RoleGrant.objects.filter(user=OuterRef("pk"))
    found = User.objects.filter(Exists(works.filter(user=OuterRef("pk"))) | ~Exists(grants))
    found = found.prefetch_related(Prefetch("grants", works)).order_by("name", "pk")
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return found


def staff_with(role: str) -> QuerySet[User]:
    """Active accounts that have a role, by name: for choosing who leads a case."""
    return User.objects.filter(is_active=True, grants__role=role).order_by("name", "pk")
