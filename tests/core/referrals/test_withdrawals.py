"""A word taken back: what went on it stops at the next look, and what waits within seconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from core.notifications.models import Message
from core.notifications.operations import notify
from core.paths.operations import TaskData, add_task
from core.privacy.models import Disclosure, DisclosureAuthorisation
from core.privacy.operations import withdraw_agreement
from core.privacy.operations.authorisations import restrict, take_back
from core.privacy.queries.agreements import agreements
from core.referrals import operations
from core.referrals.models import Referral
from core.referrals.operations.telling import read_need
from core.referrals.operations.withdrawals import carry_out_withdrawal
from core.referrals.queries.telling import untold_requests
from tests.support import people, vertical

pytestmark = pytest.mark.usefixtures("in_town")
Committed = Callable[..., Any]
WITHIN_SECONDS = 5


@pytest.fixture
def town() -> vertical.Town:
    made = vertical.town()
    made.partner.email = "biuro@poradnia.example"
    made.partner.save(update_fields=["email"])
    return made


@pytest.fixture
def home(town: vertical.Town) -> vertical.Family:
    made = vertical.family()
    vertical.lets_read_requests(made, town.partner)
    return made


def asked(home: vertical.Family, town: vertical.Town, **more: Any) -> Referral:
    task = TaskData("Rozmowy", kind="service", service=town.card, need="O lęku", **more)
    made = add_task(actor=home.worker, goal=home.goal, task=task).referral
    assert made is not None
    return made


def status(referral: Referral) -> str:
    return Referral.objects.get(pk=referral.pk).status


def of(home: vertical.Family, person: Any) -> Any:
    return next(one for one in agreements(home.case) if one.person_id == person.pk)


def test_reading_what_is_asked_stands_in_the_ledger_of_every_adult(
    town: vertical.Town, home: vertical.Family
) -> None:
    referral = asked(home, town)
    assert read_need(actor=home.worker, referral=referral) == "O lęku"
    assert Disclosure.objects.count() == 0
    assert read_need(actor=town.delegate, referral=referral) == "O lęku"
    entries = Disclosure.objects.all()
    assert {entry.person_id for entry in entries} == {home.mother.pk, home.father.pk}
    assert {entry.about for entry in entries} == {f"referrals.referral:{referral.pk}"}
    for stranger in (town.officer, people.actor("social_worker"), vertical.town("Inna").delegate):
        assert read_need(actor=stranger, referral=referral) is None
    assert Disclosure.objects.count() == 2


def test_a_persons_own_need_needs_that_persons_word_alone(town: vertical.Town, home: vertical.Family) -> None:
    referral = asked(home, town, for_person=home.mother)
    take_back(actor=home.worker, authorisation=DisclosureAuthorisation.objects.get(person=home.father))
    assert read_need(actor=town.delegate, referral=referral) == "O lęku"
    assert Disclosure.objects.get().person_id == home.mother.pk


def test_one_adult_without_a_word_keeps_the_common_need_shut(
    town: vertical.Town, home: vertical.Family
) -> None:
    referral = asked(home, town)
    assert untold_requests(home.case) == []
    restrict(actor=home.worker, case=home.case, person=home.father)
    assert read_need(actor=town.delegate, referral=referral) is None
    assert untold_requests(home.case) == [referral]


def test_a_word_taken_back_closes_what_was_told_and_tells_nothing(
    town: vertical.Town, home: vertical.Family, django_capture_on_commit_callbacks: Committed
) -> None:
    referral = asked(home, town)
    read_need(actor=town.delegate, referral=referral)
    word = DisclosureAuthorisation.objects.get(person=home.father)
    with django_capture_on_commit_callbacks(execute=True):
        take_back(actor=home.worker, authorisation=word)
    assert status(referral) == "withdrawn"
    (letter,) = Message.objects.filter(kind="request_withdrawn")
    for secret in (home.case.number, "Przykładow", "Jan", "Anna", "lęku", "upoważnien", "zgod"):
        assert secret not in letter.subject + letter.body
    (worker,) = Message.objects.filter(kind="request_withdrawn_worker")
    assert worker.user_id == home.worker.user_id
    assert carry_out_withdrawal(actor=people.system(), case_id=home.case.pk) == 0


def test_what_never_was_told_goes_on(
    town: vertical.Town, home: vertical.Family, django_capture_on_commit_callbacks: Committed
) -> None:
    referral = asked(home, town)
    with django_capture_on_commit_callbacks(execute=True):
        take_back(actor=home.worker, authorisation=DisclosureAuthorisation.objects.get(person=home.father))
    assert status(referral) == "sent"
    assert read_need(actor=town.delegate, referral=referral) is None


def test_who_stops_taking_part_ends_their_own_requests_only(
    town: vertical.Town, home: vertical.Family, django_capture_on_commit_callbacks: Committed
) -> None:
    other = vertical.town("Druga Poradnia")
    hers, common = asked(home, town, for_person=home.mother), asked(home, other)
    operations.accept(actor=town.delegate, referral=hers)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_agreement(actor=home.worker, agreement=of(home, home.mother))
    assert (status(hers), status(common)) == ("withdrawn", "sent")
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_agreement(actor=home.worker, agreement=of(home, home.father))
    assert status(common) == "withdrawn"


def test_mails_to_institutions_that_wait_are_stopped_the_workers_and_familys_stay(
    town: vertical.Town, home: vertical.Family, django_capture_on_commit_callbacks: Committed
) -> None:
    referral = asked(home, town)
    mother = vertical.member_account(home, home.mother)
    users = (None, town.delegate_user, home.worker_user, mother)
    for number, user in enumerate(users):
        for matter in (f"families.case:{home.case.pk}", f"referrals.referral:{referral.pk}"):
            notify(
                actor=people.system(),
                to=f"kto{number}@adres.example",
                user=user,
                kind="tasks_overdue",
                context={},
                about=matter,
            )
    with django_capture_on_commit_callbacks(execute=True):
        for person in (home.mother, home.father):
            withdraw_agreement(actor=home.worker, agreement=of(home, person))
    stopped = Message.objects.filter(kind="tasks_overdue", status="withdrawn")
    assert {message.recipient for message in stopped} == {"kto0@adres.example", "kto1@adres.example"}
    assert stopped.count() == 4


def test_twenty_requests_are_closed_within_five_seconds(
    town: vertical.Town, home: vertical.Family, django_capture_on_commit_callbacks: Committed
) -> None:
    first = asked(home, town, for_person=home.mother)
    for number in range(19):
        asked(home, vertical.town(f"Poradnia {number}"), for_person=home.mother)
    began = time.perf_counter()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_agreement(actor=home.worker, agreement=of(home, home.mother))
    took = time.perf_counter() - began
    assert status(first) == "withdrawn"
    assert not Referral.objects.exclude(status="withdrawn").exists()
    assert took < WITHIN_SECONDS
