"""Starting background work from an operation without importing the task."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

from celery import current_app
from django.db import transaction

from tenants.context import UnknownTenantError, in_tenant


class Job(StrEnum):
    """Names of tasks; a test asserts that each is registered."""

    MONTHLY_RUN = "regional.monthly_run"
    SUBMIT_MONTH = "regional.submit_month"
    DAILY_ROUND = "notifications.daily_round"
    SEND_MESSAGE = "notifications.send_message"
    SEND_WAITING = "notifications.send_waiting"
    BASKET_ROUND = "paths.basket_round"
    REMIND_STEPS = "paths.remind_steps"
    END_STALE_HOLDS = "places.end_stale_holds"
    WARN_OVERPROMISED = "referrals.warn_overpromised"
    REMIND_INVITED = "partnership.remind_invited"
    SETTLE_OFFERS = "partnership.settle_offers"
    ANNOUNCE_OFFERS = "partnership.announce_offers"
    CHASE_REQUESTS = "referrals.chase"
    RETURN_REQUESTS = "referrals.return_requests"
    REMIND_ENDINGS = "partnership.remind_endings"
    REMIND_MEETINGS = "partnership.remind_meetings"
    READ_IMPORT = "opendata.read_import"
    WRITE_IMPORT = "opendata.write_import"
    FORGET_IMPORTS = "opendata.forget_imports"
    READ_FAMILIES = "families.read_families"
    WRITE_FAMILIES = "families.write_families"
    FORGET_FAMILY_IMPORTS = "families.forget_family_imports"
    REMIND_TEXTS = "partnership.remind_texts"
    DESTROY_FILES = "notes.destroy_files"
    REMIND_ASSESSMENTS = "assessments.remind_due"
    VERIFY_LEDGER = "privacy.verify_ledger"
    REMIND_CONSENTS = "privacy.remind_consents"
    KEEP_HEAD = "audit.keep_head"
    FORGET_NUMBERS = "involvement.forget_numbers"
    MAKE_EXPORT = "rights.make_export"
    RIGHTS_ROUND = "rights.daily_round"
    CARRY_OUT_WITHDRAWAL = "referrals.carry_out_withdrawal"
    REMIND_TEAMS = "teams.remind_teams"
    REFRESH_FIGURES = "indicators.refresh"
    REMIND_MONTH = "regional.remind_month"
    TELL_REGION = "regional.tell_region"


# What the scheduler starts once a day in every municipality; each may run twice without a second effect.
DAILY: Final[tuple[Job, ...]] = (
    Job.SEND_WAITING,
    Job.BASKET_ROUND,
    Job.REMIND_STEPS,
    Job.END_STALE_HOLDS,
    Job.WARN_OVERPROMISED,
    Job.REMIND_INVITED,
    Job.SETTLE_OFFERS,
    Job.ANNOUNCE_OFFERS,
    Job.RETURN_REQUESTS,
    Job.CHASE_REQUESTS,
    Job.REMIND_ENDINGS,
    Job.REMIND_MEETINGS,
    Job.FORGET_IMPORTS,
    Job.FORGET_FAMILY_IMPORTS,
    Job.REMIND_TEXTS,
    Job.DESTROY_FILES,
    Job.REMIND_ASSESSMENTS,
    Job.VERIFY_LEDGER,
    Job.FORGET_NUMBERS,
    Job.REMIND_CONSENTS,
    Job.REMIND_TEAMS,
    Job.RIGHTS_ROUND,
    Job.REFRESH_FIGURES,
    Job.REMIND_MONTH,
    Job.TELL_REGION,
)


# Somebody took their word back: this goes before whatever waits. The broker's lowest number comes first.
URGENT: Final[frozenset[Job]] = frozenset({Job.CARRY_OUT_WITHDRAWAL})
_FIRST: Final = 0


def enqueue(job: Job, **ids: Any) -> None:
    """Send a task after the transaction commits, signed for the tenant of the moment."""
    transaction.on_commit(lambda: _send(job, ids))


def enqueue_in(schema: str, job: Job, **ids: Any) -> None:
    """Send a task to another tenant after the commit; one that is gone by then is left alone.

    Nothing but ids may pass: what the other tenant does with them it does under its own role.
    """
    transaction.on_commit(lambda: _send_in(schema, job, ids))


def _send_in(schema: str, job: Job, ids: dict[str, Any]) -> None:
    try:
        with in_tenant(schema):
            _send(job, ids)
    except UnknownTenantError:
        return


def _send(job: Job, ids: dict[str, Any]) -> None:
    # signature() keeps eager mode, which send_task would ignore.
    first = {"priority": _FIRST} if job in URGENT else {}
    current_app.tasks[job.value].apply_async(kwargs=ids, **first)
