"""A rule that refuses outside a form becomes a page with its sentence, not a stack trace."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from core.shared.errors import DomainError, NotVisibleError
from web.shell.problems import problem_page


class ProblemMiddleware:
    """`NotVisibleError` becomes a 404 like any other; other refusals show their sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Called by Django for an exception of a view."""
        if isinstance(error, NotVisibleError):
            raise Http404 from error
        if isinstance(error, DomainError):
            return problem_page(request, error.status, error.message)
        return None
