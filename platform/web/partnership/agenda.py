"""Pages of an agenda: its points added, changed, moved and taken off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.partnership import queries
from core.partnership.operations import agenda as operations
from core.partnership.permissions import MANAGERS
from core.shared.errors import DomainError, NotVisibleError
from kooperacje.http import AppRequest
from web.partnership import meeting_presenters as shown
from web.partnership.meeting_forms import ItemForm
from web.partnership.meeting_pages import form_page, item_of, names_of, partners_by_key
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: AppRequest, meeting_id: UUID) -> HttpResponse:
    """The whole agenda with a form for its next point."""
    actor = signed_in(request)
    found: Any = queries.meeting_visible(actor, meeting_id)
    partners = partners_by_key(actor)
    form = ItemForm(posted(request), partners=names_of(partners))
    if request.method == "POST" and run(
        form, lambda: operations.add_item(actor=actor, meeting=found, **_item(form, partners))
    ):
        messages.success(request, _("Punkt dodany."))
        return redirect("partnership:agenda", found.pk)
    items = list(found.agenda.all())
    return form_page(
        request,
        form,
        heading=_("Porządek spotkania"),
        lead=f"{found.title}, {shown.when(found)}",
        submit=_("Dodaj punkt"),
        crumbs=shown.meeting_crumbs(found, (_("Porządek"), "")),
        back=reverse("partnership:meeting", args=[found.pk]),
        template="partnership/agenda.html",
        points=shown.points(items),
        planned=sum(item.minutes_planned or 0 for item in items),
    )


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: AppRequest, item_id: UUID) -> HttpResponse:
    """Change a point."""
    actor = signed_in(request)
    found = item_of(actor, item_id)
    partners = partners_by_key(actor)
    initial = {
        "title": found.title,
        "presenter": str(found.presenter_id or ""),
        "minutes_planned": found.minutes_planned,
        "text": found.text,
    }
    form = ItemForm(posted(request), partners=names_of(partners), initial=initial)

    def operation() -> object:
        values = _item(form, partners)
        values.pop("key")
        return operations.change_item(actor=actor, item=found, **values)

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Punkt zapisany."))
        return redirect("partnership:agenda", found.meeting_id)
    back = reverse("partnership:agenda", args=[found.meeting_id])
    return form_page(
        request,
        form,
        heading=_("Punkt porządku"),
        submit=_("Zapisz"),
        crumbs=shown.meeting_crumbs(found.meeting, (_("Porządek"), back), (found.title, "")),
        back=back,
    )


@page_for(*MANAGERS)
@require_POST
def move(request: AppRequest, item_id: UUID) -> HttpResponse:
    """Let a point change places with the one above or below."""
    actor = signed_in(request)
    found = item_of(actor, item_id)
    up = request.POST.get("kierunek") == "wyzej"
    return _done(request, found, lambda: operations.move_item(actor=actor, item=found, up=up))


@page_for(*MANAGERS)
@require_POST
def remove(request: AppRequest, item_id: UUID) -> HttpResponse:
    """Take a point off the agenda."""
    actor = signed_in(request)
    found = item_of(actor, item_id)
    return _done(request, found, lambda: operations.remove_item(actor=actor, item=found))


def _done(request: AppRequest, item: Any, operation: Any) -> HttpResponse:
    try:
        operation()
    except NotVisibleError:
        raise
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("partnership:agenda", item.meeting_id)


def _item(form: ItemForm, partners: dict[str, Any]) -> dict[str, Any]:
    data = dict(form.cleaned_data)
    return {**data, "presenter": partners.get(data["presenter"])}
