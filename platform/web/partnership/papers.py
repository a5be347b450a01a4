"""Pages of declarations and certificates: prepared, signed, certified, given up; all downloaded as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from core.basket.queries import published_numbers
from core.exchange.queries.templates import adopted_text
from core.partnership import operations, queries
from core.partnership.operations import drafts, papers
from core.partnership.permissions import MANAGERS
from core.partnership.queries import papers as read
from core.referrals.operations import departures
from core.referrals.queries.requests import open_number
from core.shared.actor import Actor
from core.shared.clock import today
from kooperacje.http import AppRequest
from web.partnership import presenters
from web.partnership.forms import IssueForm, SignForm
from web.partnership.paper_forms import DepartForm, PrepareForm, SignedForm, sent_file
from web.partnership.views import READERS
from web.shell.access import page_for, signed_in
from web.shell.forms import BaseForm, posted, run
from web.shell.templatetags.shell import day

if TYPE_CHECKING:
    from core.documents.models import IssuedDocument
    from core.partnership.models import AccessionDeclaration


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: AppRequest, partner_id: UUID) -> HttpResponse:
    """Print a declaration for signature."""
    actor = signed_in(request)
    partner = queries.partner_visible(actor, partner_id)
    # The region's template of a scope, where the town uses one, is where the text begins.
    form = PrepareForm(posted(request), initial={"scope": adopted_text("scope")})
    if request.method == "POST" and run(
        form, lambda: drafts.prepare_declaration(actor=actor, partner=partner, **form.cleaned_data)
    ):
        messages.success(request, _("Deklaracja jest gotowa. Pobierz ją, wydrukuj albo wyślij do podpisu."))
        return redirect("partnership:partner", partner.pk)
    back = reverse("partnership:partner", args=[partner.pk])
    context = {
        "heading": _("Przygotuj deklarację do podpisu"),
        "lead": partner.name,
        "form": form,
        "submit": _("Przygotuj deklarację"),
        "crumbs": presenters.crumbs((str(partner), back), (_("Nowa deklaracja"), "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_draft(request: AppRequest, draft_id: UUID) -> HttpResponse:
    """Record that a prepared declaration was signed, with the file that shows it."""
    actor = signed_in(request)
    draft = read.draft_visible(actor, draft_id)
    form = SignedForm(posted(request), request.FILES or None, initial={"signed_on": today()})
    back = reverse("partnership:partner", args=[draft.partner_id])
    if request.method == "POST" and run(
        form,
        lambda: drafts.sign_draft(
            actor=actor, draft=draft, signed_on=form.cleaned_data["signed_on"], **sent_file(form)
        ),
    ):
        messages.success(request, _("Podpis zapisany. Możesz teraz wydać certyfikat."))
        return redirect(back)
    values = {"partner": draft.partner.name, "number": draft.number}
    context = {
        "heading": _("Odnotuj podpis"),
        "lead": _("%(partner)s – deklaracja nr %(number)s.") % values,
        "form": form,
        "submit": _("Zapisz podpis"),
        "crumbs": presenters.crumbs((str(draft.partner), back), (_("Podpis deklaracji"), "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def discard_draft(request: AppRequest, draft_id: UUID) -> HttpResponse:
    """Ask once more, then put a prepared declaration aside."""
    actor = signed_in(request)
    draft = read.draft_visible(actor, draft_id)
    form = BaseForm(posted(request))
    back = reverse("partnership:partner", args=[draft.partner_id])
    if request.method == "POST" and run(form, lambda: drafts.discard_draft(actor=actor, draft=draft)):
        messages.success(request, _("Deklaracja odłożona."))
        return redirect(back)
    context = {
        "question": _("Odłożyć deklarację nr %(number)s?") % {"number": draft.number},
        "consequence": _(
            "Nie będzie można odnotować jej podpisania, a jej numer nie zostanie użyty ponownie."
        ),
        "action": _("Odłóż deklarację"),
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


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
    """Say what would happen, then record that an organisation leaves."""
    actor = signed_in(request)
    declaration = queries.declaration_visible(actor, declaration_id)
    form = DepartForm(posted(request), initial={"withdrawn_on": today()})
    back = reverse("partnership:partner", args=[declaration.partner_id])
    if request.method == "POST" and run(
        form,
        lambda: departures.withdraw_partner(actor=actor, declaration=declaration, **form.cleaned_data),
    ):
        messages.success(request, _("Wystąpienie z partnerstwa zapisane."))
        return redirect(back)
    context = {
        "question": _("Odnotować wystąpienie z partnerstwa?"),
        "consequence": _consequence(actor, declaration),
        "action": _("Odnotuj wystąpienie"),
        "warning": True,
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


def _consequence(actor: Actor, declaration: AccessionDeclaration) -> str:
    """What leaves the basket and what goes back, in numbers."""
    services = published_numbers(actor, [declaration.partner_id]).get(declaration.partner_id, 0)
    requests = open_number(declaration.partner_id)
    said = _("Od podanego dnia %(partner)s nie jest partnerem, a certyfikat traci ważność.")
    parts = [said % {"partner": declaration.partner.name}]
    if services:
        gone = ngettext(
            "Z koszyka zniknie %(number)s usługa.", "Z koszyka znikną usługi: %(number)s.", services
        )
        parts.append(gone % {"number": services})
    if requests:
        back = ngettext(
            "%(number)s otwarta prośba wróci do osoby, która ją wysłała.",
            "Otwarte prośby (%(number)s) wrócą do osób, które je wysłały.",
            requests,
        )
        parts.append(back % {"number": requests})
    return " ".join(parts)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def call_off_withdrawal(request: AppRequest, declaration_id: UUID) -> HttpResponse:
    """A partner stays after all: until its day a departure is taken back."""
    actor = signed_in(request)
    declaration = queries.declaration_visible(actor, declaration_id)
    form = BaseForm(posted(request))
    back = reverse("partnership:partner", args=[declaration.partner_id])
    if request.method == "POST" and run(
        form, lambda: papers.call_off_withdrawal(actor=actor, declaration=declaration)
    ):
        messages.success(request, _("Partner zostaje. Wystąpienie cofnięte."))
        return redirect(back)
    context = {
        "question": _("Cofnąć wystąpienie z partnerstwa?"),
        "consequence": _("%(partner)s zostanie partnerem na dotychczasowych warunkach.")
        % {"partner": declaration.partner.name},
        "action": _("Partner zostaje"),
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def reprint(request: AppRequest, certificate_id: UUID) -> HttpResponse:
    """Print a certificate as partner and lead are called today."""
    actor = signed_in(request)
    certificate = queries.certificate_visible(actor, certificate_id)
    form = BaseForm(posted(request))
    back = reverse("partnership:partner", args=[certificate.declaration.partner_id])
    if request.method == "POST" and (
        done := run(form, lambda: papers.print_certificate(actor=actor, certificate=certificate))
    ):
        said = _("Certyfikat gotowy do pobrania: wydruk %(edition)s.") % {"edition": done.result.edition}
        messages.success(request, said)
        return redirect(back)
    context = {
        "question": _("Wydrukować certyfikat nr %(number)s na nowo?") % {"number": certificate.number},
        "consequence": _(
            "Numer i kod zostają. Nowy wydruk powstanie tylko wtedy, gdy zmieniła się nazwa partnera, "
            "lidera albo adres strony; wcześniejszy zostaje w wydanych dokumentach."
        ),
        "action": _("Wydrukuj na nowo"),
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
    return pdf(papers.fetch_certificate(actor=actor, certificate=certificate))


@page_for(*READERS)
@require_safe
def declaration_pdf(request: AppRequest, declaration_id: UUID) -> HttpResponse:
    """The declaration for the printer and a signature by hand."""
    actor = signed_in(request)
    declaration = queries.declaration_visible(actor, declaration_id)
    return pdf(papers.fetch_declaration(actor=actor, declaration=declaration))


@page_for(*READERS)
@require_safe
def draft_pdf(request: AppRequest, draft_id: UUID) -> HttpResponse:
    """The prepared declaration, to be signed by hand or electronically."""
    actor = signed_in(request)
    return pdf(read.document_to_sign(actor, read.draft_visible(actor, draft_id)))


def pdf(document: IssuedDocument) -> HttpResponse:
    """An issued paper as a file, to the byte."""
    headers = {"Content-Disposition": f'attachment; filename="{document.filename}"'}
    return HttpResponse(document.bytes, content_type="application/pdf", headers=headers)
