"""A region writes and publishes templates; a town adopts a version or keeps its own text."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from core.audit.operations import record
from core.exchange import errors
from core.exchange.enums import Decision, TemplateKind
from core.exchange.models import RegionalTemplate, TemplateAdoption, TemplateVersion
from core.exchange.permissions import require_region, require_town_office
from core.exchange.queries import templates as found
from core.shared import clock
from core.shared.actor import Actor
from core.shared.ids import uuid7
from core.shared.integrity import refusing
from core.shared.prose import canonical
from tenants.context import current, current_schema

_TEMPLATE = {"template_title_once": errors.DuplicateTemplateError}
_DRAFT = {
    "template_one_draft": errors.TemplateDraftExistsError,
    "template_version_once": errors.TemplateDraftExistsError,
}


@transaction.atomic
def write_template(
    *,
    actor: Actor,
    kind: str,
    title: str,
    body: str,
    note: str = "",
    for_all: bool = False,
    key: UUID | None = None,
) -> RegionalTemplate:
    """Begin a template with the draft of its first version; towns see nothing yet.

    Raises `TitleMissingError`, `DuplicateTemplateError`, `LeaderOnlyError`, `TextEmptyError`.
    """
    require_region(actor)
    if key and (known := RegionalTemplate.objects.filter(pk=key).first()) is not None:
        return known
    _require_leader(for_all=for_all)
    with refusing(_TEMPLATE):
        template = RegionalTemplate.objects.create(
            pk=key or uuid7(),
            owner_schema=current_schema(),
            kind=TemplateKind(kind),
            title=_titled(title),
            for_all=for_all,
        )
    TemplateVersion.objects.create(template=template, number=1, body=canonical(body), note=note.strip())
    record(actor, "exchange.template_written", template, kind=kind)
    return template


@transaction.atomic
def rename_template(
    *, actor: Actor, template: RegionalTemplate, title: str, for_all: bool = False
) -> RegionalTemplate:
    """Change a template's title, and whether it serves every voivodeship."""
    require_region(actor)
    locked = _own(template)
    _require_leader(for_all=for_all)
    locked.title, locked.for_all = _titled(title), for_all
    with refusing(_TEMPLATE):
        locked.save(update_fields=["title", "for_all"])
    record(actor, "exchange.template_renamed", locked, for_all=for_all)
    return locked


@transaction.atomic
def draft_version(
    *, actor: Actor, template: RegionalTemplate, body: str, note: str = "", key: UUID | None = None
) -> TemplateVersion:
    """Begin the next version of a template. Raises `TemplateDraftExistsError`, `TextEmptyError`."""
    require_region(actor)
    if key and (known := TemplateVersion.objects.filter(pk=key).first()) is not None:
        return known
    locked = _own(template)
    last = locked.versions.aggregate(last=Max("number"))["last"] or 0
    with refusing(_DRAFT):
        version = TemplateVersion.objects.create(
            pk=key or uuid7(),
            template=locked,
            number=last + 1,
            body=canonical(body),
            note=note.strip(),
        )
    record(actor, "exchange.template_drafted", version, number=version.number)
    return version


@transaction.atomic
def edit_version(*, actor: Actor, version: TemplateVersion, body: str, note: str = "") -> TemplateVersion:
    """Change a draft. Raises `TemplatePublishedError`, `TextEmptyError`."""
    require_region(actor)
    locked = _draft(version)
    locked.body, locked.note = canonical(body), note.strip()
    locked.save(update_fields=["body", "note"])
    record(actor, "exchange.template_edited", locked, number=locked.number)
    return locked


@transaction.atomic
def drop_version(*, actor: Actor, version: TemplateVersion) -> None:
    """Throw a draft away. Raises `TemplatePublishedError`."""
    require_region(actor)
    locked = _draft(version)
    record(actor, "exchange.template_dropped", locked, number=locked.number)
    locked.delete()


@transaction.atomic
def publish_version(*, actor: Actor, version: TemplateVersion) -> TemplateVersion:
    """Let towns see a version; from now on it never changes. Published again, it stays as it is.

    Raises `TemplateUnchangedError` when it says what the version before says.
    """
    require_region(actor)
    template = _own(version.template)
    locked = TemplateVersion.objects.select_related("template").get(pk=version.pk)
    if locked.published_on is not None:
        return locked
    before = found.previous_of(locked)
    if before is not None and before.body == locked.body:
        raise errors.TemplateUnchangedError
    locked.published_on = clock.today()
    locked.save(update_fields=["published_on"])
    template.current = locked.number
    template.save(update_fields=["current"])
    locked.template = template
    record(actor, "exchange.template_published", locked, number=locked.number)
    return locked


@transaction.atomic
def decide(*, actor: Actor, version: TemplateVersion, decision: str, reason: str = "") -> TemplateAdoption:
    """Record in the town's name that it adopts a version, or keeps its own text and why.

    The latest word counts. Raises `ReasonMissingError`, `TemplateNotPublishedError`.
    """
    require_town_office(actor)
    if version.published_on is None:
        raise errors.TemplateNotPublishedError
    if decision == Decision.KEPT and not reason.strip():
        raise errors.ReasonMissingError
    adoption, _ = TemplateAdoption.objects.update_or_create(
        schema_name=current_schema(),
        version=version,
        defaults={
            "decision": Decision(decision),
            "reason": reason.strip() if decision == Decision.KEPT else "",
            "decided_on": clock.today(),
        },
    )
    record(actor, "exchange.template_decided", adoption, version=version.pk, decision=decision)
    return adoption


def _own(template: RegionalTemplate) -> RegionalTemplate:
    owned = RegionalTemplate.objects.select_for_update().filter(owner_schema=current_schema())
    return owned.get(pk=template.pk)


def _draft(version: TemplateVersion) -> TemplateVersion:
    _own(version.template)
    locked = TemplateVersion.objects.get(pk=version.pk)
    if locked.published_on is not None:
        raise errors.TemplatePublishedError
    return locked


def _titled(title: str) -> str:
    if not title.strip():
        raise errors.TitleMissingError
    return title.strip()


def _require_leader(*, for_all: bool) -> None:
    if for_all and not getattr(current(), "is_leader", False):
        raise errors.LeaderOnlyError
