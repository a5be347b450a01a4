"""How long data are kept, what keeps them longer, and how they go."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.rights.enums import DisposalKind, DisposalStatus, Kept
from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity


class RetentionClass(Entity):
    """A class of the town's uniform index of files: years from 1 January after closing, or days.

    A town without a row uses the period of `rules.retention.PERIODS`.
    """

    kept = models.CharField(max_length=20, choices=Kept.choices, unique=True)
    symbol = models.CharField(max_length=20, blank=True)
    amount = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kept__in=Kept.values), name="retention_class_known"),
            models.CheckConstraint(condition=Q(amount__gte=1), name="retention_class_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.kept} {self.amount}"


class LegalHold(Entity):
    """Data of a case may not go, whatever the period and whoever asks: a court, an inspection, a claim."""

    case = models.ForeignKey("families.Case", models.PROTECT, related_name="holds")
    reason = EncryptedTextField()
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-placed_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | Q(lifted_at__gte=F("placed_at")), name="hold_span"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(lifted_at__isnull=True), name="hold_one_a_case"
            ),
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class Disposal(Entity):
    """The end of some families' data: proposed by one person, carried out on the word of another.

    `reason` names a ground, never a person: it outlives the families' keys and is sealed under the town's.
    """

    kind = models.CharField(max_length=10, choices=DisposalKind.choices)
    status = models.CharField(max_length=10, choices=DisposalStatus.choices, default=DisposalStatus.PROPOSED)
    reason = EncryptedTextField(family="")
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-proposed_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=DisposalKind.values), name="disposal_kind_known"),
            models.CheckConstraint(
                condition=Q(status=DisposalStatus.PROPOSED, settled_at__isnull=True)
                | (~Q(status=DisposalStatus.PROPOSED) & Q(settled_at__isnull=False)),
                name="disposal_settled_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status=DisposalStatus.DONE) | ~Q(settled_by=F("proposed_by")),
                name="disposal_two_persons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.status}"


class DisposalItem(Entity):
    """One family of a disposal, or one person of it: what there was, since when it may go, whether it went.

    What there was is said in numbers alone.
    """

    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="items")
    household = models.ForeignKey("families.Household", models.PROTECT, related_name="disposals")
    person = models.ForeignKey("families.Person", models.PROTECT, null=True, related_name="disposals")
    numbers = models.JSONField()
    due_on = models.DateField(null=True, blank=True)
    open = models.BooleanField(default=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    spared_because = models.CharField(max_length=40, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(open=True, person__isnull=True),
                name="disposal_one_open",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(open=True), name="disposal_one_open_a_person"
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(open=False), name="disposal_item_erased_is_settled"
            ),
        ]

    def __str__(self) -> str:
        return str(self.household_id)
