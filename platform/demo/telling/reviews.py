"""Looking back together: reviews on the way, and the conversation with which work ended."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from core.families import operations as families
from demo.stories.plan import TODAY, Ending, FamilyPlan
from demo.telling.cast import on

if TYPE_CHECKING:
    from core.families.models import Case, Person
    from core.shared.actor import Actor

# A little less than the twelve weeks, as people do it; one family in seven is late.
_WEEKS: Final = 11
_LATE: Final = 7
_WORKS: Final = (
    "Dzieci chodzą do szkoły codziennie. Rachunki są zapłacone.",
    "Mama zaczęła kurs i jest z niego zadowolona.",
    "Rozmowy z doradczynią rodzinną odbywają się co dwa tygodnie.",
)
_OBSTACLES: Final = (
    "Brakuje miejsca na zajęciach po szkole.",
    "Dojazd do poradni trwa ponad godzinę.",
    "Trudno pogodzić kurs z opieką nad najmłodszym dzieckiem.",
)
_WORDS: Final = (
    "Jest spokojniej niż wiosną.",
    "Wiem, do kogo zadzwonić, kiedy coś się psuje.",
    "Chcielibyśmy, żeby spotkania były rzadziej, ale dłuższe.",
)
_PLANS: Final = {
    Ending.ACHIEVED: "Rodzina wie, do kogo zwrócić się w razie trudności. Za pół roku zadzwonimy.",
    Ending.PARTLY: "Poradnia zostaje w kontakcie. Rodzina może wrócić w każdej chwili.",
}


def tell_reviews(worker: Actor, case: Case, plan: FamilyPlan, people: list[Person]) -> None:
    """Reviews about every eleven weeks while the path was walked; some families wait for theirs."""
    if plan.path_on is None:
        return
    until = min(plan.closed_on or TODAY, TODAY)
    late = plan.number % _LATE == _LATE - 1
    day, number = plan.path_on + dt.timedelta(weeks=_WEEKS), plan.number
    while day < until - dt.timedelta(weeks=_WEEKS if late else 0):
        with on(day):
            review = families.ReviewData(
                held_on=day,
                works=_WORKS[number % len(_WORKS)],
                obstacles=_OBSTACLES[number % len(_OBSTACLES)],
                family_words=_WORDS[number % len(_WORDS)],
                persons=people[:1],
            )
            families.record_review(actor=worker, case=case, review=review)
        day, number = day + dt.timedelta(weeks=_WEEKS), number + 1


def tell_closing_talk(worker: Actor, case: Case, plan: FamilyPlan, people: list[Person]) -> None:
    """The conversation before closing, where work did not simply break off."""
    if plan.closed_on is None or plan.ending not in _PLANS or plan.path_on is None:
        return
    families.record_closing_conversation(
        actor=worker,
        case=case,
        conversation=families.ClosingData(
            held_on=min(plan.closed_on, TODAY),
            achieved="Najważniejsze cele ze ścieżki są osiągnięte.",
            helped="To, że wszyscy siedzieli przy jednym stole i mówili prosto.",
            family_words=_WORDS[plan.number % len(_WORDS)],
            influence=3 + plan.number % 3,
            plan_after=_PLANS[plan.ending],
            persons=people[:1],
        ),
    )
