"""A job knows its town and proves it; the broker is not trusted to choose."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from celery import current_app

from core.shared.jobs import Job
from kooperacje.celery import app
from tenants import celery
from tenants.context import UnknownTenantError, current_schema, in_tenant
from tests.conftest import CZESTOCHOWA, SOSNOWIEC

pytestmark = pytest.mark.django_db
seen: list[str] = []


@app.task(name="tests.where_am_i")
def where_am_i(word: str) -> None:
    """Note the schema in which the task runs."""
    seen.append(f"{current_schema()}:{word}")


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    seen.clear()
    yield
    seen.clear()


def deliver(headers: dict[str, Any], word: str = "a") -> None:
    """Hand the task a message as a worker would."""
    task = current_app.tasks["tests.where_am_i"]
    task.push_request(headers=headers, args=(word,), kwargs={})
    try:
        task(word)
    finally:
        task.pop_request()


def test_a_job_runs_in_the_town_that_enqueued_it() -> None:
    for schema in (CZESTOCHOWA, SOSNOWIEC):
        with in_tenant(schema):
            where_am_i.delay("a")
    assert seen == [f"{CZESTOCHOWA}:a", f"{SOSNOWIEC}:a"]
    assert current_schema() == "public"


def test_a_message_without_a_town_is_refused() -> None:
    with pytest.raises(celery.RefusedMessageError, match="without a tenant"):
        deliver({})
    assert seen == []


def test_a_forged_town_is_refused() -> None:
    with in_tenant(CZESTOCHOWA):
        headers = celery.envelope("tests.where_am_i", ("a",), {})
    deliver(headers)
    assert seen == [f"{CZESTOCHOWA}:a"]
    with pytest.raises(celery.RefusedMessageError, match="does not fit"):
        deliver({**headers, "tenant": SOSNOWIEC})
    with pytest.raises(celery.RefusedMessageError, match="does not fit"):
        deliver(headers, word="b")
    assert len(seen) == 1


def test_an_unknown_town_and_an_old_message_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(celery, "current_schema", lambda: "g_9999999")
    headers = celery.envelope("tests.where_am_i", ("a",), {})
    with pytest.raises(UnknownTenantError):
        deliver(headers)
    monkeypatch.setattr(celery, "current_schema", lambda: CZESTOCHOWA)
    headers = celery.envelope("tests.where_am_i", ("a",), {})
    monkeypatch.setattr(time, "time", lambda: headers["signed_at"] + celery.KEEP_SECONDS + 1)
    with pytest.raises(celery.RefusedMessageError, match="older"):
        deliver(headers)
    assert seen == []


def test_a_job_of_a_town_does_not_run_in_public() -> None:
    with pytest.raises(celery.RefusedMessageError, match="belongs to a tenant"):
        deliver(celery.envelope("tests.where_am_i", ("a",), {}))


@pytest.mark.parametrize("job", [Job.MONTHLY_RUN, Job.DAILY_ROUND])
def test_a_run_of_all_towns_is_not_started_by_an_unsigned_message(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.loader.import_default_modules()
    task = current_app.tasks[job.value]
    ran: list[str] = []
    monkeypatch.setattr(task, "run", lambda: ran.append(current_schema()))
    for headers in ({}, {"tenant": "public", "signed_at": int(time.time()), "proof": "0" * 64}):
        task.push_request(headers=headers, args=(), kwargs={})
        try:
            with pytest.raises(celery.RefusedMessageError):
                task()
        finally:
            task.pop_request()
    assert ran == []
    task.apply_async()
    assert ran == ["public"]


def test_each_job_name_is_a_registered_task() -> None:
    app.loader.import_default_modules()
    assert {job.value for job in Job} <= set(app.tasks)
