"""A talk about consent in each town: one on the screen in Ukrainian, one on a paper whose scan is missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.privacy.enums import Article6
from core.privacy.operations import bases, sheets
from core.privacy.queries import persons_agreeing
from core.privacy.rules.sheets import Answers, Permission
from core.teams.queries import members_of, team_of
from demo.accounts import DELEGATE_OF
from demo.stories.plan import TODAY, FamilyPlan
from demo.telling.cast import Cast, on

if TYPE_CHECKING:
    from core.families.models import Case

_MOST = 2


def tell_consents(cast: Cast, told: list[tuple[FamilyPlan, Case]]) -> None:
    """Two families of a town have talked about what may be told; one of them signed on paper."""
    going = [(plan, case) for plan, case in told if plan.team_on and plan.agreed_on and not plan.closed_on]
    for place, (plan, case) in enumerate(going[:_MOST]):
        _talk(cast, plan, case, on_paper=bool(place))
    partner = cast.partners.get(DELEGATE_OF)
    if partner is not None:
        with on(TODAY):
            bases.keep_basis(
                actor=cast.officer,
                partner=partner,
                records="Karta osoby szukającej pracy",
                article6=[Article6.DUTY],
                act="ustawa o rynku pracy i służbach zatrudnienia",
                plain="Urząd pracy prowadzi kartę każdej osoby, która się zarejestrowała.",
            )


def _talk(cast: Cast, plan: FamilyPlan, case: Case, *, on_paper: bool) -> None:
    team, worker = team_of(case), cast.workers[plan.worker]
    with on(TODAY):
        seats = members_of(team) if team else []
        partner = next((seat.partner_id for seat in seats if seat.partner_id), None)
        people = persons_agreeing(case)
        if partner is None or not people:
            return
        sheet = sheets.begin_sheet(
            actor=worker, case=case, person=people[0], language="pl" if on_paper else "uk"
        )
        said = Permission(("contact", "housing"), ("team",))
        answers = Answers(read=True, partners=(partner,), permissions={partner: said})
        sheet = sheets.save_answers(actor=worker, sheet=sheet, answers=answers)
        if on_paper:
            sheets.sign_sheet(actor=worker, sheet=sheets.print_sheet(actor=worker, sheet=sheet))
        else:
            sheets.confirm_sheet(actor=worker, sheet=sheet)
