"""A region tells its towns of a new version of an indicator's definition, and sees who has read it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.exchange.models.templates import REGION_SCHEMA, TOWN_SCHEMA
from core.shared.models import Entity


class DefinitionNotice(Entity):
    """What changes in how a number is made, in the region's plain words; never changed, once a version."""

    owner_schema = models.CharField(max_length=63)
    number = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    note = models.TextField()
    for_all = models.BooleanField(default=False)
    published_on = models.DateField()
    actor_name = models.CharField(max_length=200)

    shared_grants: ClassVar[dict[str, str]] = {"region": "SELECT, INSERT", "municipality": "SELECT"}

    class Meta(Entity.Meta):
        db_table = 'public"."exchange_definitionnotice'
        ordering: ClassVar = ["-published_on", "number", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(owner_schema__regex=REGION_SCHEMA), name="definition_notice_of_a_region"
            ),
            models.UniqueConstraint(
                fields=["owner_schema", "number", "version"], name="definition_notice_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.version}"


class DefinitionReceipt(Entity):
    """That a town has read a notice."""

    notice = models.ForeignKey(DefinitionNotice, models.PROTECT, related_name="receipts")
    schema_name = models.CharField(max_length=63)
    read_on = models.DateField()
    actor_name = models.CharField(max_length=200)

    shared_grants: ClassVar[dict[str, str]] = {"region": "SELECT", "municipality": "SELECT, INSERT"}

    class Meta(Entity.Meta):
        db_table = 'public"."exchange_definitionreceipt'
        ordering: ClassVar = ["-read_on", "schema_name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(schema_name__regex=TOWN_SCHEMA), name="definition_receipt_of_a_town"
            ),
            models.UniqueConstraint(fields=["notice", "schema_name"], name="definition_receipt_once"),
        ]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.read_on}"
