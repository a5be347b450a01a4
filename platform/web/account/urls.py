"""Addresses of signing in and of one's own account; every kind of tenant has them."""

from __future__ import annotations

from django.urls import path

from web.account import opening, views

app_name = "account"
urlpatterns = [
    path("logowanie/", views.sign_in, name="sign-in"),
    path("wylogowanie/", views.sign_out, name="sign-out"),
    path("konto/", views.own, name="own"),
    path("konto/haslo/", views.password, name="password"),
    path("konto/osoby/", views.people, name="people"),
    path("konto/osoby/nowa/", opening.new, name="new"),
]
