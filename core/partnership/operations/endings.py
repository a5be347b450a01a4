"""Declarations that run out: officer and partner are reminded in time."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from core.identity.queries import staff_with
from core.notifications.operations import notify
from core.partnership.models import AccessionDeclaration
from core.partnership.rules import as_day
from core.partnership.rules.papers import REMIND_DAYS, reminder_due
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.enums import Role


@transaction.atomic
def remind_of_endings(*, actor: Actor) -> int:
    """Tell of each declaration that runs out in 60 or 14 days, each person once a term and deadline.

    Run twice, it writes once; a missed day is made up for. Gives how many declarations were spoken of.
    """
    today = clock.today()
    ending = AccessionDeclaration.objects.in_force(today).filter(
        withdrawn_on__isnull=True, valid_until__lte=today + timedelta(days=max(REMIND_DAYS))
    )
    officers = list(staff_with(Role.NETWORK_OFFICER))
    number = 0
    for declaration in ending.select_related("partner").order_by("valid_until", "pk"):
        last = declaration.valid_until
        days = reminder_due(last, today) if last else None
        if last is None or days is None:
            continue
        number += 1
        partner = declaration.partner
        context = {
            "partner": partner.name,
            "number": declaration.number,
            "last_day": as_day(last),
            "link": address(f"/partnerzy/{partner.pk}/"),
        }
        key = f"declaration_ending:{declaration.pk}:{last.isoformat()}:{days}"
        for officer in officers:
            notify(
                actor=actor,
                to=officer.email,
                user=officer,
                kind="declaration_ending",
                context=context,
                key=f"{key}:{officer.pk}",
            )
        if partner.email:
            notify(
                actor=actor,
                to=partner.email,
                kind="declaration_ending_partner",
                context=context,
                key=f"{key}:partner",
            )
    return number
