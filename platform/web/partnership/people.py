"""Pages of the people whom a partner names."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.partnership import operations, queries
from core.partnership.permissions import MANAGERS
from kooperacje.http import AppRequest
from web.partnership import presenters
from web.partnership.forms import PersonForm
from web.shell.access import page_for, signed_in
from web.shell.forms import BaseForm, posted, run


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: AppRequest, partner_id: UUID) -> HttpResponse:
    """Record a co-ordinating person or a delegate."""
    actor = signed_in(request)
    partner = queries.partner_visible(actor, partner_id)
    accounts = {str(user.pk): user for user in queries.accounts_to_name()}
    labels = {key: f"{user.name} ({user.email})" for key, user in accounts.items()}
    form = PersonForm(posted(request), accounts=labels)

    def operation() -> object:
        data = dict(form.cleaned_data)
        duties = data.pop("duties")
        data["user"] = accounts.get(data["user"])
        return operations.name_person(
            actor=actor,
            partner=partner,
            is_delegate="delegate" in duties,
            is_coordinator="coordinator" in duties,
            **data,
        )

    back = reverse("partnership:partner", args=[partner.pk])
    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Osoba zapisana."))
        return redirect(back)
    context = {
        "heading": _("Osoba u partnera"),
        "lead": _("%(partner)s wskazuje osobę, która koordynuje współpracę, i przedstawicieli do zespołów.")
        % {"partner": partner.name},
        "form": form,
        "submit": _("Zapisz osobę"),
        "crumbs": presenters.crumbs((str(partner), back), (_("Osoba u partnera"), "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: AppRequest, person_id: UUID) -> HttpResponse:
    """Ask once more, then record that somebody no longer speaks for a partner."""
    actor = signed_in(request)
    person = queries.person_visible(actor, person_id)
    form = BaseForm(posted(request))
    back = reverse("partnership:partner", args=[person.partner_id])
    if request.method == "POST" and run(form, lambda: operations.end_person(actor=actor, person=person)):
        messages.success(request, _("Zapisano, że ta osoba nie reprezentuje już partnera."))
        return redirect(back)
    context = {
        "question": _("Zakończyć współpracę: %(person)s?") % {"person": person.name},
        "consequence": _(
            "Od dziś ta osoba nie reprezentuje partnera %(partner)s i nie zobaczy próśb do niego. "
            "Wcześniejsze spotkania i zadania zostają."
        )
        % {"partner": str(person.partner)},
        "action": _("Zakończ"),
        "warning": True,
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)
