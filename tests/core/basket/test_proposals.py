"""A partner's change of a card in the basket waits for the officer; the card says what it said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.audit.models import AuditEvent
from core.basket import errors, operations
from core.basket.enums import CardStatus, ProposalStatus
from core.basket.models import CardProposal
from core.basket.operations import proposals
from core.basket.queries import proposals as queries
from core.notifications.models import Message
from core.shared.enums import Role
from core.shared.errors import ConflictError, NotVisibleError
from tests.core.basket.stories import delegate_of, drafted, published
from tests.core.partnership.stories import declared
from tests.support import people

if TYPE_CHECKING:
    from core.basket.models import ServiceCard
    from core.shared.actor import Actor

pytestmark = pytest.mark.usefixtures("in_town")


@pytest.fixture
def story() -> tuple[ServiceCard, Actor, Actor]:
    """A card in the basket, its partner's delegate, and the officer."""
    partner, _ = declared()
    return published(partner, cost="10 zł"), delegate_of(partner), people.actor(Role.NETWORK_OFFICER)


def test_a_change_waits_and_then_comes_true(story: tuple[ServiceCard, Actor, Actor]) -> None:
    card, delegate, officer = story
    change = proposals.change_card(
        actor=delegate, card=card, version=card.version, cost="bezpłatnie", comment="Nowa dotacja."
    )
    card.refresh_from_db()
    assert (card.cost, change.card.version) == ("10 zł", card.version)
    proposal = queries.waiting(officer).get()
    assert change.proposal == proposal
    assert [(each.label, each.before, each.after) for each in queries.wished(proposal)] == [
        ("Koszt", "10 zł", "bezpłatnie")
    ]
    for _ in range(2):
        proposals.accept(actor=officer, proposal=proposal, version=card.version)
    card.refresh_from_db()
    proposal.refresh_from_db()
    assert (card.cost, proposal.status) == ("bezpłatnie", ProposalStatus.ACCEPTED)
    revision = card.revisions.first()
    assert revision is not None
    assert revision.reason == "Jan Zmyślony: Nowa dotacja."
    message = Message.objects.get(kind="card_proposal_decided")
    assert (message.user_id, message.recipient) == (delegate.user_id, proposal.answer_to)
    assert "Zatwierdzono zmianę karty „Poradnia”" in message.subject
    assert "- Koszt" in message.body


def test_what_a_partner_knows_best_is_written_at_once(story: tuple[ServiceCard, Actor, Actor]) -> None:
    card, delegate, officer = story
    only_free = proposals.change_card(actor=delegate, card=card, phone="34 000 00 00", hours="pn-pt 8-16")
    assert only_free.proposal is None
    both = proposals.change_card(actor=delegate, card=card, hours="pn-pt 9-17", name="Poradnia rodzinna")
    assert both.card.hours == "pn-pt 9-17"
    assert both.proposal is not None
    assert both.proposal.changes == {"name": "Poradnia rodzinna"}
    assert queries.waiting(officer).count() == 1


def test_a_newer_wish_replaces_the_older_and_going_back_takes_it_back(
    story: tuple[ServiceCard, Actor, Actor],
) -> None:
    card, delegate, officer = story
    first = proposals.change_card(actor=delegate, card=card, cost="5 zł").proposal
    second = proposals.change_card(actor=delegate, card=card, cost="6 zł").proposal
    assert first is not None
    assert second is not None
    assert list(queries.waiting(officer)) == [second]
    with pytest.raises(errors.ProposalDecidedError) as refusal:
        proposals.accept(actor=officer, proposal=first)
    assert "cofnięta przez partnera" in refusal.value.message
    assert proposals.change_card(actor=delegate, card=card, cost="10 zł").proposal is None
    assert not queries.waiting(officer).exists()


def test_a_refusal_says_why(story: tuple[ServiceCard, Actor, Actor]) -> None:
    card, delegate, officer = story
    proposal = proposals.change_card(actor=delegate, card=card, cost="100 zł").proposal
    assert proposal is not None
    with pytest.raises(errors.DeclineReasonMissingError):
        proposals.decline(actor=officer, proposal=proposal, reason="  ")
    proposals.decline(actor=officer, proposal=proposal, reason="Uchwała mówi: bezpłatnie.")
    card.refresh_from_db()
    assert card.cost == "10 zł"
    message = Message.objects.get(kind="card_proposal_decided")
    assert "Nie zatwierdzono" in message.subject
    assert "Uchwała mówi: bezpłatnie." in message.body
    with pytest.raises(errors.ProposalDecidedError):
        proposals.accept(actor=officer, proposal=proposal)


def test_the_officer_decides_on_what_the_officer_saw(story: tuple[ServiceCard, Actor, Actor]) -> None:
    card, delegate, officer = story
    proposal = proposals.change_card(actor=delegate, card=card, cost="5 zł").proposal
    assert proposal is not None
    operations.edit_card(actor=officer, card=card, cost="7 zł")
    proposal = queries.proposal_visible(officer, proposal.pk)
    assert queries.overtaken(proposal) == ["Koszt"]
    assert queries.wished(proposal)[0].before == "7 zł"
    with pytest.raises(ConflictError):
        proposals.accept(actor=officer, proposal=proposal, version=card.version)
    proposals.accept(actor=officer, proposal=proposal, version=proposal.card.version)
    card.refresh_from_db()
    assert card.cost == "5 zł"


def test_nobody_writes_past_the_queue(story: tuple[ServiceCard, Actor, Actor]) -> None:
    card, delegate, _officer = story
    other, _ = declared("Szpital", sector="health")
    foreign = published(other)
    before = AuditEvent.objects.count()
    with pytest.raises(errors.ChangeNeedsApprovalError):
        operations.edit_card(actor=delegate, card=card, cost="za darmo")
    with pytest.raises(errors.CardChangeNotAllowedError):
        proposals.change_card(actor=delegate, card=foreign, cost="za darmo")
    assert AuditEvent.objects.count() == before
    proposal = proposals.change_card(actor=delegate, card=card, cost="za darmo").proposal
    assert proposal is not None
    for actor in (delegate, people.actor(Role.SOCIAL_WORKER)):
        with pytest.raises(errors.PublisherOnlyError):
            proposals.accept(actor=actor, proposal=proposal)
    stranger = delegate_of(other, "Ewa Umowna")
    with pytest.raises(NotVisibleError):
        queries.proposal_visible(stranger, proposal.pk)
    with pytest.raises(NotVisibleError):
        queries.waiting(people.actor(Role.FAMILY_MEMBER))


def test_a_partner_asks_for_publication_suspension_and_withdrawal() -> None:
    partner, _ = declared()
    delegate, officer = delegate_of(partner), people.actor(Role.NETWORK_OFFICER)
    empty = drafted(partner, "Pusta", description="")
    with pytest.raises(errors.CardIncompleteError):
        proposals.propose(actor=delegate, card=empty, kind="publication")
    card = drafted(partner)
    for _ in range(2):
        wish = proposals.propose(actor=delegate, card=card, kind="publication")
    assert CardProposal.objects.count() == 1
    with pytest.raises(errors.WrongStatusError):
        proposals.propose(actor=delegate, card=card, kind="suspension")
    proposals.accept(actor=officer, proposal=wish)
    card.refresh_from_db()
    assert card.status == CardStatus.PUBLISHED
    pause = proposals.propose(actor=delegate, card=card, kind="suspension", comment="Remont.")
    operations.suspend_card(actor=officer, card=card)
    pause.refresh_from_db()
    assert pause.status == ProposalStatus.ACCEPTED
    change = proposals.change_card(actor=delegate, card=card, cost="5 zł").proposal
    end = proposals.propose(actor=delegate, card=card, kind="withdrawal")
    proposals.accept(actor=officer, proposal=end)
    assert change is not None
    change.refresh_from_db()
    card.refresh_from_db()
    assert (card.status, change.status) == (CardStatus.WITHDRAWN, ProposalStatus.DECLINED)
    assert change.decline_reason == "Karta została wycofana z koszyka."


def test_a_wish_is_taken_back_by_its_partner(story: tuple[ServiceCard, Actor, Actor]) -> None:
    card, delegate, officer = story
    proposal = proposals.change_card(actor=delegate, card=card, cost="5 zł").proposal
    assert proposal is not None
    for _ in range(2):
        proposals.take_back(actor=delegate, proposal=proposal)
    assert not queries.waiting(officer).exists()
    assert not Message.objects.exists()
