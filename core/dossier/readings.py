"""What a partner may learn of assessments: the newest numbers of the domains that were opened to it.

A reading of one person needs that person's word for the category of its domain, one of the whole family
the word of every adult. Domains without a category are never told, and words stay between the family and
its worker: a sentence about one thing often tells of another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.assessments.models import Assessment
from core.assessments.rules.forms import Wording
from core.dossier.queries import Sight
from core.families.models import Case, Person
from core.shared import clock


@dataclass(frozen=True)
class ReadingTold:
    """A domain's two numbers, of the day on which they were said; without a person the family's."""

    category: str
    label: Wording
    person: Person | None
    held_on: date
    worker: int | None
    family: int | None


def readings_told(sight: Sight) -> list[ReadingTold]:
    """The newest readings that the institution may see, the family's first, in the order of the form."""
    return [one for one in _newest(sight.case) if _is_open(sight, one)]


def own_categories(told: Iterable[ReadingTold], person: Person) -> frozenset[str]:
    """Categories that are told on this person's word because a reading of theirs is among them."""
    return frozenset(one.category for one in told if one.person is not None and one.person.pk == person.pk)


def _is_open(sight: Sight, one: ReadingTold) -> bool:
    if one.person is None:
        return one.category in sight.of_all
    decided = sight.decided.get(one.person.pk, {})
    return one.category in decided and decided[one.category].allowed


def _newest(case: Case) -> list[ReadingTold]:
    finished = Assessment.objects.finished().filter(case=case, held_on__lte=clock.today())
    rows = finished.select_related("form", "person").prefetch_related("readings")
    found: dict[tuple[str, str], ReadingTold] = {}
    for row in rows.order_by("person", "-held_on", "-pk"):
        domains = {domain.code: domain for domain in row.form.form.domains}
        for reading in row.readings.all():
            domain = domains.get(reading.domain)
            if domain is None or not domain.told_as or (reading.worker, reading.family) == (None, None):
                continue
            one = ReadingTold(
                domain.told_as, domain.label, row.person, row.held_on, reading.worker, reading.family
            )
            found.setdefault((str(row.person_id or ""), domain.code), one)
    return sorted(found.values(), key=lambda one: (one.person is not None, str(one.person or "")))
