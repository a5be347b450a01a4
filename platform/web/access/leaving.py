"""Leaving a page at once, and staying on it."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST

from core.identity.operations import note_sign_out
from core.shared.enums import Role
from kooperacje.http import AppRequest
from web.shell.access import page_for, page_for_everyone
from web.shell.context import ELSEWHERE


@page_for_everyone
@require_POST
def leave(request: AppRequest) -> HttpResponse:
    """End the session, let the browser forget everything, and be somewhere harmless.

    A page that moves on by itself, because a form may not lead to another host; with the script of the
    shell nobody sees it.
    """
    if request.actor is not None:
        note_sign_out(actor=request.actor)
    logout(request)
    answer = render(request, "access/left.html", {"elsewhere": ELSEWHERE})
    answer["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    answer["Referrer-Policy"] = "no-referrer"
    patch_cache_control(answer, private=True, no_store=True)
    return answer


@page_for(Role.FAMILY_MEMBER)
@require_POST
def stay(request: AppRequest) -> HttpResponse:  # noqa: ARG001  the visit itself counts
    """I am still here: ten more minutes."""
    return HttpResponse(status=204)
