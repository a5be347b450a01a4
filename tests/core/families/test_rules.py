"""The state table, ages and what a PESEL says: plain values."""

from __future__ import annotations

from datetime import date

import pytest

from core.families import errors, rules
from core.families.enums import Sex, Stage


def test_every_stage_is_in_the_table_and_work_leads_forwards_until_it_ends() -> None:
    assert list(rules.STAGES) == Stage.values
    for stage, following in rules.STAGES.items():
        if stage not in ("closing", "closed"):
            assert all(rules.ORDER.index(to) > rules.ORDER.index(stage) for to in following)
            assert "closed" in following


def test_an_assessment_may_be_skipped_but_not_the_agreement() -> None:
    rules.check_step("agreed", "team")
    rules.check_step("assessed", "team")
    with pytest.raises(errors.WrongStageError):
        rules.check_step("screening", "assessed")


def test_work_goes_on_after_the_closing_conversation_or_within_a_month_of_closing() -> None:
    closed = date(2026, 9, 1)
    rules.check_resuming("closing", None, date(2027, 1, 1))
    rules.check_resuming("closed", closed, date(2026, 10, 1))
    with pytest.raises(errors.ResumedTooLateError, match="30"):
        rules.check_resuming("closed", closed, date(2026, 10, 2))
    with pytest.raises(errors.NothingToResumeError):
        rules.check_resuming("path", None, closed)


@pytest.mark.parametrize(
    ("stage", "to"),
    [("screening", "team"), ("screening", "path"), ("agreed", "path"), ("closing", "screening")],
)
def test_a_step_out_of_order_is_refused_with_the_stage_it_stands_at(stage: str, to: str) -> None:
    with pytest.raises(errors.WrongStageError) as refused:
        rules.check_step(stage, to)
    assert str(Stage(stage).label) in refused.value.message


def test_closing_stays_between_opening_and_today() -> None:
    opened, today = date(2026, 9, 1), date(2026, 10, 5)
    rules.check_closing(opened, opened, today)
    rules.check_closing(opened, today, today)
    with pytest.raises(errors.ClosedTooEarlyError, match=r"01\.09\.2026"):
        rules.check_closing(opened, date(2026, 8, 31), today)
    with pytest.raises(errors.ClosedInFutureError):
        rules.check_closing(opened, date(2026, 10, 6), today)


@pytest.mark.parametrize(
    ("born_on", "adult"),
    [(date(2008, 10, 5), True), (date(2008, 10, 6), False), (None, True)],
)
def test_who_decides_for_themselves_on_5_october_2026(
    born_on: date | None,
    adult: bool,  # noqa: FBT001
) -> None:
    assert rules.is_adult(born_on, date(2026, 10, 5)) is adult


@pytest.mark.parametrize(
    ("pesel", "born_on", "sex"),
    [
        ("90041200060", date(1990, 4, 12), Sex.FEMALE),
        ("15250600019", date(2015, 5, 6), Sex.MALE),
        ("85810100000", date(1885, 1, 1), Sex.FEMALE),
    ],
)
def test_a_pesel_carries_birth_and_sex(pesel: str, born_on: date, sex: Sex) -> None:
    assert rules.read_pesel(pesel) == (born_on, sex)


def test_a_pesel_completes_what_is_missing_and_refuses_a_contradiction() -> None:
    today = date(2026, 10, 5)
    assert rules.settled_person(None, "", "90041200060", today) == (date(1990, 4, 12), "F")
    with pytest.raises(errors.PeselMismatchError):
        rules.settled_person(date(1990, 4, 13), "", "90041200060", today)
    with pytest.raises(errors.PeselMismatchError):
        rules.settled_person(None, "M", "90041200060", today)
    with pytest.raises(errors.BornInFutureError):
        rules.settled_person(date(2026, 10, 6), "", "", today)
