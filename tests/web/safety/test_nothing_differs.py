"""Whatever happens behind the wall, each answer to the separated person is the same to the byte.

Histories of separations and of protected records are drawn. The pages are all that a family member may
open, found in the table of addresses, and the root of the API, found in its schema: new ones take part by
themselves.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import orjson
import pytest
from django.db import transaction
from django.test import Client
from graphql import is_required_argument
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.dossier import operations as dossiers
from core.families import operations as families
from core.families.operations import PersonData
from core.matching.operations import needs
from core.notes import operations as notes
from core.notes.operations import NoteData
from core.paths import operations as paths
from core.paths.operations import Owner, TaskData
from core.privacy import operations as privacy
from core.privacy.operations import authorisations
from core.safety import operations as safety
from core.safety.operations import ContactData
from core.shared import clock
from core.shared.enums import Role
from core.shared.ids import uuid7
from core.shared.meeting_hours import WARSAW
from core.teams import operations as teams
from core.teams.operations.planning import plan_meeting
from core.teams.queries import members_of
from graphql_api.municipality.schema import schema
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.e2e.walking import views_of
from tests.graphql_api.caller import Caller, token_for
from tests.graphql_api.walk import below, graph, whole
from tests.support import people, pictures, vertical

pytestmark = pytest.mark.django_db
VARYING = re.compile(rb'(name="csrfmiddlewaretoken" value="|nonce=")[^"]*"|(name="key"[^>]*value=")[^"]*"')


class Scene:
    """A family with a common path, a partner in its team, and a man who is about to be kept apart."""

    def __init__(self) -> None:
        self.town = vertical.town("Poradnia Próbna")
        self.family = family = vertical.family()
        self.worker = family.worker
        self.common = paths.add_task(
            actor=self.worker, goal=family.goal, task=TaskData("Wspólny krok", due_on=clock.today())
        )
        his = paths.set_goal(
            actor=self.worker, plan=family.plan, title="Praca", area="work", for_person=family.father
        )
        paths.add_task(actor=self.worker, goal=his, task=TaskData("Jego krok"))
        for person in (family.mother, family.father):
            paths.agree_plan(actor=self.worker, plan=family.plan, person=person, mode="meeting")
        teams.add_partner_member(actor=self.worker, team=family.team, partner=self.town.partner)
        self.her_user = vertical.member_account(family, family.mother)
        self.her = people.actor_of(self.her_user)
        self.his_user = vertical.member_account(family, family.father)

    def separate(self, days_ago: int = 0, **more: Any) -> Any:
        values = {"kept_from": self.family.father, "protected": self.family.mother} | more
        return safety.separate(
            actor=self.worker,
            case=self.family.case,
            reason="Boi się go.",
            starts_on=clock.today() - timedelta(days=days_ago),
            **values,
        )

    # How it came that he is kept apart.

    def today(self) -> None:
        self.separate()

    def after_a_mistake(self) -> None:
        safety.mark_separation_mistaken(actor=self.worker, separation=self.separate())
        self.separate(30)

    def with_a_child(self) -> None:
        child = families.add_person(
            actor=self.worker, case=self.family.case, person=PersonData("Ola", "Przykładowa", "child")
        )
        self.separate(3)
        self.separate(protected=child)

    def from_both_sides(self) -> None:
        self.separate(9)
        self.separate(kept_from=self.family.mother, protected=self.family.father)

    # What happens behind the wall.

    def her_goal(self) -> None:
        goal = paths.set_goal(
            actor=self.worker,
            plan=self.family.plan,
            title="Mieszkanie",
            area="home",
            for_person=self.family.mother,
        )
        paths.add_task(actor=self.worker, goal=goal, task=TaskData("Umowa najmu", due_on=clock.today()))

    def common_step(self) -> None:
        owner = Owner(person=self.family.mother)
        paths.add_task(actor=self.worker, goal=self.family.goal, task=TaskData("Nowy krok", owner=owner))

    def common_goal(self) -> None:
        paths.set_goal(actor=self.worker, plan=self.family.plan, title="Nowy cel", area="home")

    def common_done(self) -> None:
        paths.complete_task(actor=self.worker, task=self.common)

    def she_proposes(self) -> None:
        step = TaskData("Zadzwonię", for_person=self.family.mother)
        paths.add_task(actor=self.her, goal=self.family.goal, task=step)

    def she_agrees(self) -> None:
        self.her_goal()
        paths.agree_plan(actor=self.worker, plan=self.family.plan, person=self.family.mother, mode="meeting")

    def she_meets(self) -> None:
        seats = [seat for seat in members_of(self.family.team) if seat.person in (None, self.family.mother)]
        there = any(seat.person is not None for seat in seats)
        teams.hold_meeting(
            actor=self.worker,
            team=self.family.team,
            present=seats,
            minutes="Ustalono.",
            without_family_reason="" if there else "Choroba",
            next_on=clock.today() + timedelta(days=7),
        )

    def she_is_invited(self) -> None:
        seats = [seat for seat in members_of(self.family.team) if seat.person in (None, self.family.mother)]
        starts = clock.now().astimezone(WARSAW) + timedelta(days=9)
        plan_meeting(
            actor=self.worker,
            team=self.family.team,
            members=seats,
            starts_at=starts,
            ends_at=starts + timedelta(hours=1),
            place="Ośrodek",
        )

    def notes(self) -> None:
        for audience, category in (("private", ""), ("team", "violence")):
            notes.write_note(
                actor=self.worker,
                case=self.family.case,
                note=NoteData(
                    body="x", own_words="y", about=self.family.mother, audience=audience, category=category
                ),
                file=("a.png", pictures.png(), "working"),
            )

    def contact(self) -> None:
        contact = ContactData(address="Nowa 2", address_concealed=True, phone="600", ways=["phone"])
        safety.set_contact(
            actor=self.worker, case=self.family.case, person=self.family.mother, contact=contact
        )

    def need(self) -> None:
        for person in (None, self.family.mother):
            needs.record_need(
                actor=self.worker, case=self.family.case, category="health", text="x", person=person
            )

    def she_tells(self) -> None:
        authorisations.authorise(
            actor=self.worker,
            case=self.family.case,
            person=self.family.mother,
            partner=self.town.partner,
            categories=["identity", "contact", "violence", "path"],
            purpose="team",
        )
        dossiers.open_dossier(actor=self.town.delegate, case_id=self.family.case.pk)

    def she_withdraws(self) -> None:
        agreement = self.family.mother.agreements.filter(withdrawn_on__isnull=True).first()
        if agreement is not None:
            privacy.withdraw_agreement(actor=self.her, agreement=agreement)

    def elsewhere(self) -> None:
        safety.mark_separate_procedure(actor=self.worker, case=self.family.case)

    def grounds(self) -> None:
        families.record_grounds(actor=self.worker, case=self.family.case, codes=["7"])


HISTORIES = [Scene.today, Scene.after_a_mistake, Scene.with_a_child, Scene.from_both_sides]
PROTECTED = [
    Scene.her_goal,
    Scene.common_step,
    Scene.common_goal,
    Scene.common_done,
    Scene.she_proposes,
    Scene.she_agrees,
    Scene.she_meets,
    Scene.she_is_invited,
    Scene.notes,
    Scene.contact,
    Scene.need,
    Scene.she_tells,
    Scene.elsewhere,
    Scene.grounds,
]


def own_addresses() -> list[str]:
    """All pages of a town without a parameter that a family member may open."""
    found = [
        f"/{view.route}"
        for view in views_of("kooperacje.urls_municipality").values()
        if not view.parameters
        and isinstance(view.visible_to, tuple)
        and (not view.visible_to or Role.FAMILY_MEMBER in view.visible_to)
    ]
    return sorted(found)


def own_questions() -> list[str]:
    """All that can be asked at the root of the API without naming a record."""
    asked = []
    for name, field in graph().query_type.fields.items():
        if any(is_required_argument(argument) for argument in field.args.values()):
            continue
        target = below(field)
        paged = "(first:3)" if "first" in field.args else ""
        asked.append(f"{{{name}{paged}{{{whole(target)}}}}}" if target else f"{{{name}{paged}}}")
    return asked


def answers(client: Client, scene: Scene) -> dict[str, bytes]:
    """What he is told by every page and every question, without what differs each time.

    Each time with a token of its own: one program may ask only so much in a minute. The number that each
    request is given is left out; a question that is refused would compare nothing.
    """
    told = {}
    for address in own_addresses():
        page: Any = client.get(address)
        body = b"".join(page.streaming_content) if page.streaming else page.content
        told[address] = str(page.status_code).encode() + VARYING.sub(b"", body)
    with in_tenant(CZESTOCHOWA):
        caller = Caller(schema, token_for(user=scene.his_user))
        for question in own_questions():
            answer = caller(question)
            assert "errors" not in answer.body, (question, answer.body)
            del answer.body["extensions"]["requestId"]
            told[question] = orjson.dumps(answer.body)
    return told


def test_there_is_something_to_compare() -> None:
    assert {"/moje/", "/moje-dane/"} <= set(own_addresses())
    assert any("ownPath" in question for question in own_questions())


@given(
    history=st.sampled_from(HISTORIES),
    happens=st.lists(st.sampled_from(PROTECTED), min_size=1, max_size=6),
    withdraws=st.booleans(),
)
@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_is_protected_changes_no_byte_of_what_he_is_told(
    browse: Callable[..., Client],
    history: Callable[[Scene], None],
    happens: list[Callable[[Scene], None]],
    withdraws: bool,  # noqa: FBT001  drawn
) -> None:
    with transaction.atomic():
        with in_tenant(CZESTOCHOWA):
            scene = Scene()
            history(scene)
        client = browse("czestochowa", user=scene.his_user)
        before = answers(client, scene)
        assert b"Jego krok" in before["/moje/"]
        assert "Wspólny krok".encode() not in before["/moje/"]
        with in_tenant(CZESTOCHOWA):
            for act in happens:
                act(scene)
            if withdraws:
                scene.she_withdraws()
        after = answers(client, scene)
        assert {name for name in before if before[name] != after[name]} == set()
        transaction.set_rollback(True)


def test_the_comparison_sees_what_is_not_protected(browse: Callable[..., Client]) -> None:
    """A step of his own changes his page: the comparison is not blind."""
    with in_tenant(CZESTOCHOWA):
        scene = Scene()
        scene.today()
    client = browse("czestochowa", user=scene.his_user)
    before = answers(client, scene)
    with in_tenant(CZESTOCHOWA):
        paths.set_goal(
            actor=scene.worker,
            plan=scene.family.plan,
            title=secrets.token_hex(4),
            area="work",
            for_person=scene.family.father,
        )
    after = answers(client, scene)
    changed = {name for name in before if before[name] != after[name]}
    assert "/moje/" in changed
    assert any("ownPath" in name for name in changed)


def test_her_things_answer_as_if_they_did_not_exist(browse: Callable[..., Client]) -> None:
    with in_tenant(CZESTOCHOWA):
        scene = Scene()
        scene.today()
        scene.she_proposes()
        hers = scene.family.goal.tasks.latest("created_at")
    client = browse("czestochowa", user=scene.his_user)
    for key in (hers.pk, scene.common.pk):
        unknown = uuid7()
        there = client.post(f"/moje/zadania/{key}/zrobione/")
        nowhere = client.post(f"/moje/zadania/{unknown}/zrobione/")
        assert there.status_code == nowhere.status_code == 404
        said = nowhere.content.replace(str(unknown).encode(), str(key).encode())
        assert VARYING.sub(b"", there.content) == VARYING.sub(b"", said)
    assert client.get(f"/moje/propozycja/{scene.family.goal.pk}/").status_code == 404
