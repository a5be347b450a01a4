"""Places held at a meeting, kept for a request, taken, given back; never more than there are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.basket import operations as basket
from core.places import errors, operations, queries
from core.places.models import CapacityPeriod, PlaceClaim
from core.places.rules import FreePlaces
from core.shared import clock
from core.shared.clock import standing_at
from core.shared.errors import NotVisibleError
from tests.support import families as build
from tests.support import people

if TYPE_CHECKING:
    from core.basket.models import ServiceCard
    from core.families.models import Case
    from core.shared.actor import Actor

TODAY = date(2026, 10, 5)
pytestmark = pytest.mark.usefixtures("in_town")


def service(capacity: int | None = 2, name: str = "Grupa wsparcia") -> ServiceCard:
    card = basket.draft_card(
        actor=people.system(),
        partner=build.partner(f"Partner usługi {name}"),
        name=name,
        description="Spotkania co tydzień.",
        category="family_support",
        capacity=capacity,
    )
    return basket.publish_card(actor=people.system(), card=card)


def a_case(worker: Actor) -> Case:
    return build.family(worker, build.MOTHER)


def test_a_hold_takes_a_place_and_runs_out() -> None:
    worker, card = people.actor("social_worker"), service()
    claim = operations.hold_place(actor=worker, case=a_case(worker), card=card)
    assert claim.expires_at == clock.now() + timedelta(hours=72)
    assert queries.free_on(card) == FreePlaces(2, held=1)
    with standing_at(TODAY + timedelta(days=3)):
        assert queries.free_on(card) == FreePlaces(2)
        assert operations.end_stale_holds(actor=people.system()) == 1
        assert operations.end_stale_holds(actor=people.system()) == 0
    claim.refresh_from_db()
    assert claim.status == "expired"


def test_the_last_place_is_given_once() -> None:
    worker, card = people.actor("social_worker"), service(1)
    first = a_case(worker)
    claim = operations.hold_place(actor=worker, case=first, card=card)
    assert operations.hold_place(actor=worker, case=first, card=card) == claim
    with pytest.raises(errors.NoFreePlaceError, match="nie ma wolnego miejsca"):
        operations.hold_place(actor=worker, case=a_case(worker), card=card)
    assert PlaceClaim.objects.count() == 1
    operations.release_place(actor=worker, claim=claim)
    assert operations.hold_place(actor=worker, case=a_case(worker), card=card).number == 1


def test_a_place_that_ran_out_is_free_for_another_at_once() -> None:
    worker, card = people.actor("social_worker"), service(1)
    operations.hold_place(actor=worker, case=a_case(worker), card=card)
    with standing_at(TODAY + timedelta(days=3)):
        assert operations.hold_place(actor=worker, case=a_case(worker), card=card).number == 1


def test_the_database_refuses_the_same_place_twice() -> None:
    worker, card = people.actor("social_worker"), service()
    claim = operations.hold_place(actor=worker, case=a_case(worker), card=card)
    claim.pk, claim.case = None, a_case(worker)
    with pytest.raises(IntegrityError, match="place_given_once"), transaction.atomic():
        claim.save(force_insert=True)


def test_a_request_keeps_the_place_and_the_answer_takes_it() -> None:
    worker, card = people.actor("social_worker"), service(1)
    case = a_case(worker)
    operations.hold_place(actor=worker, case=case, card=card)
    operations.keep_for_request(actor=worker, case=case, card=card)
    with standing_at(TODAY + timedelta(days=20)):
        assert queries.free_on(card) == FreePlaces(1, requested=1)
        operations.take_place(actor=people.system(), case=case, card=card, starts_on=clock.today())
        assert queries.free_on(card) == FreePlaces(1, booked=1)
        operations.give_back(actor=people.system(), case=case, card=card)
        assert queries.free_on(card) == FreePlaces(1)


def test_accepting_without_a_place_is_refused_and_not_counted_services_need_none() -> None:
    worker, card, open_house = people.actor("social_worker"), service(0), service(None, "Punkt porad")
    values: dict[str, Any] = {"actor": people.system(), "case": a_case(worker), "starts_on": TODAY}
    with pytest.raises(errors.NoFreePlaceError):
        operations.take_place(card=card, **values)
    assert operations.take_place(card=open_house, **values) is None
    assert queries.free_on(open_house) is None
    with pytest.raises(errors.PlacesNotCountedError):
        operations.hold_place(actor=worker, case=values["case"], card=open_house)


def test_places_differ_by_period() -> None:
    worker, card = people.actor("social_worker"), service(None)
    autumn = operations.set_period(
        actor=people.system(), card=card, places=1, starts_on=TODAY, last_day=date(2026, 12, 31)
    )
    operations.set_period(actor=people.system(), card=card, places=3, starts_on=date(2027, 2, 1))
    assert queries.free_on(card, date(2027, 1, 15)) == FreePlaces(0)
    assert queries.free_on(card, date(2027, 2, 1)) == FreePlaces(3)
    operations.hold_place(actor=worker, case=a_case(worker), card=card, starts_on=date(2027, 2, 3))
    assert queries.free_on(card) == FreePlaces(1)
    with pytest.raises(errors.NoFreePlaceError, match=r"15\.01\.2027"):
        operations.hold_place(actor=worker, case=a_case(worker), card=card, starts_on=date(2027, 1, 15))
    with pytest.raises(errors.PeriodsOverlapError, match=r"05\.10\.2026"):
        operations.set_period(actor=people.system(), card=card, places=1, starts_on=date(2026, 12, 31))
    with pytest.raises(errors.TooManyTakenError):
        operations.report_taken(actor=people.system(), period=autumn, taken_elsewhere=2)
    operations.report_taken(actor=people.system(), period=autumn, taken_elsewhere=1)
    assert queries.free_on(card) == FreePlaces(1, elsewhere=1)
    with pytest.raises(errors.PeriodEndsBeforeStartError):
        operations.set_period(
            actor=people.system(), card=card, places=1, period=autumn, last_day=date(2026, 10, 4)
        )
    assert CapacityPeriod.objects.count() == 2


def test_a_lowered_number_warns_and_takes_nothing_away() -> None:
    worker, card = people.actor("social_worker"), service(2)
    for _ in range(2):
        operations.hold_place(actor=worker, case=a_case(worker), card=card)
    period = CapacityPeriod.objects.get()
    operations.set_period(actor=people.system(), card=card, places=1, period=period)
    free = queries.free_on(card)
    assert free is not None
    assert (free.free, free.overpromised, PlaceClaim.objects.count()) == (0, 1, 2)


def test_only_the_leader_holds_and_only_the_partner_counts() -> None:
    worker, other, card = people.actor("social_worker"), people.actor("social_worker"), service()
    case = a_case(worker)
    claim = operations.hold_place(actor=worker, case=case, card=card)
    for call in (
        lambda: operations.hold_place(actor=other, case=case, card=card),
        lambda: operations.release_place(actor=other, claim=claim),
        lambda: queries.claims_of_case(other, case),
        lambda: queries.claim_visible(other, claim.pk),
        lambda: queries.counted_cards(people.actor("family_member")),
    ):
        with pytest.raises(NotVisibleError):
            call()
    with pytest.raises(Exception, match=r"card_change_not_allowed|partner"):
        operations.set_period(actor=worker, card=card, places=50)
    claim.refresh_from_db()
    assert claim.status == "held"


def test_free_places_of_many_cards_take_two_questions(django_assert_num_queries: object) -> None:
    worker = people.actor("social_worker")
    cards = [service(2, f"Usługa {number}") for number in range(4)]
    for card in cards[:3]:
        operations.hold_place(actor=worker, case=a_case(worker), card=card)
    with django_assert_num_queries(2):  # type: ignore[operator]
        found = queries.free_places(cards)
    assert [found[card.pk].free for card in cards] == [1, 1, 1, 2]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["hold", "release", "request", "take", "back", "days", "places", "elsewhere"]),
        st.integers(0, 4),
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_whatever_happens_no_place_is_promised_twice(acts: list[tuple[str, int]]) -> None:
    """Against a model of sets: who has a place, and how many there are."""
    with transaction.atomic():
        _history(acts)
        transaction.set_rollback(True)


def _history(  # noqa: C901  one branch an act reads better than a table of functions
    acts: list[tuple[str, int]],
) -> None:
    system, worker = people.system(), people.actor("social_worker")
    card = service(2, f"Usługa {PlaceClaim.objects.count()}")
    cases = [a_case(worker) for _ in range(5)]
    day, places, elsewhere = TODAY, 2, 0
    held: dict[int, date] = {}
    kept: set[int] = set()
    for act, number in acts:
        case = cases[number]
        with standing_at(day):
            held = {one: until for one, until in held.items() if until > day}
            free = places - elsewhere - len(held) - len(kept)
            if act == "days":
                day += timedelta(days=number)
            elif act == "places":
                places, elsewhere = number, min(elsewhere, number)
                _count(card, places, elsewhere)
            elif act == "elsewhere":
                elsewhere = min(places, number)
                _count(card, places, elsewhere)
            elif act in {"hold", "take"}:
                has = number in held or number in kept
                perform = _hold if act == "hold" else _take
                if not has and free <= 0:
                    with pytest.raises(errors.NoFreePlaceError):
                        perform(worker, case, card)
                    continue
                perform(worker, case, card)
                if act == "take":
                    held.pop(number, None)
                    kept.add(number)
                elif not has:
                    held[number] = day + timedelta(days=3)
            elif act == "request":
                operations.keep_for_request(actor=worker, case=case, card=card)
                if held.pop(number, None):
                    kept.add(number)
            else:
                operations.give_back(actor=system, case=case, card=card)
                held.pop(number, None)
                kept.discard(number)
        with standing_at(day):
            held = {one: until for one, until in held.items() if until > day}
            found = queries.free_on(card)
            assert found is not None
            assert found.promised == len(held) + len(kept)
            assert found.free == max(0, places - elsewhere - len(held) - len(kept))


def _hold(worker: Actor, case: Case, card: ServiceCard) -> None:
    operations.hold_place(actor=worker, case=case, card=card)


def _take(_: Actor, case: Case, card: ServiceCard) -> None:
    operations.take_place(actor=people.system(), case=case, card=card, starts_on=clock.today())


def _count(card: ServiceCard, places: int, elsewhere: int) -> None:
    period = CapacityPeriod.objects.filter(card=card).first()
    operations.set_period(
        actor=people.system(), card=card, places=places, taken_elsewhere=elsewhere, period=period
    )


def test_a_period_is_changed_with_its_own_service_only() -> None:
    mine, other = service(), service(name="Cudza")
    period = operations.set_period(actor=people.system(), card=other, places=5)
    with pytest.raises(NotVisibleError):
        operations.set_period(actor=people.system(), card=mine, period=period, places=1)
    period.refresh_from_db()
    assert period.places == 5
