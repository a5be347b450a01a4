"""The family member's own page of who may know what, and who has looked."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.privacy.queries import ledger
from core.shared.enums import Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.privacy import presenters
from web.shell.access import page_for, signed_in


@page_for(Role.FAMILY_MEMBER)
@require_safe
def told(request: AppRequest) -> HttpResponse:
    """The ledger of what was told of me and of children for whom I speak; my words have their own page."""
    actor = signed_in(request)
    page = page_of(ledger.own_disclosures(actor), request.GET.get("strona"))
    context = {
        "words": ledger.own_authorisations(actor).count(),
        "page": page,
        "table": presenters.disclosures_table(
            page.items, named=any(entry.person_id != actor.person_id for entry in page.items)
        ),
    }
    return render(request, "privacy/own.html", context)
