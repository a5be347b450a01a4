"""A teenager's slip and a few messages, in the family told in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access import operations as access
from core.access.rules import OWN_PAGE_AGE
from core.assessments.operations.own import OwnWord, say_own_readings
from core.assessments.queries.forms import form_in_force
from core.families import queries as families
from core.families.rules import age_on, is_adult
from core.identity.queries import actor_for
from core.privacy.enums import AgreementForm, Assent, GuardianGround
from core.privacy.operations import record_agreement
from core.privacy.queries import has_agreement
from core.privacy.rules import Guardian
from demo.stories.plan import TODAY, FamilyPlan
from demo.telling.cast import Cast, on

if TYPE_CHECKING:
    from core.families.models import Case

# Opens example data only; the README names it.
CODE: Final = "pokazkartka2"


def tell_access(cast: Cast, told: list[tuple[FamilyPlan, Case]]) -> None:
    """The teenager of the family told in full has a slip; the mother has a letter and said her numbers."""
    for plan, case in told:
        if plan.is_told_in_full and not plan.closed_on:
            with on(TODAY):
                _tell(cast, plan, case)


def _tell(cast: Cast, plan: FamilyPlan, case: Case) -> None:
    worker = cast.workers[plan.worker]
    persons = families.persons_of(case, TODAY)
    lead = persons[0]
    access.send_message(
        actor=worker,
        case=case,
        person=lead,
        text="Dzień dobry, pamiętam o zaświadczeniu. Czy piątek o 10:00 byłby dobry?",
    )
    if lead.user is not None and has_agreement(lead):
        reader = actor_for(lead.user, person_id=lead.pk)
        first, second = form_in_force().domains[:2]
        said = [OwnWord(first.code, 6, "Lepiej niż wiosną."), OwnWord(second.code, 4)]
        say_own_readings(actor=reader, words=said)
    for person in persons:
        if person.born_on is None or is_adult(person.born_on, TODAY):
            continue
        if age_on(person.born_on, TODAY) < OWN_PAGE_AGE:
            continue
        if not has_agreement(person):
            record_agreement(
                actor=worker,
                case=case,
                person=person,
                form=AgreementForm.GUARDIAN.value,
                guardian=Guardian(GuardianGround.PARENT.value, lead.pk),
                assent=Assent.AGREES.value,
            )
        access.issue_slip(actor=worker, case=case, person=person, code=CODE)
