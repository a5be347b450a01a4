"""Addresses of a town's lessons; they lie under the partnership's entry in the navigation."""

from __future__ import annotations

from django.urls import path

from web.lessons import views

app_name = "lessons"
urlpatterns = [
    path("wnioski/", views.lessons, name="lessons"),
    path("wnioski/nowy/", views.new, name="new"),
    path("wnioski/region/", views.published, name="published"),
    path("wnioski/region/<uuid:edition_id>/", views.published_lesson, name="published-lesson"),
    path("wnioski/<uuid:lesson_id>/", views.lesson, name="lesson"),
    path("wnioski/<uuid:lesson_id>/zmiana/", views.edit, name="edit"),
    path("wnioski/<uuid:lesson_id>/przekazanie/", views.hand, name="hand"),
    path("wnioski/<uuid:lesson_id>/wycofanie/", views.withdraw, name="withdraw"),
]
