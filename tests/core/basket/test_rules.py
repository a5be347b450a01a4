"""The life of a service card."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.basket import rules
from core.basket.enums import CardStatus, Freshness
from core.basket.errors import (
    CardIncompleteError,
    WithdrawnBeforePublicationError,
    WithdrawnInFutureError,
    WrongStatusError,
)

TODAY = date(2026, 10, 5)


def test_every_status_has_its_row_and_withdrawal_is_for_good() -> None:
    assert set(rules.TRANSITIONS) == set(CardStatus)
    assert rules.TRANSITIONS[CardStatus.WITHDRAWN] == frozenset()


@pytest.mark.parametrize("status", CardStatus)
@pytest.mark.parametrize("wanted", CardStatus)
def test_a_card_goes_only_where_the_table_leads(status: CardStatus, wanted: CardStatus) -> None:
    if wanted in rules.TRANSITIONS[status]:
        rules.check_step(name="Poradnia", status=status, wanted=wanted)
    else:
        with pytest.raises(WrongStatusError) as refusal:
            rules.check_step(name="Poradnia", status=status, wanted=wanted)
        assert f"„Poradnia” ma stan „{status.label}”" in refusal.value.message


def test_a_card_without_a_description_stays_out_of_the_basket() -> None:
    with pytest.raises(CardIncompleteError):
        rules.check_publication(name="Poradnia", status=CardStatus.DRAFT, description=" \n")


def test_a_withdrawal_lies_between_publication_and_today() -> None:
    published = date(2024, 5, 1)
    rules.check_withdrawal(published_on=published, withdrawn_on=published, today=TODAY)
    rules.check_withdrawal(published_on=None, withdrawn_on=TODAY, today=TODAY)
    with pytest.raises(WithdrawnBeforePublicationError):
        rules.check_withdrawal(published_on=published, withdrawn_on=published - timedelta(1), today=TODAY)
    with pytest.raises(WithdrawnInFutureError):
        rules.check_withdrawal(published_on=published, withdrawn_on=TODAY + timedelta(1), today=TODAY)


@pytest.mark.parametrize(
    ("days", "freshness"),
    [(0, "fresh"), (305, "fresh"), (306, "due"), (365, "due"), (366, "stale")],
)
def test_a_card_ages_within_a_year(days: int, freshness: str) -> None:
    assert rules.freshness_of(TODAY - timedelta(days), TODAY) == freshness
    assert rules.freshness_of(None, TODAY) == Freshness.STALE
