"""The printed catalogue: a page that lists its parts, and the PDF files; for staff with every card."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.basket import queries
from core.basket.enums import CardStatus
from core.basket.operations.exports import export_cards
from core.basket.queries.cards import HIDDEN
from core.basket.queries.catalogue import LARGEST, Part, catalogue, catalogue_data, parts_of
from core.partnership.queries import lead
from core.shared.clock import today
from core.shared.enums import STAFF, Role
from core.shared.spreadsheets import FileKind
from web.basket import presenters
from web.basket.searching import ServiceSearch
from web.shell.access import page_for, signed_in

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from core.basket.models import CardQuerySet
    from core.documents.rules import Document
    from core.partnership.models import PartnerOrganisation
    from kooperacje.http import AppRequest

READERS = (*STAFF, Role.DELEGATE)
PRINTED_FOR = 24 * 60 * 60
# What the shared memory is asked to keep; a bigger print is made anew.
MOST_KEPT = 8 * 1024 * 1024


@page_for(*READERS)
@require_safe
def parts(request: AppRequest) -> HttpResponse:
    """The catalogue to print, whole and by category, with the services that families do not see."""
    actor = signed_in(request)
    context = {
        "crumbs": presenters.crumbs((presenters.catalogue_heading(), "")),
        **catalogue_page(queries.cards(actor), "basket:catalogue"),
    }
    return render(request, "basket/catalogue.html", context)


@page_for(*READERS)
@require_safe
def download(request: AppRequest) -> HttpResponseBase:
    """The catalogue as a PDF file."""
    rows = queries.cards(signed_in(request))
    part = part_asked(request, rows)
    if part is None and rows.count() > LARGEST:
        return redirect("basket:catalogue-parts")
    return pdf(request, rows, part, lead())


@page_for(*STAFF)
@require_POST
def export(request: AppRequest, file_kind: str) -> HttpResponse:
    """The cards of a search as a table; the address bears the same filters as the list."""
    actor = signed_in(request)
    status = request.GET.get("stan", CardStatus.PUBLISHED)
    rows = queries.cards(actor, status=None)
    partners = {str(pk): name for pk, name in queries.offering_partners(actor).values_list("pk", "name")}
    form = ServiceSearch(
        request.GET, categories=[part.category for part in parts_of(rows)], partners=partners
    )
    document = export_cards(
        actor=actor,
        kind=FileKind(file_kind),
        wanted=form.wanted(),
        status=status if status in {*CardStatus.values, HIDDEN} else "",
        rows=form.narrow(rows),
    )
    return attachment(document, FileKind(file_kind).media_type)


def catalogue_page(rows: CardQuerySet, url_name: str) -> dict[str, Any]:
    """Links to the whole, where it is not too large, and to each part."""
    found = parts_of(rows)
    total = sum(part.cards for part in found)
    address = reverse(url_name)
    return {
        "heading": presenters.catalogue_heading(),
        "total": total,
        "whole": address if 0 < total <= LARGEST else "",
        "parts": [
            {
                "name": part.name,
                "url": f"{address}?{urlencode([('kategoria', part.category), ('czesc', str(part.number))])}",
                "counted": ngettext("%(number)s usługa", "Usług: %(number)s", part.cards)
                % {"number": part.cards},
            }
            for part in found
        ],
    }


def part_asked(request: AppRequest, rows: CardQuerySet) -> Part | None:
    """The part that the address names; none for the whole, 404 for a part that there is not."""
    category, number = request.GET.get("kategoria"), request.GET.get("czesc", "1")
    if not category:
        return None
    for part in parts_of(rows):
        if part.category == category and str(part.number) == number:
            return part
    raise Http404


def pdf(
    request: AppRequest, rows: CardQuerySet, part: Part | None, lead: PartnerOrganisation | None
) -> HttpResponse:
    """The print, made once for the same cards on the same day and kept for whoever asks next."""
    day = today()
    town = str(getattr(request.tenant, "name", ""))
    data = catalogue_data(rows, town=town, lead=lead, on=day, part=part)
    digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
    key = f"catalogue:{digest}"
    document = cache.get(key)
    if document is None:
        document = catalogue(data, day)
        if len(document.content) <= MOST_KEPT:
            cache.set(key, document, PRINTED_FOR)
    return attachment(document, "application/pdf")


def attachment(document: Document, media_type: str) -> HttpResponse:
    """A file to keep."""
    response = HttpResponse(document.content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{document.filename}"'
    return response
