"""Addresses of the partnership: its partners, their papers, its meetings, and the check of certificates."""

from __future__ import annotations

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from core.shared.enums import STAFF, Role
from web.partnership import (
    accession_addresses,
    checks,
    exports,
    meeting_addresses,
    paper_addresses,
    people,
    views,
)
from web.partnership.texts import addresses as text_addresses
from web.shell.navigation import NavItem, register

app_name = "partnership"
urlpatterns = [
    path("partnerzy/", views.partners, name="partners"),
    re_path(r"^partnerzy/eksport/(?P<file_kind>csv|xlsx)/$", exports.partners, name="export"),
    path("partnerzy/zaproszenie/", views.invite, name="invite"),
    path("partnerzy/<uuid:partner_id>/", views.partner, name="partner"),
    path("partnerzy/<uuid:partner_id>/dane/", views.edit, name="edit"),
    path("partnerzy/<uuid:partner_id>/osoba/", people.name, name="name-person"),
    path("partnerzy/osoby/<uuid:person_id>/koniec/", people.end, name="end-person"),
    *paper_addresses.urlpatterns,
    *meeting_addresses.urlpatterns,
    *accession_addresses.urlpatterns,
    *text_addresses.urlpatterns,
    path("w/", checks.ask, name="check-code"),
    path("w/<str:code>/", checks.check, name="check"),
]

register(
    "municipality",
    NavItem(
        "partnership:partners",
        _("Partnerstwo"),
        (*STAFF, Role.DELEGATE),
        order=30,
        also=(
            "/spotkania-partnerstwa/",
            "/partnerstwo/",
            "/zaproszenia-gmin/",
            "/zadania-partnerstwa/",
            "/regulamin-i-plan/",
            "/wnioski/",
        ),
        first_for=(Role.NETWORK_OFFICER,),
    ),
)
