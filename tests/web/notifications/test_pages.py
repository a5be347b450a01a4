"""The inbox and the list of sent messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from core.notifications.models import Message
from core.shared import clock
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA

Browse = Callable[..., Client]


def _message(client: Any, subject: str = "Nowa prośba") -> Message:
    with in_tenant(CZESTOCHOWA):
        return Message.objects.create(
            kind="proba",
            recipient=client.user.email,
            user=client.user,
            subject=subject,
            body="Zobacz http://przyklad.example/x <b>",
            not_before=clock.now(),
        )


def test_opening_a_message_marks_it_read(browse: Browse) -> None:
    client = browse("czestochowa", "delegate")
    message = _message(client)
    assert "nowa" in client.get("/skrzynka/").content.decode()
    page = client.get(f"/skrzynka/{message.pk}/").content.decode()
    assert '<a href="http://przyklad.example/x" rel="nofollow">' in page
    assert "&lt;b&gt;" in page
    assert "przeczytana" in client.get("/skrzynka/").content.decode()


def test_nobody_opens_somebody_elses_message(browse: Browse) -> None:
    message = _message(browse("czestochowa", "delegate"))
    assert browse("czestochowa", "social_worker").get(f"/skrzynka/{message.pk}/").status_code == 404
    assert browse("czestochowa", "delegate").get(f"/wiadomosci/{message.pk}/").status_code == 404


@pytest.mark.parametrize("demo", [1, 0])
def test_the_text_of_a_sent_message_is_the_recipients(browse: Browse, settings: Any, demo: int) -> None:
    settings.DEMO_DATA = bool(demo)
    message = _message(browse("czestochowa", "delegate"))
    page = browse("czestochowa", "network_officer").get(f"/wiadomosci/{message.pk}/").content.decode()
    assert ("przyklad.example" in page) is bool(demo)


def test_lists_ask_the_same_number_of_questions_however_long(
    browse: Browse, django_assert_max_num_queries: Any
) -> None:
    client = browse("czestochowa", "network_officer")
    _message(client)
    client.get("/skrzynka/")
    counts = []
    for _ in range(2):
        for address in ("/skrzynka/", "/wiadomosci/"):
            with django_assert_max_num_queries(40) as seen:
                client.get(address)
            counts.append(len(seen))
        _message(client, "druga")
        _message(client, "trzecia")
    assert counts[:2] == counts[2:]
