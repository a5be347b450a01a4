"""What a card covers beside its category, and which services exclude each other."""

from __future__ import annotations

import pytest

from core.basket.errors import (
    ChangeNeedsApprovalError,
    ExclusionReasonMissingError,
    ExclusionWithItselfError,
    PublisherOnlyError,
    UnknownApproachError,
    UnknownCategoryError,
)
from core.basket.models import CardCombination, CardExclusion
from core.basket.operations import combining, draft_card
from core.basket.queries.combining import combination_of, excluded_by
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from tests.support import people, vertical


def test_a_card_covers_its_own_category_unless_it_says_more(in_town: str) -> None:
    town = vertical.town()
    assert combination_of(town.card).also_covers == []
    combining.set_combination(
        actor=town.officer,
        card=town.card,
        also_covers=["education", town.card.category, "health"],
        approach="joint_talks",
    )
    found = combination_of(town.card)
    assert (found.also_covers, found.approach) == (["health", "education"], "joint_talks")
    combining.set_combination(actor=town.officer, card=town.card)
    assert CardCombination.objects.count() == 1
    assert combination_of(town.card).also_covers == []


def test_a_partner_writes_its_drafts_and_the_officer_the_basket(in_town: str) -> None:
    town = vertical.town()
    draft = draft_card(actor=town.delegate, partner=town.partner, name="Szkic", category="health")
    combining.set_combination(actor=town.delegate, card=draft, also_covers=["sport"])
    with pytest.raises(ChangeNeedsApprovalError):
        combining.set_combination(actor=town.delegate, card=town.card, also_covers=["sport"])
    stranger = people.actor(Role.FAMILY_MEMBER)
    with pytest.raises(NotVisibleError):
        combining.set_combination(actor=stranger, card=draft)
    assert CardCombination.objects.count() == 1


def test_what_is_not_on_a_list_is_refused(in_town: str) -> None:
    town = vertical.town()
    with pytest.raises(UnknownCategoryError):
        combining.set_combination(actor=town.officer, card=town.card, also_covers=["magia"])
    with pytest.raises(UnknownApproachError):
        combining.set_combination(actor=town.officer, card=town.card, approach="magia")
    assert not CardCombination.objects.exists()


def test_an_exclusion_is_kept_once_a_pair_with_its_reason(in_town: str) -> None:
    town, other = vertical.town(), vertical.town("Fundacja Próbna")
    for card, second, reason in (
        (town.card, other.card, "Mediacje i ochrona"),
        (other.card, town.card, " Strony nie spotykają się "),
    ):
        combining.exclude(actor=town.officer, card=card, other=second, reason=reason)
    assert CardExclusion.objects.count() == 1
    assert [(row.card, row.reason) for row in excluded_by(town.officer, town.card)] == [
        (other.card, "Strony nie spotykają się")
    ]
    assert [row.card for row in excluded_by(town.officer, other.card)] == [town.card]
    combining.allow_again(actor=town.officer, card=other.card, other=town.card)
    combining.allow_again(actor=town.officer, card=other.card, other=town.card)
    assert excluded_by(town.officer, town.card) == []


def test_only_a_publisher_says_that_services_exclude_each_other(in_town: str) -> None:
    town, other = vertical.town(), vertical.town("Fundacja Próbna")
    with pytest.raises(PublisherOnlyError):
        combining.exclude(actor=town.delegate, card=town.card, other=other.card, reason="x")
    with pytest.raises(ExclusionWithItselfError):
        combining.exclude(actor=town.officer, card=town.card, other=town.card, reason="x")
    with pytest.raises(ExclusionReasonMissingError):
        combining.exclude(actor=town.officer, card=town.card, other=other.card, reason=" ")
    assert not CardExclusion.objects.exists()
