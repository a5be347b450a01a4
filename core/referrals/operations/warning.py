"""Telling the network officer that a service is promised more often than it has places."""

from __future__ import annotations

from django.db import transaction

from core.basket.models import ServiceCard
from core.identity.queries import staff_with
from core.notifications.operations import notify
from core.places.queries import with_counted_places
from core.referrals.queries.waiting import promises
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.enums import Role


@transaction.atomic
def warn_overpromised(*, actor: Actor, cards: list[ServiceCard]) -> int:
    """Write to the officers about each card with more promises than places; once a week about the same.

    Gives how many cards are short. The message names the service and numbers, never a family.
    """
    short = {card: found.short_by for card, found in promises(cards).items() if found.short_by}
    if not short:
        return 0
    year, week, _ = clock.today().isocalendar()
    for officer in staff_with(Role.NETWORK_OFFICER):
        for card in cards:
            if card.pk not in short:
                continue
            notify(
                actor=actor,
                to=officer.email,
                user=officer,
                kind="places_overpromised",
                context={
                    "service": card.name,
                    "number": short[card.pk],
                    "link": address(f"/koszyk/{card.pk}/miejsca/"),
                },
                about=f"places:{card.pk}",
                key=f"overpromised:{card.pk}:{officer.pk}:{year}-{week}",
            )
    return len(short)


def warn_of_all(*, actor: Actor) -> int:
    """The same for every service of the town that counts places: the daily look."""
    return warn_overpromised(actor=actor, cards=list(with_counted_places(ServiceCard.objects.listed())))
