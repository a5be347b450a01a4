"""What people say of steps: yes, no, another day, what matters; all of it kept."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from core.paths import errors, operations, queries
from core.paths.enums import Hitch, Turn
from core.paths.models import DateProposal, FamilyWord, Task, TaskVoice
from core.paths.operations import TaskData
from core.paths.operations.voices import wording_of
from core.paths.queries.voices import proposals_visible_to, voices_visible_to, words_visible_to
from core.privacy import operations as privacy
from core.privacy.queries import agreements
from core.shared.errors import NotVisibleError
from tests.support import people, vertical

pytestmark = pytest.mark.usefixtures("in_town")

DUE, LATER = date(2026, 11, 2), date(2026, 11, 16)


def step(family: vertical.Family, **more: object) -> Task:
    return operations.add_task(
        actor=family.worker,
        goal=family.goal,
        task=TaskData("Zadzwonić do szkoły", due_on=DUE, **more),  # type: ignore[arg-type]
    )


def test_a_person_says_no_in_own_words_and_it_is_never_lost() -> None:
    family = vertical.family()
    task = step(family)
    her = people.actor_of(vertical.member_account(family, family.mother))
    with pytest.raises(errors.WordsMissingError):
        operations.object_to_step(actor=her, task=task, person=family.mother, words=" ")
    for _ in range(2):
        operations.object_to_step(actor=her, task=task, person=family.mother, words="Nie chcę dzwonić sama.")
    operations.accept_step(actor=her, task=task, person=family.mother)
    said = list(TaskVoice.objects.filter(task=task).order_by("created_at", "pk"))
    assert [(voice.stance, voice.mode, voice.words) for voice in said] == [
        ("objects", "own_page", "Nie chcę dzwonić sama."),
        ("agrees", "own_page", ""),
    ]
    assert said[0].wording == "Zadzwonić do szkoły · 02.11.2026" == wording_of(task)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, wording FROM paths_taskvoice")
        assert "Zadzwonić" not in str(cursor.fetchall())


def test_the_tenants_role_cannot_take_a_word_back(request: pytest.FixtureRequest) -> None:
    family = vertical.family()
    task = step(family)
    operations.object_to_step(
        actor=family.worker, task=task, person=family.father, words="Nie.", mode="phone"
    )
    for statement in ("DELETE FROM paths_taskvoice", "UPDATE paths_taskvoice SET stance = 'agrees'"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_an_objection_asks_for_the_worker_and_is_not_told_to_others() -> None:
    family = vertical.family()
    task = step(family)
    him = people.actor_of(vertical.member_account(family, family.father))
    her = people.actor_of(vertical.member_account(family, family.mother))
    operations.object_to_step(actor=him, task=task, person=family.father, words="Nie chcę.")
    whole = queries.overview(family.worker, family.case)
    assert whole is not None
    assert [(sign.hitch, sign.turn) for sign in whole.signs[task.pk]] == [(Hitch.OBJECTION, Turn.WORKER)]
    hers = queries.own_path(her).overview
    assert hers is not None
    assert (hers.signs, hers.voices.of(task)) == ({}, [])
    assert voices_visible_to(her).count() == 0
    assert voices_visible_to(him).count() == voices_visible_to(family.worker).count() == 1


def test_nobody_speaks_for_another_and_only_of_what_is_shown() -> None:
    family = vertical.family()
    hers = step(family, for_person=family.mother)
    shared = step(family)
    him = people.actor_of(vertical.member_account(family, family.father))
    for task, person in ((hers, family.father), (hers, family.mother), (shared, family.mother)):
        with pytest.raises(NotVisibleError):
            operations.accept_step(actor=him, task=task, person=person)
        with pytest.raises(NotVisibleError):
            operations.propose_date(actor=him, task=task, person=person, due_on=LATER)
    with pytest.raises(NotVisibleError):
        operations.accept_step(actor=family.worker, task=hers, person=family.father)
    assert TaskVoice.objects.count() == DateProposal.objects.count() == 0


def test_who_withdrew_can_say_no_but_not_yes() -> None:
    family = vertical.family()
    task = step(family)
    for agreement in agreements(family.case):
        if agreement.person_id == family.father.pk:
            privacy.withdraw_agreement(actor=family.worker, agreement=agreement)
    with pytest.raises(errors.NotTakingPartError):
        operations.accept_step(actor=family.worker, task=task, person=family.father, mode="phone")
    operations.object_to_step(
        actor=family.worker, task=task, person=family.father, words="Nie chcę.", mode="phone"
    )


def test_a_proposed_day_waits_for_the_worker_or_who_does_the_step() -> None:
    family = vertical.family()
    task = step(family, owner=operations.Owner(person=family.mother))
    him = people.actor_of(vertical.member_account(family, family.father))
    her = people.actor_of(vertical.member_account(family, family.mother))
    with pytest.raises(errors.SameDateError):
        operations.propose_date(actor=him, task=task, person=family.father, due_on=DUE)
    with pytest.raises(errors.PastDateError):
        operations.propose_date(actor=him, task=task, person=family.father, due_on=date(2026, 1, 1))
    for _ in range(2):
        proposal = operations.propose_date(
            actor=him, task=task, person=family.father, due_on=LATER, why="Pracuję do soboty."
        )
    assert DateProposal.objects.count() == 1
    assert proposals_visible_to(her).get() == proposal
    with pytest.raises(NotVisibleError):
        operations.answer_date(actor=him, proposal=proposal, accepted=True)
    with pytest.raises(errors.WordsMissingError):
        operations.answer_date(actor=her, proposal=proposal, accepted=False)
    for _ in range(2):
        operations.answer_date(actor=her, proposal=proposal, accepted=True)
    task.refresh_from_db()
    assert (task.due_on, task.changes.filter(kind="moved").count()) == (LATER, 1)
    with pytest.raises(errors.ProposalDecidedError):
        operations.answer_date(actor=family.worker, proposal=proposal, accepted=False, answer="Za późno.")


def test_what_matters_is_read_by_the_person_and_the_worker_only() -> None:
    family = vertical.family()
    him = people.actor_of(vertical.member_account(family, family.father))
    her = people.actor_of(vertical.member_account(family, family.mother))
    for _ in range(2):
        operations.say_what_matters(actor=her, case=family.case, person=family.mother, words="Spokój dzieci.")
    assert FamilyWord.objects.count() == 1
    assert [word.words for word in words_visible_to(family.worker)] == ["Spokój dzieci."]
    assert words_visible_to(her).count() == 1
    assert words_visible_to(him).count() == 0
    with pytest.raises(NotVisibleError):
        operations.say_what_matters(actor=him, case=family.case, person=family.mother, words="Podróbka.")
    own = queries.own_path(him).overview
    assert own is not None
    assert own.words == []
