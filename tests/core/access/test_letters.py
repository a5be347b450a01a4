"""Short messages: read by the two sides of a talk and by nobody else."""

from __future__ import annotations

import pytest
from django.db import connection

from core.access import operations as access
from core.access import queries
from core.access.errors import MessageEmptyError, MessageLongError
from core.families.models import Person
from core.notifications.models import Message
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from tests.core.access.conftest import Home
from tests.support import people
from tests.support.families import family


def _actor(home: Home, person: Person) -> Actor:
    _slip, code = access.issue_slip(actor=home.worker, case=home.case, person=person)
    entered = access.enter_with_slip(code=code, pin="204518")
    user = access.sign_in(number=entered.number, pin="204518")
    assert user is not None
    return people.actor_of(user)


def test_a_talk_goes_both_ways(home: Home) -> None:
    mother = _actor(home, home.mother)
    access.send_message(actor=mother, case=home.case, person=home.mother, text=" Nie mogę w środę. ")
    assert [one.text for one in queries.unread_messages(home.worker)] == ["Nie mogę w środę."]
    assert queries.unread_in(home.worker, home.case) == {home.mother.pk: 1}
    assert access.mark_read(actor=home.worker, case=home.case, person=home.mother) == 1
    access.send_message(actor=home.worker, case=home.case, person=home.mother, text="Może piątek?")
    assert queries.own_unread(mother) == 1
    assert [one.from_worker for one in queries.own_messages(mother)] == [True, False]
    access.mark_read(actor=mother, case=home.case, person=home.mother)
    assert queries.own_unread(mother) == 0


def test_the_words_are_sealed_and_the_notices_are_neutral(home: Home) -> None:
    mother = _actor(home, home.mother)
    access.send_message(actor=mother, case=home.case, person=home.mother, text="Tajne słowa")
    access.send_message(actor=home.worker, case=home.case, person=home.mother, text="Tajna odpowiedź")
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(text, ' ') FROM access_familymessage")
        (stored,) = cursor.fetchone()
    assert "Tajn" not in stored
    assert all(part.startswith("2:") for part in stored.split())
    for notice in Message.objects.all():
        said = notice.subject + notice.body
        assert "Tajn" not in said
        assert "Łucja" not in said
        assert "Wzorcow" not in said


def test_the_same_key_sends_once(home: Home) -> None:
    mother, key = _actor(home, home.mother), uuid7()
    for _ in range(2):
        access.send_message(actor=mother, case=home.case, person=home.mother, text="Raz", key=key)
    assert queries.own_messages(mother).count() == 1
    with pytest.raises(NotVisibleError):
        access.send_message(actor=home.worker, case=home.case, person=home.mother, text="Raz", key=key)


def test_nobody_else_reads_or_writes(home: Home) -> None:
    mother, teenager = _actor(home, home.mother), _actor(home, home.teenager)
    access.send_message(actor=mother, case=home.case, person=home.mother, text="Tylko dla Pani")
    assert not queries.own_messages(teenager).exists()
    strangers = [
        teenager,
        *(people.actor(role) for role in (Role.SOCIAL_WORKER, Role.DIRECTOR, Role.DELEGATE)),
    ]
    for stranger in strangers:
        with pytest.raises(NotVisibleError):
            queries.talk_of(stranger, home.case, home.mother)
        with pytest.raises(NotVisibleError):
            access.send_message(actor=stranger, case=home.case, person=home.mother, text="Podszywam się")
        assert not queries.messages_visible_to(stranger).exists()
    other = family(people.actor(Role.SOCIAL_WORKER))
    with pytest.raises(NotVisibleError):
        access.send_message(actor=mother, case=other, person=home.mother, text="Nie tu")


def test_what_a_message_may_be(home: Home) -> None:
    with pytest.raises(MessageEmptyError):
        access.send_message(actor=home.worker, case=home.case, person=home.mother, text="  ")
    with pytest.raises(MessageLongError):
        access.send_message(actor=home.worker, case=home.case, person=home.mother, text="a" * 1001)
