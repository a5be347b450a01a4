"""How a person may be reached: whole for the leading worker, without what is concealed for partners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from core.families import queries as families
from core.families.models import Case, Person
from core.safety.enums import WRITTEN, Way
from core.safety.models import ContactDetails
from core.safety.rules import Reach
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.loading import attach

WARSAW = ZoneInfo("Europe/Warsaw")
NO_REACH = Reach()


@dataclass(frozen=True)
class Writing:
    """Whether and how a person may be written to: the address, the first safe moment, the language.

    `allowed` is False where the way is not safe; then nothing leaves, and the worker says it in person.
    """

    allowed: bool
    address: str = ""
    not_before: datetime | None = None
    reach: Reach = NO_REACH
    language: str = "pl"


@dataclass(frozen=True)
class PartnerContact:
    """What of a person's contact an institution may be shown: nothing concealed, and how to be careful."""

    phone: str
    email: str
    address: str
    ways: tuple[str, ...]
    reach: Reach
    no_messages: bool
    no_letters: bool
    language: str
    needs_interpreter: bool


def details_of(person: Person | UUID) -> ContactDetails | None:
    """The record of a person, if somebody wrote one; takes no actor."""
    found: ContactDetails | None = ContactDetails.objects.filter(person=person).first()
    return found


def contact_of(actor: Actor, case: Case, person_id: UUID | str) -> ContactDetails | None:
    """How a person of a case that the actor leads is reached; None before anything is known."""
    return details_of(families.person_visible(actor, case, person_id))


def contacts_of(actor: Actor, case: Case, persons: Sequence[Person]) -> dict[UUID, ContactDetails]:
    """By person, for the persons of a case that the actor leads (`families.persons_visible`); one query."""
    if not families.leads(actor, case):
        raise NotVisibleError
    found = list(ContactDetails.objects.filter(person__in=persons).order_by("created_at", "pk"))
    attach(found, "person", known=persons)
    return {one.person_id: one for one in found}


def contacts_visible_to(actor: Actor) -> QuerySet[ContactDetails]:
    """Contact details of the persons whose case the actor leads."""
    persons = families.persons_visible_to(actor).values("pk")
    return ContactDetails.objects.filter(person__in=persons).order_by("created_at", "pk")


def contact_for_partner(person: Person) -> PartnerContact | None:
    """What an institution may be shown after `disclose` gave it the category "contact"; takes no actor.

    A concealed address, number or e-mail is never in it, whatever was authorised.
    """
    found = details_of(person)
    if found is None:
        return None
    return PartnerContact(
        phone="" if found.phone_concealed else found.phone,
        email="" if found.email_concealed else found.email,
        address="" if found.address_concealed else found.address,
        ways=tuple(way.value for way in Way if way.value in found.reach.ways),
        reach=found.reach,
        no_messages=found.no_messages,
        no_letters=found.no_letters,
        language=found.language,
        needs_interpreter=found.needs_interpreter,
    )


def channel_of(person: Person | UUID) -> tuple[str, ...]:
    """Safe ways to reach a person, in the order of `Way`; none when nothing is known."""
    found = details_of(person)
    return tuple(way.value for way in Way if found is not None and way.value in found.reach.ways)


def may_write_to(person: Person | UUID, at: datetime | None = None, way: str = Way.EMAIL.value) -> Writing:
    """Whether a person may be written to by e-mail (or SMS) at a moment (now), and if not, from when.

    Before anybody asked what is safe, an e-mail to the address of the person's own account may leave: the
    person named it for that. An SMS leaves only where somebody ticked it as safe.
    """
    moment = (at or clock.now()).astimezone(WARSAW)
    user_id = Person.objects.filter(pk=person.pk if isinstance(person, Person) else person)
    account = user_id.values_list("user__email", flat=True).first() or ""
    found = details_of(person)
    if found is None or not found.ways:
        allowed = bool(account) and way == Way.EMAIL and (found is None or not found.no_messages)
        return Writing(allowed, account if allowed else "", moment if allowed else None)
    if way not in found.reach.ways or way not in (Way.EMAIL, Way.SMS):
        return Writing(allowed=False, reach=found.reach)
    return Writing(
        allowed=True,
        address=(found.email or account) if way == Way.EMAIL else found.phone,
        not_before=found.reach.hours.next(moment),
        reach=found.reach,
        language=found.language if found.language in WRITTEN else "pl",
    )
