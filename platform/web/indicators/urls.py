"""Addresses of a town's figures."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.indicators.queries import READERS
from web.indicators import family_pages, handover_pages, notice_pages, views
from web.shell.navigation import NavItem, register

app_name = "indicators"
urlpatterns = [
    path("wskazniki/", views.own, name="own"),
    path("wskazniki/region/", handover_pages.handover, name="handover"),
    path("wskazniki/region/policz/", handover_pages.count, name="count"),
    path("wskazniki/region/przekaz/", handover_pages.submit, name="submit"),
    path("wskazniki/region/wznow/", handover_pages.let_go, name="let-go"),
    path("wskazniki/region/historia/", handover_pages.history, name="history"),
    path("wskazniki/region/<slug:code>/wstrzymaj/", handover_pages.hold, name="hold"),
    path("wskazniki/zapowiedzi/", notice_pages.notices, name="notices"),
    path("wskazniki/zapowiedzi/<uuid:notice_id>/", notice_pages.acknowledge, name="notice-read"),
    path("wskazniki/wsparcie/", notice_pages.support, name="support"),
    path("wskazniki/uruchomienie/", notice_pages.setup, name="setup"),
    path("wskazniki/<slug:key>/rodziny/", family_pages.families, name="families"),
    path("wskazniki/<slug:key>/", views.figure, name="figure"),
]

register("municipality", NavItem("indicators:own", _("Wskaźniki"), READERS, order=60))
