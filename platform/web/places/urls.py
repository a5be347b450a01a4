"""Addresses of places: how many a service has, and those kept for a family."""

from __future__ import annotations

from django.urls import path

from web.places import cards, holds

app_name = "places"
urlpatterns = [
    path("koszyk/miejsca/", cards.overview, name="overview"),
    path("koszyk/miejsca/okresy/<uuid:period_id>/", cards.change, name="change"),
    path("koszyk/<uuid:card_id>/miejsca/", cards.periods, name="periods"),
    path("koszyk/<uuid:card_id>/miejsca/nowy-okres/", cards.add, name="add"),
    path("rodziny/<uuid:case_id>/miejsca/", holds.claims, name="claims"),
    path("rodziny/<uuid:case_id>/miejsca/<uuid:card_id>/", holds.hold, name="hold"),
    path("rodziny/miejsca/<uuid:claim_id>/zwolnienie/", holds.release, name="release"),
]
