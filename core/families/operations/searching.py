"""Is somebody with this PESEL known in the town? A right of its own, told sparingly and always noted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.db import transaction

from core.audit.operations import record
from core.families.errors import TooManySearchesError
from core.families.models import Case, HouseholdMember, Person
from core.families.permissions import require_pesel_search
from core.families.queries import leads
from core.shared.actor import Actor
from core.shared.identifiers import checked_pesel

MOST_AN_HOUR: Final = 60
_HOUR: Final = 3600


@dataclass(frozen=True)
class PeselAnswer:
    """What the one who asks may know: their own case, or only whom to talk to, or nothing."""

    own_case: Case | None = None
    person: Person | None = None
    contact: str = ""
    contact_email: str = ""

    @property
    def known(self) -> bool:
        """Whether somebody with the number is on record here."""
        return self.own_case is not None or bool(self.contact)


@transaction.atomic
def search_pesel(*, actor: Actor, pesel: str) -> PeselAnswer:
    """Whether somebody with a PESEL is known here, and by whom.

    In the actor's own case it gives the case; else no more than the name of the worker to ask. Raises
    `BadPeselError`, `TooManySearchesError`, and `NotVisibleError` without the right.
    """
    require_pesel_search(actor)
    number = checked_pesel(pesel)
    _count(actor)
    answer = known_by_pesel(actor, number)
    record(actor, "families.pesel_searched", answer.own_case, known=answer.known)
    return answer


def known_by_pesel(actor: Actor, number: str) -> PeselAnswer:
    """The answer without a note of it; for what notes it itself. The newest open case speaks first."""
    person = Person.objects.with_pesel(number).first()
    if person is None:
        return PeselAnswer()
    homes = HouseholdMember.objects.filter(person=person).values("household")
    cases = list(Case.objects.filter(household__in=homes).select_related("household", "social_worker"))
    cases.sort(key=lambda case: (leads(actor, case), case.closed_on is None, case.opened_on), reverse=True)
    if not cases:
        return PeselAnswer()
    first = cases[0]
    if leads(actor, first):
        return PeselAnswer(own_case=first, person=person)
    return PeselAnswer(contact=str(first.social_worker.name), contact_email=str(first.social_worker.email))


def _count(actor: Actor) -> None:
    """Numbers cannot be tried out one after the other."""
    key = f"families:pesel:{actor.tenant}:{actor.user_id}"
    cache.add(key, 0, timeout=_HOUR)
    if cache.incr(key) > MOST_AN_HOUR:
        raise TooManySearchesError(most=MOST_AN_HOUR)
