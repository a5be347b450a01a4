"""Fidelity to the model: of one family, of the town with the cases behind a figure, and the terms."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.families import queries as families
from core.fidelity.enums import Constraint
from core.fidelity.operations import decide_terms
from core.fidelity.permissions import may_decide
from core.fidelity.queries import findings
from core.fidelity.queries import terms as terms_read
from core.fidelity.rules.facts import SPANS
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.paging import page_of
from web.families.presenters import crumbs
from web.fidelity import presenters
from web.fidelity.forms import TermsForm
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from kooperacje.http import AppRequest

READERS = (Role.DIRECTOR, Role.NETWORK_OFFICER, Role.SOCIAL_WORKER)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def case(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Every rule of the model and how this family's way stands to it, with the event that broke it."""
    actor = signed_in(request)
    found = families.own_case(actor, case_id)
    context = {
        "crumbs": crumbs(found, _("Wierność modelowi")),
        "case": found,
        "rules": presenters.rule_lines(found, findings.findings_of(actor, found)),
    }
    return render(request, "fidelity/case.html", context)


@page_for(*READERS)
@require_safe
def town(request: AppRequest) -> HttpResponse:
    """Shares and counts: of the whole town for those who see its figures, else of the own cases."""
    actor = signed_in(request)
    context = {
        "crumbs": [Crumb(_("Wierność modelowi"))],
        "table": presenters.town_table(findings.town_shares(actor)),
        "terms": terms_read.terms_in_force(),
        "sees_all": actor.has(*families.SEES_FIGURES),
    }
    return render(request, "fidelity/town.html", context)


@page_for(*READERS)
@require_safe
def broken(request: AppRequest, constraint: str) -> HttpResponse:
    """The cases behind a figure, by their numbers, as far as the reader may list cases."""
    actor = signed_in(request)
    try:
        rule = Constraint(constraint)
    except ValueError:
        raise Http404 from None
    page = page_of(findings.broken_cases(actor, rule), request.GET.get("strona"))
    leads = {row.case.pk: families.leads(actor, row.case) for row in page.items}
    context = {
        "crumbs": [Crumb(_("Wierność modelowi"), reverse("fidelity:town")), Crumb(_("Sprawy"))],
        "rule": rule.label,
        "page": page,
        "table": presenters.broken_table(page.items, leads=leads),
    }
    return render(request, "fidelity/broken.html", context)


@page_for(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: AppRequest) -> HttpResponse:
    """The town's terms; the director changes them."""
    actor = signed_in(request)
    if request.method == "POST" and not may_decide(actor):
        raise NotVisibleError
    latest, now = terms_read.version_in_force(), terms_read.terms_in_force()
    initial = {name: getattr(now, name) for name in SPANS} | {"after": latest.number if latest else 0}
    form = TermsForm(posted(request), initial=initial)
    if request.method == "POST" and run(
        form, lambda: decide_terms(actor=actor, terms=form.terms(), after=form.cleaned_data["after"])
    ):
        messages.success(
            request, _("Terminy zapisane. Wierność liczy się według nich od teraz, także wstecz.")
        )
        return redirect("fidelity:terms")
    context = {
        "crumbs": [Crumb(_("Wierność modelowi"), reverse("fidelity:town")), Crumb(_("Terminy"))],
        "form": form if may_decide(actor) else None,
        "terms": now,
        "versions": page_of(terms_read.terms_visible_to(actor), request.GET.get("strona"), size=10),
    }
    return render(request, "fidelity/terms.html", context)
