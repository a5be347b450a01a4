"""Addresses of requests about data, copies, holds and the end of data."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.rights.queries import ANSWERING
from core.shared.enums import Role
from web.rights import cases, copies, keeping, own, register
from web.shell.navigation import NavItem
from web.shell.navigation import register as navigate

app_name = "rights"
_CASE = "rodziny/<uuid:case_id>/"
urlpatterns = [
    path(_CASE + "dane/", cases.overview, name="case"),
    path(_CASE + "dane/zadanie/", cases.new_request, name="ask"),
    path(_CASE + "dane/wstrzymanie/", cases.hold, name="hold"),
    path(_CASE + "dane/usuniecie/", cases.erase, name="erase"),
    path(_CASE + "osoby/<uuid:person_id>/sprostowanie/<slug:field>/", cases.correct, name="correct"),
    path(_CASE + "osoby/<uuid:person_id>/ograniczenie/", cases.lift_restriction, name="lift-restriction"),
    path(_CASE + "osoby/<uuid:person_id>/kopia/", copies.prepare, name="prepare"),
    path(_CASE + "osoby/<uuid:person_id>/usuniecie/", cases.erase_person, name="erase-person"),
    path("kopie-danych/<uuid:export_id>/", copies.waiting, name="export"),
    path("kopie-danych/<uuid:export_id>/pobierz/", copies.fetch, name="fetch"),
    path("zadania-danych/", register.overview, name="register"),
    path("zadania-danych/<uuid:request_id>/", register.detail, name="request"),
    path("zadania-danych/<uuid:request_id>/przedluzenie/", register.extend, name="extend"),
    path("przechowywanie/", keeping.overview, name="keeping"),
    path("przechowywanie/okres/<slug:kept>/", keeping.period, name="period"),
    path("przechowywanie/usuniecie/", keeping.propose, name="propose"),
    path("wstrzymania/<uuid:hold_id>/zdjecie/", keeping.lift, name="lift"),
    path("usuniecia/<uuid:disposal_id>/", keeping.disposal, name="disposal"),
    path("usuniecia/<uuid:disposal_id>/odrzucenie/", keeping.reject, name="reject"),
    path("usuniecia/<uuid:disposal_id>/protokol/", keeping.protocol, name="protocol"),
    path("moje-dane/kopia/", own.overview, name="own"),
    path("moje-dane/zadanie/", own.ask, name="own-ask"),
]

navigate(
    "municipality",
    NavItem("rights:register", _("Żądania danych"), (*ANSWERING, Role.SOCIAL_WORKER), order=60),
    NavItem("rights:keeping", _("Przechowywanie danych"), ANSWERING, order=61),
    NavItem(
        "rights:own",
        _("Moje dane"),
        (Role.FAMILY_MEMBER,),
        order=21,
        also=("/moje-dane/zadanie/", "/kopie-danych/"),
    ),
)
