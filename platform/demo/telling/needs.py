"""Needs of a few families, answers to deciding questions, and what the basket lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.basket.operations import combining
from core.families import queries as families
from core.matching.operations import answers, needs
from demo.stories.conditions import COMBINATIONS, EXCLUSIONS, WISHES
from demo.stories.plan import TODAY, FamilyPlan
from demo.telling.cast import Cast, on

if TYPE_CHECKING:
    # Types only: stories read and write through operations and queries.
    import datetime as dt

    from core.families.models import Case, Person
    from core.matching.models import Need
    from core.shared.actor import Actor

_FAMILIES: Final = 3


def tell_needs(cast: Cast, told: list[tuple[FamilyPlan, Case]]) -> None:
    """How services combine; the main family in full; a need or two of a few others."""
    _combine(cast)
    going = [(plan, case) for plan, case in told if plan.agreed_on and not plan.closed_on]
    for plan, case in going:
        if plan.is_told_in_full:
            _tell_in_full(cast, plan, case)
    others = [(plan, case) for plan, case in going if not plan.is_told_in_full][-_FAMILIES:]
    for place, (plan, case) in enumerate(others):
        _tell_in_short(cast, plan, case, place)


def _combine(cast: Cast) -> None:
    for key, (also_covers, approach) in COMBINATIONS.items():
        if key in cast.cards:
            with on(TODAY):
                combining.set_combination(
                    actor=cast.officer, card=cast.cards[key], also_covers=also_covers, approach=approach
                )
    for first, second, reason in EXCLUSIONS:
        if first in cast.cards and second in cast.cards:
            with on(TODAY):
                combining.exclude(
                    actor=cast.officer, card=cast.cards[first], other=cast.cards[second], reason=reason
                )


def _tell_in_short(cast: Cast, plan: FamilyPlan, case: Case, place: int) -> None:
    """What the family said first, and for every other one something that the basket has not."""
    worker = cast.workers[plan.worker]
    keys = [task.card for goal in plan.goals for task in goal.tasks if task.card]
    offers = {offer.card.key: offer.card for offer in cast.plan.offers}
    category = offers[keys[0]].category if keys and keys[0] in offers else "social_assistance"
    day = plan.agreed_on or plan.registered_on
    with on(day):
        needs.record_need(actor=worker, case=case, category=category, text=plan.needs[0])
    if place % 2:
        return
    offered = {card.category for card in offers.values()}
    for wanted, text in WISHES:
        if wanted not in offered:
            with on(day):
                wish = needs.record_need(actor=worker, case=case, category=wanted, text=text)
            with on(TODAY):
                needs.mark_unmet(actor=worker, need=wish, cause="no_service")
            return


def _tell_in_full(cast: Cast, plan: FamilyPlan, case: Case) -> None:
    """The family that a visitor follows: met, open and unmet needs, some questions still to be asked."""
    worker = cast.workers[plan.worker]
    people = {person.first_name: person for person in families.persons_of(case)}
    mother, father, daughter, son = (people[member.person.first_name] for member in plan.members)
    day = plan.agreed_on or plan.registered_on
    work = _need(worker, case, day, "employment", "Stała praca dla pana Piotra", father, "4")
    rent = _need(worker, case, day, "housing", "Dług czynszowy przestaje rosnąć", None, "1")
    _need(worker, case, day, "education", "Pomoc w matematyce, żeby Zofia skończyła klasę", daughter, "9")
    _need(worker, case, day, "social_assistance", "Ciepły posiłek dla dzieci w szkole", None, "1")
    _need(worker, case, TODAY, "sport", "Ruch po szkole, bo Filip siedzi w domu", son)
    drawing = _need(worker, case, day, "culture", "Zajęcia plastyczne: Zofia lubi rysować", daughter)
    with on(day):
        _answer(worker, case, "labour", "registered", father, source="document")
        _answer(worker, case, "labour", "employed", mother)
        _answer(worker, case, "document", True, None, code="debt_statement", source="document")
        _answer(worker, case, "agrees", True, daughter, code="examination")
    for need, key in ((rent, "rent_plan"), (work, "job_training")):
        met_on = next((task.done_on for goal in plan.goals for task in goal.tasks if task.card == key), None)
        if key in cast.cards and met_on:
            with on(met_on):
                needs.meet_need(actor=worker, need=need, service=cast.cards[key])
    with on(TODAY):
        needs.mark_unmet(actor=worker, need=drawing, cause="no_service")


def _need(
    worker: Actor,
    case: Case,
    day: dt.date,
    category: str,
    text: str,
    person: Person | None,
    ground: str = "",
) -> Need:
    with on(day):
        return needs.record_need(
            actor=worker,
            case=case,
            category=category,
            text=text,
            person=person,
            ground=ground,
            urgency="urgent" if category == "education" else "normal",
        )


def _answer(
    worker: Actor,
    case: Case,
    kind: str,
    value: object,
    person: Person | None,
    *,
    code: str = "",
    source: str = "said",
) -> None:
    answers.answer(actor=worker, case=case, kind=kind, value=value, code=code, person=person, source=source)
