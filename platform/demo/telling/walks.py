"""How paths are walked: what matters, a no that is kept, a day moved, a goal put aside, a second version."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from core.families.queries import adults_of
from core.paths import operations as paths
from core.paths import queries
from core.paths.enums import ConsentMode, TaskKind
from core.paths.rules import UNFINISHED
from demo.stories.plan import FamilyPlan
from demo.telling.cast import Cast, on

if TYPE_CHECKING:
    from core.families.models import Case, Person
    from core.paths.models import PathwayPlan, Task
    from core.shared.actor import Actor

_SAID_ON: Final = dt.date(2026, 9, 10)
_CHANGED_ON: Final = dt.date(2026, 9, 17)
_AGREED_ON: Final = dt.date(2026, 9, 24)
_LATER: Final = dt.timedelta(days=21)
_FEWEST: Final = 2
_STALLED_SINCE: Final = dt.date(2026, 8, 20)


def tell_walks(cast: Cast, told: list[tuple[FamilyPlan, Case]]) -> None:
    """The family told in full walks its path with all that happens on one; two others a little of it."""
    going = [
        (plan, case)
        for plan, case in told
        if plan.path_on and plan.path_on < _STALLED_SINCE and plan.agreed_on and not plan.closed_on
    ]
    for place, (plan, case) in enumerate(going[:2]):
        if not plan.is_told_in_full:
            _walk_a_little(cast.workers[plan.worker], case, place)
    for plan, case in going:
        if plan.is_told_in_full:
            _walk_in_full(cast.workers[plan.worker], case)


def _walk_a_little(worker: Actor, case: Case, place: int) -> None:
    """One family with a step that stands still, one with a no and a goal put aside."""
    steps = _open_steps(worker, case)
    if not steps:
        return
    goal = steps[0].goal
    if place == 0:
        with on(_STALLED_SINCE):
            made = paths.add_task(
                actor=worker, goal=goal, task=paths.TaskData("Zebrać dokumenty do wniosku", due_on=None)
            )
            paths.start_task(actor=worker, task=made)
        return
    lead = adults_of(case, _SAID_ON)[0]
    with on(_SAID_ON):
        made = paths.add_task(
            actor=worker,
            goal=goal,
            task=paths.TaskData("Poprosić sąsiadkę o pomoc przy dzieciach", due_on=_CHANGED_ON),
        )
        _object(worker, made, lead, "Nie chcę, żeby sąsiadka o tym wiedziała.")


def _walk_in_full(worker: Actor, case: Case) -> None:
    """Words, a no that became a yes, another day, a goal put aside, and the path agreed anew."""
    adults = adults_of(case, _SAID_ON)
    own = [step for step in _open_steps(worker, case) if step.kind == TaskKind.FAMILY and step.due_on]
    plan = queries.plan_of(case)
    if plan is None or len(own) < _FEWEST:
        return
    _say(worker, case, adults, own[0])
    _change(worker, plan, adults, own)
    with on(_AGREED_ON):
        paths.accept_step(actor=worker, task=own[0], person=adults[-1], mode=ConsentMode.PHONE)
        for person in adults:
            paths.agree_plan(actor=worker, plan=plan, person=person, mode=ConsentMode.PHONE)
        paths.print_contract(actor=worker, plan=plan)


def _say(worker: Actor, case: Case, adults: list[Person], step: Task) -> None:
    """What matters to each, and a no."""
    wishes = (
        (adults[0], "Żeby dzieci wiedziały, że zostajemy w tym mieszkaniu."),
        (adults[-1], "Chcę sam płacić rachunki, bez proszenia."),
    )
    with on(_SAID_ON):
        for person, words in wishes:
            paths.say_what_matters(
                actor=worker, case=case, person=person, words=words, mode=ConsentMode.MEETING
            )
        _object(worker, step, adults[-1], "Dziesiąty to za wcześnie, wypłatę mam dwunastego.")


def _change(worker: Actor, plan: PathwayPlan, adults: list[Person], own: list[Task]) -> None:
    """A day moved for a reason, others put forward, a goal that the family leaves for later."""
    mother, person = adults[0], adults[-1]
    first, second = own[0], own[1]
    with on(_CHANGED_ON):
        if first.due_on and second.due_on:
            paths.change_task(
                actor=worker,
                task=first,
                title="Płacić bieżący czynsz do 15. dnia miesiąca",
                due_on=first.due_on + dt.timedelta(days=5),
                reason="Wypłata przychodzi dwunastego. Przelew robi mama.",
                owner=paths.Owner(person=mother),
            )
            paths.propose_date(
                actor=worker,
                task=first,
                person=person,
                due_on=first.due_on + dt.timedelta(days=8),
                why="W tym miesiącu wypłata będzie później.",
            )
            paths.propose_date(
                actor=worker,
                task=second,
                person=person,
                due_on=second.due_on + _LATER,
                why="W październiku mam zmiany popołudniowe.",
            )
        aside = paths.set_goal(actor=worker, plan=plan, title="Wspólny wyjazd na ferie", area="relations")
        paths.abandon_goal(actor=worker, goal=aside, reason="Rodzina woli najpierw spłacić ratę.")


def _object(worker: Actor, step: Task, person: Person, words: str) -> None:
    paths.object_to_step(actor=worker, task=step, person=person, words=words, mode=ConsentMode.MEETING)


def _open_steps(worker: Actor, case: Case) -> list[Task]:
    """Unfinished steps of a case that nobody has for themselves, in the order of the path."""
    found = queries.overview(worker, case)
    if found is None:
        return []
    steps = [step for goal in found.goals if goal.status == "open" for step in goal.tasks.all()]
    return [step for step in steps if step.status in UNFINISHED and not step.for_person_id]
