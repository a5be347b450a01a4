"""A release carries its proof: certified, audited, signed, made again; and what stops it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from auditor import Status, audit
from core.protection.document import dump
from core.regional import operations, queries
from core.regional.errors import (
    BeingRestoredError,
    KnownContradictsError,
    KnownFigureError,
    KnownReckonedError,
    KnownStopsReleaseError,
    NotSafeError,
    OwnRestorationError,
    WrongFormulaError,
)
from core.regional.models import Evidence, KnownFigure, PublishedCell, Release, Submission, TrueCell
from core.regional.queries.releases import exported
from core.shared import clock
from kooperacje.cli import app
from tenants.context import in_sealed, in_tenant
from tests.support import people
from tests.support.figures import TODAY, deal_families

TOWN, OTHER, POWIAT = "g_2464011", "g_2475011", "p_2401"
AUGUST, SEPTEMBER = date(2026, 8, 1), date(2026, 9, 1)


@pytest.fixture
def families(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("core.regional.rules.groups.FEWEST_MUNICIPALITIES", 3)
    with clock.standing_at(TODAY):
        for town, number in ((TOWN, 60), (OTHER, 40), (POWIAT, 9)):
            with in_tenant(town):
                deal_families(number, seed=number)
        yield


def test_a_release_is_proven_signed_and_made_again(families: None) -> None:
    made = operations.run_history(actor=people.system(), months=[AUGUST, SEPTEMBER])
    with in_sealed():
        report = audit(json.loads(dump(exported())))
        assert report.holds
        assert [(each.month, each.holds) for each in queries.standings()] == [
            (AUGUST, True),
            (SEPTEMBER, True),
        ]
        assert Evidence.objects.count() == 1
    assert made[1].parameters["together"] == ["2026-08", "2026-09"]
    assert made[1].utility["greatest_error"] == 2
    for month in (AUGUST, SEPTEMBER):
        again = operations.reproduce(actor=people.system(), month=month)
        assert again.holds, again.agrees
    with in_sealed():
        PublishedCell.objects.create(
            period_kind="quarter",
            period_start=date(2026, 7, 1),
            level="cluster",
            area="24-pozostale",
            voivodeship="24",
            measure="families_served",
            value=10,
            release=SEPTEMBER,
        )
        assert [each.month for each in queries.standings() if not each.holds] == [SEPTEMBER]


def test_what_stops_a_release_publishes_nothing(
    families: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    system = people.system()
    operations.begin_restoration(actor=system, schema=OTHER)
    with pytest.raises(BeingRestoredError) as caught:
        operations.run_month(actor=system, month=SEPTEMBER)
    assert "Sosnowiec" in caught.value.message
    # No town has handed anything over for the refused run, and the restored one cannot by itself.
    assert not Submission.objects.exists()
    with in_tenant(OTHER), pytest.raises(OwnRestorationError) as own:
        operations.submit_month(actor=people.system(), month=SEPTEMBER)
    assert "Niczego nie przekazano" in own.value.message
    for act in (operations.request_run, operations.release_month):
        with pytest.raises(BeingRestoredError):
            act(actor=system, month=SEPTEMBER)
    with pytest.raises(BeingRestoredError):
        operations.run_history(actor=system, months=[SEPTEMBER])
    assert not Submission.objects.exists()
    with in_sealed():
        assert not TrueCell.objects.exists()
    assert operations.end_restoration(actor=system, schema=OTHER)
    for town in (TOWN, OTHER, POWIAT):
        with in_tenant(town):
            operations.submit_month(actor=system, month=SEPTEMBER)

    def refused(*_args: object) -> None:
        raise NotSafeError(month="09.2026", why="próba")

    monkeypatch.setattr("core.regional.operations.protecting._audited", refused)
    with pytest.raises(NotSafeError):
        operations.release_month(actor=system, month=SEPTEMBER)
    (told,) = [one.__dict__ for one in caplog.records if one.message == "release.refused"]
    assert (told["month"], told["cause"], told["why"]) == ("2026-09", "NotSafeError", "próba")
    with in_tenant(TOWN):
        TrueCell.objects.create(
            schema_name=TOWN,
            period_kind="quarter",
            period_start=date(2026, 7, 1),
            measure="families_served",
            dimension="household",
            member="foster",
            value=99,
        )
    with pytest.raises(WrongFormulaError) as wrong:
        operations.release_month(actor=system, month=SEPTEMBER)
    assert "Częstochowa" in wrong.value.message
    assert not Release.objects.exists()
    with in_sealed():
        assert not PublishedCell.objects.exists()
        assert not Evidence.objects.exists()


def test_known_figures_are_loaded_all_or_none(families: None) -> None:
    head = "area,period,measure,dimension,member,value,source\n"
    line = "2464011,2026-q3,families_new,,,7,OZPS 2026\n"
    assert operations.load_known(actor=people.system(), text=head + line) == operations.Loaded(1, None)
    again = operations.load_known(actor=people.system(), text=head + line.replace("7,O", "8,O"))
    assert again == operations.Loaded(1, None)
    with in_sealed():
        assert list(KnownFigure.objects.values_list("value", flat=True)) == [8]
    with pytest.raises(KnownFigureError) as caught:
        operations.load_known(actor=people.system(), text=head + line + "x,2026,families_new,,,1,y\n")
    assert "Wiersz 3" in caught.value.message
    with in_sealed():
        assert KnownFigure.objects.count() == 1


def printed_line(lo: int, hi: int) -> tuple[str, PublishedCell]:
    """A line of known figures about a printed number of a town; its value is left open."""
    with in_sealed():
        cell = PublishedCell.objects.filter(
            level="municipality", period_kind="quarter", measure="families_served", value__range=(lo, hi)
        ).first()
    assert cell is not None
    quarter = (cell.period_start.month + 2) // 3
    return f"{cell.area},{cell.period_start.year}-q{quarter},families_served,,,%s,BIP\n", cell


def test_known_figures_are_held_against_what_is_printed(families: None) -> None:
    """The auditor says what they would tell; one that cannot be true beside a printed number is refused."""
    system = people.system()
    operations.run_history(actor=system, months=[AUGUST, SEPTEMBER])
    head = "area,period,measure,dimension,member,value,source\n"
    line, cell = printed_line(10, 90)
    assert cell.value is not None
    loaded = operations.load_known(actor=system, text=head + line % cell.value)
    assert loaded.number == 1
    assert loaded.report is not None
    assert loaded.report.number(Status.KNOWN) >= 1
    assert loaded.report.to_dict(cells=False)["undecided"] == 0
    with pytest.raises(KnownContradictsError) as caught:
        operations.load_known(actor=system, text=head + line % (cell.value + 3))
    assert "Niczego nie wczytano" in caught.value.message
    with in_sealed():
        assert list(KnownFigure.objects.values_list("value", flat=True)) == [cell.value]


def test_a_known_figure_that_cannot_be_true_stops_the_release_by_name(
    families: None, caplog: pytest.LogCaptureFixture
) -> None:
    """Loaded before anything is printed of which it speaks, it is found out when the month is made."""
    system = people.system()
    text = "area,period,measure,dimension,member,value,source\n2464011,2026-q3,families_new,,,999,BIP\n"
    assert operations.load_known(actor=system, text=text) == operations.Loaded(1, None)
    with pytest.raises(KnownStopsReleaseError) as caught:
        operations.run_month(actor=system, month=SEPTEMBER)
    for part in ("09.2026", "Częstochowa, 2026-q3, families_new: 999", "releases known remove"):
        assert part in caught.value.message
    assert not Release.objects.exists()
    with in_sealed():
        assert not PublishedCell.objects.exists()
        assert not Evidence.objects.exists()
    (told,) = [one.__dict__ for one in caplog.records if one.message == "release.refused"]
    assert (told["cause"], told["why"]) == ("KnownStopsReleaseError", "")
    with pytest.raises(KnownFigureError):
        operations.remove_known(actor=system, text=text.replace("2026-q3", "x"))
    assert operations.remove_known(actor=system, text=text) == 1
    assert operations.run_month(actor=system, month=SEPTEMBER).release.month == SEPTEMBER
    # What is printed now was proven with every figure that speaks of it: those stay.
    with pytest.raises(KnownReckonedError) as reckoned:
        operations.remove_known(actor=system, text=text)
    assert "Wiersz 2" in reckoned.value.message


def test_the_command_says_what_known_figures_tell(
    families: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kooperacje.embedded.attach.attached", lambda **_given: nullcontext())
    operations.run_history(actor=people.system(), months=[AUGUST, SEPTEMBER])
    line, cell = printed_line(10, 90)
    file = tmp_path / "known.csv"

    def run(value: int) -> tuple[int, str]:
        file.write_text("area,period,measure,dimension,member,value,source\n" + line % value, "utf-8")
        result = CliRunner().invoke(app, ["releases", "known", "load", str(file)])
        return result.exit_code, result.output

    assert cell.value is not None
    code, told = run(cell.value)
    assert "1 figures loaded" in told
    assert "Who reads what towns publish besides: The release" in told
    assert code == (0 if "The release holds" in told else 1)
    code, told = run(cell.value + 3)
    assert code == 1
    assert "Niczego nie wczytano" in told
    kept = CliRunner().invoke(app, ["releases", "known", "remove", str(file)])
    assert kept.exit_code == 1
    assert "Niczego nie usunięto" in kept.output
    file.write_text(file.read_text("utf-8").replace("2026-q", "2025-q"), "utf-8")
    gone = CliRunner().invoke(app, ["releases", "known", "remove", str(file)])
    assert (gone.exit_code, "0 figures removed" in gone.output) == (0, True)
