"""Founding a tenant three ways: by migrations, by django-tenants' clone, by replaying the blueprint."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import replace

from django.db import connection, transaction
from django_tenants.clone import CloneSchema
from django_tenants.migration_executors.base import run_migrations
from psycopg2 import sql

from demo.territory import specs
from kooperacje.bench.timing import Measure, in_turn
from tenants import blueprint
from tenants.context import in_public
from tenants.operations import prepare_database, provision_all, template_of, verify

KIND = "municipality"
# What Django's command line would have filled in.
_PLAIN = {
    **dict.fromkeys(("app_label", "migration_name", "pythonpath", "settings", "traceback")),
    **dict.fromkeys(("fake", "fake_initial", "plan", "check_unapplied", "run_syncdb", "prune"), False),
    "no_color": True,
    "force_color": False,
    "skip_checks": True,
}


def measure(*, rounds: int, tell: Callable[[str], object]) -> list[Measure]:
    """Time each way, then found all tenants of the demonstration and verify every one of them."""
    tell("provisioning…")
    prepare_database()
    numbers = itertools.count()
    made: list[str] = []

    def fresh() -> str:
        name = f"bench_{next(numbers)}"
        made.append(name)
        return name

    plan = blueprint.describe(template_of(KIND), with_rows=True)
    variants = {
        "replay of the blueprint": lambda: _replay(plan, fresh()),
        "migrations (stock migrate_schemas)": lambda: _migrate(fresh()),
        "django-tenants clone": lambda: _clone(fresh()),
    }
    with in_public():
        found = in_turn("a tenant's schema", variants, rounds)
        found = [_with_differences(one, made, list(variants)) for one in found]
        for name in made:
            _execute("DROP SCHEMA {} CASCADE", name)
    return [*found, *_all_tenants()]


def _all_tenants() -> list[Measure]:
    everyone = specs(None)
    began = time.perf_counter()
    provision_all(everyone)
    seconds = time.perf_counter() - began
    began = time.perf_counter()
    different = [spec.schema for spec in everyone if verify(spec.schema)]
    note = f"{len(everyone)} tenants with roles and rights; {len(different)} differ from their template"
    return [
        Measure("all tenants", "provision (replay, roles, rights, verification)", (seconds,), note),
        Measure("all tenants", "verify once more", (time.perf_counter() - began,)),
    ]


def _replay(plan: blueprint.Blueprint, name: str) -> None:
    with transaction.atomic():
        blueprint.build(plan, name)


def _migrate(name: str) -> None:
    _execute("CREATE SCHEMA {}", name)
    options = {"database": "default", "interactive": False, "verbosity": 0, **_PLAIN}
    run_migrations((), options, "bench", name, tenant_type=KIND, allow_atomic=False)


def _clone(name: str) -> None:
    CloneSchema().clone_schema(template_of(KIND), name)


def _with_differences(found: Measure, made: list[str], variants: list[str]) -> Measure:
    """How many statements the last schema of the variant differs in from the template."""
    last = made[-len(variants) + variants.index(found.variant)]
    theirs = set(blueprint.describe(template_of(KIND)).statements)
    number = len(theirs ^ set(blueprint.describe(last).statements))
    return replace(found, note=f"{number} of {len(theirs)} statements differ from the template")


def _execute(statement: str, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(sql.Identifier(name)).as_string(connection.connection))
