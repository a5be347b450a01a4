"""Who agreed to what in a case; settled talks, their papers, and the scans that come back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.documents.operations.received import hand_over
from core.families.queries import own_case
from core.privacy.documents import sheet_paper
from core.privacy.enums import AgreementForm, SheetState
from core.privacy.operations import authorisations, scans
from core.privacy.operations import sheets as operations
from core.privacy.queries import ledger
from core.privacy.queries import sheets as queries
from core.shared.enums import Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.families.presenters import crumbs
from web.partnership.paper_forms import sent_file
from web.privacy.consents import forms, presenters
from web.privacy.presenters import sections
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import BaseForm, posted, run

if TYPE_CHECKING:
    from core.privacy.models import ConsentSheet

_FORM = ["GET", "HEAD", "POST"]


@page_for(Role.SOCIAL_WORKER)
@require_safe
def overview(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Who takes part, who may know what of whom, and what is missing for the next step."""
    actor = signed_in(request)
    case = own_case(actor, case_id)
    page = page_of(queries.sheets_of(actor, case), request.GET.get("strona"))
    context = {
        "crumbs": crumbs(case, _("Zgody")),
        "case": case,
        "sections": sections(case, "consents"),
        "table": presenters.overview(actor, case),
        "missing": presenters.missing(actor, case),
        "following": presenters.following(actor, case),
        "page": page,
        "sheets": presenters.sheets_table(page.items),
    }
    return render(request, "privacy/consents/overview.html", context)


@page_for(Role.SOCIAL_WORKER, Role.FAMILY_MEMBER)
@require_safe
def sheet(request: AppRequest, sheet_id: UUID) -> HttpResponse:
    """What was said, with the very texts that were read: for ever."""
    actor = signed_in(request)
    found = queries.sheet_visible(actor, sheet_id)
    if found.state == SheetState.DRAFT:
        return redirect("privacy:talk", found.pk, presenters.place(found))
    leads = actor.has(Role.SOCIAL_WORKER) and actor.person_id != found.person_id
    context = {
        "crumbs": _crumbs(found) if leads else presenters.own_crumbs(_("Formularz zgody")),
        "sheet": found,
        "shown": presenters.settled(found),
        "leads": leads,
        "on_paper": found.form == AgreementForm.PAPER,
    }
    return render(request, "privacy/consents/sheet.html", context)


@page_for(Role.SOCIAL_WORKER, Role.FAMILY_MEMBER)
@require_safe
def paper(request: AppRequest, sheet_id: UUID) -> HttpResponse:
    """The printable form, in the language of the talk."""
    found = queries.sheet_visible(signed_in(request), sheet_id)
    if found.state == SheetState.DRAFT:
        raise Http404
    printed = sheet_paper(found)
    response = HttpResponse(printed.content, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(printed.filename)}"
    return response


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def signed(request: AppRequest, sheet_id: UUID) -> HttpResponse:
    """The paper was signed; its scan may follow."""
    actor = signed_in(request)
    found = queries.sheet_visible(actor, sheet_id)
    form = forms.SignedForm(posted(request))
    if request.method == "POST" and run(
        form, lambda: operations.sign_sheet(actor=actor, sheet=found, **form.cleaned_data)
    ):
        messages.success(request, _("Podpis zapisany. Dołącz skan, gdy będziesz przy biurku."))
        return redirect("privacy:talk-done", found.pk)
    context = {
        "heading": _("Formularz podpisany"),
        "lead": _("Zgoda obowiązuje od dnia podpisu. Pozwolenia dla instytucji – od tej chwili."),
        "form": form,
        "submit": _("Zapisz podpis"),
        "crumbs": _crumbs(found),
        "cancel_url": reverse("privacy:sheet", args=[found.pk]),
    }
    return render(request, "shell/form_page.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def scan(request: AppRequest) -> HttpResponse:
    """Any signed paper of mine: its code says which one it is."""
    actor = signed_in(request)
    papers = list(queries.missing_scans(actor)[:20])
    return _scan(request, None, {"missing": papers, "cancel_url": reverse("families:cases")})


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def scan_of(request: AppRequest, sheet_id: UUID) -> HttpResponse:
    """The scan of one paper, also where its code cannot be read."""
    found = queries.sheet_visible(signed_in(request), sheet_id)
    back = reverse("privacy:sheet", args=[found.pk])
    return _scan(request, found, {"crumbs": _crumbs(found), "cancel_url": back})


def _scan(request: AppRequest, found: ConsentSheet | None, more: dict[str, Any]) -> HttpResponse:
    actor = signed_in(request)
    form = forms.ScanForm(posted(request), request.FILES or None)

    def operation() -> ConsentSheet:
        day = form.cleaned_data["signed_on"]
        return scans.link_scan(actor=actor, sheet=found, signed_on=day, **sent_file(form))

    if request.method == "POST" and (done := run(form, operation)):
        linked = done.result
        said = _("Skan dołączony (%(how)s): %(name)s.")
        name = linked.person.full_name
        messages.success(request, said % {"how": linked.get_linked_display(), "name": name})
        return redirect("privacy:sheet", linked.pk)
    context = {
        "heading": _("Dołącz skan formularza zgody"),
        "submit": _("Dołącz skan"),
        "form": form,
        "sheet": found,
        **more,
    }
    return render(request, "privacy/consents/scan.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def scanned(request: AppRequest, sheet_id: UUID) -> HttpResponse:
    """The linked scan itself; taking it out is written down."""
    actor = signed_in(request)
    found = queries.sheet_visible(actor, sheet_id)
    if found.scan is None:
        raise Http404
    response = HttpResponse(hand_over(actor=actor, file=found.scan), content_type=found.scan.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.scan.filename)}"
    return response


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def drop(request: AppRequest, sheet_id: UUID) -> HttpResponse:
    """Put aside a talk that was broken off, or a paper that nobody signed."""
    actor = signed_in(request)
    found = queries.sheet_visible(actor, sheet_id)
    back = reverse("privacy:consents", args=[found.case_id])
    form = BaseForm(posted(request))
    if request.method == "POST" and run(form, lambda: operations.drop_sheet(actor=actor, sheet=found)):
        messages.success(request, _("Odłożone. Nic z tej rozmowy nie obowiązuje."))
        return redirect(back)
    context = {
        "question": _("Odłożyć tę rozmowę?"),
        "consequence": _("Odpowiedzi znikną i nic z nich nie będzie obowiązywać. Można zacząć od nowa."),
        "action": _("Odłóż"),
        "warning": True,
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


@page_for(Role.SOCIAL_WORKER, Role.FAMILY_MEMBER)
@require_http_methods(_FORM)
def withdraw_from(request: AppRequest, authorisation_id: UUID) -> HttpResponse:
    """Everything that one institution may know is taken back in one word; by the person, of all cases."""
    actor = signed_in(request)
    word = ledger.authorisation_visible(actor, authorisation_id)
    own = actor.person_id == word.person_id
    words = list(ledger.own_words_to(actor, [word.partner_id])) if own else [word]
    back = reverse("portal:consents") if own else reverse("privacy:authorisations", args=[word.case_id])
    form = BaseForm(posted(request))

    def operation() -> None:
        for case in {one.case_id: one.case for one in words}.values():
            authorisations.take_back_from(actor=actor, case=case, person=word.person, partner=word.partner)

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Wycofane. Od tej chwili ta instytucja nic więcej nie zobaczy."))
        return redirect(back)
    context = {
        "question": _("Wycofać wszystkie pozwolenia dla: %(partner)s?") % {"partner": word.partner.name},
        "consequence": _("Świadczenia i pomoc zostają bez zmian. Pozwolenia dla innych instytucji zostają."),
        "action": _("Wycofaj wszystkie"),
        "warning": True,
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


def _crumbs(found: ConsentSheet) -> list[Crumb]:
    trail = crumbs(found.case, _("Formularz zgody"))
    return [*trail[:-1], Crumb(_("Zgody"), reverse("privacy:consents", args=[found.case_id])), trail[-1]]
