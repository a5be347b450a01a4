"""How long data are kept, what is due to go, and the word of a second person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.rights import operations, queries
from core.rights.enums import DisposalStatus, Kept
from core.rights.queries import ANSWERING
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.rights import presenters
from web.rights.forms import PeriodForm, ReasonForm
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb, SummaryRow
from web.shell.forms import posted, run

_FORM = ["GET", "HEAD", "POST"]


def _crumbs(here: str) -> list[Crumb]:
    return [Crumb(_("Przechowywanie danych"), reverse("rights:keeping")), Crumb(here)]


@page_for(*ANSWERING)
@require_safe
def overview(request: AppRequest) -> HttpResponse:
    """Periods, the dry run, disposals, holds."""
    actor = signed_in(request)
    due = page_of(queries.due_for_disposal(actor), request.GET.get("strona"))
    shorter = queries.shorter_lived(actor)
    disposals = page_of(queries.disposals_visible_to(actor), request.GET.get("usuniecia"))
    holds = page_of(queries.holds_visible_to(actor), request.GET.get("wstrzymania"))
    context = {
        "classes": presenters.classes_table(queries.retention_classes()),
        "due_page": due,
        "due": presenters.due_table(due.items),
        "shorter": presenters.shorter_table(shorter),
        "proposable": bool(shorter) or any(not one.hold for one in due.items),
        "alone": not queries.second_answering(actor),
        "disposals_page": disposals,
        "disposals": presenters.disposals_table(disposals.items),
        "holds_page": holds,
        "holds": presenters.holds_table(holds.items, reasons=False, lifting=True),
    }
    return render(request, "rights/keeping.html", context)


@page_for(*ANSWERING)
@require_http_methods(_FORM)
def period(request: AppRequest, kept: str) -> HttpResponse:
    """One period of the town."""
    actor = signed_in(request)
    found = next((one for one in queries.retention_classes() if one["kept"] == kept), None)
    if found is None:
        raise Http404
    initial = {key: found[key] for key in ("amount", "symbol", "version")}
    form = PeriodForm(posted(request), initial=initial)
    if found["in_days"]:
        form.fields["amount"].label = _("Ile dni po zamknięciu sprawy")

    def operation() -> Any:
        return operations.set_period(actor=actor, kept=kept, **form.cleaned_data)

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Okres zapisany."))
        return redirect("rights:keeping")
    context = {
        "heading": str(Kept(kept).label).capitalize(),
        "lead": "" if found["in_days"] else _("Lata liczą się od 1 stycznia po zamknięciu sprawy."),
        "form": form,
        "submit": _("Zapisz okres"),
        "crumbs": _crumbs(_("Okres")),
        "cancel_url": reverse("rights:keeping"),
    }
    return render(request, "shell/form_page.html", context)


@page_for(*ANSWERING)
@require_http_methods(_FORM)
def propose(request: AppRequest) -> HttpResponse:
    """Ask a second person to approve that everything due goes."""
    actor = signed_in(request)
    form = ReasonForm(
        posted(request),
        label=_("Podstawa"),
        help_text=_("Na przykład: zgoda archiwum państwowego nr 12/2026. Bez nazwisk."),
    )

    def operation() -> Any:
        return operations.propose_disposal_of_due(actor=actor, **form.cleaned_data)

    if request.method == "POST" and run(form, operation):
        messages.success(
            request, _("Zapisane. Zatwierdzi to ktoś inny: dyrektor albo inspektor ochrony danych.")
        )
        return redirect("rights:keeping")
    context = {
        "heading": _("Usuń dane, którym minął okres"),
        "lead": _("Wstrzymane zostają. Nic nie zniknie, dopóki nie zatwierdzi tego inna osoba."),
        "form": form,
        "submit": _("Wystąp o usunięcie"),
        "crumbs": _crumbs(_("Usunięcie")),
        "cancel_url": reverse("rights:keeping"),
    }
    return render(request, "shell/form_page.html", context)


@page_for(*ANSWERING)
@require_http_methods(_FORM)
def lift(request: AppRequest, hold_id: UUID) -> HttpResponse:
    """Lift a hold."""
    actor = signed_in(request)
    found = queries.holds_visible_to(actor).filter(pk=hold_id).first()
    if found is None:
        raise NotVisibleError
    if request.method == "POST":
        operations.lift_hold(actor=actor, hold=found)
        messages.success(request, _("Wstrzymanie zdjęte."))
        return redirect("rights:keeping")
    context = {
        "question": _("Zdjąć wstrzymanie sprawy %(number)s?") % {"number": found.case.number},
        "consequence": _("Danych nie będzie już chroniło przed usunięciem nic poza okresem przechowywania."),
        "action": _("Zdejmij"),
        "cancel_url": reverse("rights:keeping"),
    }
    return render(request, "shell/confirm.html", context)


@page_for(*ANSWERING, Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def disposal(request: AppRequest, disposal_id: UUID) -> HttpResponse:
    """One disposal; a director who did not propose it approves it here."""
    actor = signed_in(request)
    found = queries.disposal_visible(actor, disposal_id)
    if request.method == "POST":
        operations.approve_disposal(actor=actor, disposal=found)
        messages.success(request, _("Dane usunięte. Protokół jest na tej stronie."))
        return redirect("rights:disposal", found.pk)
    waiting = found.status == DisposalStatus.PROPOSED
    mine = found.proposed_by_id == actor.user_id
    items = page_of(queries.items_of(found), request.GET.get("strona"))
    rows = [
        SummaryRow(_("Powód"), found.get_kind_display()),
        SummaryRow(_("Podstawa"), found.reason),
        SummaryRow(_("Kto wystąpił"), found.proposed_by.name if found.proposed_by else ""),
        SummaryRow(_("Stan"), found.get_status_display()),
        *([SummaryRow(_("Kto rozstrzygnął"), found.settled_by.name)] if found.settled_by else []),
    ]
    context = {
        "crumbs": _crumbs(_("Usunięcie")) if actor.has(*ANSWERING) else [],
        "found": found,
        "rows": rows,
        "page": items,
        "table": presenters.items_table(items.items),
        "approvable": waiting and not mine and actor.has(*ANSWERING),
        "mine": waiting and mine,
        "rejectable": waiting and (mine or actor.has(*ANSWERING)),
        "done": found.status == DisposalStatus.DONE,
    }
    return render(request, "rights/disposal.html", context)


@page_for(*ANSWERING, Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def reject(request: AppRequest, disposal_id: UUID) -> HttpResponse:
    """Leave everything as it is."""
    actor = signed_in(request)
    found = queries.disposal_visible(actor, disposal_id)
    if request.method == "POST":
        operations.reject_disposal(actor=actor, disposal=found)
        messages.success(request, _("Odrzucone. Dane zostają."))
        return redirect("rights:disposal", found.pk)
    context = {
        "question": _("Odrzucić usunięcie?"),
        "consequence": _("Dane zostaną, jak są. Można wystąpić o to ponownie."),
        "action": _("Odrzuć"),
        "cancel_url": reverse("rights:disposal", args=[found.pk]),
    }
    return render(request, "shell/confirm.html", context)


@page_for(*ANSWERING, Role.SOCIAL_WORKER)
@require_safe
def protocol(request: AppRequest, disposal_id: UUID) -> HttpResponse:
    """The kept protocol as PDF."""
    actor = signed_in(request)
    found = queries.disposal_visible(actor, disposal_id)
    content = operations.fetch_protocol(actor=actor, disposal=found)
    headers = {"Content-Disposition": 'attachment; filename="protokol-usuniecia.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
