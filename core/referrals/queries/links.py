"""Who stands behind the link of a message about a request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.notifications.errors import LinkBrokenError
from core.notifications.links import opened
from core.partnership.models import PartnerPerson
from core.partnership.queries.people import answering
from core.referrals.models import AnswerPin, Referral
from core.referrals.queries.requests import visible_to
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from tenants.context import current_schema

LINK: Final = "request"


@dataclass(frozen=True)
class Asked:
    """A request, and the person whom the message about it was written to."""

    referral: Referral
    person: PartnerPerson
    reader: Actor
    pin: AnswerPin | None


def asked_by_link(token: str) -> Asked:
    """The request of a link. Raises `LinkBrokenError`, `LinkExpiredError`.

    Broken too: the person answers for the partner no more, or nobody of the family takes part any longer.
    """
    values = opened(LINK, token)
    person = PartnerPerson.objects.select_related("partner", "answer_pin").filter(pk=values["person"]).first()
    if person is None or person.pk not in {each.pk for each in answering(person.partner_id, clock.today())}:
        raise LinkBrokenError
    reader = Actor(
        user_id=person.user_id,
        name=f"{person.name} (odnośnik z wiadomości)"[:200],
        tenant=current_schema(),
        roles=frozenset({Role.DELEGATE.value}),
        partner_id=person.partner_id,
    )
    referral = visible_to(reader).filter(pk=values["request"]).first()
    if referral is None:
        raise LinkBrokenError
    return Asked(referral, person, reader, getattr(person, "answer_pin", None))


def has_pin(person: PartnerPerson) -> bool:
    """Whether somebody can answer from a message."""
    return AnswerPin.objects.filter(person=person).exists()
