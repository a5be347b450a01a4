"""Addresses of a regional centre."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.regional.queries import REGION_READERS
from web.regional import views
from web.shell.navigation import NavItem, register

app_name = "regional"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("wskazniki/", views.catalogue, name="catalogue"),
    path("wskazniki/<int:number>/", views.definition, name="definition"),
    path("miesiace/", views.months, name="months"),
    path("dane.csv", views.data, name="data"),
]

register(
    "region",
    NavItem("regional:dashboard", _("Pulpit"), REGION_READERS, order=10),
    NavItem("regional:months", _("Miesiące"), REGION_READERS, order=20),
    NavItem("regional:catalogue", _("Wskaźniki"), REGION_READERS, order=30),
)
