"""Assessments: whole for the worker who leads the case, for a person of the family what is theirs."""

from __future__ import annotations

from typing import Any

import graphene
from django.utils.translation import get_language

from core.assessments.enums import AssessmentState, QuestionKind
from core.assessments.models import (
    Answer,
    Assessment,
    AssessmentParticipant,
    AssessmentRevision,
    FormVersion,
    Reading,
)
from core.assessments.queries import forms, sight
from core.assessments.rules.forms import ANCHORS, Domain, Question, said
from core.families.queries import persons_visible_to
from core.shared.enums import Role
from graphql_api.entity import EntityType
from graphql_api.families.types import LEADERS, PersonType
from graphql_api.fields import enumeration, field, related
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, DateTime, NoNullString

READERS = policy(Role.SOCIAL_WORKER, Role.FAMILY_MEMBER, scopes=("families:read",))
ASKERS = policy(Role.DIRECTOR, Role.NETWORK_OFFICER, Role.SOCIAL_WORKER, scopes=("families:read",))

AssessmentStateEnum = enumeration(AssessmentState, "AssessmentState", "Where an assessment stands.")
QuestionKindEnum = enumeration(QuestionKind, "QuestionKind", "How a question is answered.")


def _words(wording: Any) -> str:
    return said(wording, get_language() or "pl")


class AssessmentQuestionType(graphene.ObjectType):
    """A question of a domain."""

    class Meta:
        name = "AssessmentQuestion"

    code = field(NoNullString, required=True, policy=WITH_OBJECT, description="Code.")
    kind = field(QuestionKindEnum, required=True, policy=WITH_OBJECT, description="How it is answered.")
    text = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="The question, in the caller's language.",
        resolver=lambda source, _info: _words(source.text),
    )
    choices = field(
        graphene.List(graphene.NonNull(NoNullString)),
        required=True,
        size=5,
        policy=WITH_OBJECT,
        description="Codes of the answers of a list.",
        resolver=lambda source, _info: [choice.code for choice in source.choices],
    )
    required = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Owed when one talks of the domain."
    )


class AssessmentDomainType(graphene.ObjectType):
    """A domain of a form."""

    class Meta:
        name = "AssessmentDomain"

    code = field(NoNullString, required=True, policy=WITH_OBJECT, description="Code, the same everywhere.")
    label = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="Name, in the caller's language.",
        resolver=lambda source, _info: _words(source.label),
    )
    asked_alone = field(
        graphene.Boolean,
        required=True,
        policy=WITH_OBJECT,
        description="Asked of each person alone, never of the family together.",
        resolver=lambda source, _info: source.alone,
    )
    anchors = field(
        graphene.List(graphene.NonNull(NoNullString)),
        required=True,
        size=5,
        policy=WITH_OBJECT,
        description="What 0, 3, 5, 7 and 10 mean, in this order.",
        resolver=lambda source, _info: _anchors(source),
    )
    questions = field(
        graphene.List(graphene.NonNull(AssessmentQuestionType)),
        required=True,
        size=3,
        policy=WITH_OBJECT,
        description="Its questions.",
        resolver=lambda source, _info: _questions(source),
    )


def _anchors(domain: Domain) -> list[str]:
    known = {int(number): wording for number, wording in domain.anchors.items()}
    return [_words(known[number]) for number in ANCHORS if number in known]


def _questions(domain: Domain) -> list[Question]:
    return list(domain.questions)


class FormVersionType(EntityType):
    """A version of the form."""

    class Meta:
        model = FormVersion
        name = "AssessmentForm"
        description = "A version of the town's form; it never changes."
        rows = forms.versions_visible_to
        policy = ASKERS

    number = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Number.")
    template = field(NoNullString, required=True, policy=WITH_OBJECT, description="Version of the template.")
    every_weeks = field(
        graphene.Int, required=True, policy=WITH_OBJECT, description="Weeks between two talks."
    )
    note = field(NoNullString, required=True, policy=WITH_OBJECT, description="What changed and why.")
    published_at = field(DateTime, required=True, policy=WITH_OBJECT, description="Since when.")
    domains = field(
        graphene.List(graphene.NonNull(AssessmentDomainType)),
        required=True,
        size=10,
        policy=WITH_OBJECT,
        description="What it asks.",
        resolver=lambda source, _info: list(source.form.domains),
    )


class ReadingType(EntityType):
    """A reading."""

    class Meta:
        model = Reading
        name = "Reading"
        description = "One domain of an assessment: two numbers from 0 to 10, strengths and needs."
        rows = sight.readings_visible_to
        policy = READERS
        audited = True

    domain = field(NoNullString, required=True, policy=WITH_OBJECT, description="Code of the domain.")
    worker = field(graphene.Int, policy=WITH_OBJECT, description="The worker's number.")
    family = field(graphene.Int, policy=WITH_OBJECT, description="The family's own number.")
    strengths = field(NoNullString, required=True, policy=WITH_OBJECT, description="Strengths in words.")
    needs = field(NoNullString, required=True, policy=WITH_OBJECT, description="Needs in words.")


class AnswerType(EntityType):
    """An answer."""

    class Meta:
        model = Answer
        name = "AssessmentAnswer"
        description = "The answer to a question of the form."
        rows = sight.answers_visible_to
        policy = READERS
        audited = True

    question = field(NoNullString, required=True, policy=WITH_OBJECT, description="Code of the question.")
    value = field(NoNullString, required=True, policy=WITH_OBJECT, description="Code, number or text.")


class ParticipantType(EntityType):
    """Somebody of the family who took part."""

    class Meta:
        model = AssessmentParticipant
        name = "AssessmentParticipant"
        description = "A person of the family who took part in the talk."
        rows = sight.participants_visible_to
        policy = LEADERS
        audited = True

    person = related(
        PersonType, "person", policy=LEADERS, rows=persons_visible_to, description="Who, as long as at home."
    )


class RevisionType(EntityType):
    """A correction."""

    class Meta:
        model = AssessmentRevision
        name = "AssessmentRevision"
        description = "That a finished assessment was corrected, by whom and why."
        rows = sight.revisions_visible_to
        policy = LEADERS
        audited = True

    number = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Number.")
    at = field(DateTime, required=True, policy=WITH_OBJECT, description="When.")
    actor_name = field(NoNullString, required=True, policy=WITH_OBJECT, description="By whom.")
    reason = field(NoNullString, required=True, policy=WITH_OBJECT, description="Why.")


class AssessmentType(EntityType):
    """An assessment."""

    class Meta:
        model = Assessment
        name = "FamilyAssessment"
        description = "A talk about strengths and needs, of one person or of the family as a whole."
        rows = sight.assessments_visible_to
        policy = READERS
        audited = True

    held_on = field(Date, required=True, policy=WITH_OBJECT, description="Day.")
    state = field(AssessmentStateEnum, required=True, policy=WITH_OBJECT, description="Where it stands.")
    words = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="What matters most to the family."
    )
    others = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who else was there.")
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Grows at a change.")
    form = related(
        FormVersionType,
        "form",
        policy=ASKERS,
        rows=forms.versions_visible_to,
        description="The exact version by which it was asked.",
    )
    person = related(
        PersonType,
        "person",
        policy=LEADERS,
        rows=persons_visible_to,
        description="Whose it is; null for the family's.",
    )
    readings = related(
        ReadingType,
        "readings",
        many=True,
        size=8,
        policy=READERS,
        rows=sight.readings_visible_to,
        description="Its domains.",
    )
    answers = related(
        AnswerType,
        "answers",
        many=True,
        size=8,
        policy=READERS,
        rows=sight.answers_visible_to,
        description="Its answers.",
    )
    took_part = related(
        ParticipantType,
        "took_part",
        many=True,
        size=3,
        policy=LEADERS,
        rows=sight.participants_visible_to,
        description="Who of the family took part.",
    )
    revisions = related(
        RevisionType,
        "revisions",
        many=True,
        size=2,
        policy=LEADERS,
        rows=sight.revisions_visible_to,
        description="Corrections, the newest first.",
    )


class DueAssessmentType(graphene.ObjectType):
    """A talk that is due."""

    class Meta:
        name = "DueAssessment"

    case_id = field(graphene.ID, required=True, policy=WITH_OBJECT, description="Id of the case.")
    person_id = field(
        graphene.ID, policy=WITH_OBJECT, description="Id of the person; null for the whole family."
    )
    last_on = field(Date, policy=WITH_OBJECT, description="Day of the last one; null before the first.")
    due_on = field(Date, required=True, policy=WITH_OBJECT, description="Day by which it is due.")
