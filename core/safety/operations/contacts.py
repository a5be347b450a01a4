"""How a person is reached; writing to a person by the safe way and in the safe hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from core.audit.operations import record
from core.families.models import Case, Person
from core.families.permissions import require_leader
from core.families.queries import persons_of
from core.notifications.errors import BadAddressError
from core.notifications.operations import notify, redirect_waiting
from core.safety import rules
from core.safety.enums import SpokenLanguage, Way
from core.safety.errors import NotOfTheHouseholdError
from core.safety.models import ContactDetails
from core.safety.queries import may_write_to
from core.safety.rules import Reach
from core.shared.actor import Actor
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.hours import EVERY_DAY, Hours

if TYPE_CHECKING:
    from core.notifications.models import Message
    from core.notifications.rules import Attachment


@dataclass(frozen=True)
class ContactData:
    """What is written down about reaching a person; `weekdays` as digits, 1 is Monday."""

    address: str = ""
    address_concealed: bool = False
    phone: str = ""
    phone_concealed: bool = False
    email: str = ""
    email_concealed: bool = False
    ways: Sequence[str] = ()
    through: str = ""
    weekdays: str = EVERY_DAY
    from_time: time | None = None
    until_time: time | None = None
    no_messages: bool = False
    no_letters: bool = False
    language: str = SpokenLanguage.POLISH.value
    needs_interpreter: bool = False


@transaction.atomic
def set_contact(
    *, actor: Actor, case: Case, person: Person, contact: ContactData, version: int | None = None
) -> ContactDetails:
    """Write down how a person of the household is reached; messages that wait obey it at once.

    `version` is that of the record that the writer saw (0 when there was none). Raises what `check_reach`
    raises, `BadAddressError`, `ConflictError`.
    """
    require_leader(actor, case)
    if person.pk not in {one.pk for one in persons_of(case)}:
        raise NotOfTheHouseholdError
    Person.objects.select_for_update().get(pk=person.pk)
    current = ContactDetails.objects.filter(person=person).first()
    if version is not None and version != (current.version if current else 0):
        raise ConflictError
    values = _checked(contact)
    before = may_write_to(person).address
    if current is None:
        current = ContactDetails.objects.create(person=person, **values)
        changed = sorted(values)
    else:
        changed = sorted(name for name, value in values.items() if getattr(current, name) != value)
        for name in changed:
            setattr(current, name, values[name])
        if changed:
            current.version += 1
            current.save(update_fields=[*changed, "version"])
    _redirect(actor, person, before)
    # Which fields, never what they say.
    record(actor, "safety.contact_set", current, case=str(case.pk), fields=changed)
    return current


@transaction.atomic
def name_own_email(*, actor: Actor, person: Person, email: str) -> ContactDetails:
    """Keep an address that a person named for themselves, as safe where nothing else was said before.

    What the worker wrote down of safe ways stays: somebody who named a safe way in a talk alone meant it.
    Raises `BadAddressError`.
    """
    if actor.person_id != person.pk:
        raise NotVisibleError
    Person.objects.select_for_update().get(pk=person.pk)
    address = email.strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise BadAddressError(address=address[:80]) from error
    current = ContactDetails.objects.filter(person=person).first()
    if current is None:
        current = ContactDetails(person=person, version=0)
    before = may_write_to(person).address
    current.email = address
    current.ways = current.ways or Way.EMAIL.value
    current.version += 1
    current.save()
    _redirect(actor, person, before)
    record(actor, "safety.contact_set", current, fields=["email"])
    return current


@transaction.atomic
def write_to_person(
    *,
    actor: Actor,
    person: Person,
    kind: str,
    context: Mapping[str, Any],
    attachments: Iterable[Attachment] = (),
    key: str | None = None,
    about: str = "",
) -> Message | None:
    """A message to a person of a family: by e-mail where that is safe, then; else on the own page only.

    None when neither is possible: then the worker says it in the safe way. The template `kind` must be
    neutral: somebody else may read it.
    """
    writing = may_write_to(person)
    user = person.user
    if not writing.allowed and user is None:
        return None
    details = ContactDetails.objects.filter(person=person).exists()
    return notify(
        actor=actor,
        to=writing.address if writing.allowed else user.email,  # type: ignore[union-attr]
        kind=kind,
        context=context,
        user=user,
        attachments=attachments,
        key=key,
        about=about,
        language=writing.language if details or user is None else "",
        not_before=writing.not_before,
        hours=writing.reach.hours,
        mailed=writing.allowed,
    )


def _redirect(actor: Actor, person: Person, before: str) -> None:
    """Queued messages leave for the address and in the hours that are safe now, or not at all."""
    writing = may_write_to(person)
    addresses = {before, person.user.email if person.user is not None else ""} - {""}
    if addresses:
        to = writing.address if writing.allowed else ""
        redirect_waiting(actor=actor, addresses=sorted(addresses), to=to, hours=writing.reach.hours)


def _checked(contact: ContactData) -> dict[str, Any]:
    """The values to store; the ways in the order of `Way`."""
    texts = {name: getattr(contact, name).strip() for name in ("address", "phone", "email", "through")}
    if texts["email"]:
        try:
            validate_email(texts["email"])
        except ValidationError as error:
            raise BadAddressError(address=texts["email"][:80]) from error
    days = "".join(sorted(set(contact.weekdays)))
    ways = [way.value for way in Way if way.value in contact.ways]
    hours = Hours(days, contact.from_time, contact.until_time)
    rules.check_reach(
        Reach(frozenset(ways), hours),
        known={name for name, value in texts.items() if value},
        through=texts["through"],
        no_letters=contact.no_letters,
    )
    plain = ("address_concealed", "phone_concealed", "email_concealed", "from_time", "until_time")
    more = ("no_messages", "no_letters", "needs_interpreter")
    return {
        **texts,
        **{name: getattr(contact, name) for name in (*plain, *more)},
        "ways": ",".join(ways),
        "weekdays": days,
        "language": SpokenLanguage(contact.language).value,
    }
