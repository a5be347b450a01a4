"""What waits for somebody in the family told in full: a remark, a request to join, a talk broken off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access import operations as access
from core.dossier import minutes as dossier
from core.families import queries as families
from core.identity.queries import actor_for
from core.privacy.operations import sheets
from core.privacy.queries import persons_agreeing
from core.shared.minutes import MinutesPhase
from core.teams import queries as teams
from core.teams.operations import joining
from core.teams.queries.minutes import minutes_visible_to, points_visible_to
from demo.stories.plan import TODAY, FamilyPlan
from demo.telling.cast import Cast, on

if TYPE_CHECKING:
    # Types only: stories read and write through operations and queries.
    from core.families.models import Case, Person

# Open example data only; the family told in full may also enter by number and PIN.
_CODE: Final = "pokazkartka3"
_PIN: Final = "270495"


def tell_waiting(cast: Cast, told: list[tuple[FamilyPlan, Case]]) -> None:
    """A little of everything that a page shows only while it waits."""
    for plan, case in told:
        if not plan.is_told_in_full or plan.closed_on:
            continue
        with on(TODAY):
            lead = families.persons_of(case, TODAY)[0]
            _remark(cast, plan, case, lead)
            _ask_to_join(cast, case)
            _break_off(cast, plan, case)
            _enter_by_number(cast, plan, case, lead)


def _remark(cast: Cast, plan: FamilyPlan, case: Case, lead: Person) -> None:
    """The mother remembers a point of the minutes otherwise."""
    worker = cast.workers[plan.worker]
    shown = minutes_visible_to(worker).filter(planned__team__case=case, phase=MinutesPhase.AMENDING).first()
    if shown is None or lead.user is None:
        return
    point = points_visible_to(worker).filter(planned=shown.planned_id, for_person__isnull=True).first()
    if point is not None:
        dossier.amend(
            actor=actor_for(lead.user, person_id=lead.pk),
            point=point,
            text=f"{point.minutes} W środy nie mogą przychodzić.",
            comment="W środy jest lekarz.",
        )


def _ask_to_join(cast: Cast, case: Case) -> None:
    """An institution that is not in the team asks for a seat by the number that the family told it."""
    team = teams.team_of(case)
    seated = {seat.partner_id for seat in teams.members_of(team)} if team else set()
    waiting = (
        key
        for key, partner in sorted(cast.partners.items())
        if key in cast.people and partner.pk not in seated and not partner.is_lead
    )
    key = next(waiting, None)
    if key is not None:
        reason = "Córka przychodzi do nas na zajęcia. Rodzina prosi, żebyśmy dołączyli."
        joining.ask_by_number(actor=cast.voice_of(key), case_number=case.number, reason=reason)


def _break_off(cast: Cast, plan: FamilyPlan, case: Case) -> None:
    """A talk about consent with the second adult that was not finished."""
    people = persons_agreeing(case)
    if len(people) > 1:
        sheets.begin_sheet(actor=cast.workers[plan.worker], case=case, person=people[1], language="pl")


def _enter_by_number(cast: Cast, plan: FamilyPlan, case: Case, lead: Person) -> None:
    """Beside the address and password that the list of accounts names, a number and a PIN."""
    if lead.user is not None:
        access.issue_slip(actor=cast.workers[plan.worker], case=case, person=lead, code=_CODE)
        access.enter_with_slip(code=_CODE, pin=_PIN)
