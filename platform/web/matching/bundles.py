"""The bundle page: the fewest services that cover what a family still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.families.queries import members_of
from core.matching.enums import Cause, Fit
from core.matching.queries import bundles
from core.matching.queries import needs as queries
from core.shared.enums import Role
from web.matching import presenters
from web.shell.access import page_for, signed_in

if TYPE_CHECKING:
    from kooperacje.http import AppRequest


@page_for(Role.SOCIAL_WORKER)
@require_safe
def bundle(request: AppRequest, case_id: UUID) -> HttpResponse:
    """What is proposed for all open needs together, and why each service is there."""
    actor = signed_in(request)
    case = queries.readable_case(actor, case_id)
    found = bundles.bundle(actor, case)
    names = presenters.names_of(members_of(case))
    context = {
        "crumbs": presenters.crumbs(
            actor,
            case,
            (_("Potrzeby i dopasowanie"), reverse("matching:overview", args=[case.pk])),
            (_("Zestaw usług"), ""),
        ),
        "tabs": presenters.tabs(actor, case, "bundle"),
        "case": case,
        "bundle": found,
        "chosen": [
            {
                "card": item.card,
                "url": reverse("basket:card", args=[item.card.pk]),
                "why": presenters.why_words(item.why),
                "lines": [
                    {
                        "need": need,
                        "whose": presenters.whose(need),
                        "url": reverse("matching:need", args=[need.pk]),
                        "match": presenters.match_card(actor, need, match, names),
                        "sure": match.fit == Fit.YES,
                    }
                    for need, match in item.matches
                ],
            }
            for item in found.chosen
        ],
        "uncovered": [
            {
                "need": need,
                "whose": presenters.whose(need),
                "url": reverse("matching:need", args=[need.pk]),
                "cause": Cause(cause).label if cause else "",
                "unmet_url": reverse("matching:unmet", args=[need.pk])
                if queries.may_write(actor, case) and cause and need.state == "open"
                else "",
            }
            for need, cause in found.uncovered
        ],
    }
    return render(request, "matching/bundle.html", context)
