"""Service cards."""

from __future__ import annotations

import graphene

from core.basket import queries
from core.basket.enums import CardStatus, ReferralMode
from core.basket.models import ServiceCard
from core.partnership.queries import partners
from core.reference.grounds import ServiceCategory
from core.shared.enums import STAFF, Role
from graphql_api.entity import EntityType
from graphql_api.fields import enumeration, field, related
from graphql_api.partnership.types import READERS as PARTNER_READERS
from graphql_api.partnership.types import PartnerType
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, NoNullString

READERS = policy(*STAFF, Role.DELEGATE, Role.FAMILY_MEMBER, scopes=("basket:read",))

CategoryEnum = enumeration(ServiceCategory, "ServiceCategory", "Kind of social service.")
CardStatusEnum = enumeration(CardStatus, "CardStatus", "Where a card stands.")
ReferralModeEnum = enumeration(ReferralMode, "ReferralMode", "How somebody comes to a service.")


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
    cost = field(NoNullString, required=True, policy=WITH_OBJECT, description="What it costs.")
    place = field(NoNullString, required=True, policy=WITH_OBJECT, description="Where.")
    hours = field(NoNullString, required=True, policy=WITH_OBJECT, description="When.")
    referral_mode = field(
        ReferralModeEnum, required=True, policy=WITH_OBJECT, description="How one comes to it."
    )
    remote = field(graphene.Boolean, required=True, policy=WITH_OBJECT, description="At a distance.")
    is_public = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Families see it, too."
    )
    capacity = field(graphene.Int, policy=WITH_OBJECT, description="Places, where they are counted.")
    status = field(CardStatusEnum, required=True, policy=WITH_OBJECT, description="Where it stands.")
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
