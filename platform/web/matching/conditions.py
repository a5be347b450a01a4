"""The conditions of a card: listed, added one by one, removed; no script needed.

What a partner changes about a card in the basket waits for the network officer, like all its changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.basket.eligibility import AnyOf, parse, words
from core.basket.eligibility.conditions import KINDS
from core.basket.eligibility.errors import NoSuchConditionError
from core.basket.enums import ProposalKind, ProposalStatus
from core.basket.operations.proposals import change_card
from core.basket.permissions import PUBLISHERS, may_publish, may_write
from core.basket.queries import card_visible
from core.basket.queries.combining import combination_of, excluded_by
from core.basket.queries.proposals import proposals_of
from core.basket.wording import ages, conditions_in_words
from core.reference.grounds import ServiceCategory
from core.shared.enums import Role
from web.basket.presenters import crumbs
from web.matching.forms import ConditionForm, ConditionKindForm
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from core.basket.models import CardProposal, ServiceCard
    from core.shared.actor import Actor
    from kooperacje.http import AppRequest

WRITERS = (*PUBLISHERS, Role.DELEGATE)


@dataclass(frozen=True)
class Line:
    """A condition with the alternatives that it is a group of."""

    text: str
    row: int
    parts: list[tuple[int, str]]


def _kept(actor: Actor, card_id: UUID) -> ServiceCard:
    card = card_visible(actor, card_id)
    if not may_write(actor, card.partner_id) or card.status == "withdrawn":
        raise Http404
    return card


def _pending(actor: Actor, card: ServiceCard) -> CardProposal | None:
    """A partner's change that waits: what is written next builds on it. An officer writes the card."""
    if may_publish(actor):
        return None
    waiting = proposals_of(actor, card).filter(kind=ProposalKind.CHANGE, status=ProposalStatus.PENDING)
    return waiting.first()


def _raw(card: ServiceCard, pending: CardProposal | None) -> list[Any]:
    kept = pending.changes.get("eligibility") if pending else None
    return list(card.eligibility if kept is None else kept)


def _save(actor: Actor, card: ServiceCard, raw: list[Any], version: int | None) -> bool:
    """Write the conditions; True when they wait for the officer."""
    pending = _pending(actor, card)
    others = dict(pending.changes) if pending else {}
    comment = pending.comment if pending else ""
    change = change_card(
        actor=actor, card=card, version=version, comment=comment, **{**others, "eligibility": raw}
    )
    return change.proposal is not None


def _said(request: AppRequest, done: str, *, waits: bool) -> None:
    messages.success(
        request, _("Zmiana czeka na zatwierdzenie przez pracownika ds. sieci.") if waits else done
    )


@page_for(*WRITERS)
@require_safe
def listing(request: AppRequest, card_id: UUID) -> HttpResponse:
    """Who a service is for, condition by condition, and how it combines with others."""
    actor = signed_in(request)
    card = _kept(actor, card_id)
    pending = _pending(actor, card)
    conditions = parse(_raw(card, pending))
    combination = combination_of(card)
    context = {
        "crumbs": crumbs((card.name, reverse("basket:card", args=[card.pk])), (_("Warunki"), "")),
        "card": card,
        "version": card.version,
        "waits": pending is not None and "eligibility" in pending.changes,
        "ages": ages(card.min_age, card.max_age),
        "in_words": conditions_in_words(card.eligibility_note),
        "lines": [
            Line(
                words.requirement(condition),
                row,
                [
                    (index, words.requirement(part))
                    for index, part in enumerate(condition.conditions if isinstance(condition, AnyOf) else ())
                ],
            )
            for row, condition in enumerate(conditions)
        ],
        "form": ConditionKindForm(),
        "also_covers": [str(ServiceCategory(code).label) for code in combination.also_covers],
        "approach": combination.get_approach_display(),
        "excluded": excluded_by(actor, card),
        "publishes": may_publish(actor),
        "may_combine": may_publish(actor) or card.status == "draft",
    }
    return render(request, "matching/conditions.html", context)


@page_for(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AppRequest, card_id: UUID) -> HttpResponse:
    """One condition of the chosen kind; with ``obok`` it becomes an alternative of an existing one."""
    actor = signed_in(request)
    card = _kept(actor, card_id)
    kind = request.GET.get("rodzaj", "")
    beside = _index(request.GET.get("obok"))
    back = reverse("matching:conditions", args=[card.pk])
    if kind not in KINDS or kind == AnyOf.type:
        return _choose(request, card, beside)
    form = ConditionForm(posted(request), kind=kind, initial={"version": card.version})

    def operation() -> bool:
        raw = _with(_raw(card, _pending(actor, card)), form.raw(), beside)
        parse(raw)
        return _save(actor, card, raw, form.cleaned_data["version"])

    if request.method == "POST" and (done := run(form, operation)):
        _said(request, _("Warunek dodany."), waits=done.result)
        return redirect(back)
    context = {
        "heading": words.kind_label(kind),
        "lead": _("Ten warunek będzie zamiennikiem: wystarczy, że jeden z grupy jest spełniony.")
        if beside is not None
        else _("Rodzina musi spełniać wszystkie warunki karty."),
        "form": form,
        "submit": _("Dodaj warunek"),
        "crumbs": crumbs(
            (card.name, reverse("basket:card", args=[card.pk])), (_("Warunki"), back), (_("Nowy"), "")
        ),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


def _choose(request: AppRequest, card: ServiceCard, beside: int | None) -> HttpResponse:
    """Which kind of condition, when the address does not say it."""
    bound = ConditionKindForm(request.GET) if "rodzaj" in request.GET else ConditionKindForm()
    back = reverse("matching:conditions", args=[card.pk])
    context = {
        "form": bound,
        "beside": beside,
        "heading": _("Dodaj warunek zamienny") if beside is not None else _("Dodaj warunek"),
        "crumbs": crumbs(
            (card.name, reverse("basket:card", args=[card.pk])), (_("Warunki"), back), (_("Nowy"), "")
        ),
        "cancel_url": back,
    }
    return render(request, "matching/condition_kind.html", context)


@page_for(*WRITERS)
@require_POST
def remove(request: AppRequest, card_id: UUID) -> HttpResponse:
    """Take one condition away, or one alternative of a group."""
    actor = signed_in(request)
    card = _kept(actor, card_id)
    raw = _without(
        _raw(card, _pending(actor, card)),
        _index(request.POST.get("wiersz")),
        _index(request.POST.get("czlonek")),
    )
    version = _index(request.POST.get("version"))
    waits = _save(actor, card, raw, version)
    _said(request, _("Warunek usunięty."), waits=waits)
    return redirect("matching:conditions", card.pk)


def _index(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004


def _with(raw: list[Any], condition: dict[str, Any], beside: int | None) -> list[Any]:
    """The list with a condition added, or with it as an alternative of an existing one."""
    if beside is None:
        return [*raw, condition]
    if beside >= len(raw):
        raise NoSuchConditionError
    known = raw[beside]
    inside = known["conditions"] if known["type"] == AnyOf.type else [known]
    group = {"type": AnyOf.type, "conditions": [*inside, condition]}
    return [*raw[:beside], group, *raw[beside + 1 :]]


def _without(raw: list[Any], row: int | None, part: int | None) -> list[Any]:
    """The list without a condition; of a group with one left, that one stays alone."""
    if row is None or row >= len(raw):
        raise NoSuchConditionError
    if part is None:
        return [*raw[:row], *raw[row + 1 :]]
    group = raw[row]
    inside = list(group["conditions"]) if group["type"] == AnyOf.type else []
    if part >= len(inside):
        raise NoSuchConditionError
    del inside[part]
    kept = inside[0] if len(inside) == 1 else {"type": AnyOf.type, "conditions": inside}
    return [*raw[:row], kept, *raw[row + 1 :]]
