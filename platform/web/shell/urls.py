"""Pages that belong to no area; included in the URL table of every kind of tenant."""

from __future__ import annotations

from django.urls import path

from web.shell import views

app_name = "shell"
urlpatterns = [
    path("komponenty/", views.gallery, name="gallery"),
    path("deklaracja-dostepnosci/", views.accessibility, name="accessibility"),
]
