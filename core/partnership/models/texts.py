"""Rules of co-operation and annual plans: versions of a text, what partners accept and when.

A version's words are fixed once it was put to the partners; whoever wants other words writes the next one.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.partnership.enums.texts import AcceptanceManner, TextKind, TextState
from core.partnership.models.meetings import PartnershipMeeting
from core.partnership.models.organisations import PartnerOrganisation
from core.shared.ids import uuid7
from core.shared.models import Entity

FIRST_YEAR, LAST_YEAR = 2000, 2100


class PartnershipText(Entity):
    """One text of the partnership through all its versions: the rules, or the plan of a year."""

    kind = models.CharField(max_length=10, choices=TextKind.choices)
    year = models.PositiveSmallIntegerField(null=True, blank=True)

    # Only on what `queries.texts.texts` found.
    read_versions: list[TextVersion]

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-kind", "-year", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=TextKind.values), name="text_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=TextKind.RULES, year__isnull=True)
                | Q(kind=TextKind.PLAN, year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="text_plan_of_a_year",
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind=TextKind.RULES), name="text_rules_once"
            ),
            models.UniqueConstraint(fields=["year"], name="text_plan_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year or ''}".strip()


class TextVersion(Entity):
    """One wording of a text. `template` is the region's version that it was made from."""

    text = models.ForeignKey(PartnershipText, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=TextState.choices, default=TextState.DRAFT)
    title = models.CharField(max_length=200)
    body = models.TextField()
    # What is new in it and why, in the partnership's words.
    note = models.TextField(blank=True)
    # The region's record lies in another schema: its key and its name as they were.
    template = models.UUIDField(null=True, blank=True)
    template_label = models.CharField(max_length=250, blank=True)
    put_on = models.DateField(null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    adopted_at = models.ForeignKey(
        PartnershipMeeting, models.PROTECT, null=True, blank=True, related_name="texts_adopted"
    )
    ended_on = models.DateField(null=True, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-number", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["text", "number"], name="text_version_once"),
            models.UniqueConstraint(
                fields=["text"],
                condition=Q(state__in=[TextState.DRAFT, TextState.PUT]),
                name="text_one_open_version",
            ),
            models.UniqueConstraint(
                fields=["text"], condition=Q(state=TextState.IN_FORCE), name="text_one_in_force"
            ),
            models.CheckConstraint(condition=Q(state__in=TextState.values), name="text_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=[TextState.DRAFT, TextState.ABANDONED]) | Q(put_on__isnull=False),
                name="text_put_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[TextState.IN_FORCE, TextState.REPLACED])
                | Q(in_force_on__gte=F("put_on")),
                name="text_in_force_after_put",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class PlanItem(Entity):
    """Something an annual plan promises: what, who answers for it, until when; ticked off when done.

    `root` stays the same from version to version, so that what is done stays done in the next one.
    """

    version = models.ForeignKey(TextVersion, models.CASCADE, related_name="items")
    root = models.UUIDField(default=uuid7, editable=False)
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=300)
    partner = models.ForeignKey(
        PartnerOrganisation, models.PROTECT, null=True, blank=True, related_name="plan_items"
    )
    # Where no single partner answers for it: "all partners", "the lead and the schools".
    responsible = models.CharField(max_length=200, blank=True)
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    term = models.CharField(max_length=100, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_note = models.CharField(max_length=300, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "root"], name="plan_item_once"),
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(month__gte=1, month__lte=12), name="plan_item_month"
            ),
            models.CheckConstraint(
                condition=Q(month__isnull=False) | ~Q(term=""), name="plan_item_has_a_term"
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=False) | ~Q(responsible=""), name="plan_item_answered_for"
            ),
        ]

    def __str__(self) -> str:
        return self.what


class TextAcceptance(Entity):
    """That a partner accepted a version: who said so, when and how."""

    version = models.ForeignKey(TextVersion, models.PROTECT, related_name="acceptances")
    partner = models.ForeignKey(PartnerOrganisation, models.PROTECT, related_name="text_acceptances")
    accepted_on = models.DateField()
    person_name = models.CharField(max_length=200)
    manner = models.CharField(max_length=10, choices=AcceptanceManner.choices)
    user = models.ForeignKey(
        "identity.User", models.PROTECT, null=True, blank=True, related_name="text_acceptances"
    )

    class Meta(Entity.Meta):
        ordering: ClassVar = ["accepted_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "partner"], name="text_accepted_once"),
            models.CheckConstraint(
                condition=Q(manner__in=AcceptanceManner.values), name="text_acceptance_manner_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.accepted_on}"


class TextReminder(Entity):
    """That a partner was asked, in one message, about the versions it has not accepted yet."""

    partner = models.ForeignKey(PartnerOrganisation, models.CASCADE, related_name="text_reminders")
    sent_on = models.DateField()
    # Keys of the versions that the message named.
    versions = models.JSONField(default=list)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-sent_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner", "sent_on"], name="text_reminder_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.sent_on}"
