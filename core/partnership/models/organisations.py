"""Organisations of the partnership and the people they name."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Lower

from core.partnership.enums import OrganisationKind, PartnerStage
from core.partnership.models.papers import AccessionDeclaration
from core.reference.grounds import Sector
from core.shared.models import Entity
from core.shared.searching import WordsField, names_among, weighted


class PartnerQuerySet(models.QuerySet["PartnerOrganisation"]):
    """Questions about partners are questions about a day."""

    def with_stage(self, on: date) -> Self:
        """Add `stage` (a code of `PartnerStage`) and `declared_on` as they are on a day."""
        declarations = AccessionDeclaration.objects.filter(partner=OuterRef("pk"))
        current = declarations.in_force(on)
        return self.annotate(
            stage=Case(
                When(Exists(current.filter(certificate__issued_on__lte=on)), Value("certified")),
                When(Exists(current), Value("declared")),
                When(Exists(declarations.filter(signed_on__lte=on)), Value("withdrawn")),
                default=Value("invited"),
                output_field=models.CharField(choices=PartnerStage.choices),
            ),
            declared_on=Subquery(current.values("signed_on")[:1]),
        )

    def at_stage(self, stage: str) -> Self:
        """Those of `with_stage` that have come so far and no further."""
        return self.filter(stage=stage)

    def active(self, on: date) -> Self:
        """Organisations with a declaration in force on a day."""
        current = AccessionDeclaration.objects.filter(partner=OuterRef("pk")).in_force(on)
        return self.filter(Exists(current))

    def listed(self) -> Self:
        """The lead first, then by name; what only searching needs stays in the database."""
        return self.defer("words", "name_words").order_by("-is_lead", "name", "pk")


class PartnerOrganisation(Entity):
    """An institution invited to the partnership, or its lead; how far it has come follows from its papers."""

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    sector = models.CharField(max_length=30, choices=Sector.choices)
    kind = models.CharField(max_length=30, choices=OrganisationKind.choices, default=OrganisationKind.OTHER)
    nip = models.CharField(max_length=10, blank=True)
    regon = models.CharField(max_length=14, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    website = models.URLField(blank=True)
    teryt = models.CharField(max_length=7, blank=True)
    is_lead = models.BooleanField(default=False)
    # A powiat's centre that accepted from its own tenant: the partnership's strategic partner.
    is_strategic = models.BooleanField(default=False)
    tenant_schema = models.CharField(max_length=63, blank=True)
    invited_on = models.DateField(null=True, blank=True)
    words = WordsField()
    name_words = names_among("words")

    # Only on what `with_stage` found.
    stage: str
    declared_on: date | None
    # Only on what `partners_by_stage` found.
    alongside: int

    objects = PartnerQuerySet.as_manager()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("name"), name="partner_name_once"),
            models.UniqueConstraint(fields=["nip"], condition=~Q(nip=""), name="partner_nip_once"),
            models.UniqueConstraint(fields=["is_lead"], condition=Q(is_lead=True), name="partner_one_lead"),
            models.CheckConstraint(
                condition=Q(is_lead=True) | Q(invited_on__isnull=False),
                name="partner_lead_or_invited",
            ),
            models.CheckConstraint(condition=Q(sector__in=Sector.values), name="partner_sector_known"),
            models.UniqueConstraint(
                fields=["tenant_schema"], condition=~Q(tenant_schema=""), name="partner_tenant_once"
            ),
            models.CheckConstraint(
                condition=Q(is_strategic=False) | ~Q(tenant_schema=""), name="partner_strategic_is_a_tenant"
            ),
            models.CheckConstraint(
                condition=Q(teryt="") | Q(teryt__regex=r"^[0-9]{2}([0-9]{2}([0-9]{2}[123])?)?$"),
                name="partner_teryt_well_formed",
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["words"], name="partner_by_words"),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.words = words_of_partner(self)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "words"}
        super().save(*args, **kwargs)


def words_of_partner(partner: PartnerOrganisation) -> str:
    """What an organisation is found by: its names first, then where it is."""
    return weighted((f"{partner.name} {partner.short_name}", "A"), (partner.address, "D"))


class PartnerPerson(Entity):
    """Whom a partner has named: a co-ordinating person, or a delegate to task teams."""

    partner = models.ForeignKey(PartnerOrganisation, models.PROTECT, related_name="people")
    user = models.OneToOneField(
        "identity.User", models.PROTECT, null=True, blank=True, related_name="partner_person"
    )
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_coordinator = models.BooleanField(default=False)
    is_delegate = models.BooleanField(default=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="partner_person_span",
            ),
        ]

    def __str__(self) -> str:
        return self.name
