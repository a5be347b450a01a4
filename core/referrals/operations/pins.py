"""The pin with which a partner's person answers from a message."""

from __future__ import annotations

from django.db import transaction

from core.audit.operations import record
from core.identity import pins
from core.identity.pins import Trial
from core.partnership.models import PartnerPerson
from core.partnership.permissions import may_manage
from core.referrals.errors import NotADelegateError
from core.referrals.models import AnswerPin
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


@transaction.atomic
def give_pin(*, actor: Actor, person: PartnerPerson) -> str:
    """A new pin for somebody who answers for a partner, told once: by telephone or on paper, never by mail.

    The officer gives it; the one before is worth nothing any more. Raises `NotADelegateError` for somebody
    who does not answer, has left, or has no address to write to.
    """
    if not may_manage(actor):
        raise NotVisibleError
    locked = PartnerPerson.objects.select_for_update(of=("self",)).get(pk=person.pk)
    today = clock.today()
    gone = locked.ends_on is not None and locked.ends_on <= today
    if gone or not locked.email or not (locked.is_delegate or locked.is_coordinator):
        raise NotADelegateError
    digits = pins.made_up()
    _keep(locked, pins.digest_of(digits))
    record(actor, "referrals.pin_given", locked)
    return digits


@transaction.atomic
def choose_pin(*, actor: Actor, pin: str) -> None:
    """A delegate with an account chooses the own pin. Raises `PinShapeError`."""
    if actor.user_id is None or actor.scopes is not None:
        raise NotVisibleError
    person = PartnerPerson.objects.select_for_update(of=("self",)).filter(user_id=actor.user_id).first()
    if person is None:
        raise NotVisibleError
    _keep(person, pins.digest_of(pin))
    record(actor, "referrals.pin_chosen", person)


def _keep(person: PartnerPerson, digest: str) -> None:
    fresh = {"digest": digest, "wrong": 0, "asleep_until": None, "given_on": clock.today()}
    AnswerPin.objects.update_or_create(person=person, defaults=fresh)


@transaction.atomic
def try_pin(*, actor: Actor, pin: AnswerPin, digits: str) -> Trial:
    """Compare what was typed behind a link; each try is written down, and five wrong ones put it to sleep."""
    found = pins.tried(pin, digits)
    record(actor, "referrals.pin_right" if found.right else "referrals.pin_wrong", pin.person)
    return found
