"""What several parts of the case page need, read once and handed to each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.assessments.enums import AssessmentState
from core.assessments.queries import sight
from core.families import queries as families
from core.families.enums import Stage
from core.fidelity.queries.facts import Read
from core.paths import queries as paths
from core.privacy import queries as privacy
from core.shared.loading import attach
from core.teams import queries as teams

if TYPE_CHECKING:
    from django.db.models import Model

    from core.assessments.models import Assessment
    from core.families.models import (
        Case,
        CaseTransition,
        ClosingConversation,
        HouseholdMember,
        Person,
        ProgressReview,
    )
    from core.paths.queries import PathOverview
    from core.privacy.models import ParticipationAgreement
    from core.shared.actor import Actor
    from core.teams.queries import TeamRecord


@dataclass(frozen=True)
class CaseRead:
    """A case that the actor leads: its people, team, path, talks and reviews."""

    case: Case
    members: list[HouseholdMember]
    agreements: list[ParticipationAgreement]
    record: TeamRecord
    path: PathOverview | None
    talks: list[Assessment]
    reviews: list[ProgressReview]
    transitions: list[CaseTransition]
    closing_talks: list[ClosingConversation]

    @property
    def persons(self) -> list[Person]:
        """Who is of the household today."""
        return [member.person for member in self.members]

    @property
    def known(self) -> list[Model]:
        """People and institutions that need not be read again."""
        steps = self.path.steps if self.path else []
        partners = [step.referral.partner for step in steps if step.referral is not None]
        return [*known_in(self.case, self.members), *partners]

    @property
    def facts(self) -> Read:
        """What the model of the work speaks of."""
        finished = [talk.held_on for talk in self.talks if talk.state != AssessmentState.DRAFT]
        return Read(
            case=self.case,
            team=self.record,
            path=self.path,
            assessed_on=finished,
            reviewed_on=[review.held_on for review in self.reviews],
            talked_on=[talk.held_on for talk in self.closing_talks],
        )


def known_in(case: Case, members: list[HouseholdMember]) -> list[Model]:
    """The household and the worker who leads its case."""
    return [case.social_worker, *(member.person for member in members)]


def read_case(actor: Actor, case: Case) -> CaseRead:
    """A case that the actor leads."""
    members = families.members_visible(actor, case)
    known, record = known_in(case, members), teams.record_of(case)
    talks = list(sight.heads_of(actor, case).select_related(None))
    attach(talks, "person", known=known)
    transitions = families.transitions_of(case)
    # A closing conversation is what moves a case to its closing stage.
    closed_once = any(step.to_stage == Stage.CLOSING for step in transitions)
    return CaseRead(
        case=case,
        members=members,
        agreements=privacy.agreements(case, known=[member.person for member in members]),
        record=record,
        path=paths.overview(actor, case, record, known),
        talks=talks,
        reviews=list(families.reviews_of(actor, case)),
        transitions=transitions,
        closing_talks=families.closing_conversations_of(actor, case) if closed_once else [],
    )
