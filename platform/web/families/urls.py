"""Addresses of the families: cases, persons, agreements, teams, meetings."""

from __future__ import annotations

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from core.shared.enums import Role
from web.families import (
    ending,
    grounds,
    household,
    importing,
    meetings,
    persons,
    registering,
    reviews,
    searching,
    teams,
    views,
)
from web.shell.navigation import NavItem, register

app_name = "families"
_CASE = "rodziny/<uuid:case_id>/"
urlpatterns = [
    path("rodziny/", views.cases, name="cases"),
    path("rodziny/nowa/", registering.new, name="new"),
    path("rodziny/pesel/", searching.by_pesel, name="pesel"),
    path("rodziny/przeglady/", reviews.due, name="due-reviews"),
    path("rodziny/wczytaj/", importing.imports, name="imports"),
    re_path(r"^rodziny/wczytaj/szablon/(?P<form>csv|xlsx)/$", importing.template, name="import-template"),
    path("rodziny/wczytaj/<uuid:run_id>/", importing.preview, name="import"),
    path("rodziny/wczytaj/<uuid:run_id>/zapis/", importing.decide, name="decide-import"),
    path("rodziny/wczytaj/<uuid:run_id>/porzucenie/", importing.cancel, name="cancel-import"),
    path("rodziny/wczytaj/<uuid:run_id>/wznowienie/", importing.resume, name="resume-import"),
    path(_CASE, views.case, name="case"),
    path(_CASE + "rozmowa-koncowa/", reviews.closing_talk, name="closing-talk"),
    path(_CASE + "zakonczenie/", ending.close, name="close"),
    path(_CASE + "wznowienie/", ending.resume, name="resume"),
    path(_CASE + "nowa-sprawa/", ending.reopen, name="reopen"),
    path(_CASE + "gospodarstwo/", household.household, name="household"),
    path(_CASE + "gospodarstwo/poprawka/", household.correct, name="correct-household"),
    path(_CASE + "osoby/<uuid:person_id>/dane/", household.correct_person, name="correct-person"),
    path(_CASE + "osoby/<uuid:person_id>/polaczenie/", household.merge, name="merge"),
    path("rodziny/polaczenia/<uuid:merge_id>/cofniecie/", household.undo_merge, name="undo-merge"),
    path(_CASE + "osoby/<uuid:person_id>/rola/", household.role, name="role"),
    path(_CASE + "osoby/<uuid:person_id>/powrot/", household.returned, name="returned"),
    path(_CASE + "przeglady/", reviews.reviews, name="reviews"),
    path(_CASE + "przeglady/nowy/", reviews.new, name="new-review"),
    path(_CASE + "przeglady/<uuid:review_id>/poprawka/", reviews.change, name="change-review"),
    path(_CASE + "osoba/", persons.add, name="new-person"),
    path(_CASE + "osoby/<uuid:person_id>/wyprowadzka/", persons.moved_out, name="moved-out"),
    path(_CASE + "osoby/<uuid:person_id>/zgoda/", persons.agree, name="agree"),
    path(_CASE + "osoby/<uuid:person_id>/dostep/", persons.open_own_page, name="own-page"),
    path(_CASE + "zgody/<uuid:agreement_id>/wycofanie/", persons.withdraw, name="withdraw"),
    path(_CASE + "powody/", grounds.grounds, name="grounds"),
    path(_CASE + "powody/<uuid:ground_id>/", grounds.change, name="change-ground"),
    path(_CASE + "powody/<uuid:ground_id>/usuniecie/", grounds.remove, name="remove-ground"),
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
        also=("/cele/", "/zadania/", "/sciezki/", "/terminy/", "/upowaznienia/", "/zgody/", "/rejestr/"),
    ),
)
