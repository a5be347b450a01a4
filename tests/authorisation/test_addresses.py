"""Every address of a town x everybody: what is opened, what is not there.

A new address without a row fails, and so does an address that answers somebody otherwise than the
committed matrix says. Writing is tried with an empty form and undone.
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
from tests.authorisation.matrix import Cells, committed, wanted, write
from tests.authorisation.people import ASKERS, Asker, staged
from tests.e2e.walking import View, views_of
from tests.support import vertical

URLCONF = "kooperacje.urls_municipality"
KIND = "address"
_ABSENT = {"absent", "sign in"}
_WORDS = {
    HTTPStatus.OK: "page",
    HTTPStatus.NOT_FOUND: "absent",
    HTTPStatus.GONE: "gone",
    HTTPStatus.METHOD_NOT_ALLOWED: "",
}


@pytest.mark.parametrize("asker", ASKERS, ids=lambda asker: asker.name)
def test_each_address_answers_as_the_matrix_says(asker: Asker, browse: Callable[..., Client]) -> None:
    with clock.standing_at(vertical.TODAY):
        made, user = staged(asker)
        client: Any = browse(asker.slug, user=user)
        client.raise_request_exception = False
        found = {
            (KIND, view.name): _answer(client, asker, view, kwargs_of(view, made.every))
            for view in views_of(URLCONF).values()
            if view.route != "graphql/"
        }
    if asker.strange:
        _check_strange(found)
    if wanted():
        write(asker.name, frozenset({KIND}), found, [each.name for each in ASKERS])
    known = {key: answer for key, answer in committed(asker.name).items() if key[0] == KIND}
    assert found == known


def _check_strange(found: Cells) -> None:
    """Whatever the matrix says: a stranger opens nothing that names a record of a family."""
    about = {(KIND, view.name) for view in views_of(URLCONF).values() if about_a_family(view)}
    assert len(about) > 40
    opened = {key: found[key] for key in about if set(found[key].split(" / ")) - _ABSENT - {"-"}}
    assert opened == {}


def _answer(client: Any, asker: Asker, view: View, kwargs: dict[str, Any]) -> str:
    """How a view answers reading, and writing nothing, in words."""
    path = reverse(view.name, urlconf=URLCONF, kwargs=kwargs)
    read, written = (_asked(asker, partial(ask, path)) for ask in (client.get, client.post))
    return read if read == written else f"{read or '-'} / {written or '-'}"


def _asked(asker: Asker, ask: Callable[[], Any]) -> str:
    with in_tenant(asker.schema), transaction.atomic():
        answer = ask()
        transaction.set_rollback(True)
    if answer.status_code in {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}:
        return "sign in" if "/logowanie/" in answer["Location"] else "on"
    return _WORDS.get(answer.status_code, str(int(answer.status_code)))


def test_the_matrix_knows_every_part_of_every_address() -> None:
    views = views_of(URLCONF).values()
    assert [(view.name, part) for view in views for part in view.parameters if not is_named(view, part)] == []
