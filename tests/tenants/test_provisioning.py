"""Tenants made by replaying a blueprint are equal to their template, whole or absent."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection as _connection

from tenants import blueprint, fleet, operations, roles
from tenants.context import in_public, in_tenant
from tenants.models import Domain, Tenant, TerytCode
from tenants.operations import TenantSpec
from tests.support.database import TOWNS, as_owner

pytestmark = pytest.mark.django_db(transaction=True)
connection: Any = _connection
NEW = TenantSpec("g_1061011", "municipality", "Łódź", "MOPS w Łodzi", "lodz", "10", "gmina")


@pytest.fixture
def _new_town() -> object:
    yield
    with as_owner(), in_public(), connection.cursor() as cursor:
        Domain.objects.filter(tenant__schema_name=NEW.schema).delete()
        TerytCode.objects.filter(tenant__schema_name=NEW.schema).delete()
        Tenant.objects.filter(schema_name=NEW.schema).delete()
        cursor.execute(f"DROP SCHEMA IF EXISTS {NEW.schema} CASCADE")


def test_every_schema_is_equal_to_its_template() -> None:
    with as_owner():
        assert {spec.schema: operations.verify(spec.schema) for spec in TOWNS} == {
            spec.schema: [] for spec in TOWNS
        }
        with in_public():
            prints = set(Tenant.objects.filter(kind="municipality").values_list("blueprint", flat=True))
        assert prints == {blueprint.describe("template_municipality").fingerprint}
        assert fleet.behind() == {}
        assert not fleet.pending()


def test_a_difference_is_seen() -> None:
    with as_owner(), in_public(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE g_2475011.families_case ADD COLUMN obca text")
        try:
            (missing, added) = operations.verify("g_2475011")
            assert missing.startswith("- CREATE TABLE")
            assert '"obca" text' in added
        finally:
            cursor.execute("ALTER TABLE g_2475011.families_case DROP COLUMN obca")
        assert operations.verify("g_2475011") == []


@pytest.mark.usefixtures("_new_town")
def test_killed_half_way_nothing_remains_and_the_next_start_founds_the_town(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class KilledError(BaseException):
        """As abrupt as a signal."""

    def killed(_schema: str) -> None:
        raise KilledError

    with as_owner():
        monkeypatch.setattr(roles, "grant_schema", killed)
        with pytest.raises(KilledError):
            operations.provision(NEW)
        connection.set_schema_to_public()
        assert not blueprint.exists(NEW.schema)
        assert not Tenant.objects.filter(schema_name=NEW.schema).exists()
        monkeypatch.undo()
        tenant = operations.provision(NEW)
        assert operations.provision(NEW) == tenant
        assert operations.verify(NEW.schema) == []
        assert [code.code for code in tenant.codes.all()] == ["1061011"]
    with in_tenant(NEW.schema), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        (recorded,) = cursor.fetchone()
        assert recorded > 10


@pytest.mark.usefixtures("_new_town")
def test_an_empty_stray_schema_is_cleared_and_a_used_one_is_kept() -> None:
    with as_owner(), in_public(), connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {NEW.schema}")
        with pytest.raises(ImproperlyConfigured, match="no tenant belongs"):
            operations.provision(NEW)
        assert operations.repair() == [NEW.schema]
        cursor.execute(f"CREATE SCHEMA {NEW.schema}")
        cursor.execute(f"CREATE TABLE {NEW.schema}.identity_user (id int)")
        cursor.execute(f"INSERT INTO {NEW.schema}.identity_user VALUES (1)")
        assert operations.repair() == []


def test_provisioning_needs_the_owner() -> None:
    with pytest.raises(ImproperlyConfigured, match="KOOPERACJE_DB_AS_OWNER"):
        operations.provision(NEW)
