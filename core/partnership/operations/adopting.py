"""A template of the region taken over into a local text, its changes merged with the town's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core.exchange.enums import Decision, TemplateKind
from core.exchange.models import TemplateAdoption, TemplateVersion
from core.exchange.operations.templates import decide
from core.exchange.queries.templates import offer_of, offered_version
from core.partnership.enums.texts import TextKind, TextState
from core.partnership.errors import texts as errors
from core.partnership.models import TextVersion
from core.partnership.operations import texts
from core.partnership.operations.making import made_before
from core.partnership.permissions import require_manager
from core.partnership.queries.texts import newest_of, text_of
from core.shared import clock
from core.shared.actor import Actor
from core.shared.revisions import CHOICES, Chunk, conflicts, merged, resolved

# Templates that become a text of the partnership; of the others a town only says whether it uses them.
MERGED = (TemplateKind.RULES, TemplateKind.PLAN)


@dataclass(frozen=True)
class Merge:
    """A local text and a new version of its template, put together as far as they agree."""

    local: TextVersion | None
    chunks: list[Chunk]

    @property
    def conflicts(self) -> dict[int, Chunk]:
        """Places at which somebody has to choose."""
        return conflicts(self.chunks)


def merge_of(actor: Actor, offered: TemplateVersion, year: int | None = None) -> Merge:
    """What adopting a version would make of the local text; the plan is that of a year (this one)."""
    require_manager(actor)
    text = text_of(TextKind(offered.template.kind), _year(offered, year))
    local = newest_of(text) if text else None
    if local is None:
        return Merge(None, merged("", "", offered.body))
    return Merge(local, merged(_base(actor, local, offered), local.body, offered.body))


@transaction.atomic
def adopt(
    *,
    actor: Actor,
    offered: TemplateVersion,
    year: int | None = None,
    choices: Mapping[int, str] | None = None,
    key: UUID | None = None,
) -> TextVersion:
    """Make the local draft that a version of a template leads to, and tell the region of the adoption.

    `choices` names for each conflict ("ours", "theirs", "both"). A local draft is rewritten, otherwise the
    next version begins. Raises `MergeUndecidedError`, `TextOpenError` (a version is before the partners),
    `NothingToAdoptError`.
    """
    require_manager(actor)
    if (known := made_before(TextVersion.objects.all(), key)) is not None:
        return known
    merge = merge_of(actor, offered, year)
    body = _resolved(merge, choices or {})
    label = _("%(title)s, wersja %(number)s") % {
        "title": offered.template.title,
        "number": offered.number,
    }
    if merge.local is not None and merge.local.state == TextState.DRAFT:
        version = texts.edit_version(
            actor=actor, version=merge.local, title=merge.local.title, body=body, note=merge.local.note
        )
        version.template, version.template_label = offered.pk, label
        version.save(update_fields=["template", "template_label"])
    elif merge.local is not None and merge.local.template == offered.pk and body == merge.local.body:
        raise errors.NothingToAdoptError
    else:
        version = texts.draft_version(
            actor=actor,
            kind=offered.template.kind,
            year=_year(offered, year),
            title=merge.local.title if merge.local else _title(offered, year),
            body=body,
            note=offered.note,
            template=offered.pk,
            template_label=label,
            key=key,
        )
    decide(actor=actor, version=offered, decision=Decision.ADOPTED)
    return version


@transaction.atomic
def use(*, actor: Actor, offered: TemplateVersion) -> TemplateAdoption:
    """Say that the town uses a template that makes no text of its own: an invitation, a scope."""
    require_manager(actor)
    return decide(actor=actor, version=offered, decision=Decision.ADOPTED)


@transaction.atomic
def keep(*, actor: Actor, offered: TemplateVersion, reason: str) -> TemplateAdoption:
    """Stay with the own text and say why. Raises `ReasonMissingError`."""
    require_manager(actor)
    return decide(actor=actor, version=offered, decision=Decision.KEPT, reason=reason)


def _base(actor: Actor, local: TextVersion, offered: TemplateVersion) -> str | None:
    """The version of the same template from which the local text was made, or which the town adopted."""
    if local.template is not None:
        before = offered_version(actor, local.template)
        if before.template_id == offered.template_id:
            return before.body
    adopted = offer_of(actor, offered).adopted
    return adopted.body if adopted else None


def _resolved(merge: Merge, choices: Mapping[int, str]) -> str:
    known = {number: choice for number, choice in choices.items() if choice in CHOICES}
    try:
        return resolved(merge.chunks, known)
    except KeyError as error:
        raise errors.MergeUndecidedError from error


def _year(offered: TemplateVersion, year: int | None) -> int | None:
    return (year or clock.today().year) if offered.template.kind == TemplateKind.PLAN else None


def _title(offered: TemplateVersion, year: int | None) -> str:
    if offered.template.kind == TemplateKind.PLAN:
        return _("Plan pracy partnerstwa na %(year)s rok") % {"year": _year(offered, year)}
    return _("Regulamin współpracy partnerstwa")
