"""Agreeing to take part, and stopping."""

from __future__ import annotations

from datetime import date

import pytest

from core.families import operations as families
from core.families.queries import persons_of
from core.privacy import errors, operations, queries
from core.privacy.models import ParticipationAgreement
from core.privacy.rules import Guardian
from core.shared.clock import standing_at
from core.shared.errors import NotVisibleError
from tests.support import families as build
from tests.support import people


@pytest.fixture(autouse=True)
def _on_the_day(in_town: str) -> object:
    with standing_at(date(2026, 10, 5)):
        yield


def test_the_first_agreement_moves_the_case_and_the_second_does_not() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    mother, father, _child = persons_of(case)
    first = operations.record_agreement(actor=worker, case=case, person=mother, given_on=date(2026, 9, 3))
    assert (case.stage, case.agreed_on) == ("agreed", date(2026, 9, 3))
    assert (first.text_version, first.recorded_by_id) == ("2026-1", worker.user_id)
    assert queries.adults_without_agreement(case) == [father]
    operations.record_agreement(actor=worker, case=case, person=father, form="screen")
    assert case.agreed_on == date(2026, 9, 3)
    assert queries.adults_without_agreement(case) == []


def test_a_case_is_agreed_since_the_earliest_agreement_whenever_it_is_written_down() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    mother, father, _child = persons_of(case)
    operations.record_agreement(actor=worker, case=case, person=mother)
    assert case.agreed_on == date(2026, 10, 5)
    operations.record_agreement(actor=worker, case=case, person=father, given_on=date(2026, 9, 8))
    case.refresh_from_db()
    assert case.agreed_on == date(2026, 9, 8)


def test_one_person_agrees_once_at_a_time() -> None:
    worker = people.actor("social_worker")
    case = build.agreed(worker, build.family(worker))
    mother = persons_of(case)[0]
    with pytest.raises(errors.AgreementExistsError):
        operations.record_agreement(actor=worker, case=case, person=mother)
    [agreement] = queries.agreements(case)
    operations.withdraw_agreement(actor=worker, agreement=agreement)
    operations.record_agreement(actor=worker, case=case, person=mother)
    assert ParticipationAgreement.objects.filter(person=mother).count() == 2


def test_a_guardian_speaks_for_a_child_and_for_nobody_else() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    mother, _father, child = persons_of(case)
    with pytest.raises(errors.GuardianNeededError):
        operations.record_agreement(actor=worker, case=case, person=child)
    with pytest.raises(errors.NoGuardianForAdultsError):
        operations.record_agreement(actor=worker, case=case, person=mother, form="guardian")
    with pytest.raises(errors.UnknownFormError):
        operations.record_agreement(actor=worker, case=case, person=mother, form="sms")
    assert case.stage == "screening"
    with pytest.raises(errors.GuardianMissingError):
        operations.record_agreement(actor=worker, case=case, person=child, form="guardian")
    speaks = Guardian("parent", person=mother.pk)
    operations.record_agreement(actor=worker, case=case, person=child, form="guardian", guardian=speaks)
    assert case.stage == "agreed"


def test_nobody_agrees_before_the_case_in_the_future_or_for_another_family() -> None:
    worker = people.actor("social_worker")
    case, other = build.family(worker), build.family(worker)
    mother = persons_of(case)[0]
    for day in (date(2026, 8, 31), date(2026, 10, 6)):
        with pytest.raises(errors.AgreementDayError):
            operations.record_agreement(actor=worker, case=case, person=mother, given_on=day)
    with pytest.raises(errors.NotOfTheHouseholdError):
        operations.record_agreement(actor=worker, case=other, person=mother)
    assert not ParticipationAgreement.objects.exists()


def test_a_withdrawal_counts_from_its_own_day() -> None:
    worker = people.actor("social_worker")
    case = build.agreed(worker, build.family(worker))
    mother = persons_of(case)[0]
    [agreement] = queries.agreements(case)
    with pytest.raises(errors.WithdrawalDayError):
        operations.withdraw_agreement(actor=worker, agreement=agreement, withdrawn_on=date(2026, 9, 2))
    operations.withdraw_agreement(actor=worker, agreement=agreement, withdrawn_on=date(2026, 9, 20))
    assert queries.has_agreement(mother, date(2026, 9, 19)) is True
    assert queries.has_agreement(mother, date(2026, 9, 20)) is False
    with pytest.raises(errors.AlreadyWithdrawnError):
        operations.withdraw_agreement(actor=worker, agreement=agreement)


def test_a_person_withdraws_the_own_agreement_and_nobody_elses() -> None:
    worker = people.actor("social_worker")
    case = build.agreed(worker, build.family(worker))
    mother, father, _child = persons_of(case)
    [agreement] = queries.agreements(case)
    accounts = [people.account("family_member") for _ in range(2)]
    for person, user in zip((mother, father), accounts, strict=True):
        families.link_account(actor=worker, person=person, user=user)
    herself, himself = (people.actor_of(user) for user in accounts)
    with pytest.raises(NotVisibleError):
        operations.withdraw_agreement(actor=himself, agreement=agreement)
    assert queries.has_agreement(mother)
    assert queries.own_agreement(herself) == agreement
    operations.withdraw_agreement(actor=herself, agreement=agreement)
    assert not queries.has_agreement(mother)


def test_another_worker_records_nothing() -> None:
    case = build.family(people.actor("social_worker"))
    with pytest.raises(NotVisibleError):
        build.agreed(people.actor("social_worker"), case)
    assert not ParticipationAgreement.objects.exists()
