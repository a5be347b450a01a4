"""Agreed states of a path, and what changed between two of them in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.paths.queries import versions as queries
from core.shared.enums import Role
from core.shared.paging import page_of
from web.paths import version_presenters as presenters
from web.paths.views import plan_of
from web.shell.access import page_for, signed_in

if TYPE_CHECKING:
    from kooperacje.http import AppRequest


@page_for(Role.SOCIAL_WORKER)
@require_safe
def versions(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Every state that somebody agreed to, the newest first."""
    case, plan = plan_of(request, case_id)
    found = queries.versions_visible_to(signed_in(request)).filter(plan=plan)
    page = page_of(found.prefetch_related("consents__person"), request.GET.get("strona"), 10)
    context = {"case": case, "page": page, "lines": presenters.lines(page.items)}
    return render(request, "paths/versions.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def version(request: AppRequest, version_id: UUID) -> HttpResponse:
    """What the path said then."""
    found = queries.version_visible(signed_in(request), version_id)
    context = {
        "case": found.plan.case,
        "line": presenters.line(found),
        "goals": presenters.goals(queries.said_by(signed_in(request), found)),
    }
    return render(request, "paths/version.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def changes(request: AppRequest, version_id: UUID) -> HttpResponse:
    """What changed from this state to another one (`?do=`), or to the path as it stands."""
    actor = signed_in(request)
    found = queries.version_visible(actor, version_id)
    wanted = request.GET.get("do", "")
    later = None
    if wanted:
        rows = queries.versions_visible_to(actor).filter(plan=found.plan)
        later = next((row for row in rows if str(row.pk) == wanted), None)
    before = queries.said_by(actor, found)
    after = queries.said_by(actor, later) if later else queries.now_of(actor, found.plan)
    context = {
        "case": found.plan.case,
        "line": presenters.line(found),
        "until": presenters.line(later)["name"] if later else _("dziś"),
        "sentences": presenters.sentences(queries.differences(before, after)),
    }
    return render(request, "paths/changes.html", context)
