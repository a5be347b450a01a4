"""The register of requests: received, due, extended, answered; reminders before the month is over."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.families.models import Case, Person
from core.identity.queries import staff_with
from core.notifications.operations import notify
from core.privacy.operations.authorisations import restrict
from core.rights.enums import RequestKind, RequestOutcome, RequestWay
from core.rights.errors import AnswerMissingError, ExtensionError, RequestAnsweredError, RequestDayError
from core.rights.models import DataSubjectRequest
from core.rights.permissions import require_of_person, require_worker_or_answering
from core.rights.queries import is_erased, request_visible
from core.rights.queries.who import ANSWERING, is_the_person
from core.rights.rules import deadlines
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.errors import ConflictError
from core.shared.ids import uuid7


@transaction.atomic
def receive_request(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    kind: str,
    content: str = "",
    way: str = RequestWay.IN_PERSON.value,
    received_on: date | None = None,
    key: UUID | None = None,
) -> DataSubjectRequest:
    """Write down what a person asks about their data; the month begins on the day it came.

    A request for restriction takes effect at once. The same `key` twice is one request.
    """
    require_of_person(actor, case, person)
    if key is not None and (known := DataSubjectRequest.objects.filter(pk=key).first()) is not None:
        return request_visible(actor, known.pk)
    own = is_the_person(actor, person)
    day = clock.today() if own else received_on or clock.today()
    if day > clock.today():
        raise RequestDayError
    request = DataSubjectRequest.objects.create(
        pk=key or uuid7(),
        person=person,
        case=case,
        kind=RequestKind(kind),
        way=RequestWay.OWN_PAGE if own else RequestWay(way),
        content=content.strip(),
        received_on=day,
        due_on=deadlines.answer_due(day),
        recorded_by_id=actor.user_id,
    )
    record(actor, "rights.request_received", request, kind=request.kind, due_on=request.due_on)
    if request.kind == RequestKind.RESTRICTION:
        restrict(actor=actor, case=case, person=person)
    return request


@transaction.atomic
def extend_request(*, actor: Actor, request: DataSubjectRequest, reason: str) -> DataSubjectRequest:
    """Take two more months, once, with the reason that the person is told (art. 12(3))."""
    require_worker_or_answering(actor, request.case)
    locked = _open(request)
    if locked.extended_on is not None or not reason.strip() or clock.today() > locked.due_on:
        raise ExtensionError
    locked.extended_because, locked.extended_on = reason.strip(), clock.today()
    locked.due_on = deadlines.extended_due(locked.received_on)
    locked.version += 1
    locked.save(update_fields=["extended_because", "extended_on", "due_on", "version"])
    record(actor, "rights.request_extended", locked, due_on=locked.due_on)
    return locked


@transaction.atomic
def answer_request(
    *, actor: Actor, request: DataSubjectRequest, outcome: str, answer: str, version: int | None = None
) -> DataSubjectRequest:
    """Close a request with its outcome and what the person was told; by the worker or the director."""
    require_worker_or_answering(actor, request.case)
    locked = _open(request)
    if version is not None and version != locked.version:
        raise ConflictError
    told = answer.strip()
    if not told and not is_erased(locked.case):
        raise AnswerMissingError
    if not is_erased(locked.case):
        locked.answer = told
    locked.outcome = RequestOutcome(outcome)
    locked.answered_on, locked.answered_by_id = clock.today(), actor.user_id
    locked.version += 1
    locked.save(update_fields=["answer", "outcome", "answered_on", "answered_by", "version"])
    record(actor, "rights.request_answered", locked, outcome=locked.outcome)
    return locked


@transaction.atomic
def remind_due(*, actor: Actor) -> int:
    """Tell the leading worker and who answers for the town of a month that ends; once a reminder."""
    today = clock.today()
    sent = 0
    waiting = DataSubjectRequest.objects.filter(answered_on__isnull=True).select_related(
        "case__social_worker"
    )
    answering = [user for role in ANSWERING for user in staff_with(role)]
    for request in waiting.order_by("due_on", "pk"):
        left = deadlines.reminder_for(request.due_on, today)
        if left is None:
            continue
        for user in {one.pk: one for one in (request.case.social_worker, *answering)}.values():
            notify(
                actor=actor,
                to=user.email,
                user=user,
                kind="data_request_due",
                context={
                    "case": request.case.number,
                    "due_on": request.due_on,
                    "late": today > request.due_on,
                    "page": address("/zadania-danych/"),
                },
                key=f"data-request:{request.pk}:{left}:{request.due_on}:{user.pk}",
                about=f"rights.request:{request.pk}",
            )
            sent += 1
    return sent


def _open(request: DataSubjectRequest) -> DataSubjectRequest:
    locked = (
        DataSubjectRequest.objects.select_for_update(of=("self",)).select_related("case").get(pk=request.pk)
    )
    if locked.answered_on is not None:
        raise RequestAnsweredError
    return locked
