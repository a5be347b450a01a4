"""The one door by which an institution learns something of a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from core.audit.rules import START, digest_of
from core.families.models import Case, Person
from core.privacy.models import Disclosure
from core.privacy.queries.sight import decisions
from core.privacy.rules.sight import DaySpan
from core.shared.actor import Actor

# Rows may not be locked (the role cannot update): one writer a tenant at a time.
_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.disclosures'));"
_LAST: Final = "SELECT number, digest FROM privacy_disclosure ORDER BY number DESC LIMIT 1"


@transaction.atomic
def disclose(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    partner_id: UUID,
    categories: Iterable[str],
    purpose: str,
    channel: str,
    seats: Iterable[DaySpan],
    requests: Iterable[DaySpan] = (),
) -> frozenset[str]:
    """Decide which categories an institution may learn now, write down those, and give them.

    Whoever shows, sends or prints something of a person for an institution shows only what this gives.
    Nothing is written when nothing is given. `seats` and `requests` are the institution's days in the
    case's team and its open requests.
    """
    found = decisions(
        case=case,
        person=person,
        partner_id=partner_id,
        categories=categories,
        purpose=purpose,
        seats=seats,
        requests=requests,
    )
    told = {category: str(decision.authorisation) for category, decision in found.items() if decision.allowed}
    if told:
        _write(actor, case, person, partner_id, told, purpose, channel)
    return frozenset(told)


def _write(
    actor: Actor,
    case: Case,
    person: Person,
    partner_id: UUID,
    told: dict[str, str],
    purpose: str,
    channel: str,
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK + _LAST)
        number, before = cursor.fetchone() or (0, START)
    entry = Disclosure(
        number=number + 1,
        at=timezone.now(),
        case=case,
        person=person,
        partner_id=partner_id,
        told=told,
        purpose=purpose,
        channel=channel,
        actor_id=actor.user_id,
        actor_name=actor.name,
        before=before,
    )
    entry.digest = digest_of(before, entry.content())
    entry.save(force_insert=True)
