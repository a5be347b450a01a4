"""The smallest set of services for all that a family still needs, in words that a page can show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from uuid import UUID

from django.db.models import Q

from core.basket.enums import Approach
from core.basket.models import CardExclusion, ServiceCard
from core.families.models import Case
from core.matching.enums import Cause, NeedState, Urgency, Why
from core.matching.models import Need
from core.matching.queries.matches import Around, Match, around, cause_for
from core.matching.queries.needs import needs_of
from core.matching.rules import bundle as rules
from core.matching.rules.bundle import Clash, Option, Problem, Wanted
from core.shared.actor import Actor
from core.shared.text import polish_order

# Ways of working that contradict each other: talks of both sides where one must be protected from the
# other (art. 48 of the Istanbul Convention), care at home for somebody who stays elsewhere.
CONTRADICTIONS: tuple[tuple[str, str, bool], ...] = (
    (Approach.JOINT_TALKS, Approach.PROTECTION, False),
    (Approach.AT_HOME, Approach.RESIDENTIAL, True),
)


@dataclass(frozen=True)
class Chosen:
    """A service of the bundle, the needs that it covers, and why it is there."""

    card: ServiceCard
    matches: tuple[tuple[Need, Match], ...]
    why: tuple[Why, ...]


@dataclass(frozen=True)
class Contradiction:
    """Two services that do not go together; `reason` is empty where their ways of working say why."""

    first: ServiceCard
    second: ServiceCard
    reason: str = ""


@dataclass(frozen=True)
class CaseBundle:
    """What is proposed for a case. `avoided` are contradictions among what fits, left out on purpose;
    `present` those among what the family uses already; `doubled` services in use of one kind.
    """

    chosen: tuple[Chosen, ...] = ()
    uncovered: tuple[tuple[Need, Cause | None], ...] = ()
    avoided: tuple[Contradiction, ...] = ()
    present: tuple[Contradiction, ...] = ()
    doubled: tuple[tuple[ServiceCard, ...], ...] = ()
    proven: bool = True


def bundle(actor: Actor, case: Case) -> CaseBundle:
    """The smallest set of services within reach that covers all open needs of a case."""
    needs = [need for need in needs_of(actor, case) if need.state in {NeedState.OPEN, NeedState.UNMET}]
    found, matches = around(actor, case, needs)
    used = _cards_in_use(found)
    cards = {card.pk: card for card in (*found.cards, *used)}
    clashes, reasons = _clashes(list(cards.values()))
    problem = _problem(needs, matches, clashes, found)
    solved = rules.solve(problem)
    by_key = {str(pk): card for pk, card in cards.items()}
    return CaseBundle(
        chosen=tuple(
            Chosen(
                by_key[name],
                _covered(needs, matches, solved.chosen, name),
                rules.why(problem, solved, name),
            )
            for name in solved.services
        ),
        uncovered=tuple(
            (need, cause_for(matches[need.pk])) for need in needs if str(need.pk) in solved.uncovered
        ),
        avoided=_contradictions(_avoided(problem, solved), by_key, reasons),
        present=_contradictions(
            [clash for clash in clashes if {clash.first, clash.second} <= set(problem.in_use)],
            by_key,
            reasons,
        ),
        doubled=_doubled(used),
        proven=solved.proven,
    )


def _problem(
    needs: Sequence[Need], matches: dict[UUID, list[Match]], clashes: list[Clash], found: Around
) -> Problem:
    ordered = sorted(found.cards, key=lambda card: (polish_order(card.name), str(card.pk)))
    return Problem(
        needs=[
            Wanted(str(need.pk), need.urgency == Urgency.URGENT, str(need.person_id or "")) for need in needs
        ],
        options=[
            Option(str(need.pk), str(each.card.pk), each.fit == "yes", each.score.total)
            for need in needs
            for each in matches[need.pk]
            if each.standing.is_within_reach
        ],
        order=[str(card.pk) for card in ordered],
        clashes=clashes,
        in_use=[str(pk) for pk in sorted(found.in_use, key=str)],
    )


def _covered(
    needs: Sequence[Need], matches: dict[UUID, list[Match]], chosen: dict[str, str], name: str
) -> tuple[tuple[Need, Match], ...]:
    own = [need for need in needs if chosen.get(str(need.pk)) == name]
    return tuple((need, next(each for each in matches[need.pk] if str(each.card.pk) == name)) for need in own)


def _cards_in_use(found: Around) -> list[ServiceCard]:
    known = {card.pk: card for card in found.cards}
    missing = found.in_use - set(known)
    others = ServiceCard.objects.filter(pk__in=missing).select_related("partner", "combination")
    cards = [*(known[pk] for pk in found.in_use if pk in known), *others.order_by("name", "pk")]
    return sorted(cards, key=lambda card: (polish_order(card.name), str(card.pk)))


def _clashes(cards: Sequence[ServiceCard]) -> tuple[list[Clash], dict[frozenset[str], str]]:
    """Pairs of cards that do not go together, by declaration or by their ways of working."""
    ids = [card.pk for card in cards]
    rows = CardExclusion.objects.filter(Q(first__in=ids), Q(second__in=ids)).order_by("first", "second")
    found = [Clash(str(row.first_id), str(row.second_id), reason=row.reason) for row in rows]
    reasons = {frozenset((clash.first, clash.second)): clash.reason for clash in found}
    for one, other, same_person in CONTRADICTIONS:
        for first, second in product(_working(cards, one), _working(cards, other)):
            if frozenset((first, second)) not in reasons:
                found.append(Clash(first, second, same_person))
    return found, reasons


def _working(cards: Sequence[ServiceCard], approach: str) -> list[str]:
    return [
        str(card.pk)
        for card in cards
        if (combination := getattr(card, "combination", None)) and combination.approach == approach
    ]


def _avoided(problem: Problem, solved: rules.Bundle) -> list[Clash]:
    """Contradictions with the bundle, or with what is used, of services that would cover a need too."""
    chosen = {*solved.services, *problem.in_use}
    possible = {option.service for option in problem.options}
    return [
        clash
        for clash in problem.clashes
        if len({clash.first, clash.second} & chosen) == 1
        and ({clash.first, clash.second} - chosen) <= possible
    ]


def _contradictions(
    clashes: Sequence[Clash], cards: dict[str, ServiceCard], reasons: dict[frozenset[str], str]
) -> tuple[Contradiction, ...]:
    return tuple(
        Contradiction(
            cards[clash.first],
            cards[clash.second],
            reasons.get(frozenset((clash.first, clash.second)), ""),
        )
        for clash in clashes
    )


def _doubled(used: Sequence[ServiceCard]) -> tuple[tuple[ServiceCard, ...], ...]:
    """Services in use of one category: perhaps for two persons, perhaps twice the same."""
    groups: dict[str, list[ServiceCard]] = {}
    for card in used:
        groups.setdefault(card.category, []).append(card)
    return tuple(tuple(cards) for _, cards in sorted(groups.items()) if len(cards) > 1)
