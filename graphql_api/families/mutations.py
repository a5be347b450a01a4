"""Writing about families: register, grounds, agreement, closing."""

from __future__ import annotations

from typing import Any

import graphene

from core.families import operations, queries
from core.privacy import operations as privacy
from core.shared.actor import Actor
from core.shared.enums import Role
from graphql_api.families.guardians import SPOKEN, with_guardian
from graphql_api.families.loaders import agreement_visible, person_visible
from graphql_api.families.types import (
    AgreementFormEnum,
    AgreementType,
    CaseType,
    GroundEnum,
    HouseholdRoleEnum,
    HouseholdTypeEnum,
    OutcomeEnum,
    SexEnum,
)
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.policies import policy
from graphql_api.scalars import Date, NoNullString

WRITERS = policy(Role.SOCIAL_WORKER, scopes=("families:read", "families:write"))
SPEAKERS = policy(Role.SOCIAL_WORKER, Role.FAMILY_MEMBER, scopes=("families:read", "families:write"))
CASE = reference("Case", queries.case_visible, "The case.")


class PersonInput(graphene.InputObjectType):
    """A person of a household."""

    first_name = graphene.InputField(NoNullString, required=True, description="First name.")
    last_name = graphene.InputField(NoNullString, required=True, description="Last name.")
    role = graphene.InputField(HouseholdRoleEnum, description="What the person is to the household.")
    born_on = graphene.InputField(Date, description="Day of birth; a PESEL number gives it, too.")
    sex = graphene.InputField(SexEnum, description="Sex, when known.")
    pesel = graphene.InputField(NoNullString, description="PESEL number, if the person has one.")


def _register(*, actor: Actor, persons: list[dict[str, Any]], **given: Any) -> Any:
    data = [
        operations.PersonData(**{name: each for name, each in row.items() if each is not None})
        for row in persons
    ]
    return operations.register_household(actor=actor, persons=data, **given)


def _ground(*, actor: Actor, case: Any, **given: Any) -> Any:
    operations.record_grounds(actor=actor, case=case, **given)
    return case


class FamilyMutations:
    """What the leading social worker writes."""

    household_register = mutation(
        "HouseholdRegister",
        result=CaseType,
        policy=WRITERS,
        takes={
            "household_type": value(HouseholdTypeEnum, "Type of household."),
            "persons": value(
                graphene.List(graphene.NonNull(PersonInput)), "Its persons, the leading one first."
            ),
            "opened_on": value(Date, "Day of opening; today when left out.", required=False),
            "source_number": text("Number in the source system.", required=False),
        },
        perform=_register,
        description="Write down a household and open its case; the caller leads it.",
    )
    grounds_record = mutation(
        "GroundsRecord",
        result=CaseType,
        policy=WRITERS,
        takes={
            "case": CASE,
            "codes": value(graphene.List(graphene.NonNull(GroundEnum)), "All that hold from the day on."),
            "starts_on": value(Date, "From this day; today when left out.", required=False),
        },
        perform=_ground,
        description="Say which points of art. 7 hold from a day on.",
    )
    agreement_record = mutation(
        "AgreementRecord",
        result=AgreementType,
        policy=WRITERS,
        takes={
            "case": CASE,
            "person": reference("Person", person_visible, "Who agrees."),
            "given_on": value(Date, "Day of the agreement; today when left out.", required=False),
            "form": value(AgreementFormEnum, "How it was given.", required=False),
            **SPOKEN,
        },
        perform=with_guardian(privacy.record_agreement),
        description="Record that a person agrees to take part.",
    )
    agreement_withdraw = mutation(
        "AgreementWithdraw",
        result=AgreementType,
        policy=SPEAKERS,
        takes={
            "agreement": reference("Agreement", agreement_visible, "The agreement."),
            "withdrawn_on": value(Date, "First day without it; today when left out.", required=False),
        },
        perform=privacy.withdraw_agreement,
        description="End a person's agreement; nothing that happened before changes.",
    )
    case_close = mutation(
        "CaseClose",
        result=CaseType,
        policy=WRITERS,
        takes={
            "case": CASE,
            "outcome": value(OutcomeEnum, "How it ended."),
            "closed_on": value(Date, "Day of closing; today when left out.", required=False),
            "reason": text("Why.", required=False),
            "version": value(graphene.Int, "Version read before; refused when it has grown.", required=False),
        },
        perform=operations.close_case,
        description="End a case with its outcome.",
    )
