"""The score of a card: explained parts, the same in Python and in the database."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.basket import quality
from core.basket.enums import Freshness
from core.basket.models import ServiceCard
from core.basket.operations.measuring import note_answers, weigh_again
from core.basket.quality import QualityPart
from core.basket.rules import freshness_of
from core.shared.errors import NotVisibleError
from tests.core.basket.stories import drafted
from tests.core.partnership.stories import declared
from tests.support import people

TODAY = date(2026, 10, 5)
FULL: dict[str, Any] = {
    "description": "Psycholog rozmawia z rodzicami. Pierwsza rozmowa trwa godzinę. "
    "Razem ustalacie, co zmienić w domu, i kiedy się spotkacie.",
    "target_group": "Rodzice dzieci do 6 lat",
    "eligibility_note": "Bez warunków",
    "documents_needed": ["Dowód osobisty"],
    "cost": "bezpłatnie",
    "place": "Poradnia",
    "street": "Zmyślona 1",
    "city": "Częstochowa",
    "hours": "pn-pt 8-16",
    "contact_role": "koordynator",
    "phone": "34 000 00 00",
    "capacity": 10,
    "accessibility": ["step_free"],
    "languages": ["pl"],
}


def test_the_weights_make_a_hundred() -> None:
    card = ServiceCard(**FULL, reviewed_on=TODAY)
    parts = quality.scores(card, TODAY)
    assert [part.part for part in parts] == list(QualityPart)
    assert sum(part.most for part in parts) == quality.MOST
    assert quality.total(parts) == quality.MOST
    assert not any(part.advice for part in parts)


def test_each_missing_point_says_what_to_do() -> None:
    parts = quality.scores(ServiceCard(), TODAY)
    assert quality.total(parts) == quality.ANSWERS_MOST
    assert all(bool(part.advice) == (part.points < part.most) for part in parts)


@pytest.mark.parametrize(
    ("text", "points"),
    [("", 0), ("Krótkie zdanie. Drugie zdanie.", 8), ("słowo " * 18, 4), ("słowo " * 40, 0)],
)
def test_short_sentences_are_plain(text: str, points: int) -> None:
    (part,) = [
        each for each in quality.content_scores(ServiceCard(description=text)) if each.part == "plain_words"
    ]
    assert part.points == points


@given(due=st.integers(0, 500), share=st.floats(0, 1))
def test_answers_are_never_worth_more_than_their_weight(due: int, share: float) -> None:
    score = quality.answers_score(due=due, answered=int(due * share))
    assert 0 <= score.points <= score.most


@pytest.mark.usefixtures("in_town")
def test_the_database_counts_as_the_rules_do() -> None:
    partner, _ = declared()
    for number, days in enumerate([0, 305, 306, 365, 366, None]):
        card = drafted(partner, f"Karta {number}", **({} if number % 2 else FULL))
        reviewed = None if days is None else TODAY - timedelta(days)
        ServiceCard.objects.filter(pk=card.pk).update(
            reviewed_on=reviewed, requests_due=number, requests_answered=number // 2
        )
    found = ServiceCard.objects.scored(TODAY)
    assert found.count() == 6
    for card in found:
        assert card.score == quality.total(quality.scores(card, TODAY)), card.name
        assert card in ServiceCard.objects.at_freshness(freshness_of(card.reviewed_on, TODAY), TODAY)
    assert sum(ServiceCard.objects.at_freshness(each, TODAY).count() for each in Freshness) == 6


@pytest.mark.usefixtures("in_town")
def test_figures_are_kept_without_touching_what_was_written() -> None:
    partner, _ = declared()
    card, other = drafted(partner), drafted(partner, "Klub")
    assert note_answers(actor=people.system(), counted={card.pk: (4, 1), other.pk: (1, 1)}) == 2
    assert note_answers(actor=people.system(), counted={card.pk: (4, 1)}) == 1
    ServiceCard.objects.filter(pk=card.pk).update(content_points=0)
    assert weigh_again(actor=people.system()) == 1
    assert weigh_again(actor=people.system()) == 0
    card.refresh_from_db()
    other.refresh_from_db()
    assert (card.requests_due, card.requests_answered, card.version) == (4, 1, 1)
    assert (other.requests_due, card.content_points) == (0, quality.content_points(card))
    with pytest.raises(NotVisibleError):
        note_answers(actor=people.actor("network_officer"), counted={})
