"""A form sent twice (two taps, the back button, a second tab opened from the first) has one effect."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from core.families.models import Case, HouseholdMember
from core.notes.models import Note
from core.paths.models import Task
from core.privacy.models import DisclosureAuthorisation
from core.rights.models import DataSubjectRequest
from core.shared import clock
from core.teams.models import TeamMeeting
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import vertical

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 5)
_FIELD = re.compile(r"<input\b[^>]*>")
_PART = re.compile(r'([a-z-]+)="([^"]*)"')


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.standing_at(TODAY):
        yield


class Desk:
    """A worker and a mother of one family, each at a browser of their own."""

    def __init__(self, browse: Callable[..., Client]) -> None:
        with in_tenant(CZESTOCHOWA):
            self.home = vertical.family()
            self.town = vertical.town()
            mother = vertical.member_account(self.home, self.home.mother)
        self.case = f"/rodziny/{self.home.case.pk}/"
        self.worker = browse("czestochowa", user=self.home.worker_user)
        self.mother = browse("czestochowa", user=mother)

    def twice(self, who: Client, path: str, **typed: Any) -> None:
        """Open the form once; send what stands in it and what was typed two times."""
        values = {**standing(who.get(path).content.decode()), **typed}
        answers = [who.post(path, values) for _time in range(2)]
        assert [answer.status_code for answer in answers] == [302, 302], re.findall(
            r'error-message">.*?</p>', answers[-1].content.decode(), re.DOTALL
        )
        assert answers[0]["Location"] == answers[1]["Location"]


def standing(page: str) -> dict[str, str]:
    """Hidden values and filled boxes of a page, as a browser would send them back."""
    fields = [dict(_PART.findall(field)) for field in _FIELD.findall(page)]
    return {
        field["name"]: unescape(field.get("value", ""))
        for field in fields
        if field.get("name") and field.get("type") in {"hidden", "text", None} and field.get("value")
    }


@pytest.fixture
def desk(browse: Callable[..., Client]) -> Desk:
    return Desk(browse)


def test_a_household_and_one_more_person(desk: Desk) -> None:
    with in_tenant(CZESTOCHOWA):
        cases = Case.objects.count()
    first = {"osoby-0-first_name": "Iga", "osoby-0-last_name": "Nowa", "osoby-0-role": "lead"}
    desk.twice(desk.worker, "/rodziny/nowa/", household_type="single", **first)
    another = {"first_name": "Olga", "last_name": "Dopisana", "role": "child"}
    desk.twice(desk.worker, f"{desk.case}osoba/", **another)
    with in_tenant(CZESTOCHOWA):
        assert Case.objects.count() == cases + 1
        at_home = HouseholdMember.objects.filter(household=desk.home.case.household_id)
        assert sorted(one.person.first_name for one in at_home) == ["Anna", "Jan", "Olga"]


def test_a_meeting_and_a_note(desk: Desk) -> None:
    team = desk.worker.get(f"{desk.case}spotkania/nowe/").content.decode()
    seats = re.findall(r'name="present"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="present"', team)
    present = [one or other for one, other in seats]
    desk.twice(desk.worker, f"{desk.case}spotkania/nowe/", present=present, minutes="Ustalono.")
    note = {"body": "Dzwonić rano.", "audience": "private", "retention": "working"}
    desk.twice(desk.worker, f"{desk.case}notatki/nowa/", **note)
    with in_tenant(CZESTOCHOWA):
        assert TeamMeeting.objects.filter(team=desk.home.team).count() == 1
        assert Note.objects.filter(case=desk.home.case).count() == 1


def test_a_step_and_what_the_mother_proposes(desk: Desk) -> None:
    with in_tenant(CZESTOCHOWA):
        goal = desk.home.goal.pk
    typed = {"kind": "family", "title": "Zadzwonić", "proposed_by": "family"}
    desk.twice(desk.worker, f"/cele/{goal}/nowe-zadanie/", **typed)
    desk.twice(desk.mother, f"/moje/propozycja/{goal}/", title="Pójdę sama")
    with in_tenant(CZESTOCHOWA):
        assert sorted(task.title for task in Task.objects.filter(goal=goal)) == ["Pójdę sama", "Zadzwonić"]


def test_a_permission_until_a_day(desk: Desk) -> None:
    typed = {
        "person": str(desk.home.mother.pk),
        "partner": str(desk.town.partner.pk),
        "categories": ["identity", "path"],
        "purpose": "team",
        "form": "screen",
        "language": "pl",
        "explained": "on",
        "last_day_day": "1",
        "last_day_month": "3",
        "last_day_year": "2027",
    }
    desk.twice(desk.worker, f"{desk.case}upowaznienia/nowe/", **typed)
    with in_tenant(CZESTOCHOWA):
        words = DisclosureAuthorisation.objects.filter(person=desk.home.mother)
        assert {word.ends_on for word in words} == {date(2027, 3, 2)}
        assert words.count() == 2


def test_what_somebody_asks_about_their_data(desk: Desk) -> None:
    asked = {"person": str(desk.home.mother.pk), "kind": "correction", "way": "in_person"}
    desk.twice(desk.worker, f"{desk.case}dane/zadanie/", **asked)
    desk.twice(desk.mother, "/moje-dane/zadanie/", kind="access")
    with in_tenant(CZESTOCHOWA):
        assert sorted(one.kind for one in DataSubjectRequest.objects.all()) == ["access", "correction"]


def test_what_was_changed_after_going_back_is_neither_lost_nor_written_twice(desk: Desk) -> None:
    """The key that went through comes again with other words: said aloud; then, knowingly, one more."""
    with in_tenant(CZESTOCHOWA):
        goal = desk.home.goal.pk
    for who, path in (
        (desk.worker, f"/cele/{goal}/nowe-zadanie/"),
        (desk.mother, f"/moje/propozycja/{goal}/"),
    ):
        typed = {"kind": "family", "title": "Zadzwonić", "proposed_by": "family"}
        values = {**standing(who.get(path).content.decode()), **typed}
        assert who.post(path, values).status_code == 302
        changed = {**values, "title": "Napisać list"}
        refused = who.post(path, changed)
        page = refused.content.decode()
        assert refused.status_code == 200
        assert "Ten formularz był już wysłany i zapisany." in page
        assert "Napisać list" in page
        fresh = standing(page)["key"]
        assert fresh != values["key"]
        assert who.post(path, values).status_code == 302
        for _time in range(2):
            assert who.post(path, {**changed, "key": fresh}).status_code == 302
    with in_tenant(CZESTOCHOWA):
        titles = sorted(task.title for task in Task.objects.filter(goal=goal))
    assert titles == ["Napisać list", "Napisać list", "Zadzwonić", "Zadzwonić"]


def test_the_session_keeps_no_word_of_what_was_sent(desk: Desk) -> None:
    note = {"body": "Tajemnica Anny", "audience": "private", "retention": "working"}
    for _time in range(45):
        values = standing(desk.worker.get(f"{desk.case}notatki/nowa/").content.decode())
        assert desk.worker.post(f"{desk.case}notatki/nowa/", {**values, **note}).status_code == 302
    with in_tenant(CZESTOCHOWA):
        kept = dict(desk.worker.session.items())
    assert "Tajemnica" not in repr(kept)
    assert len(kept["sent"]) == 40
