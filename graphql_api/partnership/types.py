"""Partners, their papers and the persons they named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import graphene

from core.partnership import queries
from core.partnership.enums import OrganisationKind, PartnerStage
from core.partnership.models import (
    AccessionDeclaration,
    PartnerOrganisation,
    PartnerPerson,
    PartnershipCertificate,
)
from core.partnership.queries import contacts
from core.partnership.queries import invitations as invitations_to_partnership
from core.partnership.queries.papers import amendments_visible_to
from core.reference.grounds import Sector
from core.shared.enums import STAFF, Role
from graphql_api.entity import EntityType
from graphql_api.fields import enumeration, field, filled, related
from graphql_api.partnership.paper_types import AmendmentType, categories_field
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, NoNullString

READERS = policy(*STAFF, Role.DELEGATE, scopes=("partners:read",))

SectorEnum = enumeration(Sector, "Sector", "Sector of the local system.")
KindEnum = enumeration(OrganisationKind, "OrganisationKind", "Whose an organisation is.")
StageEnum = enumeration(PartnerStage, "PartnerStage", "How far an organisation has come.")


def _on_own_page(attribute: str) -> Callable[[Any, Any], Any]:
    """Contact data: for staff, and for a delegate of the organisation itself."""

    def resolve(source: PartnerOrganisation, info: Any) -> Any:
        allowed = queries.sees_organisation(info.context.actor, source.pk)
        return (getattr(source, attribute) or None) if allowed else None

    return resolve


class CertificateType(EntityType):
    """A certificate of partnership."""

    class Meta:
        model = PartnershipCertificate
        name = "Certificate"
        description = "A certificate of partnership."
        rows = queries.certificates_visible_to
        policy = READERS

    number = field(NoNullString, required=True, policy=WITH_OBJECT, description="Number.")
    code = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="Code to check it by in public."
    )
    issued_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of issue.")


class DeclarationType(EntityType):
    """A declaration of accession."""

    class Meta:
        model = AccessionDeclaration
        name = "Declaration"
        description = "A signed declaration of accession."
        rows = queries.declarations_visible_to
        policy = READERS

    number = field(NoNullString, required=True, policy=WITH_OBJECT, description="Number.")
    signed_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of signature.")
    scope = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="What the partner takes on, as signed."
    )
    valid_until = field(Date, policy=WITH_OBJECT, description="Last day, if it has one.")
    withdrawn_on = field(Date, policy=WITH_OBJECT, description="First day no longer a partner.")
    withdrawal_reason = field(
        NoNullString, policy=WITH_OBJECT, description="Why it leaves.", resolver=filled("withdrawal_reason")
    )
    categories = categories_field("Fields of the services, as signed.")
    amendments = related(
        AmendmentType,
        "amendments",
        many=True,
        size=3,
        policy=WITH_OBJECT,
        rows=amendments_visible_to,
        description="Amendments by number; those with a day of signature hold from their day on.",
    )
    certificate = related(
        CertificateType,
        "certificate",
        policy=WITH_OBJECT,
        rows=queries.certificates_visible_to,
        description="Certificate issued for it.",
    )
    partner = related(
        lambda: PartnerType,
        "partner",
        policy=WITH_OBJECT,
        rows=queries.partners,
        description="Whose it is.",
    )


class PartnerPersonType(EntityType):
    """A person named by a partner."""

    class Meta:
        model = PartnerPerson
        name = "PartnerPerson"
        description = "A person named by a partner: a delegate to task teams or a co-ordinator."
        rows = queries.people_visible_to
        policy = READERS

    name = field(NoNullString, required=True, policy=WITH_OBJECT, description="First and last name.")
    job_title = field(NoNullString, required=True, policy=WITH_OBJECT, description="Post.")
    email = field(NoNullString, required=True, policy=WITH_OBJECT, description="E-mail address.")
    phone = field(NoNullString, required=True, policy=WITH_OBJECT, description="Telephone.")
    is_delegate = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Sits in task teams."
    )
    is_coordinator = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Co-ordinates for the partner."
    )
    starts_on = field(Date, required=True, policy=WITH_OBJECT, description="First day.")
    ends_on = field(Date, policy=WITH_OBJECT, description="First day no longer named.")
    substitutions = related(
        "graphql_api.partnership.accession_types.SubstitutionType",
        "substitutions",
        many=True,
        size=3,
        policy=READERS,
        rows=contacts.substitutions_visible_to,
        description="Who acts in this person's absence.",
    )
    contact_periods = related(
        "graphql_api.partnership.accession_types.ContactPeriodType",
        "contact_periods",
        many=True,
        size=3,
        policy=READERS,
        rows=contacts.contact_periods_visible_to,
        description="When and how this person is reached.",
    )


class PartnerType(EntityType):
    """A partner organisation."""

    class Meta:
        model = PartnerOrganisation
        name = "Partner"
        description = "An organisation of the partnership, or its lead."
        rows = queries.partners
        policy = READERS

    name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Full name.")
    short_name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Short name.")
    sector = field(SectorEnum, required=True, policy=WITH_OBJECT, description="Sector.")
    kind = field(KindEnum, required=True, policy=WITH_OBJECT, description="Whose it is.")
    stage = field(
        StageEnum, required=True, policy=WITH_OBJECT, description="How far it has come, as of today."
    )
    is_lead = field(graphene.Boolean, required=True, policy=WITH_OBJECT, description="Leads the partnership.")
    is_strategic = field(
        graphene.Boolean,
        required=True,
        policy=WITH_OBJECT,
        description="A powiat's centre that accepted from its own tenant.",
    )
    invited_on = field(Date, policy=WITH_OBJECT, description="Day of the invitation.")
    email = field(
        NoNullString,
        policy=READERS,
        description="E-mail address; a delegate reads only the own organisation's.",
        resolver=_on_own_page("email"),
    )
    phone = field(
        NoNullString,
        policy=READERS,
        description="Telephone; a delegate reads only the own organisation's.",
        resolver=_on_own_page("phone"),
    )
    address = field(
        NoNullString,
        policy=READERS,
        description="Address; a delegate reads only the own organisation's.",
        resolver=_on_own_page("address"),
    )
    nip = field(
        NoNullString,
        policy=READERS,
        description="Tax number; a delegate reads only the own organisation's.",
        resolver=_on_own_page("nip"),
    )
    regon = field(
        NoNullString,
        policy=READERS,
        description="Statistical number; a delegate reads only the own organisation's.",
        resolver=_on_own_page("regon"),
    )
    teryt = field(
        NoNullString,
        policy=READERS,
        description="Territorial code; a delegate reads only the own organisation's.",
        resolver=_on_own_page("teryt"),
    )
    website = field(
        NoNullString,
        policy=READERS,
        description="Website; a delegate reads only the own organisation's.",
        resolver=_on_own_page("website"),
    )
    addresses = related(
        "graphql_api.partnership.accession_types.AddressType",
        "addresses",
        many=True,
        size=3,
        policy=READERS,
        rows=contacts.addresses_visible_to,
        description="Addresses; a delegate reads only the own organisation's.",
    )
    invitations = related(
        "graphql_api.partnership.accession_types.InvitationType",
        "invitations",
        many=True,
        size=3,
        policy=policy(*STAFF, scopes=("partners:read",)),
        rows=invitations_to_partnership.invitations,
        description="Invitations to the partnership, the newest first; for staff.",
    )
    declarations = related(
        DeclarationType,
        "declarations",
        many=True,
        size=3,
        policy=READERS,
        rows=queries.declarations_visible_to,
        description="Declarations, the newest first; a delegate reads only the own organisation's.",
    )
    people = related(
        PartnerPersonType,
        "people",
        many=True,
        policy=READERS,
        rows=queries.people_visible_to,
        description="Persons it has named; a delegate reads only the own organisation's.",
    )
