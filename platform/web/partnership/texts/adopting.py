"""Pages of the region's templates in a town: what is new, how the own text differs, adopt or keep."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.exchange.enums import TemplateKind
from core.exchange.queries import templates as queries
from core.partnership.operations import adopting as operations
from core.partnership.permissions import MANAGERS, may_manage
from core.partnership.queries import texts
from core.shared.actor import Actor
from core.shared.clock import today
from core.shared.paging import page_of
from core.shared.revisions import Side
from kooperacje.http import AppRequest
from web.partnership.presenters import sections
from web.partnership.texts import presenters
from web.partnership.texts.forms import AdoptForm, KeepForm
from web.partnership.views import READERS
from web.shell.access import page_for, signed_in
from web.shell.forms import BaseForm, posted, run


@page_for(*READERS)
@require_safe
def templates(request: AppRequest) -> HttpResponse:
    """Templates that the region offers, each with the town's decision."""
    actor = signed_in(request)
    page = page_of(queries.offered_templates(actor), request.GET.get("strona"))
    context = {
        "sections": sections("texts"),
        "crumbs": _crumbs(),
        "page": page,
        "table": presenters.offers_table(queries.offers(actor, page.items)),
    }
    return render(request, "partnership/texts/templates.html", context)


@page_for(*READERS)
@require_safe
def template(request: AppRequest, offered_id: UUID) -> HttpResponse:
    """One version of a template: its words, what is new in it, what the own text says instead."""
    actor = signed_in(request)
    offered = queries.offered_version(actor, offered_id)
    offer = queries.offer_of(actor, offered)
    manages = may_manage(actor)
    words, meaning = presenters.decision_words(offer.decision)
    earlier = offer.adopted if offer.adopted and offer.adopted.pk != offered.pk else None
    merges = offered.template.kind in operations.MERGED
    local = _local(actor, offered) if merges else None
    context = {
        "crumbs": _crumbs((offered.template.title, "")),
        "offer": offer,
        "offered": offered,
        "name": presenters.version_name(offered),
        "kind": TemplateKind(offered.template.kind).label,
        "decision": words,
        "meaning": meaning,
        "earlier": earlier,
        "earlier_name": presenters.version_name(earlier) if earlier else "",
        "merges": merges,
        "local": local,
        "local_name": presenters.version_name(local) if local else "",
        "manages": manages,
        "may_decide": manages and offered.number == offered.template.current,
    }
    return render(request, "partnership/texts/template.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: AppRequest, offered_id: UUID) -> HttpResponse:
    """Make a local draft of a template; where both texts changed one place, choose."""
    actor = signed_in(request)
    offered = queries.offered_version(actor, offered_id)
    if offered.template.kind not in operations.MERGED:
        return _use(request, actor, offered)
    merge = operations.merge_of(actor, offered)
    form = AdoptForm(posted(request), conflicts=merge.conflicts)

    def operation() -> Any:
        return operations.adopt(
            actor=actor, offered=offered, choices=form.choices, key=form.cleaned_data["key"]
        )

    if request.method == "POST" and (done := run(form, operation)):
        messages.success(request, _("Jest nowa wersja robocza. Przejrzyj ją i przekaż partnerom."))
        return redirect("partnership:text-version", done.result.pk)
    context = {
        "crumbs": _crumbs(
            (offered.template.title, reverse("partnership:template", args=[offered.pk])),
            (_("Przyjmij wzór"), ""),
        ),
        "offered": offered,
        "name": presenters.version_name(offered),
        "local": merge.local,
        "local_name": presenters.version_name(merge.local) if merge.local else "",
        "taken": sum(chunk.side == Side.THEIRS for chunk in merge.chunks),
        "kept": sum(chunk.side == Side.OURS for chunk in merge.chunks),
        "form": form,
        "year": today().year if offered.template.kind == TemplateKind.PLAN else None,
    }
    return render(request, "partnership/texts/adopt.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: AppRequest, offered_id: UUID) -> HttpResponse:
    """Stay with the own text and say why."""
    actor = signed_in(request)
    offered = queries.offered_version(actor, offered_id)
    form = KeepForm(posted(request))
    back = reverse("partnership:template", args=[offered.pk])
    if request.method == "POST" and run(
        form, lambda: operations.keep(actor=actor, offered=offered, **form.cleaned_data)
    ):
        messages.success(request, _("Zapisano, że gmina zostaje przy swoim tekście."))
        return redirect(back)
    context = {
        "heading": _("Zostań przy swoim tekście"),
        "lead": f"{offered.template.title}, {presenters.version_name(offered)}",
        "form": form,
        "submit": _("Zapisz decyzję"),
        "crumbs": _crumbs((offered.template.title, back), (_("Zostań przy swoim tekście"), "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


def _use(request: AppRequest, actor: Actor, offered: Any) -> HttpResponse:
    """A template that makes no text of its own is only said to be used."""
    form = BaseForm(posted(request))
    back = reverse("partnership:template", args=[offered.pk])
    if request.method == "POST" and run(form, lambda: operations.use(actor=actor, offered=offered)):
        messages.success(request, _("Zapisano, że gmina używa tego wzoru."))
        return redirect(back)
    context = {
        "question": _("Używać wzoru: %(title)s?") % {"title": offered.template.title},
        "consequence": _(
            "Region zobaczy, że gmina przyjęła tę wersję. Treść możesz skopiować ze strony wzoru."
        ),
        "action": _("Używamy tego wzoru"),
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


def _local(actor: Actor, offered: Any) -> Any:
    """The own text of the same paper, as far as the reader may see it."""
    year = today().year if offered.template.kind == TemplateKind.PLAN else None
    text = texts.text_of(offered.template.kind, year)
    if text is None:
        return None
    return texts.versions(actor).filter(text=text).first()


def _crumbs(*steps: tuple[str, str]) -> Any:
    start = (_("Wzory od regionu"), reverse("partnership:templates") if steps else "")
    return presenters.crumbs(start, *steps)
