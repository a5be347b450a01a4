"""From towns to print: submission, release, run, and what each refuses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date

import pytest
from django.db import DatabaseError
from typer.testing import CliRunner

from core.indicators import operations as indicators
from core.indicators.definitions import figures
from core.indicators.rules import Period, months_between
from core.protection.nearest import Change
from core.regional import operations, queries
from core.regional.enums import Missing, Reason
from core.regional.errors import (
    AlreadyReleasedError,
    AlreadySubmittedError,
    LaterReleasedError,
    MonthNotOverError,
    NothingSubmittedError,
    RunIncompleteError,
)
from core.regional.models import InsiderProof, PublishedCell, Release, Submission, TrueCell
from core.regional.remembering import unpacked
from core.regional.system import System
from core.shared import clock
from core.shared.errors import NotVisibleError
from core.shared.jobs import Job
from kooperacje.cli import app
from tenants.context import current_schema, in_sealed, in_tenant
from tests.support import people
from tests.support.figures import TODAY, deal_families

TOWN, OTHER, POWIAT = "g_2464011", "g_2475011", "p_2401"
AUGUST, SEPTEMBER, OCTOBER = date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)
Q3 = Period("quarter", date(2026, 7, 1))


@pytest.fixture
def on_fifth_of_october(db: None) -> Iterator[None]:
    with clock.standing_at(TODAY):
        yield


@pytest.fixture
def families(on_fifth_of_october: None) -> None:
    for town, number in ((TOWN, 60), (OTHER, 40), (POWIAT, 9)):
        with in_tenant(town):
            deal_families(number, seed=number)


@pytest.fixture
def four_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests have three towns in one voivodeship."""
    monkeypatch.setattr("core.regional.rules.groups.FEWEST_MUNICIPALITIES", 3)


def true_counts() -> dict[str, int]:
    with in_sealed():
        found: dict[str, int] = {}
        for row in TrueCell.objects.order_by("schema_name"):
            found[row.schema_name] = found.get(row.schema_name, 0) + row.value
        return found


def test_the_whole_run(families: None, four_are_enough: None) -> None:
    steps: list[tuple[str, int, int]] = []
    result = operations.run_month(
        actor=people.system(), month=SEPTEMBER, progress=lambda *step: steps.append(step)
    )
    assert (result.submitted, result.skipped) == (3, 0)
    assert steps[0][1:] == (0, 3)
    assert steps[-1] == ("", 3, 3)
    release = result.release
    assert release.coverage["reported"] == [TOWN, OTHER, POWIAT]
    assert release.definitions["24"] == 1
    assert len(release.digest) == 64
    with in_sealed():
        served = {
            row.schema_name: row.value
            for row in TrueCell.objects.filter(measure="families_served", dimension="", period_kind="quarter")
        }
    with in_tenant("r_24"):
        assert PublishedCell.objects.count() == release.cells
        cells = {
            row.area: row.value
            for row in PublishedCell.objects.filter(
                measure="families_served", dimension="", period_kind="quarter"
            )
        }
        assert not PublishedCell.objects.filter(period_kind="month", level="municipality").exists()
    assert cells["2464011"] == (served[TOWN] + 2) // 5 * 5
    assert cells["24"] == cells["all"] == (sum(served.values()) + 2) // 5 * 5
    # Nine families a year at most: the powiat's quarter is not printed.
    assert cells["2401"] is None


def test_three_towns_are_too_few_for_a_voivodeship(families: None) -> None:
    operations.run_month(actor=people.system(), month=SEPTEMBER)
    with in_tenant("r_24"):
        rows = PublishedCell.objects.filter(level__in=["voivodeship", "macroregion"])
        assert set(rows.values_list("value", "reason")) == {(None, "few_municipalities")}


def test_a_release_is_made_once(families: None) -> None:
    first = operations.run_month(actor=people.system(), month=SEPTEMBER).release
    with in_tenant(TOWN):
        deal_families(20, seed=77)
    with pytest.raises(AlreadyReleasedError) as caught:
        operations.run_month(actor=people.system(), month=SEPTEMBER)
    assert "09.2026" in caught.value.message
    with pytest.raises(AlreadyReleasedError):
        operations.release_month(actor=people.system(), month=SEPTEMBER)
    with in_tenant(TOWN), pytest.raises(AlreadyReleasedError):
        operations.submit_month(actor=people.system(), month=SEPTEMBER, replace=True)
    assert list(Release.objects.values_list("digest", "cells")) == [(first.digest, first.cells)]


def test_a_flipped_number_is_noticed(families: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kooperacje.embedded.attach.attached", lambda **_given: nullcontext())
    nothing = CliRunner().invoke(app, ["releases", "verify"])
    assert (nothing.exit_code, "Nothing has been released yet" in nothing.output) == (0, True)
    month = operations.run_month(actor=people.system(), month=SEPTEMBER).release.month
    well = CliRunner().invoke(app, ["releases", "verify"])
    assert (well.exit_code, well.output) == (0, "2026-09: as it was made\n")
    with in_sealed():
        assert [each.holds for each in queries.standings()] == [True]
        PublishedCell.objects.create(
            period_kind="quarter",
            period_start=Q3.start,
            level="cluster",
            area="24-pozostale",
            voivodeship="24",
            measure="families_served",
            value=10,
            release=month,
        )
        (standing,) = queries.standings()
        assert (standing.month, standing.cells, standing.evidence, standing.signature) == (
            month,
            False,
            True,
            True,
        )
    ill = CliRunner().invoke(app, ["releases", "verify"])
    assert (ill.exit_code, ill.output) == (1, "2026-09: ALTERED: printed numbers\n")
    # A release whose key somebody else holds, and one whose proof was lost, do not stand either.
    monkeypatch.setattr("core.regional.signing.trusted_keys", lambda: {"0" * 64})
    with in_sealed():
        release = Release.objects.get()
        assert not queries.standing_of(release).trusted
        release.proven_in = AUGUST
        lost = queries.standing_of(release)
    assert (lost.evidence, lost.signature) == (False, False)


def test_releases_follow_each_other(families: None) -> None:
    operations.run_month(actor=people.system(), month=SEPTEMBER)
    with pytest.raises(LaterReleasedError):
        operations.run_month(actor=people.system(), month=AUGUST)
    assert Release.objects.count() == 1


def test_a_release_keeps_what_showed_of_insiders_for_the_next(
    families: None, four_are_enough: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    operations.run_month(actor=people.system(), month=AUGUST)
    read: list[bytes] = []

    def noted(body: bytes, system: System) -> Iterator[Change]:
        read.append(body)
        return unpacked(body, system)

    monkeypatch.setattr("core.regional.operations.protecting.unpacked", noted)
    operations.run_month(actor=people.system(), month=SEPTEMBER)
    with in_sealed():
        kept = dict(InsiderProof.objects.values_list("month", "body"))
    assert sorted(kept) == [AUGUST, SEPTEMBER]
    assert read == [bytes(kept[AUGUST])]


def test_a_month_that_is_not_over_is_refused_and_nothing_is_written(families: None) -> None:
    with in_tenant(TOWN), pytest.raises(MonthNotOverError) as caught:
        operations.submit_month(actor=people.system(), month=OCTOBER)
    assert "10.2026" in caught.value.message
    for refused in (operations.release_month, operations.request_run):
        with pytest.raises(MonthNotOverError):
            refused(actor=people.system(), month=OCTOBER)
    assert not Submission.objects.exists()
    assert not Release.objects.exists()
    assert true_counts() == {}


def test_nothing_to_release(on_fifth_of_october: None) -> None:
    with pytest.raises(NothingSubmittedError):
        operations.release_month(actor=people.system(), month=SEPTEMBER)
    assert not Release.objects.exists()


def test_a_submission_twice_is_refused_unless_it_corrects(families: None) -> None:
    with in_tenant(TOWN):
        operations.submit_month(actor=people.system(), month=SEPTEMBER)
        before = true_counts()
        deal_families(10, seed=5)
        with pytest.raises(AlreadySubmittedError):
            operations.submit_month(actor=people.system(), month=SEPTEMBER)
        assert true_counts() == before
        operations.submit_month(actor=people.system(), month=SEPTEMBER, replace=True)
        after = true_counts()
    assert after[TOWN] > before[TOWN]
    assert Submission.objects.count() == 1


def test_an_interrupted_run_goes_on_where_it_stopped(families: None, monkeypatch: pytest.MonkeyPatch) -> None:
    compute = indicators.compute

    def broken(**more: object) -> object:
        if current_schema() == OTHER:
            raise DatabaseError
        return compute(**more)  # type: ignore[arg-type]

    monkeypatch.setattr("core.regional.operations.submitting.compute", broken)
    with pytest.raises(RunIncompleteError) as caught:
        operations.run_month(actor=people.system(), month=SEPTEMBER)
    assert "Sosnowiec" in caught.value.message
    assert not Release.objects.exists()
    monkeypatch.setattr("core.regional.operations.submitting.compute", compute)
    result = operations.run_month(actor=people.system(), month=SEPTEMBER)
    assert (result.submitted, result.skipped) == (1, 2)


def test_history_in_one_pass_is_history_month_by_month(families: None) -> None:
    months = list(months_between(date(2025, 11, 1), SEPTEMBER))
    made = operations.run_history(actor=people.system(), months=months, leave_out={date(2026, 2, 1): {OTHER}})
    assert [release.month for release in made] == months
    assert made[3].coverage["reported"] == [TOWN, POWIAT]
    at_once = {release.month: release.digest for release in made}
    with in_tenant("r_24"):
        years = PublishedCell.objects.filter(period_kind="year").values_list("period_start", flat=True)
        assert set(years) == {date(2025, 1, 1)}
    again = operations.run_history(actor=people.system(), months=months)
    assert again == []
    assert len(set(at_once.values())) > 1


def test_the_schedule_runs_what_is_due(families: None) -> None:
    from celery import current_app  # noqa: PLC0415  configured with the settings

    operations.run_month(actor=people.system(), month=date(2026, 7, 1))
    current_app.tasks[Job.MONTHLY_RUN.value].apply_async()
    assert list(Release.objects.order_by("month").values_list("month", flat=True)) == [
        date(2026, 7, 1),
        AUGUST,
        SEPTEMBER,
    ]
    current_app.tasks[Job.MONTHLY_RUN.value].apply_async()
    assert Release.objects.count() == 3


def test_who_may_start_a_run(families: None) -> None:
    with in_tenant("r_24"):
        coordinator = people.actor("regional_coordinator")
        for refused in (operations.run_month, operations.release_month, operations.request_run):
            with pytest.raises(NotVisibleError):
                refused(actor=coordinator, month=SEPTEMBER)
    with in_tenant(TOWN), pytest.raises(NotVisibleError):
        operations.submit_month(actor=people.actor("social_worker"), month=SEPTEMBER)
    assert not Submission.objects.exists()


def test_each_region_reads_its_own_voivodeship(families: None, four_are_enough: None) -> None:
    operations.run_month(actor=people.system(), month=SEPTEMBER)
    _, served = figures()["12"]
    with in_tenant("r_24"):
        leader = people.actor("regional_coordinator")
        (seen,) = queries.printed(leader, [Q3], [served])
        assert seen.read(served, "macroregion", "all").known is not None
        assert seen.read(served, "municipality", "2464011").known is not None
        assert seen.read(served, "municipality", "2401").missing is Reason.SMALL_MUNICIPALITY
        month = Period("month", SEPTEMBER)
        (monthly,) = queries.printed(leader, [month], [served])
        assert monthly.read(served, "municipality", "2464011").missing is Missing.NOT_IN_CATALOGUE
        (later,) = queries.printed(leader, [Period("quarter", date(2026, 10, 1))], [served])
        assert later.read(served, "macroregion", "all").missing is Missing.NO_RELEASE
    with in_tenant("r_10"):
        other = people.actor("regional_coordinator")
        (seen,) = queries.printed(other, [Q3], [served])
        assert seen.cells == {}
        assert queries.months(other)[0].expected == 0
    with in_tenant(TOWN), pytest.raises(NotVisibleError):
        queries.printed(people.actor("director"), [Q3], [served])


def test_derived_figures_come_from_printed_cells(families: None, four_are_enough: None) -> None:
    operations.run_month(actor=people.system(), month=SEPTEMBER)
    catalogue = figures()
    chosen = [figure for _, figure in catalogue.values()]
    with in_tenant("r_24"):
        (seen,) = queries.printed(people.actor("regional_coordinator"), [Q3], chosen)
        share = catalogue["19"][1]
        found = seen.read(share, "voivodeship", "24").known
        cells = {
            row.measure: row.value or 0
            for row in PublishedCell.objects.filter(
                period_kind="quarter", area="24", dimension="", measure__startswith="team_meetings"
            )
        }
        assert found is not None
        assert all(cells.values())
        assert found.value == cells["team_meetings_with_family"] / cells["team_meetings"]
        assert found.low < found.value < (found.high or 0)
        median = seen.read(catalogue["17"][1], "voivodeship", "24")
        assert median.known is None or median.known.high is None or median.known.low < median.known.high
        assert seen.read(share, "municipality", "2464011").missing is Missing.NOT_IN_CATALOGUE
        stock = seen.read(catalogue["12-w-toku"][1], "voivodeship", "24").known
        monthly = PublishedCell.objects.get(
            period_kind="month", area="24", measure="families_active", dimension=""
        )
        assert stock is not None
        assert stock.value == monthly.value


def test_a_town_sees_what_it_handed_over_and_what_was_printed(families: None) -> None:
    operations.run_month(actor=people.system(), month=SEPTEMBER)
    with in_tenant(TOWN):
        seen = queries.handed_over(people.actor("director"), SEPTEMBER)
        assert seen.submission is not None
        assert seen.counts is not None
        assert seen.counts[Q3]["families_served", "", ""] > 0
        assert {cell.area for cell in seen.printed} == {"2464011"}
        with pytest.raises(NotVisibleError):
            queries.handed_over(people.actor("delegate"), SEPTEMBER)
        (state, *_) = queries.months(people.actor("director"))
        assert (state.submitted, state.missing) == (("Częstochowa",), ())
