"""A person's copy: asked for, waited for, fetched once."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.families.queries import own_case, person_visible
from core.rights import operations, queries
from core.rights.enums import ExportStatus
from core.shared.enums import Role
from kooperacje.http import AppRequest
from web.rights import presenters
from web.shell.access import page_for, signed_in

_AGAIN = "4"  # seconds until the page looks again


@page_for(Role.SOCIAL_WORKER)
@require_POST
def prepare(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """The leading worker asks for the copy of a person."""
    actor = signed_in(request)
    case = own_case(actor, case_id)
    person = person_visible(actor, case, person_id)
    export = operations.request_export(actor=actor, case=case, person=person)
    return redirect("rights:export", export.pk)


@page_for(Role.SOCIAL_WORKER, Role.FAMILY_MEMBER)
@require_safe
def waiting(request: AppRequest, export_id: UUID) -> HttpResponse:
    """How far the copy is; the page looks again by itself until it is ready."""
    actor = signed_in(request)
    export = queries.export_visible(actor, export_id)
    own = actor.person_id == export.person_id
    context = {
        "export": export,
        "state": presenters.export_state(export),
        "ready": export.status == ExportStatus.READY,
        "waiting": export.status == ExportStatus.WAITING,
        "back": reverse("rights:own") if own else reverse("rights:case", args=[export.case_id]),
        "heading": _("Kopia danych"),
    }
    response = render(request, "rights/export.html", context)
    if export.status == ExportStatus.WAITING:
        response.headers["Refresh"] = _AGAIN
    return response


@page_for(Role.SOCIAL_WORKER, Role.FAMILY_MEMBER)
@require_POST
def fetch(request: AppRequest, export_id: UUID) -> HttpResponse:
    """The file, once."""
    actor = signed_in(request)
    export = queries.export_visible(actor, export_id)
    content = operations.fetch_export(actor=actor, export=export)
    response = HttpResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="kopia-danych.zip"'
    return response
