"""Addresses of safety; all hang under a case."""

from __future__ import annotations

from django.urls import path

from web.safety import views

app_name = "safety"
_CASE = "rodziny/<uuid:case_id>/"
urlpatterns = [
    path(_CASE + "bezpieczenstwo/", views.overview_page, name="overview"),
    path(_CASE + "osoby/<uuid:person_id>/kontakt/", views.contact, name="contact"),
    path(_CASE + "rozdzielenie/", views.separate, name="separate"),
    path(_CASE + "rozdzielenie/<uuid:separation_id>/koniec/", views.end, name="end"),
    path(_CASE + "osoby/<uuid:person_id>/widoczne/", views.opened, name="opened"),
    path(_CASE + "odrebnie/", views.separately, name="separately"),
]
