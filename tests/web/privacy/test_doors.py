"""Every door by which an institution could learn something of a person, walked with marks planted.

A family is told in marks, each of a known person and kind of data. A delegate then reads every page of the
town that is open to delegates, with the keys of all the family's records, every letter to the institution
and the calendar. Each mark met must stand in the ledger. With any one call of `disclose` taken away the
walk must notice: a door without it fails here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from core.identity import operations as calendars
from core.involvement import operations as involvement
from core.notifications.models import Message
from core.paths import operations as paths
from core.privacy.enums import DataCategory
from core.privacy.models import Disclosure, DisclosureAuthorisation
from core.shared import clock
from core.shared.enums import Role
from core.teams import operations as teams
from core.teams.queries import members_of
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.e2e.walking import views_of
from tests.support import vertical

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

ROOT = Path(__file__).parents[3]
# Modules that tell an institution something; each call stands before what it tells.
DOORS = {
    "core.dossier.operations": "dossier",
    "core.involvement.operations": "question",
    "core.referrals.operations.telling": "request",
}
NEVER = "never"
# Where the three doors are; the walk of all addresses is made once, with every word given.
AREAS = ("privacy:", "partner:", "involvement:", "teams:")
URLS = "kooperacje.urls_municipality"


@dataclass(frozen=True)
class Mark:
    """A text planted: whose it is (None: the whole family's), and of which kind (`NEVER`: told to nobody)."""

    text: str
    person: Any
    category: str


@dataclass
class Scene:
    """The family in marks, an institution that works with it, and the keys of all records."""

    town: vertical.Town
    home: vertical.Family
    marks: list[Mark]
    keys: dict[str, set[str]]
    feed: str

    @property
    def adults(self) -> list[Any]:
        return [self.home.mother, self.home.father]


@pytest.fixture
def scene(db: None) -> Scene:
    with in_tenant(CZESTOCHOWA):
        town, home = vertical.town(), vertical.family()
        worker = home.worker
        marks = []
        for person, name in ((home.mother, "ZNAKMATKI"), (home.father, "ZNAKOJCA")):
            person.last_name = name
            person.save()
            marks.append(Mark(name, person, DataCategory.IDENTITY))
        paths.set_goal(actor=worker, plan=home.plan, title="ZNAKCELU", area="safety", why="ZNAKPOWODU")
        hers = paths.TaskData("ZNAKZADANIA", for_person=home.mother)
        common = paths.TaskData("ZNAKWSPOLNY")
        asked = paths.TaskData("ZNAKUSLUGI", kind="service", service=town.card, need="ZNAKPROSBY")
        made = [paths.add_task(actor=worker, goal=home.goal, task=one) for one in (hers, common, asked)]
        teams.hold_meeting(
            actor=worker,
            team=home.team,
            present=members_of(home.team),
            minutes="ZNAKUSTALEN",
            place="ZNAKMIEJSCA",
        )
        marks += [
            Mark("ZNAKZADANIA", home.mother, DataCategory.PATH),
            Mark("ZNAKWSPOLNY", None, DataCategory.PATH),
            Mark("ZNAKUSLUGI", None, DataCategory.PATH),
            Mark("ZNAKUSTALEN", None, DataCategory.MINUTES),
            Mark("ZNAKPROSBY", None, DataCategory.NEED),
            Mark("ZNAKPOWODU", None, NEVER),
            Mark("ZNAKMIEJSCA", None, NEVER),
            Mark("ZNAKCELU", None, NEVER),
        ]
        vertical.lets_everything_be_told(home, town.partner)
        (question,) = involvement.ask(
            actor=worker, case=home.case, person=home.mother, partners=[town.partner]
        )
        _, secret = calendars.open_calendar_feed(actor=town.delegate)
        request = made[2].referral
        assert request is not None
        rows: list[Model] = [
            home.case,
            home.mother,
            home.team,
            home.plan,
            home.goal,
            question,
            request,
        ]
        rows += [*made, home.team.meetings.get(), *home.team.members.all(), town.card, town.partner]
    keys: dict[str, set[str]] = {row._meta.model_name or "": set() for row in rows}
    for row in rows:
        keys[row._meta.model_name or ""].add(str(row.pk))
    return Scene(town, home, marks, keys, reverse("partnership:calendar-feed", urlconf=URLS, args=[secret]))


def _addresses(scene: Scene, areas: tuple[str, ...] = ()) -> Iterator[str]:
    """Every address open to delegates (of some areas), with the keys of the family that fit by name.

    Where none fits by name the case's own key is tried: a page must not take one record for another.
    """
    strange = sorted(scene.keys["case"])
    for view in views_of(URLS).values():
        if isinstance(view.visible_to, tuple) and view.visible_to and Role.DELEGATE not in view.visible_to:
            continue
        if areas and not view.name.startswith(areas):
            continue
        places = [_fitting(scene, name) or strange for name in view.parameters]
        for chosen in product(*places):
            try:
                yield reverse(view.name, urlconf=URLS, kwargs=dict(zip(view.parameters, chosen, strict=True)))
            except NoReverseMatch:
                continue
    yield scene.feed


def _fitting(scene: Scene, name: str) -> list[str]:
    wanted = name.removesuffix("_id").replace("_", "")
    return sorted(set().union(*(keys for kind, keys in scene.keys.items() if wanted in kind)))


def _read(client: Client, address: str) -> str:
    response: Any = client.get(address)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content, "utf-8", "replace")


def _letters(scene: Scene) -> Iterator[tuple[str, str]]:
    """Everything written to anybody but the worker and the family."""
    with in_tenant(CZESTOCHOWA):
        for message in Message.objects.exclude(user=scene.home.worker_user):
            yield message.kind, message.subject + message.body
            for file in message.attachments.all():
                yield f"{message.kind}: {file.name}", bytes(file.content).decode("utf-8", "replace")


def _uncovered(scene: Scene, client: Client, areas: tuple[str, ...] = ()) -> set[tuple[str, str]]:
    """Marks met that the ledger does not hold, with where they were met."""
    texts = [(address, _read(client, address)) for address in _addresses(scene, areas)]
    texts += _letters(scene)
    met = {(mark, where) for where, text in texts for mark in scene.marks if mark.text in text}
    with in_tenant(CZESTOCHOWA):
        told = {
            (entry.person_id, category)
            for entry in Disclosure.objects.filter(partner=scene.town.partner)
            for category in entry.told
        }
    return {(mark.text, where) for mark, where in met if not _covered(scene, mark, told)}


def _covered(scene: Scene, mark: Mark, told: set[tuple[Any, str]]) -> bool:
    persons = [mark.person] if mark.person is not None else scene.adults
    return all((person.pk, mark.category) in told for person in persons)


def test_every_mark_that_a_delegate_meets_stands_in_the_ledger(
    browse: Callable[..., Client], scene: Scene
) -> None:
    client = browse("czestochowa", user=scene.town.delegate_user)
    assert _uncovered(scene, client) == set()
    # The walk is no blind one: it met what may be told, through each of the three doors.
    with in_tenant(CZESTOCHOWA):
        entries = list(Disclosure.objects.all())
    assert {entry.channel for entry in entries} >= {"page", "request", "question"}
    assert {"identity", "path", "minutes", "need"} <= {one for entry in entries for one in entry.told}


@pytest.mark.parametrize("module", sorted(DOORS))
def test_a_door_without_disclose_is_noticed(
    browse: Callable[..., Client], scene: Scene, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mutant: what `disclose` would decide and write is simply allowed."""
    for name in DOORS:  # the others stay shut, so that their entries do not cover for this one
        let = name == module
        monkeypatch.setattr(
            f"{name}.disclose",
            lambda let=let, **given: frozenset(given["categories"]) if let else frozenset(),
        )
    client = browse("czestochowa", user=scene.town.delegate_user)
    client.raise_request_exception = False
    assert _uncovered(scene, client, AREAS)


def test_without_any_word_no_mark_is_met(browse: Callable[..., Client], scene: Scene) -> None:
    with in_tenant(CZESTOCHOWA):
        DisclosureAuthorisation.objects.update(withdrawn_at=clock.now())
    client = browse("czestochowa", user=scene.town.delegate_user)
    met = {
        (mark.text, address)
        for address in _addresses(scene, AREAS)
        for text in [_read(client, address)]
        for mark in scene.marks
        if mark.text in text
    }
    assert met == set()


def test_every_call_of_disclose_is_a_door_of_the_walk() -> None:
    calling = set()
    for path in (ROOT / "core").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
        if any(isinstance(call, ast.Name) and call.id == "disclose" for call in calls):
            calling.add(".".join(path.relative_to(ROOT).with_suffix("").parts))
    assert calling == set(DOORS)
