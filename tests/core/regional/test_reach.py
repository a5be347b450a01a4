"""Every role of the database against every schema and everything in it: who can reach what, asked of it.

The owner is left out: it makes and migrates all schemas and no process that answers people logs in as it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from core.indicators.models import IndicatorFact
from core.regional.models import InsiderProof, TrueCell
from tenants.context import in_public, in_tenant
from tenants.roles import GROUPS, LOGINS, group

pytestmark = pytest.mark.django_db

_OURS = r"nspname !~ '^(pg_|information_schema$)'"
_TOWN = r"^[gp]_[0-9]+$"
# Towns, the seal, and the models that new tenants are made after.
_CLOSED = r"^([gp]_[0-9]+|template_[a-z]+|sdc)$"
_TEMPLATES = {f"template_{kind}" for kind in ("municipality", "region", "operator")}
# Tables, partitioned and foreign ones, views and what is kept of views.
_RELATIONS = "'r','p','f','v','m'"


_ROWS = "has_table_privilege({}, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')"
_COLUMNS = "has_any_column_privilege({}, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')"
_NUMBERS = "has_sequence_privilege({}, c.oid, 'USAGE, SELECT, UPDATE')"


def ask(question: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())


def tenant_of(role: str) -> str:
    """The schema whose role it is; empty for groups and logins."""
    return role.removeprefix(f"{settings.DATABASE_ROLE_PREFIX}_t_") if "_t_" in role else ""


def roles() -> list[str]:
    """All roles of this deployment, by name, and everybody (`public`)."""
    pattern = settings.DATABASE_ROLE_PREFIX.replace("_", r"\_") + r"\_%"
    found = {str(name) for (name,) in ask("SELECT rolname FROM pg_roles WHERE rolname LIKE %s", pattern)}
    # Roles belong to the server: those of tenants that another database has are not asked.
    here = {name for name in found if not tenant_of(name) or tenant_of(name) in schemas()}
    return [*sorted(here - {group("owner")}), "public"]


def schemas() -> list[str]:
    return [str(name) for (name,) in ask(f"SELECT nspname FROM pg_namespace WHERE {_OURS} ORDER BY 1")]


def towns() -> list[str]:
    return [
        str(name) for (name,) in ask("SELECT nspname FROM pg_namespace WHERE nspname ~ %s ORDER BY 1", _TOWN)
    ]


def may_use(role: str) -> set[str]:
    """Schemas that a role may enter."""
    own = tenant_of(role)
    if own:
        return {own, "public", "sdc"} if own in towns() else {own, "public"}
    sealed = {group("release"), group("municipality")}
    return {"public", "sdc"} if role in sealed else {"public"}


def test_every_kind_of_role_and_schema_is_here() -> None:
    """Otherwise the tests below would pass by asking nobody."""
    found = set(roles())
    assert {group(name) for name in (*GROUPS, *LOGINS)} <= found
    tenants = {tenant_of(role) for role in found} - {""}
    assert {name[:2] for name in tenants} == {"g_", "p_", "r_", "op"}
    assert tenants | _TEMPLATES | {"public", "sdc"} == set(schemas())


def test_a_role_enters_its_own_schemas_and_no_other() -> None:
    for role in roles():
        entered = {
            str(name)
            for (name,) in ask(
                f"SELECT nspname FROM pg_namespace WHERE {_OURS} AND has_schema_privilege(%s, oid, 'USAGE')",
                role,
            )
        }
        assert entered == may_use(role), role
        made = ask(
            f"SELECT nspname FROM pg_namespace WHERE {_OURS} AND has_schema_privilege(%s, oid, 'CREATE')",
            role,
        )
        assert made == [], role


@pytest.mark.parametrize(
    ("kinds", "right"),
    [(_RELATIONS, _ROWS), (_RELATIONS, _COLUMNS), ("'S'", _NUMBERS)],
    ids=["relations", "columns", "sequences"],
)
def test_nothing_in_a_town_or_under_the_seal_is_open_to_another_role(kinds: str, right: str) -> None:
    """Rights on the thing itself, even where the schema around it is closed."""
    held = ask(
        "SELECT r.name, n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " CROSS JOIN unnest(%s::text[]) AS r(name)"
        f" WHERE n.nspname ~ %s AND c.relkind IN ({kinds})"
        f" AND {right.format('r.name')}",
        roles(),
        _CLOSED,
    )
    sealed = {group("release"), group("municipality")}
    for role, schema, name in held:
        own = tenant_of(role)
        allowed = own in towns() or role in sealed if schema == "sdc" else own == schema
        assert allowed, (role, schema, name)
    # Each town holds something of its own, so that the question was one.
    if kinds == _RELATIONS:
        assert {schema for role, schema, _name in held if tenant_of(role) == schema} == set(towns())


def test_no_function_and_no_view_lends_its_makers_rights() -> None:
    """A function of its owner's rights, or a view in an open schema, would be a door beside the wall."""
    assert (
        ask(
            "SELECT n.nspname, p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
            f" WHERE p.prosecdef AND n.{_OURS}"
        )
        == []
    )
    assert (
        ask(
            "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            f" WHERE c.relkind IN ('v', 'm', 'f') AND n.{_OURS}"
            " AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true'], false)"
        )
        == []
    )


def test_functions_of_a_town_are_called_by_nobody_else() -> None:
    """A function may be open to all; whoever may not enter its schema cannot name it."""
    for role in roles():
        called = ask(
            "SELECT DISTINCT n.nspname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
            " WHERE n.nspname ~ %s AND has_function_privilege(%s, p.oid, 'EXECUTE')"
            " AND has_schema_privilege(%s, n.oid, 'USAGE')",
            _CLOSED,
            role,
            role,
        )
        assert {schema for (schema,) in called} <= may_use(role), role


def test_tables_to_come_are_given_to_their_own_role_only() -> None:
    given = ask(
        "SELECT n.nspname, pg_get_userbyid(a.grantee) FROM pg_default_acl d"
        " JOIN pg_namespace n ON n.oid = d.defaclnamespace, aclexplode(d.defaclacl) AS a"
        f" WHERE n.{_OURS}"
    )
    assert {schema for schema, _role in given} >= set(towns())
    assert {(schema, tenant_of(role)) for schema, role in given} == {
        (schema, schema) for schema, _role in given
    }


def test_nobody_becomes_what_it_is_not() -> None:
    """Logins become tenants, the worker also the release role; a tenant nothing but the group of its kind."""
    everybody = roles()[:-1]
    becomes = {
        (str(member), str(target))
        for member, target in ask(
            "SELECT a.name, b.name FROM unnest(%s::text[]) AS a(name), unnest(%s::text[]) AS b(name)"
            " WHERE a.name <> b.name AND pg_has_role(a.name, b.name, 'SET')",
            everybody,
            everybody,
        )
    }
    logins = {group(name) for name in LOGINS}
    open_groups = {group(name) for name in ("municipality", "region", "operator", "everyone")}
    for member, target in becomes:
        if tenant_of(target):
            assert member in logins, (member, target)
        elif target == group("release"):
            assert member == group("worker"), (member, target)
        else:
            assert target in open_groups, (member, target)
    kinds = {"g": "municipality", "p": "municipality", "r": "region", "o": "operator"}
    for role in everybody:
        if own := tenant_of(role):
            mine = {target for member, target in becomes if member == role}
            assert mine <= {group(kinds[own[0]]), group("everyone")}, role


def test_unprotected_figures_lie_in_towns_and_under_the_seal_only() -> None:
    places = ask(
        "SELECT DISTINCT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relname = %s AND c.relkind IN ('r', 'p')",
        IndicatorFact._meta.db_table,
    )
    # The model of a town holds no row, and nobody may enter it.
    assert {schema for (schema,) in places} == {*towns(), "template_municipality"}
    for model in (TrueCell, InsiderProof):
        table = model._meta.db_table.rpartition('."')[2]
        assert ask(
            "SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relname = %s",
            table,
        ) == [("sdc",)]


@pytest.mark.parametrize("who", ["r_24", "r_10", "operator", "login", "p_2401"])
def test_whoever_tries_everything_of_a_town_is_refused(who: str) -> None:
    """Each table, view and sequence of a town and of the seal, really asked for."""
    town = "g_2464011"
    things = ask(
        "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        f" WHERE n.nspname IN (%s, 'sdc') AND c.relkind IN ({_RELATIONS}, 'S') ORDER BY 1, 2",
        town,
    )
    assert len(things) > 100
    standing: Callable[[], Any] = in_public if who == "login" else lambda: in_tenant(who)
    with standing():
        for schema, name in things:
            if who == "p_2401" and (schema, name) == ("sdc", "regional_truecell"):
                continue  # a town's own rows under the seal: row security is tried elsewhere
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                ask(f'SELECT * FROM "{schema}"."{name}" LIMIT 1')
