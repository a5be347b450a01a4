"""The only way to stand in a tenant's schema.

`with tenant:` of django-tenants keeps its stack in one list shared by all threads, and its decorators
end in the wrong schema on re-entry; both are banned by a test. The state here lives on the
connection, and a connection belongs to one thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection as _connection
from django_tenants.postgresql_backend.base import FakeTenant

if TYPE_CHECKING:
    from tenants.models import Tenant

PUBLIC = "public"
# The stubs know Django's own connections only; ours also stands in a tenant.
connection: Any = _connection


class UnknownTenantError(LookupError):
    """No active tenant has this schema."""


def current() -> Any:
    """Tenant in whose schema this thread stands (`.schema_name`; towns also `.name`, `.kind`)."""
    return connection.tenant


def current_schema() -> str:
    """Name of the schema in which this thread stands."""
    return str(connection.schema_name)


@contextmanager
def in_tenant(tenant: Tenant | str) -> Iterator[Tenant]:
    """Stand in a tenant's schema, under its role, and come back, whatever happens.

    A schema's name is looked up; an unknown or suspended one raises `UnknownTenantError`.
    """
    found = _named(tenant) if isinstance(tenant, str) else tenant
    with _standing_in(found):
        yield found


@contextmanager
def in_public() -> Iterator[None]:
    """Stand in the shared schema, as the login role itself."""
    with _standing_in(FakeTenant(schema_name=PUBLIC)):
        yield


@contextmanager
def in_sealed() -> Iterator[None]:
    """Stand in the schema of true counts under the release role; only the worker's login may."""
    with _standing_in(FakeTenant(schema_name="sdc")):
        yield


@contextmanager
def in_template(kind: str) -> Iterator[None]:
    """Stand in a kind's template schema; only the owner may."""
    with _standing_in(FakeTenant(schema_name=f"template_{kind}", tenant_type=kind)):
        yield


def each_tenant(kind: str | None = None) -> Iterator[Tenant]:
    """Visit active tenants in order of schema name, standing in each while the loop's body runs."""
    from tenants.models import Tenant  # noqa: PLC0415  models import nothing of the context

    with in_public():
        chosen = Tenant.objects.filter(is_active=True).order_by("schema_name")
        found = list(chosen.filter(kind=kind) if kind else chosen)
    for tenant in found:
        with in_tenant(tenant):
            yield tenant


def tenants_of(kind: str) -> list[Tenant]:
    """Active tenants of a kind by name, without standing in any: to name one, never to read in it."""
    from tenants.models import Tenant  # noqa: PLC0415  models import nothing of the context

    return list(Tenant.objects.filter(is_active=True, kind=kind).order_by("name", "schema_name"))


def _named(schema: str) -> Tenant:
    from tenants import directory  # noqa: PLC0415  needs the models

    with in_public():
        tenant = directory.tenant_named(schema)
    if tenant is None:
        raise UnknownTenantError(schema)
    return tenant


@contextmanager
def _standing_in(tenant: Any) -> Iterator[None]:
    before = connection.tenant
    connection.set_tenant(tenant)
    try:
        yield
    finally:
        connection.set_tenant(before)
