"""A person's data for ESF+: entry, leaving, six months later, and what leaves for the funding institution."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.families.models import Case, Person
from core.families.operations.writing import lock
from core.families.permissions import require_leader
from core.families.queries import belongs
from core.indicators import participants
from core.indicators.enums import ExitResult, LastingResult, Vulnerability
from core.indicators.errors.funding import AlreadyParticipantError, FiguresBrokenError
from core.indicators.models import EsfParticipation
from core.indicators.queries.funding import Participant, participants_of, require_reporter, sums_of
from core.privacy.enums import Article6, Channel, DataCategory, Duty, Recipient
from core.privacy.operations.disclosing import disclose_by_law
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.ids import uuid7
from core.shared.integrity import refusing

# What a line of the report says of a person.
_TOLD: Final = (
    DataCategory.IDENTITY,
    DataCategory.EDUCATION,
    DataCategory.WORK,
    DataCategory.HOUSING,
    DataCategory.HEALTH,
    DataCategory.PATH,
)


@transaction.atomic
def record_entry(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    entry: participants.Entry,
    version: int | None = None,
    key: UUID | None = None,
) -> EsfParticipation:
    """Write down, or with `version` correct, how somebody stood on the first day; raises what
    `participants.check_entry` does, `AlreadyParticipantError`, `ConflictError`.
    """
    require_leader(actor, case)
    lock(case)
    if not belongs(case, person):
        raise NotVisibleError
    if key is not None and (known := EsfParticipation.objects.filter(pk=key, case=case).first()) is not None:
        return known
    participants.check_entry(
        entry, born_on=person.born_on, sex=person.sex, agreed_on=case.agreed_on, today=clock.today()
    )
    held = _locked(case, person)
    if held is None:
        held = EsfParticipation(pk=key or uuid7(), case=case, person=person)
    elif version is None:
        raise AlreadyParticipantError
    else:
        _require_version(held, version)
        held.version += 1
        if held.ended_on is not None:
            _check_results(held, entry.labour, entry.entered_on)
    held.entered_on, held.labour, held.isced = entry.entered_on, entry.labour, entry.isced
    for name in Vulnerability.values:
        setattr(held, name, entry.statements[name])
    held.support, held.recorded_by = entry.support.strip(), actor.name
    with refusing({"esf_once_a_case": AlreadyParticipantError}):
        held.save()
    record(actor, "indicators.esf_entry", case, participation=held.pk)
    return held


@transaction.atomic
def record_exit(
    *,
    actor: Actor,
    participation: EsfParticipation,
    left: participants.Exit,
    notes: str = "",
    version: int,
) -> EsfParticipation:
    """Write down the end and its results; raises what `participants.check_exit` does, `ConflictError`."""
    require_leader(actor, participation.case)
    held = _again(participation, version)
    participants.check_exit(left, entered_on=held.entered_on, labour=held.labour, today=clock.today())
    held.ended_on, held.as_planned, held.exit_on = left.ended_on, left.as_planned, left.asked_on
    for result in ExitResult.values:
        setattr(held, f"exit_{result}", result in left.results)
    held.notes, held.recorded_by = notes.strip(), actor.name
    held.version += 1
    held.save()
    record(actor, "indicators.esf_exit", held.case, participation=held.pk)
    return held


@transaction.atomic
def record_later(
    *,
    actor: Actor,
    participation: EsfParticipation,
    asked_on: date,
    results: Collection[str],
    version: int,
) -> EsfParticipation:
    """Write down how things stand six months later; raises what `participants.check_later` does."""
    require_leader(actor, participation.case)
    held = _again(participation, version)
    participants.check_later(
        asked_on, results, ended_on=held.ended_on, labour=held.labour, today=clock.today()
    )
    held.later_on = asked_on
    for result in LastingResult.values:
        setattr(held, f"later_{result}", result in results)
    held.recorded_by = actor.name
    held.version += 1
    held.save()
    record(actor, "indicators.esf_later", held.case, participation=held.pk)
    return held


@transaction.atomic
def take_out(*, actor: Actor, since: date, until: date) -> list[Participant]:
    """The participants of a span of days for the funding institution; each record says since when.

    It tells names and PESEL, so it goes through the one door and stands in each person's ledger. Regulation
    (EU) 2021/1057 has it told, not the person's word; who has had the use of their data restricted is left
    out. Raises `FiguresBrokenError` where the common indicators do not add up.
    """
    require_reporter(actor)
    wanted = participants_of(since, until)
    told = disclose_by_law(
        actor=actor,
        told=[_told(one.participation) for one in wanted],
        recipient=Recipient.FUNDER,
        categories=_TOLD,
        basis=Article6.DUTY,
        purpose=Duty.FUNDING_REPORT,
        channel=Channel.EXPORT,
    )
    found = [one for one in wanted if one.participation.person_id in told]
    broken = participants.broken_invariants(sums_of(found))
    if broken:
        raise FiguresBrokenError(sums=", ".join(broken))
    today = clock.today()
    EsfParticipation.objects.filter(pk__in=[one.participation.pk for one in found]).update(told_on=today)
    record(actor, "indicators.esf_taken_out", None, since=since, until=until, persons=len(found))
    return found


def _told(held: EsfParticipation) -> tuple[Case, Person, str]:
    return held.case, held.person, f"indicators.esf_participation:{held.pk}"


def _locked(case: Case, person: Person) -> EsfParticipation | None:
    return EsfParticipation.objects.select_for_update().filter(case=case, person=person).first()


def _again(participation: EsfParticipation, version: int) -> EsfParticipation:
    held = EsfParticipation.objects.select_for_update().select_related("case").get(pk=participation.pk)
    _require_version(held, version)
    return held


def _require_version(held: EsfParticipation, version: int) -> None:
    if held.version != version:
        raise ConflictError


def _check_results(held: EsfParticipation, labour: str, entered_on: date) -> None:
    """A corrected entry must not make what was said later impossible."""
    if held.ended_on is None:
        return
    today = clock.today()
    results = [each for each in ExitResult.values if getattr(held, f"exit_{each}")]
    left = participants.Exit(held.ended_on, bool(held.as_planned), held.exit_on, results)
    participants.check_exit(left, entered_on=entered_on, labour=labour, today=today)
    if held.later_on is not None:
        later = [each for each in LastingResult.values if getattr(held, f"later_{each}")]
        participants.check_later(held.later_on, later, ended_on=held.ended_on, labour=labour, today=today)
