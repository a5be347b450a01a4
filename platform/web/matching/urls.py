"""Addresses of needs, what fits them, gaps of the basket, and a card's conditions."""

from __future__ import annotations

from django.urls import path

from web.matching import answers, bundles, combining, conditions, gaps, needs, views

app_name = "matching"
_CASE = "rodziny/<uuid:case_id>/"
_NEED = "rodziny/potrzeby/<uuid:need_id>/"
_CARD = "koszyk/<uuid:card_id>/"
urlpatterns = [
    path(_CASE + "potrzeby/", views.overview, name="overview"),
    path(_CASE + "potrzeby/nowa/", needs.new, name="new"),
    path(_CASE + "zestaw/", bundles.bundle, name="bundle"),
    path(_NEED, views.need, name="need"),
    path(_NEED + "edycja/", needs.edit, name="edit"),
    path(_NEED + "pytanie/", answers.ask, name="ask"),
    path(_NEED + "brak/", needs.unmet, name="unmet"),
    path(_NEED + "ponownie/", needs.reopen, name="reopen"),
    path(_NEED + "nieaktualna/", needs.drop, name="drop"),
    path(_NEED + "uslugi/<uuid:card_id>/zaspokaja/", needs.meet, name="meet"),
    path(_NEED + "uslugi/<uuid:card_id>/prosba/", needs.request_service, name="request"),
    path("rodziny/odpowiedzi/<uuid:fact_id>/cofnij/", answers.take_back, name="take-back"),
    path("koszyk/braki/", gaps.gap_list, name="gaps"),
    path(_CARD + "warunki/", conditions.listing, name="conditions"),
    path(_CARD + "warunki/nowy/", conditions.add, name="add-condition"),
    path(_CARD + "warunki/usun/", conditions.remove, name="remove-condition"),
    path(_CARD + "laczenie/", combining.combination, name="combination"),
    path(_CARD + "wykluczenia/nowe/", combining.exclude, name="exclude"),
    path(_CARD + "wykluczenia/<uuid:other_id>/usun/", combining.allow, name="allow"),
]
