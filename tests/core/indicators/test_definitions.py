"""Versions of definitions, and what happens when one cannot be computed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.indicators import definitions
from core.indicators.checking import check_definitions, faults
from core.indicators.definitions import DEFINITIONS, Cells, Figure, definitions_on, figures, history_of
from core.indicators.dimensions import COUNTED, MEMBERS
from core.indicators.enums import Dimension, FigureStatus, Measure, PeriodKind, Unit
from core.indicators.errors import WrongDefinitionError
from core.indicators.models import ComputedPeriod, IndicatorFact
from core.indicators.operations import compute
from core.indicators.queries import OwnFigures
from core.indicators.rules import Known, Period, score_of
from core.regional.operations import submit_month
from core.shared import clock
from tests.support import people
from tests.support.figures import TODAY, deal_families

OLD = next(item for item in DEFINITIONS if item.number == 19)
NEW = replace(
    OLD,
    version=2,
    valid_from=date(2026, 7, 1),
    changed="Liczą się tylko rodziny po pierwszym spotkaniu.",
    figures=(replace(OLD.main, bottom=Cells(Measure.CASES_PAST_FIRST_MEETING)),),
)


def wrong(figure: Figure) -> tuple[definitions.Definition, ...]:
    return tuple(replace(OLD, figures=(figure,)) if item is OLD else item for item in DEFINITIONS)


def test_all_forty_can_be_computed() -> None:
    assert faults(DEFINITIONS) == []
    assert set(range(1, 41)) == {item.number for item in DEFINITIONS}


def test_old_figures_keep_their_definition(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new version counts from its day; June is read as June was defined."""
    monkeypatch.setattr(definitions, "DEFINITIONS", (*DEFINITIONS, NEW))
    counts = {
        ("team_meetings_with_family", "", ""): 6,
        ("team_meetings", "", ""): 8,
        ("cases_past_first_meeting", "", ""): 10,
    }
    figure = figures()["19"][1]
    june = OwnFigures(Period("month", date(2026, 6, 1)), counts).value(figure)
    july = OwnFigures(Period("month", date(2026, 7, 1)), counts).value(figure)
    assert (june, july) == (Known.exactly(0.75), Known.exactly(0.6))
    assert definitions.versions_on(date(2026, 6, 30))["19"] == 1
    assert definitions.versions_on(date(2026, 7, 1))["19"] == 2
    assert [item.version for item in history_of(19)] == [2, 1]
    assert faults(definitions.DEFINITIONS) == []


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (replace(OLD.main, bottom=Cells("families_happy")), "nie ma miary „families_happy”"),
        (replace(OLD.main, bottom=None), "wzór nie mówi, przez co dzielić"),
        (replace(OLD.main, top=Cells(Measure.TEAM_MEETINGS, "sector", ("ngo",))), "nie jest liczona według"),
        (replace(OLD.main, top=Cells(Measure.FAMILIES_CLOSED, "outcome", ("won",))), "nie ma pozycji „won”"),
        (replace(OLD.main, top=Cells(Measure.FAMILIES_CLOSED, "luck", ("x",))), "nie ma podziału „luck”"),
        (replace(OLD.main, breakdowns=(Dimension.GROUND,)), "nie jest liczona według „ground”"),
        (replace(OLD.main, unit=Unit.MONTHS, bottom=None), "mediana potrzebuje przedziałów"),
        (replace(OLD.main, key="18"), "Klucz „18” oznacza więcej niż jedną liczbę"),
    ],
)
def test_a_wrong_formula_is_named_and_nothing_is_counted(
    in_town: str, monkeypatch: pytest.MonkeyPatch, figure: Figure, said: str
) -> None:
    deal_families(3, seed=8)
    monkeypatch.setattr(definitions, "DEFINITIONS", wrong(figure))
    with clock.standing_at(TODAY):
        with pytest.raises(WrongDefinitionError) as caught:
            compute(actor=people.system(), months=[date(2026, 9, 1)])
        with pytest.raises(WrongDefinitionError):
            submit_month(actor=people.system(), month=date(2026, 9, 1))
    assert said in caught.value.message
    assert not IndicatorFact.objects.exists()
    assert not ComputedPeriod.objects.exists()
    assert any(said in str(message.msg) for message in check_definitions(None))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 3}, "kolejne numery"),
        ({"valid_from": date(2024, 1, 1)}, "od późniejszego dnia"),
        ({"changed": ""}, "nie mówi, co zmienia"),
        ({"source": " "}, "brakuje tekstu „source”"),
    ],
)
def test_a_new_version_follows_the_old_one(change: dict[str, object], said: str) -> None:
    found = faults((*DEFINITIONS, replace(NEW, **change)))  # type: ignore[arg-type]
    assert any(said in fault for fault in found)


def test_zero_no_data_and_not_applicable_are_three_things() -> None:
    reach = figures()["37"][1]
    year = Period("year", date(2025, 1, 1))
    nobody = {("reach_persons", "", ""): 0, ("reach_population", "", ""): 100}
    assert OwnFigures(year, nobody).value(reach) == Known.exactly(0)
    unknown = OwnFigures(year, {})
    assert (unknown.value(reach), unknown.sign(reach)) == (None, FigureStatus.NO_DATA)
    refused = OwnFigures(year, {}, frozenset({"reach_persons", "reach_population"}))
    assert (refused.value(reach), refused.sign(reach)) == (None, FigureStatus.NOT_APPLICABLE)
    share = figures()["19"][1]
    assert OwnFigures(year, {}).sign(share) == FigureStatus.NOT_APPLICABLE


def test_every_breakdown_has_members_and_every_formula_words() -> None:
    assert set(MEMBERS) == set(Dimension.values)
    assert set(COUNTED) <= set(Measure.values)
    for item in definitions_on(date.max):
        assert item.rhythm is not PeriodKind.MONTH
        for figure in item.figures:
            assert figure.words
            assert len(figure.breakdown_names) == len(figure.breakdowns)


answers = st.lists(st.integers(0, 20), min_size=5, max_size=5)


@given(answers, st.data())
def test_the_true_mean_of_answers_lies_in_the_range(printed: list[int], data: st.DataObject) -> None:
    known = [Known(5 * n, max(0, 5 * n - 2), 5 * n + 2) for n in printed]
    found = score_of(known, (1, 2, 3, 4, 5))
    true = [data.draw(st.integers(int(each.low), int(each.high or 0))) for each in known]
    if found is None or not sum(true):
        return
    mean = sum(n * weight for n, weight in zip(true, range(1, 6), strict=True)) / sum(true)
    assert found.low - 1e-9 <= mean <= (found.high or 5) + 1e-9
