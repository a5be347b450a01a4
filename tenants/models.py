"""Who is a tenant, at which address, under which territorial code and since when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django_tenants.models import DomainMixin, TenantMixin


class Kind(models.TextChoices):
    """What a tenant is; the names are the keys of TENANT_TYPES."""

    MUNICIPALITY = "municipality", "municipality"
    REGION = "region", "region"
    OPERATOR = "operator", "operator"


class Tenant(TenantMixin):
    """One town, one regional centre or the operator: a schema and a database role of its own.

    The schema's name never changes; names and territorial codes may (see `TerytCode`).
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)
    slug = models.CharField(max_length=63, unique=True)
    voivodeship = models.CharField(max_length=2, blank=True)
    level = models.CharField(max_length=10, blank=True)
    city_with_powiat_rights = models.BooleanField(default=False)
    confirmed = models.BooleanField(default=False)
    is_leader = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    # Hash of the template the schema was made from: equal hashes, equal schemas.
    blueprint = models.CharField(max_length=64, blank=True)
    provisioned_at = models.DateTimeField(null=True, blank=True)

    auto_create_schema = False
    auto_drop_schema = False
    shared_grants: ClassVar[dict[str, str]] = {"login": "SELECT", "everyone": "SELECT"}

    class Meta:
        db_table = 'public"."tenants_tenant'
        ordering: ClassVar = ["kind", "name", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.schema_name})"

    @property
    def teryt(self) -> str:
        """The territorial code that the schema was named after; the dated list is `codes`."""
        return str(self.schema_name).partition("_")[2]


class Domain(DomainMixin):
    """An address at which a tenant answers."""

    shared_grants: ClassVar[dict[str, str]] = {"login": "SELECT", "everyone": "SELECT"}

    class Meta:
        db_table = 'public"."tenants_domain'
        ordering: ClassVar = ["domain"]

    def __str__(self) -> str:
        return str(self.domain)


class TerytCode(models.Model):
    """A territorial code of a tenant with the days on which it holds.

    Codes change (a village becomes a town: 2 -> 3), names repeat (two Bochnias, two powiats
    brzeskie): figures are joined on code and day, never on a name.
    """

    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="codes")
    code = models.CharField(max_length=7)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    shared_grants: ClassVar[dict[str, str]] = {"login": "SELECT", "everyone": "SELECT"}

    class Meta:
        db_table = 'public"."tenants_terytcode'
        ordering: ClassVar = ["code", "valid_from", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="teryt_code_from_day"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="teryt_code_valid_span",
            ),
        ]

    def __str__(self) -> str:
        return self.code
