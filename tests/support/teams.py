"""A team with everybody that a meeting may need: built through the operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from core.families import queries as families
from core.families.operations import link_account
from core.partnership import operations as partnership
from core.privacy.operations import record_agreement
from core.shared.actor import Actor
from core.shared.meeting_hours import moment
from core.teams import operations, queries
from core.teams.operations import planning
from tests.support import families as build
from tests.support import people

if TYPE_CHECKING:
    from core.families.models import Case
    from core.partnership.models import PartnerOrganisation
    from core.teams.models import CaseTeam, PlannedMeeting, TeamMember

DAY = date(2026, 10, 12)


@dataclass(frozen=True)
class Table:
    """A team of a mother, a father, their worker and a partner's delegate, each with an account."""

    worker: Actor
    case: Case
    team: CaseTeam
    mother: Actor
    father: Actor
    delegate: Actor
    partner: PartnerOrganisation

    @property
    def seats(self) -> list[TeamMember]:
        """Family first, then the moderator, then the partner."""
        return queries.members_of(self.team)


def table(partner_name: str = "Poradnia Rodzinna") -> Table:
    """The team as it stands on 6 September 2026."""
    worker = people.actor("social_worker", name="Ewa Moderująca")
    case = build.family(worker)
    mother, father = families.persons_of(case)[:2]
    team = build.team(worker, case)
    record_agreement(actor=worker, case=case, person=father, given_on=date(2026, 9, 4))
    operations.add_family_member(actor=worker, team=team, person=father, starts_on=date(2026, 9, 5))
    partner = build.partner(partner_name)
    user = people.account("delegate", name="Jan Delegat")
    named = partnership.name_person(
        actor=people.system(), partner=partner, name="Jan Delegat", job_title="pedagog", user=user
    )
    operations.add_partner_member(
        actor=worker, team=team, partner=partner, partner_person=named, starts_on=date(2026, 9, 6)
    )
    accounts = [people.account("family_member", name=person.full_name) for person in (mother, father)]
    for person, account in zip((mother, father), accounts, strict=True):
        link_account(actor=worker, person=person, user=account)
    one, two = (people.actor_of(account) for account in accounts)
    return Table(worker, case, team, one, two, people.actor_of(user), partner)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of Poland's time."""
    return moment(day, time(hour, minute))


def planned(table: Table, day: date = DAY) -> PlannedMeeting:
    """A meeting of the whole team from ten to half past eleven."""
    return planning.plan_meeting(
        actor=table.worker,
        team=table.team,
        members=table.seats,
        starts_at=at(day, 10),
        ends_at=at(day, 11, 30),
        place="Ośrodek, pokój 3",
    )
