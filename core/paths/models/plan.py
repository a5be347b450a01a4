"""The path out of crisis: goals, tasks, and who agreed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from core.paths.enums import ConsentMode, GoalStatus, LifeArea, Proposer, TaskKind, TaskStatus
from core.shared import clock
from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity


class PathwayPlan(Entity):
    """The path of one case; its version grows when it changes after the family agreed."""

    case = models.OneToOneField("families.Case", on_delete=models.PROTECT, related_name="plan")
    started_on = models.DateField()
    agreed_on = models.DateField(null=True, blank=True)
    agreed_version = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(agreed_on__isnull=True) | models.Q(agreed_on__gte=models.F("started_on")),
                name="plan_agreed_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} v{self.version}"

    @property
    def is_agreed(self) -> bool:
        """Whether the family agreed to the path as it stands now."""
        return self.agreed_version == self.version


class Goal(Entity):
    """What the family wants to reach, in its own words; `for_person` makes it one person's alone."""

    plan = models.ForeignKey(PathwayPlan, on_delete=models.CASCADE, related_name="goals")
    title = EncryptedTextField(family="plan.case.household_id")
    area = models.CharField(max_length=20, choices=LifeArea.choices)
    why = EncryptedTextField(blank=True, family="plan.case.household_id")
    for_person = models.ForeignKey(
        "families.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(max_length=20, choices=GoalStatus.choices, default=GoalStatus.OPEN)
    finished_on = models.DateField(null=True, blank=True)
    abandoned_reason = EncryptedTextField(blank=True, default="", family="plan.case.household_id")
    position = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "position"], name="goal_position_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Task(Entity):
    """One step: a service of a partner, or a task of the family, of a worker or of a partner.

    `for_person` says whose alone it is; the owner says who does it: of a service the asked partner, of a
    family's task a person (nobody: the family), of a worker's task a worker (nobody: who leads the case).
    `touched_on` is the last day on which anything moved. The state of a service follows its request (see
    `following`), so that nobody has to say twice what the partner said once.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="tasks")
    title = EncryptedTextField(family="goal.plan.case.household_id")
    kind = models.CharField(max_length=20, choices=TaskKind.choices)
    referral = models.OneToOneField(
        "referrals.Referral", on_delete=models.PROTECT, null=True, blank=True, related_name="task"
    )
    for_person = models.ForeignKey(
        "families.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_by = models.CharField(max_length=20, choices=Proposer.choices, default=Proposer.WORKER)
    proposed_person = models.ForeignKey(
        "families.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_person = models.ForeignKey(
        "families.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_user = models.ForeignKey(
        "identity.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_partner = models.ForeignKey(
        "partnership.PartnerOrganisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="path_tasks",
    )
    due_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=TaskStatus.choices, default=TaskStatus.PLANNED)
    done_on = models.DateField(null=True, blank=True)
    abandoned_reason = EncryptedTextField(blank=True, family="goal.plan.case.household_id")
    touched_on = models.DateField(default=clock.today)
    position = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["position", "pk"]
        indexes: ClassVar = [models.Index(fields=["status", "due_on"], name="task_by_day")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["goal", "position"], name="task_position_once"),
            models.CheckConstraint(
                condition=models.Q(kind="service", referral__isnull=False)
                | (~models.Q(kind="service") & models.Q(referral__isnull=True)),
                name="task_service_has_referral",
            ),
            models.CheckConstraint(
                condition=models.Q(status="done", done_on__isnull=False)
                | (~models.Q(status="done") & models.Q(done_on__isnull=True)),
                name="task_done_has_day",
            ),
            models.CheckConstraint(
                condition=models.Q(owner_person__isnull=True) | models.Q(kind="family"),
                name="task_person_does_family_task",
            ),
            models.CheckConstraint(
                condition=models.Q(owner_user__isnull=True) | models.Q(kind="worker"),
                name="task_user_does_worker_task",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="partner", owner_partner__isnull=False)
                | (~models.Q(kind="partner") & models.Q(owner_partner__isnull=True)),
                name="task_partner_does_partner_task",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PlanConsent(Entity):
    """One person agreed to one version of the path, on a day, in a way; `text` is what it said then."""

    plan = models.ForeignKey(PathwayPlan, on_delete=models.CASCADE, related_name="consents")
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    agreed_on = models.DateField()
    mode = models.CharField(max_length=20, choices=ConsentMode.choices)
    text = models.ForeignKey(
        "paths.PathVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="consents"
    )

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "person", "version"], name="consent_once_a_version"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
