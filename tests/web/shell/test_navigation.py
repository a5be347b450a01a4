"""Navigation and access: by role, with one current entry, and 404 for everybody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from core.shared.actor import Actor
from core.shared.enums import Role
from web.shell import context, navigation
from web.shell.access import page_for, page_for_everyone
from web.shell.navigation import NavItem

KIND = "only-in-this-test"


def somebody(*roles: str) -> Actor:
    return Actor(user_id=UUID(int=1), name="Anna Przykładowa", tenant="g_2464011", roles=frozenset(roles))


def request_of(actor: Actor | None, path: str = "/rodziny/?strona=2") -> Any:
    request: Any = RequestFactory().get(path)
    request.actor = actor
    return request


@pytest.fixture(autouse=True)
def _entries() -> Iterator[None]:
    navigation.register(
        KIND,
        NavItem("second", "Druga", (Role.SOCIAL_WORKER,), order=20),
        NavItem("first", "Pierwsza", order=10),
        NavItem("third", "Trzecia", (Role.DIRECTOR, Role.SOCIAL_WORKER), order=30),
    )
    yield
    navigation._registered.pop(KIND)


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        (None, ["first"]),
        (somebody(Role.SOCIAL_WORKER), ["first", "second", "third"]),
        (somebody(Role.DIRECTOR), ["first", "third"]),
        (somebody(Role.FAMILY_MEMBER), ["first"]),
    ],
)
def test_each_role_sees_its_entries_in_order(actor: Actor | None, expected: list[str]) -> None:
    assert [item.url_name for item in navigation.items_for(KIND, actor)] == expected


def test_registering_again_replaces() -> None:
    navigation.register(KIND, NavItem("first", "Inna", order=10))

    assert [item.label for item in navigation.items_for(KIND, None)] == ["Inna"]


def test_the_longest_matching_address_is_current(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = {"first": "/", "second": "/rodziny/", "third": "/rodziny/moje/"}
    monkeypatch.setattr(navigation, "reverse", lambda name, urlconf=None: addresses[name])  # noqa: ARG005
    actor = somebody(Role.SOCIAL_WORKER)

    def current(path: str) -> list[str]:
        links = navigation.links_for(request_of(actor, path), KIND, actor)
        return [link.url for link in links if link.current]

    assert current("/") == ["/"]
    assert current("/rodziny/17/") == ["/rodziny/"]
    assert current("/rodziny/moje/3/") == ["/rodziny/moje/"]
    assert current("/inne/") == []


@page_for(Role.SOCIAL_WORKER)
def guarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse("dla pracownika")


@page_for_everyone
def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse("dla każdego")


def test_the_right_role_gets_the_page_and_nothing_keeps_it() -> None:
    response = guarded(request_of(somebody(Role.SOCIAL_WORKER)))

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_another_role_gets_what_a_wrong_address_gets() -> None:
    with pytest.raises(Http404):
        guarded(request_of(somebody(Role.DIRECTOR)))


def test_nobody_signed_in_goes_to_the_door_and_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.shell.access.reverse", lambda name: f"/{name}/")

    response = guarded(request_of(None))

    assert response.status_code == 302
    assert response["Location"] == "/account:sign-in/?next=%2Frodziny%2F%3Fstrona%3D2"


def test_a_public_page_is_for_everyone() -> None:
    assert public(request_of(None)).status_code == 200
    assert public.visible_to == "everyone"  # type: ignore[attr-defined]
    assert guarded.visible_to == (Role.SOCIAL_WORKER,)  # type: ignore[attr-defined]


def test_a_town_keeps_its_palette() -> None:
    assert context.palette_of("municipality", "czestochowa") == context.palette_of(
        "municipality", "czestochowa"
    )
    assert context.palette_of("region", "rops-katowice") == "navy"
    assert context.palette_of("operator", "") == "graphite"
