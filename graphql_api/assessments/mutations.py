"""Writing assessments: begun, saved, finished, corrected, discarded; the town's form."""

from __future__ import annotations

from typing import Any

import graphene

from core.assessments import operations
from core.assessments.operations import AssessmentData
from core.assessments.queries.sight import led_assessment
from core.assessments.rules.forms import OwnQuestion
from core.assessments.rules.readings import Entry
from core.families.queries import case_visible
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from graphql_api.assessments.types import AssessmentType, FormVersionType, QuestionKindEnum
from graphql_api.families.loaders import person_visible
from graphql_api.families.types import CaseType
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.policies import policy
from graphql_api.scalars import Date, NoNullString

WRITERS = policy(Role.SOCIAL_WORKER, scopes=("families:read", "families:write"))
SHAPERS = policy(Role.DIRECTOR, Role.NETWORK_OFFICER, scopes=("families:read", "families:write"))
ASSESSMENT = reference("FamilyAssessment", led_assessment, "The assessment.")
_CODES = graphene.List(graphene.NonNull(NoNullString))


class ReadingInput(graphene.InputObjectType):
    """What was said of one domain."""

    domain = graphene.InputField(NoNullString, required=True, description="Code of the domain.")
    worker = graphene.InputField(graphene.Int, description="The worker's number, 0-10.")
    family = graphene.InputField(graphene.Int, description="The family's own number, 0-10.")
    strengths = graphene.InputField(NoNullString, description="Strengths in words.")
    needs = graphene.InputField(NoNullString, description="Needs in words.")


class AnswerInput(graphene.InputObjectType):
    """The answer to one question."""

    question = graphene.InputField(NoNullString, required=True, description="Code of the question.")
    value = graphene.InputField(NoNullString, required=True, description="Code, number or text.")


class OwnQuestionInput(graphene.InputObjectType):
    """A question in the town's own words."""

    domain = graphene.InputField(NoNullString, required=True, description="Code of the domain.")
    kind = graphene.InputField(QuestionKindEnum, required=True, description="How it is answered.")
    text = graphene.InputField(NoNullString, required=True, description="The question.")
    help = graphene.InputField(NoNullString, description="What helps to answer it.")
    choices = graphene.InputField(_CODES, description="Answers of a list.")


def _data(given: dict[str, Any]) -> AssessmentData:
    return AssessmentData(
        held_on=given.get("held_on") or clock.today(),
        took_part=given.get("persons") or (),
        others=given.get("others") or "",
        words=given.get("words") or "",
        entries=[
            Entry(
                row["domain"],
                row.get("worker"),
                row.get("family"),
                row.get("strengths") or "",
                row.get("needs") or "",
            )
            for row in given.get("readings") or ()
        ],
        answers={row["question"]: row["value"] for row in given.get("answers") or ()},
    )


def _start(*, actor: Actor, case: Any, persons: Any = (), **given: Any) -> Any:
    return operations.start_assessment(actor=actor, case=case, took_part=persons, **given)


def _save(*, actor: Actor, family_assessment: Any, version: int, **given: Any) -> Any:
    return operations.save_draft(
        actor=actor, assessment=family_assessment, data=_data(given), version=version
    )


def _finish(*, actor: Actor, family_assessment: Any, version: int | None = None) -> Any:
    return operations.finish_assessment(actor=actor, assessment=family_assessment, version=version)


def _correct(*, actor: Actor, family_assessment: Any, version: int, reason: str, **given: Any) -> Any:
    return operations.correct_assessment(
        actor=actor, assessment=family_assessment, data=_data(given), reason=reason, version=version
    )


def _discard(*, actor: Actor, family_assessment: Any) -> Any:
    case = family_assessment.case
    operations.discard_draft(actor=actor, assessment=family_assessment)
    return case


def _publish(*, actor: Actor, own: Any = (), **given: Any) -> Any:
    questions = [
        OwnQuestion(one["domain"], one["kind"], one["text"], one.get("help") or "", one.get("choices") or ())
        for one in own or ()
    ]
    return operations.publish_form(actor=actor, own=questions, **given)


_SAID = {
    "held_on": value(Date, "Day of the talk; today when left out.", required=False),
    "persons": reference("Person", person_visible, "Who of the family took part.", required=False, many=True),
    "others": text("Who else was there.", required=False),
    "words": text("What matters most to the family.", required=False),
    "readings": value(
        graphene.List(graphene.NonNull(ReadingInput)), "All domains talked about.", required=False
    ),
    "answers": value(graphene.List(graphene.NonNull(AnswerInput)), "All answers given.", required=False),
}
_VERSION = value(graphene.Int, "The version that was read.")


class AssessmentMutations:
    """What the leader of a case writes about strengths and needs, and the town about its form."""

    assessment_start = mutation(
        "AssessmentStart",
        result=AssessmentType,
        policy=WRITERS,
        takes={
            "case": reference("Case", case_visible, "The case."),
            "person": reference(
                "Person", person_visible, "Whose it is; the family's when left out.", required=False
            ),
            "held_on": _SAID["held_on"],
            "persons": _SAID["persons"],
            "others": _SAID["others"],
        },
        perform=_start,
        description="Begin a talk, or get the draft that waits.",
    )
    assessment_save = mutation(
        "AssessmentSave",
        result=AssessmentType,
        policy=WRITERS,
        takes={"family_assessment": ASSESSMENT, "version": _VERSION, **_SAID},
        perform=_save,
        description="Keep all that was said so far, in the place of what the draft held.",
    )
    assessment_finish = mutation(
        "AssessmentFinish",
        result=AssessmentType,
        policy=WRITERS,
        takes={
            "family_assessment": ASSESSMENT,
            "version": value(graphene.Int, "The version that was read.", required=False),
        },
        perform=_finish,
        description="Finish the talk; its person sees it from now on.",
    )
    assessment_correct = mutation(
        "AssessmentCorrect",
        result=AssessmentType,
        policy=WRITERS,
        takes={
            "family_assessment": ASSESSMENT,
            "version": _VERSION,
            "reason": text("What is corrected and why."),
            **_SAID,
        },
        perform=_correct,
        description="Put right a finished assessment; what it said before is kept.",
    )
    assessment_discard = mutation(
        "AssessmentDiscard",
        result=CaseType,
        policy=WRITERS,
        takes={"family_assessment": ASSESSMENT},
        perform=_discard,
        description="Throw away a draft.",
    )
    assessment_form_publish = mutation(
        "AssessmentFormPublish",
        result=FormVersionType,
        policy=SHAPERS,
        takes={
            "domains": value(_CODES, "Codes of the domains."),
            "questions": value(_CODES, "Codes of the template's questions."),
            "required": value(_CODES, "Codes of those that are owed.", required=False),
            "own": value(graphene.List(graphene.NonNull(OwnQuestionInput)), "Own ones.", required=False),
            "every_weeks": value(graphene.Int, "Weeks between two talks; 12 when left out.", required=False),
            "note": text("What changes and why.", required=False),
            "after": value(graphene.Int, "Number of the version that was read.", required=False),
        },
        perform=_publish,
        description="Publish the next version of the town's form.",
    )
