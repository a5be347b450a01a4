"""A powiat's centre as strategic partner: asked in its own tenant, linked once it accepted there.

The gmina's part runs under the gmina's role, the powiat's under the powiat's; what they share is one row of
`core.exchange`. Neither reads the other's schema.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.exchange.enums import OfferAnswer
from core.exchange.operations.invitations import send_offer
from core.exchange.queries import invitations as offers
from core.identity.queries import staff_with
from core.notifications.operations import notify
from core.partnership.enums import OrganisationKind
from core.partnership.enums.accession import AnsweredVia, InvitationAnswer, InvitationChannel
from core.partnership.errors import accession as errors
from core.partnership.models import PartnerInvitation, PartnerOrganisation
from core.partnership.operations.invitations import answer_invitation, write_invitation
from core.partnership.operations.making import made_before
from core.partnership.operations.organisations import invite_partner
from core.partnership.permissions import require_manager
from core.partnership.queries.organisations import lead
from core.partnership.rules import as_day
from core.partnership.rules import invitations as rules
from core.reference.grounds import Sector
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.enums import Role
from core.shared.ids import uuid7


@transaction.atomic
def invite_powiat(
    *,
    actor: Actor,
    powiat: str,
    message: str = "",
    answer_by: date | None = None,
    key: UUID | None = None,
) -> PartnerInvitation:
    """Ask a powiat's centre, in its own tenant, to be the strategic partner of this gmina's partnership.

    `powiat`: a schema of `powiats_to_invite`. An organisation of that name on the list of partners becomes
    its row, otherwise one is entered. Raises `NotAPowiatError`, `InvitationOpenError`.
    """
    require_manager(actor)
    if (known := made_before(PartnerInvitation.objects.all(), key)) is not None:
        return known
    known_powiats = {each.schema: each for each in offers.powiats_to_invite()}
    if powiat not in known_powiats:
        raise errors.NotAPowiatError
    chosen = known_powiats[powiat]
    partner = _row_of(actor, chosen)
    if partner.is_strategic:
        raise errors.InvitationNotNeededError
    until = answer_by or clock.today() + rules.ANSWER_WITHIN
    rules.check_deadline(sent_on=clock.today(), answer_by=until)
    pk = key or uuid7()
    invitation = write_invitation(
        actor,
        partner,
        channel=InvitationChannel.PLATFORM,
        message=message.strip(),
        answer_by=until,
        key=pk,
        exchange_id=pk,
    )
    leader = lead()
    reach = (leader.name, leader.phone, leader.email) if leader else ()
    send_offer(
        actor=actor,
        to_schema=powiat,
        to_organisation=chosen.organisation,
        contact=", ".join(part for part in reach if part),
        message=invitation.message,
        answer_by=until,
        key=pk,
    )
    return invitation


def _row_of(actor: Actor, powiat: offers.Powiat) -> PartnerOrganisation:
    """The powiat's organisation among the partners, locked; entered when it is not there yet."""
    rows = PartnerOrganisation.objects.select_for_update()
    found = rows.filter(tenant_schema=powiat.schema).first()
    found = found or rows.filter(name__iexact=powiat.organisation, is_lead=False).first()
    if found is None:
        found = invite_partner(
            actor=actor,
            name=powiat.organisation,
            sector=Sector.SOCIAL_ASSISTANCE,
            kind=OrganisationKind.POWIAT_UNIT,
        )
    if found.tenant_schema != powiat.schema:
        found.tenant_schema = powiat.schema
        found.save(update_fields=["tenant_schema"])
    return found


@transaction.atomic
def settle_offers(*, actor: Actor) -> int:
    """Take over what powiats answered: the accepting one becomes the strategic partner; gives how many.

    Safe to repeat: an answer that was taken over is let be.
    """
    require_manager(actor)
    if not offers.is_gmina():
        return 0
    open_ones = PartnerInvitation.objects.open().filter(exchange_id__isnull=False)
    waiting = {
        invitation.exchange_id: invitation
        for invitation in open_ones.select_for_update(of=["self"]).select_related("partner")
    }
    answers = offers.answered(pk for pk in waiting if pk)
    for offer in answers:
        answer, accepts = offer.answer, offer.answer.answer == OfferAnswer.ACCEPTED
        invitation = waiting[offer.pk]
        answer_invitation(
            actor=actor,
            invitation=invitation,
            answer=InvitationAnswer.JOINS if accepts else InvitationAnswer.DECLINES,
            reason=answer.reason,
            contact=answer.contact,
            via=AnsweredVia.PLATFORM,
        )
        if accepts:
            partner = PartnerOrganisation.objects.select_for_update().get(pk=invitation.partner_id)
            partner.is_strategic = True
            partner.save(update_fields=["is_strategic"])
            record(actor, "partnership.strategic_partner_linked", partner, powiat=offer.to_schema)
    return len(answers)


@transaction.atomic
def announce_offers(*, actor: Actor) -> int:
    """Tell a powiat's officers of invitations that wait for them, each once; gives how many wait."""
    require_manager(actor)
    if not offers.is_powiat():
        return 0
    waiting = list(offers.received(actor).filter(answer__isnull=True))
    officers = list(staff_with(Role.NETWORK_OFFICER)) if waiting else []
    for offer in waiting:
        for officer in officers:
            notify(
                actor=actor,
                to=officer.email,
                user=officer,
                kind="powiat_invited",
                context={
                    "from_town": offer.from_town,
                    "from_organisation": offer.from_organisation,
                    "answer_by": as_day(offer.answer_by),
                    "link": address(f"/zaproszenia-gmin/{offer.pk}/"),
                },
                key=f"powiat_invited:{offer.pk}:{officer.pk}",
            )
    return len(waiting)
