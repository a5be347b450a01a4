"""Addresses of what may be told to whom, and of what was told."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.shared.enums import Role
from web.privacy import authorisations, dossiers, own, receipts, sight
from web.privacy.consents import addresses
from web.shell.navigation import NavItem, register

app_name = "privacy"
_CASE = "rodziny/<uuid:case_id>/"
urlpatterns = [
    path(_CASE + "upowaznienia/", authorisations.overview, name="authorisations"),
    path(_CASE + "upowaznienia/nowe/", authorisations.new, name="authorise"),
    path(_CASE + "ujawnienia/", sight.disclosures, name="disclosures"),
    path(_CASE + "kto-co-widzi/", sight.question, name="sight"),
    path("upowaznienia/<uuid:authorisation_id>/wycofanie/", authorisations.withdraw, name="take-back"),
    path("zespoly/", dossiers.cases, name="dossiers"),
    path("zespoly/<uuid:case_id>/", dossiers.dossier, name="dossier"),
    path("zespoly/<uuid:case_id>/pliki/<uuid:attachment_id>/", dossiers.file, name="dossier-file"),
    path("moje-dane/", own.told, name="own"),
    path("rejestr/<int:number>/", receipts.receipt, name="receipt"),
    path("rejestr/<int:number>/pokwitowanie.pdf", receipts.paper, name="receipt-pdf"),
    path("pokwitowanie/", receipts.ask, name="check-receipt"),
    path("pokwitowanie/<str:code>/", receipts.check, name="checked-receipt"),
    *addresses.urlpatterns,
]

register(
    "municipality",
    NavItem("privacy:dossiers", _("Rodziny w zespołach"), (Role.DELEGATE,), order=16),
    NavItem("privacy:consent-texts", _("Teksty zgód"), (Role.DIRECTOR,), order=70),
    NavItem("privacy:bases", _("Podstawy prawne danych"), (Role.DIRECTOR, Role.NETWORK_OFFICER), order=71),
    NavItem("privacy:own", _("Kto co o mnie wie"), (Role.FAMILY_MEMBER,), order=20),
)
