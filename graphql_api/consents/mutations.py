"""Writing consent: permissions given and taken back, restrictions, papers signed, texts, legal bases."""

from __future__ import annotations

from typing import Any, Final

import graphene

from core.families.queries import case_visible
from core.partnership.queries import partner_visible
from core.privacy.operations import authorisations, bases, sheets, texts
from core.privacy.queries.authorisations import word_visible
from core.privacy.queries.bases import basis_visible
from core.privacy.queries.sheets import sheet_visible
from core.shared.actor import Actor
from core.shared.enums import Role
from graphql_api.consents.types import (
    Article6Enum,
    Article9Enum,
    AuthorisationType,
    ConsentSheetType,
    ConsentTextType,
    DataCategoryEnum,
    LegalBasisType,
    PurposeEnum,
    RestrictionType,
    TextKindEnum,
)
from graphql_api.families.guardians import SPOKEN, LanguageEnum, with_guardian
from graphql_api.families.loaders import person_visible
from graphql_api.families.mutations import SPEAKERS, WRITERS
from graphql_api.families.types import AgreementFormEnum, PersonType
from graphql_api.mutations import Given, mutation, reference, text, value
from graphql_api.policies import policy
from graphql_api.scalars import Date

PUBLISHERS = policy(Role.DIRECTOR, scopes=("families:read", "families:write"))
KEEPERS = policy(Role.DIRECTOR, Role.NETWORK_OFFICER, scopes=("families:read", "families:write"))
CASE = reference("Case", case_visible, "The case.")
PERSON = reference("Person", person_visible, "The person.")
PARTNER = reference("Partner", partner_visible, "The institution.")

_BASIS: Final[dict[str, Given]] = {
    "records": text("Which records."),
    "article6": value(graphene.List(graphene.NonNull(Article6Enum)), "Points of art. 6(1) GDPR."),
    "article9": value(
        graphene.List(graphene.NonNull(Article9Enum)), "Points of art. 9(2) GDPR.", required=False
    ),
    "act": text("Act of law.", required=False),
    "plain": text("The same in plain words."),
}


def _lift(*, actor: Actor, case: Any, person: Any) -> Any:
    authorisations.lift_restriction(actor=actor, case=case, person=person)
    return person


def _authorise(*, category: str, **given: Any) -> Any:
    return authorisations.authorise(categories=[category], **given)[0]


def _take_back_from(*, actor: Actor, case: Any, person: Any, partner: Any) -> Any:
    authorisations.take_back_from(actor=actor, case=case, person=person, partner=partner)
    return person


class ConsentMutations:
    """What a worker, a director and an officer write."""

    authorisation_give = mutation(
        "AuthorisationGive",
        result=AuthorisationType,
        policy=WRITERS,
        takes={
            "case": CASE,
            "person": PERSON,
            "partner": PARTNER,
            "category": value(DataCategoryEnum, "What may be told."),
            "purpose": value(PurposeEnum, "What for."),
            "starts_on": value(Date, "First day; today when left out.", required=False),
            "last_day": value(Date, "Last day; until taken back when left out.", required=False),
            "after_leaving": value(
                graphene.Boolean, "Whether 30 days after leaving the team, too.", required=False
            ),
            "form": value(AgreementFormEnum, "How it was given.", required=False),
            **SPOKEN,
        },
        perform=with_guardian(_authorise),
        description="Record one category that a person lets one institution know.",
    )
    authorisation_withdraw = mutation(
        "AuthorisationWithdraw",
        result=AuthorisationType,
        policy=SPEAKERS,
        takes={"authorisation": reference("Authorisation", word_visible, "The permission.")},
        perform=authorisations.take_back,
        description="Take one permission back, the person or the leader; a second time changes nothing.",
    )
    partner_authorisations_withdraw = mutation(
        "PartnerAuthorisationsWithdraw",
        result=PersonType,
        policy=WRITERS,
        takes={"case": CASE, "person": PERSON, "partner": PARTNER},
        perform=_take_back_from,
        description="Take back everything that one institution may know of a person.",
    )
    restriction_set = mutation(
        "RestrictionSet",
        result=RestrictionType,
        policy=WRITERS,
        takes={"case": CASE, "person": PERSON},
        perform=authorisations.restrict,
        description="Stop all use of a person's data for now.",
    )
    restriction_lift = mutation(
        "RestrictionLift",
        result=PersonType,
        policy=WRITERS,
        takes={"case": CASE, "person": PERSON},
        perform=_lift,
        description="The request is settled; the data may be used again.",
    )
    consent_sheet_sign = mutation(
        "ConsentSheetSign",
        result=ConsentSheetType,
        policy=WRITERS,
        takes={
            "consent_sheet": reference("ConsentSheet", sheet_visible, "The printed sheet."),
            "signed_on": value(Date, "Day of the signature; today when left out.", required=False),
        },
        perform=lambda *, consent_sheet, **given: sheets.sign_sheet(sheet=consent_sheet, **given),
        description="A printed sheet was signed; it holds, and its scan is missed until it is linked.",
    )
    consent_text_publish = mutation(
        "ConsentTextPublish",
        result=ConsentTextType,
        policy=PUBLISHERS,
        takes={
            "kind": value(TextKindEnum, "Which text."),
            "language": value(LanguageEnum, "Language."),
            "title": text("Title."),
            "body": text("Words."),
            "valid_from": value(Date, "First day; today when left out.", required=False),
        },
        perform=texts.publish_text,
        description="Publish the town's own version of a text; what was accepted before stays.",
    )
    legal_basis_keep = mutation(
        "LegalBasisKeep",
        result=LegalBasisType,
        policy=KEEPERS,
        takes={"partner": PARTNER, **_BASIS},
        perform=bases.keep_basis,
        description="Write down a legal basis from today on.",
    )
    legal_basis_change = mutation(
        "LegalBasisChange",
        result=LegalBasisType,
        policy=KEEPERS,
        takes={"basis": reference("LegalBasis", basis_visible, "The basis."), **_BASIS},
        perform=bases.change_basis,
        description="End a basis today and begin its new wording.",
    )
    legal_basis_end = mutation(
        "LegalBasisEnd",
        result=LegalBasisType,
        policy=KEEPERS,
        takes={"basis": reference("LegalBasis", basis_visible, "The basis.")},
        perform=bases.end_basis,
        description="The institution no longer keeps such records.",
    )
