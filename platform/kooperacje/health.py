"""What a probe asks of the parts this process needs."""

from __future__ import annotations

import redis
from django.conf import settings
from django.db import DatabaseError, connection

from tenants.context import in_public


def readiness() -> dict[str, bool]:
    """Which parts answer; `pooling` is false behind a pooler that mixes tenants (see `keeps_session`)."""
    database = _database()
    return {"database": database, "pooling": database and keeps_session(), "broker": _broker()}


def keeps_session() -> bool:
    """Whether two statements in autocommit see the same search_path.

    A pooler in transaction mode hands the second to another connection: in a trial 883 of 4,000
    answers showed another town's family. Such a pooler must be refused.
    """
    with in_public(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kooperacje.probe', pg_backend_pid()::text, false)")
        for _ in range(5):
            cursor.execute("SELECT current_setting('kooperacje.probe', true) = pg_backend_pid()::text")
            if cursor.fetchone() != (True,):
                return False
    return True


def _database() -> bool:
    try:
        with in_public(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False


def _broker() -> bool:
    try:
        client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2)
        return bool(client.ping())
    except redis.RedisError:
        return False
