"""Who reads and writes the rows of a coordinator's work: tried under real roles."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from core.exchange.models import (
    DefinitionNotice,
    DefinitionReceipt,
    SubmissionEvent,
    SubmissionReminder,
    SupportSession,
    SupportShare,
    TownRequest,
    TownSetup,
)
from tenants.context import in_public, in_sealed, in_tenant

pytestmark = pytest.mark.usefixtures("db")
TOWN, OTHER, LEADER, NEIGHBOUR = "g_2464011", "g_2475011", "r_24", "r_10"
MONTH, DAY = date(2026, 9, 1), date(2026, 10, 2)


def step(schema: str = TOWN, kind: str = "prepared", **more: Any) -> SubmissionEvent:
    return SubmissionEvent.objects.create(
        schema_name=schema, month=MONTH, step=kind, actor_name="Ewa Sieciowa", **more
    )


def refused(text: str = "row-level security") -> Any:
    return pytest.raises(ProgrammingError, match=text)


def test_a_towns_steps_are_read_by_its_regions_and_the_platform_only() -> None:
    with in_tenant(TOWN):
        step()
        with refused(), transaction.atomic():
            step(OTHER)
        with refused("permission denied"), transaction.atomic():
            SubmissionEvent.objects.update(step="confirmed")
        with refused("permission denied"), transaction.atomic():
            SubmissionEvent.objects.all().delete()
    for reader, seen in ((OTHER, 0), (LEADER, 1), (NEIGHBOUR, 0), ("operator", 1)):
        with in_tenant(reader):
            assert SubmissionEvent.objects.count() == seen, reader
    with in_sealed(), refused("permission denied"), transaction.atomic():
        SubmissionEvent.objects.count()
    with in_public():
        assert SubmissionEvent.objects.count() == 1
    with in_tenant(LEADER), refused("permission denied"), transaction.atomic():
        step()


def test_a_month_is_kept_back_with_a_reason_or_not_at_all() -> None:
    with in_tenant(TOWN):
        for kind, reason in (("held_back", ""), ("prepared", "other"), ("lost", "")):
            with pytest.raises(IntegrityError), transaction.atomic():
                step(kind=kind, reason=reason)
        step(kind="held_back", reason="restored")


def test_only_a_region_reminds_its_towns_and_once_a_day() -> None:
    values = {"schema_name": TOWN, "month": MONTH, "sent_on": DAY, "actor_name": "Teresa Regionalna"}
    with in_tenant(LEADER):
        SubmissionReminder.objects.create(from_schema=LEADER, **values)
        with pytest.raises(IntegrityError, match="once_a_day"), transaction.atomic():
            SubmissionReminder.objects.create(from_schema=LEADER, **values)
    with in_tenant(NEIGHBOUR), refused(), transaction.atomic():
        SubmissionReminder.objects.create(from_schema=NEIGHBOUR, **values | {"sent_on": MONTH})
    with in_tenant(TOWN):
        assert SubmissionReminder.objects.count() == 1
    with in_tenant(OTHER):
        assert SubmissionReminder.objects.count() == 0


def test_support_is_read_by_the_towns_that_had_it() -> None:
    with in_tenant(LEADER):
        session = SupportSession.objects.create(
            owner_schema=LEADER, kind="coaching", held_on=DAY, minutes=90, actor_name="Teresa"
        )
        SupportShare.objects.create(session=session, owner_schema=LEADER, schema_name=TOWN, persons=4)
    for reader, seen in ((TOWN, 1), (OTHER, 0), (NEIGHBOUR, 0), (LEADER, 1)):
        with in_tenant(reader):
            assert SupportSession.objects.count() == seen, reader
            assert SupportShare.objects.count() == seen, reader
    with in_tenant(TOWN), refused("permission denied"), transaction.atomic():
        SupportShare.objects.update(persons=400)
    with in_tenant(NEIGHBOUR):
        own = SupportSession.objects.create(
            owner_schema=NEIGHBOUR, kind="training", held_on=DAY, minutes=60, actor_name="Ewa"
        )
        with refused(), transaction.atomic():
            SupportShare.objects.create(session=own, owner_schema=NEIGHBOUR, schema_name=TOWN, persons=1)
        assert SupportSession.objects.filter(pk=session.pk).update(minutes=15) == 0


def test_a_notice_reaches_its_towns_and_a_receipt_its_region() -> None:
    values = {"number": 17, "version": 2, "valid_from": MONTH, "note": "x", "published_on": DAY}
    with in_tenant(NEIGHBOUR), refused(), transaction.atomic():
        DefinitionNotice.objects.create(owner_schema=NEIGHBOUR, for_all=True, actor_name="E", **values)
    with in_tenant(LEADER):
        DefinitionNotice.objects.create(owner_schema=LEADER, actor_name="T", **values)
    with in_tenant(NEIGHBOUR):
        theirs = DefinitionNotice.objects.create(owner_schema=NEIGHBOUR, actor_name="E", **values)
    with in_tenant(TOWN):
        assert not DefinitionNotice.objects.filter(pk=theirs.pk).exists()
        with refused(), transaction.atomic():
            DefinitionReceipt.objects.create(
                notice_id=theirs.pk, schema_name=TOWN, read_on=DAY, actor_name="x"
            )
    with in_tenant(TOWN):
        found = DefinitionNotice.objects.get()
        DefinitionReceipt.objects.create(notice=found, schema_name=TOWN, read_on=DAY, actor_name="x")
    with in_tenant(OTHER):
        assert DefinitionReceipt.objects.count() == 0
    with in_tenant(LEADER):
        assert DefinitionReceipt.objects.count() == 1


def test_setup_and_requests_stay_between_those_whom_they_concern() -> None:
    with in_tenant(TOWN):
        TownSetup.objects.create(schema_name=TOWN, checked_on=DAY, done=["domain"])
        with pytest.raises(IntegrityError), transaction.atomic():
            TownSetup.objects.filter(schema_name=TOWN).update(done=["first_case"])
        with refused("permission denied"), transaction.atomic():
            TownRequest.objects.count()
    with in_tenant(OTHER):
        assert TownSetup.objects.count() == 0
    values = {
        "name": "Żory",
        "organisation": "MOPS",
        "contact": "m@z.example",
        "asked_on": DAY,
        "actor_name": "T",
    }
    with in_tenant(LEADER):
        assert TownSetup.objects.count() == 1
        TownRequest.objects.create(from_schema=LEADER, code="2479011", **values)
    with in_tenant(NEIGHBOUR):
        assert TownRequest.objects.count() == 0
    with in_tenant("operator"):
        assert TownRequest.objects.update(answer="founded", answered_on=DAY) == 1
