"""A database of its own for each test process, with the roles of the real thing.

Tests run as the worker's login, never as a superuser or the owner: a missing right must fail here too.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import SplitResult, urlsplit

import psycopg2
from django.conf import settings
from django.db import connection as _connection

from tenants.operations import TenantSpec, prepare_database, provision_all

connection: Any = _connection
LAST_ATTEMPT = 59
# Milliseconds for a connection to end on a machine that is busy.
PATIENCE = 20_000
TOWNS = (
    TenantSpec(
        "g_2464011",
        "municipality",
        "Częstochowa",
        "MOPS Częstochowa",
        "czestochowa",
        "24",
        "gmina",
        city_with_powiat_rights=True,
        confirmed=True,
    ),
    TenantSpec(
        "g_2475011",
        "municipality",
        "Sosnowiec",
        "MOPS Sosnowiec",
        "sosnowiec",
        "24",
        "gmina",
        city_with_powiat_rights=True,
        confirmed=True,
    ),
    TenantSpec(
        "p_2401",
        "municipality",
        "powiat będziński",
        "PCPR w Będzinie",
        "powiat-bedzinski",
        "24",
        "powiat",
        confirmed=True,
    ),
    TenantSpec("r_24", "region", "ROPS Katowice", "ROPS Katowice", "rops-katowice", "24", is_leader=True),
    TenantSpec("r_10", "region", "RCPS Łódź", "RCPS Łódź", "rcps-lodz", "10"),
    TenantSpec("operator", "operator", "Operator", "Operator platformy", "operator"),
)


@contextmanager
def own_database(name: str) -> Iterator[None]:
    """Create a database and logins, prepare and found the towns, and drop everything afterwards."""
    owner = urlsplit(os.environ["DATABASE_OWNER_URL"])
    unique = f"{name}_{secrets.token_hex(3)}"
    password = secrets.token_hex(8)
    settings.DATABASE_ROLE_PREFIX = unique
    logins = [f"{unique}_web", f"{unique}_worker"]
    _as_owner(f'CREATE DATABASE "{unique}"')
    for login in logins:
        _as_owner(f"CREATE ROLE \"{login}\" LOGIN NOINHERIT PASSWORD '{password}'")
    before = dict(connection.settings_dict)
    try:
        _connect_as(unique, owner.username or "", owner.password or "", owner)
        settings.DATABASE_AS_OWNER = True
        prepare_database()
        provision_all(TOWNS)
        connection.close()
        settings.DATABASE_AS_OWNER = False
        _connect_as(unique, logins[1], password, owner)
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)
        _drop(unique)


@contextmanager
def as_owner() -> Iterator[None]:
    """Use the owner's connection for a while: provisioning and migrations in tests."""
    owner = urlsplit(os.environ["DATABASE_OWNER_URL"])
    before = dict(connection.settings_dict)
    _connect_as(before["NAME"], owner.username or "", owner.password or "", owner)
    settings.DATABASE_AS_OWNER = True
    try:
        yield
    finally:
        settings.DATABASE_AS_OWNER = False
        connection.close()
        connection.settings_dict.update(before)


def copy_database(name: str) -> str:
    """A copy of the test database as it is now, on the side: yesterday's backup."""
    chosen = connection.settings_dict["NAME"]
    connection.close()
    _as_owner(f'CREATE DATABASE "{chosen}_{name}" TEMPLATE "{chosen}"')
    return f"{chosen}_{name}"


def put_back(copy: str) -> None:
    """The copy takes the place of the test database."""
    chosen = connection.settings_dict["NAME"]
    connection.close()
    _drop_database(chosen)
    _as_owner(f'ALTER DATABASE "{copy}" RENAME TO "{chosen}"')


def login_url(login: str) -> str:
    """Address of the test database for `web` or `worker`, for a process of its own."""
    chosen = connection.settings_dict
    user = f"{settings.DATABASE_ROLE_PREFIX}_{login}"
    return f"postgresql://{user}:{chosen['PASSWORD']}@{chosen['HOST']}:{chosen['PORT']}/{chosen['NAME']}"


def _connect_as(name: str, user: str, password: str, owner: SplitResult) -> None:
    connection.close()
    connection.settings_dict.update(
        NAME=name,
        USER=user,
        PASSWORD=password,
        HOST=owner.hostname,
        PORT=owner.port or 5432,
    )
    connection.set_schema_to_public()


def _as_owner(statement: str) -> list[tuple[object, ...]]:
    link = psycopg2.connect(os.environ["DATABASE_OWNER_URL"])
    link.autocommit = True
    try:
        with link.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
    finally:
        link.close()


def _drop(unique: str) -> None:
    _drop_database(unique)
    for role in _roles():
        _as_owner(f'DROP ROLE IF EXISTS "{role}"')


def _roles(*, logins: bool = False) -> list[str]:
    """Roles of this run's databases, or those of them that open connections."""
    pattern = settings.DATABASE_ROLE_PREFIX.replace("_", r"\_")
    chosen = f"SELECT rolname FROM pg_roles WHERE rolname LIKE '{pattern}\\_%'"
    return [str(role) for (role,) in _as_owner(f"{chosen} AND rolcanlogin" if logins else chosen)]


def _drop_database(name: str) -> None:
    """End whatever is connected still, a thread or a process that a test left behind, and drop it.

    The owner may end connections of roles only that it is a member of.
    """
    for login in _roles(logins=True):
        _as_owner(f'GRANT "{login}" TO CURRENT_USER')
    _as_owner(
        f"SELECT pg_terminate_backend(pid, {PATIENCE}) FROM pg_stat_activity"
        f" WHERE datname = '{name}' AND backend_type = 'client backend'"
    )
    for attempt in range(LAST_ATTEMPT + 1):
        try:
            _as_owner(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            break
        except psycopg2.Error:
            # The server's own cleaning may be at work there, and only a superuser may end it.
            if attempt == LAST_ATTEMPT:
                raise
            time.sleep(0.5)
