"""Two towns with data that could leak, and each layer that must hold it back, one by one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import signing
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from core.identity.models import User
from core.identity.operations import issue_token
from core.identity.queries import token_of
from core.shared.encryption import UnreadableFieldError, blind_index, seal, unseal
from core.shared.models import WrongTenantError
from tenants import signing as tenant_signing
from tenants.context import UnknownTenantError, current_schema, each_tenant, in_public, in_tenant
from tests.conftest import CZESTOCHOWA, SOSNOWIEC
from tests.support import people, vertical

pytestmark = pytest.mark.django_db


def ask(statement: str) -> list[tuple[Any, ...]]:
    """Run SQL as the tenant of the moment, in a savepoint of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall()) if cursor.description else []


def test_a_request_stands_in_its_schema_and_nowhere_else() -> None:
    with in_tenant(CZESTOCHOWA):
        ((path, role),) = ask("SELECT current_setting('search_path'), current_user")
    assert path in {CZESTOCHOWA, f'"{CZESTOCHOWA}"'}
    assert str(role).endswith(f"_t_{CZESTOCHOWA}")


def test_pointing_the_search_path_at_another_town_is_refused_by_the_database() -> None:
    with in_tenant(SOSNOWIEC):
        vertical.family()
        assert ask("SELECT count(*) FROM families_person") == [(2,)]
    with in_tenant(CZESTOCHOWA):
        vertical.family()
        with transaction.atomic():
            ask(f"SET LOCAL search_path = {SOSNOWIEC}")
            with pytest.raises(ProgrammingError, match=r"does not exist|permission denied"):
                ask("SELECT count(*) FROM families_person")
        for table in ("families_person", "identity_user", "audit_auditevent", "django_session"):
            with pytest.raises(ProgrammingError, match="permission denied"):
                ask(f"SELECT * FROM {SOSNOWIEC}.{table}")
        with pytest.raises(ProgrammingError, match="permission denied"):
            ask(f"DELETE FROM {SOSNOWIEC}.families_person")


def test_no_tenant_may_become_another_or_see_the_true_counts() -> None:
    with in_tenant(CZESTOCHOWA):
        ((role,),) = ask("SELECT current_user")
    other = str(role).replace(CZESTOCHOWA, SOSNOWIEC)
    release = str(role).replace(f"t_{CZESTOCHOWA}", "release")
    with in_public():
        for member, target in ((role, other), (role, release)):
            rows = ask(f"SELECT pg_has_role('{member}', '{target}', 'SET')")
            assert rows == [(False,)], (member, target)


def test_the_logins_own_nothing_and_inherit_nothing() -> None:
    with in_public():
        ((prefix,),) = ask("SELECT regexp_replace(session_user, '_worker$', '')")
        for login in (f"{prefix}_web", f"{prefix}_worker"):
            flags = ask(
                "SELECT rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolbypassrls"
                f" FROM pg_roles WHERE rolname = '{login}'"
            )
            assert flags == [(False,) * 5]
            owned = ask(f"SELECT count(*) FROM pg_class WHERE relowner = '{login}'::regrole")
            assert owned == [(0,)]
            usable = ask(
                "SELECT nspname FROM pg_namespace WHERE nspname ~ '^([gpr]_[0-9]+|operator|sdc)$'"
                f" AND has_schema_privilege('{login}', oid, 'USAGE')"
            )
            assert usable == []
        assert ask(f"SELECT pg_has_role('{prefix}_web', '{prefix}_release', 'MEMBER')") == [(False,)]


def test_a_table_missing_in_the_schema_is_an_error_and_not_public() -> None:
    with in_tenant(CZESTOCHOWA), pytest.raises(ProgrammingError, match="does not exist"):
        ask("SELECT * FROM tenants_tenant")


@pytest.mark.parametrize("schema", [CZESTOCHOWA, "r_24", "operator", "public"])
def test_nobody_leaves_a_table_behind_on_the_connection(schema: str) -> None:
    """A temporary table hides a real one from every tenant that the connection serves later."""
    with (
        in_tenant(schema) if schema != "public" else in_public(),
        pytest.raises(ProgrammingError, match="permission denied to create temporary tables"),
    ):
        ask("CREATE TEMPORARY TABLE identity_user AS SELECT 1 AS id")


def test_the_log_and_the_record_of_migrations_cannot_be_altered() -> None:
    with in_tenant(CZESTOCHOWA):
        people.account("director")
        for statement in (
            "UPDATE audit_auditevent SET action = 'x'",
            "DELETE FROM audit_auditevent",
            "DELETE FROM django_migrations",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"):
                ask(statement)


def test_no_regional_role_has_any_right_on_a_town_or_on_the_true_counts() -> None:
    with in_public():
        roles = [
            row[0] for row in ask("SELECT rolname FROM pg_roles WHERE rolname ~ '_t_(r_[0-9]+|operator)$'")
        ]
        schemas = [
            row[0] for row in ask("SELECT nspname FROM pg_namespace WHERE nspname ~ '^([gp]_[0-9]+|sdc)$'")
        ]
        prefix = str(ask("SELECT session_user")[0][0]).removesuffix("_worker")
        ours = [role for role in roles if str(role).startswith(prefix)]
        assert len(ours) == 3
        assert "sdc" in schemas
        for role in ours:
            for schema in schemas:
                assert ask(f"SELECT has_schema_privilege('{role}', '{schema}', 'USAGE')") == [(False,)]
                readable = ask(
                    "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                    f" WHERE n.nspname = '{schema}' AND c.relkind = 'r'"
                    f" AND has_table_privilege('{role}', c.oid, 'SELECT, INSERT, UPDATE, DELETE')"
                )
                assert readable == [(0,)], (role, schema)
    with in_tenant("r_24"):
        for table in (f"{CZESTOCHOWA}.families_case", "sdc.regional_truecell"):
            with pytest.raises(ProgrammingError, match="permission denied"):
                ask(f"SELECT * FROM {table}")


def test_an_instance_of_one_town_is_not_saved_in_another() -> None:
    with in_tenant(CZESTOCHOWA):
        user = people.account("director")
    with in_tenant(SOSNOWIEC):
        for act in (user.save, user.delete, user.refresh_from_db):
            with pytest.raises(WrongTenantError):
                act()
        assert not User.objects.filter(pk=user.pk).exists()


def test_cache_keys_signed_values_and_files_carry_the_town() -> None:
    with in_tenant(CZESTOCHOWA):
        cache.set("liczba", "tutejsza")
        signed = tenant_signing.sign("zaproszenie", {"id": 1})
        name = default_storage.save("probny.txt", ContentFile(b"tutejszy"))
    with in_tenant(SOSNOWIEC):
        assert cache.get("liczba") is None
        with pytest.raises(signing.BadSignature):
            tenant_signing.unsign("zaproszenie", signed)
        assert not default_storage.exists(name)
    with in_tenant(CZESTOCHOWA):
        assert cache.get("liczba") == "tutejsza"
        assert tenant_signing.unsign("zaproszenie", signed) == {"id": 1}
        with pytest.raises(signing.BadSignature):
            tenant_signing.unsign("inny-cel", signed)
        assert default_storage.exists(name)
        default_storage.delete(name)
        with pytest.raises(Exception, match=r"outside|traversal|path"):
            default_storage.open(f"../{SOSNOWIEC}/probny.txt")


def test_sealed_values_open_only_at_home() -> None:
    with in_tenant(CZESTOCHOWA):
        sealed, index = seal("44051401359", "t.c.1"), blind_index("44051401359", "pesel")
        assert unseal(sealed, "t.c.1") == "44051401359"
        with pytest.raises(UnreadableFieldError):
            unseal(sealed, "t.c.2")
    with in_tenant(SOSNOWIEC):
        assert blind_index("44051401359", "pesel") != index
        with pytest.raises(UnreadableFieldError):
            unseal(sealed, "t.c.1")


def test_a_token_of_one_town_is_nothing_in_another() -> None:
    with in_tenant(CZESTOCHOWA):
        user = people.account("network_officer")
        _, raw = issue_token(actor=people.system(), user=user, name="test", scopes=["partners:read"])
        assert token_of(raw) is not None
    with in_tenant(SOSNOWIEC):
        assert token_of(raw) is None


def test_a_session_copied_to_another_town_opens_nothing(browse: Callable[..., Client]) -> None:
    """Even with the same account and the same session row in both schemas."""
    client = browse("czestochowa", "director")
    key = client.cookies["sesja"].value
    with in_tenant(CZESTOCHOWA):
        row = ask("SELECT session_key, session_data, expire_date FROM django_session")[0]
        user = User.objects.get(pk=client.user.pk)  # type: ignore[attr-defined]
    with in_tenant(SOSNOWIEC):
        User(pk=user.pk, email=user.email, name=user.name, password=user.password).save()
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO django_session VALUES (%s, %s, %s)", row)
    replay = Client(HTTP_HOST="sosnowiec.localhost")
    replay.cookies["sesja"] = key
    assert replay.get("/konto/").status_code == 302
    assert client.get("/konto/").status_code == 200


@pytest.mark.parametrize(
    "host", ["nieznane.localhost", "example.org", "czestochowa.example.org", "a_b.localhost"]
)
def test_an_unknown_host_gets_a_plain_404(host: str) -> None:
    answer = Client(HTTP_HOST=host).get("/")
    assert answer.status_code == 404
    assert "sesja" not in answer.cookies


def test_an_unknown_schema_is_not_entered() -> None:
    with pytest.raises(UnknownTenantError), in_tenant("g_9999999"):
        pass
    assert current_schema() == "public"


def test_leaving_after_an_error_and_nesting() -> None:
    with in_tenant(CZESTOCHOWA):
        with pytest.raises(ZeroDivisionError), in_tenant(SOSNOWIEC):
            _ = 1 / 0
        assert current_schema() == CZESTOCHOWA
        with pytest.raises(ProgrammingError):
            ask("SELECT * FROM nie_ma_takiej")
        assert ask("SELECT current_schema()") == [(CZESTOCHOWA,)]
    assert [tenant.schema_name for tenant in each_tenant("region")] == ["r_10", "r_24"]
    assert current_schema() == "public"


@pytest.mark.django_db(transaction=True)
def test_threads_do_not_swap_towns(two_towns: dict[str, int]) -> None:
    """Stock `with tenant:` answered 100 of 200 such questions from the wrong town."""
    wrong: list[tuple[str, object]] = []

    def work(schema: str) -> None:
        try:
            for _ in range(25):
                with in_tenant(schema):
                    seen = User.objects.count()
                    if seen != two_towns[schema]:
                        wrong.append((schema, seen))
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(schema,)) for schema in (CZESTOCHOWA, SOSNOWIEC) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.fixture
def two_towns(transactional_db: None) -> Iterator[dict[str, int]]:
    """Committed accounts, a different number in each town; removed afterwards."""
    numbers = {CZESTOCHOWA: 1, SOSNOWIEC: 3}
    made = []
    for schema, number in numbers.items():
        with in_tenant(schema):
            made += [
                (schema, User.objects.create(email=f"{n}@watki.example", name="W")) for n in range(number)
            ]
    yield numbers
    for schema, user in made:
        with in_tenant(schema):
            user.delete()
