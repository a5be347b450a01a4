"""The shape of a story: plain data with dates, so that it can be checked without a database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.partnership.enums import MeetingKind, OrganisationKind
from core.paths.enums import LifeArea
from core.reference.grounds import HouseholdRole, HouseholdType, Sector
from core.reference.territory import Municipality
from core.shared.enums import Role
from demo.stories.institutions import CardPlan
from demo.stories.people import Somebody

# The demonstration's fixed day, a Monday: September is over, but not yet released.
TODAY: Final = dt.date(2026, 10, 5)
LAST_FAMILY_ON: Final = dt.date(2026, 9, 25)


class Doer(StrEnum):
    """Who carries a task."""

    PARTNER = "partner"
    FAMILY = "family"
    WORKER = "worker"


class Ending(StrEnum):
    """How the work with a family ended."""

    ACHIEVED = "achieved"
    PARTLY = "partly"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class StaffPlan:
    """An employee of the leading centre."""

    name: str
    roles: tuple[Role, ...]
    email: str


@dataclass(frozen=True, slots=True)
class OfferPlan:
    """A card in the basket: since when, and when somebody last confirmed that it is true."""

    card: CardPlan
    published_on: dt.date
    reviewed_on: dt.date


@dataclass(frozen=True, slots=True)
class PartnerPlan:
    """An institution on its way into the partnership; without ``signed_on`` it is only invited."""

    key: str
    name: str
    short_name: str
    sector: Sector
    body: OrganisationKind
    is_lead: bool
    invited_on: dt.date
    signed_on: dt.date | None
    left_on: dt.date | None
    contact_name: str
    contact_job: str
    email: str
    delegate_email: str
    offers: tuple[OfferPlan, ...]


@dataclass(frozen=True, slots=True)
class PartnershipMeetingPlan:
    """A meeting of the whole partnership: keys of partners that were asked and that came."""

    on: dt.date
    kind: MeetingKind
    invited: tuple[str, ...]
    present: tuple[str, ...]
    minutes: str


@dataclass(frozen=True, slots=True)
class MemberPlan:
    """A person and what it is to the household."""

    person: Somebody
    role: HouseholdRole


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """A step of the path; ``card`` is the key of the service it is drawn from.

    ``added_on`` is the day of a step that came later than the path; the family has not agreed to it
    yet.
    """

    name: str
    doer: Doer
    card: str | None
    due_on: dt.date
    done_on: dt.date | None = None
    failed: bool = False
    added_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class GoalPlan:
    """What the family wants to reach, in its own words."""

    name: str
    area: LifeArea
    tasks: tuple[TaskPlan, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """A meeting of a family's team; one after the demonstration's day is only planned."""

    on: dt.date
    family_came: bool
    partner_missing: bool
    minutes: str

    @property
    def is_held(self) -> bool:
        """Whether it lies in the past of the demonstration."""
        return self.on < TODAY


@dataclass(frozen=True, slots=True)
class FamilyPlan:
    """One household's way, from the first talk to the closing one."""

    number: int
    name: str
    kind: str
    household: HouseholdType
    grounds: tuple[str, ...]
    members: tuple[MemberPlan, ...]
    strengths: tuple[str, ...]
    needs: tuple[str, ...]
    worker: int
    registered_on: dt.date
    agreed_on: dt.date | None
    team_on: dt.date | None
    meetings: tuple[MeetingPlan, ...]
    path_on: dt.date | None
    goals: tuple[GoalPlan, ...]
    closed_on: dt.date | None
    ending: Ending | None

    @property
    def is_told_in_full(self) -> bool:
        """The one family that a visitor follows through the town."""
        return self.number == 0


@dataclass(frozen=True, slots=True)
class TownPlan:
    """Everything that happens in one municipality."""

    municipality: Municipality
    staff: tuple[StaffPlan, ...]
    partners: tuple[PartnerPlan, ...]
    meetings: tuple[PartnershipMeetingPlan, ...]
    families: tuple[FamilyPlan, ...]

    @property
    def offers(self) -> tuple[OfferPlan, ...]:
        """The town's basket, partner by partner."""
        return tuple(offer for partner in self.partners for offer in partner.offers)
