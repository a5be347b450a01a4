"""Places counted, held at a meeting, kept for a request, taken and given back.

Each act on a card's places locks the card, so that two teams never decide at once; and each live claim
has a number of its own in its period, so that the database refuses what a mistake here would let pass.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.basket.models import ServiceCard
from core.basket.queries import is_on_offer
from core.families.models import Case
from core.families.permissions import require_leader, require_open
from core.places import errors, rules
from core.places.enums import LIVE, ClaimStatus
from core.places.models import CapacityPeriod, PlaceClaim
from core.places.permissions import require_counter
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from core.teams.models import TeamMeeting


@transaction.atomic
def set_period(
    *,
    actor: Actor,
    card: ServiceCard,
    places: int,
    starts_on: date | None = None,
    last_day: date | None = None,
    taken_elsewhere: int = 0,
    period: CapacityPeriod | None = None,
    key: UUID | None = None,
) -> CapacityPeriod:
    """Say how many places a service has from a day (today) to a last day (open-ended); with `period`
    change that one.

    Claims stay when the number falls below them: the list of places then warns. Raises
    `PeriodsOverlapError`, `PeriodEndsBeforeStartError`, `TooManyTakenError`, `PlacesOutOfRangeError`.
    """
    require_counter(actor, card)
    if period is not None and period.card_id != card.pk:
        raise NotVisibleError
    locked = _locked(card)
    if key and (known := CapacityPeriod.objects.filter(pk=key, card=locked).first()) is not None:
        return known
    start = starts_on or (period.starts_on if period else clock.today())
    end = last_day + timedelta(days=1) if last_day else None
    _check_numbers(places, taken_elsewhere)
    if end is not None and end <= start:
        raise errors.PeriodEndsBeforeStartError
    others = CapacityPeriod.objects.filter(card=locked)
    for other in others.exclude(pk=period.pk) if period else others:
        if rules.overlap((start, end), (other.starts_on, other.ends_on)):
            raise errors.PeriodsOverlapError(start=f"{other.starts_on:%d.%m.%Y}")
    values = {
        "starts_on": start,
        "ends_on": end,
        "places": places,
        "taken_elsewhere": taken_elsewhere,
        "updated_on": clock.today(),
    }
    if period is None:
        made = CapacityPeriod.objects.create(pk=key or uuid7(), card=locked, **values)
    else:
        CapacityPeriod.objects.filter(pk=period.pk, card=locked).update(**values)
        made = CapacityPeriod.objects.get(pk=period.pk)
    record(actor, "places.period_set", made, card=card.pk, places=places, taken_elsewhere=taken_elsewhere)
    return made


@transaction.atomic
def report_taken(*, actor: Actor, period: CapacityPeriod, taken_elsewhere: int) -> CapacityPeriod:
    """Say how many places are taken by people who did not come through the partnership."""
    require_counter(actor, period.card)
    _locked(period.card)
    found = CapacityPeriod.objects.get(pk=period.pk)
    _check_numbers(found.places, taken_elsewhere)
    found.taken_elsewhere, found.updated_on = taken_elsewhere, clock.today()
    found.save(update_fields=["taken_elsewhere", "updated_on"])
    record(actor, "places.taken_reported", found, taken_elsewhere=taken_elsewhere)
    return found


@transaction.atomic
def hold_place(
    *,
    actor: Actor,
    case: Case,
    card: ServiceCard,
    starts_on: date | None = None,
    meeting: TeamMeeting | None = None,
) -> PlaceClaim:
    """Keep a place for a family for 72 hours; the partner sees a number less, and nothing of the family.

    Held again, it is the same hold and does not get longer. Raises `NoFreePlaceError`,
    `PlacesNotCountedError`, `ServiceNotOnOfferError`.
    """
    require_leader(actor, case)
    require_open(case)
    locked = _locked(card)
    if (known := _live_claim(locked, case)) is not None:
        return known
    if not is_on_offer(locked):
        raise errors.ServiceNotOnOfferError(service=locked.name)
    now = clock.now()
    claim = _claim(
        locked,
        case,
        starts_on or clock.today(),
        status=ClaimStatus.HELD,
        meeting=meeting,
        held_by_id=actor.user_id,
        expires_at=rules.hold_ends(now),
    )
    record(actor, "places.held", claim, card=card.pk, case=case.pk, expires_at=claim.expires_at)
    return claim


@transaction.atomic
def release_place(*, actor: Actor, claim: PlaceClaim) -> PlaceClaim:
    """Give a held place back before its time; a place asked for or taken follows its request instead."""
    require_leader(actor, claim.case)
    _locked(claim.card)
    found = PlaceClaim.objects.get(pk=claim.pk)
    if found.status == ClaimStatus.RELEASED:
        return found
    if found.status != ClaimStatus.HELD:
        raise errors.ClaimEndedError(status=ClaimStatus(found.status).label)
    return _ended(actor, found, ClaimStatus.RELEASED)


@transaction.atomic
def keep_for_request(*, actor: Actor, case: Case, card: ServiceCard) -> PlaceClaim | None:
    """A request goes out: the place held for it is kept until the partner answers. None without a hold."""
    locked = _locked(card)
    claim = _live_claim(locked, case)
    if claim is None or claim.status != ClaimStatus.HELD:
        return claim
    claim.status, claim.expires_at = ClaimStatus.REQUESTED, None
    claim.save(update_fields=["status", "expires_at"])
    record(actor, "places.kept_for_request", claim)
    return claim


@transaction.atomic
def take_place(*, actor: Actor, case: Case, card: ServiceCard, starts_on: date) -> PlaceClaim | None:
    """The partner accepts: the place kept for the request is taken, or a free one.

    None when the service counts no places. Raises `NoFreePlaceError`: accepting would promise a place
    that does not exist.
    """
    locked = _locked(card)
    claim = _live_claim(locked, case)
    if claim is None:
        if not _counts(locked):
            return None
        claim = _claim(locked, case, starts_on, status=ClaimStatus.BOOKED)
    elif claim.status == ClaimStatus.BOOKED:
        return claim
    else:
        claim.status, claim.expires_at = ClaimStatus.BOOKED, None
        claim.save(update_fields=["status", "expires_at"])
    record(actor, "places.taken", claim)
    return claim


@transaction.atomic
def give_back(*, actor: Actor, case: Case, card: ServiceCard) -> None:
    """A request was refused, ran out or ended: its place is free again."""
    claim = _live_claim(_locked(card), case)
    if claim is not None:
        _ended(actor, claim, ClaimStatus.RELEASED)


@transaction.atomic
def end_stale_holds(*, actor: Actor) -> int:
    """Mark the holds whose time is over; they kept no place since then anyway. Gives how many."""
    stale = PlaceClaim.objects.select_for_update(skip_locked=True).filter(
        status=ClaimStatus.HELD, expires_at__lte=clock.now()
    )
    claims = list(stale.order_by("pk"))
    for claim in claims:
        _ended(actor, claim, ClaimStatus.EXPIRED)
    return len(claims)


def _locked(card: ServiceCard) -> ServiceCard:
    return ServiceCard.objects.select_for_update(of=("self",)).get(pk=card.pk)


def _live_claim(card: ServiceCard, case: Case) -> PlaceClaim | None:
    return PlaceClaim.objects.live(clock.now()).filter(card=card, case=case).first()


def _counts(card: ServiceCard) -> bool:
    return card.capacity is not None or CapacityPeriod.objects.filter(card=card).exists()


def _claim(card: ServiceCard, case: Case, starts_on: date, **values: object) -> PlaceClaim:
    """A free place of the period that has the day; the card is locked."""
    period = _period_on(card, starts_on)
    now = clock.now()
    stale = PlaceClaim.objects.filter(card=card, status=ClaimStatus.HELD, expires_at__lte=now)
    stale.update(status=ClaimStatus.EXPIRED, ended_at=now)
    used = set(
        PlaceClaim.objects.filter(period=period, status__in=[str(status) for status in LIVE]).values_list(
            "number", flat=True
        )
    )
    number = rules.free_number(places=period.places, elsewhere=period.taken_elsewhere, used=used)
    if number is None:
        raise errors.NoFreePlaceError(service=card.name, day=f"{starts_on:%d.%m.%Y}")
    fields = {"period": period, "card": card, "case": case, "number": number, "starts_on": starts_on}
    return PlaceClaim.objects.create(held_at=now, **fields, **values)


def _period_on(card: ServiceCard, day: date) -> CapacityPeriod:
    """The period that has the day; a number on the card alone becomes an open-ended one since publication."""
    found = CapacityPeriod.objects.filter(card=card)
    period = found.on(day).first()
    if period is not None:
        return period
    if found.exists():
        raise errors.NoFreePlaceError(service=card.name, day=f"{day:%d.%m.%Y}")
    if card.capacity is None:
        raise errors.PlacesNotCountedError(service=card.name)
    today = clock.today()
    start = min(day, today, card.published_on or today)
    return CapacityPeriod.objects.create(card=card, starts_on=start, places=card.capacity, updated_on=today)


def _ended(actor: Actor, claim: PlaceClaim, status: ClaimStatus) -> PlaceClaim:
    claim.status, claim.ended_at = status, clock.now()
    claim.save(update_fields=["status", "ended_at"])
    record(actor, f"places.{status}", claim)
    return claim


def _check_numbers(places: int, taken_elsewhere: int) -> None:
    if not 0 <= places <= rules.MOST_PLACES:
        raise errors.PlacesOutOfRangeError(most=rules.MOST_PLACES)
    if not 0 <= taken_elsewhere <= places:
        raise errors.TooManyTakenError(places=places)
