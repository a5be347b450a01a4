"""A talk about strengths and needs: begun, saved as often as one likes, finished once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from core.assessments.enums import AssessmentState
from core.assessments.errors import (
    AgreementFirstError,
    AlreadyFinishedError,
    NobodyTookPartError,
    TextTooLongError,
)
from core.assessments.models import Answer, Assessment, AssessmentParticipant, Reading
from core.assessments.operations.forms import version_to_ask_by
from core.assessments.permissions import require_assessor
from core.assessments.rules.readings import (
    LONGEST_TEXT,
    Entry,
    check_day,
    check_finish,
    checked_answers,
    checked_entries,
)
from core.audit.operations import record
from core.families.models import Case, Person
from core.families.operations import mark_assessed
from core.families.queries import persons_of
from core.families.rules import is_adult
from core.privacy.queries import has_agreement
from core.safety.queries import check_together
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.ids import uuid7


@dataclass(frozen=True)
class AssessmentData:
    """All that a page or a program sends of an assessment; what is left out is empty."""

    held_on: date
    took_part: Sequence[Person] = ()
    others: str = ""
    words: str = ""
    entries: Sequence[Entry] = ()
    answers: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def start_assessment(
    *,
    actor: Actor,
    case: Case,
    person: Person | None = None,
    held_on: date | None = None,
    took_part: Sequence[Person] = (),
    others: str = "",
    key: UUID | None = None,
) -> Assessment:
    """Begin a talk with the family, or with one person; the draft that waits already is given back.

    Raises `AgreementFirstError` before the family (or the person, of age) agreed to take part,
    `AssessmentDayError`, `NotVisibleError` for somebody of another household.
    """
    require_assessor(actor, case)
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if key is not None and (known := Assessment.objects.filter(pk=key).first()) is not None:
        if known.case_id != case.pk:
            raise NotVisibleError
        return known
    day = held_on or clock.today()
    _check_agreed(locked, person, day)
    _check_at_home(locked, [*([person] if person else []), *took_part])
    waiting = Assessment.objects.filter(case=locked, person=person, state=AssessmentState.DRAFT).first()
    if waiting is not None:
        return waiting
    assessment = Assessment.objects.create(
        pk=key or uuid7(),
        case=locked,
        person=person,
        form=version_to_ask_by(actor),
        held_on=day,
        worker_id=actor.user_id,
        others=_checked_text(others),
    )
    write_participants(assessment, took_part or ([person] if person else []))
    record(actor, "assessments.started", assessment, case=str(case.pk), one_person=person is not None)
    return assessment


@transaction.atomic
def save_draft(
    *, actor: Actor, assessment: Assessment, data: AssessmentData, version: int | None = None
) -> Assessment:
    """Keep what was said so far, in the place of what the draft held.

    `version` is the one that was read: somebody else's change meanwhile raises `ConflictError`.
    """
    locked = locked_for_writing(actor, assessment, None)
    if locked.state != AssessmentState.DRAFT:
        raise AlreadyFinishedError
    if version is not None and version != locked.version:
        if not _says_the_same(locked, data):
            raise ConflictError
        return locked  # the answer to the same save was lost on its way
    _write(locked, data)
    return locked


@transaction.atomic
def finish_assessment(
    *,
    actor: Actor,
    assessment: Assessment,
    data: AssessmentData | None = None,
    version: int | None = None,
) -> Assessment:
    """Close the talk, saving `data` first when given; finishing twice is finishing once.

    The first one takes the case on to the stage of assessment.

    Raises `NobodyTookPartError`, `NothingAssessedError`, `AnswerRequiredError`.
    """
    if _is_finished(actor, assessment):
        return assessment
    locked = locked_for_writing(actor, assessment, version)
    if data is not None:
        _write(locked, data)
    check_complete(locked)
    locked.state, locked.finished_at = AssessmentState.FINISHED, clock.now()
    locked.version += 1
    locked.save(update_fields=["state", "finished_at", "version"])
    mark_assessed(actor=actor, case=locked.case, on=locked.held_on)
    record(actor, "assessments.finished", locked, case=str(locked.case_id), held_on=locked.held_on)
    return locked


@transaction.atomic
def discard_draft(*, actor: Actor, assessment: Assessment) -> None:
    """Throw away a talk that did not take place; a finished one stays."""
    locked = locked_for_writing(actor, assessment, None)
    if locked.state != AssessmentState.DRAFT:
        raise AlreadyFinishedError
    record(actor, "assessments.discarded", locked, case=str(locked.case_id))
    locked.delete()


def locked_for_writing(actor: Actor, assessment: Assessment, version: int | None) -> Assessment:
    """The row, locked, for the leader of its open case, and as the writer read it."""
    require_assessor(actor, assessment.case)
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("form", "case", "person")
    locked = rows.filter(pk=assessment.pk).first()
    if locked is None:
        raise NotVisibleError
    if version is not None and version != locked.version:
        raise ConflictError
    return locked


def check_complete(assessment: Assessment) -> None:
    """Whether the saved content may stand as finished."""
    if not assessment.took_part.exists():
        raise NobodyTookPartError
    entries = [
        Entry(row.domain, row.worker, row.family, row.strengths, row.needs)
        for row in assessment.readings.all()
    ]
    answers = {row.question: row.value for row in assessment.answers.all()}
    check_finish(assessment.form.form, entries, answers)


def write_content(assessment: Assessment, data: AssessmentData) -> None:
    """Put `data` in the place of what the assessment held; a domain keeps its row and so its id."""
    one_person = assessment.person_id is not None
    form = assessment.form.form
    entries = checked_entries(form, data.entries, one_person=one_person)
    answers = checked_answers(form, data.answers, one_person=one_person)
    _check_agreed(assessment.case, assessment.person, data.held_on)
    _check_at_home(assessment.case, data.took_part, assessment)
    assessment.held_on = data.held_on
    assessment.others, assessment.words = _checked_text(data.others), _checked_text(data.words)
    _write_readings(assessment, entries)
    _write_answers(assessment, answers)
    write_participants(assessment, data.took_part)


def _write_readings(assessment: Assessment, entries: Sequence[Entry]) -> None:
    known = {row.domain: row for row in assessment.readings.all()}
    gone = known.keys() - {entry.domain for entry in entries}
    if gone:
        assessment.readings.filter(domain__in=gone).delete()
    for entry in entries:
        row = known.get(entry.domain) or Reading(assessment=assessment, domain=entry.domain)
        said = (entry.worker, entry.family, entry.strengths.strip(), entry.needs.strip())
        if row._state.adding or said != (row.worker, row.family, row.strengths, row.needs):  # noqa: SLF001
            row.worker, row.family, row.strengths, row.needs = said
            row.save()


def _write_answers(assessment: Assessment, answers: Mapping[str, str]) -> None:
    known = {row.question: row for row in assessment.answers.all()}
    gone = known.keys() - answers.keys()
    if gone:
        assessment.answers.filter(question__in=gone).delete()
    for question, value in answers.items():
        row = known.get(question) or Answer(assessment=assessment, question=question)
        if row._state.adding or row.value != value:  # noqa: SLF001
            row.value = value
            row.save()


def write_participants(assessment: Assessment, persons: Sequence[Person]) -> None:
    """Who of the family was there; persons who are kept apart are talked with one by one."""
    check_together(assessment.case, [person.pk for person in persons], assessment.held_on)
    wanted = {person.pk for person in persons}
    assessment.took_part.exclude(person__in=wanted).delete()
    there = set(assessment.took_part.values_list("person", flat=True))
    AssessmentParticipant.objects.bulk_create(
        AssessmentParticipant(assessment=assessment, person_id=key)
        for key in dict.fromkeys(person.pk for person in persons)
        if key not in there
    )


def _write(assessment: Assessment, data: AssessmentData) -> None:
    write_content(assessment, data)
    assessment.version += 1
    assessment.save(update_fields=["held_on", "others", "words", "version"])


def _says_the_same(assessment: Assessment, data: AssessmentData) -> bool:
    held = {
        (row.domain, row.worker, row.family, row.strengths, row.needs) for row in assessment.readings.all()
    }
    sent = {
        (one.domain, one.worker, one.family, one.strengths.strip(), one.needs.strip())
        for one in data.entries
        if not one.is_empty
    }
    answered = {row.question: row.value for row in assessment.answers.all()}
    return (
        (assessment.held_on, assessment.others, assessment.words)
        == (data.held_on, data.others.strip(), data.words.strip())
        and held == sent
        and answered == {code: value.strip() for code, value in data.answers.items() if value.strip()}
        and set(assessment.took_part.values_list("person", flat=True)) == {one.pk for one in data.took_part}
    )


def _is_finished(actor: Actor, assessment: Assessment) -> bool:
    require_assessor(actor, assessment.case)
    states = Assessment.objects.filter(pk=assessment.pk).values_list("state", flat=True)
    return states.first() not in (None, AssessmentState.DRAFT)


def _check_agreed(case: Case, person: Person | None, day: date) -> None:
    if case.agreed_on is None:
        raise AgreementFirstError
    if person is not None and is_adult(person.born_on, day) and not has_agreement(person):
        raise AgreementFirstError
    check_day(day, case.agreed_on, clock.today())


def _check_at_home(case: Case, persons: Sequence[Person], known: Assessment | None = None) -> None:
    """Only people of this household: who has moved out since stays where they were written down."""
    at_home = {person.pk for person in persons_of(case)}
    if known is not None:
        at_home |= set(known.took_part.values_list("person", flat=True))
    if not {person.pk for person in persons} <= at_home:
        raise NotVisibleError


def _checked_text(text: str) -> str:
    if len(text.strip()) > LONGEST_TEXT:
        raise TextTooLongError(longest=LONGEST_TEXT)
    return text.strip()
