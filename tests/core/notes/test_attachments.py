"""Files on notes: who opens them, what is taken in, when they go."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from core.documents import errors as documents
from core.documents.models import ReceivedFile
from core.families import operations as families
from core.notes import errors, operations, queries
from core.notes.models import Attachment, Note
from core.notes.operations import NoteData
from core.notes.rules import Keeping
from core.notifications.models import Message
from core.rights.operations.holds import lift_hold, place_hold
from core.shared import clock
from core.shared.errors import DomainError, NotVisibleError
from core.shared.ids import uuid7
from tests.core.notes.test_notes import colleague_in_team, written
from tests.support import people, pictures, vertical

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_town")]
PICTURE = pictures.png(notes=False)


def attached(family: vertical.AgreedFamily, note: Note | None = None, **more: Any) -> Attachment:
    values = {"name": "rachunek.png", "content": PICTURE} | more
    return operations.attach(actor=family.worker, note=note or written(family), **values)


def destroy(on: date) -> operations.Round:
    with clock.standing_at(on):
        return operations.destroy_due(actor=people.system())


def test_whoever_reads_the_note_opens_the_file_and_nobody_else() -> None:
    family = vertical.family()
    colleague = colleague_in_team(family)
    private = attached(family)
    shared = attached(family, written(family, "Wspólna", audience="team", category="path"))
    assert operations.hand_over(actor=family.worker, attachment_id=private.pk) == (private, PICTURE)
    assert operations.hand_over(actor=colleague, attachment_id=shared.pk)[1] == PICTURE
    member = people.actor_of(vertical.member_account(family, family.mother))
    for actor in (member, people.actor("director"), people.actor("delegate"), people.actor("social_worker")):
        for one in (private, shared):
            with pytest.raises(NotVisibleError):
                operations.hand_over(actor=actor, attachment_id=one.pk)
    with pytest.raises(NotVisibleError):
        operations.hand_over(actor=colleague, attachment_id=private.pk)
    with pytest.raises(NotVisibleError):
        operations.hand_over_to_partner(actor=colleague, attachment=private)


def test_a_photograph_loses_its_place() -> None:
    family = vertical.agreed_family()
    made = attached(family, name="../../zdjęcie.exe", content=pictures.jpeg())
    _, content = operations.hand_over(actor=family.worker, attachment_id=made.pk)
    assert pictures.PLACE_OF_PHOTO not in content
    assert made.file.filename == "zdjęcie.jpg"


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (b"<svg><script/></svg>", documents.UnknownFileTypeError),
        (pictures.archive(1000), documents.UnknownFileTypeError),
        (pictures.pdf() + pictures.archive(), documents.HiddenContentError),
        (pictures.pdf(script=True), documents.ActivePdfError),
        (b"", documents.EmptyFileError),
    ],
)
def test_a_bad_file_is_refused_whole(content: bytes, refused: type[DomainError]) -> None:
    family = vertical.agreed_family()
    with pytest.raises(refused):
        attached(family, content=content)
    assert not Attachment.objects.exists()
    assert not ReceivedFile.objects.exists()


def test_the_same_form_twice_keeps_one_file() -> None:
    family = vertical.agreed_family()
    note, key = written(family), uuid7()
    assert attached(family, note, key=key) == attached(family, note, key=key)
    assert ReceivedFile.objects.count() == 1


CASES = [
    (Keeping("glance", date(2026, 10, 1)), date(2026, 10, 31)),
    (Keeping("working", date(2026, 10, 1)), date(2026, 12, 30)),
    (Keeping("case", date(2026, 10, 1)), None),
    (Keeping("case", date(2026, 10, 1), closed_on=date(2026, 12, 31)), date(2032, 1, 1)),
    (Keeping("case", date(2026, 10, 1), closed_on=date(2027, 1, 1)), date(2033, 1, 1)),
    (Keeping("glance", date(2026, 10, 1), keep_until=date(2027, 1, 5)), date(2027, 1, 5)),
    (Keeping("glance", date(2026, 10, 1), keep_until=date(2026, 10, 5)), date(2026, 10, 31)),
]


@pytest.mark.parametrize(("keeping", "due"), CASES)
def test_when_a_file_goes(keeping: Keeping, due: date | None) -> None:
    assert keeping.due_on == due
    if due is not None:
        assert not keeping.is_due(due - timedelta(days=1))
        assert keeping.is_due(due)
        assert keeping.is_near(due - timedelta(days=14))
        assert not keeping.is_near(due - timedelta(days=15))


def test_a_file_is_announced_once_and_destroyed_on_its_day() -> None:
    family = vertical.agreed_family()
    made = attached(family, retention="glance")
    due = made.keeping.due_on
    assert due is not None
    assert destroy(due - timedelta(days=15)) == operations.Round(0, 0, 0)
    assert destroy(due - timedelta(days=14)) == operations.Round(0, 0, 1)
    assert destroy(due - timedelta(days=13)) == operations.Round(0, 0, 0)
    message = Message.objects.get()
    assert message.user == family.worker_user
    assert "Przykładow" not in f"{message.subject}{message.body}"
    with clock.standing_at(due):
        assert operations.destroy_due(actor=people.system(), dry_run=True) == operations.Round(1, 0, 0)
    assert destroy(due) == operations.Round(1, 0, 0)
    assert destroy(due) == operations.Round(0, 0, 0)
    (kept,) = queries.attachments_of(made.note)
    file = ReceivedFile.objects.get()
    assert (file.content, file.removed_on) == (None, due)
    assert "Minął czas przechowywania" in kept.file.removed_because
    with pytest.raises(NotVisibleError):
        operations.hand_over(actor=family.worker, attachment_id=made.pk)


def test_a_legal_hold_keeps_everything() -> None:
    family = vertical.agreed_family()
    made = attached(family, retention="glance")
    due = made.keeping.due_on
    assert due is not None
    hold = place_hold(actor=family.worker, case=family.case, reason="Spór w sądzie")
    assert destroy(due) == operations.Round(0, 1, 0)
    with pytest.raises(errors.HeldError):
        operations.remove_attachment(actor=family.worker, attachment=made, reason="Pomyłka")
    assert ReceivedFile.objects.get().removed_on is None
    lift_hold(actor=people.actor("director"), hold=hold)
    assert destroy(due) == operations.Round(1, 0, 0)


def test_longer_with_a_reason_and_by_a_year_at_most() -> None:
    family = vertical.agreed_family()
    made = attached(family, retention="glance")
    due = made.keeping.due_on
    assert due is not None
    for until, reason, refused in (
        (due, "Powód", errors.KeptTooShortError),
        (due + timedelta(days=400), "Powód", errors.KeptTooLongError),
        (due + timedelta(days=30), " ", errors.KeepReasonMissingError),
    ):
        with pytest.raises(refused):
            operations.keep_longer(actor=family.worker, attachment=made, keep_until=until, reason=reason)
    until = due + timedelta(days=30)
    kept = operations.keep_longer(actor=family.worker, attachment=made, keep_until=until, reason="Odwołanie")
    assert kept.keeping.due_on == until
    assert destroy(due).destroyed == 0
    assert destroy(until).destroyed == 1


def test_the_author_or_the_leader_destroys_with_a_reason_in_a_closed_case_too() -> None:
    family = vertical.family()
    colleague = colleague_in_team(family)
    note = operations.write_note(
        actor=colleague, case=family.case, note=NoteData(body="x", audience="team", category="path")
    )
    made = operations.attach(actor=colleague, note=note, name="a.png", content=PICTURE)
    families.close_case(actor=family.worker, case=family.case, outcome="partly")
    other = people.actor("social_worker")
    with pytest.raises(NotVisibleError):
        operations.remove_attachment(actor=other, attachment=made, reason="x")
    with pytest.raises(documents.RemovalReasonMissingError):
        operations.remove_attachment(actor=family.worker, attachment=made, reason=" ")
    gone = operations.remove_attachment(actor=family.worker, attachment=made, reason="Zły plik")
    assert (gone.file.removed_on, gone.file.removed_because) == (clock.today(), "Zły plik")


def test_what_goes_soon_is_listed_for_the_worker() -> None:
    family = vertical.agreed_family()
    made = attached(family, retention="glance")
    due = made.keeping.due_on
    assert due is not None
    assert queries.attachments_going(family.worker) == []
    with clock.standing_at(due - timedelta(days=3)):
        assert queries.attachments_going(family.worker) == [made]
        assert queries.attachments_going(people.actor("social_worker")) == []
