"""Whether a partner may read what a request asks: the word of whose need it is, or of every adult."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.families.models import Case, Person
from core.privacy.enums import DataCategory, Purpose
from core.privacy.queries.agreements import persons_agreeing
from core.privacy.queries.sight import decisions, whose_word_counts
from core.referrals.enums import OPEN
from core.referrals.models import Referral
from core.referrals.queries.working import requests_of, seats_of


@dataclass(frozen=True)
class Telling:
    """Whose word opens the need of a request, and the days that the rule looks at."""

    persons: list[Person]
    days: dict[str, Any]
    open: bool


def about(referral: Referral) -> str:
    """How the ledger and messages name a request."""
    return f"{referral._meta.label_lower}:{referral.pk}"


def telling_of(referral: Referral) -> Telling:
    """Whether the asked partner may read the need now; closed when nobody's word counts. Takes no actor."""
    case = referral.case
    days: dict[str, Any] = {
        "seats": seats_of(case, referral.partner_id),
        "requests": requests_of(case, referral.partner_id),
    }
    persons = _whose(referral)
    every = (
        persons is not None
        and bool(persons)
        and all(
            decisions(
                case=case,
                person=person,
                partner_id=referral.partner_id,
                categories=[DataCategory.NEED],
                purpose=Purpose.SERVICE,
                **days,
            )[DataCategory.NEED].allowed
            for person in persons
        )
    )
    return Telling(persons or [], days, every)


def _whose(referral: Referral) -> list[Person] | None:
    """The person whose need it is, else all adults whose word counts; None when one of them does not
    take part any more.
    """
    agreeing = {person.pk: person for person in persons_agreeing(referral.case)}
    wanted = [referral.for_person_id] if referral.for_person_id else whose_word_counts(referral.case, None)
    if any(pk not in agreeing for pk in wanted):
        return None
    return [agreeing[pk] for pk in wanted]


def untold_requests(case: Case) -> list[Referral]:
    """The oldest ten open requests of a case whose partners may not read what is asked."""
    found = Referral.objects.filter(case=case, status__in=OPEN).select_related("service", "partner", "case")
    return [one for one in found.order_by("sent_on", "pk")[:10] if not telling_of(one).open]
