"""Writing the partnership: invite, sign, certify, name persons."""

from __future__ import annotations

import graphene

from core.partnership import operations, queries
from core.shared.enums import Role
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.partnership.types import (
    CertificateType,
    DeclarationType,
    KindEnum,
    PartnerPersonType,
    PartnerType,
    SectorEnum,
)
from graphql_api.policies import policy
from graphql_api.scalars import Date

WRITERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, scopes=("partners:read", "partners:write"))
PARTNER = reference("Partner", queries.partner_visible, "The partner.")


class PartnershipMutations:
    """What a network officer writes."""

    partner_invite = mutation(
        "PartnerInvite",
        result=PartnerType,
        policy=WRITERS,
        takes={
            "name": text("Full name."),
            "short_name": text("Short name.", required=False),
            "sector": value(SectorEnum, "Sector."),
            "kind": value(KindEnum, "Whose it is.", required=False),
            "email": text("E-mail address.", required=False),
            "phone": text("Telephone.", required=False),
            "address": text("Address.", required=False),
            "nip": text("Tax number.", required=False),
            "regon": text("Statistical number.", required=False),
            "invited_on": value(Date, "Day of the invitation; today when left out.", required=False),
        },
        perform=operations.invite_partner,
        description="Invite an organisation to the partnership.",
    )
    declaration_sign = mutation(
        "DeclarationSign",
        result=DeclarationType,
        policy=WRITERS,
        takes={
            "partner": PARTNER,
            "signed_on": value(Date, "Day of signature, not before the invitation."),
            "scope": text("What the partner takes on.", required=False),
            "valid_until": value(Date, "Last day, if it has one.", required=False),
        },
        perform=operations.sign_declaration,
        description="Record that a partner signed its declaration of accession.",
    )
    certificate_issue = mutation(
        "CertificateIssue",
        result=CertificateType,
        policy=WRITERS,
        takes={
            "declaration": reference("Declaration", queries.declaration_visible, "The declaration in force."),
            "issued_on": value(Date, "Day of issue; today when left out.", required=False),
        },
        perform=operations.issue_certificate,
        description="Issue the certificate for a declaration.",
    )
    partner_person_name = mutation(
        "PartnerPersonName",
        result=PartnerPersonType,
        policy=WRITERS,
        takes={
            "partner": PARTNER,
            "name": text("First and last name."),
            "job_title": text("Post.", required=False),
            "email": text("E-mail address.", required=False),
            "phone": text("Telephone.", required=False),
            "is_delegate": value(graphene.Boolean, "Sits in task teams.", required=False),
            "is_coordinator": value(graphene.Boolean, "Co-ordinates.", required=False),
            "starts_on": value(Date, "First day; today when left out.", required=False),
        },
        perform=operations.name_person,
        description="Name a person of a partner.",
    )
