"""Addresses of the families: cases, persons, agreements, teams, meetings."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.shared.enums import Role
from web.families import meetings, persons, teams, views
from web.shell.navigation import NavItem, register

app_name = "families"
_CASE = "rodziny/<uuid:case_id>/"
urlpatterns = [
    path("rodziny/", views.cases, name="cases"),
    path("rodziny/nowa/", views.new, name="new"),
    path(_CASE, views.case, name="case"),
    path(_CASE + "zakonczenie/", views.close, name="close"),
    path(_CASE + "nowa-sprawa/", views.reopen, name="reopen"),
    path(_CASE + "osoba/", persons.add, name="new-person"),
    path(_CASE + "osoby/<uuid:person_id>/wyprowadzka/", persons.moved_out, name="moved-out"),
    path(_CASE + "osoby/<uuid:person_id>/zgoda/", persons.agree, name="agree"),
    path(_CASE + "osoby/<uuid:person_id>/dostep/", persons.open_own_page, name="own-page"),
    path(_CASE + "zgody/<uuid:agreement_id>/wycofanie/", persons.withdraw, name="withdraw"),
    path(_CASE + "powody/", persons.grounds, name="grounds"),
    path(_CASE + "zespol/", teams.form, name="form-team"),
    path(_CASE + "zespol/partner/", teams.add_partner, name="add-partner"),
    path(_CASE + "zespol/rodzina/<uuid:person_id>/", teams.add_family, name="add-family"),
    path(_CASE + "zespol/<uuid:member_id>/koniec/", teams.end_seat, name="end-seat"),
    path(_CASE + "spotkania/nowe/", meetings.hold, name="new-meeting"),
    path(_CASE + "spotkania/<uuid:meeting_id>/", meetings.meeting, name="meeting"),
]

register(
    "municipality",
    NavItem(
        "families:cases",
        _("Rodziny"),
        (Role.SOCIAL_WORKER, Role.DIRECTOR, Role.NETWORK_OFFICER),
        order=10,
    ),
)
