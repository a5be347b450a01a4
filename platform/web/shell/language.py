"""Choosing the language of the pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as django_set_language

from web.shell.access import page_for_everyone


@require_POST
@page_for_everyone
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie of this host and go back to the page."""
    return django_set_language(request)
