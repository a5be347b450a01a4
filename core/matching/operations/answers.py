"""Answering a deciding question on the spot."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from core.audit.operations import record
from core.families.models import Case, Person
from core.families.queries import members_of
from core.matching.enums import FactSource
from core.matching.errors import NeedDayError, UnknownNeedChoiceError
from core.matching.models import HouseholdFact, fact_index_of
from core.matching.permissions import require_writer
from core.matching.rules.answers import checked_answer, scope_of, sealed_body
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


@transaction.atomic
def answer(
    *,
    actor: Actor,
    case: Case,
    kind: str,
    value: Any,
    code: str = "",
    person: Person | None = None,
    source: str = FactSource.SAID.value,
    stated_on: date | None = None,
) -> HouseholdFact:
    """Keep what the family said or a paper shows, in the place of what was known before.

    Raises `NotAnswerableError` for what stands in the family's record, and what says how to answer.
    """
    require_writer(actor, case)
    if source not in FactSource.values:
        raise UnknownNeedChoiceError(value=source)
    kept = checked_answer(kind, code, value)
    whose = person if person is not None and scope_of(kind, "x") else None
    if whose is not None and whose.pk not in {member.person_id for member in members_of(case)}:
        raise NotVisibleError
    today = clock.today()
    day = stated_on or today
    if not case.opened_on <= day <= today:
        raise NeedDayError(opened_on=case.opened_on.strftime("%d.%m.%Y"))
    list(Case.objects.select_for_update().filter(pk=case.pk).values_list("pk"))
    about = fact_index_of(kind, code)
    fact = HouseholdFact.objects.filter(case=case, person=whose, about=about).first()
    fact = fact or HouseholdFact(case=case, person=whose, about=about)
    fact.body = sealed_body(kind, code, kept)
    fact.source, fact.stated_on, fact.recorded_by_id = source, day, actor.user_id
    fact.save()
    # Which question was asked is itself sensitive: the log says that one was answered.
    record(actor, "matching.question_answered", fact, case=case.pk, source=source)
    return fact


@transaction.atomic
def forget(*, actor: Actor, fact: HouseholdFact) -> None:
    """Take an answer back: the question is open again."""
    require_writer(actor, fact.case)
    record(actor, "matching.answer_taken_back", fact, case=fact.case_id)
    HouseholdFact.objects.filter(pk=fact.pk).delete()
