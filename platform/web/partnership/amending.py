"""Pages of amendments to a declaration."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.partnership import queries
from core.partnership.operations import amendments
from core.partnership.permissions import MANAGERS
from core.partnership.queries import papers as read
from core.shared.clock import today
from kooperacje.http import AppRequest
from web.partnership import presenters
from web.partnership.paper_forms import AmendForm, SignedForm, sent_file
from web.partnership.papers import pdf
from web.partnership.views import READERS
from web.shell.access import page_for, signed_in
from web.shell.forms import BaseForm, posted, run


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: AppRequest, declaration_id: UUID) -> HttpResponse:
    """Print an amendment for signature; the form begins with what holds today."""
    actor = signed_in(request)
    declaration = queries.declaration_visible(actor, declaration_id)
    terms = read.terms_on(declaration)
    initial = {
        "effective_on": today(),
        "scope": terms.scope,
        "categories": list(terms.categories),
        "valid_until": declaration.valid_until,
    }
    form = AmendForm(posted(request), initial=initial)
    back = reverse("partnership:partner", args=[declaration.partner_id])
    if request.method == "POST" and run(
        form,
        lambda: amendments.prepare_amendment(actor=actor, declaration=declaration, **form.terms()),
    ):
        messages.success(request, _("Aneks jest gotowy. Pobierz go, wydrukuj albo wyślij do podpisu."))
        return redirect(back)
    values = {"partner": declaration.partner.name, "number": declaration.number}
    context = {
        "heading": _("Przygotuj aneks"),
        "lead": _("%(partner)s – deklaracja nr %(number)s.") % values,
        "form": form,
        "submit": _("Przygotuj aneks"),
        "crumbs": presenters.crumbs((str(declaration.partner), back), (_("Aneks"), "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: AppRequest, amendment_id: UUID) -> HttpResponse:
    """Record that an amendment was signed, with the file that shows it."""
    actor = signed_in(request)
    amendment = read.amendment_visible(actor, amendment_id)
    partner = amendment.declaration.partner
    form = SignedForm(posted(request), request.FILES or None, initial={"signed_on": today()})
    back = reverse("partnership:partner", args=[partner.pk])
    if request.method == "POST" and run(
        form,
        lambda: amendments.sign_amendment(
            actor=actor, amendment=amendment, signed_on=form.cleaned_data["signed_on"], **sent_file(form)
        ),
    ):
        messages.success(request, _("Podpis aneksu zapisany."))
        return redirect(back)
    values = {
        "partner": partner.name,
        "number": amendment.number,
        "declaration": amendment.declaration.number,
    }
    context = {
        "heading": _("Odnotuj podpis"),
        "lead": _("%(partner)s – aneks nr %(number)s do deklaracji nr %(declaration)s.") % values,
        "form": form,
        "submit": _("Zapisz podpis"),
        "crumbs": presenters.crumbs((str(partner), back), (_("Podpis aneksu"), "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: AppRequest, amendment_id: UUID) -> HttpResponse:
    """Ask once more, then put an amendment aside."""
    actor = signed_in(request)
    amendment = read.amendment_visible(actor, amendment_id)
    form = BaseForm(posted(request))
    back = reverse("partnership:partner", args=[amendment.declaration.partner_id])
    if request.method == "POST" and run(
        form, lambda: amendments.discard_amendment(actor=actor, amendment=amendment)
    ):
        messages.success(request, _("Aneks odłożony."))
        return redirect(back)
    context = {
        "question": _("Odłożyć aneks nr %(number)s?") % {"number": amendment.number},
        "consequence": _("Nie będzie można odnotować jego podpisania. Warunki deklaracji się nie zmienią."),
        "action": _("Odłóż aneks"),
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


@page_for(*READERS)
@require_safe
def amendment_pdf(request: AppRequest, amendment_id: UUID) -> HttpResponse:
    """The amendment, to be signed by hand or electronically."""
    actor = signed_in(request)
    return pdf(read.document_to_sign(actor, read.amendment_visible(actor, amendment_id)))
