"""A signed contract comes back: its code says which one it is; a town says when a step stands still."""

from __future__ import annotations

from datetime import date, timedelta

import pypdfium2
import pytest

from core.documents.models import ReceivedFile
from core.paths import errors
from core.paths import operations as paths
from core.paths.models import PathPaper
from core.paths.operations.scans import fetch_paper_scan, link_paper_scan
from core.paths.operations.terms import set_stalled_days
from core.paths.queries.overview import overview
from core.paths.queries.papers import document_of, papers_visible_to
from core.paths.queries.watching import stalled_days, watched
from core.safety.operations import separate
from core.shared import clock
from core.shared.errors import NotVisibleError
from core.teams.operations import planning
from core.teams.queries import members_of
from core.teams.queries.apart import planned_together
from tests.support import people, pictures, vertical
from tests.support.teams import at

pytestmark = pytest.mark.usefixtures("in_town")
TODAY = date(2026, 10, 5)


@pytest.fixture
def home() -> vertical.Family:
    made = vertical.family()
    paths.add_task(actor=made.worker, goal=made.goal, task=paths.TaskData("Telefon do szkoły"))
    return made


def scanned(paper: PathPaper) -> bytes:
    """The paper as a photograph of its last page."""
    import io  # noqa: PLC0415

    pdf = pypdfium2.PdfDocument(document_of(paper).content)
    picture = pdf[len(pdf) - 1].render(scale=2, grayscale=True).to_pil()
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def test_the_code_puts_a_scan_to_its_contract(home: vertical.Family) -> None:
    worker, plan = home.worker, home.plan
    first, second = (paths.print_contract(actor=worker, plan=plan) for _ in range(2))
    content = scanned(second)
    linked = link_paper_scan(actor=worker, plan=plan, name="skan.png", content=content)
    assert linked == second
    assert link_paper_scan(actor=worker, plan=plan, name="skan.png", content=content) == second
    assert ReceivedFile.objects.get().subject_id == second.pk
    assert ReceivedFile.objects.get().family == home.case.household_id
    with pytest.raises(errors.ForeignPaperError):
        link_paper_scan(actor=worker, plan=plan, name="skan.png", content=content, paper=first)
    with pytest.raises(errors.PaperUnreadableError):
        link_paper_scan(actor=worker, plan=plan, name="x.png", content=pictures.png())
    with pytest.raises(errors.PaperScannedError):
        link_paper_scan(actor=worker, plan=plan, name="x.png", content=pictures.png(), paper=second)
    by_hand = link_paper_scan(actor=worker, plan=plan, name="x.png", content=pictures.png(), paper=first)
    assert by_hand == first
    file, back = fetch_paper_scan(actor=worker, paper=papers_visible_to(worker).get(pk=second.pk))
    assert (file.filename, back) == ("skan.png", content)


def test_a_paper_of_another_family_is_foreign_and_another_worker_finds_nothing(home: vertical.Family) -> None:
    other = vertical.family()
    paths.add_task(actor=other.worker, goal=other.goal, task=paths.TaskData("Krok"))
    theirs = paths.print_contract(actor=other.worker, plan=other.plan)
    with pytest.raises(errors.ForeignPaperError):
        link_paper_scan(actor=home.worker, plan=home.plan, name="s.png", content=scanned(theirs))
    with pytest.raises(NotVisibleError):
        link_paper_scan(actor=home.worker, plan=other.plan, name="s.png", content=scanned(theirs))
    assert not ReceivedFile.objects.exists()


def test_a_town_says_after_how_many_days_a_step_stands_still(home: vertical.Family) -> None:
    director = people.actor("director")
    assert stalled_days() == 21
    with clock.standing_at(clock.today() + timedelta(10)):
        assert watched(home.worker) == []
        set_stalled_days(actor=director, days=7)
        assert [one.signs[0].hitch for one in watched(home.worker)] == ["stalled"]
    for days in (6, 91):
        with pytest.raises(errors.StalledDaysError):
            set_stalled_days(actor=director, days=days)
    with pytest.raises(NotVisibleError):
        set_stalled_days(actor=home.worker, days=30)


def test_the_next_day_is_that_of_the_planned_meeting(home: vertical.Family) -> None:
    with clock.standing_at(TODAY):
        begins = at(TODAY + timedelta(3), 10)
        meeting = planning.plan_meeting(
            actor=home.worker,
            team=home.team,
            members=members_of(home.team),
            starts_at=begins,
            ends_at=begins + timedelta(hours=1),
            place="Ośrodek",
        )
        assert planned_together(home.case) == []
        found = overview(home.worker, home.case)
        assert found is not None
        assert found.next_meeting_on == TODAY + timedelta(3)
        separate(
            actor=home.worker,
            case=home.case,
            kept_from=home.father,
            protected=home.mother,
            reason="przemoc",
        )
        assert planned_together(home.case) == [meeting]
