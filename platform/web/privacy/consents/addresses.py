"""Addresses of consent."""

from __future__ import annotations

from django.urls import path

from web.privacy.consents import bases, papers, talks, texts

_CASE = "rodziny/<uuid:case_id>/"
_SHEET = "zgody/<uuid:sheet_id>/"

urlpatterns = [
    path(_CASE + "zgody/", papers.overview, name="consents"),
    path(_CASE + "zgody/rozmowa/<uuid:person_id>/", talks.begin, name="talk-begin"),
    path(_SHEET, papers.sheet, name="sheet"),
    path(_SHEET + "pytanie/<str:name>/", talks.step, name="talk"),
    path(_SHEET + "jezyk/<str:name>/", talks.speak, name="talk-language"),
    path(_SHEET + "potwierdzenie/", talks.settle, name="talk-settle"),
    path(_SHEET + "zapisane/", talks.done, name="talk-done"),
    path(_SHEET + "formularz.pdf", papers.paper, name="sheet-pdf"),
    path(_SHEET + "podpis/", papers.signed, name="sheet-signed"),
    path(_SHEET + "skan/", papers.scan_of, name="sheet-scan"),
    path(_SHEET + "skan/plik/", papers.scanned, name="sheet-scanned"),
    path(_SHEET + "odlozenie/", papers.drop, name="sheet-drop"),
    path("zgody/skan/", papers.scan, name="scan"),
    path(
        "upowaznienia/<uuid:authorisation_id>/wycofanie-instytucji/",
        papers.withdraw_from,
        name="take-back-from",
    ),
    path("teksty-zgod/", texts.overview, name="consent-texts"),
    path("teksty-zgod/<uuid:text_id>/", texts.text, name="consent-text"),
    path("teksty-zgod/nowy/<str:kind>/<str:language>/", texts.write, name="consent-text-write"),
    path("podstawy-danych/", bases.overview, name="bases"),
    path("podstawy-danych/<uuid:partner_id>/nowa/", bases.new, name="basis-new"),
    path("podstawy-danych/<uuid:partner_id>/kontakt/", bases.contact, name="data-contact"),
    path("podstawy-danych/wpis/<uuid:basis_id>/", bases.change, name="basis-change"),
    path("podstawy-danych/wpis/<uuid:basis_id>/koniec/", bases.end, name="basis-end"),
]
