"""Cards drafted, published, suspended and withdrawn, against the real database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from core.audit.models import AuditEvent
from core.basket import errors, operations, queries
from core.basket.enums import CardStatus
from core.basket.models import ServiceCard
from core.partnership.operations import name_person, withdraw_declaration
from core.shared.clock import standing_at
from core.shared.enums import Role
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.ids import uuid7
from tests.core.partnership.stories import declared, invited
from tests.support import people

if TYPE_CHECKING:
    from core.partnership.models import PartnerOrganisation

pytestmark = pytest.mark.usefixtures("in_town")


def drafted(partner: PartnerOrganisation, name: str = "Poradnia", **details: object) -> ServiceCard:
    fields = {"description": "Rozmowa z psychologiem.", "category": "family_support", **details}
    return operations.draft_card(actor=people.system(), partner=partner, name=name, **fields)  # type: ignore[arg-type]


def test_a_card_lives_from_draft_to_withdrawal() -> None:
    officer = people.actor(Role.NETWORK_OFFICER)
    partner, _ = declared()
    card = drafted(partner)
    assert not queries.is_on_offer(card)
    with standing_at(date(2024, 5, 1)):
        card = operations.publish_card(actor=officer, card=card)
    assert queries.is_on_offer(card, date(2024, 5, 1))
    assert not queries.is_on_offer(card, date(2024, 4, 30))
    with standing_at(date(2025, 1, 1)):
        operations.suspend_card(actor=officer, card=card)
    assert not queries.is_on_offer(card, date(2025, 1, 1))
    with standing_at(date(2025, 2, 1)):
        operations.publish_card(actor=officer, card=card)
    card = operations.withdraw_card(actor=officer, card=card, withdrawn_on=date(2026, 1, 1))
    assert list(queries.published_cards(date(2025, 12, 31))) == [card]
    assert not queries.published_cards(date(2026, 1, 1)).exists()
    assert (card.status, card.published_on) == (CardStatus.WITHDRAWN, date(2024, 5, 1))


def test_the_basket_holds_services_of_partners_only() -> None:
    card = drafted(invited("Szpital", sector="health"))
    before = AuditEvent.objects.count()
    with pytest.raises(errors.PartnerWithoutDeclarationError) as refusal:
        operations.publish_card(actor=people.system(), card=card)
    assert "Szpital nie ma obowiązującej deklaracji przystąpienia" in refusal.value.message
    card.refresh_from_db()
    assert (card.status, card.published_on) == (CardStatus.DRAFT, None)
    assert AuditEvent.objects.count() == before


def test_a_partner_that_left_publishes_no_more() -> None:
    partner, declaration = declared()
    card = drafted(partner)
    withdraw_declaration(actor=people.system(), declaration=declaration)
    with pytest.raises(errors.PartnerWithoutDeclarationError):
        operations.publish_card(actor=people.system(), card=card)


def test_pressed_twice_is_done_once() -> None:
    partner, _ = declared()
    key = uuid7()
    for _ in range(2):
        card = drafted(partner, key=key)
    before = AuditEvent.objects.count()
    for operation in (operations.publish_card, operations.suspend_card, operations.withdraw_card):
        operation(actor=people.system(), card=card)
        operation(actor=people.system(), card=card)
    assert ServiceCard.objects.count() == 1
    assert AuditEvent.objects.count() == before + 3


def test_a_delegate_writes_the_own_cards_and_publishes_none() -> None:
    own, _ = declared("Policja")
    other, _ = declared("Szpital", sector="health")
    foreign = drafted(other)
    user = people.account(Role.DELEGATE)
    name_person(actor=people.system(), partner=own, name="Jan Zmyślony", user=user)
    delegate = people.actor_of(user)
    card = operations.draft_card(
        actor=delegate, partner=own, name="Dzielnicowy", description="…", category="civic"
    )
    operations.edit_card(actor=delegate, card=card, hours="8–16")
    with pytest.raises(errors.PublisherOnlyError):
        operations.publish_card(actor=delegate, card=card)
    with pytest.raises(errors.CardChangeNotAllowedError):
        operations.edit_card(actor=delegate, card=foreign, hours="nigdy")
    assert set(queries.cards(delegate, status=None)) == {card}
    assert set(queries.own_cards(delegate)) == {card}
    with pytest.raises(NotVisibleError):
        queries.card_visible(delegate, foreign.pk)


def test_a_family_sees_what_is_published_for_everybody() -> None:
    partner, _ = declared()
    shown, hidden = drafted(partner, "Poradnia"), drafted(partner, "Interwencja", is_public=False)
    drafted(partner, "Szkic")
    for card in (shown, hidden):
        operations.publish_card(actor=people.system(), card=card)
    family = people.actor(Role.FAMILY_MEMBER)
    assert list(queries.cards(family)) == [shown]
    assert list(queries.cards(family, status=None)) == [shown]
    with pytest.raises(NotVisibleError):
        queries.card_visible(family, hidden.pk)
    with pytest.raises(NotVisibleError):
        operations.edit_card(actor=family, card=shown, cost="za darmo")
    with pytest.raises(NotVisibleError):
        queries.cards(people.actor(Role.OPERATOR))


def test_search_finds_words_without_their_marks() -> None:
    partner, _ = declared()
    card = drafted(partner, "Świetlica środowiskowa", target_group="Dzieci i młodzież")
    drafted(partner, "Poradnia")
    operations.publish_card(actor=people.system(), card=card)
    worker = people.actor(Role.SOCIAL_WORKER)
    for typed in ("swietlica", "MŁODZIEZ świetlica", "psychologiem"):
        assert list(queries.cards(worker, typed)) == [card]
    assert not queries.cards(worker, "poradnia").exists()
    assert list(queries.cards(worker, category="family_support", partner=partner)) == [card]
    assert not queries.cards(worker, category="sport").exists()


def test_the_slower_writer_overwrites_nothing() -> None:
    partner, _ = declared()
    card = drafted(partner)
    operations.edit_card(actor=people.system(), card=card, version=1, cost="bezpłatnie")
    with pytest.raises(ConflictError):
        operations.edit_card(actor=people.system(), card=card, version=1, cost="10 zł")
    card.refresh_from_db()
    assert (card.cost, card.version) == ("bezpłatnie", 2)


def test_a_partner_offers_one_thing_under_one_name_until_it_is_withdrawn() -> None:
    partner, _ = declared()
    card = drafted(partner)
    with pytest.raises(errors.DuplicateCardError):
        drafted(partner)
    operations.withdraw_card(actor=people.system(), card=card)
    drafted(partner)
    with pytest.raises(errors.WrongStatusError):
        operations.edit_card(actor=people.system(), card=card, cost="5 zł")


@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        ({"name": " "}, errors.CardNameMissingError),
        ({"category": "magia"}, errors.UnknownCategoryError),
        ({"status": "published"}, TypeError),
    ],
)
def test_a_card_that_does_not_fit_is_refused(details: dict[str, str], refusal: type[Exception]) -> None:
    partner, _ = declared()
    with pytest.raises(refusal):
        drafted(partner, **{"name": "Poradnia", **details})
    assert not ServiceCard.objects.exists()
