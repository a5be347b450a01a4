"""Problem pages: what went wrong and what to do now, in the reader's language.

A page of an error must not fail itself: when the frame cannot be rendered (no tenant, database away) the
plain page is used, which needs nothing.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.template import loader
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import Promise

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Problem:
    """A kind of problem as the reader meets it."""

    title: str | Promise
    text: str | Promise


PROBLEMS = {
    400: Problem(_("Nie rozumiemy tego żądania"), _("Wróć do poprzedniej strony i spróbuj jeszcze raz.")),
    403: Problem(
        _("Tej czynności nie można wykonać"),
        _("Strona mogła być otwarta zbyt długo. Wróć, odśwież ją i spróbuj jeszcze raz."),
    ),
    404: Problem(
        _("Nie ma takiej strony"),
        _("Adres jest niepełny, strona została usunięta albo nie jest przeznaczona dla Ciebie."),
    ),
    409: Problem(
        _("Ktoś zmienił te dane w międzyczasie"),
        _("Nic nie zostało nadpisane. Otwórz stronę jeszcze raz, sprawdź dane i zapisz swoją zmianę."),
    ),
    429: Problem(_("Zbyt wiele prób"), _("Odczekaj chwilę i spróbuj jeszcze raz.")),
    500: Problem(
        _("Coś się nie udało po naszej stronie"),
        _("Błąd został zapisany. To, co było w formularzu, mogło nie zostać zachowane. Spróbuj za chwilę."),
    ),
    503: Problem(
        _("System jest chwilowo niedostępny"), _("Trwają prace techniczne. Spróbuj za kilka minut.")
    ),
}


REFUSED = Problem(_("Tego nie można zrobić"), _("Nic nie zostało zmienione. Wróć i popraw dane."))


def problem_page(request: HttpRequest, status: int, message: str = "") -> HttpResponse:
    """The page for a status; ``message`` is the domain's own sentence where there is one."""
    problem = REFUSED if message else PROBLEMS.get(status, PROBLEMS[500])
    context = {"status": status, "problem": problem, "message": message}
    try:
        page = loader.render_to_string("shell/problem.html", context, request)
    except Exception:
        log.exception("problem_page_without_frame")
        page = loader.render_to_string("shell/plain_problem.html", context)
    return HttpResponse(page, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Handler for 400."""
    return problem_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Handler for 403."""
    return problem_page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form that was open too long or came from elsewhere (setting ``CSRF_FAILURE_VIEW``)."""
    return problem_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Handler for 404; the same for what does not exist and for what this reader may not know."""
    return problem_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Handler for 500."""
    return problem_page(request, 500)


def unknown_host(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """No tenant lives at this address: a page without tenant, session or database."""
    return HttpResponse(loader.render_to_string("shell/unknown_host.html"), status=404)
