"""Addresses that name a record of a family, asked for by strangers: each looks like what does not exist.

A new address is asked for from its first day; one with a part that the test does not know fails. Writing
is tried with an empty form and undone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from core.shared import clock
from tenants.context import in_tenant
from tests.authorisation.addresses import about_a_family, is_named, kwargs_of
from tests.authorisation.people import ASKERS, Asker, staged
from tests.e2e.walking import View, views_of
from tests.support import vertical

URLCONF = "kooperacje.urls_municipality"
STRANGERS = [asker for asker in ASKERS if asker.strange]


def test_every_part_of_every_address_is_known() -> None:
    views = views_of(URLCONF).values()
    assert [(view.name, part) for view in views for part in view.parameters if not is_named(view, part)] == []


@pytest.mark.parametrize("asker", STRANGERS, ids=lambda asker: asker.name)
def test_a_stranger_opens_nothing_of_a_family(asker: Asker, browse: Callable[..., Client]) -> None:
    views = [view for view in views_of(URLCONF).values() if about_a_family(view)]
    assert len(views) > 100
    with clock.standing_at(vertical.TODAY):
        made, user = staged(asker)
        client: Any = browse(asker.slug, user=user)
        kept = client.cookies.copy()
        found = {}
        for view in views:
            client.cookies = kept.copy()
            found[view.name] = _answers(client, asker, view, made.every)
    refused = {"sign in"} if asker.account is None else {"absent"}
    assert {name: answers for name, answers in found.items() if not answers <= refused | {"not so"}} == {}
    assert sum(bool(answers & refused) for answers in found.values()) == len(found)


def _answers(client: Any, asker: Asker, view: View, ids: dict[str, str]) -> set[str]:
    """How a view answers reading, and writing nothing."""
    path = reverse(view.name, urlconf=URLCONF, kwargs=kwargs_of(view, ids))
    return {_asked(asker, partial(ask, path)) for ask in (client.get, client.post)}


def _asked(asker: Asker, ask: Callable[[], Any]) -> str:
    with in_tenant(asker.schema), transaction.atomic():
        answer = ask()
        transaction.set_rollback(True)
    if answer.status_code in {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}:
        return "sign in" if "/logowanie/" in answer["Location"] else f"on to {answer['Location']}"
    words = {HTTPStatus.NOT_FOUND: "absent", HTTPStatus.METHOD_NOT_ALLOWED: "not so"}
    return words.get(answer.status_code, str(int(answer.status_code)))
