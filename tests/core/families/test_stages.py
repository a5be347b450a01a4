"""A case from stage to stage, on the real database: each step is a row with who, when and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.audit.models import AuditEvent
from core.families import errors, operations, queries
from core.shared.clock import standing_at
from core.shared.errors import ConflictError, NotVisibleError
from core.teams.operations import form_team
from tests.support import families as build
from tests.support import people

TODAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def _on_the_day(in_town: str) -> object:
    with standing_at(TODAY):
        yield


def test_an_assessment_moves_an_agreed_case_once() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    with pytest.raises(errors.WrongStageError):
        operations.mark_assessed(actor=worker, case=case, on=TODAY)
    build.agreed(worker, case)
    for _again in range(2):
        operations.mark_assessed(actor=worker, case=case, on=date(2026, 9, 10))
    assert case.stage == "assessed"
    form_team(actor=worker, case=case, formed_on=date(2026, 9, 12))
    operations.mark_assessed(actor=worker, case=case, on=TODAY)
    assert [step.to_stage for step in queries.transitions_of(case)] == [
        "screening",
        "agreed",
        "assessed",
        "team",
    ]


def test_a_closed_case_goes_on_where_it_stood_with_a_reason() -> None:
    worker = people.actor("social_worker")
    case = build.agreed(worker, build.family(worker))
    operations.close_case(actor=worker, case=case, outcome="withdrawn")
    with pytest.raises(errors.MissingReasonError):
        operations.resume_case(actor=worker, case=case, reason=" ")
    with pytest.raises(ConflictError):
        operations.resume_case(actor=worker, case=case, reason="Wróciła", version=1)
    with pytest.raises(NotVisibleError):
        operations.resume_case(actor=people.actor("social_worker"), case=case, reason="Wróciła")
    operations.resume_case(actor=worker, case=case, reason="Rodzina jednak chce dalej")
    case.refresh_from_db()
    assert (case.stage, case.closed_on, case.outcome) == ("agreed", None, "")
    last = queries.transitions_of(case)[-1]
    assert (last.from_stage, last.to_stage, last.reason) == ("closed", "agreed", "Rodzina jednak chce dalej")
    assert "chce dalej" not in str(AuditEvent.objects.get(action="families.case_resumed").content())
    with pytest.raises(errors.NothingToResumeError):
        operations.resume_case(actor=worker, case=case, reason="Jeszcze raz")


def test_a_case_closed_long_ago_or_followed_by_another_stays_closed() -> None:
    worker = people.actor("social_worker")
    old = build.family(worker)
    operations.close_case(actor=worker, case=old, outcome="other")
    with standing_at(TODAY + timedelta(days=31)), pytest.raises(errors.ResumedTooLateError):
        operations.resume_case(actor=worker, case=old, reason="Wróciła")
    operations.reopen_household(actor=worker, case=old)
    with pytest.raises(errors.CaseAlreadyOpenError):
        operations.resume_case(actor=worker, case=old, reason="Wróciła")
