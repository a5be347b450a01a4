"""Service cards."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import graphene

from core.basket import queries
from core.basket.enums import (
    Accessibility,
    CapacityUnit,
    CardLanguage,
    CardStatus,
    Freshness,
    ReferralMode,
)
from core.basket.models import ServiceCard
from core.basket.quality import QualityPart, scores
from core.basket.queries.history import keeps
from core.basket.rules import freshness_of
from core.partnership.queries import partners
from core.reference.grounds import ServiceCategory
from core.shared.clock import today
from core.shared.enums import STAFF, Role
from graphql_api.entity import EntityType
from graphql_api.fields import enumeration, field, related
from graphql_api.partnership.types import READERS as PARTNER_READERS
from graphql_api.partnership.types import PartnerType
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, NoNullString

READERS = policy(*STAFF, Role.DELEGATE, Role.FAMILY_MEMBER, scopes=("basket:read",))
KEEPERS = policy(*STAFF, Role.DELEGATE, scopes=("basket:read",))

CategoryEnum = enumeration(ServiceCategory, "ServiceCategory", "Kind of social service.")
CardStatusEnum = enumeration(CardStatus, "CardStatus", "Where a card stands.")
AccessibilityEnum = enumeration(
    Accessibility,
    "Accessibility",
    "What makes a service usable for somebody who moves, sees or hears otherwise.",
)
CardLanguageEnum = enumeration(CardLanguage, "CardLanguage", "Language in which one can talk at a service.")
CapacityUnitEnum = enumeration(CapacityUnit, "CapacityUnit", "What places are counted in.")
FreshnessEnum = enumeration(Freshness, "Freshness", "Whether somebody looked at a card within a year.")
QualityPartEnum = enumeration(QualityPart, "QualityPart", "What of a card is scored.")
ReferralModeEnum = enumeration(ReferralMode, "ReferralMode", "How somebody comes to a service.")


class ScorePartType(graphene.ObjectType):
    """Points of one part of a card."""

    class Meta:
        name = "ScorePart"
        description = "Points of one part of a card; all parts make up to a hundred."

    part = field(QualityPartEnum, required=True, policy=WITH_OBJECT, description="What is scored.")
    points = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Points it has.")
    most = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Points it could have.")
    advice = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="What would bring the missing points."
    )


def _score(source: Any, info: Any) -> list[SimpleNamespace] | None:
    """Parts of the score, for those who keep the card."""
    if not keeps(info.context.actor, source.partner_id):
        return None
    return [
        SimpleNamespace(part=each.part, points=each.points, most=each.most, advice=str(each.advice))
        for each in scores(source, today())
    ]


class ServiceCardType(EntityType):
    """A card of the service basket."""

    class Meta:
        model = ServiceCard
        name = "ServiceCard"
        description = "A service as its partner describes it."
        rows = queries.visible_cards
        policy = READERS

    name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name.")
    description = field(NoNullString, required=True, policy=WITH_OBJECT, description="What is done.")
    category = field(CategoryEnum, required=True, policy=WITH_OBJECT, description="Category.")
    target_group = field(NoNullString, required=True, policy=WITH_OBJECT, description="For whom.")
    eligibility_note = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who may use it.")
    min_age = field(graphene.Int, policy=WITH_OBJECT, description="From this age on.")
    max_age = field(graphene.Int, policy=WITH_OBJECT, description="Up to this age.")
    legal_basis = field(NoNullString, required=True, policy=WITH_OBJECT, description="Legal basis.")
    documents_needed = field(
        graphene.List(graphene.NonNull(NoNullString)),
        required=True,
        policy=WITH_OBJECT,
        description="Documents to bring.",
    )
    cost = field(NoNullString, required=True, policy=WITH_OBJECT, description="What it costs.")
    place = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name of the place.")
    street = field(NoNullString, required=True, policy=WITH_OBJECT, description="Street and number.")
    postcode = field(NoNullString, required=True, policy=WITH_OBJECT, description="Postal code.")
    city = field(NoNullString, required=True, policy=WITH_OBJECT, description="Locality.")
    teryt = field(NoNullString, required=True, policy=WITH_OBJECT, description="TERYT code of the gmina.")
    hours = field(NoNullString, required=True, policy=WITH_OBJECT, description="When.")
    contact_role = field(NoNullString, required=True, policy=WITH_OBJECT, description="Whom to ask for.")
    phone = field(NoNullString, required=True, policy=WITH_OBJECT, description="Telephone of the service.")
    email = field(NoNullString, required=True, policy=WITH_OBJECT, description="E-mail of the service.")
    website = field(NoNullString, required=True, policy=WITH_OBJECT, description="Page of the service.")
    waiting_note = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="How long one waits, in the partner's words.",
    )
    accessibility = field(
        graphene.List(graphene.NonNull(AccessibilityEnum)),
        required=True,
        policy=WITH_OBJECT,
        description="Facilities.",
    )
    languages = field(
        graphene.List(graphene.NonNull(CardLanguageEnum)),
        required=True,
        policy=WITH_OBJECT,
        description="Languages in which one can talk.",
    )
    capacity_unit = field(
        CapacityUnitEnum, required=True, policy=WITH_OBJECT, description="What places are counted in."
    )
    freshness = field(
        FreshnessEnum,
        required=True,
        policy=WITH_OBJECT,
        description="Whether somebody looked at it within a year.",
        resolver=lambda source, _info: freshness_of(source.reviewed_on, today()),
    )
    score_parts = field(
        graphene.List(graphene.NonNull(ScorePartType)),
        policy=KEEPERS,
        description="Points and what to do about the missing ones; null for who does not keep it.",
        resolver=_score,
    )
    referral_mode = field(
        ReferralModeEnum, required=True, policy=WITH_OBJECT, description="How one comes to it."
    )
    remote = field(graphene.Boolean, required=True, policy=WITH_OBJECT, description="At a distance.")
    is_public = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Families see it, too."
    )
    capacity = field(graphene.Int, policy=WITH_OBJECT, description="Places, where they are counted.")
    status = field(CardStatusEnum, required=True, policy=WITH_OBJECT, description="Where it stands.")
    suspended_on = field(Date, policy=WITH_OBJECT, description="Day of the suspension that lasts.")
    published_on = field(Date, policy=WITH_OBJECT, description="First day in the basket.")
    withdrawn_on = field(Date, policy=WITH_OBJECT, description="Day of the withdrawal.")
    reviewed_on = field(Date, policy=WITH_OBJECT, description="When somebody last looked it over.")
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Grows at a change.")
    partner_name = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="Who offers it.",
        resolver=lambda source, _info: source.partner.name,
    )
    partner = related(
        PartnerType,
        "partner",
        policy=PARTNER_READERS,
        rows=partners,
        description="The partner that offers it.",
    )
