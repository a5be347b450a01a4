"""Registering, grounds, closing: on the real database, under a town's own role."""

from __future__ import annotations

from datetime import date

import pytest

from core.audit.models import AuditEvent
from core.families import errors, operations, queries
from core.families.models import Case, Household, Person
from core.families.operations import PersonData, registering, writing
from core.shared.clock import standing_at
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.identifiers import BadPeselError
from core.shared.ids import uuid7
from tests.support import families as build
from tests.support import people

TODAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def _on_the_day(in_town: str) -> object:
    with standing_at(TODAY):
        yield


def test_a_household_opens_a_case_led_by_the_worker_who_registers_it() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    assert (case.number, case.stage, case.opened_on) == ("1/2026", "screening", build.OPENED)
    assert case.social_worker_id == worker.user_id
    assert [member.role for member in queries.members_of(case)] == ["lead", "spouse", "child"]
    [step] = queries.transitions_of(case)
    assert (step.from_stage, step.to_stage, step.actor_name) == ("", "screening", worker.name)
    event = AuditEvent.objects.get(action="families.household_registered")
    assert event.data == {"persons": 3, "opened_on": "2026-09-01"}
    assert "Wzorcow" not in str(event.content())


def test_numbers_run_within_a_year_and_a_town() -> None:
    worker = people.actor("social_worker")
    numbers = [build.family(worker).number for _ in range(2)]
    numbers.append(build.family(worker, opened_on=date(2025, 12, 31)).number)
    assert numbers == ["1/2026", "2/2026", "1/2025"]


def test_without_a_leading_person_the_first_one_leads_and_two_are_refused() -> None:
    worker = people.actor("social_worker")
    lone = PersonData("Ewa", "Przykładowa", "parent")
    case = build.family(worker, lone, build.CHILD)
    assert queries.members_of(case)[0].person.first_name == "Ewa"
    with pytest.raises(errors.TwoLeadsError) as refused:
        build.family(worker, build.MOTHER, PersonData("Anna", "Druga", "lead"))
    assert refused.value.data == {"row": 1}


@pytest.mark.parametrize(
    ("persons", "error", "row"),
    [
        ((build.MOTHER, PersonData("Jan", "Zły", pesel="12345678901")), BadPeselError, 1),
        ((build.MOTHER, PersonData(" ", "Bezimienny")), errors.MissingNameError, 1),
        (
            (
                PersonData("Anna", "Pierwsza", "lead", pesel=build.PESEL),
                PersonData("Anna", "Ta Sama", pesel=build.PESEL),
            ),
            errors.DuplicatePeselError,
            1,
        ),
    ],
)
def test_one_wrong_person_refuses_the_whole_household(
    persons: tuple[PersonData, ...], error: type[Exception], row: int
) -> None:
    worker = people.actor("social_worker")
    with pytest.raises(error) as refused:
        build.family(worker, *persons)
    assert refused.value.data == {"row": row}  # type: ignore[attr-defined]
    assert not Person.objects.exists()
    assert not Household.objects.exists()
    assert not Case.objects.exists()


def test_a_pesel_belongs_to_one_person_of_the_town() -> None:
    worker = people.actor("social_worker")
    build.family(worker, PersonData("Anna", "Pierwsza", pesel=build.PESEL))
    with pytest.raises(errors.DuplicatePeselError):
        build.family(worker, PersonData("Anna", "Inna", pesel=build.PESEL))
    assert Person.objects.count() == 1


def test_an_empty_household_a_future_day_and_an_unknown_worker_are_refused() -> None:
    worker = people.actor("social_worker")
    with pytest.raises(errors.EmptyHouseholdError):
        operations.register_household(actor=worker, household_type="single", persons=[])
    with pytest.raises(errors.OpenedInFutureError):
        build.family(worker, opened_on=date(2026, 10, 6))
    with pytest.raises(errors.NotASocialWorkerError):
        build.family(worker, social_worker=people.account("director"))
    assert not Case.objects.exists()


@pytest.mark.parametrize("role", ["director", "network_officer", "delegate", "family_member"])
def test_only_social_workers_register(role: str) -> None:
    with pytest.raises(NotVisibleError):
        build.family(people.actor(role))
    assert not Person.objects.exists()


def test_a_form_sent_twice_opens_one_case() -> None:
    worker = people.actor("social_worker")
    key = build.family(worker).pk
    again = operations.register_household(
        actor=worker, household_type="single", persons=[build.MOTHER], key=key
    )
    assert again.pk == key
    assert Case.objects.count() == 1


def test_grounds_start_stay_and_end_with_their_days() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    operations.record_grounds(actor=worker, case=case, codes=["1", "4"], starts_on=date(2026, 9, 2))
    operations.record_grounds(actor=worker, case=case, codes=["4", "13"], starts_on=date(2026, 9, 20))
    rows = [(row.code, row.starts_on.day, row.ends_on) for row in case.grounds.order_by("code")]
    assert rows == [("1", 2, date(2026, 9, 20)), ("13", 20, None), ("4", 2, None)]
    assert [row.code for row in queries.grounds_of(case)] == ["4", "13"]
    event = AuditEvent.objects.filter(action="families.grounds_recorded").last()
    assert event is not None
    assert event.data == {"number": 2, "starts_on": "2026-09-20"}


@pytest.mark.parametrize(
    ("codes", "day", "error"),
    [
        (["10"], date(2026, 9, 2), errors.UnknownGroundError),
        ([], date(2026, 9, 2), errors.NoGroundsError),
        (["1"], date(2026, 8, 31), errors.GroundDayError),
        (["1"], date(2026, 10, 6), errors.GroundDayError),
    ],
)
def test_grounds_need_a_point_of_the_law_and_a_day_of_the_case(
    codes: list[str], day: date, error: type[Exception]
) -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    with pytest.raises(error):
        operations.record_grounds(actor=worker, case=case, codes=codes, starts_on=day)
    assert not case.grounds.exists()


def test_closing_needs_an_outcome_a_day_and_the_version_that_was_read() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    with pytest.raises(errors.ClosedTooEarlyError):
        operations.close_case(actor=worker, case=case, outcome="moved", closed_on=date(2026, 8, 1))
    with pytest.raises(errors.UnknownChoiceError):
        operations.close_case(actor=worker, case=case, outcome="")
    with pytest.raises(ConflictError):
        operations.close_case(actor=worker, case=case, outcome="moved", version=7)
    assert Case.objects.get(pk=case.pk).stage == "screening"
    operations.close_case(actor=worker, case=case, outcome="moved", reason="Do Opola", version=1)
    closed = Case.objects.get(pk=case.pk)
    assert (closed.stage, closed.outcome, closed.closed_on) == ("closed", "moved", TODAY)
    assert queries.transitions_of(closed)[-1].reason == "Do Opola"
    with pytest.raises(errors.CaseClosedError):
        operations.record_grounds(actor=worker, case=closed, codes=["1"])


def test_a_family_that_returns_gets_a_new_case_but_never_two_at_once() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    with pytest.raises(errors.CaseAlreadyOpenError):
        operations.reopen_household(actor=worker, case=case)
    operations.close_case(actor=worker, case=case, outcome="achieved")
    again = operations.reopen_household(actor=worker, case=case)
    assert (again.number, again.household_id) == ("2/2026", case.household_id)


def test_a_person_moves_in_and_out_on_a_day() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    added = operations.add_person(
        actor=worker,
        case=case,
        person=PersonData("Stefan", "Dziadek", "grandparent"),
        starts_on=date(2026, 9, 10),
    )
    with pytest.raises(errors.TwoLeadsError):
        operations.add_person(actor=worker, case=case, person=PersonData("A", "B", "lead"))
    operations.end_membership(actor=worker, case=case, person=added, ends_on=date(2026, 9, 20))
    on = {day: added in queries.persons_of(case, date(2026, 9, day)) for day in (9, 10, 19, 20)}
    assert on == {9: False, 10: True, 19: True, 20: False}


def test_an_account_belongs_to_one_person() -> None:
    worker = people.actor("social_worker")
    mother, father, _child = queries.persons_of(build.family(worker))
    user = people.account("family_member")
    operations.link_account(actor=worker, person=mother, user=user)
    assert queries.person_of(user.pk) == mother.pk
    with pytest.raises(errors.AccountTakenError):
        operations.link_account(actor=worker, person=father, user=user)
    with pytest.raises(NotVisibleError):
        operations.link_account(actor=people.actor("social_worker"), person=father, user=user)


def test_the_same_form_sent_twice_at_once_opens_one_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second waits for the lock; what the first wrote meanwhile must be found, not run into."""
    worker, key = people.actor("social_worker"), uuid7()

    def send() -> Case:
        return operations.register_household(
            actor=worker, household_type="single", persons=[build.MOTHER], key=key
        )

    waited = writing.take_numbers

    def another_is_faster() -> None:
        monkeypatch.setattr(registering, "take_numbers", waited)
        send()

    monkeypatch.setattr(registering, "take_numbers", another_is_faster)
    assert send().pk == key
    assert (Case.objects.count(), Household.objects.count(), Person.objects.count()) == (1, 1, 1)


def test_moving_out_twice_is_refused_and_no_fault() -> None:
    """Until a day to come somebody still lives here, and the page offers the form again."""
    worker = people.actor("social_worker")
    case = build.family(worker)
    child = queries.persons_of(case)[2]
    operations.end_membership(actor=worker, case=case, person=child, ends_on=date(2026, 11, 1))
    assert child in queries.persons_of(case)
    with pytest.raises(NotVisibleError):
        operations.end_membership(actor=worker, case=case, person=child)
