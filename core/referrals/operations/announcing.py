"""Messages about one request: to whoever answers for the partner, and back to whoever asked.

A message names the service and nothing of the family; what is asked is read behind the link, with a pin
or an account, through the ledger.
"""

from __future__ import annotations

from typing import Any

from core.identity.models import User
from core.notifications.links import sealed
from core.notifications.operations import notify
from core.partnership.models import PartnerPerson
from core.partnership.queries.mailing import readers_of
from core.partnership.queries.people import answering
from core.referrals.enums import ReferralStatus
from core.referrals.models import Referral
from core.referrals.queries.links import LINK
from core.referrals.queries.telling import about
from core.referrals.rules import EXPIRES_AFTER
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.meeting_hours import as_day


def announce(*, actor: Actor, referral: Referral, reminder: int = 0) -> int:
    """Write to each person who answers for the partner, a link for each; gives how many were written to.

    Where a partner has named nobody, its mailbox learns that a request waits for somebody with an account.
    """
    people = list(answering(referral.partner_id, clock.today()))
    for person in people:
        _write(actor, referral, reminder, person.email, person.user, _link(referral, person), str(person.pk))
    if people:
        return len(people)
    readers = readers_of([referral.partner], clock.today())[referral.partner_id]
    for reader in readers:
        page = address(f"/prosby/{referral.pk}/")
        _write(actor, referral, reminder, reader.email, reader.user, page, reader.email.casefold())
    return len(readers)


def _write(
    actor: Actor, referral: Referral, reminder: int, to: str, user: User | None, link: str, mark: str
) -> None:
    context: dict[str, Any] = {
        "service": referral.service.name,
        "due": as_day(referral.answer_due_on),
        "late": clock.today() > referral.answer_due_on,
        "expires": as_day(referral.sent_on + EXPIRES_AFTER),
        "reminder": reminder,
        "link": link,
    }
    notify(
        actor=actor,
        to=to,
        user=user if user is not None and user.is_active else None,
        kind="request_sent",
        context=context,
        about=about(referral),
        key=f"request_sent:{referral.pk}:{reminder}:{mark}"[:200],
    )


def _link(referral: Referral, person: PartnerPerson) -> str:
    last = referral.sent_on + EXPIRES_AFTER
    token = sealed(
        LINK,
        {"request": str(referral.pk), "person": str(person.pk)},
        days=max(1, (last - clock.today()).days),
    )
    return address(f"/odpowiedz/{token}/")


def tell_requester(*, actor: Actor, referral: Referral) -> None:
    """An answer after which the family needs another way returns to whoever asked; its reason stands on the
    page of the path, not in the message.
    """
    user = requester_of(referral)
    status = ReferralStatus(referral.status)
    notify(
        actor=actor,
        to=user.email,
        user=user,
        kind="request_answered",
        context={
            "service": referral.service.name,
            "partner": referral.partner.name,
            "answer": str(status),
            "link": address(f"/rodziny/{referral.case_id}/sciezka/"),
        },
        key=f"request_answered:{referral.pk}:{status}",
    )


def requester_of(referral: Referral) -> User:
    """Who asked, or who leads the case now when that account is closed."""
    sender = referral.sent_by
    return sender if sender is not None and sender.is_active else referral.case.social_worker
