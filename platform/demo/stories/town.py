"""One town's whole story, always the same."""

from __future__ import annotations

from functools import cache

from core.reference.territory import Municipality
from core.shared.enums import Role
from demo.stories import czestochowa, families, partnership
from demo.stories.plan import TownPlan


@cache
def story_of(town: Municipality) -> TownPlan:
    """The plan of a town: explicit for Częstochowa, drawn with the town's own seed for others."""
    if town == czestochowa.TOWN:
        partners = czestochowa.partners()
        return TownPlan(
            municipality=town,
            staff=czestochowa.STAFF,
            partners=partners,
            meetings=partnership.meetings_of(town, partners),
            families=czestochowa.all_families(),
        )
    partners = partnership.partners_of(town)
    staff = partnership.staff_of(town)
    basket = tuple(offer for partner in partners for offer in partner.offers)
    workers = sum(Role.SOCIAL_WORKER in person.roles for person in staff)
    return TownPlan(
        municipality=town,
        staff=staff,
        partners=partners,
        meetings=partnership.meetings_of(town, partners),
        families=tuple(
            families.family(town, number, day, basket=basket, workers=workers)
            for number, day in enumerate(families.registrations(town), start=1)
        ),
    )
