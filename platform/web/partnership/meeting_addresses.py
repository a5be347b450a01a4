"""Addresses of meetings, their minutes, their tasks, and of the reader's calendar."""

from __future__ import annotations

from django.urls import path

from web.partnership import agenda, amendments, calendar, convening, decisions, meetings, minutes

_ALL = "spotkania-partnerstwa/"
_ONE = f"{_ALL}<uuid:meeting_id>/"
_POINT = f"{_ALL}punkty/<uuid:item_id>/"
_TASK = "zadania-partnerstwa/<uuid:decision_id>/"

urlpatterns = [
    path(_ALL, meetings.meetings, name="meetings"),
    path(f"{_ALL}plan/", meetings.plan, name="plan-meeting"),
    path(f"{_ALL}nowe/", meetings.hold, name="hold-meeting"),
    path(f"{_ALL}odpowiedz/<str:token>/", convening.answer_by_link, name="meeting-answer-by-link"),
    path(f"{_ALL}odpowiedzi/<uuid:attendance_id>/", convening.answer, name="meeting-answer"),
    path(_ONE, meetings.meeting, name="meeting"),
    path(f"{_ONE}zmiana/", meetings.change, name="change-meeting"),
    path(f"{_ONE}odwolanie/", meetings.cancel, name="cancel-meeting"),
    path(f"{_ONE}zaproszenia/", convening.invite, name="invite-meeting"),
    path(f"{_ONE}przypomnienie/", convening.remind, name="remind-meeting"),
    path(f"{_ONE}obecnosc/", convening.presence, name="presence"),
    path(f"{_ONE}koniec/", convening.finish, name="finish-meeting"),
    path(f"{_ONE}porzadek/", agenda.agenda, name="agenda"),
    path(_POINT, agenda.item, name="agenda-item"),
    path(f"{_POINT}kolejnosc/", agenda.move, name="move-item"),
    path(f"{_POINT}usuniecie/", agenda.remove, name="remove-item"),
    path(f"{_POINT}zapis/", minutes.write, name="write-item"),
    path(f"{_POINT}uwaga/", amendments.amend, name="amend"),
    path(f"{_ONE}protokol/", minutes.minutes, name="minutes"),
    path(f"{_ONE}protokol/poczatek/", minutes.start, name="start-minutes"),
    path(f"{_ONE}protokol/uwagi/", amendments.term, name="minutes-term"),
    path(f"{_ONE}protokol/publikacja/", amendments.publish, name="publish-minutes"),
    path(f"{_ONE}protokol/aneks/", amendments.annex, name="annex"),
    path(f"{_ALL}uwagi/<uuid:amendment_id>/", amendments.amendment, name="amendment"),
    path(f"{_ALL}protokoly/<uuid:published_id>/protokol.pdf", amendments.pdf, name="minutes-pdf"),
    path(f"{_ONE}decyzje/", decisions.new, name="new-decision"),
    path(f"{_ALL}decyzje/<uuid:decision_id>/", decisions.decision, name="decision"),
    path(f"{_ALL}decyzje/<uuid:decision_id>/usuniecie/", decisions.remove, name="remove-decision"),
    path("zadania-partnerstwa/", decisions.tasks, name="tasks"),
    path(f"{_TASK}wykonanie/", decisions.done, name="task-done"),
    path(f"{_TASK}anulowanie/", decisions.cancel, name="task-cancel"),
    path("konto/kalendarz/", calendar.calendar, name="calendar"),
    path("konto/kalendarz/wylaczenie/", calendar.revoke, name="revoke-calendar"),
    path("kalendarz/<str:secret>.ics", calendar.feed, name="calendar-feed"),
]
