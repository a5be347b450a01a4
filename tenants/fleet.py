"""Migrations of many schemas.

Shared tables and templates are migrated by Django itself. Which tenants are behind is one query over
all schemas instead of a `migrate` each; only those are migrated.
"""

from __future__ import annotations

from collections.abc import Callable

from django.apps import apps
from django.conf import settings
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from psycopg2 import sql

from tenants import blueprint, roles
from tenants.context import in_public, in_template, in_tenant
from tenants.models import Tenant

CHUNK = 100


def migrate_public() -> None:
    """Migrate the shared tables."""
    with in_public():
        connection.ensure_connection()
        _migrate("public")


def migrate_template(kind: str) -> None:
    """Make or bring up to date the template schema of a kind."""
    with in_public(), connection.cursor() as cursor:
        name = sql.Identifier(f"template_{kind}").as_string(connection.connection)
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {name}")
    with in_template(kind):
        _migrate(kind)


def behind() -> dict[str, int]:
    """How many migrations each tenant's schema lacks against its template; up-to-date ones left out."""
    with in_public():
        tenants = list(Tenant.objects.order_by("schema_name").values_list("schema_name", "kind"))
        have = _recorded([schema for schema, _ in tenants])
        want = _recorded([f"template_{kind}" for kind in {kind for _, kind in tenants}])
    lacking = {schema: len(want[f"template_{kind}"] - have[schema]) for schema, kind in tenants}
    return {schema: number for schema, number in lacking.items() if number}


def migrate_tenants(progress: Callable[[str, int, int], None]) -> list[str]:
    """Migrate the tenants that are behind their template and renew their rights.

    Resumable: each migration is a transaction of its own and recorded in the schema.
    """
    late = list(behind())
    for number, schema in enumerate(late):
        progress(schema, number, len(late))
        with in_tenant(schema) as tenant:
            _migrate(tenant.kind)
            roles.grant_schema(schema)
        with in_public():
            tenant.blueprint = blueprint.describe(schema).fingerprint
            tenant.save(update_fields=["blueprint"])
    progress("ready", len(late), len(late))
    return late


def pending() -> bool:
    """Whether the code has migrations that the shared tables or a template lack."""
    wanted = set(MigrationLoader(None).disk_migrations)
    for kind in settings.TENANT_TYPES:
        labels = _labels(kind)
        schema = "public" if kind == "public" else f"template_{kind}"
        with in_public():
            if not blueprint.exists(schema):
                return True
            have = _recorded([schema])[schema]
        if {key for key in wanted if key[0] in labels} - have:
            return True
    return False


def _labels(kind: str) -> set[str]:
    """Applications whose tables stand in schemas of a kind."""
    names = settings.TENANT_TYPES[kind]["APPS"]
    return {
        config.label
        for config in apps.get_app_configs()
        if config.name in names or type(config).__qualname__ in names
    }


def _migrate(kind: str) -> None:
    """Bring the schema of the moment up to date in the applications of its kind.

    Django's command would walk through the migrations of every application and make nothing of most: of
    the 60 seconds of a first start, 40 went into three schemas that have a tenth of the tables.
    """
    MigrationRecorder(connection).ensure_schema()
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    labels = _labels(kind)
    executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] in labels])
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


def _recorded(schemas: list[str]) -> dict[str, set[tuple[str, str]]]:
    """Applied migrations of many schemas, a query for every hundred."""
    found: dict[str, set[tuple[str, str]]] = {schema: set() for schema in schemas}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relname = 'django_migrations' AND n.nspname = ANY(%s)",
            [schemas],
        )
        present = [row[0] for row in cursor.fetchall()]
        for start in range(0, len(present), CHUNK):
            parts = [
                sql.SQL("SELECT {}, app, name FROM {}").format(
                    sql.Literal(schema), sql.Identifier(schema, "django_migrations")
                )
                for schema in present[start : start + CHUNK]
            ]
            question = sql.SQL(" UNION ALL ").join(parts)
            cursor.execute(question.as_string(connection.connection))
            for schema, app, name in cursor.fetchall():
                found[schema].add((app, name))
    return found
