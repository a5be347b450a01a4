"""How answers are checked and read back, scores added up and causes proposed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.matching.enums import Cause, Fit, Part
from core.matching.errors import NotAnswerableError
from core.matching.rules.answers import Answer, Answers, checked_answer, read_body, scope_of, sealed_body
from core.matching.rules.causes import (
    Standing,
    half_year_days,
    half_year_of,
    half_years_until,
    proposed_cause,
)
from core.matching.rules.scoring import WEIGHTS, Offer, score
from core.shared.errors import DomainError

TODAY = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("kind", "code", "value", "kept"),
    [
        ("age", "", "7", 7),
        ("sex", "", "F", "F"),
        ("labour", "", "registered", "registered"),
        ("disability", "", "none", "none"),
        ("language", "", ["uk", "pl"], ["pl", "uk"]),
        ("territory", "", "2464011", "2464011"),
        ("income", "", "1 234,50", 123450),
        ("income", "", 823, 82300),
        ("document", "medical", True, True),
        ("referral", "doctor", False, False),
        ("agrees", "group", True, True),
    ],
)
def test_a_good_answer_is_kept_and_read_back(kind: str, code: str, value: Any, kept: Any) -> None:
    assert checked_answer(kind, code, value) == kept
    row = read_body(sealed_body(kind, code, kept), "p", TODAY)
    assert row == Answer(kind, code, kept, "p", TODAY)


@pytest.mark.parametrize(
    ("kind", "code", "value", "refusal"),
    [
        ("age", "", "siedem", "fact_bad_age"),
        ("age", "", "131", "fact_bad_age"),
        ("age", "", "-1", "fact_bad_age"),
        ("age", "1", "7", "fact_bad_answer"),
        ("sex", "", "X", "fact_bad_answer"),
        ("labour", "", ["registered"], "fact_bad_answer"),
        ("language", "", [], "fact_bad_languages"),
        ("language", "", "pl", "fact_bad_languages"),
        ("language", "", ["xx"], "fact_bad_languages"),
        ("territory", "", "Częstochowa", "bad_teryt"),
        ("income", "", "dużo", "fact_bad_income"),
        ("income", "", "NaN", "fact_bad_income"),
        ("income", "", "1e999", "fact_bad_income"),
        ("income", "", "-1", "fact_bad_income"),
        ("income", "", "8,001", "fact_bad_income"),
        ("document", "medical", "tak", "fact_bad_answer"),
        ("document", "nie-ma", True, "fact_bad_answer"),
        ("ground", "7", True, "fact_not_answerable"),
        ("household_type", "", "large", "fact_not_answerable"),
        ("pogoda", "", True, "fact_not_answerable"),
    ],
)
def test_a_bad_answer_says_how_to_answer(kind: str, code: str, value: Any, refusal: str) -> None:
    with pytest.raises(DomainError) as refused:
        checked_answer(kind, code, value)
    assert refused.value.code == refusal
    assert refused.value.message


@given(
    st.sampled_from(["ground", "household_type"]), st.text(max_size=3), st.booleans() | st.text(max_size=5)
)
def test_what_stands_in_the_record_is_never_answered_beside_it(kind: str, code: str, value: Any) -> None:
    with pytest.raises(NotAnswerableError):
        checked_answer(kind, code, value)


def test_an_own_answer_stands_before_the_familys_and_an_age_grows() -> None:
    rows = [
        Answer("document", "medical", False, ""),
        Answer("document", "medical", True, "p"),
        Answer("age", "", 6, "p", date(2024, 10, 6)),
    ]
    found = Answers(rows)
    assert found.flags("document", "p") == {"medical": True}
    assert found.flags("document", "q") == {"medical": False}
    assert found.age("p", TODAY) == 7
    assert found.age("q", TODAY) is None
    assert scope_of("income", "p") == ""
    assert scope_of("document", "p") == "p"


def test_the_weights_are_a_hundred_and_every_part_has_one() -> None:
    assert sum(WEIGHTS.values()) == 100
    assert set(WEIGHTS) == set(Part.values)


def test_a_service_with_everything_gets_a_hundred_and_one_with_nothing_none() -> None:
    best = Offer(
        words=100, free=3, waiting_days=2, comes_home=True, freshness="fresh", languages=frozenset({"uk"})
    )
    assert score(Fit.YES, (2, 2), best, "2464011", {"uk"}).total == 100
    worst = Offer(False, 0, 0, 200, teryt="1061011", freshness="stale", languages=frozenset({"pl"}))
    assert score(Fit.NO, (0, 2), worst, "2464011", {"uk"}).total == WEIGHTS["category"] // 2


def test_what_is_not_known_is_neither_praised_nor_punished() -> None:
    points = score(Fit.UNKNOWN, (1, 2), Offer(freshness="due"), None, None).points
    assert points == {
        "certainty": 8,
        "category": 10,
        "words": 7,
        "places": 7,
        "waiting": 5,
        "nearness": 2,
        "freshness": 3,
        "language": 3,
    }


@pytest.mark.parametrize(
    ("teryt", "points"), [("2464011", 5), ("24", 5), ("2464021", 3), ("2475011", 0), ("", 2)]
)
def test_near_is_the_own_gmina_then_the_own_powiat(teryt: str, points: int) -> None:
    found = score(Fit.YES, (0, 0), Offer(teryt=teryt, freshness="fresh"), "2464011", None)
    assert found.points["nearness"] == points


FITS = Standing("yes")


@pytest.mark.parametrize(
    ("services", "cause"),
    [
        ([], Cause.NO_SERVICE),
        ([Standing("no"), Standing("no", free=3)], Cause.NOT_ELIGIBLE),
        ([Standing("no"), Standing("unknown", declined=True)], Cause.REFUSED_BY_PARTNER),
        ([Standing("yes", free=0), Standing("yes", declined=True)], Cause.NO_PLACE),
        ([Standing("yes", waiting_days=91), Standing("yes", free=0)], Cause.TOO_LONG),
        ([Standing("yes", waiting_days=90)], None),
        ([FITS], None),
        ([Standing("no"), Standing("unknown", free=1)], None),
    ],
)
def test_the_cause_is_the_obstacle_that_stops_the_last_service(
    services: list[Standing], cause: Cause | None
) -> None:
    assert proposed_cause(services) is cause
    assert proposed_cause(reversed(services)) is cause
    assert (cause is None) is any(each.is_within_reach for each in services)


def test_half_years_are_counted_back_from_a_day() -> None:
    assert half_year_of(date(2026, 6, 30)) == (2026, 1)
    assert half_year_of(date(2026, 7, 1)) == (2026, 2)
    assert half_years_until(TODAY, 4) == [(2025, 1), (2025, 2), (2026, 1), (2026, 2)]
    assert half_year_days(2026, 1) == (date(2026, 1, 1), date(2026, 7, 1))
    assert half_year_days(2026, 2) == (date(2026, 7, 1), date(2027, 1, 1))
