"""Minutes of meetings: in writing, open to amendments, and published for good."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.partnership.enums.meetings import AmendmentState, FrozenKind, MinutesPhase
from core.partnership.models.meetings import AgendaItem, PartnershipMeeting
from core.partnership.models.organisations import PartnerOrganisation
from core.shared.models import Entity


class MeetingMinutes(Entity):
    """In which of the four phases the minutes of a meeting are."""

    meeting = models.OneToOneField(PartnershipMeeting, models.CASCADE, related_name="record")
    phase = models.CharField(max_length=20, choices=MinutesPhase.choices, default=MinutesPhase.LIVE)
    amend_until = models.DateField(null=True, blank=True)

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(phase__in=MinutesPhase.values), name="minutes_phase_known"),
            models.CheckConstraint(
                condition=~Q(phase=MinutesPhase.AMENDING) | Q(amend_until__isnull=False),
                name="minutes_amending_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.phase


class MinutesAmendment(Entity):
    """A partner's proposal of other words for a point, and the convenor's answer with its reason."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="amendments")
    partner = models.ForeignKey(PartnerOrganisation, models.PROTECT, related_name="+")
    proposed_by = models.CharField(max_length=200)
    text = models.TextField()
    comment = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=AmendmentState.choices, default=AmendmentState.PROPOSED)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["created_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=AmendmentState.PROPOSED, decided_at__isnull=True)
                | Q(
                    state__in=[AmendmentState.ACCEPTED, AmendmentState.DECLINED],
                    decided_at__isnull=False,
                ),
                name="amendment_decided_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=AmendmentState.DECLINED) | ~Q(reason=""),
                name="amendment_declined_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.state}"


class PublishedMinutes(Entity):
    """Minutes or an annex as they were published: added to, never changed; `sha256` is of `content`."""

    meeting = models.ForeignKey(PartnershipMeeting, models.PROTECT, related_name="published")
    kind = models.CharField(max_length=20, choices=FrozenKind.choices)
    ordinal = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=30)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_on = models.DateField()
    published_by = models.CharField(max_length=200)

    append_only = True

    class Meta(Entity.Meta):
        ordering: ClassVar = ["ordinal", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "ordinal"], name="published_ordinal_once"),
            models.UniqueConstraint(fields=["number"], name="published_number_once"),
            models.CheckConstraint(
                condition=Q(kind=FrozenKind.MINUTES, ordinal=0) | Q(kind=FrozenKind.ANNEX, ordinal__gt=0),
                name="published_minutes_first",
            ),
        ]

    def __str__(self) -> str:
        return self.number
