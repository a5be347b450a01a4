"""What a town knows before it invites anybody: needs, resources, and who could be a partner."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from core.partnership.enums import OrganisationKind
from core.partnership.enums.accession import ResourceStatus
from core.reference.grounds import Sector
from core.shared.models import Entity
from core.shared.text import folded, searched


class LocalNeedsAssessment(Entity):
    """A local diagnosis (diagnoza lokalna): what people here need and what the town has to help them."""

    title = models.CharField(max_length=200)
    made_on = models.DateField()
    author = models.CharField(max_length=200, blank=True)
    sources = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    resources = models.TextField(blank=True)
    conclusions = models.TextField(blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    recorded_by = models.CharField(max_length=200)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-made_on", "title", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(adopted_on__isnull=True) | Q(adopted_on__gte=models.F("made_on")),
                name="assessment_adopted_after_made",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ResourceQuerySet(models.QuerySet["ResourceMapEntry"]):
    """Institutions of the map by words."""

    def matching(self, search: str) -> Self:
        """Every word typed stands somewhere in name or offer."""
        found = self
        for word in searched(search):
            found = found.filter(search_text__contains=word)
        return found


class ResourceMapEntry(Entity):
    """An institution that could be a partner (mapa zasobów): what it could offer and whom to ask."""

    name = models.CharField(max_length=200)
    sector = models.CharField(max_length=30, choices=Sector.choices)
    kind = models.CharField(max_length=30, choices=OrganisationKind.choices, default=OrganisationKind.OTHER)
    offer = models.TextField(blank=True)
    contact_name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    website = models.URLField(blank=True)
    mapped_on = models.DateField()
    status = models.CharField(max_length=12, choices=ResourceStatus.choices, default=ResourceStatus.MAPPED)
    shortlisted_on = models.DateField(null=True, blank=True)
    dropped_because = models.TextField(blank=True)
    partner = models.OneToOneField(
        "partnership.PartnerOrganisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resource_entry",
    )
    recorded_by = models.CharField(max_length=200)
    search_text = models.TextField(editable=False, default="")

    objects = ResourceQuerySet.as_manager()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("name"), name="resource_name_once"),
            models.CheckConstraint(condition=Q(sector__in=Sector.values), name="resource_sector_known"),
            models.CheckConstraint(
                condition=Q(status=ResourceStatus.INVITED, partner__isnull=False)
                | (~Q(status=ResourceStatus.INVITED) & Q(partner__isnull=True)),
                name="resource_invited_has_partner",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ResourceStatus.values), name="resource_status_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = folded(f"{self.name} {self.offer}")
        super().save(*args, **kwargs)
