"""A new town: what it has set up, as its region sees it, and what a region asks of the operator.

A town tells of its office and its institutions only. Whether it has a first family stays with the town: a
"yes" beside a printed zero would prove a count of one or two.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.exchange.enums import RequestAnswer, SetupStep
from core.exchange.models.templates import REGION_SCHEMA, TOWN_SCHEMA
from core.shared.models import Entity

_TERYT = r"^([0-9]{4}|[0-9]{7})$"


class TownSetup(models.Model):
    """Which steps of setting up a town has behind it, as of a day; the town's own job writes it."""

    schema_name = models.CharField(max_length=63, primary_key=True)
    checked_on = models.DateField()
    done = models.JSONField(default=list)

    shared_grants: ClassVar[dict[str, str]] = {
        "municipality": "SELECT, INSERT, UPDATE",
        "region": "SELECT",
    }

    class Meta:
        db_table = 'public"."exchange_townsetup'
        ordering: ClassVar = ["schema_name"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(schema_name__regex=TOWN_SCHEMA), name="setup_of_a_town"),
            models.CheckConstraint(
                condition=Q(done__contained_by=[*SetupStep.values]), name="setup_steps_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.checked_on}"


class TownRequest(Entity):
    """A region asks the operator to found a town; the contact is that of the office."""

    from_schema = models.CharField(max_length=63)
    code = models.CharField(max_length=7)
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)
    contact = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    asked_on = models.DateField()
    actor_name = models.CharField(max_length=200)
    answer = models.CharField(max_length=10, choices=RequestAnswer.choices, blank=True)
    answer_note = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    shared_grants: ClassVar[dict[str, str]] = {
        "region": "SELECT, INSERT, UPDATE (answer, answered_on)",
        "operator": "SELECT, UPDATE (answer, answer_note, answered_on)",
    }

    class Meta(Entity.Meta):
        db_table = 'public"."exchange_townrequest'
        ordering: ClassVar = ["-asked_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(from_schema__regex=REGION_SCHEMA), name="town_request_of_a_region"
            ),
            models.CheckConstraint(condition=Q(code__regex=_TERYT), name="town_request_code_of_a_town"),
            models.UniqueConstraint(fields=["code"], condition=Q(answer=""), name="town_request_one_open"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | Q(answer__in=RequestAnswer.values, answered_on__isnull=False),
                name="town_request_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(answer=RequestAnswer.DECLINED) | ~Q(answer_note=""),
                name="town_request_declined_with_note",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.asked_on}"
