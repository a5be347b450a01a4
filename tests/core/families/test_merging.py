"""One person written down twice: put together, and taken apart again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from core.audit.models import AuditEvent
from core.families import errors, operations, queries
from core.families.models import Case, Person
from core.families.operations import PersonData
from core.shared.errors import NotVisibleError
from tests.support import families as build
from tests.support import people

pytestmark = pytest.mark.usefixtures("in_town")


def twin(worker: Any, case: Case, **more: Any) -> tuple[Person, Person]:
    """The child, and the same child typed once more with a number."""
    child = queries.persons_of(case)[2]
    other = operations.add_person(
        actor=worker, case=case, person=PersonData("Zosia", "Wzorcowa", "child", **more)
    )
    return child, other


def names(case: Case) -> list[str]:
    return [person.first_name for person in queries.persons_of(case)]


def test_the_second_record_goes_and_comes_back_as_it_was() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker, build.MOTHER, build.FATHER, PersonData("Zosia", "Wzorcowa", "child"))
    kept, dropped = twin(worker, case, pesel=build.PESEL)
    assert [one.person for one in queries.twins_visible(worker, kept)] == [dropped]
    merge = operations.merge_persons(actor=worker, case=case, kept=kept, dropped=dropped)
    assert names(case).count("Zosia") == 1
    now = Person.objects.get(pk=kept.pk)
    assert (now.pesel, now.born_on) == (build.PESEL, date(1990, 4, 12))
    assert Person.objects.get(pk=dropped.pk).pesel is None
    assert queries.person_with_pesel(worker, build.PESEL) == kept
    assert queries.twins_visible(worker, kept) == []
    assert AuditEvent.objects.filter(action="families.persons_merged").count() == 1
    with pytest.raises(NotVisibleError):
        operations.undo_merge(actor=people.actor("social_worker"), merge=merge)
    operations.undo_merge(actor=worker, merge=merge)
    assert names(case).count("Zosia") == 2
    kept.refresh_from_db()
    dropped.refresh_from_db()
    assert (kept.pesel, kept.born_on, dropped.pesel) == (None, None, build.PESEL)
    with pytest.raises(errors.MergeUndoneError):
        operations.undo_merge(actor=worker, merge=merge)


def test_what_somebody_said_never_changes_whose_it_is() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    mother, father, child = queries.persons_of(case)
    build.agreed(worker, case)
    for kept, dropped, refusal in (
        (father, mother, errors.MergeRecordsError),
        (child, father, errors.MergeDiffersError),
    ):
        with pytest.raises(refusal):
            operations.merge_persons(actor=worker, case=case, kept=kept, dropped=dropped)
    assert len(queries.persons_of(case)) == 3


def test_a_record_of_a_family_that_one_does_not_lead_is_not_there() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    stranger = queries.persons_of(build.family(people.actor("social_worker")))[0]
    with pytest.raises(NotVisibleError):
        operations.merge_persons(actor=worker, case=case, kept=queries.persons_of(case)[0], dropped=stranger)


def test_who_lives_in_two_families_moves_out_of_one_first() -> None:
    worker = people.actor("social_worker")
    case, other = build.family(worker), build.family(worker)
    kept, dropped = queries.persons_of(case)[2], queries.persons_of(other)[2]
    with pytest.raises(errors.LivesElsewhereError):
        operations.merge_persons(actor=worker, case=case, kept=kept, dropped=dropped)
    operations.end_membership(actor=worker, case=other, person=dropped)
    merge = operations.merge_persons(actor=worker, case=case, kept=kept, dropped=dropped)
    assert {stay.household_id for stay in kept.memberships.all()} == {case.household_id, other.household_id}
    operations.undo_merge(actor=worker, merge=merge)
    assert {stay.household_id for stay in kept.memberships.all()} == {case.household_id}


def test_what_was_put_together_is_one_human_being() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker, build.MOTHER, build.FATHER, PersonData("Zosia", "Wzorcowa", "child"))
    kept, dropped = twin(worker, case)
    merge = operations.merge_persons(actor=worker, case=case, kept=kept, dropped=dropped)
    assert operations.merge_persons(actor=worker, case=case, kept=kept, dropped=dropped) == merge
    _mother, father, _child = queries.persons_of(case)
    for stays, goes in ((father, dropped), (father, kept)):
        with pytest.raises(errors.MergeRecordsError):
            operations.merge_persons(actor=worker, case=case, kept=stays, dropped=goes)
    assert dropped.pk not in {stay.person_id for stay in queries.stays_visible(worker, case)}
    with pytest.raises(NotVisibleError):
        queries.past_person(worker, case, dropped.pk)
    operations.undo_merge(actor=worker, merge=merge)
    assert dropped.pk in {stay.person_id for stay in queries.stays_visible(worker, case)}
