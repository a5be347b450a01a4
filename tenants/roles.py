"""Database roles and their rights.

| role | may |
|---|---|
| owner (DATABASE_OWNER_URL) | owns every schema; migrations and provisioning only |
| `<prefix>_web`, `<prefix>_worker` (DATABASE_URL) | log in; own and inherit nothing; become a tenant |
| `<prefix>_t_<schema>` | rows of its own schema, and what its kind may do with named shared tables |
| `<prefix>_municipality`, `_region`, `_operator`, `_everyone` | groups with rights on shared tables |
| `<prefix>_release` | the true counts in `sdc` and the published cells; only the worker may become it |

Shared models declare their rights next to their fields in `shared_grants`; models that are only ever
added to declare `append_only = True`; of those with `forgettable` the words (and the columns it names) may be
emptied, and nothing else changed, when the data of one person are erased.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from psycopg2 import sql

SEALED = "sdc"
GROUPS = ("everyone", "municipality", "region", "operator", "release")
LOGINS = ("web", "worker")


def role_of(schema: str) -> str:
    """Name of the role under which a schema is used."""
    prefix = settings.DATABASE_ROLE_PREFIX
    return f"{prefix}_release" if schema == SEALED else f"{prefix}_t_{schema}"


def group(name: str) -> str:
    """Name of a group role or a login."""
    return f"{settings.DATABASE_ROLE_PREFIX}_{name}"


def ensure_role(name: str, options: str = "NOLOGIN NOINHERIT") -> None:
    """Create a role unless the server has it (roles belong to the server, not to the database)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
        if cursor.fetchone() is None:
            _run("CREATE ROLE {} " + options, sql.Identifier(name))


def prepare_groups() -> None:
    """Create the groups and let the logins become nothing but what they need."""
    for name in GROUPS:
        ensure_role(group(name))
    for name in LOGINS:
        ensure_role(group(name))
    everyone = sql.Identifier(group("everyone"))
    for name in ("municipality", "region", "operator"):
        _run("ALTER ROLE {} INHERIT", sql.Identifier(group(name)))
        _run("GRANT {} TO {}", everyone, sql.Identifier(group(name)))
    _run("GRANT {} TO {}", sql.Identifier(group("release")), sql.Identifier(group("worker")))
    _run("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    # A temporary table comes before every schema on the path, and stays with the connection: one made
    # in a town would be read as the next town's.
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        database = sql.Identifier(cursor.fetchone()[0])
    _run("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC", database)


def ensure_tenant_role(schema: str, kind: str) -> None:
    """Create a tenant's role, put it into its kind's group and let the logins become it."""
    role = sql.Identifier(role_of(schema))
    ensure_role(role_of(schema), "NOLOGIN INHERIT")
    _run("GRANT {} TO {}", sql.Identifier(group(kind)), role)
    for login in LOGINS:
        _run("GRANT {} TO {}", role, sql.Identifier(group(login)))


def grant_schema(schema: str) -> None:
    """Give a tenant's role the rows of its own schema, now and for tables to come."""
    where, role = sql.Identifier(schema), sql.Identifier(role_of(schema))
    rows = "SELECT, INSERT, UPDATE, DELETE"
    _run("GRANT USAGE ON SCHEMA {} TO {}", where, role)
    _run(f"GRANT {rows} ON ALL TABLES IN SCHEMA {{}} TO {{}}", where, role)
    _run("GRANT USAGE ON ALL SEQUENCES IN SCHEMA {} TO {}", where, role)
    _run(f"ALTER DEFAULT PRIVILEGES IN SCHEMA {{}} GRANT {rows} ON TABLES TO {{}}", where, role)
    _run("ALTER DEFAULT PRIVILEGES IN SCHEMA {} GRANT USAGE ON SEQUENCES TO {}", where, role)
    tables = set(connection.introspection.table_names())
    for model in _append_only_models():
        if model._meta.db_table in tables:
            table = sql.Identifier(schema, model._meta.db_table)
            _run("REVOKE UPDATE, DELETE ON {} FROM {}", table, role)
            if hasattr(model, "forgettable"):
                _let_forget(model, schema)
    if "django_migrations" in tables:
        migrations = sql.Identifier(schema, "django_migrations")
        _run("REVOKE INSERT, UPDATE, DELETE ON {} FROM {}", migrations, role)


def _let_forget(model: type[models.Model], schema: str) -> None:
    """Let texts of an append-only table be emptied; a trigger refuses any other change of a row."""
    table = sql.Identifier(schema, model._meta.db_table)
    columns = sql.SQL(", ").join(sql.Identifier(name) for name in _forgettable_texts(model))
    _run("GRANT UPDATE ({}) ON {} TO {}", columns, table, sql.Identifier(role_of(schema)))


def _forgettable_texts(model: type[models.Model]) -> list[str]:
    """Columns of a model that hold sealed words, and those that it names beside them."""
    named = getattr(model, "forgettable", ())
    return [
        str(field.column)
        for field in model._meta.concrete_fields
        if getattr(field, "sealed", False) or field.name in named
    ]


def grant_shared_tables() -> None:
    """Give each group what the shared models declare; run after every shared migration."""
    for name in GROUPS:
        _run("GRANT USAGE ON SCHEMA public TO {}", sql.Identifier(group(name)))
    for login in LOGINS:
        _run("GRANT USAGE ON SCHEMA public TO {}", sql.Identifier(group(login)))
    for model in apps.get_models():
        for who, rights in getattr(model, "shared_grants", {}).items():
            for name in LOGINS if who == "login" else (who,):
                _grant_table(model, rights, name)


def _grant_table(model: type[models.Model], rights: str, name: str) -> None:
    schema, table = model._meta.db_table.split('"."')
    role = sql.Identifier(group(name))
    _run("GRANT USAGE ON SCHEMA {} TO {}", sql.Identifier(schema), role)
    _run(f"GRANT {rights} ON {{}} TO {{}}", sql.Identifier(schema, table), role)


def _append_only_models() -> Iterator[type[models.Model]]:
    return (model for model in apps.get_models() if getattr(model, "append_only", False))


def _run(statement: str, *names: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*names).as_string(connection.connection))
