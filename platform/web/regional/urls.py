"""Addresses of a regional centre."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.regional.queries import REGION_READERS
from web.regional import coordinator_addresses, exchange_addresses, views
from web.shell.navigation import NavItem, register

app_name = "regional"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("pulpit/<slug:board>/", views.dashboard, name="board"),
    path("pobierz/<slug:board>/<slug:panel>.<slug:kind>", views.take, name="take"),
    path("raport.pdf", views.report, name="report"),
    path("wskazniki/", views.catalogue, name="catalogue"),
    path("wskazniki/<int:number>/", views.definition, name="definition"),
    path("miesiace/", views.months, name="months"),
    path("dane.csv", views.data, name="data"),
    *exchange_addresses.urlpatterns,
    *coordinator_addresses.urlpatterns,
]

register(
    "region",
    NavItem("regional:dashboard", _("Pulpit"), REGION_READERS, order=10),
    NavItem("regional:months", _("Miesiące"), REGION_READERS, order=20),
    NavItem("regional:catalogue", _("Wskaźniki"), REGION_READERS, order=30),
    NavItem("regional:notices", _("Zapowiedzi definicji"), REGION_READERS, order=35),
    NavItem("regional:templates", _("Wzory dokumentów"), REGION_READERS, order=40),
    NavItem("regional:lessons", _("Wnioski i dobre praktyki"), REGION_READERS, order=50),
    NavItem("regional:support", _("Wsparcie kadry"), REGION_READERS, order=60),
    NavItem("regional:towns", _("Gminy"), REGION_READERS, order=70),
)
