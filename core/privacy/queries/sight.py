"""Reading what may be told to whom: now, and at any moment of the past."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from core.families.models import Case, Person
from core.families.queries import adults_of
from core.families.rules import is_adult, of_age_on
from core.privacy.models import DisclosureAuthorisation, ParticipationAgreement, ProcessingRestriction
from core.privacy.queries.agreements import persons_ever_agreeing
from core.privacy.rules.sight import Authorisation, DaySpan, Decision, Facts, Question, Span, decide
from core.shared import clock


def facts_of(
    case: Case,
    person: Person,
    partner_id: Any,
    seats: Iterable[DaySpan],
    requests: Iterable[DaySpan] = (),
    inquiries: Iterable[DaySpan] = (),
) -> Facts:
    """All dated facts of one person and one institution in a case; three queries."""
    agreements = ParticipationAgreement.objects.filter(case=case, person=person).order_by("given_on", "pk")
    words = DisclosureAuthorisation.objects.filter(case=case, person=person, partner_id=partner_id)
    words = words.select_related("text")
    restrictions = ProcessingRestriction.objects.filter(person=person)
    return Facts(
        agreements=[DaySpan(one.given_on, one.withdrawn_on) for one in agreements if not one.for_minor],
        guarded=[DaySpan(one.given_on, one.withdrawn_on) for one in agreements if one.for_minor],
        of_age_on=of_age_on(person.born_on) if person.born_on else date.min,
        authorisations=[_word(one) for one in words.select_related("text").order_by("given_at", "pk")],
        restrictions=[Span(one.since, one.until) for one in restrictions.order_by("since", "pk")],
        seats=list(seats),
        requests=list(requests),
        inquiries=list(inquiries),
    )


def decisions(
    *,
    case: Case,
    person: Person,
    partner_id: Any,
    categories: Iterable[str],
    purpose: str,
    seats: Iterable[DaySpan],
    requests: Iterable[DaySpan] = (),
    inquiries: Iterable[DaySpan] = (),
    at: datetime | None = None,
    on: date | None = None,
) -> dict[str, Decision]:
    """The decision of each category with its checks, at a moment (now) or on a day; takes no actor.

    Of a day it says yes when the door stood open at any moment of it.
    """
    facts = facts_of(case, person, partner_id, seats, requests, inquiries)
    moments = _moments(facts, on) if on else [at or clock.now()]
    found = {}
    for category in categories:
        tried = [
            decide(Question(person.pk, partner_id, category, purpose, moment, clock.day_of(moment)), facts)
            for moment in moments
        ]
        found[category] = next((decision for decision in tried if decision.allowed), tried[-1])
    return found


def restricting(persons: Iterable[Person | UUID], on: date | None = None) -> set[Any]:
    """Which persons' data may not be used on a day (now): any moment of the day counts."""
    moment = clock.now()
    if on is not None and on < clock.today():
        moment = datetime.combine(on, time.max, tzinfo=timezone.get_default_timezone())
    open_ones = ProcessingRestriction.objects.filter(
        Q(until__isnull=True) | Q(until__gte=moment), person__in=list(persons), since__lte=moment
    )
    return set(open_ones.order_by().values_list("person_id", flat=True))


def whose_word_counts(case: Case, on: date | None) -> list[UUID]:
    """Adults without whose word nothing common is told: all who ever took part, and who restricts use.

    Somebody who withdrew still stands in the minutes; what remains must not be told over their head.
    """
    day = on or clock.today()
    took_part = [person for person in persons_ever_agreeing(case, on) if is_adult(person.born_on, day)]
    at_home = adults_of(case, on)
    restricted = restricting(at_home, on)
    return list(
        dict.fromkeys(
            [
                *(person.pk for person in took_part),
                *(person.pk for person in at_home if person.pk in restricted),
            ]
        )
    )


def _moments(facts: Facts, on: date) -> list[datetime]:
    """The beginning of a day and every moment of it at which a door may have opened; none to come."""
    start = datetime.combine(on, time(), tzinfo=timezone.get_default_timezone())
    openings = [one.given.since for one in facts.authorisations]
    openings += [one.until for one in facts.restrictions if one.until is not None]
    return [start, *sorted(one for one in openings if clock.day_of(one) == on and one <= clock.now())]


def _word(one: DisclosureAuthorisation) -> Authorisation:
    return Authorisation(
        id=one.pk,
        partner=one.partner_id,
        category=one.category,
        purpose=one.purpose,
        days=DaySpan(one.starts_on, one.ends_on),
        given=Span(one.given_at, one.withdrawn_at),
        after_leaving=one.after_leaving,
        text=f"{one.text_version}/{one.language}",
        for_minor=one.for_minor,
    )
