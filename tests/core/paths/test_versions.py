"""Agreed states of a path: sealed, compared in sentences, each person their part."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection

from core.paths import operations
from core.paths.models import PathVersion
from core.paths.operations import TaskData
from core.paths.queries.versions import (
    changed_since_agreed,
    content_of,
    differences,
    now_of,
    said_by,
    versions_visible_to,
)
from core.shared.actor import Actor
from tests.support import people, vertical

pytestmark = pytest.mark.usefixtures("in_town")

DUE, LATER = date(2026, 11, 2), date(2026, 11, 16)


def agree(family: vertical.Family, actor: Actor | None = None) -> None:
    operations.agree_plan(
        actor=actor or family.worker, plan=family.plan, person=family.mother, mode="meeting"
    )


def test_each_agreed_state_is_kept_sealed_and_differences_are_sentences() -> None:
    family = vertical.family()
    task = operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("Zadzwonić", due_on=DUE))
    agree(family)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM paths_pathversion")
        assert "Zadzwonić" not in str(cursor.fetchall())
    before = said_by(family.worker, PathVersion.objects.get())
    operations.change_task(
        actor=family.worker, task=task, reason="Prośba mamy", title="Napisać do szkoły", due_on=LATER
    )
    operations.change_goal(actor=family.worker, goal=family.goal, title="Cichy dom", area="home")
    operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("Wizyta", due_on=DUE))
    agree(family)
    after = said_by(family.worker, PathVersion.objects.get(version=2))
    assert [one.text for one in differences(before, after)] == [
        "Cel „Spokojny dom” brzmi teraz: „Cichy dom”.",
        "Krok „Zadzwonić” brzmi teraz: „Napisać do szkoły”.",
        "Krok „Napisać do szkoły”: termin był 02.11.2026, jest 16.11.2026.",
        "Nowy krok: „Wizyta”, do 02.11.2026.",
    ]
    assert differences(after, now_of(family.worker, family.plan)) == []


def test_a_person_reads_the_own_part_of_the_versions_they_agreed_to() -> None:
    family = vertical.family()
    operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("Wspólny krok"))
    hers = operations.add_task(
        actor=family.worker, goal=family.goal, task=TaskData("Jej krok", for_person=family.mother)
    )
    agree(family)
    operations.agree_plan(actor=family.worker, plan=family.plan, person=family.father, mode="meeting")
    assert PathVersion.objects.count() == 1
    him = people.actor_of(vertical.member_account(family, family.father))
    her = people.actor_of(vertical.member_account(family, family.mother))
    [his_version] = versions_visible_to(him)
    assert "Jej krok" not in json.dumps(said_by(him, his_version), ensure_ascii=False)
    assert "Jej krok" in json.dumps(said_by(her, his_version), ensure_ascii=False)
    operations.complete_task(actor=family.worker, task=hers)
    assert changed_since_agreed(him, family.plan, family.father.pk) == []
    assert [one.text for one in changed_since_agreed(her, family.plan, family.mother.pk)] == [
        "Krok „Jej krok” jest zrobiony (05.10.2026)."
    ]
    stranger = vertical.agreed_family()
    assert not versions_visible_to(stranger.worker).exists()


def test_every_kind_of_difference_has_its_sentence() -> None:
    family = vertical.family()
    task = operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("Krok"))
    before = content_of(family.plan)
    operations.start_task(actor=family.worker, task=task)
    assert [one.text for one in differences(before, content_of(family.plan))] == ["Krok „Krok” jest w toku."]
    operations.abandon_task(actor=family.worker, task=task, reason="Choroba")
    operations.abandon_goal(actor=family.worker, goal=family.goal, reason="Przeprowadzka")
    aside = content_of(family.plan)
    assert [one.text for one in differences(before, aside)] == [
        "Cel „Spokojny dom” jest odłożony. Powód: Przeprowadzka",
        "Krok „Krok” jest odłożony. Powód: Choroba",
    ]
    operations.reopen_goal(actor=family.worker, goal=family.goal)
    operations.reopen_task(actor=family.worker, task=task, reason="Znów")
    assert [one.text for one in differences(aside, content_of(family.plan))] == [
        "Cel „Spokojny dom” jest znowu w toku.",
        "Krok „Krok” jest znowu do zrobienia.",
    ]
    empty = {**before, "goals": []}
    assert [one.text for one in differences(before, empty)] == ["Nie ma już celu „Spokojny dom”."]
