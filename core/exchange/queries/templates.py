"""Templates as their region keeps them, and as towns are offered them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from core.exchange.enums import Decision
from core.exchange.models import RegionalTemplate, TemplateAdoption, TemplateVersion
from core.exchange.queries.readers import require_region_reader, require_town_reader
from core.exchange.rules import voivodeship_of
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.prose import parsed
from core.shared.text import polish_order
from tenants.context import current_schema, tenants_of


def own_templates(actor: Actor, kind: str | None = None) -> QuerySet[RegionalTemplate]:
    """The region's own templates with `draft_number` and `published_on` of the newest version."""
    require_region_reader(actor)
    versions = TemplateVersion.objects.filter(template=OuterRef("pk"))
    found = RegionalTemplate.objects.filter(owner_schema=current_schema()).annotate(
        draft_number=Subquery(versions.filter(published_on__isnull=True).values("number")[:1]),
        published_on=Subquery(
            versions.filter(published_on__isnull=False).order_by("-number").values("published_on")[:1]
        ),
    )
    found = found.order_by("kind", "title", "pk")
    return found.filter(kind=kind) if kind else found


def own_template(actor: Actor, template_id: UUID | str) -> RegionalTemplate:
    """One of the region's own templates."""
    found = own_templates(actor).filter(pk=template_id).first()
    if found is None:
        raise NotVisibleError
    return found


def own_version(actor: Actor, version_id: UUID | str) -> TemplateVersion:
    """One version of the region's own templates, a draft too."""
    require_region_reader(actor)
    versions = TemplateVersion.objects.select_related("template")
    found = versions.filter(pk=version_id, template__owner_schema=current_schema()).first()
    if found is None:
        raise NotVisibleError
    return found


def own_versions(actor: Actor) -> QuerySet[TemplateVersion]:
    """All versions of the region's own templates, the newest first."""
    require_region_reader(actor)
    found = TemplateVersion.objects.filter(template__owner_schema=current_schema())
    return found.select_related("template").order_by("template_id", "-number", "pk")


def versions_of(template: RegionalTemplate) -> QuerySet[TemplateVersion]:
    """Versions of a template as far as the tenant may read them, the newest first."""
    return template.versions.order_by("-number", "pk")


def newest_of(template: RegionalTemplate) -> TemplateVersion | None:
    """The newest published version of a template."""
    return versions_of(template).filter(number=template.current, published_on__isnull=False).first()


def previous_of(version: TemplateVersion) -> TemplateVersion | None:
    """The published version before another."""
    earlier = TemplateVersion.objects.filter(
        template_id=version.template_id, number__lt=version.number, published_on__isnull=False
    )
    return earlier.order_by("-number").first()


@dataclass(frozen=True)
class TownAdoption:
    """How far a town is with a template: which version it adopted, what it decided about the newest."""

    schema: str
    name: str
    adopted: int | None
    decision: str
    reason: str

    @property
    def waits(self) -> bool:
        """Whether the town has said nothing about the newest version."""
        return not self.decision


def adoptions_by_town(actor: Actor, template: RegionalTemplate) -> list[TownAdoption]:
    """Every town that the template reaches and how far it is, by name; decisions hold no person's data."""
    require_region_reader(actor)
    rows: dict[str, dict[int, TemplateAdoption]] = {}
    for row in TemplateAdoption.objects.filter(version__template=template).select_related("version"):
        rows.setdefault(row.schema_name, {})[row.version.number] = row
    own = voivodeship_of(template.owner_schema)
    towns = [
        town
        for town in tenants_of("municipality")
        if template.for_all or voivodeship_of(town.schema_name) == own
    ]
    return [
        _adoption(town, rows.get(town.schema_name, {}), template.current)
        for town in sorted(towns, key=lambda town: polish_order(town.name))
    ]


def _adoption(town: object, decided: dict[int, TemplateAdoption], current: int) -> TownAdoption:
    adopted = [number for number, row in decided.items() if row.decision == Decision.ADOPTED]
    newest = decided.get(current)
    return TownAdoption(
        schema=str(getattr(town, "schema_name", "")),
        name=str(getattr(town, "name", "")),
        adopted=max(adopted, default=None),
        decision=newest.decision if newest else "",
        reason=newest.reason if newest else "",
    )


def adoptions_of(actor: Actor) -> QuerySet[TemplateAdoption]:
    """Decisions about the region's own templates, the newest first."""
    require_region_reader(actor)
    found = TemplateAdoption.objects.filter(version__template__owner_schema=current_schema())
    return found.select_related("version__template").order_by("-decided_on", "schema_name", "pk")


def own_decisions(actor: Actor) -> QuerySet[TemplateAdoption]:
    """The town's own decisions, the newest first."""
    require_town_reader(actor)
    found = TemplateAdoption.objects.filter(schema_name=current_schema())
    return found.order_by("-decided_on", "pk")


def offered_templates(actor: Actor) -> QuerySet[RegionalTemplate]:
    """Published templates that the town of the moment may use, by kind and title."""
    require_town_reader(actor)
    reach = Q(for_all=True) | Q(owner_schema=f"r_{voivodeship_of(current_schema())}")
    return RegionalTemplate.objects.filter(reach, current__gt=0).order_by("kind", "title", "pk")


@dataclass(frozen=True)
class Offer:
    """A template with its newest version, the one that the town adopted, and its decision on the newest."""

    template: RegionalTemplate
    version: TemplateVersion
    adopted: TemplateVersion | None
    decision: TemplateAdoption | None

    @property
    def is_new(self) -> bool:
        """Whether the town has not decided about the newest version."""
        return self.decision is None


def offers(actor: Actor, templates: Sequence[RegionalTemplate]) -> list[Offer]:
    """Templates with what the town knows of them; two queries for any number."""
    require_town_reader(actor)
    versions: dict[UUID, list[TemplateVersion]] = {}
    published = TemplateVersion.objects.filter(template__in=templates, published_on__isnull=False)
    for version in published.order_by("-number", "pk"):
        versions.setdefault(version.template_id, []).append(version)
    decisions = {
        row.version_id: row
        for row in TemplateAdoption.objects.filter(
            schema_name=current_schema(), version__template__in=templates
        )
    }
    found = []
    for template in templates:
        known = versions.get(template.pk, [])
        adopted = (item for item in known if _is_adopted(decisions.get(item.pk)))
        if known:
            found.append(Offer(template, known[0], next(adopted, None), decisions.get(known[0].pk)))
    return found


def _is_adopted(decision: TemplateAdoption | None) -> bool:
    return decision is not None and decision.decision == Decision.ADOPTED


def offered_versions(actor: Actor) -> QuerySet[TemplateVersion]:
    """Published versions of templates that the town may use, with the templates."""
    reachable = offered_templates(actor)
    found = TemplateVersion.objects.filter(template__in=reachable, published_on__isnull=False)
    return found.select_related("template").order_by("template_id", "-number", "pk")


def offered_version(actor: Actor, version_id: UUID | str) -> TemplateVersion:
    """One published version that the town may use."""
    found = offered_versions(actor).filter(pk=version_id).first()
    if found is None:
        raise NotVisibleError
    return found


def offer_of(actor: Actor, version: TemplateVersion) -> Offer:
    """The template of a version with what the town decided about this one."""
    (offer,) = offers(actor, [version.template])
    decision = TemplateAdoption.objects.filter(schema_name=current_schema(), version=version).first()
    return Offer(offer.template, version, offer.adopted, decision)


def waiting_versions(actor: Actor, kind: str | None = None) -> QuerySet[TemplateVersion]:
    """Newest versions about which the town has not decided, the newest first."""
    decided = TemplateAdoption.objects.filter(schema_name=current_schema(), version=OuterRef("pk"))
    found = offered_versions(actor).filter(~Exists(decided), number=_current_number())
    found = found.order_by("-published_on", "pk")
    return found.filter(template__kind=kind) if kind else found


def adopted_text(kind: str) -> str:
    """The newest version of a kind that the town adopted, as plain text, or nothing: to begin a form with."""
    rows = TemplateAdoption.objects.filter(
        schema_name=current_schema(), decision=Decision.ADOPTED, version__template__kind=kind
    )
    newest = rows.select_related("version").order_by("-decided_on", "-version__number", "pk").first()
    return "\n\n".join(block.flat for block in parsed(newest.version.body)) if newest else ""


def _current_number() -> Subquery:
    return Subquery(RegionalTemplate.objects.filter(pk=OuterRef("template_id")).values("current")[:1])
