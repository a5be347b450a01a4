"""What rows point to is loaded with one query a model, and not at all where it is known."""

from __future__ import annotations

from typing import Any

import pytest

from core.families.models import HouseholdMember
from core.paths.models import Goal
from core.shared.loading import attach
from tests.support import vertical

pytestmark = pytest.mark.django_db


def test_one_query_a_model_however_many_rows_and_keys(in_town: str, django_assert_num_queries: Any) -> None:
    assert in_town
    home = vertical.family()
    rows = list(HouseholdMember.objects.filter(household=home.case.household_id))
    with django_assert_num_queries(2):
        attach(rows, "person", "household")
        assert {row.person.pk for row in rows} == {home.mother.pk, home.father.pk}
        assert {row.household.pk for row in rows} == {home.case.household_id}


def test_what_is_known_and_what_is_empty_is_not_asked_for(
    in_town: str, django_assert_num_queries: Any
) -> None:
    assert in_town
    home = vertical.family()
    rows = list(HouseholdMember.objects.filter(household=home.case.household_id))
    goals = list(Goal.objects.filter(plan=home.plan))
    with django_assert_num_queries(0):
        attach(rows, "person", known=[home.mother, home.father])
        attach(goals, "for_person")
        attach([], "person")
        assert [goal.for_person for goal in goals] == [None] * len(goals)
    assert next(row for row in rows if row.person_id == home.mother.pk).person is home.mother


def test_only_foreign_keys_are_attached(in_town: str) -> None:
    assert in_town
    rows = list(HouseholdMember.objects.filter(household=vertical.family().case.household_id))
    with pytest.raises(TypeError):
        attach(rows, "role")
