"""What people say of a step and of the path: added to, never changed or taken away."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.paths.enums import ChangeKind, ConsentMode, ProposalState, Stance
from core.shared import clock
from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity


class TaskVoice(Entity):
    """One person agreed to a step or said no to it, in own words; the last word holds, all are kept.

    `wording` is the step as it read when the word was said: what was agreed to cannot change afterwards.
    """

    task = models.ForeignKey("paths.Task", on_delete=models.CASCADE, related_name="voices")
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=10, choices=Stance.choices)
    mode = models.CharField(max_length=20, choices=ConsentMode.choices)
    words = EncryptedTextField(blank=True, default="", family="task.goal.plan.case.household_id")
    wording = EncryptedTextField(family="task.goal.plan.case.household_id")
    said_on = models.DateField()
    recorded_by = models.ForeignKey("identity.User", on_delete=models.PROTECT, null=True, related_name="+")

    append_only = True
    forgettable: ClassVar[tuple[str, ...]] = ()

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="voice_stance_known"),
            models.CheckConstraint(condition=Q(mode__in=ConsentMode.values), name="voice_mode_known"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.stance}"


class TaskChange(Entity):
    """What happened to a step: what it was, what it became, why, who said so."""

    task = models.ForeignKey("paths.Task", on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=20, choices=ChangeKind.choices)
    before = EncryptedTextField(blank=True, default="", family="task.goal.plan.case.household_id")
    after = EncryptedTextField(blank=True, default="", family="task.goal.plan.case.household_id")
    reason = EncryptedTextField(blank=True, default="", family="task.goal.plan.case.household_id")
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)

    append_only = True
    forgettable: ClassVar[tuple[str, ...]] = ()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="task_change_known"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.kind}"


class DateProposal(Entity):
    """Another day for a step, put forward by a person; who leads the case or does the step decides."""

    task = models.ForeignKey("paths.Task", on_delete=models.CASCADE, related_name="proposals")
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    why = EncryptedTextField(blank=True, default="", family="task.goal.plan.case.household_id")
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("identity.User", on_delete=models.PROTECT, null=True, related_name="+")
    answer = EncryptedTextField(blank=True, default="", family="task.goal.plan.case.household_id")

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="proposal_state_known"),
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN, decided_at__isnull=True)
                | (~Q(state=ProposalState.OPEN) & Q(decided_at__isnull=False)),
                name="proposal_decided_has_time",
            ),
            models.UniqueConstraint(
                fields=["task", "person"],
                condition=Q(state=ProposalState.OPEN),
                name="proposal_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.state}"


class FamilyWord(Entity):
    """What a person says matters to them; read by that person and by who leads the case, nobody else."""

    case = models.ForeignKey("families.Case", on_delete=models.PROTECT, related_name="words")
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, related_name="+")
    words = EncryptedTextField(family="case.household_id")
    mode = models.CharField(max_length=20, choices=ConsentMode.choices)
    said_on = models.DateField()
    recorded_by = models.ForeignKey("identity.User", on_delete=models.PROTECT, null=True, related_name="+")

    append_only = True
    forgettable: ClassVar[tuple[str, ...]] = ()

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(mode__in=ConsentMode.values), name="family_word_mode_known"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.said_on}"
