"""Addresses of the question who already helps."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.shared.enums import Role
from web.involvement import views
from web.shell.navigation import NavItem, register

app_name = "involvement"
_CASE = "rodziny/<uuid:case_id>/kto-juz-pomaga/"
urlpatterns = [
    path(_CASE, views.overview, name="overview"),
    path(_CASE + "zapytaj/", views.ask, name="ask"),
    path("pytania/", views.questions, name="questions"),
    path("pytania/numery/", views.numbers, name="numbers"),
    path("pytania/<uuid:question_id>/", views.question, name="question"),
]

register("municipality", NavItem("involvement:questions", _("Pytania o pomoc"), (Role.DELEGATE,), order=17))
