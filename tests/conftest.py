"""Fixtures: real PostgreSQL, two towns and more present in every test, the runtime's login."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, settings

from core.shared import keyring
from tenants.context import current_schema, in_tenant
from tests.support import people

# How long it takes to make an example says how busy the machine is, not whether the code is right.
settings.register_profile("here", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("here")

BACKEND = "django.contrib.auth.backends.ModelBackend"
CZESTOCHOWA = "g_2464011"
SOSNOWIEC = "g_2475011"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """One process takes all browser journeys: they share one demonstration and happen in an order.

    xdist's own groups do the same, but rename tests in a way that pytest 9.2 no longer allows.
    """
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # noqa: PLC0415

    class JourneysTogether(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return "journeys" if nodeid.startswith("tests/e2e/") else nodeid

    return JourneysTogether(config, log)


@pytest.fixture(autouse=True)
def no_loop_of_the_browser(request: pytest.FixtureRequest) -> Iterator[None]:
    """After the journeys the browser's event loop looks as if it ran: hide it from who needs one."""
    loop = asyncio._get_running_loop()
    if loop is None or "playwright" in request.fixturenames:
        yield
        return
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest, worker_id: str) -> Iterator[None]:
    """Replace pytest-django's database by one with tenants and their roles."""
    if "DATABASE_OWNER_URL" not in os.environ:
        pytest.exit("Run ./kooperacje test: it starts the database that the tests need.", 4)
    from tests.support.database import own_database  # noqa: PLC0415  needs Django

    with django_db_blocker.unblock(), own_database(f"kt_{worker_id}"):  # type: ignore[attr-defined]
        yield


@pytest.fixture(autouse=True)
def _in_polish() -> Iterator[None]:
    """Sentences are read in the source language, whatever language an earlier request left behind."""
    with translation.override("pl"):
        yield


@pytest.fixture(autouse=True)
def _keys_stay_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many queries a page asks must not hang on whether five seconds have passed on a busy machine."""
    monkeypatch.setattr(keyring, "OPEN_SECONDS", 3600.0)


@pytest.fixture(autouse=True)
def _left_the_tenant() -> Iterator[None]:
    """Check that each test left the tenant it entered."""
    yield
    assert current_schema() == "public", "the test stayed in a tenant"


@pytest.fixture
def in_town(db: None) -> Iterator[str]:
    """Stand in Częstochowa for the whole test."""
    with in_tenant(CZESTOCHOWA):
        yield CZESTOCHOWA


@pytest.fixture
def in_other_town(db: None) -> Iterator[str]:
    """Stand in Sosnowiec for the whole test."""
    with in_tenant(SOSNOWIEC):
        yield SOSNOWIEC


@pytest.fixture
def browse(db: None) -> Callable[..., Client]:
    """`browse("czestochowa", "social_worker")`: a signed-in client at a town's host (or anonymous).

    The client has `.user` (the account) and speaks to `<slug>.localhost`.
    """

    def client_at(slug: str, *roles: str, user: object = None) -> Client:
        client: Any = Client(HTTP_HOST=f"{slug}.localhost" if slug else "localhost")
        if roles or user:
            from tenants.models import Domain  # noqa: PLC0415

            tenant = Domain.objects.select_related("tenant").get(domain=f"{slug}.localhost").tenant
            with in_tenant(tenant):
                client.user = user or people.account(*roles)
                client.force_login(client.user, backend=BACKEND)
        return cast("Client", client)

    return client_at
