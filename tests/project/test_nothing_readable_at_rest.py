"""Nothing of what is written about a family can be read where it lies: tables, files, jobs, cache.

A family is told in marks through the operations, in every field that takes words, and its pages are read.
Then every column of the town's schema and of the shared one is searched, every file, the body of every job,
and every key and value of the server that holds the cache and the queue. Where a mark may stand in the clear
is listed here, with the reason; a new place fails.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection as _connection

from core.families.models import Case
from core.families.operations import PersonData, add_person
from core.families.operations.importing import read_families, start_family_import
from core.privacy.operations.sheets import begin_sheet
from core.rights import operations as rights
from core.shared import jobs
from core.teams.operations import joining
from tests.core.families.test_importing import HEAD
from tests.graphql_api.marked import marked_family
from tests.graphql_api.walk import MARK
from tests.support import families as build
from tests.support import people, vertical

pytestmark = pytest.mark.usefixtures("in_town")
connection: Any = _connection
OTHERS: Final = "ZNAKOWSKA"
WORDS: Final = (MARK, OTHERS, build.PESEL)
SHEET: Final = f"{HEAD}POM-1;Rodzina z dziećmi;01.09.2026;1, 4;{OTHERS};{OTHERS};Osoba wiodąca;;;\n"
# Column -> why a mark may stand there in the clear.
PLAIN: Final[dict[str, str]] = {
    "notifications_message.recipient": "the address of a letter, as the mail server needs it",
}


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Bodies of the jobs, as they would lie in the broker."""
    found: list[str] = []
    real: Callable[[jobs.Job, dict[str, Any]], None] = jobs._send

    def kept(job: jobs.Job, ids: dict[str, Any]) -> None:
        found.append(json.dumps([job.value, ids], default=str))
        real(job, ids)

    monkeypatch.setattr(jobs, "_send", kept)
    return found


@pytest.fixture
def _told(
    in_town: str,
    sent: list[str],
    settings: Any,
    tmp_path: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.DESTROYED_KEYS = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        made = marked_family("Poradnia Próbna")
        home = made.family
        worker, case = home.worker, home.case
        add_person(
            actor=worker,
            case=case,
            person=PersonData(OTHERS, OTHERS, "child", pesel=build.PESEL),
        )
        vertical.member_account(home, home.mother)
        begin_sheet(actor=worker, case=case, person=home.father)
        run = start_family_import(actor=worker, filename="rodziny.csv", content=SHEET.encode())
        read_families(run_id=run.pk)
        joining.invite_to_ask(
            actor=worker, team=home.team, helper_name=OTHERS, helper_email=f"{OTHERS}@dom.example"
        )
        export = rights.request_export(actor=worker, case=case, person=home.father)
        rights.exports.make_export(actor=people.system(), export_id=str(export.pk))
    assert sent


def _columns(schema: str) -> Iterator[tuple[str, str, str]]:
    """Columns of a schema that the town may read."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
            JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = %(schema)s AND t.table_type = 'BASE TABLE'
              AND has_column_privilege(
                      format('%%I.%%I', c.table_schema, c.table_name), c.column_name, 'SELECT')
            ORDER BY 1, 2
            """,
            {"schema": schema},
        )
        yield from cursor.fetchall()


def _unreadable(schema: str) -> list[str]:
    """Tables into which the town writes and which it cannot read again, so that nobody could look here."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT tablename FROM pg_tables WHERE schemaname = %(schema)s
               AND has_any_column_privilege(format('%%I.%%I', schemaname, tablename), 'INSERT, UPDATE')
               AND NOT has_table_privilege(format('%%I.%%I', schemaname, tablename), 'SELECT')
            """,
            {"schema": schema},
        )
        return [name for (name,) in cursor.fetchall()]


def _searched(schema: str) -> Iterator[tuple[str, str]]:
    """Column and word for each word that stands there in the clear, in whatever case."""
    for table, column, kind in list(_columns(schema)):
        shown = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
        with connection.cursor() as cursor:
            for word in WORDS:
                cursor.execute(
                    f'SELECT EXISTS (SELECT 1 FROM "{schema}"."{table}" WHERE {shown} ILIKE %s)',
                    [f"%{word}%"],
                )
                if cursor.fetchone()[0]:
                    yield f"{table}.{column}", word


def _kept() -> Iterator[bytes]:
    """Every key and every value, of whatever kind, on the server of the cache and the queue."""
    known: Any = cache
    server = known._cache.get_client(None)
    read: dict[bytes, Callable[[bytes], list[bytes]]] = {
        b"string": lambda key: [server.get(key) or b""],
        b"hash": lambda key: [part for pair in server.hgetall(key).items() for part in pair],
        b"list": lambda key: server.lrange(key, 0, -1),
        b"set": lambda key: list(server.smembers(key)),
        b"zset": lambda key: server.zrange(key, 0, -1),
    }
    for key in server.scan_iter(count=1000):
        yield key
        kind = server.type(key)
        if kind != b"none":  # it ran out meanwhile
            yield from read[kind](key)


def _read_in_cache(words: Iterable[str]) -> list[bytes]:
    """What tells one of the words there."""
    return [blob for blob in _kept() for word in words if word.lower().encode() in blob.lower()]


@pytest.mark.usefixtures("_told")
def test_no_column_can_be_read() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        town = cursor.fetchone()[0]
    assert any(table == "notifications_message" for table, _column, _kind in _columns(town))
    assert any(table == "exchange_submissionevent" for table, _column, _kind in _columns("public"))
    found = {*_searched(town), *_searched("public")}
    assert {where for where, _ in found} - set(PLAIN) == set(), sorted(found)
    assert _unreadable(town) + _unreadable("public") == []


@pytest.mark.usefixtures("_told")
def test_no_job_no_file_and_no_key_or_value_of_the_cache_can_be_read(
    sent: list[str], tmp_path: Path, browse: Callable[..., Any]
) -> None:
    worker = browse("czestochowa", user=Case.objects.get().social_worker)
    for page in ("rodziny/", f"rodziny/{Case.objects.get().pk}/"):
        assert worker.get(f"/{page}").status_code == 200
    assert MARK in worker.get(f"/rodziny/{Case.objects.get().pk}/").content.decode()
    assert [body for body in sent for word in WORDS if word.lower() in body.lower()] == []
    folders = {tmp_path, Path(django_settings.DESTROYED_KEYS), Path(django_settings.MEDIA_ROOT or tmp_path)}
    files = [path for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.is_file()]
    told = [path.name for path in files for word in WORDS if word.encode() in path.read_bytes()]
    assert told == []
    # What is looked for would be found: as a key, and as a value.
    key, value = secrets.token_hex(8), secrets.token_hex(8)
    cache.set(key, value)
    assert len(_read_in_cache([key])) == len(_read_in_cache([value])) == 1
    cache.delete(key)
    assert _read_in_cache(WORDS) == []
