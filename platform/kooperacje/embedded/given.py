"""A database and a broker given from outside, asked before anything is written to them.

Production has two addresses: `DATABASE_OWNER_URL` for migrations, `DATABASE_URL` for a login role that
owns nothing. The demo takes one, of a role that may create roles and schemas, and makes the logins.
"""

from __future__ import annotations

import contextlib
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import psycopg2
import redis
from psycopg2 import sql

from kooperacje.embedded.texts import Fault

_OLDEST_SERVER = 150000
_PORTS = range(1, 65536)
LOGINS = ("web", "worker")


def reach_database(url: str) -> psycopg2.extensions.connection:
    """A connection, or a fault that says whether address, server or login is to blame."""
    address = _well_formed(url)
    try:
        return psycopg2.connect(url, connect_timeout=5)
    except psycopg2.OperationalError as error:
        reason = " ".join(str(error).split())
        refused = any(word in reason for word in ("authentication", "does not exist", "no password"))
        key = "database-refused" if refused else "database-unreachable"
        raise Fault(key, address=address, reason=reason) from error
    except psycopg2.Error as error:
        raise Fault("database-url-malformed") from error


def check_database(url: str) -> None:
    """Raise a fault that says what to put right; silent when a demo can be built here."""
    connection = reach_database(url)
    with contextlib.closing(connection), connection.cursor() as cursor:
        if connection.server_version < _OLDEST_SERVER:
            raise Fault("database-old", version=connection.server_version // 10000)
        cursor.execute(
            "SELECT current_user, rolcreaterole OR rolsuper,"
            " has_database_privilege(current_database(), 'CREATE')"
            " FROM pg_roles WHERE rolname = current_user"
        )
        role, may_roles, may_schemas = cursor.fetchone()
    missing = [name for name, may in (("CREATE ROLE", may_roles), ("CREATE SCHEMA", may_schemas)) if not may]
    if missing:
        raise Fault("database-rights", role=role, missing=", ".join(missing))


def check_broker(url: str) -> None:
    """The same for REDIS_URL."""
    address = urlsplit(url).hostname or url
    try:
        client = redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=5)
        with contextlib.closing(client):
            client.ping()
    except (redis.exceptions.RedisError, ValueError, OSError) as error:
        raise Fault("redis-unreachable", address=address, reason=error) from error


def ensure_logins(owner_url: str, passwords: dict[str, str], prefix: str) -> dict[str, str]:
    """The login roles of web and worker: own nothing, inherit nothing; their addresses.

    They are made by the owner, with the rights an owner has on any server, so that the embedded
    database and a given one are treated alike.
    """
    connection = psycopg2.connect(owner_url, connect_timeout=10)
    connection.autocommit = True
    addresses = {}
    with contextlib.closing(connection), connection.cursor() as cursor:
        for login in LOGINS:
            role = f"{prefix}_{login}"
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            verb = "ALTER" if cursor.fetchone() else "CREATE"
            statement = verb + " ROLE {} LOGIN NOINHERIT PASSWORD %s"
            cursor.execute(sql.SQL(statement).format(sql.Identifier(role)), [passwords[login]])
            addresses[login] = as_role(owner_url, role, passwords[login])
    return addresses


def as_role(url: str, role: str, password: str) -> str:
    """The same server and database under another role."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(role)}:{quote(password, safe='')}@{host}"))


def _well_formed(url: str) -> str:
    """Host, port and database of an address, without its password, for a sentence."""
    try:
        parts = urlsplit(url)
        port = parts.port or 5432
    except ValueError as error:
        raise Fault("database-url-malformed") from error
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise Fault("database-url-malformed")
    if port not in _PORTS:
        raise Fault("database-url-malformed")
    return f"{parts.hostname or 'socket'}:{port}/{unquote(parts.path.strip('/'))}"
