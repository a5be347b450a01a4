"""The reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_POST
from django.views.i18n import set_language as remember_language

from web.shell.access import page_for_everyone

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from kooperacje.http import AppRequest


@page_for_everyone
@require_POST
def set_language(request: AppRequest) -> HttpResponseBase:
    """Remember the chosen language in a cookie and go back to the page."""
    return remember_language(request)
