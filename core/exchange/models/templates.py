"""Templates of papers that a region publishes, and what towns did with each version.

Written by the region that owns them; a version is frozen once it is published. Towns of the voivodeship
read published ones (all towns where the leading region says so) and write their own decisions only. No row
names a person.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from core.exchange.enums import Decision, TemplateKind
from core.shared.models import Entity

TOWN_SCHEMA = r"^[gp]_[0-9]+$"
REGION_SCHEMA = r"^r_[0-9]{2}$"


class RegionalTemplate(Entity):
    """A region's template of one paper; `current` is the number of its newest published version."""

    owner_schema = models.CharField(max_length=63)
    kind = models.CharField(max_length=20, choices=TemplateKind.choices)
    title = models.CharField(max_length=200)
    for_all = models.BooleanField(default=False)
    current = models.PositiveSmallIntegerField(default=0)

    shared_grants: ClassVar[dict[str, str]] = {
        "region": "SELECT, INSERT, UPDATE",
        "municipality": "SELECT",
    }

    class Meta(Entity.Meta):
        db_table = 'public"."exchange_regionaltemplate'
        ordering: ClassVar = ["kind", "title", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(owner_schema__regex=REGION_SCHEMA), name="template_of_a_region"
            ),
            models.CheckConstraint(condition=Q(kind__in=TemplateKind.values), name="template_kind_known"),
            models.UniqueConstraint("owner_schema", "kind", Lower("title"), name="template_title_once"),
        ]

    def __str__(self) -> str:
        return self.title


class TemplateVersion(Entity):
    """One wording of a template; a draft until it is published, then never changed."""

    template = models.ForeignKey(RegionalTemplate, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    body = models.TextField()
    # What is new in it, in the region's words.
    note = models.TextField(blank=True)
    published_on = models.DateField(null=True, blank=True)

    shared_grants: ClassVar[dict[str, str]] = {
        "region": "SELECT, INSERT, UPDATE, DELETE",
        "municipality": "SELECT",
    }

    class Meta(Entity.Meta):
        db_table = 'public"."exchange_templateversion'
        ordering: ClassVar = ["-number", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["template", "number"], name="template_version_once"),
            models.UniqueConstraint(
                fields=["template"], condition=Q(published_on__isnull=True), name="template_one_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template_id} {self.number}"


class TemplateAdoption(Entity):
    """What a town decided about a version: to adopt it, or to keep its own text and why."""

    schema_name = models.CharField(max_length=63)
    version = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="adoptions")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    reason = models.TextField(blank=True)
    decided_on = models.DateField()

    shared_grants: ClassVar[dict[str, str]] = {
        "region": "SELECT",
        "municipality": "SELECT, INSERT, UPDATE",
    }

    class Meta(Entity.Meta):
        db_table = 'public"."exchange_templateadoption'
        ordering: ClassVar = ["-decided_on", "schema_name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(schema_name__regex=TOWN_SCHEMA), name="adoption_of_a_town"),
            models.UniqueConstraint(fields=["schema_name", "version"], name="adoption_once"),
            models.CheckConstraint(condition=Q(decision__in=Decision.values), name="adoption_decision_known"),
            models.CheckConstraint(
                condition=~Q(decision=Decision.KEPT) | ~Q(reason=""), name="adoption_kept_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.decision}"
