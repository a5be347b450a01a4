"""Where a member of a team is written to about a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from core.partnership.queries.contacts import stand_ins
from core.partnership.queries.mailing import Reader, readers_of
from core.shared import clock
from core.teams.enums import MemberKind
from core.teams.models import MeetingInvitation


def readers(invitations: Iterable[MeetingInvitation]) -> dict[UUID, list[Reader]]:
    """Readers of each invitation; empty where a seat can only be told by word of mouth.

    A person of the family is written to at the account that they opened themselves. A delegate who is
    away, or sends somebody else this once, is written to through whoever comes instead.
    """
    rows = list(invitations)
    day = clock.today()
    partners = {row.member.partner_id: row.member.partner for row in rows if row.member.partner is not None}
    common = readers_of([partner for partner in partners.values() if partner is not None], day)
    away = stand_ins((row.member.partner_person_id for row in rows if row.member.partner_person_id), day)
    found: dict[UUID, list[Reader]] = {}
    for row in rows:
        seat = row.member
        if seat.kind == MemberKind.WORKER and seat.user is not None:
            found[row.pk] = [Reader(seat.user.email, seat.user)] if seat.user.is_active else []
        elif seat.kind == MemberKind.FAMILY and seat.person is not None:
            user = seat.person.user
            found[row.pk] = [Reader(user.email, user)] if user is not None and user.is_active else []
        elif seat.kind == MemberKind.HELPER:
            found[row.pk] = [Reader(seat.helper_email)] if seat.helper_email else []
        else:
            acting = away.get(seat.partner_person_id) if seat.partner_person_id else None
            who = row.substitute or (acting.substitute if acting else None) or seat.partner_person
            user = who.user if who is not None and who.user is not None and who.user.is_active else None
            email = (who.email if who is not None else "") or (user.email if user else "")
            found[row.pk] = [Reader(email, user)] if email else common.get(seat.partner_id, [])
    return found
