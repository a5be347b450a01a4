"""Pages for the leader of a case: what was told, and what an institution can or could see, and why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.dossier.queries import explained, explained_beside
from core.families.queries import own_case
from core.partnership.queries import partners
from core.privacy.queries import ledger
from core.shared.clock import today
from core.shared.enums import Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.families.presenters import crumbs
from web.privacy import presenters
from web.privacy.forms import SightForm
from web.shell.access import page_for, signed_in


@page_for(Role.SOCIAL_WORKER)
@require_safe
def disclosures(request: AppRequest, case_id: UUID) -> HttpResponse:
    """The ledger of the case."""
    actor = signed_in(request)
    case = own_case(actor, case_id)
    page = page_of(ledger.disclosures_of(actor, case), request.GET.get("strona"))
    context = {
        "crumbs": crumbs(case, _("Kto co zobaczył")),
        "heading": _("Kto co zobaczył"),
        "sections": presenters.sections(case, "ledger"),
        "page": page,
        "table": presenters.disclosures_table(page.items, named=True),
    }
    return render(request, "privacy/disclosures.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def question(request: AppRequest, case_id: UUID) -> HttpResponse:
    """What could an institution see of this family on a day, and why."""
    actor = signed_in(request)
    case = own_case(actor, case_id)
    found = {str(item.pk): item for item in partners(actor).filter(is_lead=False)}
    asked = "partner" in request.GET
    form = SightForm(
        request.GET if asked else None,
        partners=[(key, item.name) for key, item in found.items()],
        initial={"on": today()},
    )
    tables, partner, entries = [], None, []
    if asked and form.is_valid():
        partner = found[form.cleaned_data["partner"]]
        on, hour = form.cleaned_data["on"], form.cleaned_data["hour"]
        at = make_aware(datetime.combine(on, hour)) if hour else None
        sight = explained(actor, case, partner.pk, on, at)
        tables = [
            presenters.checks_table(person, sight.decided[person.pk], sight) for person in sight.persons
        ]
        beside = explained_beside(actor, case, partner.pk, on, at)
        tables += [presenters.beside_table(one) for one in beside]
        entries = ledger.told_on(actor, case, partner.pk, on)
    context = {
        "crumbs": crumbs(case, _("Kto co może zobaczyć")),
        "sections": presenters.sections(case, "sight"),
        "form": form,
        "asked": asked and form.is_valid(),
        "partner": partner,
        "tables": tables,
        "told": presenters.disclosures_table(entries, named=True),
    }
    return render(request, "privacy/sight.html", context)
