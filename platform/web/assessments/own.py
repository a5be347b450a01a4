"""What a person of the family reads of the talks about strengths and needs: their own, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.assessments.queries import changes, sight
from core.shared.enums import Role
from core.shared.paging import page_of
from web.assessments import presenters
from web.shell.access import page_for, signed_in

if TYPE_CHECKING:
    from kooperacje.http import AppRequest

SHOWN = 3


@page_for(Role.FAMILY_MEMBER)
@require_safe
def own_list(request: AppRequest) -> HttpResponse:
    """Talks about oneself, and those of the family in which one took part, with their change."""
    seen = list(sight.own_assessments(signed_in(request)))
    page = page_of(seen, request.GET.get("strona"), size=SHOWN)
    talks = [(row, presenters.result(row, changes.earlier(row, seen))) for row in page.items]
    return render(request, "assessments/own.html", {"page": page, "talks": talks})
