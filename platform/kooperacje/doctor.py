"""Questions to an installation, each answered by one sentence that says what to do when it is ill."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kooperacje.embedded.attach import attached
from kooperacje.embedded.places import checkout, default_data_dir
from kooperacje.embedded.texts import Fault

_OLDEST_PYTHON = (3, 11)
_LEAST_FREE_MB = 500
_MOST_SKEW_SECONDS = 60.0
_LEAST_LOCKS = 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer."""

    well: bool
    sentence: str


def examine(data_dir: Path | None = None) -> Iterator[Finding]:
    """All findings, machine first, then services; one that cannot be asked is itself a finding."""
    yield _python()
    yield _packages()
    yield from _folder(data_dir or default_data_dir())
    yield _browser()
    try:
        with attached(as_owner=True, data_dir=data_dir):
            for question in _OF_SERVICES:
                yield from _asked(question)
    except Fault as fault:
        yield Finding(False, str(fault))
    except Exception as error:  # noqa: BLE001 - settings that cannot be read are a finding, too
        yield Finding(False, f"The programme cannot be loaded: {type(error).__name__}: {error}")


def _asked(question: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from question()
    except Exception as error:  # noqa: BLE001 - an unanswered question is an answer, too
        name = question.__name__.strip("_")
        first = (str(error).splitlines() or [type(error).__name__])[0]
        yield Finding(False, f"The question about {name} failed: {first}")


def _python() -> Finding:
    have = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info >= _OLDEST_PYTHON:
        return Finding(True, f"Python {have}.")
    return Finding(False, f"Python {have} is too old; install 3.11 or newer.")


def _packages() -> Finding:
    """The launcher's stamp says from which lock file the environment was made."""
    lock = checkout() / "uv.lock"
    try:
        stamp = json.loads((Path(sys.prefix) / ".kooperacje-stamp").read_text())
    except (OSError, ValueError):
        return Finding(
            True, "The packages were not installed by ./kooperacje; whether they fit is not known."
        )
    if stamp.get("lock") == hashlib.sha256(lock.read_bytes()).hexdigest():
        return Finding(True, "The packages are those of uv.lock.")
    return Finding(False, "The packages are not those of uv.lock; any ./kooperacje command renews them.")


def _folder(folder: Path) -> Iterator[Finding]:
    if not folder.exists():
        yield Finding(True, f"The data folder {folder} does not exist yet; the demo makes it.")
        return
    info = folder.stat()
    if not os.access(folder, os.W_OK | os.X_OK):
        yield Finding(False, f"The data folder {folder} may not be written by this account.")
    elif info.st_mode & 0o066:
        yield Finding(False, f"Others may read the data folder {folder}; run: chmod go-rw {folder}")
    else:
        yield Finding(True, f"The data folder {folder} is private to its owner.")
    disk = os.statvfs(folder)
    free = disk.f_bavail * disk.f_frsize // 1_000_000
    well = free >= _LEAST_FREE_MB
    yield Finding(well, f"{free} MB are free on its disk{'' if well else '; make room'}.")


def _browser() -> Finding:
    from kooperacje.cli.test import chromium

    found = chromium()
    if found:
        return Finding(True, f"Chromium for the browser tests: {found}.")
    return Finding(True, "No Chromium: only the browser tests need it (apt-get install chromium).")


def _database() -> Iterator[Finding]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), extract(epoch FROM now())")
        version, moment = cursor.fetchone()
        cursor.execute("SELECT current_setting('max_locks_per_transaction')::int")
        locks = cursor.fetchone()[0]
    yield Finding(True, f"The database answers: PostgreSQL {version}.")
    skew = abs(float(moment) - time.time())
    yield Finding(
        skew < _MOST_SKEW_SECONDS,
        f"The clocks of database and programme differ by {skew:.0f} s"
        + ("." if skew < _MOST_SKEW_SECONDS else "; synchronise them (NTP)."),
    )
    well = locks >= _LEAST_LOCKS
    yield Finding(
        well,
        f"max_locks_per_transaction is {locks}"
        + ("." if well else f"; set at least {_LEAST_LOCKS}, a dump of many schemas fails below it."),
    )


def _pooler() -> Iterator[Finding]:
    from kooperacje.health import keeps_session

    well = keeps_session()
    yield Finding(
        well,
        "Two statements reach the same session."
        if well
        else "A pooler hands statements to other sessions: towns would see each other's families."
        " Use PgBouncer in session mode, or none.",
    )


def _roles() -> Iterator[Finding]:
    """The login roles own nothing and have no power of their own (platform rule: role a tenant)."""
    from django.db import connection

    from tenants.roles import LOGINS, group

    with connection.cursor() as cursor:
        for login in LOGINS:
            name = group(login)
            cursor.execute(
                "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls, rolinherit,"
                " (SELECT count(*) FROM pg_class WHERE relowner = r.oid)"
                " + (SELECT count(*) FROM pg_namespace WHERE nspowner = r.oid)"
                " + (SELECT count(*) FROM pg_database WHERE datdba = r.oid)"
                " FROM pg_roles r WHERE rolname = %s",
                [name],
            )
            row = cursor.fetchone()
            if row is None:
                yield Finding(False, f"The login role {name} does not exist; run: ./kooperacje migrate")
                continue
            powerful, inherits, owned = row
            if powerful:
                yield Finding(False, f"The login role {name} has powers of an administrator; take them.")
            elif inherits:
                yield Finding(False, f"The login role {name} inherits; run: ALTER ROLE {name} NOINHERIT")
            elif owned:
                yield Finding(False, f"The login role {name} owns {owned} things; it must own nothing.")
            else:
                yield Finding(True, f"The login role {name} owns nothing and inherits nothing.")


def _migrations() -> Iterator[Finding]:
    from tenants import fleet

    if fleet.pending():
        yield Finding(False, "Migrations wait for the shared tables or a template; ./kooperacje migrate")
        return
    behind = fleet.behind()
    well = not behind
    names = ", ".join(sorted(behind)[:5])
    yield Finding(
        well,
        "Every tenant has all migrations."
        if well
        else f"{len(behind)} tenants are behind ({names}); run: ./kooperacje migrate",
    )


def _schemas() -> Iterator[Finding]:
    """Equal to the template in columns, constraints, indexes and owners."""
    from tenants.context import in_public
    from tenants.models import Tenant
    from tenants.operations import verify

    with in_public():
        schemas = list(Tenant.objects.order_by("schema_name").values_list("schema_name", flat=True))
    different = {schema: found for schema in schemas if (found := verify(schema))}
    for schema, found in list(different.items())[:10]:
        yield Finding(False, f"The schema {schema} differs from its template: {found[0]}")
    if not different:
        yield Finding(True, f"{len(schemas)} schemas are equal to their templates.")


def _documents() -> Iterator[Finding]:
    """Bytes against fingerprints; `./kooperacje documents` prints every paper again."""
    from kooperacje.paperwork import fingerprints

    found = fingerprints()
    yield Finding(found.well, found.sentence)


def _broker() -> Iterator[Finding]:
    from django.conf import settings

    from kooperacje.embedded.given import check_broker

    try:
        check_broker(settings.REDIS_URL)
    except Fault as fault:
        yield Finding(False, str(fault))
    else:
        yield Finding(True, "The broker answers.")


def _checks() -> Iterator[Finding]:
    """Django's system checks with our own among them."""
    from django.core.checks import ERROR, run_checks

    errors = [message for message in run_checks() if message.level >= ERROR]
    for message in errors:
        yield Finding(False, f"{message.id}: {message.msg}")
    if not errors:
        yield Finding(True, "The settings pass the system checks.")


_OF_SERVICES: tuple[Callable[[], Iterator[Finding]], ...] = (
    _database,
    _pooler,
    _migrations,
    _roles,
    _schemas,
    _documents,
    _broker,
    _checks,
)
