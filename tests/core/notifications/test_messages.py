"""Messages: written with the act, sent once, tried again, stopped, and never a way into another town."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from core.audit.models import AuditEvent
from core.notifications import errors, operations, queries
from core.notifications.links import opened, sealed
from core.notifications.models import Message
from core.notifications.rules import TRIES, Attachment, parted, wait_before
from core.shared import clock
from core.shared.addresses import address
from core.shared.errors import NotVisibleError
from tenants.context import in_tenant
from tests.support import people

TEMPLATE = "Temat {{ town }}\n\nTreść: {{ word }}\n{{ home }}\n"


@pytest.fixture(autouse=True)
def _template(settings: Any, tmp_path: Path) -> None:
    """A message kind of the test's own, so that no other area's wording matters here."""
    (tmp_path / "notifications").mkdir()
    (tmp_path / "notifications" / "proba.txt").write_text(TEMPLATE, encoding="utf-8")
    templates = [dict(settings.TEMPLATES[0])]
    templates[0]["DIRS"] = [*templates[0]["DIRS"], tmp_path]
    settings.TEMPLATES = templates


def _written(**more: Any) -> Message:
    values = {"to": "adres@testy.example", "kind": "proba", "context": {"word": "żółw"}, **more}
    return operations.notify(actor=people.system(), **values)


def test_a_message_is_rendered_and_leaves_once(in_town: str, django_capture_on_commit_callbacks: Any) -> None:
    file = Attachment("plik.txt", "text/plain", b"abc")
    with django_capture_on_commit_callbacks(execute=True):
        message = _written(attachments=[file], key="raz")
        assert _written(key="raz") == message
    operations.send(message_id=message.pk)
    assert [item.subject for item in mail.outbox] == ["Temat Częstochowa"]
    assert "Treść: żółw" in mail.outbox[0].body
    assert mail.outbox[0].attachments[0][:2] == ("plik.txt", "abc")
    message.refresh_from_db()
    assert (message.status, message.attempts) == ("sent", 1)
    assert AuditEvent.objects.filter(action="notifications.written").count() == 1


def test_nothing_is_written_when_the_act_fails(in_town: str) -> None:
    def act() -> None:
        with transaction.atomic():
            _written()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert Message.objects.count() == 0
    assert mail.outbox == []


def test_a_fault_is_tried_again_and_given_up_in_the_end(
    in_town: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = _written()

    def broken(_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("core.notifications.operations._post", broken)
    for attempt in range(1, TRIES + 1):
        Message.objects.filter(pk=message.pk).update(not_before=clock.now())
        again_at = operations.send(message_id=message.pk)
        wait = wait_before(attempt)
        assert again_at == (clock.now() + wait if wait else None)
    message.refresh_from_db()
    assert (message.status, message.fault) == ("failed", "ConnectionRefusedError")


def test_a_message_of_a_later_day_waits_and_can_be_stopped(in_town: str) -> None:
    later = clock.now() + timedelta(days=2)
    message = _written(not_before=later, about="sprawa:1")
    assert operations.send(message_id=message.pk) is None
    assert operations.send_waiting() == 0
    with clock.standing_at(later.date()):
        assert operations.send_waiting() == 1
        assert operations.stop(actor=people.system(), about="sprawa:1") == 1
        assert operations.send(message_id=message.pk) is None
    assert mail.outbox == []


def test_a_wrong_address_is_refused_in_words(in_town: str) -> None:
    with pytest.raises(errors.BadAddressError, match="nie jest adresem"):
        _written(to="bez-malpy")


def test_the_inbox_is_ones_own_and_the_outbox_has_no_family(in_town: str) -> None:
    officer, delegate = people.account("network_officer"), people.account("delegate")
    family = people.account("family_member")
    own = _written(user=delegate)
    _written(user=family)
    assert list(queries.inbox(people.actor_of(delegate))) == [own]
    assert list(queries.outbox(people.actor_of(officer))) == [own]
    with pytest.raises(NotVisibleError):
        queries.own_message(people.actor_of(officer), own.pk)
    with pytest.raises(NotVisibleError):
        queries.outbox(people.actor_of(delegate))


def test_a_link_opens_for_its_purpose_here_and_until_its_day(in_town: str) -> None:
    token = sealed("karta", {"id": "7"}, days=3)
    assert opened("karta", token) == {"id": "7"}
    with pytest.raises(errors.LinkBrokenError):
        opened("inne", token)
    with pytest.raises(errors.LinkBrokenError):
        opened("karta", token[:-2])
    with in_tenant("g_2475011"), pytest.raises(errors.LinkBrokenError):
        opened("karta", token)
    with clock.standing_at(clock.today() + timedelta(days=3)):
        assert opened("karta", token) == {"id": "7"}
    with clock.standing_at(clock.today() + timedelta(days=4)), pytest.raises(errors.LinkExpiredError):
        opened("karta", token)


def test_an_address_names_the_town(in_town: str, settings: Any) -> None:
    settings.KOOPERACJE_PORT = 8123
    assert address("/w/") == "http://czestochowa.localhost:8123/w/"
    settings.SESSION_COOKIE_SECURE = True
    assert address("/w/") == "https://czestochowa.localhost/w/"


def test_the_subject_is_the_first_line() -> None:
    assert parted("\n  Temat   z odstępem \n\nTreść\n\n") == ("Temat z odstępem", "Treść\n")
