"""The database and the broker of one data folder, ours or given, for as long as they are needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from kooperacje.embedded import given
from kooperacje.embedded.broker import Broker
from kooperacje.embedded.places import Places
from kooperacje.embedded.postgres import Postgres
from kooperacje.embedded.processes import Child

DEMO_DAY = "2026-10-05"
SETTINGS = "kooperacje.settings.embedded"
_DATABASE_NAMES = (
    "DATABASE_URL",
    "DATABASE_WORKER_URL",
    "DATABASE_OWNER_URL",
    "KOOPERACJE_DB_AS_OWNER",
)


@dataclass(slots=True)
class Services:
    """Addresses of what runs, and the servers of our own to keep watch over."""

    owner_url: str
    web_url: str
    worker_url: str
    broker_url: str
    environment: dict[str, str]
    postgres: Postgres | None = None
    watched: list[Child] = field(default_factory=list)

    def of_web(self) -> dict[str, str]:
        """Environment of processes that serve people: they never hold the owner's address."""
        return {**self.environment, "DATABASE_URL": self.web_url}

    def of_worker(self) -> dict[str, str]:
        """Environment of background work, which alone may release figures."""
        return {**self.environment, "DATABASE_URL": self.worker_url}

    def of_owner(self) -> dict[str, str]:
        """Environment of migrations and provisioning only."""
        owner = {"DATABASE_OWNER_URL": self.owner_url, "KOOPERACJE_DB_AS_OWNER": "1"}
        return {**self.of_worker(), **owner}


def given_addresses() -> tuple[str, str, str]:
    """Owner's, login's and broker's address from the environment; empty where ours serve."""
    login = os.environ.get("DATABASE_URL", "")
    owner = os.environ.get("DATABASE_OWNER_URL", "")
    return owner or login, login if owner else "", os.environ.get("REDIS_URL", "")


def check_given() -> None:
    """Ask given servers first, so that a wrong address is told before anything starts."""
    owner, _, broker = given_addresses()
    if owner:
        given.check_database(owner)
    if broker:
        given.check_broker(broker)


@contextmanager
def embedded_services(
    places: Places, *, durable: bool = True, settings: str = SETTINGS
) -> Iterator[Services]:
    """Start what is not given, hand out the addresses, stop what was started."""
    owner_url, login_url, broker_url = given_addresses()
    postgres: Postgres | None = None
    broker: Broker | None = None
    watched: list[Child] = []
    try:
        if not owner_url:
            postgres = Postgres(places, durable=durable)
            postgres.start()
            owner_url = postgres.owner_url()
        if not broker_url:
            broker = Broker(places, durable=durable)
            watched.append(broker.start())
            broker_url = broker.url()
        # Only the worker's login may release figures: given by hand, both must be named.
        logins = {"web": login_url, "worker": os.environ.get("DATABASE_WORKER_URL") or login_url}
        if not login_url:
            logins = given.ensure_logins(
                owner_url, {name: places.secret(f"login_{name}") for name in given.LOGINS}, _prefix()
            )
        environment = common_environment(places, broker_url, settings)
        yield Services(owner_url, logins["web"], logins["worker"], broker_url, environment, postgres, watched)
    finally:
        if broker is not None:
            broker.stop()
        if postgres is not None:
            postgres.stop()


def common_environment(places: Places, broker_url: str, settings: str) -> dict[str, str]:
    """What every process of this installation shares: keys made once, folders, the clock."""
    own = {name: value for name, value in os.environ.items() if name not in _DATABASE_NAMES}
    defaults = {
        "DJANGO_SETTINGS_MODULE": settings,
        "KOOPERACJE_SECRET_KEY": places.secret("secret_key"),
        "KOOPERACJE_FIELD_KEY": places.secret("field_key"),
        "KOOPERACJE_DATA_DIR": str(places.files),
        "PYTHONUNBUFFERED": "1",
    }
    if settings == SETTINGS:
        defaults["KOOPERACJE_CLOCK"] = DEMO_DAY
    return {**defaults, **own, "REDIS_URL": broker_url}


def _prefix() -> str:
    return os.environ.get("KOOPERACJE_ROLE_PREFIX", "k")
