"""Open Referral HSDS 3.0, read-only: the public basket of the town at whose host it is asked.

Lists are paged (`page`, `per_page`); `format=ndjson` and `format=csv` give everything at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from core.opendata.queries import exports, offer
from core.opendata.rules import profile, vocabulary
from core.opendata.rules.tables import VERSION
from core.shared.addresses import address
from core.shared.errors import NotVisibleError
from core.shared.text import folded
from web.opendata.answering import endpoint, kept, lines, page, table
from web.opendata.asking import Query, RefusedQueryError, read
from web.opendata.describing import openapi

if TYPE_CHECKING:
    from kooperacje.http import AppRequest

Objects = list[dict[str, Any]]


@endpoint
def base(_request: AppRequest) -> Any:
    """Which version this is and where it is described."""
    return {
        "version": VERSION,
        "profile": address("/hsds/schema/"),
        "openapi_url": address("/hsds/openapi.json"),
    }


@endpoint
def services(request: AppRequest) -> Any:
    """Services on offer that anybody may know of."""
    query = read(request.GET)
    found = offer.offered(query.asked)
    if query.minimal:
        rows = [
            {"id": str(key), "modified_date": moment.isoformat() if moment else None}
            for key, moment in offer.moments(found)
        ]
        return page(rows, number=1, size=max(1, len(rows)), total=len(rows))
    return _listed(query, "services", found, lambda some: offer.services(some, full=query.full))


@endpoint
def service(_request: AppRequest, key: UUID) -> Any:
    """One service with everything that belongs to it."""
    return _only(offer.services(offer.offered().filter(pk=key), full=True))


@endpoint
def organizations(request: AppRequest) -> Any:
    """Organisations that offer one of these services."""
    query = read(request.GET)
    found = offer.offering(query.asked.search)
    full = query.full or query.full_service

    def objects(some: Any) -> Objects:
        return offer.organisations(some, full=full, full_services=query.full_service)

    return _listed(query, "organizations", found, objects)


@endpoint
def organization(request: AppRequest, key: UUID) -> Any:
    """One organisation with its places and services."""
    full_services = read(request.GET).full_service
    found = offer.offering().filter(pk=key)
    return _only(offer.organisations(found, full=True, full_services=full_services))


@endpoint
def service_at_locations(request: AppRequest) -> Any:
    """Services at the places where they are given, and at a distance."""
    query = read(request.GET)
    found = offer.places(query.asked)
    return _listed(
        query, "service_at_location", found, lambda some: offer.place_objects(some, full=query.full)
    )


@endpoint
def service_at_location(_request: AppRequest, key: UUID) -> Any:
    """One service at one place."""
    row = offer.place_by_id(key)
    return _only(offer.place_objects([row], full=True) if row else [])


@endpoint
def taxonomies(request: AppRequest) -> Any:
    """The vocabularies that attributes speak in."""
    query = read(request.GET)
    return _listed(query, "taxonomies", _searched(vocabulary.taxonomies(), query), list)


@endpoint
def taxonomy(_request: AppRequest, key: UUID) -> Any:
    """One vocabulary."""
    return _only([row for row in vocabulary.taxonomies() if row["id"] == str(key)])


@endpoint
def taxonomy_terms(request: AppRequest) -> Any:
    """The words of the vocabularies; none has another above it."""
    query = read(request.GET)
    found = _terms()
    if query.asked.taxonomy_id:
        found = [row for row in found if row["taxonomy_id"] == str(query.asked.taxonomy_id)]
    if query.parent_id:
        found = []
    return _listed(query, "taxonomy_terms", _searched(found, query), list)


@endpoint
def taxonomy_term(_request: AppRequest, key: UUID) -> Any:
    """One word of a vocabulary."""
    return _only([row for row in _terms() if row["id"] == str(key)])


@endpoint
def openapi_document(_request: AppRequest) -> Any:
    """The interface itself in OpenAPI 3.1."""
    return openapi()


@endpoint
def schemas(_request: AppRequest) -> Any:
    """The profile: a JSON Schema for each kind of object."""
    return {name: address(f"/hsds/schema/{name}.json") for name in profile.names()}


@endpoint
def schema(_request: AppRequest, name: str) -> Any:
    """One JSON Schema of the profile."""
    if name not in profile.names():
        raise NotVisibleError
    return {"$id": address(f"/hsds/schema/{name}.json"), **profile.schema(name)}


@endpoint
def package(_request: AppRequest) -> HttpResponse:
    """The public basket as a tabular data package."""

    def made() -> HttpResponse:
        answer = HttpResponse(exports.package(), content_type="application/zip")
        answer["Content-Disposition"] = 'attachment; filename="hsds.zip"'
        return answer

    return kept("package", offer.fingerprint(), made)


@endpoint
def unknown(_request: AppRequest, path: str) -> Any:
    """Any other address below: a problem that a program can read, not a page."""
    raise RefusedQueryError(_("Nie ma adresu /hsds/%(path)s.") % {"path": path[:80]}, 404)


def _listed(
    query: Query, name: str, found: QuerySet[Any] | Objects, objects: Callable[[Any], Objects]
) -> Any:
    """A page of a list, or in other formats all of it."""
    if query.format != "json":
        return _whole(query, name, found, objects)
    total = len(found) if isinstance(found, list) else found.count()
    start = (query.page - 1) * query.per_page
    some = found[start : start + query.per_page]
    return page(objects(some), number=query.page, size=query.per_page, total=total)


def _whole(
    query: Query, name: str, found: QuerySet[Any] | Objects, objects: Callable[[Any], Objects]
) -> HttpResponse:
    """All of a list at once; made anew only when the basket changed or some minutes went by.

    Only the list of everything is kept: every narrowing is another answer, and whoever thinks up many of
    them would fill the memory that all towns share.
    """

    def made() -> HttpResponse:
        items = objects(found)
        return lines(items) if query.format == "ndjson" else table(name, items)

    if query.asked != offer.Asked():
        return made()
    key = f"{name}:{query.format}:{query.full}:{query.full_service}:{query.minimal}:{query.parent_id is None}"
    return kept(key, offer.fingerprint(), made)


def _only(found: Objects) -> dict[str, Any]:
    if not found:
        raise NotVisibleError
    return found[0]


def _terms() -> Objects:
    details = {row["id"]: row for row in vocabulary.taxonomies()}
    return [{**row, "taxonomy_detail": details[row["taxonomy_id"]]} for row in vocabulary.terms()]


def _searched(rows: Objects, query: Query) -> Objects:
    wanted = folded(query.asked.search).split()
    return [row for row in rows if all(word in folded(row["name"]) for word in wanted)]
