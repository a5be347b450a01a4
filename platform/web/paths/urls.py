"""Addresses of the path of a case."""

from __future__ import annotations

from django.urls import path

from web.paths import views

app_name = "paths"
urlpatterns = [
    path("rodziny/<uuid:case_id>/sciezka/", views.overview, name="overview"),
    path("rodziny/<uuid:case_id>/sciezka/rozpocznij/", views.start, name="start"),
    path("rodziny/<uuid:case_id>/sciezka/nowy-cel/", views.new_goal, name="new-goal"),
    path("rodziny/<uuid:case_id>/sciezka/uzgodnienie/", views.agree, name="agree"),
    path("cele/<uuid:goal_id>/nowe-zadanie/", views.new_task, name="new-task"),
    path("cele/<uuid:goal_id>/osiagniety/", views.achieve, name="achieve"),
    path("zadania/<uuid:task_id>/zrobione/", views.complete, name="complete"),
    path("zadania/<uuid:task_id>/odloz/", views.abandon, name="abandon"),
]
