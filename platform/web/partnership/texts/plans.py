"""Pages of a plan's tasks: written in a draft, ticked off in the plan that holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.partnership import queries as partnership
from core.partnership.operations import plans as operations
from core.partnership.permissions import MANAGERS
from core.partnership.queries import texts as queries
from core.shared.clock import today
from core.shared.enums import Role
from kooperacje.http import AppRequest
from web.partnership.texts import presenters
from web.partnership.texts.forms import ItemForm, NewItemForm, TickForm
from web.shell.access import page_for, signed_in
from web.shell.forms import BaseForm, posted, run

TICKERS = (*MANAGERS, Role.DELEGATE)


def _partners() -> dict[str, Any]:
    return {str(item.pk): item for item in partnership.active_partners(today())}


def _data(form: BaseForm, partners: dict[str, Any]) -> dict[str, Any]:
    data = dict(form.cleaned_data)
    data["partner"] = partners.get(data["partner"])
    return data


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AppRequest, version_id: UUID) -> HttpResponse:
    """Write a task into a draft plan."""
    actor = signed_in(request)
    version = queries.version_visible(actor, version_id)
    partners = _partners()
    form = NewItemForm(posted(request), partners={key: item.name for key, item in partners.items()})
    if request.method == "POST" and run(
        form, lambda: operations.add_item(actor=actor, version=version, **_data(form, partners))
    ):
        messages.success(request, _("Zadanie dodane."))
        return redirect("partnership:text-version", version.pk)
    return _item_page(request, version, form, _("Nowe zadanie"))


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AppRequest, plan_item_id: UUID) -> HttpResponse:
    """Change a task of a draft plan."""
    actor = signed_in(request)
    item = queries.item_visible(actor, plan_item_id)
    partners = _partners()
    if item.partner:
        partners.setdefault(str(item.partner_id), item.partner)
    initial = {
        "what": item.what,
        "partner": str(item.partner_id or ""),
        "responsible": item.responsible,
        "month": item.month,
        "term": item.term,
    }
    names = {key: each.name for key, each in partners.items()}
    form = ItemForm(posted(request), partners=names, initial=initial)
    if request.method == "POST" and run(
        form, lambda: operations.edit_item(actor=actor, item=item, **_data(form, partners))
    ):
        messages.success(request, _("Zadanie zapisane."))
        return redirect("partnership:text-version", item.version_id)
    extra = {"remove_url": reverse("partnership:plan-item-remove", args=[item.pk])}
    return _item_page(request, item.version, form, _("Zmień zadanie"), extra)


def _item_page(
    request: AppRequest, version: Any, form: BaseForm, heading: str, extra: dict[str, str] | None = None
) -> HttpResponse:
    context = {
        "heading": heading,
        "lead": presenters.text_name(version.text),
        "form": form,
        "submit": _("Zapisz zadanie"),
        "crumbs": presenters.version_crumbs(version, (heading, "")),
        "cancel_url": reverse("partnership:text-version", args=[version.pk]),
        "remove_url": "",
        **(extra or {}),
    }
    return render(request, "partnership/texts/item.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: AppRequest, plan_item_id: UUID) -> HttpResponse:
    """Ask once more, then strike a task out of a draft plan."""
    actor = signed_in(request)
    item = queries.item_visible(actor, plan_item_id)
    form = BaseForm(posted(request))
    back = reverse("partnership:text-version", args=[item.version_id])
    if request.method == "POST" and run(form, lambda: operations.remove_item(actor=actor, item=item)):
        messages.success(request, _("Zadanie skreślone."))
        return redirect(back)
    context = {
        "question": _("Skreślić zadanie: %(what)s?") % {"what": item.what},
        "consequence": _("Zadanie zniknie z tej wersji roboczej. Wcześniejsze wersje planu zostają."),
        "action": _("Skreśl"),
        "warning": True,
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


@page_for(*TICKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: AppRequest, plan_item_id: UUID) -> HttpResponse:
    """Tick a task off."""
    actor = signed_in(request)
    item = queries.item_visible(actor, plan_item_id)
    form = TickForm(posted(request), initial={"done_on": today()})
    if request.method == "POST" and run(
        form, lambda: operations.tick_item(actor=actor, item=item, **form.cleaned_data)
    ):
        messages.success(request, _("Zadanie odhaczone."))
        return redirect("partnership:text-version", item.version_id)
    return _item_page(request, item.version, form, _("Odhacz zadanie"), {"lead": item.what})


@page_for(*TICKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def undone(request: AppRequest, plan_item_id: UUID) -> HttpResponse:
    """Say that a task is not done after all."""
    actor = signed_in(request)
    item = queries.item_visible(actor, plan_item_id)
    form = BaseForm(posted(request))
    back = reverse("partnership:text-version", args=[item.version_id])
    if request.method == "POST" and run(form, lambda: operations.untick_item(actor=actor, item=item)):
        messages.success(request, _("Zadanie znów jest do zrobienia."))
        return redirect(back)
    context = {
        "question": _("Cofnąć odhaczenie: %(what)s?") % {"what": item.what},
        "consequence": _("Zadanie wróci do rzeczy do zrobienia."),
        "action": _("Cofnij"),
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)
