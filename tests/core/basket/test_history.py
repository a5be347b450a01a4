"""What a card said and where it stood on any day."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from core.basket import operations
from core.basket.enums import CardStatus, RevisionKind
from core.basket.models import CardRevision, CardStanding
from core.basket.queries import history, is_on_offer
from core.indicators.operations import compute
from core.indicators.queries import counts_of
from core.indicators.rules import Period
from core.shared.clock import standing_at
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from tests.core.basket.stories import delegate_of, drafted, published
from tests.core.partnership.stories import declared
from tests.support import people

pytestmark = pytest.mark.usefixtures("in_town")


def test_a_suspension_that_ended_still_counts_for_the_days_it_lasted() -> None:
    officer = people.actor(Role.NETWORK_OFFICER)
    partner, _ = declared()
    with standing_at(date(2024, 5, 1)):
        card = published(partner)
    with standing_at(date(2025, 1, 1)):
        operations.suspend_card(actor=officer, card=card, reason="Remont do wiosny.")
    with standing_at(date(2025, 3, 1)):
        operations.publish_card(actor=officer, card=card)
    days = {
        date(2024, 4, 30): False,
        date(2024, 5, 1): True,
        date(2024, 12, 31): True,
        date(2025, 1, 1): False,
        date(2025, 2, 28): False,
        date(2025, 3, 1): True,
        date(2026, 10, 5): True,
    }
    assert {day: is_on_offer(card, day) for day in days} == days
    spans = history.standings(officer, card)
    assert [(each.status, each.starts_on, each.ends_on) for each in spans][:2] == [
        ("published", date(2025, 3, 1), None),
        ("suspended", date(2025, 1, 1), date(2025, 3, 1)),
    ]


def test_a_withdrawal_entered_late_undoes_what_was_entered_after_its_day() -> None:
    officer = people.actor(Role.NETWORK_OFFICER)
    partner, _ = declared()
    with standing_at(date(2025, 1, 1)):
        card = published(partner)
    with standing_at(date(2025, 6, 1)):
        operations.suspend_card(actor=officer, card=card)
    with standing_at(date(2025, 7, 1)):
        operations.publish_card(actor=officer, card=card)
    operations.withdraw_card(actor=officer, card=card, withdrawn_on=date(2025, 5, 1))
    assert is_on_offer(card, date(2025, 4, 30))
    assert not is_on_offer(card, date(2025, 5, 1))
    assert not is_on_offer(card, date(2025, 8, 1))
    assert CardStanding.objects.get(card=card, ends_on=None).status == CardStatus.WITHDRAWN


def test_every_change_is_kept_with_who_made_it_and_why() -> None:
    officer = people.actor(Role.NETWORK_OFFICER, name="Olga Sieciowa")
    partner, _ = declared()
    with standing_at(date(2025, 1, 10)):
        card = drafted(partner, cost="10 zł")
    with standing_at(date(2025, 2, 10)):
        card = operations.edit_card(
            actor=officer, card=card, cost="bezpłatnie", languages=["uk", "pl"], reason="Nowa uchwała."
        )
    with standing_at(date(2025, 3, 10)):
        operations.publish_card(actor=officer, card=card)
    steps = history.steps(officer, card, list(history.revisions(officer, card)))
    assert [step.revision.kind for step in steps] == ["published", "edited", "drafted"]
    edited = steps[1]
    assert (edited.revision.actor_name, edited.revision.reason) == ("Olga Sieciowa", "Nowa uchwała.")
    assert [(each.label, each.before, each.after) for each in edited.changed] == [
        ("Koszt", "10 zł", "bezpłatnie"),
        ("Języki", "", "polski, ukraiński"),
    ]
    assert history.card_on(officer, card, date(2025, 1, 9)) is None
    assert history.card_on(officer, card, date(2025, 2, 9)).fields["cost"] == "10 zł"  # type: ignore[union-attr]
    assert history.card_on(officer, card, date(2025, 2, 10)).fields["cost"] == "bezpłatnie"  # type: ignore[union-attr]
    assert history.card_on(officer, card, date(2026, 1, 1)).status == CardStatus.PUBLISHED  # type: ignore[union-attr]


def test_the_town_itself_cannot_rewrite_a_card_s_past() -> None:
    partner, _ = declared()
    published(partner)
    with pytest.raises(ProgrammingError), transaction.atomic():
        CardRevision.objects.update(kind=RevisionKind.REVIEWED)
    with pytest.raises(ProgrammingError), transaction.atomic():
        CardRevision.objects.all().delete()


def test_history_is_for_those_who_keep_the_card() -> None:
    own, _ = declared("Policja")
    other, _ = declared("Szpital", sector="health")
    mine, foreign = published(own), published(other)
    delegate = delegate_of(own)
    assert history.revisions(delegate, mine).count() == 2
    for reader in (delegate, people.actor(Role.FAMILY_MEMBER)):
        with pytest.raises(NotVisibleError):
            history.revisions(reader, foreign)
    assert set(history.revisions_visible_to(delegate).values_list("card", flat=True)) == {mine.pk}


def test_the_facts_count_the_basket_as_it_was() -> None:
    partner, _ = declared()
    with standing_at(date(2026, 1, 5)):
        card = published(partner)
    with standing_at(date(2026, 2, 5)):
        operations.suspend_card(actor=people.system(), card=card)
    with standing_at(date(2026, 3, 5)):
        operations.publish_card(actor=people.system(), card=card)
    compute(actor=people.system(), months=[date(2026, month, 1) for month in (1, 2, 3)])
    counts = [
        counts_of(Period("month", date(2026, month, 1))).get(("cards_published", "", ""))
        for month in (1, 2, 3)
    ]
    assert counts == [1, None, 1]
