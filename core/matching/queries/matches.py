"""Which services fit a need, in one order for everybody, with the reasons of each.

Nothing is decided here: a page shows what fits, why, and what is missing; a person chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q

from core.basket.eligibility import (
    Condition,
    Eligibility,
    Question,
    Verdict,
    conditions_of,
    evaluate_for_any,
)
from core.basket.eligibility.conditions import simple
from core.basket.eligibility.vocabulary import PERSONAL
from core.basket.enums import Accessibility, CardStatus
from core.basket.models import ServiceCard
from core.basket.rules import freshness_of
from core.families.models import Case
from core.matching.enums import Cause, Fit
from core.matching.models import Need
from core.matching.queries.facts import Known
from core.matching.queries.needs import reads
from core.matching.rules.causes import Standing, proposed_cause
from core.matching.rules.scoring import FIT_ORDER, Offer, Score, score
from core.places.models import PlaceClaim
from core.places.queries import free_places
from core.places.rules import FreePlaces
from core.referrals.enums import OPEN, ReferralStatus
from core.referrals.models import Referral
from core.referrals.queries.waiting import waiting_times
from core.referrals.rules import WaitingTime
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.lemmas import terms_of, typed_terms, words_of
from core.shared.searching import telling_words
from core.shared.text import polish_order

_DECLINED: Final = (ReferralStatus.DECLINED, ReferralStatus.EXPIRED)


@dataclass(frozen=True)
class Match:
    """One service beside one need. `person` names who of the family was judged, where that matters."""

    card: ServiceCard
    result: Eligibility
    score: Score
    own_category: bool = True
    places: FreePlaces | None = None
    is_held: bool = False
    waiting: WaitingTime | None = None
    request: str = ""
    asked_on: date | None = None
    person: str = ""

    @property
    def fit(self) -> Fit:
        """Fits, fits if something still unknown turns out so, does not fit."""
        return Fit(self.result.verdict.value)

    @property
    def free(self) -> int | None:
        """Free places; a place held for this family counts as one, None where nobody counts."""
        if self.places is None:
            return None
        return max(1, self.places.free) if self.is_held else self.places.free

    @property
    def standing(self) -> Standing:
        """The service as far as it decides whether the need can be met."""
        days = self.waiting.median if self.waiting else None
        return Standing(self.fit.value, self.free, days, declined=self.request in _DECLINED)


@dataclass(frozen=True)
class OpenQuestion:
    """A question that would decide, and how many services wait for its answer."""

    question: Question
    services: int


class Around:
    """The services that could matter to some needs of a case, read at once for all of them."""

    def __init__(self, case: Case, needs: Iterable[Need]) -> None:
        self.known = Known(case)
        categories = sorted({need.category for need in needs})
        wanted = Q(category__in=categories)
        for category in categories:
            wanted |= Q(combination__also_covers__contains=[category])
        offered = ServiceCard.objects.of_partners(clock.today())
        cards = offered.filter(wanted, status=CardStatus.PUBLISHED)
        self.cards = list(cards.select_related("partner", "combination").order_by("name", "pk"))
        self.free = free_places(self.cards)
        self.waits = waiting_times(self.cards)
        live = PlaceClaim.objects.live(clock.now()).filter(case=case)
        self.held = set(live.order_by().values_list("card_id", flat=True))
        sent = Referral.objects.filter(case=case).order_by("sent_on", "pk")
        asked = list(sent.values_list("service_id", "status", "sent_on"))
        self.requests: dict[UUID, str] = {card: status for card, status, _ in asked}
        self.asked_on: dict[UUID, date] = {card: day for card, _, day in asked}
        self._conditions: dict[UUID, tuple[Condition, ...]] = {}

    def conditions(self, card: ServiceCard) -> tuple[Condition, ...]:
        """All that a card asks for, read once."""
        if card.pk not in self._conditions:
            self._conditions[card.pk] = conditions_of(card.eligibility, card.min_age, card.max_age)
        return self._conditions[card.pk]

    def matches(self, need: Need) -> list[Match]:
        """The services of a need's kind, best first; equal ones by name, then by id."""
        about = self.known.about(need.person_id)
        if not about:
            return []
        found = [self._match(need, card) for card in self.cards if covers(card, need.category)]
        return sorted(found, key=_place)

    def _match(self, need: Need, card: ServiceCard) -> Match:
        conditions = self.conditions(card)
        result = evaluate_for_any(conditions, self.known.about(need.person_id))
        waiting = self.waits.get(card.pk)
        places = self.free.get(card.pk)
        held = card.pk in self.held
        personal = any(condition.kind in PERSONAL for condition in simple(conditions))
        judged = next(person for person in self.known.people if person.ref == result.person)
        offer = Offer(
            own_category=card.category == need.category,
            words=said_of(need.text, f"{card.name} {card.target_group}"),
            free=None if places is None else places.free + held,
            waiting_days=waiting.median if waiting else None,
            comes_home=card.remote or Accessibility.HOME_VISITS in card.accessibility,
            teryt=card.teryt,
            freshness=freshness_of(card.reviewed_on, self.known.day).value,
            languages=frozenset(card.languages),
        )
        holding = sum(reason.verdict is Verdict.YES for reason in result.reasons)
        return Match(
            card=card,
            result=result,
            score=score(
                result.verdict.value,
                (holding, len(result.reasons)),
                offer,
                self.known.territory,
                judged.languages,
            ),
            own_category=offer.own_category,
            places=places,
            is_held=held,
            waiting=waiting,
            request=self.requests.get(card.pk, ""),
            asked_on=self.asked_on.get(card.pk),
            person=result.person if personal and not need.person_id else "",
        )

    @property
    def in_use(self) -> set[UUID]:
        """Services that the family uses or has asked for."""
        return {card for card, status in self.requests.items() if status in OPEN}


def said_of(need: str, service: str) -> int | None:
    """How many in a hundred of a need's words a service says, in any form; None for a need without any."""
    wanted = telling_words(need)
    if not wanted:
        return None
    said = {term for word in words_of(service) for term in terms_of(word)}
    met = sum(not said.isdisjoint(typed_terms(word)) for word in wanted)
    # One common word of three is much: people and cards say the same thing differently.
    return min(100, 200 * met // len(wanted))


def covers(card: ServiceCard, category: str) -> bool:
    """Whether a card is of a category, or says that it covers it too."""
    return card.category == category or category in also_covered(card)


def also_covered(card: ServiceCard) -> list[str]:
    """Categories that a card covers beside its own; needs `combination` at hand."""
    combination = getattr(card, "combination", None)
    return list(combination.also_covers) if combination else []


def _place(match: Match) -> tuple[int, int, str, str]:
    return (
        FIT_ORDER[match.fit],
        -match.score.total,
        polish_order(match.card.name),
        str(match.card.pk),
    )


def match(actor: Actor, case: Case, need: Need) -> list[Match]:
    """The services of a need's kind in their order; `NotVisibleError` for whoever may not read the case."""
    return matches_of(actor, case, [need])[need.pk]


def matches_of(actor: Actor, case: Case, needs: Sequence[Need]) -> dict[UUID, list[Match]]:
    """The same for several needs of one case, with a fixed number of queries."""
    return around(actor, case, needs)[1]


def around(actor: Actor, case: Case, needs: Sequence[Need]) -> tuple[Around, dict[UUID, list[Match]]]:
    """The services around a case's needs, and which fit."""
    if not reads(actor, case) or any(need.case_id != case.pk for need in needs):
        raise NotVisibleError
    found = Around(case, needs)
    return found, {need.pk: found.matches(need) for need in needs}


def cause_for(matches: Iterable[Match]) -> Cause | None:
    """Why a need with these matches finds no service; None when one is within reach."""
    return proposed_cause(each.standing for each in matches)


def open_questions(matches: Iterable[Match]) -> list[OpenQuestion]:
    """Questions that would decide about services, those that decide about most of them first."""
    counts: dict[Question, int] = {}
    for each in matches:
        for question in each.result.questions:
            counts[question] = counts.get(question, 0) + 1
    ordered = sorted(counts, key=lambda question: (-counts[question], question))
    return [OpenQuestion(question, counts[question]) for question in ordered]
