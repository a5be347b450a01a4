"""A town looks at its month, confirms it, keeps it back, is reminded; the run takes the rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from core.exchange.enums import SubmissionStep
from core.exchange.errors import (
    AlreadyHeldBackError,
    HoldNotePersonalError,
    HoldReasonMissingError,
    NobodyToRemindError,
    NotHeldBackError,
)
from core.exchange.models import SubmissionEvent, SubmissionReminder
from core.exchange.queries import submissions as steps
from core.families.models import Case
from core.indicators.models import IndicatorFact
from core.indicators.operations import compute
from core.notifications.models import Message
from core.regional import deadlines, operations, queries, submissions
from core.regional.errors import (
    AlreadyReleasedError,
    AlreadySubmittedError,
    CountsChangedError,
    HeldBackError,
    MonthNotOverError,
)
from core.regional.models import Release, Submission, TrueCell
from core.regional.queries.submissions import towns_in
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from tenants.context import in_tenant
from tests.support import people
from tests.support.figures import TODAY, deal_families

TOWN, OTHER, REGION, NEIGHBOUR = "g_2464011", "g_2475011", "r_24", "r_10"
MONTH = date(2026, 9, 1)


@pytest.fixture
def town(db: None) -> Iterator[Any]:
    """Families in one town, and its officer; the clock stands on the first of October."""
    with clock.standing_at(date(2026, 10, 1)), in_tenant(TOWN):
        deal_families(20, seed=7)
        yield people.actor(Role.NETWORK_OFFICER, name="Ewa Sieciowa")


def seen(officer: Any) -> str:
    compute(actor=officer, months=[MONTH])
    return queries.preview(officer, MONTH).digest


def state() -> str:
    found = steps.state_of(MONTH, TOWN)
    return found.step if found else ""


def coordinator() -> Any:
    return people.actor(Role.REGIONAL_COORDINATOR, name="Teresa Regionalna")


def test_what_is_confirmed_is_what_was_seen(town: Any) -> None:
    before = seen(town)
    case = Case.objects.filter(agreed_on__lt=MONTH, closed_on__isnull=True)[0]
    Case.objects.filter(pk=case.pk).update(stage="closed", closed_on=date(2026, 9, 20), outcome="achieved")
    with pytest.raises(CountsChangedError):
        submissions.confirm_month(actor=town, month=MONTH, seen=before)
    assert not Submission.objects.exists()
    assert not TrueCell.objects.exists()
    assert state() == ""
    submissions.confirm_month(actor=town, month=MONTH, seen=seen(town))
    assert Submission.objects.get().actor_name == "Ewa Sieciowa"
    assert state() == SubmissionStep.CONFIRMED
    with pytest.raises(AlreadySubmittedError):
        submissions.confirm_month(actor=town, month=MONTH, seen=seen(town))
    submissions.confirm_month(actor=town, month=MONTH, seen=seen(town), replace=True)
    assert state() == SubmissionStep.CORRECTED


def test_a_month_kept_back_is_left_out_of_the_release_and_the_reason_is_the_regions(town: Any) -> None:
    submissions.confirm_month(actor=town, month=MONTH, seen=seen(town))
    event = submissions.hold_back(actor=town, month=MONTH, reason="checking", note="Sprawdzamy  umowy.")
    assert (event.note, state()) == ("Sprawdzamy umowy.", SubmissionStep.HELD_BACK)
    assert not Submission.objects.exists()
    assert not TrueCell.objects.exists()
    with pytest.raises(AlreadyHeldBackError):
        submissions.hold_back(actor=town, month=MONTH, reason="checking")
    with in_tenant(REGION):
        row = next(item for item in towns_in(coordinator(), MONTH) if item.town.schema == TOWN)
        assert (row.held_back, row.event and row.event.reason) == (True, "checking")
    with pytest.raises(HeldBackError):
        operations.submit_month(actor=people.system(), month=MONTH)
    result = operations.run_month(actor=people.system(), month=MONTH)
    assert TOWN not in result.release.coverage["reported"]
    assert TOWN in result.release.coverage["expected"]
    for late in (
        lambda: submissions.hold_back(actor=town, month=MONTH, reason="checking"),
        lambda: submissions.let_go(actor=town, month=MONTH),
        lambda: submissions.confirm_month(actor=town, month=MONTH, seen=""),
    ):
        with pytest.raises(AlreadyReleasedError):
            late()
    assert state() == SubmissionStep.HELD_BACK


def test_a_hold_is_lifted_by_letting_go_or_by_confirming(town: Any) -> None:
    with pytest.raises(NotHeldBackError):
        submissions.let_go(actor=town, month=MONTH)
    submissions.hold_back(actor=town, month=MONTH, reason="staff")
    submissions.let_go(actor=town, month=MONTH)
    assert state() == SubmissionStep.RESUMED
    submissions.hold_back(actor=town, month=MONTH, reason="staff")
    submissions.confirm_month(actor=town, month=MONTH, seen=seen(town))
    assert state() == SubmissionStep.CONFIRMED


@pytest.mark.parametrize(
    ("reason", "note", "error"),
    [
        ("other", " ", HoldReasonMissingError),
        ("other", "Rodzina 44051401359 odmówiła", HoldNotePersonalError),
        ("checking", "proszę dzwonić 501 600 700", HoldNotePersonalError),
    ],
)
def test_a_reason_says_something_and_names_nobody(
    town: Any, reason: str, note: str, error: type[Exception]
) -> None:
    submissions.confirm_month(actor=town, month=MONTH, seen=seen(town))
    with pytest.raises(error):
        submissions.hold_back(actor=town, month=MONTH, reason=reason, note=note)
    assert Submission.objects.exists()
    assert TrueCell.objects.exists()
    assert state() == SubmissionStep.CONFIRMED


def test_a_month_that_runs_is_neither_confirmed_nor_kept_back(town: Any) -> None:
    runs = date(2026, 10, 1)
    for act in (
        lambda: submissions.confirm_month(actor=town, month=runs, seen=""),
        lambda: submissions.hold_back(actor=town, month=runs, reason="staff"),
        lambda: submissions.let_go(actor=town, month=runs),
    ):
        with pytest.raises(MonthNotOverError):
            act()
    assert not SubmissionEvent.objects.exists()
    assert not IndicatorFact.objects.exists()


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.DELEGATE, Role.FAMILY_MEMBER])
def test_nobody_else_decides(town: Any, role: Role) -> None:
    other = people.actor(role)
    for act in (
        lambda: submissions.confirm_month(actor=other, month=MONTH, seen=""),
        lambda: submissions.hold_back(actor=other, month=MONTH, reason="staff"),
        lambda: submissions.let_go(actor=other, month=MONTH),
    ):
        with pytest.raises(NotVisibleError):
            act()


def test_silence_hands_over_and_says_so(town: Any) -> None:
    with clock.standing_at(TODAY):
        operations.run_month(actor=people.system(), month=MONTH)
    assert state() == SubmissionStep.AUTOMATIC
    assert Release.objects.get().coverage["reported"] == [TOWN, OTHER, "p_2401"]


def test_the_round_counts_tells_and_reminds_once(town: Any) -> None:
    people.account(Role.NETWORK_OFFICER, Role.DIRECTOR, email="ewa@testy.example")
    told: dict[int, list[str]] = {}
    for day in (1, 2, 3, 4, 5):
        with clock.standing_at(date(2026, 10, day)):
            before = set(Message.objects.values_list("pk", flat=True))
            submissions.daily_round(actor=people.system())
            submissions.daily_round(actor=people.system())
            new = Message.objects.exclude(pk__in=before).filter(recipient="ewa@testy.example")
            told[day] = sorted(new.values_list("kind", flat=True))
    assert told == {1: ["month_prepared"], 2: [], 3: ["month_reminder"], 4: ["month_reminder"], 5: []}
    assert [event.step for event in SubmissionEvent.objects.all()] == [SubmissionStep.PREPARED]
    subject = Message.objects.filter(kind="month_reminder")[0].subject
    assert subject == "Do 04.10.2026 możesz sprawdzić sprawozdanie za 09.2026"


@pytest.mark.parametrize("answer", ["confirmed", "held"])
def test_who_has_answered_is_left_in_peace(town: Any, answer: str) -> None:
    people.account(Role.DIRECTOR, email="jan@testy.example")
    if answer == "confirmed":
        submissions.confirm_month(actor=town, month=MONTH, seen=seen(town))
    else:
        submissions.hold_back(actor=town, month=MONTH, reason="staff")
    with clock.standing_at(date(2026, 10, 3)):
        assert submissions.daily_round(actor=people.system()) == 0
    assert not Message.objects.exists()


def test_a_coordinator_reminds_those_who_wait_and_floods_nobody(
    town: Any, django_capture_on_commit_callbacks: Any
) -> None:
    people.account(Role.NETWORK_OFFICER, email="ewa@testy.example")
    with in_tenant(OTHER):
        submissions.hold_back(actor=people.actor(Role.DIRECTOR), month=MONTH, reason="staff")
    with in_tenant(REGION):
        actor = coordinator()
        with django_capture_on_commit_callbacks(execute=True):
            assert submissions.remind_towns(actor=actor, month=MONTH) == 2
        with pytest.raises(NobodyToRemindError):
            submissions.remind_towns(actor=actor, month=MONTH)
        with pytest.raises(NobodyToRemindError):
            submissions.remind_towns(actor=actor, month=MONTH, towns=[OTHER, TOWN, "g_9999999"])
        with pytest.raises(MonthNotOverError):
            submissions.remind_towns(actor=actor, month=date(2026, 10, 1))
        assert sorted(SubmissionReminder.objects.values_list("schema_name", flat=True)) == [TOWN, "p_2401"]
    kinds = Message.objects.filter(recipient="ewa@testy.example").values_list("kind", flat=True)
    assert sorted(kinds) == ["month_asked_for", "month_prepared"]
    assert "Teresa Regionalna prosi" in Message.objects.filter(kind="month_asked_for")[0].body
    with clock.standing_at(date(2026, 10, 3)), in_tenant(REGION):
        assert submissions.remind_towns(actor=coordinator(), month=MONTH, towns=[TOWN]) == 1
    with in_tenant(NEIGHBOUR):
        assert towns_in(coordinator(), MONTH) == []
        with pytest.raises(NobodyToRemindError):
            submissions.remind_towns(actor=coordinator(), month=MONTH, towns=[TOWN])


def test_who_may_not_remind(town: Any) -> None:
    with pytest.raises(NotVisibleError):
        submissions.remind_towns(actor=town, month=MONTH)
    with in_tenant("operator"), pytest.raises(NotVisibleError):
        submissions.remind_towns(actor=people.actor(Role.OPERATOR), month=MONTH)


def test_corrections_after_the_release_are_shown_and_change_nothing(town: Any) -> None:
    submissions.confirm_month(actor=town, month=MONTH, seen=seen(town))
    with clock.standing_at(TODAY):
        operations.run_month(actor=people.system(), month=MONTH)
    printed = Release.objects.get().digest
    found = queries.handed_over(town, MONTH)
    assert queries.changed_since(town, found) == []
    case = Case.objects.filter(agreed_on__lt=MONTH, closed_on__isnull=True)[0]
    Case.objects.filter(pk=case.pk).update(stage="closed", closed_on=date(2026, 9, 20), outcome="achieved")
    compute(actor=town, months=[MONTH])
    changes = {
        (period.kind, key[0]): (then, now)
        for period, key, then, now in queries.changed_since(town, queries.handed_over(town, MONTH))
        if not key[1]
    }
    then, now = changes["month", "families_closed"]
    assert now == then + 1
    assert Release.objects.get().digest == printed


def test_days_of_the_round() -> None:
    assert deadlines.answer_by(MONTH) == date(2026, 10, 4)
    first = date(2026, 10, 1)
    due = [deadlines.reminder_due(MONTH, first + timedelta(days=days)) for days in range(6)]
    assert due == [None, None, 2, 1, None, None]
    assert deadlines.may_remind(None, first)
    assert not deadlines.may_remind(first, first + timedelta(days=1))
    assert deadlines.may_remind(first, first + timedelta(days=2))
