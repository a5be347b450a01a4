"""Addresses of the family's own pages; neutral words, since somebody may look over a shoulder."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.shared.enums import Role
from web.portal import views
from web.shell import navigation

app_name = "portal"
urlpatterns = [
    path("moje/", views.own_page, name="own"),
    path("moje/zgoda/", views.agree, name="agree"),
    path("moje/wycofanie/", views.withdraw, name="withdraw"),
    path("moje/propozycja/<uuid:goal_id>/", views.propose, name="propose"),
    path("moje/zadania/<uuid:task_id>/zrobione/", views.complete, name="complete"),
]
navigation.register(
    "municipality",
    navigation.NavItem("portal:own", _("Moja strona"), roles=(Role.FAMILY_MEMBER,), order=10),
)
