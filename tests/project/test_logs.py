"""What is written down of a fault: where and of which kind, never whose data it was."""

from __future__ import annotations

import json
import logging
import logging.config
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.db import DataError, IntegrityError, connection, transaction

from kooperacje.embedded import postgres

SECRET = "Anna Tajna"


def logged(error: BaseException, sentence: str = "Internal Server Error: /x/") -> dict[str, str]:
    """The line that an unexpected exception of a view leaves."""
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, sentence, (), None)
    record.exc_info = (type(error), error, error.__traceback__)
    return line_of(record)


def line_of(record: logging.LogRecord) -> dict[str, str]:
    """What the log writes of a record."""
    out = StringIO()
    handler = logging.StreamHandler(out)
    configured: Any = settings.LOGGING
    formatter = configured["formatters"]["line"]
    options = {key: value for key, value in formatter.items() if key != "()"}
    handler.setFormatter(formatter["()"](**options))
    handler.emit(record)
    assert SECRET not in out.getvalue()
    found: dict[str, str] = json.loads(out.getvalue())
    return found


@pytest.mark.django_db
def test_a_refused_row_is_not_quoted(in_town: str) -> None:
    """PostgreSQL's detail says "Failing row contains (..., Anna, ...)"."""
    with (
        pytest.raises(IntegrityError, match=SECRET) as failed,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO families_person (id, first_name) VALUES (gen_random_uuid(), %s)", [SECRET]
        )
    line = logged(failed.value)["exception"]
    assert "django.db.utils.IntegrityError: null value in column" in line
    assert "test_logs.py" in line


@pytest.mark.django_db
def test_a_value_that_could_not_be_read_is_not_quoted(in_town: str) -> None:
    with (
        pytest.raises(DataError, match=SECRET) as failed,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT %s::date", [SECRET])
    assert "django.db.utils.DataError: invalid input syntax" in logged(failed.value)["exception"]


def test_a_sentence_that_quotes_a_detail_is_cut_short() -> None:
    """Celery puts `repr(exception)` into its message."""
    quoted = IntegrityError(f'null value in "first_name"\nDETAIL:  Failing row contains ({SECRET}).')
    assert logged(quoted, f"Task x raised unexpected: {quoted!r}")["event"].endswith('"first_name"')


def test_what_our_code_adds_is_written_and_what_libraries_hang_on_a_record_is_not() -> None:
    """The end of a chain is worth nothing in the log without its number and digest."""
    record = logging.LogRecord("core.audit.operations", logging.INFO, "", 0, "ledger.head", (), None)
    told = {"schema": "g_2464011", "chain": "audit", "number": 7, "digest": "ab12"}
    record.__dict__.update(told, request=SECRET)
    line = line_of(record)
    assert {name: line[name] for name in told} == told
    assert "request" not in line


def test_other_faults_keep_their_kind_and_chain() -> None:
    nothing: dict[str, str] = {}
    try:
        try:
            nothing[SECRET]
        except KeyError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError as error:
        lines = logged(error)["exception"].splitlines()
    assert lines.index("builtins.KeyError") < lines.index("builtins.RuntimeError")


def test_postgresql_quotes_neither_statement_nor_row() -> None:
    """Its own log is read by more people than its tables."""
    wanted = {
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_parameter_max_length_on_error": "0",
    }
    compose = yaml.safe_load((Path(__file__).parents[2] / "deploy/compose.yaml").read_text())
    command = compose["services"]["postgres"]["command"]
    for name, value in wanted.items():
        assert postgres._SETTINGS[name] == value
        assert f"{name}={value}" in command
