"""Every address of a town x everybody: who is let in, and who may write.

It is asked with the records of one family and one institution. A new address without a row fails, and so
does one that answers somebody otherwise than the committed matrix says; to a stranger an address of a family
looks like what does not exist, whatever the matrix says. Writing is tried with an empty form and undone.
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
from tests.authorisation.matrix import committed, wanted, write
from tests.authorisation.people import ASKERS, Asker, staged
from tests.e2e.walking import View, views_of
from tests.support import vertical

URLCONF = "kooperacje.urls_municipality"
# Files of the pages themselves.
_ELSEWHERE = ("static/",)
KINDS = frozenset({"address"})
# The rest is an answer of another kind: a page, a form with what is missing, the way on to another page.
_WORDS = {
    HTTPStatus.NOT_FOUND: "absent",
    HTTPStatus.METHOD_NOT_ALLOWED: "",
    HTTPStatus.GONE: "absent",
    HTTPStatus.FORBIDDEN: "refused",
}


def test_every_part_of_every_address_is_known() -> None:
    views = views_of(URLCONF).values()
    assert [(view.name, part) for view in views for part in view.parameters if not is_named(view, part)] == []


@pytest.mark.parametrize("asker", ASKERS, ids=lambda asker: asker.name)
def test_each_address_answers_as_the_matrix_says(asker: Asker, browse: Callable[..., Client]) -> None:
    views = {view.name: view for view in views_of(URLCONF).values() if not view.route.startswith(_ELSEWHERE)}
    with clock.standing_at(vertical.TODAY):
        made, user = staged(asker)
        client: Any = browse(asker.slug, user=user)
        kept = client.cookies.copy()
        found = {}
        for name, view in views.items():
            client.cookies = kept.copy()  # one of the pages signs out
            found["address", name] = _answers(client, asker, view, made.every)
    if asker.strange:
        refused = {"sign in"} if asker.account is None else {"absent"}
        of_families = {name for name, view in views.items() if about_a_family(view)}
        assert len(of_families) > 100
        assert {name: found["address", name] for name in of_families if _said(found, name) != refused} == {}
    if wanted():
        write(asker.name, KINDS, found, [each.name for each in ASKERS])
    assert found == {key: answer for key, answer in committed(asker.name).items() if key[0] in KINDS}


def _said(found: dict[tuple[str, str], str], name: str) -> set[str]:
    return {answer.partition(" ")[2] for answer in found["address", name].split(", ")}


def _answers(client: Any, asker: Asker, view: View, ids: dict[str, str]) -> str:
    """What a view answers to reading, and to writing nothing; "" where it knows no such request."""
    path = reverse(view.name, urlconf=URLCONF, kwargs=kwargs_of(view, ids))
    asked = (("read", client.get), ("write", client.post))
    answers = ((word, _asked(asker, partial(ask, path))) for word, ask in asked)
    return ", ".join(f"{word} {answer}" for word, answer in answers if answer)


def _asked(asker: Asker, ask: Callable[[], Any]) -> str:
    with in_tenant(asker.schema), transaction.atomic():
        answer = ask()
        transaction.set_rollback(True)
    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    if answer.status_code in {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER} and "/logowanie/" in answer["Location"]:
        return "sign in"
    return _WORDS.get(answer.status_code, "may")
