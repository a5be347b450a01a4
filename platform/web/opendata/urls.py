"""Addresses of the open data: the standard's interface, and the pages for exchanging files."""

from __future__ import annotations

from django.urls import path, re_path

from web.opendata import api, pages

app_name = "opendata"
urlpatterns = [
    path("hsds/", api.base, name="hsds"),
    path("hsds/services", api.services, name="hsds-services"),
    path("hsds/services/<uuid:key>", api.service, name="hsds-service"),
    path("hsds/organizations", api.organizations, name="hsds-organizations"),
    path("hsds/organizations/<uuid:key>", api.organization, name="hsds-organization"),
    path("hsds/service_at_locations", api.service_at_locations, name="hsds-places"),
    path("hsds/service_at_locations/<uuid:key>", api.service_at_location, name="hsds-place"),
    path("hsds/taxonomies", api.taxonomies, name="hsds-taxonomies"),
    path("hsds/taxonomies/<uuid:key>", api.taxonomy, name="hsds-taxonomy"),
    path("hsds/taxonomy_terms", api.taxonomy_terms, name="hsds-terms"),
    path("hsds/taxonomy_terms/<uuid:key>", api.taxonomy_term, name="hsds-term"),
    path("hsds/openapi.json", api.openapi_document, name="hsds-openapi"),
    path("hsds/schema/", api.schemas, name="hsds-schemas"),
    path("hsds/schema/<slug:name>.json", api.schema, name="hsds-schema"),
    path("hsds/package.zip", api.package, name="hsds-package"),
    re_path(r"^hsds/(?P<path>.+)$", api.unknown, name="hsds-unknown"),
    path("koszyk/wymiana/", pages.exchange, name="exchange"),
    path("koszyk/wymiana/import/", pages.upload, name="upload"),
    re_path(r"^koszyk/wymiana/szablon/(?P<form>csv|xlsx)/$", pages.template, name="template"),
    re_path(r"^koszyk/wymiana/eksport/(?P<form>package|json|csv|xlsx)/$", pages.export, name="export"),
    path("koszyk/wymiana/import/<uuid:run_id>/", pages.preview, name="import"),
    path("koszyk/wymiana/import/<uuid:run_id>/zapis/", pages.decide, name="decide"),
    path("koszyk/wymiana/import/<uuid:run_id>/porzucenie/", pages.cancel, name="cancel"),
    path("koszyk/wymiana/import/<uuid:run_id>/wznowienie/", pages.resume, name="resume"),
]
