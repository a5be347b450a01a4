"""Who may write down a separation, who ever learns of it, and what it closes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.families import queries as families
from core.safety import errors, operations, queries
from core.safety.models import OpenedRecord, SeparateProcedure, Separation
from core.shared import clock
from core.shared.errors import ConflictError, NotVisibleError
from tests.support import people, vertical

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_town")]


def separated(family: vertical.AgreedFamily) -> Separation:
    return operations.separate(
        actor=family.worker,
        case=family.case,
        kept_from=family.father,
        protected=family.mother,
        reason="Boi się go.",
    )


def test_only_the_leader_writes_and_reads() -> None:
    family = vertical.agreed_family()
    made = separated(family)
    hers = people.actor_of(vertical.member_account(family, family.mother))
    his = people.actor_of(vertical.member_account(family, family.father))
    others = [people.actor("director"), people.actor("network_officer"), people.actor("social_worker")]
    for actor in (hers, his, *others):
        with pytest.raises(NotVisibleError):
            operations.separate(
                actor=actor, case=family.case, kept_from=family.father, protected=family.mother, reason="x"
            )
        with pytest.raises(NotVisibleError):
            queries.separations_of(actor, family.case)
        with pytest.raises(NotVisibleError):
            operations.end_separation(actor=actor, separation=made)
        assert not queries.separations_visible_to(actor).exists()
        assert queries.separate_procedure_of(actor, family.case) is None
    assert queries.separations_of(family.worker, family.case) == [made]
    assert Separation.objects.count() == 1


def test_the_reason_is_sealed() -> None:
    from django.db import connection  # noqa: PLC0415  only here

    made = separated(vertical.agreed_family())
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM safety_separation WHERE id = %s", [made.pk])
        assert "Boi" not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"protected": "father"}, errors.SamePersonError),
        ({"reason": " "}, errors.SeparationReasonMissingError),
        ({"starts_on": clock.today() + timedelta(days=400)}, errors.SeparationDayError),
    ],
)
def test_what_is_refused(change: dict[str, object], refused: type[Exception]) -> None:
    family = vertical.agreed_family()
    values: dict[str, object] = {"protected": family.mother, "reason": "Powód"} | change
    if values["protected"] == "father":
        values["protected"] = family.father
    with pytest.raises(refused):
        operations.separate(
            actor=family.worker,
            case=family.case,
            kept_from=family.father,
            **values,  # type: ignore[arg-type]
        )
    assert not Separation.objects.exists()


def test_twice_is_refused_and_strangers_too() -> None:
    family, other = vertical.agreed_family(), vertical.agreed_family()
    separated(family)
    with pytest.raises(errors.SeparatedAlreadyError):
        separated(family)
    with pytest.raises(errors.NotOfTheHouseholdError):
        operations.separate(
            actor=family.worker,
            case=family.case,
            kept_from=family.father,
            protected=other.mother,
            reason="Powód",
        )


def test_it_ends_with_a_day_and_not_in_the_past() -> None:
    family = vertical.agreed_family()
    made = separated(family)
    with pytest.raises(errors.SeparationEndError):
        operations.end_separation(
            actor=family.worker, separation=made, last_day=clock.today() - timedelta(days=1)
        )
    with pytest.raises(ConflictError):
        operations.end_separation(actor=family.worker, separation=made, version=7)
    ended = operations.end_separation(actor=family.worker, separation=made, version=1)
    assert ended.last_day == clock.today()
    assert queries.hidden_from(family.father.pk) == {family.mother.pk}
    assert queries.hidden_from(family.father.pk, clock.today() + timedelta(days=1)) == frozenset()
    assert queries.hidden_from(family.mother.pk) == frozenset()


def test_a_mistake_counts_as_if_it_had_never_been() -> None:
    family = vertical.agreed_family()
    operations.mark_separation_mistaken(actor=family.worker, separation=separated(family))
    assert queries.wall_of(family.father.pk).is_open
    separated(family)
    assert not queries.wall_of(family.father.pk).is_open


def test_a_table_for_both_is_refused_with_both_names() -> None:
    family = vertical.agreed_family()
    persons = [person.pk for person in families.persons_of(family.case)]
    queries.check_together(family.case, persons)
    separated(family)
    with pytest.raises(errors.TogetherError) as refused:
        queries.check_together(family.case, persons)
    assert "Anna Przykładowa i Jan Przykładowy" in refused.value.message
    queries.check_together(family.case, [family.father.pk])
    assert queries.is_kept_apart(family.mother.pk, family.father.pk)


def test_opening_chooses_among_what_is_offered() -> None:
    family = vertical.family()
    separated(family)
    offered = [family.goal.pk]
    stranger = vertical.family().goal.pk
    operations.open_records(
        actor=family.worker,
        case=family.case,
        person=family.father,
        records=[family.goal.pk, stranger],
        of=offered,
    )
    wall = queries.wall_of(family.father.pk)
    assert wall.opened == {family.goal.pk}
    operations.open_records(
        actor=family.worker, case=family.case, person=family.father, records=[], of=offered
    )
    assert not OpenedRecord.objects.exists()


def test_the_flag_says_only_that_there_is_another_procedure() -> None:
    family = vertical.agreed_family()
    first = operations.mark_separate_procedure(actor=family.worker, case=family.case)
    assert operations.mark_separate_procedure(actor=family.worker, case=family.case) == first
    assert queries.separate_procedure_of(family.worker, family.case) == first
    assert {field.name for field in SeparateProcedure._meta.fields} == {
        "id", "created_at", "case", "starts_on", "ends_on", "recorded_by"
    }  # fmt: skip
    operations.end_separate_procedure(actor=family.worker, case=family.case)
    assert queries.separate_procedure_of(family.worker, family.case) is None


def test_the_log_names_no_person_and_no_reason() -> None:
    from core.audit.models import AuditEvent  # noqa: PLC0415  only here

    family = vertical.agreed_family()
    separated(family)
    event = AuditEvent.objects.filter(action__startswith="safety.").get()
    said = f"{event.content()}"
    for word in ("Boi", str(family.mother.pk), str(family.father.pk), "Anna", "Jan"):
        assert word not in said
    assert date.fromisoformat(str(event.data["starts_on"]))
