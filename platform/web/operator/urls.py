"""Addresses of the operator."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.shared.enums import Role
from web.operator import request_pages, views
from web.shell.navigation import NavItem, register

app_name = "operator"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("przebieg/", views.start, name="start"),
    path("prosby/", request_pages.requests, name="requests"),
    path("prosby/<uuid:request_id>/zalozona/", request_pages.settle, name="request-settle"),
    path("prosby/<uuid:request_id>/odmowa/", request_pages.decline, name="request-decline"),
]

register(
    "operator",
    NavItem("operator:overview", _("Partnerstwa"), (Role.OPERATOR,), order=10),
    NavItem("operator:requests", _("Prośby regionów"), (Role.OPERATOR,), order=20),
)
