"""Addresses of a partner's requests."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.shared.enums import Role
from web.partner import views
from web.shell import navigation

app_name = "partner"
urlpatterns = [
    path("prosby/", views.requests, name="requests"),
    path("prosby/<uuid:referral_id>/", views.one_request, name="request"),
    path("prosby/<uuid:referral_id>/przyjmij/", views.accept, name="accept"),
    path("prosby/<uuid:referral_id>/odmow/", views.decline, name="decline"),
    path("prosby/<uuid:referral_id>/pierwszy-kontakt/", views.first_contact, name="first-contact"),
    path("prosby/<uuid:referral_id>/wynik/", views.outcome, name="outcome"),
]
navigation.register(
    "municipality",
    navigation.NavItem(
        "partner:requests", _("Prośby"), roles=(Role.DELEGATE, Role.NETWORK_OFFICER), order=15
    ),
)
