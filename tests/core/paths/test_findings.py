"""Services that families' paths count on and that fail them: numbers of cards, never families."""

from __future__ import annotations

from datetime import timedelta

import pytest
from celery import current_app

from core.basket import operations as basket
from core.basket.models import ServiceCard
from core.notifications.models import Message
from core.partnership.operations import update_partner
from core.paths import digest
from core.paths import operations as paths
from core.paths.findings import answers_counted, basket_findings
from core.paths.operations import TaskData
from core.referrals import operations as referrals
from core.referrals.models import Referral
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.jobs import DAILY, Job
from tests.support import people
from tests.support.vertical import TODAY, Family, Town, family, town

pytestmark = pytest.mark.usefixtures("in_town")

ASKED = TODAY
LATER = ASKED + timedelta(31)


@pytest.fixture
def story() -> tuple[Town, Family, Referral]:
    """A family whose path counts on the town's one service; asked on `ASKED`, not answered."""
    made, here = family(), town()
    with clock.standing_at(ASKED):
        task = paths.add_task(
            actor=made.worker,
            goal=made.goal,
            task=TaskData("Rozmowy", kind="service", service=here.card, need="Rozmowa o dziecku."),
        )
    assert task.referral is not None
    return here, made, task.referral


def faults(town: Town, **asked: object) -> list[tuple[str, int]]:
    return [(each.fault.value, each.number) for each in basket_findings(town.officer, **asked)]  # type: ignore[arg-type]


def test_a_request_without_an_answer_is_found_after_thirty_days(story: tuple[Town, Family, Referral]) -> None:
    here, _made, referral = story
    with clock.standing_at(ASKED + timedelta(30)):
        assert faults(here) == []
        assert answers_counted(clock.today()) == {}
    with clock.standing_at(LATER):
        assert faults(here) == [("unanswered", 1), ("never_accepted", 1)]
        assert answers_counted(LATER) == {here.card.pk: (1, 0)}
        (finding,) = basket_findings(here.delegate, "unanswered")
        assert (finding.card, finding.since) == (here.card, ASKED)
        referrals.accept(actor=here.delegate, referral=referral)
        assert faults(here) == []
        assert answers_counted(LATER) == {here.card.pk: (1, 0)}


def test_an_answer_in_time_counts_for_the_card(story: tuple[Town, Family, Referral]) -> None:
    here, _made, referral = story
    with clock.standing_at(ASKED + timedelta(3)):
        referrals.decline(actor=here.delegate, referral=referral, reason="Nie ma miejsc.")
        assert faults(here) == [("never_accepted", 1)]
    assert answers_counted(ASKED + timedelta(3)) == {here.card.pk: (1, 1)}


def test_a_promised_service_that_is_suspended_is_found(story: tuple[Town, Family, Referral]) -> None:
    here, made, referral = story
    with clock.standing_at(ASKED + timedelta(3)):
        referrals.accept(actor=here.delegate, referral=referral)
        basket.suspend_card(actor=here.officer, card=here.card)
        assert faults(here) == [("off_offer", 1)]
        assert faults(here, fault="unanswered") == []
        basket.publish_card(actor=here.officer, card=here.card)
        assert faults(here) == []
        for reader in (made.worker, here.officer, people.actor(Role.DIRECTOR)):
            basket_findings(reader)
        for outsider in (people.actor(Role.FAMILY_MEMBER), people.actor(Role.DELEGATE)):
            with pytest.raises(NotVisibleError):
                basket_findings(outsider)


def test_the_daily_round_writes_one_message_and_counts_answers(story: tuple[Town, Family, Referral]) -> None:
    here, made, _referral = story
    update_partner(actor=here.officer, partner=here.partner, email="poradnia@town.example")
    with clock.standing_at(LATER):
        for _ in range(2):
            digest.look_after_the_basket(actor=people.system())
    message = Message.objects.get(kind="card_confirmation")
    assert "- „Konsultacje dla rodziców”: prośby bez odpowiedzi od ponad 30 dni: 1." in message.body
    for secret in (made.case.number, "Przykładow", "Rozmowa o dziecku"):
        assert secret not in message.body
    card = ServiceCard.objects.get(pk=here.card.pk)
    assert (card.requests_due, card.requests_answered, card.version) == (1, 0, here.card.version)


def test_the_round_is_one_of_the_daily_jobs() -> None:
    assert Job.BASKET_ROUND in DAILY
    assert Job.BASKET_ROUND.value in current_app.tasks
