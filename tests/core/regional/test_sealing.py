"""Who can reach a true count: asked of the database, over all roles and schemas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from core.indicators.models import IndicatorFact
from core.regional.models import PublishedCell, Release, Submission, TrueCell
from core.regional.operations import submit_month
from core.shared import clock
from tenants.context import in_public, in_sealed, in_tenant
from tests.support import people
from tests.support.figures import TODAY, deal_families

TOWN, OTHER = "g_2464011", "g_2475011"
MONTH = date(2026, 9, 1)
RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


def ask(question: str, *values: Any) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())


def roles(kind: str) -> list[str]:
    prefix = settings.DATABASE_ROLE_PREFIX
    found = ask("SELECT rolname FROM pg_roles WHERE rolname LIKE %s", f"{prefix}\\_t\\_%")
    wanted = {"region": "_t_r_", "town": ("_t_g_", "_t_p_"), "operator": "_t_operator"}[kind]
    marks = (wanted,) if isinstance(wanted, str) else wanted
    return sorted(str(role) for (role,) in found if any(mark in str(role) for mark in marks))


@pytest.fixture
def sealed(db: None) -> Iterator[None]:
    """Two towns have handed a month over, so that there is something to leak."""
    with clock.standing_at(TODAY):
        for town, number in ((TOWN, 30), (OTHER, 20)):
            with in_tenant(town):
                deal_families(number, seed=number)
                submit_month(actor=people.system(), month=MONTH)
        yield


def test_no_regional_or_operator_role_has_any_right_on_a_town_or_on_the_seal(db: None) -> None:
    schemas = [
        str(name) for (name,) in ask("SELECT nspname FROM pg_namespace WHERE nspname ~ '^([gp]_[0-9]+|sdc)$'")
    ]
    readers = roles("region") + roles("operator")
    assert len(readers) == 3
    assert {TOWN, OTHER, "p_2401", "sdc"} <= set(schemas)
    groups = [f"{settings.DATABASE_ROLE_PREFIX}_{name}" for name in ("region", "operator", "everyone", "web")]
    for role in [*readers, *groups]:
        for schema in schemas:
            for right in ("USAGE", "CREATE"):
                assert ask("SELECT has_schema_privilege(%s, %s, %s)", role, schema, right) == [(False,)]
            tables = ask(
                "SELECT c.oid FROM pg_class c WHERE c.relnamespace = %s::regnamespace"
                " AND c.relkind IN ('r', 'S', 'v')",
                schema,
            )
            assert tables
            for (table,) in tables:
                held = ask("SELECT has_table_privilege(%s, %s::oid, %s)", role, table, ",".join(RIGHTS))
                assert held == [(False,)]


def test_no_town_has_a_right_on_another_town(db: None) -> None:
    for role in roles("town"):
        own = role.rsplit("_t_", 1)[1]
        for (schema,) in ask("SELECT nspname FROM pg_namespace WHERE nspname ~ '^([gpr]_[0-9]+|operator)$'"):
            may = ask("SELECT has_schema_privilege(%s, %s, 'USAGE')", role, schema)
            assert may == [(schema == own,)]


@pytest.mark.parametrize("region", ["r_24", "r_10", "operator"])
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM sdc.regional_truecell",
        "SELECT * FROM g_2464011.families_case",
        "SELECT * FROM g_2464011.indicators_indicatorfact",
        "INSERT INTO public.regional_publishedcell SELECT * FROM public.regional_publishedcell",
        "DELETE FROM public.regional_publishedcell",
        "UPDATE public.regional_release SET cells = 0",
        "DELETE FROM public.regional_submission",
    ],
)
def test_a_region_that_tries_is_refused(sealed: None, region: str, statement: str) -> None:
    with in_tenant(region), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ask(statement)


def test_a_town_sees_its_own_sealed_counts_only(sealed: None) -> None:
    seen = {}
    for town in (TOWN, OTHER):
        with in_tenant(town):
            seen[town] = {row.schema_name for row in TrueCell.objects.all()}
            assert TrueCell.objects.filter(schema_name=town).delete()[0] > 0
    assert seen == {TOWN: {TOWN}, OTHER: {OTHER}}


def test_a_town_can_neither_write_nor_delete_in_anothers_name(sealed: None) -> None:
    with in_tenant(TOWN):
        cell = {
            "schema_name": OTHER,
            "period_kind": "month",
            "period_start": MONTH,
            "measure": "families_new",
            "dimension": "",
            "member": "x",
            "value": 1,
        }
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            TrueCell.objects.create(**cell)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Submission.objects.create(
                schema_name=OTHER, month=date(2026, 8, 1), submitted_at=clock.now(), actor_name="x"
            )
        assert TrueCell.objects.filter(schema_name=OTHER).delete()[0] == 0
        assert Submission.objects.filter(schema_name=OTHER).delete()[0] == 0
    with in_sealed():
        assert TrueCell.objects.filter(schema_name=OTHER).exists()
        assert Submission.objects.filter(schema_name=OTHER).exists()


def test_printed_cells_cannot_be_altered_by_anybody(sealed: None) -> None:
    with in_sealed():
        for statement in (
            "UPDATE public.regional_publishedcell SET value = 5",
            "DELETE FROM public.regional_publishedcell",
            "DELETE FROM public.regional_release",
            "DELETE FROM sdc.regional_truecell",
            "SELECT * FROM g_2464011.families_case",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                ask(statement)


def test_the_database_itself_refuses_an_unrounded_number_and_a_month_of_a_town(db: None) -> None:
    from django.db import IntegrityError  # noqa: PLC0415  beside its only use

    place = {
        "period_start": MONTH,
        "area": "2464011",
        "voivodeship": "24",
        "measure": "families_served",
        "release": MONTH,
    }
    with in_sealed():
        for wrong in (
            {"period_kind": "quarter", "level": "municipality", "value": 7},
            {"period_kind": "month", "level": "municipality", "value": 5},
            {"period_kind": "quarter", "level": "municipality", "value": None},
            {"period_kind": "quarter", "level": "municipality", "value": 5, "reason": "in_cluster"},
        ):
            with pytest.raises(IntegrityError, match="published_"), transaction.atomic():
                PublishedCell.objects.create(**place, **wrong)
        PublishedCell.objects.create(**place, period_kind="quarter", level="municipality", value=5)


def test_the_seal_holds_counts_and_no_ids() -> None:
    names = {field.name for field in TrueCell._meta.get_fields()}
    assert names == {
        "pk",
        "schema_name",
        "period_kind",
        "period_start",
        "measure",
        "dimension",
        "member",
        "value",
    }


def test_the_login_of_the_web_process_cannot_become_the_release_role(db: None) -> None:
    prefix = settings.DATABASE_ROLE_PREFIX
    assert ask("SELECT pg_has_role(%s, %s, 'SET')", f"{prefix}_web", f"{prefix}_release") == [(False,)]
    assert ask("SELECT pg_has_role(%s, %s, 'SET')", f"{prefix}_worker", f"{prefix}_release") == [(True,)]


def test_outside_any_tenant_no_figure_can_be_read(sealed: None) -> None:
    with in_public():
        assert Submission.objects.count() == 2
        assert Release.objects.count() == 0
        for model in (PublishedCell, TrueCell):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                model.objects.count()


def test_what_is_handed_over_is_less_than_what_is_known(sealed: None) -> None:
    with in_tenant(TOWN):
        known = {(row.measure, row.dimension) for row in IndicatorFact.objects.all()}
        given = {(row.measure, row.dimension) for row in TrueCell.objects.all()}
    assert given < known
    assert ("first_meeting_median", "") in known - given
