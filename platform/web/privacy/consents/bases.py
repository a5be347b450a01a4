"""Pages of the register of legal bases: for those who keep it, and in plain words for everybody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.partnership.queries import active_partners, partner_visible
from core.privacy.operations import bases as operations
from core.privacy.permissions import may_keep_bases
from core.privacy.queries import bases as queries
from core.shared.clock import today
from core.shared.enums import Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.privacy.consents import forms
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import BaseForm, posted, run

_FORM = ["GET", "HEAD", "POST"]
_KEEPERS = (Role.DIRECTOR, Role.NETWORK_OFFICER)


def _crumbs(last: str) -> list[Crumb]:
    return [Crumb(_("Podstawy prawne"), reverse("privacy:bases")), Crumb(last, "")]


@page_for(*queries.BASES_READERS)
@require_safe
def overview(request: AppRequest) -> HttpResponse:
    """Which institution keeps which records, on which basis, in words that a family understands."""
    actor = signed_in(request)
    page = page_of(active_partners(today()).order_by("-is_lead", "name", "pk"), request.GET.get("strona"))
    context = {
        "page": page,
        "kept": queries.kept_records(page.items),
        "may_keep": may_keep_bases(actor),
    }
    return render(request, "privacy/consents/bases.html", context)


@page_for(*_KEEPERS)
@require_http_methods(_FORM)
def new(request: AppRequest, partner_id: UUID) -> HttpResponse:
    """Write down a basis; the proposal of its kind stands in the form."""
    actor = signed_in(request)
    partner = partner_visible(actor, partner_id)
    [kept] = queries.kept_records([partner])
    proposed = next((one for one in kept.bases if one.is_proposed), None)
    form = forms.BasisForm(posted(request), initial=_initial(proposed))
    if request.method == "POST" and run(
        form, lambda: operations.keep_basis(actor=actor, partner=partner, **form.cleaned_data)
    ):
        messages.success(request, _("Podstawa zapisana."))
        return redirect("privacy:bases")
    return _page(request, form, partner.name)


@page_for(*_KEEPERS)
@require_http_methods(_FORM)
def change(request: AppRequest, basis_id: UUID) -> HttpResponse:
    """Another wording from today; the old one stays with its days."""
    actor = signed_in(request)
    found = queries.basis_visible(actor, basis_id)
    form = forms.BasisForm(posted(request), initial=_initial(found))
    if request.method == "POST" and run(
        form, lambda: operations.change_basis(actor=actor, basis=found, **form.cleaned_data)
    ):
        messages.success(request, _("Podstawa zmieniona od dziś."))
        return redirect("privacy:bases")
    return _page(request, form, found.partner.name)


@page_for(*_KEEPERS)
@require_http_methods(_FORM)
def end(request: AppRequest, basis_id: UUID) -> HttpResponse:
    """The institution no longer keeps such records."""
    actor = signed_in(request)
    found = queries.basis_visible(actor, basis_id)
    form = BaseForm(posted(request))
    if request.method == "POST" and run(form, lambda: operations.end_basis(actor=actor, basis=found)):
        messages.success(request, _("Podstawa zakończona z dniem dzisiejszym."))
        return redirect("privacy:bases")
    context = {
        "question": _("Zakończyć: %(records)s?") % {"records": found.records},
        "consequence": _("Wpis zostanie w rejestrze ze swoimi dniami."),
        "action": _("Zakończ"),
        "warning": True,
        "form": form,
        "cancel_url": reverse("privacy:bases"),
    }
    return render(request, "shell/confirm.html", context)


@page_for(*_KEEPERS)
@require_http_methods(_FORM)
def contact(request: AppRequest, partner_id: UUID) -> HttpResponse:
    """Where people ask this institution about their data."""
    actor = signed_in(request)
    partner = partner_visible(actor, partner_id)
    [kept] = queries.kept_records([partner])
    initial = {"contact": kept.contact, "inspector": kept.inspector, "version": kept.version}
    form = forms.ContactForm(posted(request), initial=initial)
    if request.method == "POST" and run(
        form, lambda: operations.name_contact(actor=actor, partner=partner, **form.cleaned_data)
    ):
        messages.success(request, _("Kontakt zapisany."))
        return redirect("privacy:bases")
    return _page(request, form, partner.name)


def _initial(basis: Any) -> dict[str, Any]:
    if basis is None:
        return {}
    names = ("records", "article6", "article9", "act", "plain")
    return {name: getattr(basis, name) for name in names}


def _page(request: AppRequest, form: BaseForm, name: str) -> HttpResponse:
    context = {
        "heading": name,
        "form": form,
        "submit": _("Zapisz"),
        "crumbs": _crumbs(name),
        "cancel_url": reverse("privacy:bases"),
    }
    return render(request, "shell/form_page.html", context)
