"""Entering: with a slip once, with number and PIN afterwards. Nobody is signed in yet, the words decide."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import transaction

from core.access import rules
from core.access.errors import SlipUnknownError, WrongPinError
from core.access.models import AccessSlip, OwnAccess
from core.access.queries.doors import access_behind, own_access, slip_behind
from core.audit.operations import record
from core.families.models import Person
from core.identity import pins
from core.identity.models import User
from core.identity.operations import open_without_address
from core.identity.rules import FAMILY_ACCOUNT
from core.safety.operations import name_own_email
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from tenants.context import current_schema


@transaction.atomic
def enter_with_slip(*, code: str, pin: str, email: str = "") -> OwnAccess:
    """Use a slip: choose a PIN, get a number (the old one, if there was one); the account stands open.

    An e-mail address, where one is given, is kept as the person's own word that it is safe. Raises
    `SlipUnknownError` (never, used, too old, taken back alike), `PinShapeError`, `BadAddressError`.
    """
    found = slip_behind(code)
    if found is None:
        raise SlipUnknownError
    person = Person.objects.select_for_update().get(pk=found.person_id)
    slip = AccessSlip.objects.select_for_update().get(pk=found.pk)
    if slip.used_at is not None or slip.revoked_at is not None:
        raise SlipUnknownError
    digest = pins.digest_of(pin)
    slip.used_at = clock.now()
    slip.save(update_fields=["used_at"])
    user = _account(person)
    access = _access(person, digest)
    actor = _actor(user, person)
    if email.strip():
        name_own_email(actor=actor, person=person, email=email)
    record(actor, "access.slip_used", access)
    return access


def sign_in(*, number: str, pin: str) -> User | None:
    """The account behind a number and its PIN; None for whatever is wrong, in the same time.

    Wrong tries are counted and put the PIN to sleep (`pins.tried`).
    """
    access = access_behind(number)
    if access is None:
        make_password(pin)  # as long as a comparison: time tells nobody which numbers exist
        return None
    if not pins.tried(access, pin).right:
        return None
    user: User | None = access.person.user
    return user


def change_pin(*, actor: Actor, old_pin: str, new_pin: str) -> OwnAccess:
    """Another PIN for one's own page; raises `PinShapeError` and `WrongPinError`.

    Two transactions: a wrong try stays counted although it is refused.
    """
    access = own_access(actor)
    if access is None:
        raise NotVisibleError
    digest = pins.digest_of(new_pin)
    if not pins.tried(access, old_pin).right:
        raise WrongPinError
    with transaction.atomic():
        locked: OwnAccess = OwnAccess.objects.select_for_update().get(pk=access.pk)
        locked.digest = digest
        locked.save(update_fields=["digest"])
        record(actor, "access.pin_changed", locked)
        return locked


def _account(person: Person) -> User:
    """The person's account, open; one without a password ends its sessions when it is entered anew."""
    user: User | None = person.user
    if user is None:
        user = open_without_address(
            actor=Actor.system("access", current_schema()), name=FAMILY_ACCOUNT, roles=[Role.FAMILY_MEMBER]
        )
        person.user = user
        person.save(update_fields=["user"])
        return user
    if not user.has_usable_password():
        user.set_unusable_password()
    user.is_active = True
    user.save(update_fields=["is_active", "password"])
    return user


def _access(person: Person, digest: str) -> OwnAccess:
    known: OwnAccess | None = OwnAccess.objects.select_for_update().filter(person=person).first()
    if known is None:
        known = OwnAccess(person=person, number=_free_number(), digest=digest)
        known.save(force_insert=True)
        return known
    known.digest, known.wrong, known.asleep_until, known.taken_away_at = digest, 0, None, None
    known.save(update_fields=["digest", "wrong", "asleep_until", "taken_away_at"])
    return known


def _free_number() -> str:
    while OwnAccess.objects.filter(number=(number := rules.new_number())).exists():
        pass
    return number


def _actor(user: User, person: Person) -> Actor:
    return Actor(
        user_id=user.pk,
        name=user.name,
        tenant=current_schema(),
        roles=frozenset({Role.FAMILY_MEMBER.value}),
        person_id=person.pk,
    )
