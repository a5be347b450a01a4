"""Addresses that every tenant has."""

from __future__ import annotations

from django.urls import include, path

from web.shell import problems
from web.shell.language import set_language

urlpatterns = [
    path("", include("web.account.urls")),
    path("", include("web.shell.urls")),
    path("jezyk/", set_language, name="set_language"),
]
handler400 = problems.bad_request
handler403 = problems.forbidden
handler404 = problems.not_found
handler500 = problems.server_error
