"""Assessments of strengths and needs, their forms, and what a correction replaced.

A reading of a person is that person's: the rule who sees it stands in `queries.sight`.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.assessments.enums import AssessmentState
from core.assessments.rules import forms
from core.assessments.rules.readings import EVERY_WEEKS
from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity


class FormVersion(Entity):
    """A form as a town published it: added to, never changed, so that each answer keeps its question."""

    number = models.PositiveIntegerField(unique=True)
    template = models.CharField(max_length=20)
    content = models.JSONField()
    every_weeks = models.PositiveSmallIntegerField(default=EVERY_WEEKS)
    note = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")

    append_only = True

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-number", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(every_weeks__gte=4, every_weeks__lte=52), name="assessment_form_interval"
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.number}"

    @property
    def form(self) -> forms.Form:
        """Its domains and questions."""
        return forms.read(self.content)


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Assessments by what a list asks for."""

    def finished(self) -> AssessmentQuerySet:
        return self.exclude(state=AssessmentState.DRAFT)


class Assessment(Entity):
    """One talk about strengths and needs: of one person, or, without a person, of the family as a whole."""

    case = models.ForeignKey("families.Case", models.PROTECT, related_name="assessments")
    person = models.ForeignKey(
        "families.Person", models.PROTECT, null=True, blank=True, related_name="assessments"
    )
    form = models.ForeignKey(FormVersion, models.PROTECT, related_name="assessments")
    held_on = models.DateField()
    worker = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")
    others = EncryptedTextField(blank=True, default="", family="case.household_id")
    words = EncryptedTextField(blank=True, default="", family="case.household_id")
    state = models.CharField(max_length=10, choices=AssessmentState.choices, default=AssessmentState.DRAFT)
    finished_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AssessmentQuerySet.as_manager()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-held_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=AssessmentState.values), name="assessment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=AssessmentState.DRAFT, finished_at__isnull=True)
                | (~Q(state=AssessmentState.DRAFT) & Q(finished_at__isnull=False)),
                name="assessment_finished_has_moment",
            ),
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(state=AssessmentState.DRAFT),
                nulls_distinct=False,
                name="assessment_one_draft",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "held_on"], name="assessment_of_case")]

    def __str__(self) -> str:
        return str(self.pk)


class AssessmentParticipant(Entity):
    """A person of the family who took part in the talk."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="took_part")
    person = models.ForeignKey("families.Person", models.PROTECT, related_name="+")

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "person"], name="assessment_participant_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Reading(Entity):
    """One domain: the worker's number and the family's own beside it, strengths and needs in words."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="readings")
    domain = models.CharField(max_length=30)
    worker = models.PositiveSmallIntegerField(null=True, blank=True)
    family = models.PositiveSmallIntegerField(null=True, blank=True)
    strengths = EncryptedTextField(blank=True, default="", family="assessment.case.household_id")
    needs = EncryptedTextField(blank=True, default="", family="assessment.case.household_id")

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "domain"], name="reading_once_a_domain"),
            models.CheckConstraint(
                condition=(Q(worker__isnull=True) | Q(worker__lte=10))
                & (Q(family__isnull=True) | Q(family__lte=10)),
                name="reading_nought_to_ten",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.domain}"


class Answer(Entity):
    """The answer to one question of the form."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=60)
    value = EncryptedTextField(family="assessment.case.household_id")

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "question"], name="answer_once_a_question"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.question}"


class AssessmentRevision(Entity):
    """What a finished assessment said before a correction, sealed whole, with who corrected it and why."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    reason = EncryptedTextField(family="assessment.case.household_id")
    body = EncryptedTextField(family="assessment.case.household_id")

    append_only = True
    forgettable: ClassVar[tuple[str, ...]] = ()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-number", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "number"], name="assessment_revision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.number}"


class OwnReading(Entity):
    """A person's own number for a domain of their life, said on their own page, with their own words.

    Read by that person and by who leads the case, nobody else: not by the others of the household, not by a
    partner. Said again on the same day it is the new word; on another day it stands beside the old one.
    """

    case = models.ForeignKey("families.Case", models.PROTECT, related_name="own_readings")
    person = models.ForeignKey("families.Person", models.PROTECT, related_name="own_readings")
    domain = models.CharField(max_length=30)
    number = models.PositiveSmallIntegerField()
    words = EncryptedTextField(blank=True, default="", family="case.household_id")
    said_on = models.DateField()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-said_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(number__lte=10), name="own_reading_nought_to_ten"),
            models.UniqueConstraint(fields=["person", "domain", "said_on"], name="own_reading_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.domain}"
