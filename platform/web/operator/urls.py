"""Addresses of the operator."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.shared.enums import Role
from web.operator import views
from web.shell.navigation import NavItem, register

app_name = "operator"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("przebieg/", views.start, name="start"),
]

register("operator", NavItem("operator:overview", _("Partnerstwa"), (Role.OPERATOR,), order=10))
