"""The standing partnership of a town: its organisations, their people, documents and meetings."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Lower

from core.partnership.enums import MeetingKind, OrganisationKind, PartnerStage
from core.partnership.rules import Accession
from core.reference.grounds import Sector
from core.shared.models import Entity
from core.shared.text import folded, searched


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

    def matching(self, search: str) -> Self:
        """Every word typed stands somewhere in name, short name or address."""
        found = self
        for word in searched(search):
            found = found.filter(search_text__contains=word)
        return found

    def listed(self) -> Self:
        """The lead first, then by name."""
        return self.order_by("-is_lead", "name", "pk")


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
    is_lead = models.BooleanField(default=False)
    invited_on = models.DateField(null=True, blank=True)
    search_text = models.TextField(editable=False, default="")

    # Only on what `with_stage` found.
    stage: str
    declared_on: date | None

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
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = folded(f"{self.name} {self.short_name} {self.address}")
        super().save(*args, **kwargs)


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


class DeclarationQuerySet(models.QuerySet["AccessionDeclaration"]):
    """Declarations as they stand on a day."""

    def in_force(self, on: date) -> Self:
        """Signed, not withdrawn and not run out; the same rule as `rules.Accession.in_force`."""
        return self.filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on),
            Q(valid_until__isnull=True) | Q(valid_until__gte=on),
            signed_on__lte=on,
        )


class AccessionDeclaration(Entity):
    """A partner's signed declaration of accession (deklaracja przystąpienia)."""

    partner = models.ForeignKey(PartnerOrganisation, models.PROTECT, related_name="declarations")
    number = models.CharField(max_length=20)
    signed_on = models.DateField()
    scope = models.TextField(blank=True)
    valid_until = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = DeclarationQuerySet.as_manager()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-signed_on", "-created_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], name="declaration_number_once"),
            models.UniqueConstraint(
                fields=["partner"],
                condition=Q(withdrawn_on__isnull=True, valid_until__isnull=True),
                name="declaration_one_open_a_partner",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("signed_on")),
                name="declaration_withdrawn_after_signature",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("signed_on")),
                name="declaration_valid_span",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def as_accession(self) -> Accession:
        """The declaration as the rules see it; ask for `certificate` with it to avoid a query each."""
        return Accession(self.signed_on, self.withdrawn_on, self.valid_until, hasattr(self, "certificate"))


class PartnershipCertificate(Entity):
    """What a partner puts on the wall; whoever reads its code may check it on the public page."""

    declaration = models.OneToOneField(AccessionDeclaration, models.PROTECT, related_name="certificate")
    number = models.CharField(max_length=20, unique=True)
    code = models.CharField(max_length=40, unique=True)
    issued_on = models.DateField()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-issued_on", "pk"]

    def __str__(self) -> str:
        return self.number


class PartnershipMeeting(Entity):
    """A meeting of the whole partnership (not of a family's team)."""

    held_on = models.DateField()
    kind = models.CharField(max_length=20, choices=MeetingKind.choices)
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-held_on", "title", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["held_on", "title"], name="meeting_once"),
            models.CheckConstraint(condition=Q(kind__in=MeetingKind.values), name="meeting_kind_known"),
        ]

    def __str__(self) -> str:
        return self.title


class PartnershipAttendance(Entity):
    """That a partner was invited to a meeting, and whether it came."""

    meeting = models.ForeignKey(PartnershipMeeting, models.CASCADE, related_name="attendance")
    partner = models.ForeignKey(PartnerOrganisation, models.PROTECT, related_name="attendance")
    present = models.BooleanField()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["partner__name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "partner"], name="attendance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.present}"
