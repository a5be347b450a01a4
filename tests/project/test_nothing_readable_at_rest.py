"""Nothing of what is written about a family can be read where it lies: tables, files, jobs, cache.

A family is told in marks through the operations, in every field that takes words. Then every column of the
town's schema and of the shared one is searched, and every file, every job and every key of the cache. Where a
mark may stand in the clear is listed here, with the reason; a new place fails.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection as _connection

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
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
            JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = %s AND t.table_type = 'BASE TABLE'
            ORDER BY 1, 2
            """,
            [schema],
        )
        yield from cursor.fetchall()


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


@pytest.mark.usefixtures("_told")
def test_no_column_can_be_read() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        town = cursor.fetchone()[0]
    found = {*_searched(town)}
    assert {where for where, _ in found} - set(PLAIN) == set(), sorted(found)


@pytest.mark.usefixtures("_told")
def test_no_job_no_file_and_no_key_of_the_cache_can_be_read(sent: list[str], tmp_path: Path) -> None:
    assert [body for body in sent for word in WORDS if word.lower() in body.lower()] == []
    folders = {tmp_path, Path(django_settings.DESTROYED_KEYS), Path(django_settings.MEDIA_ROOT or tmp_path)}
    files = [path for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.is_file()]
    told = [path.name for path in files for word in WORDS if word.encode() in path.read_bytes()]
    assert told == []
    kept = getattr(cache, "_cache", None)
    if isinstance(kept, dict):
        assert [key for key, value in kept.items() if MARK in f"{key}{value!r}"] == []
