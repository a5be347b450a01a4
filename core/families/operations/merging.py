"""One person written down twice: the second record is put to the first, and can be taken apart again.

Only a record without a word of its own (no consent, no step, no account) is put to another: what somebody
said must not change whose it is. Whoever has such records on both sides corrects one of them instead.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from core.audit.operations import record
from core.families.errors import (
    LivesElsewhereError,
    MergeDiffersError,
    MergeLeadError,
    MergeRecordsError,
    MergeUndoneError,
)
from core.families.models import Case, HouseholdMember, Person, PersonMerge
from core.families.operations.writing import lock, touch
from core.families.permissions import require_leader, require_open
from core.families.queries import person_visible, persons_ever_visible_to
from core.reference.grounds import HouseholdRole
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError

_FACTS: Final = ("pesel", "born_on", "sex")


@transaction.atomic
def merge_persons(*, actor: Actor, case: Case, kept: Person, dropped: Person) -> PersonMerge:
    """Put a second record of a person to the one that stays in this case; both must be the actor's to see.

    Empty facts of the kept record are filled; past times in other households become the kept person's. The
    same two put together twice are one merge. Raises `MergeRecordsError`, `MergeDiffersError`,
    `MergeLeadError`, `LivesElsewhereError`, `CaseClosedError`.
    """
    require_leader(actor, case)
    lock(case)
    require_open(case)
    person_visible(actor, case, kept.pk)
    if kept.pk == dropped.pk or not persons_ever_visible_to(actor).filter(pk=dropped.pk).exists():
        raise NotVisibleError
    locked = Person.objects.select_for_update(of=("self",)).order_by("pk")
    rows = {person.pk: person for person in locked.filter(pk__in=[kept.pk, dropped.pk])}
    stays, goes = rows[kept.pk], rows[dropped.pk]
    standing = PersonMerge.objects.filter(dropped=goes, undone_at__isnull=True).first()
    if standing is not None and standing.kept_id == stays.pk:
        return standing
    _check(stays, goes)
    merge = PersonMerge(case=case, kept=stays, dropped=goes, made_at=clock.now(), made_by_id=actor.user_id)
    _take_times(merge, stays, goes)
    _fill(merge, stays, goes)
    merge.save(force_insert=True)
    touch(case)
    record(actor, "families.persons_merged", stays, dropped=str(goes.pk), filled=merge.filled)
    return merge


@transaction.atomic
def undo_merge(*, actor: Actor, merge: PersonMerge) -> PersonMerge:
    """Take two records apart again: each has what it had. Raises `MergeUndoneError`."""
    require_leader(actor, merge.case)
    locked = PersonMerge.objects.select_for_update(of=("self",)).select_related("case").get(pk=merge.pk)
    lock(locked.case)
    if locked.undone_at is not None:
        raise MergeUndoneError
    rows = Person.objects.select_for_update(of=("self",)).order_by("pk")
    persons = {person.pk: person for person in rows.filter(pk__in=[locked.kept_id, locked.dropped_id])}
    kept, dropped = persons[locked.kept_id], persons[locked.dropped_id]
    HouseholdMember.objects.filter(pk__in=locked.moved, person=kept).update(person=dropped)
    for pk, ended in locked.shut.items():
        HouseholdMember.objects.filter(pk=pk).update(ends_on=date.fromisoformat(ended) if ended else None)
    _give_back(locked, kept, dropped)
    locked.undone_at, locked.undone_by_id = clock.now(), actor.user_id
    locked.save(update_fields=["undone_at", "undone_by"])
    touch(locked.case)
    record(actor, "families.merge_undone", kept, dropped=str(dropped.pk))
    return locked


def _check(kept: Person, dropped: Person) -> None:
    """A record that another was put to, or that was put to another, is taken apart first."""
    merged = PersonMerge.objects.filter(Q(kept=dropped) | Q(dropped=dropped), undone_at__isnull=True)
    if dropped.user_id is not None or merged.exists() or _has_records(dropped):
        raise MergeRecordsError
    for name in _FACTS:
        mine, other = getattr(kept, name), getattr(dropped, name)
        if mine and other and mine != other:
            raise MergeDiffersError


def _has_records(person: Person) -> bool:
    """Whether anything beside times in households hangs on a record."""
    for relation in Person._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete:
            continue
        found: Any = relation
        model, field = found.related_model, found.field.name
        if model in (HouseholdMember, PersonMerge):
            continue
        if model.objects.filter(**{field: person.pk}).exists():
            return True
    return False


def _take_times(merge: PersonMerge, kept: Person, dropped: Person) -> None:
    """Times in the same household end with their first day; past ones elsewhere become the kept person's.

    The kept person lives in the household of the case, so that nobody can live anywhere else.
    """
    today = clock.today()
    here = set(kept.memberships.values_list("household", flat=True))
    for stay in list(dropped.memberships.order_by("starts_on", "pk")):
        standing = stay.ends_on is None or stay.ends_on > today
        if stay.household_id in here:
            if standing and stay.role == HouseholdRole.LEAD:
                raise MergeLeadError
            merge.shut[str(stay.pk)] = stay.ends_on.isoformat() if stay.ends_on else ""
            stay.ends_on = stay.starts_on
            stay.save(update_fields=["ends_on"])
            continue
        if standing:
            raise LivesElsewhereError
        stay.person = kept
        stay.save(update_fields=["person"])
        merge.moved.append(str(stay.pk))


def _fill(merge: PersonMerge, kept: Person, dropped: Person) -> None:
    merge.filled = [name for name in _FACTS if getattr(dropped, name) and not getattr(kept, name)]
    values = {name: getattr(dropped, name) for name in merge.filled}
    if "pesel" in values:  # a number belongs to one record at a time
        dropped.pesel = None
        dropped.save()
    for name, value in values.items():
        setattr(kept, name, value)
    kept.version += 1
    kept.save()


def _give_back(merge: PersonMerge, kept: Person, dropped: Person) -> None:
    values = {name: getattr(kept, name) for name in merge.filled}
    for name in merge.filled:
        setattr(kept, name, "" if name == "sex" else None)
    kept.version += 1
    kept.save()
    if "pesel" in values:
        dropped.pesel = values["pesel"]
        dropped.save()
