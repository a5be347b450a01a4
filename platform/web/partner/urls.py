"""Addresses of a partner's requests."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.shared.enums import Role
from web.partner import linking, views
from web.shell import navigation

app_name = "partner"
urlpatterns = [
    path("prosby/", views.requests, name="requests"),
    path("prosby/pin/", views.own_pin, name="own-pin"),
    path("prosby/pin/<uuid:person_id>/", views.give, name="give-pin"),
    path("prosby/<uuid:referral_id>/", views.one_request, name="request"),
    path("prosby/<uuid:referral_id>/przyjmij/", views.accept, name="accept"),
    path("prosby/<uuid:referral_id>/odmow/", views.decline, name="decline"),
    path("prosby/<uuid:referral_id>/pierwszy-kontakt/", views.first_contact, name="first-contact"),
    path("prosby/<uuid:referral_id>/wynik/", views.outcome, name="outcome"),
    path("odpowiedz/<str:token>/", linking.asked, name="link-request"),
    path("odpowiedz/<str:token>/przyjmij/", linking.accept, name="link-accept"),
    path("odpowiedz/<str:token>/odmow/", linking.decline, name="link-decline"),
    path("odpowiedz/<str:token>/pierwszy-kontakt/", linking.first_contact, name="link-first-contact"),
    path("odpowiedz/<str:token>/wynik/", linking.outcome, name="link-outcome"),
]
navigation.register(
    "municipality",
    navigation.NavItem(
        "partner:requests", _("Prośby"), roles=(Role.DELEGATE, Role.NETWORK_OFFICER), order=15
    ),
)
