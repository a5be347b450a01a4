"""Addresses of the catalogue of indicators, of entered numbers, and of participants of ESF+."""

from __future__ import annotations

from django.urls import path

from web.reporting import catalogue, context, participants, support

app_name = "reporting"
urlpatterns = [
    path("wskazniki/katalog/", catalogue.catalogue, name="catalogue"),
    path("wskazniki/katalog/<int:number>/", catalogue.definition, name="definition"),
    path("wskazniki/sprawozdania/", context.periods, name="context"),
    path("wskazniki/sprawozdania/szablon/<slug:code>.<slug:kind>", context.template, name="context-template"),
    path("wskazniki/sprawozdania/import/", context.upload, name="context-upload"),
    path("wskazniki/sprawozdania/import/<uuid:run_id>/", context.preview, name="context-preview"),
    path("wskazniki/sprawozdania/<slug:code>/", context.enter, name="context-enter"),
    path("wskazniki/wsparcie-kadry/", support.listed, name="support"),
    path("wskazniki/wsparcie-kadry/nowe/", support.new, name="support-new"),
    path("wskazniki/wsparcie-kadry/<uuid:support_id>/", support.change, name="support-change"),
    path("wskazniki/wsparcie-kadry/<uuid:support_id>/usun/", support.remove, name="support-remove"),
    path("wskazniki/efs/", participants.overview, name="esf"),
    path("wskazniki/efs/uczestnicy.xlsx", participants.report, name="esf-report"),
    path("rodziny/<uuid:case_id>/efs/", participants.case, name="esf-case"),
    path("rodziny/<uuid:case_id>/efs/<uuid:person_id>/", participants.entry, name="esf-entry"),
    path("rodziny/<uuid:case_id>/efs/<uuid:person_id>/koniec/", participants.leaving, name="esf-exit"),
    path("rodziny/<uuid:case_id>/efs/<uuid:person_id>/potem/", participants.later, name="esf-later"),
]
