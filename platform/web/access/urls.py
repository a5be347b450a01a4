"""Addresses of entering and leaving, and of the worker's side of it; neutral words where others may look."""

from __future__ import annotations

from django.urls import path

from web.access import entering, giving, leaving, talking

app_name = "access"
_CASE = "rodziny/<uuid:case_id>/"
urlpatterns = [
    path("wejscie/", entering.enter, name="enter"),
    path("wejscie/kartka/", entering.slip, name="slip"),
    path("wyjscie/", leaving.leave, name="leave"),
    path("moje/zostaje/", leaving.stay, name="stay"),
    path("moje/wejscie/", entering.own, name="own"),
    path(_CASE + "dostep/", giving.overview, name="overview"),
    path(_CASE + "osoby/<uuid:person_id>/kartka/", giving.give, name="give"),
    path(_CASE + "osoby/<uuid:person_id>/kartka.pdf", giving.paper, name="paper"),
    path(_CASE + "osoby/<uuid:person_id>/zamkniecie-dostepu/", giving.take_away, name="take-away"),
    path(_CASE + "wiadomosci/<uuid:person_id>/", talking.talk, name="talk"),
]
