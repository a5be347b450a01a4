"""Minutes as far as somebody may read them.

Who keeps the partnership reads every phase; the partners that were there read them while they may amend;
everybody else of the partnership reads what is published.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from core.documents.queries import documents_of
from core.documents.rules import Document
from core.partnership.enums.meetings import AmendmentState, MinutesPhase
from core.partnership.models import (
    AgendaItem,
    MeetingMinutes,
    MinutesAmendment,
    PartnershipAttendance,
    PublishedMinutes,
)
from core.partnership.queries.organisations import sees_partnership
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError

# The same two roles as `permissions.MANAGERS`, which stands above the reads.
KEEPERS = (Role.NETWORK_OFFICER, Role.DIRECTOR)


def keeps_minutes(actor: Actor) -> bool:
    """Whether somebody reads minutes in every phase."""
    return actor.is_system or (actor.has(*KEEPERS) and actor.may_use("partners:read"))


def minutes_rule(actor: Actor, meeting: str) -> Q:
    """Rows whose meeting's minutes the actor may read; `meeting` leads from a row to the meeting's key."""
    if not sees_partnership(actor):
        raise NotVisibleError
    if keeps_minutes(actor):
        return Q()
    records = MeetingMinutes.objects.filter(meeting_id=OuterRef(meeting))
    rule = Q(Exists(records.filter(phase=MinutesPhase.PUBLISHED)))
    if actor.partner_id is None:
        return rule
    came = PartnershipAttendance.objects.filter(
        meeting_id=OuterRef(meeting), partner_id=actor.partner_id, present=True
    )
    return rule | (Q(Exists(records.filter(phase=MinutesPhase.AMENDING))) & Q(Exists(came)))


def minutes_visible_to(actor: Actor) -> QuerySet[MeetingMinutes]:
    """Minutes that the actor may read, in whatever phase."""
    return MeetingMinutes.objects.filter(minutes_rule(actor, "meeting_id")).order_by("-created_at", "pk")


def minutes_of(actor: Actor, meeting_id: UUID) -> MeetingMinutes | None:
    """The minutes of a meeting if there are any that the actor may read."""
    return minutes_visible_to(actor).filter(meeting_id=meeting_id).first()


def minutes_items(actor: Actor) -> QuerySet[AgendaItem]:
    """Points of meetings whose minutes the actor may read: only with these is `minutes` to be shown."""
    found = AgendaItem.objects.filter(minutes_rule(actor, "meeting_id"))
    return found.order_by("position", "pk")


def agenda_said(actor: Actor) -> QuerySet[AgendaItem]:
    """Points of every agenda in their order, with `said`: what the minutes say of each, None where the
    actor may not read them.
    """
    rule = minutes_rule(actor, "meeting_id")
    said = Case(When(rule, then=F("minutes")), default=None) if rule else F("minutes")
    return AgendaItem.objects.annotate(said=said).order_by("position", "pk")


def amendments_visible_to(actor: Actor) -> QuerySet[MinutesAmendment]:
    """Proposals to minutes that the actor may read, in the order in which they came."""
    found = MinutesAmendment.objects.filter(minutes_rule(actor, "item__meeting_id"))
    return found.select_related("partner").order_by("created_at", "pk")


def amendments_of(actor: Actor, meeting_id: UUID) -> list[MinutesAmendment]:
    """Proposals to the minutes of a meeting."""
    return list(amendments_visible_to(actor).filter(item__meeting_id=meeting_id).select_related("item"))


def amendment_visible(actor: Actor, amendment_id: UUID | str) -> MinutesAmendment:
    """One proposal with its point and meeting."""
    found = amendments_visible_to(actor).select_related("item__meeting", "partner")
    amendment = found.filter(pk=amendment_id).first()
    if amendment is None:
        raise NotVisibleError
    return amendment


def undecided(meeting_id: UUID) -> int:
    """How many proposals to the minutes of a meeting wait for an answer."""
    found = MinutesAmendment.objects.filter(item__meeting_id=meeting_id)
    return found.filter(state=AmendmentState.PROPOSED).count()


def may_amend(actor: Actor, meeting_id: UUID) -> bool:
    """Whether somebody speaks for a partner that was at the meeting."""
    if actor.partner_id is None or not sees_partnership(actor):
        return False
    came = PartnershipAttendance.objects.filter(meeting_id=meeting_id, present=True)
    return came.filter(partner_id=actor.partner_id).exists()


def published_of(actor: Actor, meeting_id: UUID) -> list[PublishedMinutes]:
    """What was published of a meeting: the minutes first, then annexes in their order."""
    return list(published_visible_to(actor).filter(meeting_id=meeting_id).order_by("ordinal", "pk"))


def published_visible_to(actor: Actor) -> QuerySet[PublishedMinutes]:
    """Published minutes and annexes, the newest first: everybody of the partnership reads them."""
    if not sees_partnership(actor):
        raise NotVisibleError
    return PublishedMinutes.objects.order_by("-published_on", "number", "pk")


def published_visible(actor: Actor, published_id: UUID | str) -> PublishedMinutes:
    """One published paper with its meeting."""
    found = published_visible_to(actor).select_related("meeting").filter(pk=published_id).first()
    if found is None:
        raise NotVisibleError
    return found


def minutes_document(actor: Actor, published: PublishedMinutes) -> Document:
    """The archived PDF of published minutes or of an annex: the same bytes each time."""
    if not sees_partnership(actor):
        raise NotVisibleError
    kept = documents_of(published).first()
    if kept is None:
        raise NotVisibleError
    return Document(kept.bytes, kept.filename, kept.sha256)
