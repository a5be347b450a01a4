"""A partner leaves: its services are out of the basket, its requests go back to who sent them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test.utils import CaptureQueriesContext

from core.audit.models import AuditEvent
from core.basket import operations as basket
from core.basket import queries as offers
from core.basket.queries.cards import HIDDEN, others_on_offer
from core.notifications.models import Message
from core.partnership import queries as partnership
from core.partnership.errors import OfficerOnlyError
from core.partnership.operations import papers
from core.paths.operations import TaskData, add_task
from core.referrals import operations, queries
from core.referrals.models import Referral
from core.referrals.operations import departures
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from tests.support import people, vertical

if TYPE_CHECKING:
    from core.partnership.models import AccessionDeclaration

pytestmark = pytest.mark.usefixtures("in_town")
TODAY = date(2026, 10, 5)


def declaration_of(town: vertical.Town) -> AccessionDeclaration:
    return partnership.declarations_of(town.partner).get()


def asked(town: vertical.Town, family: vertical.Family) -> Referral:
    task = add_task(
        actor=family.worker,
        goal=family.goal,
        task=TaskData("Rozmowy z Anną", kind="service", service=town.card, need="Przemoc w domu"),
    )
    assert task.referral is not None
    return task.referral


def test_on_the_day_services_leave_the_basket_and_requests_go_back() -> None:
    town, other, family = vertical.town(), vertical.town("Fundacja Druga"), vertical.family()
    sent = asked(town, family)
    operations.accept(actor=town.delegate, referral=sent)
    third = vertical.town("Straż Trzecia")
    kept = asked(third, family)
    departures.withdraw_partner(actor=town.officer, declaration=declaration_of(town), reason="Zmiana zadań")
    sent.refresh_from_db()
    kept.refresh_from_db()
    assert (sent.status, sent.finished_on, kept.status) == ("returned", TODAY, "sent")
    assert sent.decline_reason == "Partner wystąpił z partnerstwa: Poradnia Próbna."
    assert not offers.is_on_offer(town.card)
    assert [card.partner for card in others_on_offer(town.card)] == [other.partner, third.partner]
    message = Message.objects.get(kind="requests_returned")
    assert (message.recipient, message.user_id) == (family.worker_user.email, family.worker_user.pk)
    for said in ("Poradnia Próbna", town.card.name, "Fundacja Druga", "05.10.2026"):
        assert said in message.body
    for secret in ("Anna", "Anną", "Przykładow", "Przemoc", family.case.number):
        assert secret not in message.body + message.subject
    assert AuditEvent.objects.filter(action="referrals.returned").count() == 1


def test_the_same_act_twice_has_one_effect() -> None:
    town, family = vertical.town(), vertical.family()
    asked(town, family)
    for _ in range(2):
        departures.withdraw_partner(actor=town.officer, declaration=declaration_of(town))
        assert departures.return_requests(actor=people.system()) == 0
    assert Message.objects.filter(kind="requests_returned").count() == 1


def test_a_departure_to_come_takes_effect_on_its_day_by_the_daily_round() -> None:
    town, family = vertical.town(), vertical.family()
    sent = asked(town, family)
    day = TODAY + timedelta(days=30)
    departures.withdraw_partner(actor=town.officer, declaration=declaration_of(town), withdrawn_on=day)
    assert departures.return_requests(actor=people.system()) == 0
    assert offers.is_on_offer(town.card)
    with clock.standing_at(day - timedelta(days=1)):
        assert departures.return_requests(actor=people.system()) == 0
    with clock.standing_at(day):
        assert not offers.is_on_offer(town.card)
        assert departures.return_requests(actor=people.system()) == 1
    sent.refresh_from_db()
    assert (sent.status, sent.finished_on) == ("returned", day)


def test_a_declaration_that_runs_out_does_the_same_the_day_after() -> None:
    town, family = vertical.town(), vertical.family()
    declaration = declaration_of(town)
    declaration.valid_until = TODAY
    declaration.save()
    sent = asked(town, family)
    assert departures.return_requests(actor=people.system()) == 0
    with clock.standing_at(TODAY + timedelta(days=1)):
        assert departures.return_requests(actor=people.system()) == 1
        assert "06.10.2026" in Message.objects.get(kind="requests_returned").body
    sent.refresh_from_db()
    assert sent.status == "returned"


def test_one_message_names_all_requests_of_one_requester() -> None:
    town, family = vertical.town(), vertical.family()
    asked(town, family)
    second = basket.draft_card(
        actor=town.officer, partner=town.partner, name="Mediacje", description="Rozmowy.", category="housing"
    )
    town.card = basket.publish_card(actor=town.officer, card=second)
    asked(town, family)
    departures.withdraw_partner(actor=town.officer, declaration=declaration_of(town))
    message = Message.objects.get(kind="requests_returned")
    assert "Konsultacje dla rodziców" in message.body
    assert "Mediacje" in message.body
    assert "nie ma dziś innej usługi" in message.body


def test_cards_come_back_with_a_new_declaration_without_being_touched() -> None:
    town = vertical.town()
    before = AuditEvent.objects.filter(action__startswith="basket.").count()
    departures.withdraw_partner(actor=town.officer, declaration=declaration_of(town))
    worker = people.actor(Role.SOCIAL_WORKER)
    assert list(offers.cards(worker)) == []
    assert list(offers.cards(worker, status=HIDDEN)) == [town.card]
    counts = offers.status_counts(worker)
    assert (counts["published"], counts[HIDDEN]) == (0, 1)
    assert list(offers.published_cards(TODAY)) == []
    assert list(offers.published_cards(TODAY - timedelta(days=1))) == [town.card]
    assert list(offers.visible_cards(people.actor(Role.FAMILY_MEMBER))) == []
    assert list(offers.visible_cards(town.delegate)) == [town.card]
    papers.sign_declaration(actor=town.officer, partner=town.partner, signed_on=TODAY)
    assert list(offers.cards(worker)) == [town.card]
    assert AuditEvent.objects.filter(action__startswith="basket.").count() == before


def test_the_basket_asks_as_often_with_many_partners_as_with_one() -> None:
    from django.db import connection  # noqa: PLC0415

    worker = people.actor(Role.SOCIAL_WORKER)
    numbers = []
    for name in ("Pierwsza", "Druga", "Trzecia"):
        vertical.town(name)
        with CaptureQueriesContext(connection) as captured:
            assert list(offers.cards(worker))
            assert offers.status_counts(worker)["published"]
        numbers.append(len(captured))
    assert len(set(numbers)) == 1


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.DELEGATE, Role.FAMILY_MEMBER])
def test_only_officer_and_director_record_a_departure(role: str) -> None:
    town, family = vertical.town(), vertical.family()
    sent = asked(town, family)
    with pytest.raises((OfficerOnlyError, NotVisibleError)):
        departures.withdraw_partner(actor=people.actor(role), declaration=declaration_of(town))
    sent.refresh_from_db()
    assert sent.status == "sent"
    assert declaration_of(town).withdrawn_on is None


def test_a_returned_request_reads_well_to_partner_and_worker() -> None:
    town, family = vertical.town(), vertical.family()
    sent = asked(town, family)
    departures.withdraw_partner(actor=town.officer, declaration=declaration_of(town))
    assert not queries.referrals_of_partner(town.delegate, "open").exists()
    assert (
        queries.referral_visible(family.worker, sent.pk).get_status_display() == "zwrócona – partner odszedł"
    )
