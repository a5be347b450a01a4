"""Every address of a regional centre and of the operator x every role: only those named by it are let in.

A page for others looks like what does not exist, and to nobody in particular like the way to sign in.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from core.shared.enums import Role
from core.shared.ids import uuid7
from tenants.context import in_tenant
from tests.e2e.walking import View, views_of

OFFICES = {
    "kooperacje.urls_region": ("rops-katowice", "r_24"),
    "kooperacje.urls_operator": ("operator", "operator"),
}
# A town, an indicator and a file; an address with another kind of code is absent then.
_NAMED = {"number": 1, "code": "2464011", "kind": "csv", "form": "csv"}


# Nobody; whoever works there; whoever works at the other office. A town's roles cannot be given here.
ROLES = ["", Role.REGIONAL_COORDINATOR, Role.OPERATOR]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("urlconf", OFFICES)
def test_only_those_whom_an_address_names_are_let_in(
    urlconf: str, role: str, browse: Callable[..., Client]
) -> None:
    slug, schema = OFFICES[urlconf]
    client: Any = browse(slug, *([role] if role else []))
    kept = client.cookies.copy()
    found = {}
    views = {view.name: view for view in views_of(urlconf).values() if view.visible_to is not None}
    for name, view in views.items():
        client.cookies = kept.copy()  # one of the pages signs out
        parts = {part: _NAMED.get(part, uuid7()) for part in view.parameters}
        with in_tenant(schema), transaction.atomic():
            found[name] = _word(client.get(reverse(name, urlconf=urlconf, kwargs=parts)))
            transaction.set_rollback(True)
    closed = {name for name, view in views.items() if not _is_open(view, role)}
    assert {found[name] for name in closed} <= {"absent" if role else "sign in"}
    # An unknown record is absent for everybody; the way in sends nobody back to it.
    assert {found[name] for name in set(found) - closed - {"home"}} <= {"may", "absent"}
    assert sum(answer == "may" for answer in found.values()) > (
        len(found) // 3 if _works_at(urlconf, role) else 0
    )


def _is_open(view: View, role: str) -> bool:
    """What the decorator says."""
    if view.visible_to == "everyone":
        return True
    return bool(role) and (not view.visible_to or role in view.visible_to)


def _works_at(urlconf: str, role: str) -> bool:
    return (urlconf, role) in {
        ("kooperacje.urls_region", Role.REGIONAL_COORDINATOR),
        ("kooperacje.urls_operator", Role.OPERATOR),
    }


def _word(answer: Any) -> str:
    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    if answer.status_code == HTTPStatus.NOT_FOUND:
        return "absent"
    signing_in = answer.status_code in {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}
    return "sign in" if signing_in and "/logowanie/" in answer["Location"] else "may"
