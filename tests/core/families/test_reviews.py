"""Reviews of the path and the closing conversation: what they need and where they lead."""

from __future__ import annotations

from datetime import date

import pytest

from core.audit.models import AuditEvent
from core.families import errors, operations, queries
from core.families.models import Case
from core.families.operations import ClosingData, ReviewData
from core.paths import operations as paths
from core.shared.clock import standing_at
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.ids import uuid7
from tests.support import families as build
from tests.support import people

TODAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def _on_the_day(in_town: str) -> object:
    with standing_at(TODAY):
        yield


def on_a_path(worker: object, agreed_on: date = date(2026, 9, 10)) -> Case:
    """A case whose family agreed its path."""
    case = build.family(worker)  # type: ignore[arg-type]
    build.team(worker, case)  # type: ignore[arg-type]
    plan = paths.start_plan(actor=worker, case=case, started_on=agreed_on)  # type: ignore[arg-type]
    goal = paths.set_goal(actor=worker, plan=plan, title="Spokój w domu", area="home")  # type: ignore[arg-type]
    task = paths.TaskData(title="Rozmowa w szkole", kind="worker", due_on=date(2026, 10, 20))
    paths.add_task(actor=worker, goal=goal, task=task, on=agreed_on)  # type: ignore[arg-type]
    mother = queries.persons_of(case)[0]
    paths.agree_plan(actor=worker, plan=plan, person=mother, mode="meeting", agreed_on=agreed_on)  # type: ignore[arg-type]
    case.refresh_from_db()
    assert case.stage == "path"
    return case


def test_a_path_is_due_for_review_twelve_weeks_after_it_was_agreed() -> None:
    worker = people.actor("social_worker")
    case = on_a_path(worker)
    assert case.review_due_on == date(2026, 12, 3)
    assert list(queries.due_reviews(worker)) == []
    assert list(queries.due_reviews(worker, by=date(2026, 12, 3))) == [case]
    assert list(queries.due_reviews(people.actor("director"), by=date(2027, 1, 1))) == []


def test_a_review_says_what_works_and_when_to_look_again() -> None:
    worker = people.actor("social_worker")
    case = on_a_path(worker)
    mother = queries.persons_of(case)[0]
    key = uuid7()
    data = ReviewData(
        held_on=date(2026, 10, 1), works="Mama pracuje", family_words="Jest spokojniej", persons=[mother]
    )
    for _again in range(2):
        review = operations.record_review(actor=worker, case=case, review=data, key=key)
    case.refresh_from_db()
    assert (review.next_on, case.review_due_on) == (date(2026, 12, 24), date(2026, 12, 24))
    [shown] = queries.reviews_of(worker, case)
    assert (shown.works, list(shown.persons.all())) == ("Mama pracuje", [mother])
    assert "spokojniej" not in str(AuditEvent.objects.get(action="families.review_recorded").content())
    with pytest.raises(errors.ReviewExistsError):
        operations.record_review(actor=worker, case=case, review=data)
    changed = ReviewData(held_on=date(2026, 10, 1), next_on=date(2026, 11, 1), obstacles="Brak dojazdu")
    found = queries.review_visible(worker, case, review.pk)
    operations.change_review(actor=worker, review=found, data=changed, version=1)
    with pytest.raises(ConflictError):
        operations.change_review(actor=worker, review=found, data=changed, version=1)
    case.refresh_from_db()
    assert case.review_due_on == date(2026, 11, 1)
    with pytest.raises(NotVisibleError):
        queries.review_visible(people.actor("director"), case, review.pk)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (ReviewData(held_on=TODAY), errors.EmptyReviewError),
        (ReviewData(held_on=date(2026, 10, 6), works="x"), errors.ReviewDayError),
        (ReviewData(held_on=date(2026, 8, 31), works="x"), errors.ReviewDayError),
        (ReviewData(held_on=TODAY, next_on=TODAY, works="x"), errors.NextReviewDayError),
        (ReviewData(held_on=TODAY, next_on=date(2026, 12, 29), works="x"), errors.NextReviewDayError),
    ],
)
def test_a_review_has_its_days_and_a_word(data: ReviewData, error: type[Exception]) -> None:
    worker = people.actor("social_worker")
    case = on_a_path(worker)
    with pytest.raises(error):
        operations.record_review(actor=worker, case=case, review=data)
    assert not case.reviews.exists()


def test_before_the_path_and_with_strangers_there_is_no_review() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    with pytest.raises(errors.NoPathYetError):
        operations.record_review(actor=worker, case=case, review=ReviewData(held_on=TODAY, works="x"))
    stranger = queries.persons_of(build.family(worker))[0]
    with pytest.raises(NotVisibleError):
        operations.record_review(
            actor=worker,
            case=on_a_path(worker),
            review=ReviewData(held_on=TODAY, works="x", persons=[stranger]),
        )


def test_a_closing_conversation_leads_to_closing_or_back_to_the_path() -> None:
    worker = people.actor("social_worker")
    case = on_a_path(worker)
    mother = queries.persons_of(case)[0]
    with pytest.raises(errors.ConversationWithoutFamilyError):
        operations.record_closing_conversation(
            actor=worker, case=case, conversation=ClosingData(held_on=TODAY, achieved="Praca")
        )
    with pytest.raises(errors.InfluenceError):
        operations.record_closing_conversation(
            actor=worker,
            case=case,
            conversation=ClosingData(held_on=TODAY, achieved="x", influence=6, persons=[mother]),
        )
    said = ClosingData(held_on=TODAY, achieved="Praca", influence=4, persons=[mother])
    held = operations.record_closing_conversation(actor=worker, case=case, conversation=said)
    case.refresh_from_db()
    assert (case.stage, case.review_due_on) == ("closing", None)
    operations.change_closing_conversation(
        actor=worker,
        conversation=queries.closing_conversation_of(worker, case),  # type: ignore[arg-type]
        data=ClosingData(held_on=TODAY, achieved="Praca", influence=5, persons=[mother]),
        version=1,
    )
    operations.resume_case(actor=worker, case=case, reason="Rodzina chce jeszcze trochę")
    assert (case.stage, case.review_due_on) == ("path", date(2026, 12, 28))
    second = operations.record_closing_conversation(actor=worker, case=case, conversation=said)
    assert second.pk != held.pk
    operations.close_case(actor=worker, case=case, outcome="achieved")
    assert queries.closing_conversation_of(worker, case) == second
    assert queries.closing_conversation_of(people.actor("director"), case) is None
    with pytest.raises(errors.CaseClosedError):
        operations.change_closing_conversation(actor=worker, conversation=second, data=said)


def test_before_an_agreement_there_is_nothing_to_close_in_conversation() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    mother = queries.persons_of(case)[0]
    with pytest.raises(errors.WrongStageError):
        operations.record_closing_conversation(
            actor=worker,
            case=case,
            conversation=ClosingData(held_on=TODAY, achieved="x", persons=[mother]),
        )
