"""Invitations: lists, the one behind a link, the rate of accession, whose move is next."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from core.notifications.links import opened, sealed
from core.partnership.enums import PartnerStage
from core.partnership.enums.accession import InvitationAnswer
from core.partnership.models import (
    AccessionDeclaration,
    PartnerInvitation,
    PartnerOrganisation,
    PartnerPerson,
    PartnerQuerySet,
)
from core.partnership.queries.organisations import partners, sees_partnership
from core.partnership.queries.resources import sees_resources
from core.partnership.rules.invitations import LINK_DAYS, AccessionRate
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.errors import NotVisibleError

LINK = "partner_invitation"
OPEN, OVERDUE = "open", "overdue"
STATES = (OPEN, OVERDUE, *InvitationAnswer.values, "cancelled")


def invitations(actor: Actor, state: str | None = None) -> QuerySet[PartnerInvitation]:
    """Invitations with their organisations, the newest first; staff only.

    `state`: one of `STATES`, which are what was answered, or that nothing was (in time).
    """
    if not sees_resources(actor):
        raise NotVisibleError
    found = PartnerInvitation.objects.select_related("partner").order_by("-sent_on", "-created_at", "-pk")
    waiting = Q(answer="", cancelled_on__isnull=True)
    narrowed = {
        OPEN: waiting,
        OVERDUE: waiting & Q(answer_by__lt=clock.today()),
        "cancelled": Q(cancelled_on__isnull=False),
    }
    if state in narrowed:
        return found.filter(narrowed[state])
    return found.filter(answer=state) if state else found


def invitation_visible(actor: Actor, invitation_id: UUID | str) -> PartnerInvitation:
    """One invitation with its organisation."""
    found = invitations(actor).filter(pk=invitation_id).first()
    if found is None:
        raise NotVisibleError
    return found


def invitations_of(actor: Actor, partner: PartnerOrganisation) -> QuerySet[PartnerInvitation]:
    """Invitations that one organisation got, the newest first."""
    return invitations(actor).filter(partner_id=partner.pk)


def invitation_behind(token: str) -> PartnerInvitation:
    """The invitation that a link belongs to; raises what `opened` raises."""
    values = opened(LINK, token)
    found = PartnerInvitation.objects.select_related("partner").filter(pk=values["id"]).first()
    if found is None:
        raise NotVisibleError
    return found


def answer_address(invitation: PartnerInvitation) -> str:
    """Where the institution answers without an account; the link lives longer than the day to answer by."""
    return address(f"/zaproszenie/{sealed(LINK, {'id': str(invitation.pk)}, days=LINK_DAYS)}/")


def accession_rates(actor: Actor) -> dict[str, AccessionRate]:
    """Of organisations invited, how many signed a declaration, by sector; one query.

    Indicator 4 of the model: declarations signed ÷ invitations. An organisation counts once, however often
    it was invited or signed, and the lead, which invites, does not.
    """
    if not sees_partnership(actor):
        raise NotVisibleError
    signed = AccessionDeclaration.objects.filter(partner=OuterRef("pk"), signed_on__lte=clock.today())
    asked = PartnerOrganisation.objects.filter(is_lead=False, invited_on__lte=clock.today())
    rows = (
        asked.annotate(signed=Exists(signed))
        .values("sector")
        .annotate(invited_number=Count("pk"), signed_number=Count("pk", filter=Q(signed=True)))
        .order_by("sector")
    )
    return {row["sector"]: AccessionRate(row["invited_number"], row["signed_number"]) for row in rows}


def partners_by_stage(actor: Actor, *, most: int) -> dict[str, list[PartnerOrganisation]]:
    """The first organisations at each stage, each with `asked` (its invitations, the newest first),
    `spoken_for` (whether it has named a delegate) and `alongside` (how many stand at the stage in all):
    what the board's columns show. Three queries.
    """
    at: dict[str, list[UUID]] = {stage: [] for stage in PartnerStage.values}
    for pk, stage in partners(actor).values_list("pk", "stage"):  # type: ignore[misc]
        at[stage].append(pk)
    chosen = list(chain.from_iterable(ids[:most] for ids in at.values()))
    known = {partner.pk: partner for partner in with_moves(PartnerOrganisation.objects.filter(pk__in=chosen))}
    found: dict[str, list[PartnerOrganisation]] = {}
    for stage, ids in at.items():
        found[stage] = [known[pk] for pk in ids[:most]]
        for partner in found[stage]:
            partner.stage, partner.alongside = stage, len(ids)
    return found


def with_moves(found: PartnerQuerySet) -> PartnerQuerySet:
    """Partners with what `next_move` needs to know of them."""
    today = clock.today()
    delegates = PartnerPerson.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=today), partner=OuterRef("pk"), is_delegate=True
    )
    newest = PartnerInvitation.objects.order_by("-sent_on", "-created_at", "-pk")
    return found.annotate(spoken_for=Exists(delegates)).prefetch_related(
        Prefetch("invitations", newest, to_attr="asked")
    )


def invited_numbers(actor: Actor) -> dict[str, int]:
    """How many invitations stand in each state of `STATES`; one query."""
    if not sees_resources(actor):
        raise NotVisibleError
    waiting = Q(answer="", cancelled_on__isnull=True)
    counts = {
        OPEN: Count("pk", filter=waiting),
        OVERDUE: Count("pk", filter=waiting & Q(answer_by__lt=clock.today())),
        "cancelled": Count("pk", filter=Q(cancelled_on__isnull=False)),
        **{answer: Count("pk", filter=Q(answer=answer)) for answer in InvitationAnswer.values},
    }
    return dict(PartnerInvitation.objects.aggregate(**counts))


def letters_to_print(actor: Actor, chosen: Iterable[UUID]) -> list[PartnerInvitation]:
    """The chosen invitations as letters, in the order of their organisations."""
    found = invitations(actor).filter(pk__in=list(chosen)).select_related("partner")
    return list(found.prefetch_related("partner__addresses").order_by("partner__name", "pk"))


def may_be_invited(partner: PartnerOrganisation) -> bool:
    """Whether an organisation (with its `stage`) can be asked: neither lead nor partner by now."""
    stages = (PartnerStage.INVITED, PartnerStage.WITHDRAWN)
    return not partner.is_lead and partner.stage in stages
