"""The public check of a certificate: whoever sees one on a wall may ask whether it is valid."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from core.partnership import queries
from kooperacje.http import AppRequest
from web.partnership.forms import CodeForm
from web.shell.access import page_for_everyone


@page_for_everyone
@require_safe
def ask(request: AppRequest) -> HttpResponse:
    """The field for a code; the answer has an address of its own."""
    form = CodeForm(request.GET if "kod" in request.GET else None)
    if form.is_bound and form.is_valid():
        code = "".join(letter for letter in form.cleaned_data["kod"].upper() if letter.isalnum())
        if code:
            return redirect("partnership:check", code)
    return render(request, "partnership/check_code.html", {"form": form})


@page_for_everyone
@require_safe
def check(request: AppRequest, code: str) -> HttpResponse:
    """Valid, no longer valid, or unknown; nothing about any person."""
    if len(code) > 40:  # noqa: PLR2004  the length of the column
        raise Http404
    found = queries.certificate_check(code)
    context = {"found": found, "code": queries.grouped_code(code.upper().replace("-", ""))}
    return render(request, "partnership/check.html", context, status=200 if found else 404)
