"""Agreed states of a path, the papers printed of them, and what only the plan of social services needs."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.paths.enums import PaperKind
from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity


class PathVersion(Entity):
    """What the path said when somebody agreed to it: the whole, sealed; each reader gets their part.

    A private step makes no new version (the others would learn of it), so that one version may have
    several texts: `part` numbers them.
    """

    plan = models.ForeignKey("paths.PathwayPlan", on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    part = models.PositiveIntegerField(default=1)
    content = EncryptedTextField(family="plan.case.household_id")
    taken_on = models.DateField()

    append_only = True

    class Meta(Entity.Meta):
        ordering: ClassVar = ["version", "part", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "version", "part"], name="path_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.version}.{self.part}"


class PathPaper(Entity):
    """A printed paper of a path: numbered, with the fingerprint of its bytes; the bytes are sealed.

    `person` is whose part it holds; nobody: the whole, for the leader's file and a family without secrets.
    """

    plan = models.ForeignKey("paths.PathwayPlan", on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=20, choices=PaperKind.choices)
    number = models.CharField(max_length=40)
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField()
    language = models.CharField(max_length=5)
    printed_on = models.DateField()
    printed_by = models.ForeignKey("identity.User", on_delete=models.PROTECT, null=True, related_name="+")
    filename = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    append_only = True
    forgettable: ClassVar = ("content",)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-printed_on", "-number", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=PaperKind.values), name="path_paper_kind_known"),
            models.UniqueConstraint(fields=["number"], name="path_paper_number_once"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def place(self) -> str:
        """What is bound into the sealed content."""
        return f"{self._meta.db_table}.content.{self.pk}"


class SocialServicesPlan(Entity):
    """What the individual plan of social services says beyond the path: written only where it is printed."""

    plan = models.OneToOneField("paths.PathwayPlan", on_delete=models.CASCADE, related_name="social_plan")
    needs = EncryptedTextField(blank=True, default="", family="plan.case.household_id")
    expectations = EncryptedTextField(blank=True, default="", family="plan.case.household_id")
    principles = EncryptedTextField(blank=True, default="", family="plan.case.household_id")
    duties = EncryptedTextField(blank=True, default="", family="plan.case.household_id")
    coordinator = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    monitored_on = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="social_plan_span"),
        ]

    def __str__(self) -> str:
        return str(self.plan_id)


class ServiceTerms(Entity):
    """Scope, period and place of one service, as the individual plan asks for them."""

    task = models.OneToOneField("paths.Task", on_delete=models.CASCADE, related_name="terms")
    scope = EncryptedTextField(blank=True, default="", family="task.goal.plan.case.household_id")
    place = EncryptedTextField(blank=True, default="", family="task.goal.plan.case.household_id")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="service_terms_span",
            ),
        ]

    def __str__(self) -> str:
        return str(self.task_id)
