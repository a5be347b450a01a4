"""Reminders of overdue steps: to whom it belongs, once, and saying nothing of the family."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.notifications.models import Message
from core.paths import operations
from core.paths.operations import Owner, TaskData
from core.paths.rules.watch import is_reminder_day
from core.referrals import operations as referrals
from core.shared import clock
from tests.support import people, vertical

pytestmark = pytest.mark.usefixtures("in_town")

YESTERDAY = date(2026, 10, 4)


def test_the_day_after_and_every_week() -> None:
    days = [number for number in range(30) if is_reminder_day(YESTERDAY, YESTERDAY + timedelta(number))]
    assert days == [1, 8, 15, 22, 29]


def test_each_owner_is_told_once_and_nothing_of_the_family() -> None:
    town, family = vertical.town(), vertical.family()
    vertical.member_account(family, family.mother)
    vertical.member_account(family, family.father)
    with clock.standing_at(date(2026, 9, 1)):
        for task in (
            TaskData("TAJNE rodziny", due_on=YESTERDAY, for_person=family.mother),
            TaskData("TAJNE pracownika", kind="worker", due_on=YESTERDAY),
            TaskData("TAJNE usługi", kind="service", service=town.card, due_on=YESTERDAY),
            TaskData("TAJNE w porę", due_on=date(2026, 10, 20), owner=Owner(person=family.father)),
        ):
            added = operations.add_task(actor=family.worker, goal=family.goal, task=task)
            if added.referral is not None:
                referrals.accept(actor=town.delegate, referral=added.referral)
    before = Message.objects.count()
    assert operations.remind_owners(actor=people.system()) == 3
    assert operations.remind_owners(actor=people.system()) == 3
    written = Message.objects.order_by("-created_at")[: Message.objects.count() - before]
    mother = family.mother.__class__.objects.get(pk=family.mother.pk).user
    assert mother is not None
    assert {message.kind: message.recipient for message in written} == {
        "own_page_waiting": mother.email,
        "steps_overdue": family.worker_user.email,
        "steps_overdue_partner": town.delegate_user.email,
    }
    for message in written:
        for secret in ("TAJNE", "Anna", "Przykładow", family.case.number):
            assert secret not in message.subject + message.body
