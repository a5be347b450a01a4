"""Addresses of the bare domain."""

from __future__ import annotations

from django.urls import path

from web.public import views

app_name = "public"
urlpatterns = [path("", views.landing, name="landing")]
