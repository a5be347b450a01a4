"""Addresses of one's inbox and of what the partnership sent."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.shared.enums import STAFF, Role
from web.notifications import views
from web.shell.navigation import NavItem, register

app_name = "notifications"
urlpatterns = [
    path("skrzynka/", views.inbox, name="inbox"),
    path("skrzynka/<uuid:message_id>/", views.message, name="message"),
    path("wiadomosci/", views.outbox, name="outbox"),
    path("wiadomosci/<uuid:message_id>/", views.sent, name="sent"),
]

register(
    "municipality",
    NavItem("notifications:inbox", _("Skrzynka"), (*STAFF, Role.DELEGATE), order=90, also=("/wiadomosci/",)),
)
