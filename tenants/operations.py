"""Bringing tenants to life: roles, templates, provisioning, verification. Owner processes only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from psycopg2 import sql

from tenants import blueprint, directory, fleet, roles
from tenants.context import in_public, in_tenant
from tenants.models import Domain, Kind, Tenant, TerytCode

Progress = Callable[[str, int, int], None]
FIRST_DAY = date(2019, 1, 1)


def silent(_step: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class TenantSpec:
    """What must be said to found a tenant.

    `schema` is `g_` + 7 digits (gmina), `p_` + 4 digits (powiat), `r_` + 2 digits (region) or
    `operator`; `slug` is the sub-domain.
    """

    schema: str
    kind: str
    name: str
    organisation: str
    slug: str
    voivodeship: str = ""
    level: str = ""
    city_with_powiat_rights: bool = False
    confirmed: bool = False
    is_leader: bool = False


def template_of(kind: str) -> str:
    """Name of the template schema of a kind."""
    return f"template_{kind}"


def prepare_database(progress: Progress = silent) -> None:
    """Create groups of roles, migrate the shared tables and the templates, grant the rights.

    Idempotent; needs the owner's connection. `progress(step, done, total)` is called as it goes.
    """
    _require_owner()
    with in_public():
        kinds = list(Kind.values)
        total = len(kinds) + 2
        progress("role", 0, total)
        with transaction.atomic():
            roles.prepare_groups()
        progress("shared", 1, total)
        fleet.migrate_public()
        with transaction.atomic():
            roles.grant_shared_tables()
        for number, kind in enumerate(kinds, start=2):
            progress(template_of(kind), number, total)
            fleet.migrate_template(kind)
        progress("ready", total, total)


def provision(spec: TenantSpec) -> Tenant:
    """Found one tenant: row, address, role, schema and rights, all in one transaction.

    Killed half-way, nothing of it remains. A tenant that exists is returned as it is; a schema
    without a tenant's row (left by a by-hand experiment) raises `ImproperlyConfigured`.
    """
    return provision_all([spec])[0]


def provision_all(specs: Iterable[TenantSpec], progress: Progress = silent) -> list[Tenant]:
    """Found many tenants by replaying their kind's blueprint, each verified against it.

    Raises `ImproperlyConfigured` naming the first difference when a made schema is not equal.
    """
    _require_owner()
    wanted = list(specs)
    with in_public():
        plans = {
            kind: blueprint.describe(template_of(kind), with_rows=True)
            for kind in {spec.kind for spec in wanted}
        }
        done = {tenant.schema_name: tenant for tenant in Tenant.objects.all()}
        made = []
        for number, spec in enumerate(wanted):
            progress(spec.schema, number, len(wanted))
            made.append(done.get(spec.schema) or _found(spec, plans[spec.kind]))
        progress("ready", len(wanted), len(wanted))
        directory.forget()
        return made


@transaction.atomic
def _found(spec: TenantSpec, plan: blueprint.Blueprint) -> Tenant:
    if blueprint.exists(spec.schema):
        message = f"The schema {spec.schema} exists, but no tenant belongs to it."
        raise ImproperlyConfigured(message)
    tenant: Tenant = Tenant.objects.create(
        schema_name=spec.schema,
        kind=spec.kind,
        name=spec.name,
        organisation=spec.organisation,
        slug=spec.slug,
        voivodeship=spec.voivodeship,
        level=spec.level,
        city_with_powiat_rights=spec.city_with_powiat_rights,
        confirmed=spec.confirmed,
        is_leader=spec.is_leader,
        blueprint=plan.fingerprint,
        provisioned_at=datetime.now(tz=UTC),
    )
    Domain.objects.create(tenant=tenant, domain=_host(spec.slug), is_primary=True)
    if tenant.teryt:
        TerytCode.objects.create(tenant=tenant, code=tenant.teryt, valid_from=FIRST_DAY)
    blueprint.build(plan, spec.schema)
    made = blueprint.describe(spec.schema)
    if made != plan:
        found = blueprint.differences(spec.schema, template_of(spec.kind))
        message = f"{spec.schema} differs from its template: {found[:1]}"
        raise ImproperlyConfigured(message)
    roles.ensure_tenant_role(spec.schema, spec.kind)
    with in_tenant(tenant):
        roles.grant_schema(spec.schema)
    return tenant


def verify(schema: str) -> list[str]:
    """Differences between a tenant's schema and its template; empty when they are equal."""
    with in_public():
        tenant = Tenant.objects.get(schema_name=schema)
        if not blueprint.exists(schema):
            return [f"- schema {schema}"]
        return blueprint.differences(schema, template_of(tenant.kind))


def repair(progress: Progress = silent) -> list[str]:
    """Finish what a killed process left: names of schemas without a tenant, which are dropped.

    Provisioning is one transaction, so there is nothing to find after a kill; this removes empty
    schemas that other tools may have left. A schema that holds a family is never dropped.
    """
    _require_owner()
    with in_public(), connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ '^([gpr]_[0-9]+|operator)$'")
        known = set(Tenant.objects.values_list("schema_name", flat=True))
        stray = sorted({row[0] for row in cursor.fetchall()} - known)
        dropped = []
        for number, schema in enumerate(stray):
            progress(schema, number, len(stray))
            if _is_empty(schema):
                name = sql.Identifier(schema)
                cursor.execute(
                    sql.SQL("DROP SCHEMA {} CASCADE").format(name).as_string(connection.connection)
                )
                dropped.append(schema)
        return dropped


def _is_empty(schema: str) -> bool:
    """Whether nobody has signed in or been registered there: no user, no household."""
    with connection.cursor() as cursor:
        for table in ("identity_user", "families_household"):
            cursor.execute("SELECT to_regclass(%s)", [f"{schema}.{table}"])
            if cursor.fetchone()[0]:
                where = sql.Identifier(schema, table)
                cursor.execute(
                    sql.SQL("SELECT EXISTS (SELECT 1 FROM {})").format(where).as_string(connection.connection)
                )
                if cursor.fetchone()[0]:
                    return False
    return True


def _host(slug: str) -> str:
    return f"{slug}.{settings.KOOPERACJE_BASE_DOMAIN}"


def _require_owner() -> None:
    if not settings.DATABASE_AS_OWNER:
        message = "This needs the owner's connection: set KOOPERACJE_DB_AS_OWNER=1."
        raise ImproperlyConfigured(message)
