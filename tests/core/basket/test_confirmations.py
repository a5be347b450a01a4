"""Once a year a partner is asked, by one message; the answer comes by a link without an account."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from core.audit.models import AuditEvent
from core.basket import errors, operations
from core.basket.enums import ConfirmationAnswer, Freshness
from core.basket.models import ConfirmationRequest, ServiceCard
from core.basket.operations import confirmations
from core.basket.operations.proposals import accept
from core.basket.queries import confirmations as queries
from core.basket.queries import proposals
from core.basket.rules import freshness_of
from core.notifications.errors import LinkBrokenError, LinkExpiredError
from core.notifications.models import Message
from core.partnership.operations import name_person
from core.shared.clock import standing_at
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from tests.core.basket.stories import published
from tests.core.partnership.stories import declared
from tests.support import people

if TYPE_CHECKING:
    from core.partnership.models import PartnerOrganisation

pytestmark = pytest.mark.usefixtures("in_town")

TODAY = date(2026, 10, 5)


def aged(partner: PartnerOrganisation, name: str, days: int) -> ServiceCard:
    """A card last looked at so many days ago."""
    with standing_at(TODAY - timedelta(days)):
        return published(partner, name)


def link_of(message: Message) -> str:
    """The token in a message."""
    found = re.search(r"/koszyk/potwierdzenie/([^/]+)/", message.body)
    assert found is not None
    return found[1]


def test_one_message_a_partner_about_all_its_cards() -> None:
    partner, _ = declared("Policja", email="policja@town.example")
    name_person(
        actor=people.system(),
        partner=partner,
        name="Ewa Zmyślona",
        email="ewa@town.example",
        is_coordinator=True,
    )
    other, _ = declared("Szpital", sector="health", email="szpital@town.example")
    nobody, _ = declared("Bez adresu", sector="ngo")
    aged(partner, "Dzielnicowy", 320)
    aged(partner, "Patrol szkolny", 400)
    aged(partner, "Wkrótce", 290)
    aged(partner, "Świeża", 10)
    aged(other, "Izba przyjęć", 200)
    aged(nobody, "Klub", 400)
    for _ in range(2):
        confirmations.ask_due_partners(actor=people.system())
    message = Message.objects.get()
    assert message.recipient == "ewa@town.example"
    assert message.subject == "Czy te karty usług są nadal aktualne? Są 3"
    assert re.findall(r"^- (.+?) \(", message.body, re.MULTILINE) == [
        "Dzielnicowy",
        "Patrol szkolny",
        "Wkrótce",
    ]
    assert "ostatni przegląd: 31.08.2025" in message.body
    officer = people.actor(Role.NETWORK_OFFICER)
    waiting: list[Any] = list(queries.unanswered(officer))
    assert [each.cards_open for each in waiting] == [3]
    not_asked: list[Any] = list(queries.partners_not_asked(officer))
    assert [(each, each.reached_at) for each in not_asked] == [(nobody, None)]


def test_at_most_one_message_a_month_also_while_nobody_answers() -> None:
    partner, _ = declared(email="policja@town.example")
    aged(partner, "Dzielnicowy", 320)
    for days in (0, 1, 29, 30, 31, 59):
        with standing_at(TODAY + timedelta(days)):
            confirmations.ask_due_partners(actor=people.system())
    assert list(ConfirmationRequest.objects.order_by("sent_on").values_list("sent_on", flat=True)) == [
        TODAY,
        TODAY + timedelta(30),
    ]


def test_remarks_travel_in_the_same_message() -> None:
    partner, _ = declared(email="policja@town.example")
    card = aged(partner, "Dzielnicowy", 320)
    quiet, _ = declared("Szpital", sector="health", email="szpital@town.example")
    remarks = {partner.pk: ["Dwie prośby czekają."], quiet.pk: ["Jedna prośba czeka."]}
    confirmations.ask_due_partners(actor=people.system(), remarks=remarks)
    bodies = {message.recipient: message.body for message in Message.objects.all()}
    assert card.name in bodies["policja@town.example"]
    assert "- Dwie prośby czekają." in bodies["policja@town.example"]
    assert "/koszyk/potwierdzenie/" not in bodies["szpital@town.example"]


def test_a_click_confirms_without_an_account() -> None:
    partner, _ = declared("Policja", email="policja@town.example")
    card, other = aged(partner, "Dzielnicowy", 400), aged(partner, "Patrol", 400)
    confirmations.ask_due_partners(actor=people.system())
    reader, request = queries.by_link(link_of(Message.objects.get()))
    for _ in range(2):
        confirmations.confirm(actor=reader, request=request, card_ids=[card.pk])
    card.refresh_from_db()
    other.refresh_from_db()
    assert freshness_of(card.reviewed_on, TODAY) == Freshness.FRESH
    assert freshness_of(other.reviewed_on, TODAY) == Freshness.STALE
    event = AuditEvent.objects.get(action="basket.card_confirmed")
    assert event.actor_name == "Policja (odnośnik z wiadomości)"
    assert event.data == {"request": str(request.pk), "partner": str(partner.pk)}
    assert [item.card for item in queries.open_items(request)] == [other]
    revision = card.revisions.first()
    assert revision is not None
    assert (revision.kind, revision.actor_name) == ("reviewed", "Policja (odnośnik z wiadomości)")


def test_a_link_opens_its_own_cards_until_its_last_day() -> None:
    partner, _ = declared("Policja", email="policja@town.example")
    aged(partner, "Dzielnicowy", 400)
    stranger, _ = declared("Szpital", sector="health", email="szpital@town.example")
    foreign = aged(stranger, "Izba", 400)
    confirmations.ask_partner(actor=people.system(), partner=partner)
    token = link_of(Message.objects.get())
    reader, request = queries.by_link(token)
    assert confirmations.confirm(actor=reader, request=request, card_ids=[foreign.pk]) == 0
    with pytest.raises(NotVisibleError):
        confirmations.report_change(actor=reader, request=request, card=foreign, cost="0 zł")
    with pytest.raises(NotVisibleError):
        confirmations.confirm(actor=people.actor(Role.DELEGATE), request=request, card_ids=[])
    with pytest.raises(LinkBrokenError):
        queries.by_link(token[:-2] + "xx")
    with standing_at(TODAY + timedelta(61)), pytest.raises(LinkExpiredError):
        queries.by_link(token)


def test_what_changed_is_reported_by_the_link_and_decided_by_the_officer() -> None:
    partner, _ = declared("Policja", email="policja@town.example")
    card = aged(partner, "Dzielnicowy", 400)
    ended = aged(partner, "Patrol", 400)
    confirmations.ask_due_partners(actor=people.system())
    reader, request = queries.by_link(link_of(Message.objects.get()))
    with pytest.raises(errors.NothingProposedError):
        confirmations.report_change(actor=reader, request=request, card=card, name="Dzielnicowy")
    confirmations.report_change(actor=reader, request=request, card=card, phone="47 000 00 00")
    confirmations.report_change(
        actor=reader, request=request, card=ended, kind="withdrawal", comment="Koniec."
    )
    card.refresh_from_db()
    assert card.phone == ""
    assert not queries.open_items(request).exists()
    officer = people.actor(Role.NETWORK_OFFICER)
    waiting = list(proposals.waiting(officer))
    assert [each.kind for each in waiting] == ["change", "withdrawal"]
    accept(actor=officer, proposal=waiting[0])
    card.refresh_from_db()
    assert card.phone == "47 000 00 00"
    answer = Message.objects.get(kind="card_proposal_decided")
    assert (answer.recipient, answer.user) == ("policja@town.example", None)


def test_the_officer_sends_again_and_sees_who_is_silent() -> None:
    partner, _ = declared("Policja", email="policja@town.example")
    card = aged(partner, "Dzielnicowy", 400)
    officer = people.actor(Role.NETWORK_OFFICER)
    with standing_at(TODAY - timedelta(20)):
        request = confirmations.ask_partner(actor=officer, partner=partner)
    for _ in range(2):
        request = confirmations.send_again(actor=officer, request=request)
    assert (request.times_sent, Message.objects.count()) == (2, 2)
    assert confirmations.ask_due_partners(actor=people.system()) == 0
    with pytest.raises(errors.PublisherOnlyError):
        confirmations.send_again(actor=people.actor(Role.SOCIAL_WORKER), request=request)
    operations.review_card(actor=officer, card=card)
    assert not queries.unanswered(officer).exists()
    with standing_at(TODAY + timedelta(1)), pytest.raises(errors.NothingToConfirmError):
        confirmations.send_again(actor=officer, request=request)
    with standing_at(TODAY + timedelta(1)), pytest.raises(errors.NothingToConfirmError):
        confirmations.ask_partner(actor=officer, partner=partner)


def test_a_partner_without_an_address_is_named() -> None:
    partner, _ = declared("Policja")
    aged(partner, "Dzielnicowy", 400)
    with pytest.raises(errors.NobodyToAskError) as refusal:
        confirmations.ask_partner(actor=people.system(), partner=partner)
    assert "Policja nie ma adresu e-mail." in refusal.value.message


def test_a_card_that_left_meanwhile_is_passed_over() -> None:
    partner, _ = declared("Policja", email="policja@town.example")
    card = aged(partner, "Dzielnicowy", 400)
    request = confirmations.ask_partner(actor=people.system(), partner=partner)
    reader, request = queries.by_link(link_of(Message.objects.get()))
    operations.withdraw_card(actor=people.system(), card=card)
    assert confirmations.confirm(actor=reader, request=request, card_ids=[card.pk]) == 0
    assert not request.items.filter(answer=ConfirmationAnswer.CONFIRMED).exists()
