"""Addresses of a coordinator's other work: months, support of staff, notices, towns."""

from __future__ import annotations

from django.urls import path

from web.regional import month_pages, notice_pages, support_pages, town_pages

_SUPPORT = "wsparcie/<uuid:session_id>/"

urlpatterns = [
    path("miesiace/<slug:code>/", month_pages.month, name="month"),
    path("miesiace/<slug:code>/przypomnij/", month_pages.remind, name="month-remind"),
    path("wsparcie/", support_pages.sessions, name="support"),
    path("wsparcie/nowe/", support_pages.new, name="support-new"),
    path(_SUPPORT, support_pages.edit, name="support-edit"),
    path(f"{_SUPPORT}usuniecie/", support_pages.drop, name="support-drop"),
    path("zapowiedzi/", notice_pages.notices, name="notices"),
    path("zapowiedzi/nowa/", notice_pages.new, name="notice-new"),
    path("zapowiedzi/<uuid:notice_id>/", notice_pages.notice, name="notice"),
    path("gminy/", town_pages.towns, name="towns"),
    path("gminy/prosby/", town_pages.requests, name="town-requests"),
    path("gminy/prosby/nowa/", town_pages.ask, name="town-ask"),
    path("gminy/prosby/<uuid:request_id>/wycofanie/", town_pages.take_back, name="town-take-back"),
    path("gminy/<slug:code>/", town_pages.town, name="town"),
]
