"""Pages for what went wrong: a sentence and a way on, never a stack trace."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, _error: Any = None) -> HttpResponse:
    """400: the request itself is malformed."""
    return _problem(request, 400, _("Przeglądarka wysłała coś, czego nie rozumiemy. Wróć i spróbuj jeszcze raz."))


def forbidden(request: HttpRequest, _error: Any = None) -> HttpResponse:
    """403: only for requests that fail a protection, never to say that something exists."""
    return _problem(request, 403, _("Nie można tego zrobić. Wróć do poprzedniej strony i spróbuj jeszcze raz."))


def not_found(request: HttpRequest, _error: Any = None) -> HttpResponse:
    """404: no such page, or one that is not for this reader; both look the same."""
    return _problem(request, 404, _("Nie ma takiej strony albo nie jest dla Ciebie dostępna."))


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake; nothing half-written remains, since every write is one transaction."""
    return _problem(request, 500, _("Coś się u nas zepsuło. Nic nie zostało zapisane. Spróbuj jeszcze raz za chwilę."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403: the form is too old or came from elsewhere."""
    return _problem(
        request, 403, _("Ten formularz jest nieważny: strona była otwarta zbyt długo. Odśwież ją i wyślij jeszcze raz.")
    )


def _problem(request: HttpRequest, status: int, message: str) -> HttpResponse:
    return render(request, "shell/problem.html", {"status": status, "message": message}, status=status)
