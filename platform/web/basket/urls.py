"""Addresses of the local service basket."""

from __future__ import annotations

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from core.shared.enums import STAFF, Role
from web.basket import catalogue, confirmations, history, proposals, public, quality, views, writing
from web.shell.navigation import NavItem, register

app_name = "basket"
urlpatterns = [
    path("uslugi/", public.services, name="open"),
    path("uslugi/katalog/", public.catalogue_parts, name="open-catalogue-parts"),
    path("uslugi/katalog.pdf", public.catalogue, name="open-catalogue"),
    path("uslugi/<uuid:card_id>/", public.service, name="open-card"),
    path("koszyk/katalog/", catalogue.parts, name="catalogue-parts"),
    path("koszyk/katalog.pdf", catalogue.download, name="catalogue"),
    re_path(r"^koszyk/eksport/(?P<file_kind>csv|xlsx)/$", catalogue.export, name="export"),
    path("koszyk/", views.cards, name="cards"),
    path("koszyk/moje/", views.own, name="own"),
    path("koszyk/karty/", views.all_cards, name="all"),
    path("koszyk/nowa/", writing.draft, name="draft"),
    path("koszyk/<uuid:card_id>/", views.card, name="card"),
    path("koszyk/<uuid:card_id>/edycja/", writing.edit, name="edit"),
    path("koszyk/<uuid:card_id>/publikacja/", writing.publish, name="publish"),
    path("koszyk/<uuid:card_id>/wstrzymanie/", writing.suspend, name="suspend"),
    path("koszyk/<uuid:card_id>/wycofanie/", writing.withdraw, name="withdraw"),
    path("koszyk/<uuid:card_id>/przeglad/", writing.review, name="review"),
    path("koszyk/<uuid:card_id>/prosba/<slug:kind>/", writing.ask, name="ask"),
    path("koszyk/<uuid:card_id>/historia/", history.history, name="history"),
    path("koszyk/zatwierdzanie/", proposals.listed, name="proposals"),
    path("koszyk/zatwierdzanie/<uuid:proposal_id>/", proposals.proposal, name="proposal"),
    path("koszyk/zatwierdzanie/<uuid:proposal_id>/zgoda/", proposals.accept, name="proposal-accept"),
    path("koszyk/zatwierdzanie/<uuid:proposal_id>/odmowa/", proposals.decline, name="proposal-decline"),
    path("koszyk/zatwierdzanie/<uuid:proposal_id>/cofniecie/", proposals.take_back, name="proposal-back"),
    path("koszyk/jakosc/", quality.findings, name="quality"),
    path("koszyk/potwierdzenia/", confirmations.listed, name="confirmations"),
    path("koszyk/potwierdzenia/<uuid:request_id>/", confirmations.asked, name="confirmation"),
    path(
        "koszyk/potwierdzenia/<uuid:request_id>/ponownie/",
        confirmations.send_again,
        name="confirmation-resend",
    ),
    path("koszyk/potwierdzenia/partner/<uuid:partner_id>/", confirmations.ask_now, name="confirmation-ask"),
    path("koszyk/potwierdzenie/<str:token>/", confirmations.answer, name="answer"),
    path("koszyk/potwierdzenie/<str:token>/<uuid:card_id>/", confirmations.report, name="answer-change"),
    path("koszyk/potwierdzenie/<str:token>/<uuid:card_id>/brak/", confirmations.gone, name="answer-gone"),
]

register(
    "municipality",
    NavItem(
        "basket:cards",
        _("Koszyk usług"),
        (*STAFF, Role.DELEGATE, Role.FAMILY_MEMBER),
        order=40,
    ),
)
