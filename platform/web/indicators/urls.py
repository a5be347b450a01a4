"""Addresses of a town's figures."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.indicators.queries import READERS
from web.indicators import views
from web.shell.navigation import NavItem, register

app_name = "indicators"
urlpatterns = [
    path("wskazniki/", views.own, name="own"),
    path("wskazniki/region/", views.handover, name="handover"),
    path("wskazniki/region/policz/", views.count, name="count"),
    path("wskazniki/region/przekaz/", views.submit, name="submit"),
    path("wskazniki/<slug:key>/", views.figure, name="figure"),
]

register("municipality", NavItem("indicators:own", _("Wskaźniki"), READERS, order=60))
