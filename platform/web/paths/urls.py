"""Addresses of the path of a case."""

from __future__ import annotations

from django.urls import path

from web.paths import papers, steps, versions, views

app_name = "paths"
_PATH = "rodziny/<uuid:case_id>/sciezka/"
_GOAL = "cele/<uuid:goal_id>/"
_TASK = "zadania/<uuid:task_id>/"
_VERSION = "sciezki/wersje/<uuid:version_id>/"
urlpatterns = [
    path("rodziny/kroki/", views.stuck, name="stuck"),
    path("rodziny/kroki/zastoj/", views.standstill, name="standstill"),
    path(_PATH, views.overview, name="overview"),
    path(_PATH + "rozpocznij/", views.start, name="start"),
    path(_PATH + "nowy-cel/", views.new_goal, name="new-goal"),
    path(_PATH + "uzgodnienie/", views.agree, name="agree"),
    path(_PATH + "wazne/", views.what_matters, name="what-matters"),
    path(_PATH + "wersje/", versions.versions, name="versions"),
    path(_PATH + "wydruki/", papers.papers, name="papers"),
    path(_PATH + "plan-uslug/", papers.social_plan, name="social-plan"),
    path(_PATH + "wydruki/skan/", papers.scan, name="paper-scan"),
    path("sciezki/wydruki/<uuid:paper_id>/", papers.paper, name="paper"),
    path("sciezki/wydruki/<uuid:paper_id>/skan/", papers.scanned, name="paper-scanned"),
    path(_VERSION, versions.version, name="version"),
    path(_VERSION + "zmiany/", versions.changes, name="changes"),
    path(_GOAL + "nowe-zadanie/", views.new_task, name="new-task"),
    path(_GOAL + "osiagniety/", views.achieve, name="achieve"),
    path(_GOAL + "zmien/", views.change_goal, name="change-goal"),
    path(_GOAL + "odloz/", views.abandon_goal, name="abandon-goal"),
    path(_GOAL + "wznow/", views.reopen_goal, name="reopen-goal"),
    path(_TASK, steps.step, name="step"),
    path(_TASK + "zmien/", steps.change, name="change"),
    path(_TASK + "glos/", steps.voice, name="voice"),
    path(_TASK + "inna-usluga/", steps.ask_again, name="ask-again"),
    path(_TASK + "zaczete/", steps.begin, name="begin"),
    path(_TASK + "zrobione/", steps.complete, name="complete"),
    path(_TASK + "odloz/", steps.abandon, name="abandon"),
    path(_TASK + "wznow/", steps.reopen, name="reopen"),
    path("terminy/<uuid:proposal_id>/", steps.answer_date, name="answer-date"),
]
