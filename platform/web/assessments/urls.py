"""Addresses of assessments: talks with a family, what is due, the town's form, the own page."""

from __future__ import annotations

from django.urls import path

from web.assessments import filling, own, shaping, views

app_name = "assessments"
_CASE = "rodziny/<uuid:case_id>/oceny/"
_ONE = "rodziny/oceny/<uuid:assessment_id>/"
urlpatterns = [
    path("rodziny/oceny/", views.due, name="due"),
    path(_CASE, views.history, name="history"),
    path(_CASE + "nowa/", filling.start, name="start"),
    path(_ONE, filling.fill, name="fill"),
    path(_ONE + "wynik/", views.result, name="result"),
    path(_ONE + "poprawka/", filling.correct, name="correct"),
    path(_ONE + "usun/", filling.discard, name="discard"),
    path(_ONE + "potrzeby/<slug:domain>/", filling.make_need, name="make-need"),
    path("formularz-oceny/", shaping.overview, name="form"),
    path("formularz-oceny/zmiana/", shaping.change, name="change-form"),
    path("formularz-oceny/<uuid:version_id>/", shaping.version, name="form-version"),
    path("moje/oceny/", own.own_list, name="own"),
    path("moje/oceny/moja/", own.say, name="own-say"),
]
