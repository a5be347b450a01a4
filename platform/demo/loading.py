"""Telling all stories: every tenant in one transaction of its own, several at a time.

A tenant whose story was told carries a mark in its audit log, written in the same transaction: a
start that is cut off leaves whole tenants and empty ones, and the next start tells the rest.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from itertools import chain
from multiprocessing.process import BaseProcess
from typing import Final

import django
from django.db import connection, connections, transaction

from core.audit import operations as audit
from core.audit import queries as log
from core.identity import operations as identity
from core.indicators import operations as indicators
from core.indicators.rules import months_between
from core.reference.territory import BY_CODE
from core.regional import operations as regional
from core.shared.actor import Actor
from core.shared.enums import Role
from demo.accounts import accounts, passwords_of
from demo.stories import czestochowa
from demo.stories.town import story_of
from demo.telling.access import tell_access
from demo.telling.accession import tell_accession, tell_powiats
from demo.telling.cast import STORYTELLER
from demo.telling.consents import tell_consents
from demo.telling.coordinating import tell_coordinating, tell_month
from demo.telling.exchange import tell_exchange
from demo.telling.family import tell_family
from demo.telling.figures import tell_figures
from demo.telling.gatherings import tell_gatherings
from demo.telling.households import tell_households
from demo.telling.keeping import tell_keeping
from demo.telling.meetings import tell_meetings
from demo.telling.needs import tell_needs
from demo.telling.papers import tell_papers
from demo.telling.partnership import open_town, tell_partnership
from demo.telling.rights import tell_rights
from demo.telling.safety import tell_safety
from demo.telling.sight import tell_sight
from demo.telling.talks import tell_later_talks
from demo.telling.texts import tell_collection, tell_templates, tell_texts
from demo.telling.waiting import tell_waiting
from demo.telling.walks import tell_walks
from tenants.context import each_tenant, in_tenant
from tenants.models import Kind, Tenant

Progress = Callable[[str, int, int], None]
TOLD: Final = "demo.story_told"
PROCESSES: Final = 2
# Months that each town has counted for its own eyes.
COUNTED: Final = tuple(months_between(dt.date(2025, 1, 1), dt.date(2026, 5, 1)))
# Months that the region has released by the demo's day; September waits for the visitor's own run.
HISTORY: Final = tuple(months_between(dt.date(2026, 6, 1), dt.date(2026, 8, 1)))
# Somebody is always late: a month without a town's figures shows how the region says so.
_SILENT: Final = {dt.date(2026, 7, 1): "p_1217"}
_THREADS_OF_A_WATCHED_HELPER: Final = 2


def load(
    progress: Progress | None = None,
    tenants: Iterable[str] | None = None,
    processes: int = PROCESSES,
) -> int:
    """Tell the stories of the given schemas (all tenants by default); returns how many were new.

    The months of the past are then released for the region. ``progress(what, done, all)`` is called
    as tenants finish. Whatever fails is raised after the others ended; what was told stays told.
    """
    report = progress or (lambda _what, _done, _total: None)
    waiting = _waiting(None if tenants is None else set(tenants))
    total = len(waiting) + len(HISTORY)
    report("", 0, total)
    # Towns adopt what their regions published, so regions come first.
    regions = {schema: name for schema, name in waiting.items() if schema.startswith("r_")}
    towns = {schema: name for schema, name in waiting.items() if schema not in regions}
    for done, name in enumerate(chain(_told(regions, 1), _told(towns, processes)), start=1):
        report(name, done, total)
    tell_powiats(set(waiting))
    tell_collection(regions)

    def released(what: str, done: int, of: int) -> None:
        report(what, len(waiting) + done * len(HISTORY) // of, total)

    regional.run_history(
        actor=Actor.system(STORYTELLER, "public"),
        months=HISTORY,
        leave_out={month: {schema} for month, schema in _SILENT.items()},
        progress=released,
    )
    report("", total, total)
    return len(waiting)


def _told(waiting: dict[str, str], processes: int) -> Iterator[str]:
    """Names of tenants as their stories are told, here or by helper processes."""
    if processes <= 1 or len(waiting) <= 1:
        for schema in waiting:
            yield waiting[tell(schema)]
        return
    connections.close_all()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=django.setup) as pool:
        futures = [pool.submit(_tell_in_helper, schema) for schema in waiting]
        try:
            for future in as_completed(futures):
                yield waiting[future.result()]
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def tell(schema: str) -> str:
    """Tell one tenant's story, all of it or nothing; a told one stays as it is."""
    with in_tenant(schema) as tenant, transaction.atomic(), _all_or_nothing():
        if not log.has_entry(TOLD):
            _tell(tenant)
            audit.record(Actor.system(STORYTELLER, schema), TOLD)
    return schema


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """No savepoints inside: nobody catches an error of a story, and they are two of five queries."""
    features = connection.features
    before = features.uses_savepoints
    features.uses_savepoints = False
    try:
        yield
    finally:
        features.uses_savepoints = before


def _tell(tenant: Tenant) -> None:
    passwords = passwords_of(tenant.slug)
    if tenant.kind != Kind.MUNICIPALITY:
        _open_office(tenant, passwords)
        if tenant.kind == Kind.REGION:
            tell_templates(tenant.schema_name, leads=tenant.is_leader)
            tell_coordinating(tenant.schema_name, leads=tenant.is_leader)
        return
    plan = story_of(BY_CODE[tenant.teryt])
    cast = open_town(plan, tenant.schema_name, passwords)
    tell_partnership(cast, passwords)
    tell_meetings(cast)
    tell_accession(cast)
    tell_exchange(cast)
    tell_texts(cast)
    told = [
        (family, tell_family(cast, family, account=_family_account(family.name, passwords)))
        for family in plan.families
    ]
    tell_later_talks(cast, told)
    tell_needs(cast, told)
    tell_rights(cast, told)
    tell_sight(cast, told)
    tell_gatherings(cast, told)
    tell_walks(cast, told)
    tell_safety(cast, told)
    tell_access(cast, told)
    tell_consents(cast, told)
    tell_households(cast, told)
    tell_waiting(cast, told)
    tell_keeping(cast)
    tell_figures(cast, told)
    tell_papers(cast, shown=bool(passwords))
    indicators.compute(actor=cast.system, months=COUNTED)
    regional.submit_months(
        actor=cast.system,
        months=[month for month in HISTORY if _SILENT.get(month) != tenant.schema_name],
    )
    tell_month(cast)


def _family_account(name: str, passwords: dict[str, str]) -> tuple[str, str] | None:
    email = czestochowa.address_of(name)
    is_shown = name == czestochowa.FLAGSHIP.name and email in passwords
    return (email, passwords[email]) if is_shown else None


def _open_office(tenant: Tenant, passwords: dict[str, str]) -> None:
    """Regional centres and the operator hold no families: an account is all they need."""
    role = Role.REGIONAL_COORDINATOR if tenant.kind == Kind.REGION else Role.OPERATOR
    for row in accounts():
        if row.slug == tenant.slug:
            identity.create_user(
                actor=Actor.system(STORYTELLER, tenant.schema_name),
                email=row.login,
                name=row.name,
                roles=[role.value],
                password=passwords[row.login],
            )


def _waiting(wanted: set[str] | None) -> dict[str, str]:
    """Names of tenants without their story by schema, the largest first: all processes end together."""
    rest = [
        (_length(tenant), tenant.schema_name, tenant.name)
        for tenant in each_tenant()
        if (wanted is None or tenant.schema_name in wanted) and not log.has_entry(TOLD)
    ]
    return {schema: name for _, schema, name in sorted(rest, key=lambda row: (-row[0], row[1]))}


def _length(tenant: Tenant) -> int:
    is_town = tenant.kind == Kind.MUNICIPALITY
    return len(story_of(BY_CODE[tenant.teryt]).families) if is_town else 0


def _tell_in_helper(schema: str) -> str:
    """What a helper process does; it does not outlive the one that started it."""
    parent = multiprocessing.parent_process()
    if parent is not None and threading.active_count() < _THREADS_OF_A_WATCHED_HELPER:
        threading.Thread(target=_end_with, args=[parent], daemon=True).start()
    return tell(schema)


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
