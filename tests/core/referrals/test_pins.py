"""Answering from a message: who is written to, the pin beside the link, reminders, the end of a request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from core.identity import pins
from core.identity.errors import PinShapeError
from core.notifications.errors import LinkBrokenError, LinkExpiredError
from core.notifications.models import Message
from core.partnership import operations as partnership
from core.partnership.models import PartnerPerson
from core.paths import operations as paths
from core.paths.models import Task
from core.privacy.models import ParticipationAgreement
from core.referrals.enums import ReferralStatus
from core.referrals.errors import NotADelegateError
from core.referrals.models import AnswerPin, Referral
from core.referrals.operations import accept, decline, report_outcome
from core.referrals.operations.chasing import chase
from core.referrals.operations.pins import choose_pin, give_pin, try_pin
from core.referrals.queries.links import asked_by_link
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from tests.support import people, vertical

SENT = vertical.TODAY
PIN = "483920"


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.standing_at(SENT):
        yield


@pytest.fixture
def town(in_town: str) -> vertical.Town:
    made = vertical.town()
    made.partner.people.update(email="dorota@poradnia.example")
    return made


@pytest.fixture
def task(town: vertical.Town) -> Task:
    family = vertical.family()
    data = paths.TaskData(
        title="Konsultacje", kind="service", service=town.card, need="Rozmowa z psychologiem."
    )
    return paths.add_task(actor=family.worker, goal=family.goal, task=data)


def person(town: vertical.Town) -> PartnerPerson:
    return town.partner.people.get()


def sent_links(kind: str = "request_sent") -> list[str]:
    bodies = [message.body for message in Message.objects.filter(kind=kind).order_by("pk")]
    return [found[1] for body in bodies if (found := re.search(r"/odpowiedz/([^/\s]+)/", body))]


def request_of(task: Task) -> Referral:
    assert task.referral is not None
    return Referral.objects.get(pk=task.referral.pk)


def test_whoever_answers_is_written_to_and_learns_nothing_of_the_family(
    town: vertical.Town, task: Task
) -> None:
    message = Message.objects.get(kind="request_sent")
    assert message.recipient == "dorota@poradnia.example"
    assert town.card.name in message.subject
    told = f"{message.subject} {message.body}"
    family = task.goal.plan.case
    for word in ("Rozmowa z psychologiem", family.number, "Anna", "Przykładow"):
        assert word not in told
    assert asked_by_link(sent_links()[0]).referral.pk == task.referral_id


def test_a_request_by_telephone_is_not_announced(town: vertical.Town) -> None:
    family = vertical.family()
    data = paths.TaskData(title="Rozmowa", kind="service", service=town.card, announce=False)
    paths.add_task(actor=family.worker, goal=family.goal, task=data)
    assert not Message.objects.filter(kind="request_sent").exists()


def test_without_named_people_the_mailbox_hears_of_it(in_town: str) -> None:
    town = vertical.town()
    partnership.update_partner(actor=people.system(), partner=town.partner, email="biuro@poradnia.example")
    town.partner.people.update(email="", user=None)
    family = vertical.family()
    paths.add_task(
        actor=family.worker,
        goal=family.goal,
        task=paths.TaskData(title="Rozmowa", kind="service", service=town.card),
    )
    message = Message.objects.get(kind="request_sent")
    assert message.recipient == "biuro@poradnia.example"
    assert "/prosby/" in message.body
    assert "/odpowiedz/" not in message.body


def test_a_pin_is_given_once_by_the_officer_only(town: vertical.Town) -> None:
    given = give_pin(actor=town.officer, person=person(town))
    assert re.fullmatch(r"\d{6}", given)
    kept = AnswerPin.objects.get()
    assert given not in kept.digest
    again = give_pin(actor=town.officer, person=person(town))
    assert AnswerPin.objects.count() == 1
    assert not try_pin(actor=town.officer, pin=kept, digits=given).right or given == again
    for stranger in (people.actor(Role.SOCIAL_WORKER), town.delegate):
        with pytest.raises(NotVisibleError):
            give_pin(actor=stranger, person=person(town))


def test_who_does_not_answer_gets_no_pin(town: vertical.Town) -> None:
    town.partner.people.update(is_delegate=False, is_coordinator=False)
    with pytest.raises(NotADelegateError):
        give_pin(actor=town.officer, person=person(town))


@pytest.mark.parametrize("digits", ["12345", "1234567", "abcdef", "111111", "123456", ""])
def test_a_pin_that_is_guessed_first_is_refused(town: vertical.Town, digits: str) -> None:
    with pytest.raises(PinShapeError):
        choose_pin(actor=town.delegate, pin=digits)


def test_five_wrong_ones_put_a_pin_to_sleep(town: vertical.Town) -> None:
    choose_pin(actor=town.delegate, pin=PIN)
    pin = AnswerPin.objects.get()
    answers = [try_pin(actor=town.delegate, pin=pin, digits="000001") for _ in range(pins.TRIES)]
    assert [answer.left for answer in answers] == [4, 3, 2, 1, 0]
    assert not try_pin(actor=town.delegate, pin=pin, digits=PIN).right
    with clock.standing_at(SENT + timedelta(days=1)):
        assert try_pin(actor=town.delegate, pin=pin, digits=PIN).right


def test_a_right_one_forgets_the_wrong_ones(town: vertical.Town) -> None:
    choose_pin(actor=town.delegate, pin=PIN)
    pin = AnswerPin.objects.get()
    for _ in range(3):
        for _ in range(pins.TRIES - 1):
            assert not try_pin(actor=town.delegate, pin=pin, digits="000001").right
        assert try_pin(actor=town.delegate, pin=pin, digits=f"{PIN[:3]} {PIN[3:]}").right


def test_a_link_dies_with_the_request_the_person_and_the_agreement(town: vertical.Town, task: Task) -> None:
    token = sent_links()[0]
    for broken in (f"x{token}", token[:-1], "x"):
        with pytest.raises(LinkBrokenError):
            asked_by_link(broken)
    with clock.standing_at(SENT + timedelta(days=31)), pytest.raises(LinkExpiredError):
        asked_by_link(token)
    ParticipationAgreement.objects.update(withdrawn_on=SENT)
    with pytest.raises(LinkBrokenError):
        asked_by_link(token)
    ParticipationAgreement.objects.update(withdrawn_on=None)
    assert asked_by_link(token).reader.partner_id == town.partner.pk
    partnership.end_person(actor=town.officer, person=person(town), ends_on=SENT)
    with pytest.raises(LinkBrokenError):
        asked_by_link(token)


def test_the_reader_of_a_link_may_answer_this_partners_requests_only(town: vertical.Town, task: Task) -> None:
    reader = asked_by_link(sent_links()[0]).reader
    other = vertical.town("Inna Poradnia")
    family = vertical.family()
    foreign = paths.add_task(
        actor=family.worker,
        goal=family.goal,
        task=paths.TaskData(title="Rozmowa", kind="service", service=other.card),
    )
    with pytest.raises(NotVisibleError):
        accept(actor=reader, referral=request_of(foreign))
    assert accept(actor=reader, referral=request_of(task)).status == ReferralStatus.ACCEPTED


def test_reminders_come_four_times_and_then_the_request_goes_back(town: vertical.Town, task: Task) -> None:
    days: list[date] = []
    for after in range(40):
        with clock.standing_at(SENT + timedelta(days=after)):
            for _ in range(2):
                reminded, closed = chase(actor=people.system())
            if reminded:
                days.append(clock.today())
            assert closed == 0
    assert days == [SENT + timedelta(days=after) for after in (4, 8, 15, 25)]
    assert Message.objects.filter(kind="request_sent").count() == 5
    assert request_of(task).status == ReferralStatus.EXPIRED
    back = Message.objects.get(kind="request_answered")
    assert back.user_id == task.goal.plan.case.social_worker_id
    assert "trzydziestu dni" in back.body
    task.refresh_from_db()
    assert task.status == "planned"


def test_an_answered_request_is_not_chased(town: vertical.Town, task: Task) -> None:
    accept(actor=town.delegate, referral=request_of(task))
    with clock.standing_at(SENT + timedelta(days=31)):
        assert chase(actor=people.system()) == (0, 0)
    assert request_of(task).status == ReferralStatus.ACCEPTED


def test_a_refusal_returns_to_whoever_asked_without_its_reason_in_the_message(
    town: vertical.Town, task: Task
) -> None:
    decline(actor=town.delegate, referral=request_of(task), reason="Ta pani była u nas w czerwcu.")
    back = Message.objects.get(kind="request_answered")
    assert "w czerwcu" not in back.body
    assert f"/rodziny/{task.goal.plan.case_id}/" in back.body
    assert request_of(task).decline_reason == "Ta pani była u nas w czerwcu."


@pytest.mark.parametrize(("outcome", "told"), [("delivered", 0), ("not_delivered", 1), ("cannot_say", 1)])
def test_only_what_needs_another_way_is_written_back(
    town: vertical.Town, task: Task, outcome: str, told: int
) -> None:
    accept(actor=town.delegate, referral=request_of(task))
    report_outcome(actor=town.delegate, referral=request_of(task), outcome=outcome)
    assert Message.objects.filter(kind="request_answered").count() == told
