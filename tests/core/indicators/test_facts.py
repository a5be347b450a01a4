"""The set-based count against plain Python, period by period."""

from __future__ import annotations

from datetime import date

import pytest

from core.audit.models import AuditEvent
from core.basket import operations as basket
from core.indicators import queries
from core.indicators.errors import PeriodNotOverError
from core.indicators.models import ComputedPeriod, IndicatorFact
from core.indicators.operations import compute
from core.indicators.rules import Period, months_between, periods_of
from core.partnership import operations as partnership
from core.shared import clock
from core.shared.errors import NotVisibleError
from tests.support import people
from tests.support.families import partner
from tests.support.figures import TODAY, counted_by_hand, deal_families

MONTHS = list(months_between(date(2025, 11, 1), date(2026, 9, 1)))
FAMILY_MEASURES = {
    "families_served",
    "families_active",
    "families_new",
    "families_closed",
    "ground_mentions",
    "families_assessed",
    "first_meetings",
    "first_meeting_median",
    "team_meetings",
    "team_meetings_with_family",
    "cases_past_first_meeting",
    "cases_with_plan",
}


def facts() -> dict[tuple[object, ...], int]:
    return {
        (row.period_kind, row.period_start, row.measure, row.dimension, row.member): row.value
        for row in IndicatorFact.objects.order_by("measure")
    }


def test_every_count_is_what_counting_by_hand_gives(in_town: str) -> None:
    families = deal_families(60)
    with clock.standing_at(TODAY):
        compute(actor=people.system(), months=MONTHS)
    for period in periods_of(MONTHS):
        found = {key: value for key, value in queries.counts_of(period).items() if key[0] in FAMILY_MEASURES}
        assert found == counted_by_hand(families, period), period.code


def test_stock_and_flows_agree_in_every_month(in_town: str) -> None:
    deal_families(40, seed=2)
    with clock.standing_at(TODAY):
        compute(actor=people.system(), months=MONTHS)
    before = 0
    for month in MONTHS:
        counts = queries.counts_of(Period("month", month))
        active = counts.get(("families_active", "", ""), 0)
        new, closed = (counts.get((f"families_{way}", "", ""), 0) for way in ("new", "closed"))
        assert active == before + new - closed
        before = active
    assert before > 0


def test_one_pass_gives_what_month_by_month_gives(in_town: str) -> None:
    deal_families(30, seed=3)
    with clock.standing_at(TODAY):
        compute(actor=people.system(), months=MONTHS)
        at_once = facts()
        IndicatorFact.objects.all().delete()
        ComputedPeriod.objects.all().delete()
        for month in MONTHS:
            compute(actor=people.system(), months=[month])
        compute(actor=people.system(), months=MONTHS[3:5])
    assert at_once
    assert facts() == at_once


def test_institutions_are_counted_on_the_last_day(in_town: str) -> None:
    first, second = partner("Straż Próbna"), partner("Szkoła Próbna")
    system = people.system()
    with clock.standing_at(date(2026, 9, 10)):
        card = basket.draft_card(
            actor=system, partner=first, name="Dyżur", description="Rozmowa.", category="health"
        )
        basket.publish_card(actor=system, card=card)
        partnership.hold_meeting(
            actor=system,
            held_on=date(2026, 9, 9),
            kind="working",
            title="Wrzesień",
            place="Ratusz",
            present=[first],
            invited=[first, second],
        )
        declaration = second.declarations.get()
        partnership.withdraw_declaration(
            actor=system, declaration=declaration, withdrawn_on=date(2026, 9, 10)
        )
    with clock.standing_at(TODAY):
        compute(actor=system, months=[date(2026, 8, 1), date(2026, 9, 1)])
    august = queries.counts_of(Period("month", date(2026, 8, 1)))
    september = queries.counts_of(Period("quarter", date(2026, 7, 1)))
    assert (august["partners_active", "", ""], september["partners_active", "", ""]) == (2, 1)
    assert ("cards_published", "", "") not in august
    assert september["cards_published", "category", "health"] == 1
    assert september["partnership_meetings", "meeting", "working"] == 1


def test_a_month_that_is_not_over_is_refused_and_counts_nothing(in_town: str) -> None:
    deal_families(5, seed=4)
    with clock.standing_at(date(2026, 9, 30)), pytest.raises(PeriodNotOverError) as caught:
        compute(actor=people.system(), months=[date(2026, 8, 1), date(2026, 9, 1)])
    assert "2026-09" in caught.value.message
    assert not IndicatorFact.objects.exists()
    assert not ComputedPeriod.objects.exists()
    assert not AuditEvent.objects.filter(action="indicators.computed").exists()


@pytest.mark.parametrize("role", ["social_worker", "delegate", "family_member"])
def test_only_who_answers_for_the_figures_has_them_counted(in_town: str, role: str) -> None:
    actor = people.actor(role)
    with clock.standing_at(TODAY), pytest.raises(NotVisibleError):
        compute(actor=actor, months=[date(2026, 8, 1)])
    assert not ComputedPeriod.objects.exists()


@pytest.mark.parametrize("role", ["delegate", "family_member"])
def test_partners_and_families_do_not_see_exact_figures(in_town: str, role: str) -> None:
    with clock.standing_at(TODAY):
        compute(actor=people.system(), months=[date(2026, 8, 1)])
    with pytest.raises(NotVisibleError):
        queries.own_figures(people.actor(role), "month")
    assert len(queries.own_figures(people.actor("social_worker"), "month")) == 1


def test_ids_have_nothing_to_do_with_counts() -> None:
    """Facts have no key of their own: the count is all there is to take."""
    names = {field.name for field in IndicatorFact._meta.get_fields()}
    assert names == {"pk", "measure", "period_kind", "period_start", "dimension", "member", "value"}
