"""Waiting as families experienced it, and promises beyond the places there are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.notifications.models import Message
from core.places import operations as places
from core.places.errors import NoFreePlaceError
from core.places.queries import free_on
from core.referrals import errors, operations
from core.referrals.operations.warning import warn_of_all
from core.referrals.queries.waiting import promises, waiting_times
from core.referrals.rules import FEWEST_WAITS, Wait, WaitingTime, waiting_time
from core.shared.clock import standing_at
from tests.core.places.test_operations import service
from tests.support import families as build
from tests.support import people

if TYPE_CHECKING:
    from core.basket.models import ServiceCard
    from core.families.models import Case
    from core.referrals.models import Referral
    from core.shared.actor import Actor

TODAY = date(2026, 10, 5)
SENT = date(2026, 9, 10)


def waits(*days: int, still: tuple[int, ...] = ()) -> list[Wait]:
    return [Wait(day, ended=True) for day in days] + [Wait(day, ended=False) for day in still]


def test_fewer_than_five_contacts_are_no_experience() -> None:
    assert waiting_time(waits(1, 2, 3, 4, still=(9, 9, 9))) is None
    assert waiting_time(waits(1, 2, 3, 4, 5)) == WaitingTime(3, 1, 5, 5, 0)


def test_who_still_waits_lengthens_the_wait() -> None:
    assert waiting_time(waits(2, 4, 6, 8, 10, still=(30,) * 5)) == WaitingTime(10, 2, None, 5, 5)
    # Those who wait since yesterday say little about a service.
    assert waiting_time(waits(2, 4, 6, 8, 10, still=(1,) * 5)) == WaitingTime(6, 2, 10, 5, 5)


def test_a_published_example() -> None:
    """Times of remission under 6-mercaptopurine (Freireich and others, 1963): the median is 23 weeks."""
    ended = (6, 6, 6, 7, 10, 13, 16, 22, 23)
    found = waiting_time(waits(*ended, still=(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)))
    assert found == WaitingTime(median=23, low=6, high=None, cases=9, censored=12)


@given(st.lists(st.integers(0, 60), min_size=FEWEST_WAITS, max_size=40))
def test_without_open_requests_the_estimate_is_what_was_counted(days: list[int]) -> None:
    found = waiting_time(waits(*days))
    assert found is not None
    for part, value in ((0.1, found.low), (0.5, found.median), (0.9, found.high)):
        assert value is not None
        assert sum(day <= value for day in days) >= part * len(days) - 1e-9
        assert sum(day < value for day in days) < part * len(days)


@pytest.fixture
def worker(in_town: str) -> Actor:
    return people.actor("social_worker")


def asked(worker: Actor, card: ServiceCard, sent_on: date = SENT, case: Case | None = None) -> Referral:
    case = case or build.agreed(worker, build.family(worker, build.MOTHER))
    with standing_at(sent_on):
        return operations.send_referral(
            actor=worker, case=case, service=card, need="Rozmowa", sent_on=sent_on
        )


def published(capacity: int | None) -> ServiceCard:
    with standing_at(date(2026, 9, 1)):
        return service(capacity)


def test_waiting_is_counted_to_the_first_contact(worker: Actor, django_assert_num_queries: Any) -> None:
    card = published(None)
    for days in (3, 5, 7, 9, 11):
        request = operations.accept(actor=people.system(), referral=asked(worker, card))
        operations.note_first_contact(actor=people.system(), referral=request, on=SENT + timedelta(days=days))
    open_request = asked(worker, card)
    refused = operations.decline(
        actor=people.system(), referral=asked(worker, card), reason="Brak miejsc", answered_on=SENT
    )
    assert (open_request.status, refused.status) == ("sent", "declined")
    with django_assert_num_queries(1):
        found = waiting_times([card])
    assert found == {card.pk: WaitingTime(median=7, low=3, high=None, cases=5, censored=2)}
    assert waiting_times([card], SENT - timedelta(days=1)) == {}


def test_a_first_contact_has_a_possible_day_and_is_noted_once(worker: Actor) -> None:
    request = asked(worker, published(None))
    with pytest.raises(errors.ContactNotOpenError):
        operations.note_first_contact(actor=people.system(), referral=request)
    operations.accept(actor=people.system(), referral=request)
    for wrong in (SENT - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(errors.ContactOutOfRangeError, match=r"10\.09\.2026"):
            operations.note_first_contact(actor=people.system(), referral=request, on=wrong)
    first = operations.note_first_contact(actor=people.system(), referral=request, on=SENT)
    again = operations.note_first_contact(actor=people.system(), referral=request, on=TODAY)
    assert (first.first_contact_on, again.first_contact_on) == (SENT, SENT)


def test_a_request_keeps_its_place_until_the_service_ends(worker: Actor) -> None:
    card = published(1)
    case = build.agreed(worker, build.family(worker, build.MOTHER))
    with standing_at(SENT):
        places.hold_place(actor=worker, case=case, card=card)
    request, second = asked(worker, card, case=case), asked(worker, card)
    found = promises([card])[card.pk]
    assert (found.places.requested, found.unplaced, found.short_by) == (1, 1, 1)
    with pytest.raises(NoFreePlaceError):
        operations.accept(actor=people.system(), referral=second)
    second.refresh_from_db()
    assert second.status == "sent"
    operations.accept(actor=people.system(), referral=request)
    operations.report_outcome(actor=people.system(), referral=request, outcome="delivered")
    free = free_on(card)
    assert free is not None
    assert free.free == 1
    operations.accept(actor=people.system(), referral=second)


def test_the_officer_is_told_once_a_week_that_more_is_promised_than_there_is(worker: Actor) -> None:
    officer = people.account("network_officer")
    warnings = Message.objects.filter(kind="places_overpromised")
    card = published(1)
    asked(worker, card)
    assert warnings.count() == 0
    for _ in range(2):
        asked(worker, card)
    message = warnings.get()
    assert (message.user, message.kind) == (officer, "places_overpromised")
    assert f"/koszyk/{card.pk}/miejsca/" in message.body
    assert warn_of_all(actor=people.system()) == 1
    # Sent in another week than today's: the daily look reminds.
    assert warnings.count() == 2
    assert warn_of_all(actor=people.system()) == 1
    assert warnings.count() == 2
