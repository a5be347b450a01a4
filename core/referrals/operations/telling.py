"""What a request tells its partner: decided and written into the ledger before it is shown."""

from __future__ import annotations

from django.db import transaction

from core.families.queries import leads
from core.privacy.enums import Channel, DataCategory, Purpose
from core.privacy.operations.disclosing import disclose
from core.referrals.models import Referral
from core.referrals.permissions import is_asked
from core.referrals.queries.telling import about, telling_of
from core.shared.actor import Actor
from core.shared.errors import ConflictError


@transaction.atomic
def read_need(*, actor: Actor, referral: Referral, channel: str = Channel.REQUEST) -> str | None:
    """What a request asks, for whom it may be shown: the leader of the case, and the asked partner with
    the family's word, which the ledger then holds. None for anybody else and without that word.

    Pages, mails and programs show `Referral.need` by this alone. Raises `ConflictError`, with nothing
    shown or written, when a word was taken back meanwhile.
    """
    if not is_asked(actor, referral):
        return str(referral.need) if leads(actor, referral.case) else None
    telling = telling_of(referral)
    if not telling.open:
        return None
    for person in telling.persons:
        told = disclose(
            actor=actor,
            case=referral.case,
            person=person,
            partner_id=referral.partner_id,
            categories=[DataCategory.NEED],
            purpose=Purpose.SERVICE,
            channel=channel,
            about=about(referral),
            **telling.days,
        )
        if not told:
            raise ConflictError
    return str(referral.need)
