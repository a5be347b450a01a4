"""Needs, answers, gaps; and what matching says of them, in words and in codes."""

from __future__ import annotations

from typing import Any

import graphene

from core.basket.eligibility.vocabulary import ConditionKind, FactKind
from core.basket.queries import visible_cards
from core.families.queries import persons_visible_to
from core.matching.enums import Cause, FactSource, Fit, NeedState, Part, Urgency, Why
from core.matching.models import HouseholdFact, Need, UnmetNeed
from core.matching.queries import needs as queries
from core.matching.rules.answers import Answer, read_body
from core.shared.enums import Role
from graphql_api.basket.types import READERS as CARD_READERS
from graphql_api.basket.types import CategoryEnum, ServiceCardType
from graphql_api.entity import EntityType
from graphql_api.families.types import LEADERS, GroundEnum, PersonType
from graphql_api.fields import enumeration, field, filled, related
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, NoNullString

READERS = policy(Role.SOCIAL_WORKER, scopes=("families:read", "basket:read"))
COUNTERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, scopes=("basket:read",))

UrgencyEnum = enumeration(Urgency, "NeedUrgency", "How soon a need must be met.")
NeedStateEnum = enumeration(NeedState, "NeedState", "What became of a need.")
FactSourceEnum = enumeration(FactSource, "FactSource", "How somebody knows a fact.")
CauseEnum = enumeration(Cause, "UnmetCause", "Why a need stays without a service.")
FitEnum = enumeration(Fit, "Fit", "Whether a service is for somebody.")
PartEnum = enumeration(Part, "MatchPart", "What the order of services is made of.")
WhyEnum = enumeration(Why, "BundleReason", "Why a service stands in a bundle.")
FactKindEnum = enumeration(FactKind, "FactKind", "What can be known and asked.")
ConditionKindEnum = enumeration(ConditionKind, "ConditionKind", "A kind of condition of a card.")


def _kept(source: HouseholdFact) -> Answer:
    return read_body(source.body, str(source.person_id or ""), source.stated_on)


def _value(source: HouseholdFact, _info: Any) -> list[str]:
    value = _kept(source).value
    values = value if isinstance(value, list) else [value]
    return [str(each).lower() if isinstance(each, bool) else str(each) for each in values]


class HouseholdFactType(EntityType):
    """An answer to a deciding question."""

    class Meta:
        model = HouseholdFact
        name = "HouseholdFact"
        description = "An answer to a deciding question; only the latest is kept."
        rows = queries.facts_visible_to
        policy = LEADERS
        audited = True

    kind = field(
        FactKindEnum,
        required=True,
        policy=WITH_OBJECT,
        description="What is known.",
        resolver=lambda source, _info: _kept(source).kind,
    )
    code = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="Which document, referral or readiness.",
        resolver=lambda source, _info: _kept(source).code or None,
    )
    values = field(
        graphene.List(graphene.NonNull(NoNullString)),
        required=True,
        size=1,
        policy=WITH_OBJECT,
        description="The answer: codes, a number (income in grosze), true or false.",
        resolver=_value,
    )
    source = field(FactSourceEnum, required=True, policy=WITH_OBJECT, description="How it is known.")
    stated_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of the answer.")
    person = related(
        PersonType,
        "person",
        policy=LEADERS,
        rows=persons_visible_to,
        description="Whose it is; null for the household's.",
    )


class UnmetNeedType(EntityType):
    """A gap."""

    class Meta:
        model = UnmetNeed
        name = "UnmetNeed"
        description = "A need that found no service, with the cause that a person confirmed."
        rows = queries.gaps_visible_to
        policy = LEADERS
        audited = True

    cause = field(CauseEnum, required=True, policy=WITH_OBJECT, description="Why.")
    note = field(
        NoNullString, policy=WITH_OBJECT, description="The worker's own note.", resolver=filled("note")
    )
    recorded_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of the confirmation.")
    resolved_on = field(Date, policy=WITH_OBJECT, description="Day from which it no longer holds.")


class NeedType(EntityType):
    """A need of a family."""

    class Meta:
        model = Need
        name = "Need"
        description = "What a family, or one of its persons, needs and a service could give."
        rows = queries.needs_visible_to
        policy = LEADERS
        audited = True

    category = field(CategoryEnum, required=True, policy=WITH_OBJECT, description="Kind of service.")
    text = field(NoNullString, required=True, policy=WITH_OBJECT, description="The need, in a sentence.")
    ground = field(
        GroundEnum, policy=WITH_OBJECT, description="Ground behind it, if any.", resolver=filled("ground")
    )
    urgency = field(UrgencyEnum, required=True, policy=WITH_OBJECT, description="How soon.")
    state = field(NeedStateEnum, required=True, policy=WITH_OBJECT, description="What became of it.")
    recorded_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of recording.")
    settled_on = field(Date, policy=WITH_OBJECT, description="Day on which it was met, unmet or dropped.")
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Grows at a change.")
    person = related(
        PersonType,
        "person",
        policy=LEADERS,
        rows=persons_visible_to,
        description="Whose it is; null for the whole family's.",
    )
    met_by = related(
        ServiceCardType,
        "met_by",
        policy=CARD_READERS,
        rows=visible_cards,
        description="The service that meets it.",
    )
    gaps = related(
        UnmetNeedType,
        "gaps",
        many=True,
        size=2,
        policy=LEADERS,
        rows=queries.gaps_visible_to,
        description="When and why it found no service, resolved gaps too.",
    )


class ConditionType(graphene.ObjectType):
    """A condition of a card; a group lists its alternatives one after the other."""

    class Meta:
        name = "ServiceCondition"
        description = "A typed condition of a card; all of a card's must hold."

    kind = field(ConditionKindEnum, required=True, policy=WITH_OBJECT, description="Kind.")
    requirement = field(NoNullString, required=True, policy=WITH_OBJECT, description="In words.")
    min = field(graphene.Int, policy=WITH_OBJECT, description="Youngest age.")
    max = field(graphene.Int, policy=WITH_OBJECT, description="Oldest age.")
    under = field(graphene.Int, policy=WITH_OBJECT, description="A child is younger than this.")
    percent = field(graphene.Int, policy=WITH_OBJECT, description="Of the income criterion.")
    values = field(
        graphene.List(graphene.NonNull(NoNullString)),
        required=True,
        size=3,
        policy=WITH_OBJECT,
        description="Codes, one of which must be the case.",
    )
    any_of = field(
        graphene.List(graphene.NonNull(lambda: ConditionType)),
        required=True,
        size=2,
        policy=WITH_OBJECT,
        description="Alternatives, of which one is enough.",
    )


class ExcludedType(graphene.ObjectType):
    """A service that excludes another."""

    class Meta:
        name = "ExcludedService"
        description = "A service that does not go along with a card, and why."

    service_id = field(graphene.ID, required=True, policy=WITH_OBJECT, description="Id of its card.")
    service_name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Its name.")
    reason = field(NoNullString, required=True, policy=WITH_OBJECT, description="Why.")


class CardTermsType(graphene.ObjectType):
    """Who a card is for and how it combines."""

    class Meta:
        name = "ServiceTerms"
        description = "Who a service is for, what else it covers, what it does not go along with."

    conditions = field(
        graphene.List(graphene.NonNull(ConditionType)),
        required=True,
        size=4,
        policy=WITH_OBJECT,
        description="All must hold; the card's age range is among them.",
    )
    also_covers = field(
        graphene.List(graphene.NonNull(CategoryEnum)),
        required=True,
        size=2,
        policy=WITH_OBJECT,
        description="Categories beside its own.",
    )
    approach = field(NoNullString, required=True, policy=WITH_OBJECT, description="Way of working, a code.")
    excluded = field(
        graphene.List(graphene.NonNull(ExcludedType)),
        required=True,
        size=2,
        policy=WITH_OBJECT,
        description="Services that do not go along with it.",
    )


class ReasonType(graphene.ObjectType):
    """What became of a condition."""

    class Meta:
        name = "MatchReason"
        description = "What became of one condition of a service."

    verdict = field(FitEnum, required=True, policy=WITH_OBJECT, description="Met, not met, not known.")
    kind = field(ConditionKindEnum, required=True, policy=WITH_OBJECT, description="Kind of condition.")
    sentence = field(NoNullString, required=True, policy=WITH_OBJECT, description="In words.")


class QuestionType(graphene.ObjectType):
    """A question that would decide."""

    class Meta:
        name = "DecidingQuestion"
        description = "A missing fact; its answer decides about services."

    kind = field(FactKindEnum, required=True, policy=WITH_OBJECT, description="What is missing.")
    code = field(NoNullString, policy=WITH_OBJECT, description="Which one, for kinds with a list.")
    person_id = field(graphene.ID, policy=WITH_OBJECT, description="Whom to ask about, if a person.")
    text = field(NoNullString, required=True, policy=WITH_OBJECT, description="The question.")
    document = field(NoNullString, policy=WITH_OBJECT, description="The paper that answers it.")
    services = field(graphene.Int, policy=WITH_OBJECT, description="How many services wait for it.")


class PointsType(graphene.ObjectType):
    """Points of one part."""

    class Meta:
        name = "MatchPoints"
        description = "Points of one part of the order."

    part = field(PartEnum, required=True, policy=WITH_OBJECT, description="Which part.")
    points = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Points.")
    weight = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Most possible.")


class MatchType(graphene.ObjectType):
    """A service beside a need."""

    class Meta:
        name = "Match"
        description = "A service beside a need: whether it fits, why, and what would decide."

    service_id = field(graphene.ID, required=True, policy=WITH_OBJECT, description="Id of the card.")
    service_name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name of the card.")
    partner_name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who offers it.")
    fit = field(FitEnum, required=True, policy=WITH_OBJECT, description="The answer.")
    person_id = field(graphene.ID, policy=WITH_OBJECT, description="Who of the family was judged.")
    free_places = field(graphene.Int, policy=WITH_OBJECT, description="Free places, where counted.")
    waiting_days = field(graphene.Int, policy=WITH_OBJECT, description="Median wait, where known.")
    score = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Points, of a hundred.")
    points = field(
        graphene.List(graphene.NonNull(PointsType)),
        required=True,
        size=7,
        policy=WITH_OBJECT,
        description="Points by part.",
    )
    reasons = field(
        graphene.List(graphene.NonNull(ReasonType)),
        required=True,
        size=4,
        policy=WITH_OBJECT,
        description="Every condition.",
    )
    questions = field(
        graphene.List(graphene.NonNull(QuestionType)),
        required=True,
        size=2,
        policy=WITH_OBJECT,
        description="What would decide; none once it is decided.",
    )


class MatchListType(graphene.ObjectType):
    """All services of a need's kind."""

    class Meta:
        name = "MatchList"
        description = "Services of a need's kind in their order. A person decides, not this list."

    matches = field(
        graphene.List(graphene.NonNull(MatchType)),
        required=True,
        size=20,
        policy=WITH_OBJECT,
        description="Fitting ones first, then by points, then by name; at most a hundred.",
    )
    total = field(graphene.Int, required=True, policy=WITH_OBJECT, description="How many there are in all.")
    questions = field(
        graphene.List(graphene.NonNull(QuestionType)),
        required=True,
        size=6,
        policy=WITH_OBJECT,
        description="Open questions, those that decide about most services first.",
    )
    proposed_cause = field(
        CauseEnum, policy=WITH_OBJECT, description="Why nothing is within reach; null when something is."
    )


class ChosenType(graphene.ObjectType):
    """A service of a bundle."""

    class Meta:
        name = "BundledService"
        description = "A service of the bundle, with the needs that it covers."

    service_id = field(graphene.ID, required=True, policy=WITH_OBJECT, description="Id of the card.")
    service_name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name of the card.")
    need_ids = field(
        graphene.List(graphene.NonNull(graphene.ID)),
        required=True,
        size=2,
        policy=WITH_OBJECT,
        description="Needs that it covers.",
    )
    is_certain = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Fits all of them for sure."
    )
    why = field(
        graphene.List(graphene.NonNull(WhyEnum)),
        required=True,
        size=2,
        policy=WITH_OBJECT,
        description="Why it is there.",
    )


class UncoveredType(graphene.ObjectType):
    """A need without a service."""

    class Meta:
        name = "UncoveredNeed"
        description = "A need that the bundle leaves without a service."

    need_id = field(graphene.ID, required=True, policy=WITH_OBJECT, description="Id of the need.")
    cause = field(
        CauseEnum,
        policy=WITH_OBJECT,
        description="Why; null when its services contradict others of the bundle.",
    )


class ContradictionType(graphene.ObjectType):
    """Two services that exclude each other."""

    class Meta:
        name = "Contradiction"
        description = "Two services that do not go together."

    first_id = field(graphene.ID, required=True, policy=WITH_OBJECT, description="Id of one card.")
    second_id = field(graphene.ID, required=True, policy=WITH_OBJECT, description="Id of the other card.")
    reason = field(
        NoNullString, policy=WITH_OBJECT, description="Why; null when their ways of working say it."
    )


class BundleType(graphene.ObjectType):
    """The bundle of a case."""

    class Meta:
        name = "Bundle"
        description = "The fewest services that cover all open needs of a case, without contradictions."

    services = field(
        graphene.List(graphene.NonNull(ChosenType)),
        required=True,
        size=5,
        policy=WITH_OBJECT,
        description="The services.",
    )
    uncovered = field(
        graphene.List(graphene.NonNull(UncoveredType)),
        required=True,
        size=3,
        policy=WITH_OBJECT,
        description="Needs without a service.",
    )
    avoided = field(
        graphene.List(graphene.NonNull(ContradictionType)),
        required=True,
        size=3,
        policy=WITH_OBJECT,
        description="Contradictions that were left out.",
    )
    present = field(
        graphene.List(graphene.NonNull(ContradictionType)),
        required=True,
        size=2,
        policy=WITH_OBJECT,
        description="Contradictions among what the family uses already.",
    )
    is_proven = field(
        graphene.Boolean,
        required=True,
        policy=WITH_OBJECT,
        description="Whether it is proven that no smaller set exists.",
    )
