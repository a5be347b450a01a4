"""A person of the family says on their own page how it stands, in numbers and words of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from core.assessments.errors import NothingAssessedError
from core.assessments.models import OwnReading
from core.assessments.queries.forms import form_in_force
from core.assessments.rules.readings import Entry, checked_entries
from core.audit.operations import record
from core.families.models import Case
from core.families.permissions import require_open
from core.families.queries import case_of_person, own_person
from core.privacy.errors import NoAgreementError
from core.privacy.queries import own_agreement
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


@dataclass(frozen=True)
class OwnWord:
    """One domain: a number from nought to ten, and words where there are some."""

    domain: str
    number: int
    words: str = ""


@transaction.atomic
def say_own_readings(*, actor: Actor, words: Iterable[OwnWord]) -> list[OwnReading]:
    """Keep a person's own numbers; said twice on one day the later word stands.

    By the person, taking part, while the case is open. Raises `NoAgreementError`, `NothingAssessedError`,
    `ReadingRangeError`, `TextTooLongError`, `UnknownDomainError`, `CaseClosedError`.
    """
    person = own_person(actor)
    case = case_of_person(person.pk)
    if case is None or not actor.may_use("families:write"):
        raise NotVisibleError
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require_open(case)
    if own_agreement(actor) is None:
        raise NoAgreementError
    entries = [Entry(one.domain, family=one.number, strengths=one.words) for one in words]
    kept = checked_entries(form_in_force(), entries, one_person=True)
    if not kept:
        raise NothingAssessedError
    said = []
    for entry in kept:
        row = OwnReading.objects.filter(person=person, domain=entry.domain, said_on=clock.today()).first()
        row = row or OwnReading(case=case, person=person, domain=entry.domain, said_on=clock.today())
        row.number, row.words = entry.family or 0, entry.strengths.strip()
        row.save()
        said.append(row)
    record(actor, "assessments.own_readings_said", person, domains=[entry.domain for entry in kept])
    return said
