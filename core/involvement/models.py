"""Questions to institutions whether they already help somebody, and numbers that answer them blindly."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.involvement.enums import HELP, Way
from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity


class InvolvementQuestion(Entity):
    """Whether an institution already helps a person, in one of some ways.

    `helps` is sealed (it may tell of health or violence): kinds of help confirmed, separated by commas, empty
    for a no. The institution learns whom it is about only with the person's word for their name.
    """

    case = models.ForeignKey("families.Case", models.PROTECT, related_name="involvement_questions")
    person = models.ForeignKey("families.Person", models.PROTECT, related_name="involvement_questions")
    partner = models.ForeignKey(
        "partnership.PartnerOrganisation", models.PROTECT, related_name="involvement_questions"
    )
    asked_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField()
    last_day = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices, blank=True, default="")
    helps = EncryptedTextField(blank=True, default="", family="case.household_id")
    worker = EncryptedTextField(blank=True, default="", family="case.household_id")
    closed = models.BooleanField(default=False)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-asked_on", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["partner", "last_day"], name="question_of_partner"),
            models.Index(fields=["case", "-asked_on"], name="question_of_case"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last_day__gte=models.F("asked_on")), name="question_waits_after_asking"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, way="")
                | Q(answered_at__isnull=False, way__in=Way.values),
                name="question_answer_whole",
            ),
            models.UniqueConstraint(
                fields=["person", "partner"],
                condition=Q(answered_at__isnull=True, closed=False),
                name="question_open_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def confirmed(self) -> list[str]:
        """Kinds of help that the institution confirmed."""
        return [one for one in self.helps.split(",") if one]


class InvolvementMark(Entity):
    """One number that an institution left: it helps somebody in this way. A keyed hash, nothing else.

    It can be compared with a question's person inside the town and nowhere else, and is deleted after its
    last day.
    """

    partner = models.ForeignKey(
        "partnership.PartnerOrganisation", models.CASCADE, related_name="involvement_marks"
    )
    number_index = models.CharField(max_length=64)
    help = models.CharField(max_length=20)
    worker = EncryptedTextField(blank=True, default="")
    last_day = models.DateField()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["last_day", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(help__in=[str(one) for one in HELP]), name="mark_help_known"),
            models.UniqueConstraint(fields=["partner", "number_index", "help"], name="mark_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
