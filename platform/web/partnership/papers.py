"""Pages of the papers: a declaration is signed, certified, withdrawn; both are downloaded as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.partnership import operations, queries
from core.partnership.operations import papers
from core.partnership.permissions import MANAGERS
from core.shared.clock import today
from kooperacje.http import AppRequest
from web.partnership import presenters
from web.partnership.forms import IssueForm, SignForm, WithdrawForm
from web.partnership.views import READERS
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run
from web.shell.templatetags.shell import day

if TYPE_CHECKING:
    from core.documents.models import IssuedDocument


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: AppRequest, partner_id: UUID) -> HttpResponse:
    """Record a signed declaration of accession."""
    actor = signed_in(request)
    partner = queries.partner_visible(actor, partner_id)
    form = SignForm(posted(request), initial={"signed_on": today()})
    if request.method == "POST" and run(
        form,
        lambda: operations.sign_declaration(actor=actor, partner=partner, **form.cleaned_data),
    ):
        messages.success(request, _("Deklaracja zapisana. Możesz teraz wydać certyfikat."))
        return redirect("partnership:partner", partner.pk)
    back = reverse("partnership:partner", args=[partner.pk])
    invited = _("%(partner)s – zaproszenie z dnia %(day)s.")
    context = {
        "heading": _("Deklaracja przystąpienia"),
        "lead": invited % {"partner": partner.name, "day": day(partner.invited_on)}
        if partner.invited_on
        else partner.name,
        "form": form,
        "submit": _("Zapisz deklarację"),
        "crumbs": presenters.crumbs((str(partner), back), (_("Deklaracja przystąpienia"), "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: AppRequest, declaration_id: UUID) -> HttpResponse:
    """Issue the certificate of a declaration; asked twice, there is still one."""
    actor = signed_in(request)
    declaration = queries.declaration_visible(actor, declaration_id)
    form = IssueForm(posted(request), initial={"issued_on": today()})
    back = reverse("partnership:partner", args=[declaration.partner_id])
    if request.method == "POST" and run(
        form,
        lambda: operations.issue_certificate(actor=actor, declaration=declaration, **form.cleaned_data),
    ):
        messages.success(request, _("Certyfikat wydany. Możesz go pobrać i wydrukować."))
        return redirect(back)
    text = _(
        "%(partner)s – deklaracja nr %(number)s z dnia %(day)s. Certyfikat dostanie numer i kod, "
        "po którym każdy może sprawdzić jego ważność."
    )
    values = {
        "partner": declaration.partner.name,
        "number": declaration.number,
        "day": day(declaration.signed_on),
    }
    context = {
        "heading": _("Wydaj certyfikat"),
        "lead": text % values,
        "form": form,
        "submit": _("Wydaj certyfikat"),
        "crumbs": presenters.crumbs((str(declaration.partner), back), (_("Wydaj certyfikat"), "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: AppRequest, declaration_id: UUID) -> HttpResponse:
    """Ask once more, then record that an organisation leaves."""
    actor = signed_in(request)
    declaration = queries.declaration_visible(actor, declaration_id)
    form = WithdrawForm(posted(request), initial={"withdrawn_on": today()})
    back = reverse("partnership:partner", args=[declaration.partner_id])
    if request.method == "POST" and run(
        form,
        lambda: operations.withdraw_declaration(actor=actor, declaration=declaration, **form.cleaned_data),
    ):
        messages.success(request, _("Wycofanie deklaracji zapisane."))
        return redirect(back)
    context = {
        "question": _("Odnotować wycofanie deklaracji nr %(number)s?") % {"number": declaration.number},
        "consequence": _(
            "%(partner)s przestanie być partnerem, a wydany certyfikat straci ważność. Zadania w toku "
            "i karty usług zostają: karty trzeba wycofać z koszyka osobno. Tego kroku nie można cofnąć."
        )
        % {"partner": declaration.partner.name},
        "action": _("Odnotuj wycofanie"),
        "warning": True,
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


@page_for(*READERS)
@require_safe
def certificate_pdf(request: AppRequest, certificate_id: UUID) -> HttpResponse:
    """The certificate for the printer."""
    actor = signed_in(request)
    certificate = queries.certificate_visible(actor, certificate_id)
    return _download(papers.fetch_certificate(actor=actor, certificate=certificate))


@page_for(*READERS)
@require_safe
def declaration_pdf(request: AppRequest, declaration_id: UUID) -> HttpResponse:
    """The declaration for the printer and a signature by hand."""
    actor = signed_in(request)
    declaration = queries.declaration_visible(actor, declaration_id)
    return _download(papers.fetch_declaration(actor=actor, declaration=declaration))


def _download(document: IssuedDocument) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{document.filename}"'}
    return HttpResponse(document.bytes, content_type="application/pdf", headers=headers)
