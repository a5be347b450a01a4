"""Whose cards wait for a look, who was asked, who has answered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from core.basket.enums import CardStatus
from core.basket.models import ConfirmationItem, ConfirmationRequest, ServiceCard
from core.basket.rules import ASK_EVERY, REMIND_BEFORE, REVIEW_EVERY
from core.identity.models import User
from core.notifications.links import opened
from core.partnership.models import PartnerOrganisation, PartnerPerson
from core.partnership.queries import people_of
from core.partnership.queries.contacts import standing_in_for
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import STAFF, Role
from core.shared.errors import NotVisibleError
from tenants.context import current_schema

LINK = "basket.confirmation"
_UNANSWERED = Q(answer="", card__status=CardStatus.PUBLISHED) & (
    Q(card__reviewed_on__isnull=True) | Q(card__reviewed_on__lt=F("request__sent_on"))
)


@dataclass(frozen=True)
class Contact:
    """Whom to write to for a partner."""

    email: str
    user: User | None = None


def contact_of(partner: PartnerOrganisation, on: date) -> Contact | None:
    """The co-ordinating person of a day or who stands in for them, else the organisation's own address."""
    people = people_of(partner, on).filter(is_coordinator=True).select_related("user")
    for named in people:
        person = standing_in_for(named, on)
        address = person.email or (person.user.email if person.user else "")
        if address:
            return Contact(address, person.user)
    return Contact(partner.email) if partner.email else None


def waiting_cards(partner: PartnerOrganisation, on: date) -> QuerySet[ServiceCard]:
    """Cards of one message: those due, and those that will be before the next message may go."""
    return _published_before(on - REVIEW_EVERY + REMIND_BEFORE + ASK_EVERY).filter(partner=partner)


def partners_to_ask(on: date, also: Collection[UUID] = ()) -> QuerySet[PartnerOrganisation]:
    """Partners with a card that is due today (or named in `also`), not asked within the pause, by name."""
    due = _published_before(on - REVIEW_EVERY + REMIND_BEFORE).filter(partner=OuterRef("pk"))
    return (
        PartnerOrganisation.objects.filter(Q(Exists(due)) | Q(pk__in=list(also)))
        .exclude(Exists(_asked(on - ASK_EVERY).filter(partner=OuterRef("pk"))))
        .order_by("name", "pk")
    )


def asked_since(partner: PartnerOrganisation, day: date) -> bool:
    """Whether a message went to a partner after a day."""
    return _asked(day).filter(partner=partner).exists()


def open_items(request: ConfirmationRequest) -> QuerySet[ConfirmationItem]:
    """Cards of a message still without a word: neither answered nor looked at since, and still offered."""
    return (
        ConfirmationItem.objects.filter(_UNANSWERED, request=request)
        .select_related("card")
        .order_by("card__name", "pk")
    )


def items_of(request: ConfirmationRequest) -> QuerySet[ConfirmationItem]:
    """All cards of a message with their answers, by name."""
    return request.items.select_related("card").order_by("card__name", "pk")


def requests_visible_to(actor: Actor) -> QuerySet[ConfirmationRequest]:
    """Messages with `cards_asked` and `cards_open`, newest first: all for staff, the own for a delegate."""
    found = (
        ConfirmationRequest.objects.select_related("partner")
        .annotate(
            cards_asked=Count("items"),
            cards_open=Count("items", filter=_prefixed("items__")),
        )
        .order_by("-sent_on", "-pk")
    )
    if actor.is_system:
        return found
    if not actor.may_use("basket:read"):
        raise NotVisibleError
    if actor.has(*STAFF):
        return found
    if actor.has(Role.DELEGATE) and actor.partner_id:
        return found.filter(partner_id=actor.partner_id)
    raise NotVisibleError


def items_visible_to(actor: Actor) -> QuerySet[ConfirmationItem]:
    """Cards of the messages of which the actor knows, by name."""
    known = requests_visible_to(actor).order_by().values("pk")
    return ConfirmationItem.objects.filter(request__in=known).order_by("card__name", "pk")


def unanswered(actor: Actor) -> QuerySet[ConfirmationRequest]:
    """Messages that still wait for a word about a card, the oldest first."""
    return requests_visible_to(actor).filter(Q(cards_open__gt=0)).order_by("sent_on", "pk")


def request_visible(actor: Actor, request_id: UUID | str) -> ConfirmationRequest:
    """One message, or `NotVisibleError`."""
    found = requests_visible_to(actor).filter(pk=request_id).first()
    if found is None:
        raise NotVisibleError
    return found


def partners_not_asked(actor: Actor, on: date | None = None) -> QuerySet[PartnerOrganisation]:
    """Partners whose cards are due and who were not asked of late, with `reached_at`, an address or None.

    Those to whom no message can go come first: for them somebody must find an address.
    """
    requests_visible_to(actor)
    day = on or clock.today()
    named = PartnerPerson.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day),
        ~Q(email="") | Q(user__isnull=False),
        partner=OuterRef("pk"),
        is_coordinator=True,
        starts_on__lte=day,
    ).order_by("name", "pk")
    address = named.values(found=Coalesce(NullIf("email", Value("")), "user__email"))[:1]
    return (
        partners_to_ask(day)
        .annotate(reached_at=Coalesce(Subquery(address), NullIf("email", Value(""))))
        .order_by(F("reached_at").asc(nulls_first=True), "name", "pk")
    )


def by_link(token: str) -> tuple[Actor, ConfirmationRequest]:
    """The message that a link names, and the actor who has it: the partner, and no account of it.

    Raises `LinkBrokenError`, `LinkExpiredError`.
    """
    sealed = opened(LINK, token)
    found = ConfirmationRequest.objects.select_related("partner").filter(pk=sealed["request"]).first()
    if found is None:
        raise NotVisibleError
    return link_reader(found), found


def link_reader(request: ConfirmationRequest) -> Actor:
    """Who has a message's link: its partner and no account of it, with no other right."""
    name = f"{request.partner.name} (odnośnik z wiadomości)"
    return Actor(user_id=None, name=name[:200], tenant=current_schema(), partner_id=request.partner_id)


def _published_before(day: date) -> QuerySet[ServiceCard]:
    """Cards in the basket last looked at before a day."""
    old = Q(reviewed_on__isnull=True) | Q(reviewed_on__lt=day)
    return ServiceCard.objects.filter(old, status=CardStatus.PUBLISHED).order_by("name", "pk")


def _asked(after: date) -> QuerySet[ConfirmationRequest]:
    return ConfirmationRequest.objects.filter(Q(sent_on__gt=after) | Q(sent_again_on__gt=after))


def _prefixed(prefix: str) -> Q:
    """`_UNANSWERED` as the message sees its items."""
    return Q(
        Q(**{f"{prefix}card__reviewed_on__isnull": True})
        | Q(**{f"{prefix}card__reviewed_on__lt": F("sent_on")}),
        **{f"{prefix}answer": "", f"{prefix}card__status": CardStatus.PUBLISHED},
    )
