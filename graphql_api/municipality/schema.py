"""The schema of a town: partners, basket, families and paths, each as far as the caller may see."""

from __future__ import annotations

from functools import cache

import graphene

from graphql_api.access.mutations import AccessMutations
from graphql_api.access.queries import AccessQueries
from graphql_api.assessments.mutations import AssessmentMutations
from graphql_api.assessments.queries import AssessmentQueries
from graphql_api.basket.mutations import BasketMutations
from graphql_api.basket.queries import BasketQueries
from graphql_api.build import ApiSchema, build
from graphql_api.consents.mutations import ConsentMutations
from graphql_api.consents.queries import ConsentQueries
from graphql_api.exchange.queries import OfferQueries
from graphql_api.families.importing import FamilyImportMutations, FamilyImportQueries
from graphql_api.families.keeping import KeepingMutations as FamilyKeepingMutations
from graphql_api.families.merging import MergingMutations, MergingQueries
from graphql_api.families.mutations import FamilyMutations
from graphql_api.families.queries import FamilyQueries
from graphql_api.fidelity.mutations import FidelityMutations
from graphql_api.fidelity.queries import FidelityQueries
from graphql_api.identity.types import ANYONE, CallerQueries
from graphql_api.indicators.queries import IndicatorQueries
from graphql_api.involvement.mutations import InvolvementMutations
from graphql_api.involvement.queries import InvolvementQueries
from graphql_api.ledger.mutations import LedgerMutations
from graphql_api.ledger.queries import LedgerQueries
from graphql_api.lessons.mutations import LessonMutations
from graphql_api.lessons.queries import LessonQueries
from graphql_api.matching.mutations import MatchingMutations
from graphql_api.matching.queries import MatchingQueries
from graphql_api.meetings.mutations import MeetingMutations
from graphql_api.meetings.queries import MeetingQueries
from graphql_api.node import node_field, nodes_field
from graphql_api.notes.mutations import NoteMutations
from graphql_api.notes.queries import NoteQueries
from graphql_api.opendata.mutations import OpendataMutations
from graphql_api.opendata.queries import OpendataQueries
from graphql_api.partnership.accession_mutations import AccessionMutations
from graphql_api.partnership.accession_queries import AccessionQueries
from graphql_api.partnership.mutations import PartnershipMutations
from graphql_api.partnership.paper_mutations import PaperMutations
from graphql_api.partnership.paper_queries import PaperQueries
from graphql_api.partnership.queries import PartnershipQueries
from graphql_api.paths.mutations import PathMutations
from graphql_api.paths.queries import PathQueries
from graphql_api.paths.walking import PathWalkingMutations
from graphql_api.places.mutations import PlaceMutations
from graphql_api.places.queries import PlaceQueries
from graphql_api.referrals.mutations import ReferralMutations
from graphql_api.referrals.types import ReferralQueries
from graphql_api.rights.mutations import RightsMutations
from graphql_api.rights.queries import RightsQueries
from graphql_api.safety.mutations import SafetyMutations
from graphql_api.submissions.mutations import TownMonthMutations
from graphql_api.submissions.queries import TownMonthQueries
from graphql_api.teams.leading import LeadingMutations, LeadingQueries
from graphql_api.teams.mutations import TeamMutations
from graphql_api.teams.planning_mutations import GatheringMutations
from graphql_api.teams.queries import TeamQueries
from graphql_api.texts.mutations import TextMutations
from graphql_api.texts.queries import TextQueries


class Query(
    PartnershipQueries,
    AccessionQueries,
    PaperQueries,
    MeetingQueries,
    TextQueries,
    TownMonthQueries,
    OfferQueries,
    LessonQueries,
    BasketQueries,
    FamilyQueries,
    FamilyImportQueries,
    MergingQueries,
    ConsentQueries,
    AccessQueries,
    AssessmentQueries,
    FidelityQueries,
    IndicatorQueries,
    NoteQueries,
    TeamQueries,
    LeadingQueries,
    PathQueries,
    MatchingQueries,
    PlaceQueries,
    ReferralQueries,
    LedgerQueries,
    InvolvementQueries,
    OpendataQueries,
    RightsQueries,
    CallerQueries,
    graphene.ObjectType,
):
    """What can be read."""

    node = node_field(ANYONE)
    nodes = nodes_field(ANYONE)


class Mutation(
    TownMonthMutations,
    PartnershipMutations,
    AccessionMutations,
    PaperMutations,
    MeetingMutations,
    TextMutations,
    LessonMutations,
    BasketMutations,
    FamilyMutations,
    FamilyImportMutations,
    MergingMutations,
    ConsentMutations,
    AccessMutations,
    AssessmentMutations,
    FidelityMutations,
    SafetyMutations,
    NoteMutations,
    FamilyKeepingMutations,
    TeamMutations,
    LeadingMutations,
    GatheringMutations,
    PathMutations,
    PathWalkingMutations,
    MatchingMutations,
    PlaceMutations,
    ReferralMutations,
    LedgerMutations,
    InvolvementMutations,
    OpendataMutations,
    RightsMutations,
    graphene.ObjectType,
):
    """What can be written: all of a request, or nothing of it."""


@cache
def schema() -> ApiSchema:
    """The schema, put together once a process."""
    return build("municipality", query=Query, mutation=Mutation)
