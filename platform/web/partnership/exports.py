"""The list of partners as a table to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from core.partnership.operations.exports import export_partners
from core.shared.enums import STAFF
from core.shared.spreadsheets import FileKind
from web.partnership.forms import PartnerFilter
from web.shell.access import page_for, signed_in

if TYPE_CHECKING:
    from kooperacje.http import AppRequest


@page_for(*STAFF)
@require_POST
def partners(request: AppRequest, file_kind: str) -> HttpResponse:
    """The partners of a search as CSV or XLSX; the address bears the same filters as the list."""
    form = PartnerFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    document = export_partners(
        actor=signed_in(request),
        kind=FileKind(file_kind),
        search=chosen.get("q", ""),
        stage=chosen.get("etap") or None,
    )
    response = HttpResponse(document.content, content_type=FileKind(file_kind).media_type)
    response["Content-Disposition"] = f'attachment; filename="{document.filename}"'
    return response
