"""Who may be written down already: looked for within the town, among what the asker may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from core.families.models import Case, HouseholdMember, Person, PersonMerge
from core.families.queries.cases import led_cases
from core.families.rules.alike import Named, alike
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


@dataclass(frozen=True)
class Alike:
    """A person on record who may be the one that is being written down, and their case."""

    person: Person
    case: Case


class Known:
    """The persons of the cases that an actor leads, loaded once and compared with many."""

    def __init__(self, actor: Actor) -> None:
        cases = led_cases(actor).select_related("household").order_by("closed_on", "opened_on")
        self._case = {case.household_id: case for case in cases}
        self._by_day: dict[date | None, list[tuple[Named, HouseholdMember]]] = defaultdict(list)
        self._all: dict[str, list[tuple[Named, HouseholdMember]]] = defaultdict(list)
        members = HouseholdMember.objects.filter(household__in=led_cases(actor).values("household"))
        seen: set[tuple[UUID, UUID]] = set()
        for member in members.select_related("person").order_by("-starts_on", "pk"):
            if (member.household_id, member.person_id) in seen:
                continue
            seen.add((member.household_id, member.person_id))
            person = member.person
            named = Named.of(person.first_name, person.last_name, person.born_on)
            self._by_day[person.born_on].append((named, member))
            self._all[named.words].append((named, member))

    def like(self, first_name: str, last_name: str, born_on: date | None) -> list[Alike]:
        """Persons who may be this one."""
        wanted = Named.of(first_name, last_name, born_on)
        return [
            Alike(member.person, self._case[member.household_id])
            for named, member in self._near(wanted)
            if alike(wanted, named)
        ]

    def _near(self, wanted: Named) -> Iterator[tuple[Named, HouseholdMember]]:
        """Those with the same day of birth, and those of the same name with another or no day."""
        if wanted.born_on is not None:
            yield from self._by_day[wanted.born_on]
        for named, member in self._all[wanted.words]:
            if wanted.born_on is None or named.born_on != wanted.born_on:
                yield named, member


def twins_visible(actor: Actor, person: Person) -> list[Alike]:
    """Records among the cases that the actor leads that may be the same human being."""
    found = alike_visible(actor, [(person.first_name, person.last_name, person.born_on)])
    merged = set(PersonMerge.objects.filter(undone_at__isnull=True).values_list("dropped", flat=True))
    return [one for one in found if one.person.pk != person.pk and one.person.pk not in merged]


def put_to(person: Person) -> list[Person]:
    """Records of the same human being that were put to this one; takes no actor."""
    standing = PersonMerge.objects.filter(kept=person, undone_at__isnull=True)
    return list(Person.objects.filter(pk__in=standing.order_by().values("dropped")).order_by("pk"))


def is_put_to_another(person: Person) -> bool:
    """Whether a record was put to another one, which speaks for the human being since."""
    return PersonMerge.objects.filter(dropped=person, undone_at__isnull=True).exists()


def merges_visible_to(actor: Actor) -> QuerySet[PersonMerge]:
    """Records put together in cases that the actor leads, taken apart ones too, the newest first."""
    return PersonMerge.objects.filter(case__in=led_cases(actor)).order_by("-made_at", "-pk")


def merges_of(actor: Actor, case: Case) -> list[PersonMerge]:
    """Records put together in a case that the actor leads and not taken apart since."""
    standing = merges_visible_to(actor).filter(case=case, undone_at__isnull=True)
    return list(standing.select_related("kept", "dropped", "case"))


def merge_visible(actor: Actor, merge_id: UUID | str) -> PersonMerge:
    """One of them, or `NotVisibleError`."""
    found = merges_visible_to(actor).select_related("case", "kept", "dropped").filter(pk=merge_id).first()
    if found is None:
        raise NotVisibleError
    return found


def alike_visible(actor: Actor, persons: Iterable[tuple[str, str, date | None]]) -> list[Alike]:
    """Persons of the cases that the actor leads who may be one of these, each once."""
    known = Known(actor)
    found: dict[UUID, Alike] = {}
    for first_name, last_name, born_on in persons:
        for one in known.like(first_name, last_name, born_on):
            found.setdefault(one.person.pk, one)
    return list(found.values())
