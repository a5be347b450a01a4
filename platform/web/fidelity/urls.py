"""Addresses of fidelity to the model: a family's, the town's, the terms."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.shared.enums import Role
from web.fidelity import views
from web.shell.navigation import NavItem, register

app_name = "fidelity"
urlpatterns = [
    path("rodziny/<uuid:case_id>/wiernosc/", views.case, name="case"),
    path("wiernosc/", views.town, name="town"),
    path("wiernosc/terminy/", views.terms, name="terms"),
    path("wiernosc/zasady/<slug:constraint>/", views.broken, name="broken"),
]

register(
    "municipality",
    NavItem(
        "fidelity:town",
        _("Wierność modelowi"),
        (Role.DIRECTOR, Role.NETWORK_OFFICER),
        order=55,
        also=("/formularz-oceny/",),
    ),
)
