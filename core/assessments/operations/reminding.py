"""A letter to the worker when talks are due: numbers of cases only, for a mail is read on any screen."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Final

from django.db import transaction

from core.assessments.queries.due import DueAssessment, due_of
from core.families.models import Case
from core.identity.models import User
from core.notifications.operations import notify
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address

BEFORE: Final = timedelta(days=7)
"""A week is enough to make an appointment."""


@transaction.atomic
def remind_due(*, actor: Actor) -> int:
    """Write to each worker about talks due within a week or overdue; about the same one once.

    Gives how many workers have talks due. Several due talks are one letter, and another one comes only
    when one more falls due.
    """
    waiting: dict[User, list[DueAssessment]] = defaultdict(list)
    cases = Case.objects.open().filter(agreed_on__isnull=False).select_related("social_worker", "household")
    for row in due_of(cases.order_by("number", "pk"), clock.today() + BEFORE):
        if row.case.social_worker.is_active:
            waiting[row.case.social_worker].append(row)
    for worker, rows in waiting.items():
        _remind(actor, worker, rows)
    return len(waiting)


def _remind(actor: Actor, worker: User, rows: list[DueAssessment]) -> None:
    newest = max(rows, key=lambda row: (row.due_on, row.case.number, str(row.person_id or "")))
    key = f"assessments:{worker.pk}:{newest.case.pk}:{newest.person_id or ''}:{newest.due_on}"
    notify(
        actor=actor,
        to=worker.email,
        user=worker,
        kind="assessments_due",
        context={
            "number": len(rows),
            "cases": sorted({row.case.number for row in rows}),
            "page": address("/rodziny/oceny/"),
        },
        about="assessments",
        key=key,
    )
