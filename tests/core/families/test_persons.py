"""Persons over time: corrected, in another role, gone, back; known by PESEL to whom it concerns."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache

from core.audit.models import AuditEvent
from core.families import errors, operations, queries
from core.families.models import Case, Person
from core.families.operations import PersonData
from core.shared.clock import standing_at
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.identifiers import BadPeselError
from tests.support import families as build
from tests.support import people

TODAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def _on_the_day(in_town: str) -> object:
    cache.clear()
    with standing_at(TODAY):
        yield


def facts(person: Person, **more: object) -> dict[str, object]:
    return {"first_name": person.first_name, "last_name": person.last_name, "born_on": person.born_on} | more


def test_a_person_is_corrected_and_the_log_names_fields_only() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    mother = queries.persons_of(case)[0]
    changed = operations.correct_person(
        actor=worker,
        case=case,
        person=mother,
        **facts(mother, last_name="Nowa-Wzorcowa", pesel=build.PESEL, sex="F"),  # type: ignore[arg-type]
    )
    assert (changed.last_name, changed.pesel, changed.version) == ("Nowa-Wzorcowa", build.PESEL, 2)
    event = AuditEvent.objects.get(action="families.person_corrected")
    assert event.data["fields"] == ["last_name", "pesel"]
    assert "Nowa" not in str(event.content())
    again = Person.objects.get(pk=mother.pk)
    kept = operations.correct_person(
        actor=worker,
        case=case,
        person=again,
        **facts(again, first_name="Łucja Maria"),  # type: ignore[arg-type]
    )
    assert kept.pesel == build.PESEL
    gone = operations.correct_person(actor=worker, case=case, person=kept, **facts(kept, pesel=""))  # type: ignore[arg-type]
    assert (gone.pesel, gone.pesel_index) == (None, None)


def test_what_somebody_else_corrected_is_not_overwritten() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    mother = queries.persons_of(case)[0]
    operations.correct_person(
        actor=worker,
        case=case,
        person=mother,
        version=1,
        **facts(mother, last_name="Pierwsza"),  # type: ignore[arg-type]
    )
    with pytest.raises(ConflictError):
        operations.correct_person(
            actor=worker,
            case=case,
            person=mother,
            version=1,
            **facts(mother, last_name="Druga"),  # type: ignore[arg-type]
        )
    with pytest.raises(errors.PeselMismatchError):
        operations.correct_person(
            actor=worker,
            case=case,
            person=mother,
            **facts(mother, born_on=date(1991, 1, 1), pesel=build.PESEL),  # type: ignore[arg-type]
        )
    with pytest.raises(NotVisibleError):
        operations.correct_person(
            actor=people.actor("social_worker"),
            case=case,
            person=mother,
            **facts(mother),  # type: ignore[arg-type]
        )
    other = queries.persons_of(build.family(worker))[0]
    with pytest.raises(NotVisibleError):
        operations.correct_person(actor=worker, case=case, person=other, **facts(other))  # type: ignore[arg-type]


def test_roles_change_from_a_day_and_a_lead_is_handed_over() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    mother, father, child = queries.persons_of(case)
    operations.change_role(actor=worker, case=case, person=child, role="other_member", starts_on=build.OPENED)
    with pytest.raises(errors.LeadNeededError):
        operations.change_role(actor=worker, case=case, person=mother, role="spouse")
    with pytest.raises(errors.LeadNeededError):
        operations.end_membership(actor=worker, case=case, person=mother)
    with pytest.raises(errors.FormerLeadRoleError):
        operations.change_role(actor=worker, case=case, person=father, role="lead")
    operations.change_role(
        actor=worker,
        case=case,
        person=father,
        role="lead",
        starts_on=date(2026, 9, 20),
        former_lead_role="spouse",
    )
    before = {row.person_id: row.role for row in queries.members_of(case, date(2026, 9, 19))}
    after = {row.person_id: row.role for row in queries.members_of(case)}
    assert before == {mother.pk: "lead", father.pk: "spouse", child.pk: "other_member"}
    assert after == {mother.pk: "spouse", father.pk: "lead", child.pk: "other_member"}
    assert len(queries.stays_visible(worker, case)) == 5
    operations.end_membership(actor=worker, case=case, person=mother)
    with pytest.raises(errors.RoleDayError):
        operations.change_role(
            actor=worker, case=case, person=father, role="spouse", starts_on=date(2026, 8, 1)
        )


def test_somebody_who_left_comes_back_on_a_later_day() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    child = queries.persons_of(case)[2]
    with pytest.raises(errors.LivesHereError):
        operations.return_person(actor=worker, case=case, person=child, role="child")
    operations.end_membership(actor=worker, case=case, person=child, ends_on=date(2026, 9, 10))
    assert queries.past_person(worker, case, child.pk) == child
    with pytest.raises(errors.ReturnDayError):
        operations.return_person(
            actor=worker, case=case, person=child, role="child", starts_on=date(2026, 9, 9)
        )
    operations.return_person(actor=worker, case=case, person=child, role="child", starts_on=date(2026, 9, 20))
    there = {day: child in queries.persons_of(case, date(2026, 9, day)) for day in (9, 15, 20)}
    assert there == {9: True, 15: False, 20: True}
    with pytest.raises(NotVisibleError):
        queries.past_person(worker, case, child.pk)
    stranger = queries.persons_of(build.family(worker))[0]
    with pytest.raises(NotVisibleError):
        operations.return_person(actor=worker, case=case, person=stranger, role="child")


def test_a_household_is_corrected_and_its_number_belongs_to_one() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker, source_number="POM-1")
    build.family(worker, source_number="POM-2")
    with pytest.raises(errors.SourceNumberTakenError):
        operations.correct_household(actor=worker, case=case, household_type="large", source_number="POM-2")
    with pytest.raises(errors.SourceNumberTakenError):
        build.family(worker, source_number="POM-2")
    found = operations.correct_household(
        actor=worker, case=case, household_type="large", source_number=" POM-3 ", version=1
    )
    assert (found.household_type, found.source_number, found.version) == ("large", "POM-3", 2)
    with pytest.raises(ConflictError):
        operations.correct_household(actor=worker, case=case, household_type="single", version=1)


def test_a_search_by_pesel_tells_whom_to_ask_and_is_noted() -> None:
    worker, other = people.actor("social_worker"), people.actor("social_worker")
    case = build.family(worker, PersonData("Anna", "Pierwsza", pesel=build.PESEL))
    mine = operations.search_pesel(actor=worker, pesel=build.PESEL)
    assert (mine.own_case, mine.contact) == (case, "")
    theirs = operations.search_pesel(actor=other, pesel=build.PESEL)
    assert (theirs.own_case, theirs.person, theirs.contact) == (None, None, worker.name)
    assert not operations.search_pesel(actor=other, pesel="88020300018").known
    noted = list(AuditEvent.objects.filter(action="families.pesel_searched").values_list("data", flat=True))
    assert noted == [{"known": True}, {"known": True}, {"known": False}]
    with pytest.raises(BadPeselError):
        operations.search_pesel(actor=other, pesel="1")
    for role in ("director", "network_officer", "delegate", "family_member"):
        with pytest.raises(NotVisibleError):
            operations.search_pesel(actor=people.actor(role), pesel=build.PESEL)


def test_numbers_cannot_be_tried_out_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.families.operations.searching.MOST_AN_HOUR", 2)
    worker = people.actor("social_worker")
    for _again in range(2):
        operations.search_pesel(actor=worker, pesel=build.PESEL)
    with pytest.raises(errors.TooManySearchesError):
        operations.search_pesel(actor=worker, pesel=build.PESEL)


def test_a_refusal_that_tells_of_a_known_pesel_is_noted_too() -> None:
    worker, other = people.actor("social_worker"), people.actor("social_worker")
    build.family(worker, PersonData("Anna", "Pierwsza", pesel=build.PESEL))
    with pytest.raises(errors.DuplicatePeselError):
        build.family(other, PersonData("Anna", "Pierwsza", pesel=build.PESEL))
    event = AuditEvent.objects.get(action="families.pesel_found_known")
    assert event.actor_id == other.user_id


def test_somebody_from_a_closed_case_keeps_the_record_in_a_new_home() -> None:
    worker, other = people.actor("social_worker"), people.actor("social_worker")
    old = build.family(worker, build.MOTHER, PersonData("Adam", "Dorosły", pesel="88020300018"))
    operations.close_case(actor=worker, case=old, outcome="achieved")
    with pytest.raises(errors.DuplicatePeselError):  # another name: the number was mistyped
        build.family(other, PersonData("Ewa", "Zupełnie-Inna", pesel="88020300018"))
    new = build.family(other, PersonData("Adam", "Dorosly", pesel="88020300018"))
    assert Person.objects.filter(pesel_index__isnull=False).count() == 1
    [adam] = queries.persons_of(new)
    assert (adam.full_name, adam.home_id) == ("Adam Dorosly", new.household_id)
    assert adam not in queries.persons_of(old)
    assert Case.objects.count() == 2


def test_a_wrong_day_of_a_ground_is_corrected_and_an_end_may_be_to_come() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    operations.record_grounds(actor=worker, case=case, codes=["1", "4"], starts_on=date(2026, 9, 2))
    ground = queries.ground_visible(worker, case, case.grounds.get(code="1").pk)
    operations.change_ground(
        actor=worker, ground=ground, starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 1)
    )
    assert [row.code for row in queries.grounds_of(case)] == ["1", "4"]
    assert [row.code for row in queries.grounds_of(case, date(2026, 12, 1))] == ["4"]
    with pytest.raises(errors.GroundEndError):
        operations.change_ground(
            actor=worker, ground=ground, starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 1)
        )
    operations.record_grounds(actor=worker, case=case, codes=["1", "4", "13"])
    assert case.grounds.count() == 3
    operations.record_grounds(actor=worker, case=case, codes=["4", "13"])
    operations.record_grounds(actor=worker, case=case, codes=["1", "4", "13"])
    again = queries.ground_visible(worker, case, case.grounds.get(code="1", ends_on__isnull=True).pk)
    with pytest.raises(errors.GroundOverlapError):
        operations.change_ground(actor=worker, ground=again, starts_on=date(2026, 9, 10))
    version = Case.objects.get(pk=case.pk).version
    with pytest.raises(ConflictError):
        operations.remove_ground(actor=worker, ground=again, version=version - 1)
    operations.remove_ground(actor=worker, ground=again)
    assert case.grounds.filter(code="1").count() == 1
    with pytest.raises(NotVisibleError):
        queries.ground_visible(people.actor("director"), case, ground.pk)
