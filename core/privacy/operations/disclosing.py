"""The one door by which an institution learns something of a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from core.audit.rules import START, digest_of
from core.families.models import Case, Person
from core.privacy.enums import Article6, Duty, Recipient
from core.privacy.models import Disclosure
from core.privacy.queries.sight import decisions, restricting
from core.privacy.rules.sight import DaySpan
from core.shared import clock
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
    inquiries: Iterable[DaySpan] = (),
    about: str = "",
) -> frozenset[str]:
    """Decide which categories an institution may learn now, write down those, and give them.

    Whoever shows, sends or prints something of a person for an institution shows only what this gives.
    Nothing is written when nothing is given. `seats`, `requests` and `inquiries` are the institution's days
    in the case's team, its open requests and questions; `about` names the record by which it was told.
    """
    found = decisions(
        case=case,
        person=person,
        partner_id=partner_id,
        categories=categories,
        purpose=purpose,
        seats=seats,
        requests=requests,
        inquiries=inquiries,
    )
    words = {one: decision.word for one, decision in found.items() if decision.allowed and decision.word}
    if words:
        entry = Disclosure(
            case=case,
            person=person,
            partner_id=partner_id,
            told={category: str(word.id) for category, word in words.items()},
            texts={category: word.text for category, word in words.items()},
            purpose=purpose,
            channel=channel,
            about=about,
            actor_id=actor.user_id,
            actor_name=actor.name,
        )
        _chain(entry)
    return frozenset(words)


@transaction.atomic
def disclose_by_law(
    *,
    actor: Actor,
    told: Iterable[tuple[Case, Person, str]],
    recipient: Recipient,
    categories: Iterable[str],
    basis: Article6,
    purpose: Duty,
    channel: str,
) -> frozenset[UUID]:
    """Write down what the law has told of persons to somebody who is no partner; gives whom it may be.

    `told` are cases, persons and the records by which they are told. Nobody's word is asked, for a duty does
    not rest on one; but who has had the use of their data restricted is left out, as everywhere.
    """
    wanted = list(told)
    restricted = restricting([person for _, person, _ in wanted])
    why = dict.fromkeys(sorted(categories), basis.value)
    entries = [
        Disclosure(
            case=case,
            person=person,
            recipient=recipient,
            told=why,
            purpose=purpose,
            channel=channel,
            about=about,
            actor_id=actor.user_id,
            actor_name=actor.name,
        )
        for case, person, about in wanted
        if person.pk not in restricted
    ]
    _chain(*entries)
    return frozenset(entry.person_id for entry in entries)


def _chain(*entries: Disclosure) -> None:
    """Put entries at the end of the chain."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK + _LAST)
        number, before = cursor.fetchone() or (0, START)
    for entry in entries:
        number += 1
        entry.number, entry.before, entry.at = number, before, clock.now()
        before = entry.digest = digest_of(before, entry.content())
    Disclosure.objects.bulk_create(entries)
