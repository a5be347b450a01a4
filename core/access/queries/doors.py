"""Who of a family may enter their own page, for the leading worker; the own number for the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.access.errors import BirthdayMissingError, TooYoungError
from core.access.models import AccessSlip, OwnAccess
from core.access.rules import bare_code, bare_number, check_age
from core.families import queries as families
from core.families.models import Case, Person
from core.privacy.queries import persons_agreeing
from core.shared import clock
from core.shared.actor import Actor
from core.shared.encryption import blind_index
from core.shared.enums import Role
from core.shared.errors import NotVisibleError

CODE_PURPOSE = "access_accessslip"


@dataclass(frozen=True)
class Door:
    """How things stand with one person's way in."""

    person: Person
    may_receive: bool
    too_young: bool
    slip_until: datetime | None = None
    slip_ran_out: bool = False
    has_access: bool = False
    has_account: bool = False
    is_closed: bool = False


def may_receive_slip(person: Person, agreeing: set[UUID]) -> bool:
    """Old enough, and taking part or with a page already: who withdraws keeps the own page."""
    try:
        check_age(person.born_on, clock.today())
    except (TooYoungError, BirthdayMissingError):
        return False
    return person.pk in agreeing or person.user_id is not None


def doors_of(actor: Actor, case: Case) -> list[Door]:
    """Everybody of the household of a case that the actor leads; five queries."""
    if not families.leads(actor, case):
        raise NotVisibleError
    persons = families.persons_visible(actor, case)
    agreeing = {person.pk for person in persons_agreeing(case)}
    slips: dict[UUID, AccessSlip] = {}
    waiting = AccessSlip.objects.filter(person__in=persons, used_at__isnull=True, revoked_at__isnull=True)
    for slip in waiting.order_by("created_at", "pk"):
        slips[slip.person_id] = slip
    held = OwnAccess.objects.filter(person__in=persons).order_by("created_at", "pk")
    accesses = {access.person_id: access for access in held}
    opened = Person.objects.filter(pk__in=[one.pk for one in persons], user__is_active=True)
    active = set(opened.values_list("pk", flat=True))
    return [
        _door(one, slips.get(one.pk), accesses.get(one.pk), agreeing, enters=one.pk in active)
        for one in persons
    ]


def door_of(actor: Actor, case: Case, person: Person) -> Door:
    """One person's way in, for who leads the case."""
    found = next((door for door in doors_of(actor, case) if door.person.pk == person.pk), None)
    if found is None:
        raise NotVisibleError
    return found


def own_access(actor: Actor) -> OwnAccess | None:
    """The number of the acting family member; None for one who signs in with an e-mail address."""
    if not actor.has(Role.FAMILY_MEMBER) or actor.person_id is None:
        return None
    return OwnAccess.objects.filter(person=actor.person_id, taken_away_at__isnull=True).first()


def slip_behind(code: str) -> AccessSlip | None:
    """The slip with a code that still opens something, or None; takes no actor: the code is the right."""
    found = AccessSlip.objects.filter(
        code_index=blind_index(bare_code(code), CODE_PURPOSE),
        used_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=clock.now(),
    )
    return found.select_related("person").first()


def access_behind(number: str) -> OwnAccess | None:
    """The access with a number, of an open account; takes no actor: the PIN is the right."""
    found = OwnAccess.objects.select_related("person__user")
    return found.filter(
        number=bare_number(number), taken_away_at__isnull=True, person__user__is_active=True
    ).first()


def _door(
    person: Person,
    slip: AccessSlip | None,
    access: OwnAccess | None,
    agreeing: set[UUID],
    *,
    enters: bool,
) -> Door:
    try:
        check_age(person.born_on, clock.today())
        young = False
    except TooYoungError:
        young = True
    except BirthdayMissingError:
        young = False
    ran_out = slip is not None and slip.expires_at <= clock.now()
    return Door(
        person=person,
        may_receive=may_receive_slip(person, agreeing),
        too_young=young,
        slip_until=slip.expires_at if slip is not None and not ran_out else None,
        slip_ran_out=ran_out,
        has_access=access is not None and access.taken_away_at is None,
        has_account=enters,
        is_closed=person.user_id is not None and not enters,
    )
