"""Addresses of the local service basket."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.shared.enums import STAFF, Role
from web.basket import views, writing
from web.shell.navigation import NavItem, register

app_name = "basket"
urlpatterns = [
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
