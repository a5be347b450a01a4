"""Addresses of a region's open figures; nobody needs an account."""

from __future__ import annotations

from django.urls import path, re_path

from web.opendata import figures

app_name = "figures"
urlpatterns = [
    path("otwarte-dane/", figures.datasets, name="datasets"),
    path("otwarte-dane/katalog.jsonld", figures.catalogue, name="catalogue"),
    path("otwarte-dane/struktura-sdmx.json", figures.structure, name="structure"),
    path("otwarte-dane/<slug:code>/", figures.dataset, name="dataset"),
    re_path(
        r"^otwarte-dane/(?P<code>[-a-z0-9]+)/(?P<form>csv|json-stat|sdmx)$", figures.download, name="download"
    ),
]
