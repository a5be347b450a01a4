"""Letters to workers about consent: who has come of age, which signed paper has no scan; never a name."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Final

from django.db import transaction

from core.families.models import Case
from core.identity.models import User
from core.notifications.operations import notify
from core.privacy.queries.agreements import to_ask_anew
from core.privacy.queries.sheets import missing_scans
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address

# A signed paper goes from the kitchen table to the scanner; after this it may have been forgotten.
SCAN_WITHIN: Final = timedelta(days=7)


@transaction.atomic
def remind_consents(*, actor: Actor) -> int:
    """Write to each worker once about each who came of age, and once a week about scans that are missing.

    Gives how many workers something waits for. Run twice on a day it writes once.
    """
    today = clock.today()
    grown: dict[User, list[tuple[Case, str]]] = defaultdict(list)
    for case, person in to_ask_anew(actor):
        grown[case.social_worker].append((case, str(person.pk)))
    for worker, found in grown.items():
        for case, person_key in found:
            _write(
                actor,
                worker,
                "consent_of_age",
                key=f"of-age:{case.pk}:{person_key}:{worker.pk}",
                number=case.number,
                page=address(f"/rodziny/{case.pk}/zgody/"),
            )
    missing: dict[User, set[str]] = defaultdict(set)
    for sheet in missing_scans(actor).select_related("case__social_worker"):
        if sheet.given_on is not None and sheet.given_on + SCAN_WITHIN <= today:
            missing[sheet.case.social_worker].add(sheet.case.number)
    week = today.isocalendar()
    for worker, numbers in missing.items():
        _write(
            actor,
            worker,
            "consent_scans_missing",
            key=f"scans-missing:{worker.pk}:{week.year}-{week.week}",
            cases=sorted(numbers),
            number=len(numbers),
            page=address("/zgody/skan/"),
        )
    return len({*grown, *missing})


def _write(actor: Actor, worker: User, kind: str, *, key: str, **context: object) -> None:
    if worker.is_active:
        notify(
            actor=actor, to=worker.email, user=worker, kind=kind, context=context, about="consents", key=key
        )
