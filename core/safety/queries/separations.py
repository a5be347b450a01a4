"""Separations: told to the leading worker alone; to every other reader they are a filter, never a fact."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from core.families import queries as families
from core.families.models import Case, Person
from core.safety import rules
from core.safety.errors import TogetherError
from core.safety.models import OpenedRecord, SeparateProcedure, Separation
from core.safety.rules import Wall
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.loading import attach


def separations_of(actor: Actor, case: Case) -> list[Separation]:
    """Separations of a case that the actor leads, ended and mistaken ones too, the newest first."""
    if not families.leads(actor, case):
        raise NotVisibleError
    found = Separation.objects.filter(case__household=case.household_id)
    return list(found.select_related("kept_from", "protected").order_by("-starts_on", "-created_at", "pk"))


def separations_visible_to(actor: Actor) -> QuerySet[Separation]:
    """Separations of the cases that the actor leads."""
    found = Separation.objects.filter(case__in=families.led_cases(actor))
    return found.order_by("-starts_on", "-created_at", "pk")


def separation_visible(actor: Actor, case: Case, separation_id: UUID | str) -> Separation:
    """One separation of a case that the actor leads, or `NotVisibleError`."""
    for one in separations_of(actor, case):
        if str(one.pk) == str(separation_id):
            return one
    raise NotVisibleError


def standing_in(case: Case, on: date | None = None, known: Iterable[Person] = ()) -> list[Separation]:
    """Separations in force in the household of a case on a day (today); for operations, takes no actor."""
    found = Separation.objects.on(on or clock.today()).filter(case__household=case.household_id)
    rows = list(found.order_by("starts_on", "created_at", "pk"))
    attach(rows, "kept_from", "protected", known=known)
    return rows


def wall_of(person_id: UUID, on: date | None = None) -> Wall:
    """What stands between one reader and the household today; two queries."""
    found = Separation.objects.valid().filter(Q(kept_from=person_id) | Q(protected=person_id))
    history = [one.apart for one in found.order_by("starts_on", "pk")]
    opened: list[UUID] = []
    if any(one.kept_from == person_id for one in history):
        rows = OpenedRecord.objects.filter(person=person_id).order_by("created_at", "pk")
        opened = list(rows.values_list("record_id", flat=True))
    return rules.wall_of(person_id, history, opened, on or clock.today())


def hidden_from(person_id: UUID, on: date | None = None) -> frozenset[UUID]:
    """Persons of whom a reader may know nothing, not even that they exist in the case."""
    return wall_of(person_id, on).hidden


def is_kept_apart(one: UUID, other: UUID, on: date | None = None) -> bool:
    """Whether two persons are separated, whoever from whom: neither may speak or sign for the other."""
    return other in wall_of(one, on).beside


def own_records(wall: Wall, owner: str = "for_person", *, record: str = "pk", made: str = "created_at") -> Q:
    """`Wall.shows` for many rows at once: `owner`, `record` and `made` are paths to the fields."""
    own = Q(**{owner: wall.reader})
    common = Q(**{f"{owner}__isnull": True})
    if wall.shared_since == date.min:
        return own | common
    shown = Q(**{f"{record}__in": list(wall.opened)})
    if wall.shared_since is not None:
        shown |= Q(**{f"{made}__gte": _beginning(wall.shared_since)})
    return own | common & shown


def own_meetings(
    wall: Wall, attendance: QuerySet[Model], *, meeting: str, person: str, held: str = "held_on"
) -> Q:
    """`Wall.shows_meeting` for many meetings: `meeting` and `person` are paths within `attendance`."""
    if wall.together_since == date.min:
        return Q()
    here = attendance.order_by().filter(**{meeting: OuterRef("pk")})
    own = Q(Exists(here.filter(**{person: wall.reader})))
    apart = ~Q(Exists(here.filter(**{f"{person}__in": list(wall.ever_beside)})))
    if wall.together_since is None:
        return own & apart
    return Q(**{f"{held}__gte": wall.together_since}) | (own & apart)


def check_together(case: Case, persons: Iterable[UUID], on: date | None = None) -> None:
    """Raise `TogetherError`, with both names for the leader, when two of the persons are separated."""
    day = on or clock.today()
    standing = standing_in(case, day)
    named = {one.kept_from_id: one.kept_from for one in standing}
    named |= {one.protected_id: one.protected for one in standing}
    for clash in rules.clashes(persons, [one.apart for one in standing], day):
        raise TogetherError(one=named[clash.protected].full_name, other=named[clash.kept_from].full_name)


def opened_of(actor: Actor, case: Case, person: Person) -> set[UUID]:
    """Common records that the leader opened to a separated person."""
    if not families.leads(actor, case):
        raise NotVisibleError
    return set(OpenedRecord.objects.filter(person=person).order_by().values_list("record_id", flat=True))


def separate_procedure_of(actor: Actor, case: Case) -> SeparateProcedure | None:
    """The flag of a case that the actor leads; to everybody else there is none."""
    if not families.leads(actor, case):
        return None
    found: SeparateProcedure | None = SeparateProcedure.objects.filter(
        case=case, ends_on__isnull=True
    ).first()
    return found


def separate_procedures_visible_to(actor: Actor) -> QuerySet[SeparateProcedure]:
    """Flags of the cases that the actor leads."""
    found = SeparateProcedure.objects.filter(case__in=families.led_cases(actor))
    return found.order_by("-starts_on", "pk")


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())
