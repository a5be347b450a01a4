"""A person's own numbers: for that person, and for who leads the case."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from core.assessments.models import OwnReading
from core.families import queries as families
from core.families.models import Case, Person
from core.shared.actor import Actor
from core.shared.enums import Role


def own_readings_visible_to(actor: Actor) -> QuerySet[OwnReading]:
    """Own numbers that the actor may read, the newest first; none of another person of the household."""
    found = OwnReading.objects.filter(case__in=families.led_cases(actor))
    if actor.has(Role.FAMILY_MEMBER) and actor.person_id is not None:
        found = found | OwnReading.objects.filter(person=actor.person_id)
    return found.select_related("person").order_by("-said_on", "-pk")


def last_of_own(actor: Actor) -> dict[str, OwnReading]:
    """The acting person's last word on each domain."""
    return _last(own_readings_visible_to(actor).filter(person=actor.person_id))


def last_beside(actor: Actor, case: Case, persons: Iterable[Person] | None = None) -> list[OwnReading]:
    """The last word of each person (or of some) on each domain, for who leads the case."""
    found = own_readings_visible_to(actor).filter(case=case)
    if persons is not None:
        found = found.filter(person__in=[person.pk for person in persons])
    last: dict[tuple[object, str], OwnReading] = {}
    for row in found:
        last.setdefault((row.person_id, row.domain), row)
    return list(last.values())


def _last(rows: Iterable[OwnReading]) -> dict[str, OwnReading]:
    found: dict[str, OwnReading] = {}
    for row in rows:
        found.setdefault(row.domain, row)
    return found
