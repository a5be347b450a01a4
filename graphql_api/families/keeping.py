"""Writing about a family over time: persons, roles, grounds, reviews, the end and going on."""

from __future__ import annotations

from typing import Any

import graphene

from core.families import operations, queries
from core.families.operations import ClosingData, PersonData, ReviewData
from core.shared.actor import Actor
from core.shared.enums import Role
from graphql_api.families.loaders import (
    conversation_visible,
    ground_visible,
    past_or_present_person,
    person_visible,
    review_visible,
)
from graphql_api.families.mutations import WRITERS
from graphql_api.families.types import (
    CaseType,
    ClosingConversationType,
    GroundType,
    HouseholdRoleEnum,
    HouseholdTypeEnum,
    PersonType,
    ReviewType,
    SexEnum,
)
from graphql_api.fields import field
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, NoNullString

ASKERS = policy(Role.SOCIAL_WORKER, scopes=("families:pesel",))
CASE = reference("Case", queries.case_visible, "The case.")
PERSON = reference("Person", person_visible, "The person.")
VERSION = value(graphene.Int, "Version read before; refused when it has grown.", required=False)
PERSONS = reference(
    "Person", past_or_present_person, "Who of the family took part.", required=False, many=True
)
_REVIEW = {
    "held_on": value(Date, "Day of the review."),
    "next_on": value(Date, "Day by which the next is due; in twelve weeks when left out.", required=False),
    "works": text("What works.", required=False),
    "obstacles": text("What does not.", required=False),
    "family_words": text("The family's own words.", required=False),
    "others": text("Who else took part.", required=False),
    "persons": PERSONS,
}
_CLOSING = {
    "held_on": value(Date, "Day of the conversation."),
    "achieved": text("What was achieved.", required=False),
    "helped": text("What helped.", required=False),
    "family_words": text("The family's own words.", required=False),
    "influence": value(graphene.Int, "The family's answer, 1-5; left out when not given.", required=False),
    "plan_after": text("What comes after.", required=False),
    "others": text("Who else took part.", required=False),
    "persons": PERSONS,
}


class PeselKnown(graphene.ObjectType):
    """What may be told about a PESEL number: the own case, or only whom to ask, or that nobody has it."""

    known = field(graphene.Boolean, required=True, policy=WITH_OBJECT, description="Whether it is known.")
    case_number = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="Number of the caller's own case.",
        resolver=lambda source, _info: source.own_case.number if source.own_case else None,
    )
    contact = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="The worker to ask, for a case of another one.",
        resolver=lambda source, _info: source.contact or None,
    )


def _add(*, actor: Actor, case: Any, **given: Any) -> Any:
    starts_on = given.pop("starts_on", None)
    return operations.add_person(actor=actor, case=case, person=PersonData(**given), starts_on=starts_on)


def _household(*, actor: Actor, case: Any, **given: Any) -> Any:
    operations.correct_household(actor=actor, case=case, **given)
    case.refresh_from_db()
    return case


def _role(*, actor: Actor, case: Any, person: Any, **given: Any) -> Any:
    operations.change_role(actor=actor, case=case, person=person, **given)
    return person


def _moved_out(*, actor: Actor, case: Any, person: Any, **given: Any) -> Any:
    operations.end_membership(actor=actor, case=case, person=person, **given)
    return case


def _returned(*, actor: Actor, case: Any, person: Any, **given: Any) -> Any:
    operations.return_person(actor=actor, case=case, person=person, **given)
    return person


def _removed(*, actor: Actor, ground: Any, **given: Any) -> Any:
    operations.remove_ground(actor=actor, ground=ground, **given)
    return ground.case


def _review(*, actor: Actor, case: Any, **given: Any) -> Any:
    return operations.record_review(actor=actor, case=case, review=ReviewData(**given))


def _changed_review(*, actor: Actor, review: Any, version: int | None = None, **given: Any) -> Any:
    return operations.change_review(actor=actor, review=review, data=ReviewData(**given), version=version)


def _closing(*, actor: Actor, case: Any, **given: Any) -> Any:
    return operations.record_closing_conversation(actor=actor, case=case, conversation=ClosingData(**given))


def _changed_closing(*, actor: Actor, conversation: Any, version: int | None = None, **given: Any) -> Any:
    return operations.change_closing_conversation(
        actor=actor, conversation=conversation, data=ClosingData(**given), version=version
    )


class KeepingMutations:
    """What the leading worker writes after a family is registered."""

    pesel_search = mutation(
        "PeselSearch",
        result=PeselKnown,
        policy=ASKERS,
        takes={"pesel": text("The number.")},
        perform=operations.search_pesel,
        description="Ask whether a PESEL number is known in the town; every question is noted.",
    )
    household_correct = mutation(
        "HouseholdCorrect",
        result=CaseType,
        policy=WRITERS,
        takes={
            "case": CASE,
            "household_type": value(HouseholdTypeEnum, "Type of household."),
            "source_number": text("Number in the centre's system; none when left out.", required=False),
            "version": VERSION,
        },
        perform=_household,
        description="Correct a household's type and its number in the centre's system.",
    )
    person_add = mutation(
        "PersonAdd",
        result=PersonType,
        policy=WRITERS,
        takes={
            "case": CASE,
            "first_name": text("First name."),
            "last_name": text("Last name."),
            "role": value(HouseholdRoleEnum, "What the person is to the household."),
            "born_on": value(Date, "Day of birth.", required=False),
            "sex": value(SexEnum, "Sex, when known.", required=False),
            "pesel": text("PESEL number, if the person has one.", required=False),
            "starts_on": value(Date, "Lives there since; today when left out.", required=False),
        },
        perform=_add,
        description="Write down one more person of a household.",
    )
    person_correct = mutation(
        "PersonCorrect",
        result=PersonType,
        policy=WRITERS,
        takes={
            "case": CASE,
            "person": PERSON,
            "first_name": text("First name."),
            "last_name": text("Last name."),
            "born_on": value(Date, "Day of birth; none when left out.", required=False),
            "sex": value(SexEnum, "Sex; none when left out.", required=False),
            "pesel": text("PESEL number; stays when left out.", required=False),
            "version": VERSION,
        },
        perform=operations.correct_person,
        description="Correct what is written about a person.",
    )
    role_change = mutation(
        "RoleChange",
        result=PersonType,
        policy=WRITERS,
        takes={
            "case": CASE,
            "person": PERSON,
            "role": value(HouseholdRoleEnum, "What the person is from the day on."),
            "starts_on": value(Date, "From this day; today when left out.", required=False),
            "former_lead_role": value(
                HouseholdRoleEnum, "What the former leading person becomes.", required=False
            ),
        },
        perform=_role,
        description="Change what a person is to the household from a day on.",
    )
    person_move_out = mutation(
        "PersonMoveOut",
        result=CaseType,
        policy=WRITERS,
        takes={
            "case": CASE,
            "person": PERSON,
            "ends_on": value(Date, "First day without the person; today when left out.", required=False),
        },
        perform=_moved_out,
        description="A person no longer lives with the household.",
    )
    person_return = mutation(
        "PersonReturn",
        result=PersonType,
        policy=WRITERS,
        takes={
            "case": CASE,
            "person": reference("Person", past_or_present_person, "Who comes back."),
            "role": value(HouseholdRoleEnum, "What the person is to the household."),
            "starts_on": value(Date, "From this day; today when left out.", required=False),
        },
        perform=_returned,
        description="A person who had moved out lives with the household again.",
    )
    ground_change = mutation(
        "GroundChange",
        result=GroundType,
        policy=WRITERS,
        takes={
            "ground": reference("CaseGround", ground_visible, "The ground."),
            "starts_on": value(Date, "First day."),
            "ends_on": value(Date, "First day on which it no longer holds, past or to come.", required=False),
            "version": VERSION,
        },
        perform=operations.change_ground,
        description="Correct the days of a ground, or say when it ends; the version is the case's.",
    )
    ground_remove = mutation(
        "GroundRemove",
        result=CaseType,
        policy=WRITERS,
        takes={"ground": reference("CaseGround", ground_visible, "The ground."), "version": VERSION},
        perform=_removed,
        description="Take back a ground that was written down by mistake.",
    )
    review_record = mutation(
        "ReviewRecord",
        result=ReviewType,
        policy=WRITERS,
        takes={"case": CASE, **_REVIEW},
        perform=_review,
        description="Write down a review of the path.",
    )
    review_change = mutation(
        "ReviewChange",
        result=ReviewType,
        policy=WRITERS,
        takes={
            "review": reference("ProgressReview", review_visible, "The review."),
            **_REVIEW,
            "version": VERSION,
        },
        perform=_changed_review,
        description="Correct a review.",
    )
    closing_conversation_record = mutation(
        "ClosingConversationRecord",
        result=ClosingConversationType,
        policy=WRITERS,
        takes={"case": CASE, **_CLOSING},
        perform=_closing,
        description="Write down the closing conversation; the case then stands at it.",
    )
    closing_conversation_change = mutation(
        "ClosingConversationChange",
        result=ClosingConversationType,
        policy=WRITERS,
        takes={
            "conversation": reference("ClosingConversation", conversation_visible, "The conversation."),
            **_CLOSING,
            "version": VERSION,
        },
        perform=_changed_closing,
        description="Correct a closing conversation, until the case is closed.",
    )
    case_resume = mutation(
        "CaseResume",
        result=CaseType,
        policy=WRITERS,
        takes={"case": CASE, "reason": text("Why."), "version": VERSION},
        perform=operations.resume_case,
        description="Go on where the work stood before the closing conversation, or soon after closing.",
    )
    case_reopen = mutation(
        "CaseReopen",
        result=CaseType,
        policy=WRITERS,
        takes={
            "case": CASE,
            "opened_on": value(Date, "Day of opening; today when left out.", required=False),
        },
        perform=operations.reopen_household,
        description="Open a new case for a family that returns.",
    )
