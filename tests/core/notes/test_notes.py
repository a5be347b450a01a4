"""Private notes, shared notes, their history, and the search of their author."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from core.notes import errors, operations, queries
from core.notes.models import Note, NoteEdition
from core.notes.operations import NoteData
from core.shared import clock
from core.shared.errors import ConflictError, DomainError, NotVisibleError
from core.shared.ids import uuid7
from core.teams.enums import MemberKind
from core.teams.models import TeamMember
from tests.support import people, vertical

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_town")]


def written(family: vertical.AgreedFamily, body: str = "Rozmowa w domu", **more: Any) -> Note:
    return operations.write_note(actor=family.worker, case=family.case, note=NoteData(body=body, **more))


def colleague_in_team(family: vertical.Family) -> Any:
    """Another worker with a seat."""
    user = people.account("social_worker", name="Kolega Zespołowy")
    TeamMember.objects.create(team=family.team, kind=MemberKind.WORKER, user=user, starts_on=vertical.OPENED)
    return people.actor_of(user)


def test_a_private_note_is_its_authors_and_a_shared_one_the_teams() -> None:
    family = vertical.family()
    colleague = colleague_in_team(family)
    private = written(family)
    shared = written(family, "Ustalenia", audience="team", category="path")
    assert set(queries.notes_of(family.worker, family.case)) == {private, shared}
    assert set(queries.notes_of(colleague, family.case)) == {shared}
    assert queries.note_visible(colleague, shared.pk) == shared
    with pytest.raises(NotVisibleError):
        queries.note_visible(colleague, private.pk)
    member = people.actor_of(vertical.member_account(family, family.mother))
    strangers = [people.actor(role) for role in ("social_worker", "director", "network_officer", "delegate")]
    for actor in (member, *strangers):
        for note in (private, shared):
            with pytest.raises(NotVisibleError):
                queries.note_visible(actor, note.pk)
            with pytest.raises(NotVisibleError):
                operations.edit_note(actor=actor, note=note, changed=NoteData(body="x"))
        with pytest.raises(NotVisibleError):
            operations.write_note(actor=actor, case=family.case, note=NoteData(body="x"))
    with pytest.raises(NotVisibleError):  # read is not write
        operations.edit_note(actor=colleague, note=shared, changed=NoteData(body="x"))
    assert Note.objects.count() == 2


def test_a_new_leader_does_not_read_what_was_private() -> None:
    family = vertical.family()
    note = written(family)
    new = people.account("social_worker", name="Nowa Prowadząca")
    family.case.social_worker = new
    family.case.save(update_fields=["social_worker"])
    TeamMember.objects.filter(user=family.worker_user).delete()
    for actor in (people.actor_of(new), family.worker):
        with pytest.raises(NotVisibleError):
            queries.note_visible(actor, note.pk)


@pytest.mark.parametrize(
    ("note", "refused"),
    [
        (NoteData(), errors.EmptyNoteError),
        (NoteData(body="  "), errors.EmptyNoteError),
        (NoteData(body="x", audience="team"), errors.CategoryMissingError),
        (NoteData(body="x", audience="team", category="gossip"), errors.CategoryMissingError),
    ],
)
def test_what_a_note_needs(note: NoteData, refused: type[DomainError]) -> None:
    family = vertical.agreed_family()
    with pytest.raises(refused):
        operations.write_note(actor=family.worker, case=family.case, note=note)
    assert not Note.objects.exists()


def test_days_and_persons_are_of_the_case() -> None:
    family, other = vertical.agreed_family(), vertical.agreed_family()
    for day in (vertical.OPENED - timedelta(days=1), clock.today() + timedelta(days=1)):
        with pytest.raises(errors.NoteDayError):
            operations.write_note(
                actor=family.worker, case=family.case, note=NoteData(body="x"), noted_on=day
            )
    with pytest.raises(errors.NotOfTheHouseholdError):
        written(family, about=other.mother)
    with pytest.raises(errors.NotOfTheHouseholdError):
        written(family, own_words="Chcę", spoken_by=other.mother)


def test_the_same_form_twice_is_one_note() -> None:
    family = vertical.agreed_family()
    key = uuid7()
    for _ in range(2):
        operations.write_note(actor=family.worker, case=family.case, note=NoteData(body="x"), key=key)
    assert Note.objects.count() == 1


def test_a_change_keeps_how_it_read_before() -> None:
    family = vertical.family()
    note = written(family, "Pierwsza treść", own_words="Chcę spać spokojnie", spoken_by=family.mother)
    changed = NoteData(body="Druga treść", audience="team", category="housing")
    with pytest.raises(ConflictError):
        operations.edit_note(actor=family.worker, note=note, changed=changed, version=9)
    again = operations.edit_note(actor=family.worker, note=note, changed=changed, version=1)
    assert (again.version, again.body, again.own_words, again.spoken_by) == (2, "Druga treść", "", None)
    edition = NoteEdition.objects.get()
    assert (edition.version, edition.body, edition.own_words) == (1, "Pierwsza treść", "Chcę spać spokojnie")
    assert queries.editions_of(family.worker, again) == [edition]
    assert queries.editions_of(colleague_in_team(family), again) == []  # it was private then
    operations.edit_note(actor=family.worker, note=again, changed=changed)
    assert NoteEdition.objects.count() == 1


def test_the_search_finds_the_authors_own_words_in_any_spelling() -> None:
    family = vertical.family()
    note = written(family, "Była w ŁAZIENCE", own_words="„Chcę zdążyć”", audience="team", category="path")
    written(family, "Coś innego")
    assert queries.search_own(family.worker, "lazience zdazyc") == [note]
    assert queries.search_own(family.worker, "lazience", vertical.agreed_family().case) == []
    assert queries.search_own(family.worker, " ") == []
    assert queries.search_own(colleague_in_team(family), "lazience") == []


def test_notes_are_sealed() -> None:
    family = vertical.agreed_family()
    note = written(family, "Tajemnica", own_words="Sekret")
    with connection.cursor() as cursor:
        cursor.execute("SELECT body, own_words FROM notes_note WHERE id = %s", [note.pk])
        stored = " ".join(cursor.fetchone())
    assert "Tajemnica" not in stored
    assert "Sekret" not in stored


def test_a_closed_case_takes_no_notes() -> None:
    from core.families import operations as families  # noqa: PLC0415
    from core.families.errors import CaseClosedError  # noqa: PLC0415

    family = vertical.agreed_family()
    note = written(family)
    families.close_case(actor=family.worker, case=family.case, outcome="partly")
    with pytest.raises(CaseClosedError):
        written(family)
    note.refresh_from_db()
    with pytest.raises(CaseClosedError):
        operations.edit_note(
            actor=family.worker, note=queries.note_visible(family.worker, note.pk), changed=NoteData(body="y")
        )
