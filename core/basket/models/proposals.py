"""What a partner asks to change about a card in the basket."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.basket.enums import ProposalKind, ProposalStatus
from core.shared.models import Entity


class CardProposal(Entity):
    """A partner's wish that waits for the network officer; until then the card says what it said.

    `changes` holds the fields as they would read, `before` as they read when the wish was written.
    """

    card = models.ForeignKey("basket.ServiceCard", models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=20, choices=ProposalKind.choices)
    changes = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    comment = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=ProposalStatus.choices, default=ProposalStatus.PENDING)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.User", models.PROTECT, null=True, blank=True, related_name="+")
    made_by_name = models.CharField(max_length=200)
    # Where the decision is told: the writer's account or the address to which the link went.
    answer_to = models.EmailField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decline_reason = models.TextField(blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["card", "kind"],
                condition=Q(status=ProposalStatus.PENDING),
                name="card_proposal_one_pending",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ProposalKind.values), name="card_proposal_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(status=ProposalStatus.PENDING, decided_at__isnull=True)
                | Q(decided_at__isnull=False) & ~Q(status=ProposalStatus.PENDING),
                name="card_proposal_decided_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status=ProposalStatus.DECLINED) | ~Q(decline_reason=""),
                name="card_proposal_declined_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ProposalKind.CHANGE) | ~Q(changes={}),
                name="card_proposal_changes_something",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["status", "made_at"], name="card_proposal_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.status}"
