"""The end of families' data: proposed by one person, carried out on the word of another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.documents.models import ReceivedFile
from core.documents.operations.issued import issue
from core.documents.operations.received import remove
from core.documents.queries import documents_of
from core.families import keys
from core.families.models import Case, Household, Person
from core.families.queries import belongs, erased_households, is_put_to_another
from core.rights import errors
from core.rights.enums import DisposalKind, DisposalStatus, Kept
from core.rights.models import Disposal, DisposalItem, RetentionClass
from core.rights.operations.clearing import clear_identifiers
from core.rights.operations.forgetting import forget_person
from core.rights.operations.outliving import remember
from core.rights.permissions import require_answering, require_worker_or_answering
from core.rights.queries.disposals import (
    disposal_visible,
    drafts_past_their_days,
    due_for_disposal,
    files_past_their_days,
    items_of,
    kept_until,
    on_hold,
    preview,
    preview_of_person,
    shorter_lived,
)
from core.rights.rules.retention import check_amount
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError, DomainError, NotVisibleError
from core.shared.integrity import refusing
from tenants.context import current

_ONCE = {
    "disposal_one_open": errors.DisposalStandsError,
    "disposal_one_open_a_person": errors.DisposalStandsError,
}
_REFUSALS: dict[str, type[DomainError]] = {
    "erased": errors.ErasedFamilyError,
    "hold": errors.OnHoldError,
    "open": errors.StillOpenError,
    "gone": errors.ErasedPersonError,
    "lives": errors.StillLivesError,
}


@dataclass(frozen=True)
class _Proposed:
    """A family, or one person of it, that should go."""

    household: Household
    due_on: date | None = None
    person: Person | None = None


@transaction.atomic
def propose_erasure(*, actor: Actor, case: Case, reason: str) -> Disposal:
    """Ask that a family's data go (art. 17); the leading worker or the director, never alone.

    Raises `StillOpenError`, `OnHoldError`, `ErasedFamilyError`, `DisposalStandsError`.
    """
    require_worker_or_answering(actor, case)
    household = _locked(case.household_id)
    _check(household.pk)
    return _propose(actor, DisposalKind.REQUEST, reason, [_Proposed(household)])


@transaction.atomic
def propose_person_erasure(*, actor: Actor, case: Case, person: Person, reason: str) -> Disposal:
    """Ask that the data of one person of a family go, the others' staying; approved like any disposal.

    Raises `StillLivesError`, `OnHoldError`, `ErasedFamilyError`, `ErasedPersonError`, `DisposalStandsError`.
    """
    require_worker_or_answering(actor, case)
    if not belongs(case, person) or is_put_to_another(person):
        raise NotVisibleError
    household = _locked(case.household_id)
    reason_to_keep = _reason_to_keep_person(Person.objects.select_for_update(of=("self",)).get(pk=person.pk))
    if reason_to_keep:
        raise _REFUSALS[reason_to_keep]
    return _propose(actor, DisposalKind.PERSON, reason, [_Proposed(household, person=person)])


@transaction.atomic
def propose_disposal_of_due(*, actor: Actor, reason: str) -> Disposal:
    """Ask that everything whose period has ended goes, except what is on hold: families, scans and drafts."""
    require_answering(actor)
    due = [one for one in due_for_disposal(actor) if not one.hold]
    if not due and not any(line.number for line in shorter_lived(actor)):
        raise errors.NothingDueError
    wanted = [_Proposed(one.household, one.may_go_on) for one in due]
    return _propose(actor, DisposalKind.RETENTION, reason, wanted)


@transaction.atomic
def approve_disposal(*, actor: Actor, disposal: Disposal) -> Disposal:
    """Carry a disposal out: keys are destroyed, identifiers cleared, a protocol without names is kept.

    By a director or the data protection officer, whoever of them did not propose it. What came under a hold,
    was reopened or fell under a longer period meanwhile is spared, and the protocol says so.
    """
    require_answering(actor)
    locked = _waiting(disposal)
    if actor.user_id is None or locked.proposed_by_id == actor.user_id:
        raise errors.SamePersonError
    now = clock.now()
    families: dict[UUID, datetime] = {}
    persons: dict[UUID, datetime] = {}
    for item in items_of(locked):
        item.spared_because = _spared(locked, item)
        item.open = False
        if not item.spared_because:
            item.erased_at = now
            if item.person is not None:
                gone = forget_person(actor=actor, person=item.person, at=now)
                persons |= dict.fromkeys((one.pk for one in gone), now)
            else:
                keys.destroy([item.household_id], now)
                clear_identifiers(item.household)
                families[item.household_id] = now
        item.save(update_fields=["spared_because", "open", "erased_at"])
    if locked.kind == DisposalKind.RETENTION:
        _sweep(actor, clock.today())
    locked.status, locked.settled_at, locked.settled_by_id = DisposalStatus.DONE, now, actor.user_id
    locked.save(update_fields=["status", "settled_at", "settled_by"])
    remember(families, persons)
    numbers = {"families": len(families), "persons": len(persons)}
    record(actor, "rights.disposal_done", locked, kind=locked.kind, **numbers)
    _protocol(actor, locked)
    return locked


@transaction.atomic
def reject_disposal(*, actor: Actor, disposal: Disposal) -> Disposal:
    """Leave everything as it is; the director, or who proposed it and thought again."""
    disposal_visible(actor, disposal.pk)
    locked = _waiting(disposal)
    if locked.proposed_by_id != actor.user_id:
        require_answering(actor)
    elif not actor.may_use("families:write"):
        raise NotVisibleError
    for item in locked.items.all():
        item.open = False
        item.save(update_fields=["open"])
    locked.status, locked.settled_at = DisposalStatus.REJECTED, clock.now()
    locked.settled_by_id = actor.user_id
    locked.save(update_fields=["status", "settled_at", "settled_by"])
    record(actor, "rights.disposal_rejected", locked)
    return locked


@transaction.atomic
def set_period(
    *, actor: Actor, kept: str, amount: int, symbol: str, version: int | None = None
) -> RetentionClass:
    """Say how long something is kept in this town, with its symbol in the index of files."""
    require_answering(actor)
    check_amount(Kept(kept).value, amount)
    row = RetentionClass.objects.select_for_update().filter(kept=kept).first()
    if version is not None and version != (row.version if row else 0):
        raise ConflictError
    if row is None:
        row = RetentionClass.objects.create(kept=kept, amount=amount, symbol=symbol.strip()[:20])
    else:
        row.amount, row.symbol, row.version = amount, symbol.strip()[:20], row.version + 1
        row.save(update_fields=["amount", "symbol", "version"])
    record(actor, "rights.period_set", row, kept=kept, amount=amount)
    return row


def _propose(actor: Actor, kind: DisposalKind, reason: str, wanted: Iterable[_Proposed]) -> Disposal:
    if not reason.strip():
        raise errors.DisposalReasonError
    made = Disposal.objects.create(
        kind=kind, reason=reason.strip(), proposed_at=clock.now(), proposed_by_id=actor.user_id
    )
    with refusing(_ONCE):
        for one in wanted:
            seen = preview(one.household) if one.person is None else preview_of_person(one.person)
            DisposalItem.objects.create(
                disposal=made,
                household=one.household,
                person=one.person,
                due_on=one.due_on,
                numbers=seen.numbers,
            )
    record(actor, "rights.disposal_proposed", made, kind=kind.value, families=made.items.count())
    return made


def _waiting(disposal: Disposal) -> Disposal:
    locked = Disposal.objects.select_for_update(of=("self",)).get(pk=disposal.pk)
    if locked.status != DisposalStatus.PROPOSED:
        raise errors.DisposalSettledError
    return locked


def _locked(household: UUID) -> Household:
    return Household.objects.select_for_update(of=("self",)).get(pk=household)


def _check(household: UUID) -> None:
    reason = _reason_to_keep(household)
    if reason:
        raise _REFUSALS[reason]


def _reason_to_keep(household: UUID) -> str:
    found = Household.objects.select_related("sealing_key").get(pk=household)
    if found.sealing_key.destroyed_at is not None:
        return "erased"
    if on_hold([household]):
        return "hold"
    return "open" if found.cases.filter(closed_on__isnull=True).exists() else ""


def _reason_to_keep_person(person: Person) -> str:
    """A hold on any family that the person belonged to, an open case where they live, or nothing left."""
    if person.erased_at is not None:
        return "gone"
    stays = list(person.memberships.values_list("household", "ends_on"))
    if on_hold([household for household, _ in stays]):
        return "hold"
    lives = [household for household, ends_on in stays if ends_on is None or ends_on > clock.today()]
    if Case.objects.filter(household__in=lives, closed_on__isnull=True).exists():
        return "lives"
    return "erased" if erased_households([person.home_id]) else ""


def _spared(disposal: Disposal, item: DisposalItem) -> str:
    household = _locked(item.household_id).pk
    if item.person is not None:
        return _reason_to_keep_person(item.person)
    reason = _reason_to_keep(household)
    if not reason and disposal.kind == DisposalKind.RETENTION:
        until = kept_until([household]).get(household)
        reason = "" if until is not None and until <= clock.today() else "period"
    return reason


def _sweep(actor: Actor, day: date) -> None:
    """Scans and drafts, whose periods are shorter than the case's."""
    for file in list(files_past_their_days(day)):
        remove(actor=actor, file=ReceivedFile.objects.defer("content").get(pk=file.pk), reason="retention")
    for _, drafts in drafts_past_their_days(day):
        drafts.delete()


def _protocol(actor: Actor, disposal: Disposal) -> None:
    rows: list[dict[str, Any]] = [
        {
            "number": ", ".join(sorted(case.number for case in item.household.cases.all())),
            "due_on": item.due_on.strftime("%d.%m.%Y") if item.due_on else "",
            "erased": item.erased_at is not None,
            "one": item.person_id is not None,
            "spared": item.spared_because,
            "unreadable": item.numbers.get("unreadable", 0),
            "numbers": item.numbers.get("numbers", 0),
        }
        for item in items_of(disposal)
    ]
    number = f"{disposal.pk.hex[-8:]}/{clock.today().year}"
    issue(
        actor=actor,
        template="disposal",
        number=number,
        subject=disposal,
        data={
            "number": number,
            "lead": str(getattr(current(), "organisation", "")),
            "kind": disposal.kind,
            "reason": disposal.reason,
            "proposed_by": disposal.proposed_by.name if disposal.proposed_by else "",
            "settled_by": disposal.settled_by.name if disposal.settled_by else "",
            "rows": rows,
        },
    )


def fetch_protocol(*, actor: Actor, disposal: Disposal) -> bytes:
    """The kept protocol of a disposal that the actor may see."""
    found = documents_of(disposal_visible(actor, disposal.pk), "disposal").first()
    if found is None:
        raise NotVisibleError
    return found.bytes
