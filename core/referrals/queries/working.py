"""Days on which an institution has to do with a family: it sits in the team, or a request waits with it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from core.families.models import Case
from core.partnership.models import AccessionDeclaration
from core.partnership.rules.papers import last_day
from core.privacy.rules.sight import DaySpan
from core.referrals.models import Referral
from core.referrals.rules import EXPIRES_AFTER
from core.teams.models import TeamMember


def seats_of(case: Case, partner_id: UUID) -> list[DaySpan]:
    """Days on which an institution sat in the case's team while it was a partner; the last day counts.

    Who has left the partnership has nothing more to do with its families, though nobody ended the seat.
    """
    seats = TeamMember.objects.filter(team__case=case, partner_id=partner_id).order_by("starts_on", "pk")
    terms = terms_of(partner_id)
    both = (_common(_span(seat.starts_on, seat.ends_on), term) for seat in seats for term in terms)
    return [span for span in both if span is not None]


def terms_of(partner_id: UUID) -> list[DaySpan]:
    """Days on which an organisation is or was a partner."""
    declarations = AccessionDeclaration.objects.filter(partner_id=partner_id).order_by("signed_on", "pk")
    return [
        _span(one.signed_on, last_day(one.as_accession()))
        for one in declarations.select_related("certificate")
    ]


def _span(starts_on: date, last: date | None) -> DaySpan:
    return DaySpan(starts_on, last + timedelta(days=1) if last else None)


def _common(one: DaySpan, other: DaySpan) -> DaySpan | None:
    """The days of both."""
    ends = [span.ends_on for span in (one, other) if span.ends_on is not None]
    found = DaySpan(max(one.starts_on, other.starts_on), min(ends, default=None))
    return found if found.ends_on is None or found.starts_on < found.ends_on else None


def requests_of(case: Case, partner_id: UUID) -> list[DaySpan]:
    """Days on which a request of the case waited with an institution or was under way; the last counts."""
    sent = Referral.objects.filter(case=case, partner_id=partner_id).order_by("sent_on", "pk")
    terms = terms_of(partner_id)
    both = (_common(_days(one), term) for one in sent for term in terms)
    return [span for span in both if span is not None]


def _days(referral: Referral) -> DaySpan:
    if referral.is_open:
        return DaySpan(referral.sent_on)
    last = referral.finished_on or referral.answered_on or referral.sent_on + EXPIRES_AFTER
    return _span(referral.sent_on, last)
