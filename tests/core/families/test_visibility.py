"""Who sees which family: own cases with names, figures without, nothing at all."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.families import operations, queries
from core.shared import keyring
from core.shared.clock import standing_at
from core.shared.errors import NotVisibleError
from tests.support import families as build
from tests.support import people


@pytest.fixture(autouse=True)
def _on_the_day(in_town: str) -> object:
    with standing_at(date(2026, 10, 5)):
        yield


def test_a_social_worker_lists_own_cases_only() -> None:
    first, second = people.actor("social_worker"), people.actor("social_worker")
    own, other = build.family(first), build.family(second)
    assert list(queries.cases_visible_to(first)) == [own]
    assert queries.case_visible(first, own.pk) == own
    with pytest.raises(NotVisibleError):
        queries.case_visible(first, other.pk)


@pytest.mark.parametrize("role", ["director", "network_officer"])
def test_officers_see_figures_and_no_person(role: str) -> None:
    case = build.family(people.actor("social_worker"))
    officer = people.actor(role)
    assert list(queries.cases_visible_to(officer)) == [case]
    assert queries.stage_counts(officer) == {
        "screening": 1,
        "agreed": 0,
        "assessed": 0,
        "team": 0,
        "path": 0,
        "closing": 0,
        "closed": 0,
    }
    assert queries.members_visible(officer, case) == []
    with pytest.raises(NotVisibleError):
        queries.own_case(officer, case.pk)
    mother = queries.persons_of(case)[0]
    with pytest.raises(NotVisibleError):
        queries.person_visible(officer, case, mother.pk)


@pytest.mark.parametrize("role", ["director", "network_officer"])
def test_an_officer_cannot_find_out_by_a_name_whether_a_family_is_known(role: str) -> None:
    worker = people.actor("social_worker")
    case = build.family(worker, source_number="POM-77")
    officer = people.actor(role)
    for typed in ("Wzorcowa", "lucja", "POM-77"):
        assert list(queries.cases_visible_to(worker, search=typed)) == [case]
        assert list(queries.cases_visible_to(officer, search=typed)) == []
    assert list(queries.cases_visible_to(officer, search=case.number)) == [case]


def test_a_director_who_is_also_a_worker_searches_names_of_own_cases_only() -> None:
    build.family(people.actor("social_worker"))
    both = people.actor("social_worker", "director")
    own = build.family(both)
    assert queries.cases_visible_to(both).count() == 2
    assert list(queries.cases_visible_to(both, search="wzorcowa")) == [own]
    assert list(queries.own_cases(both)) == [own]


@pytest.mark.parametrize("role", ["delegate", "family_member"])
def test_delegates_and_families_see_no_case_here(role: str) -> None:
    case = build.family(people.actor("social_worker"))
    stranger = people.actor(role)
    assert list(queries.cases_visible_to(stranger)) == []
    with pytest.raises(NotVisibleError):
        queries.case_visible(stranger, case.pk)


def test_nobody_but_the_leading_worker_writes() -> None:
    case = build.family(people.actor("social_worker"))
    for role in ("social_worker", "director", "network_officer", "delegate", "family_member"):
        with pytest.raises(NotVisibleError):
            operations.close_case(actor=people.actor(role), case=case, outcome="other")
    case.refresh_from_db()
    assert case.stage == "screening"


def test_a_list_asks_the_same_number_of_queries_for_one_case_and_for_three() -> None:
    worker = people.actor("social_worker")
    asked = []
    for wanted in (1, 3):
        while queries.cases_visible_to(worker).count() < wanted:
            build.family(worker)
        keyring.forget()
        with CaptureQueriesContext(connection) as caught:
            cases = list(queries.own_cases(worker))
            assert len(cases) == wanted
            names = queries.leading_persons(cases)
            sizes = queries.household_sizes(cases)
            assert {names[case.household_id].first_name for case in cases} == {"Łucja"}
            assert {sizes[case.household_id] for case in cases} == {3}
        asked.append(len(caught))
    assert asked[0] == asked[1] == 4


def test_the_open_case_of_a_person_comes_before_a_closed_one() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    mother = queries.persons_of(case)[0]
    operations.close_case(actor=worker, case=case, outcome="achieved")
    assert queries.case_of_person(mother.pk) == case
    again = operations.reopen_household(actor=worker, case=case)
    assert queries.case_of_person(mother.pk) == again
    assert queries.case_of_person(None) is None
