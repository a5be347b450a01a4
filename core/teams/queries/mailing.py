"""Where a member of a team is written to about a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.families.models import Person
from core.identity.models import User
from core.partnership.queries.contacts import stand_ins
from core.partnership.queries.mailing import readers_of
from core.safety.queries.contacts import may_write_to
from core.shared import clock
from core.shared.hours import ALWAYS, Hours
from core.teams.enums import MemberKind
from core.teams.models import MeetingInvitation


@dataclass(frozen=True)
class Reader:
    """An address, the account whose inbox gets the message too, and when and how it may be written to."""

    email: str
    user: User | None = None
    not_before: datetime | None = None
    language: str = ""
    hours: Hours = ALWAYS


def readers(invitations: Iterable[MeetingInvitation]) -> dict[UUID, list[Reader]]:
    """Readers of each invitation; empty where a seat can only be told by word of mouth.

    A person of the family is written to only where and when that is safe. A delegate who is
    away, or sends somebody else this once, is written to through whoever comes instead.
    """
    rows = list(invitations)
    day = clock.today()
    partners = {row.member.partner_id: row.member.partner for row in rows if row.member.partner is not None}
    post = readers_of([partner for partner in partners.values() if partner is not None], day)
    common = {key: [Reader(one.email, one.user) for one in found] for key, found in post.items()}
    away = stand_ins((row.member.partner_person_id for row in rows if row.member.partner_person_id), day)
    found: dict[UUID, list[Reader]] = {}
    for row in rows:
        seat = row.member
        if seat.kind == MemberKind.WORKER and seat.user is not None:
            found[row.pk] = [Reader(seat.user.email, seat.user)] if seat.user.is_active else []
        elif seat.kind == MemberKind.FAMILY and seat.person is not None:
            found[row.pk] = _of_the_family(seat.person)
        elif seat.kind == MemberKind.HELPER:
            found[row.pk] = [Reader(seat.helper_email)] if seat.helper_email else []
        else:
            acting = away.get(seat.partner_person_id) if seat.partner_person_id else None
            who = row.substitute or (acting.substitute if acting else None) or seat.partner_person
            user = who.user if who is not None and who.user is not None and who.user.is_active else None
            email = (who.email if who is not None else "") or (user.email if user else "")
            found[row.pk] = [Reader(email, user)] if email else common.get(seat.partner_id, [])
    return found


def _of_the_family(person: Person) -> list[Reader]:
    written = may_write_to(person)
    if not written.allowed or not written.address:
        return []
    user = person.user if person.user is not None and person.user.is_active else None
    language = written.language if user is None else ""
    return [Reader(written.address, user, written.not_before, language, written.reach.hours)]
