"""How the open interface answers: JSON for any origin, with a tag for caches, and problems per RFC 9457."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec

import orjson
from django.core.cache import cache
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.opendata.queries.offer import LANGUAGE
from core.opendata.rules.tables import TABLES
from core.shared.errors import NotVisibleError
from core.shared.imports import cells
from web.opendata.asking import RefusedQueryError
from web.shell.access import page_for_everyone

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from kooperacje.http import AppRequest

P = ParamSpec("P")
Endpoint = Callable[Concatenate["AppRequest", P], Any]
KEPT_FOR: Final = 300
# What the shared memory is asked to keep.
MOST_KEPT: Final = 16 * 1024 * 1024
METHODS: Final = ("GET", "HEAD", "OPTIONS")
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "If-None-Match, Accept",
    "Access-Control-Max-Age": "86400",
}


def endpoint(view: Endpoint[P]) -> Callable[Concatenate[AppRequest, P], HttpResponseBase]:
    """A public address of the interface: `view` gives a value to be written as JSON, or a finished answer."""

    @page_for_everyone
    @wraps(view)
    def answered(request: AppRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        with override(LANGUAGE):
            if request.method == "OPTIONS":
                return _open(HttpResponse(status=HTTPStatus.NO_CONTENT, headers=_PREFLIGHT))
            if request.method not in METHODS:
                refusal = problem(HTTPStatus.METHOD_NOT_ALLOWED, _("Ten interfejs służy tylko do czytania."))
                refusal["Allow"] = ", ".join(METHODS)
                return refusal
            try:
                given = view(request, *args, **kwargs)
            except RefusedQueryError as refusal:
                return problem(refusal.status, refusal.detail, refusal.parameter)
            except NotVisibleError:
                return problem(HTTPStatus.NOT_FOUND, _("Nie ma takiego obiektu."))
            answer = given if isinstance(given, HttpResponse) else as_json(given)
            return _kept(request, _open(answer))

    return answered


def _open(answer: HttpResponse) -> HttpResponse:
    """Any page of the web may read it: there is nothing here that is not public."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Expose-Headers"] = "ETag"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _kept(request: AppRequest, answer: HttpResponse) -> HttpResponseBase:
    """Caches may keep it for a while and ask again by its tag."""
    tag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    answer["ETag"] = tag
    patch_cache_control(answer, public=True, max_age=KEPT_FOR)
    return get_conditional_response(request, etag=tag, response=answer) or answer


def kept(name: str, fingerprint: str, made: Callable[[], HttpResponse]) -> HttpResponse:
    """A large answer, remembered for as long as caches may keep it: nobody can make it be made at will."""
    key = hashlib.sha256(f"hsds:{name}:{fingerprint}".encode()).hexdigest()
    known = cache.get(key)
    if known is None:
        answer = made()
        known = (answer.content, dict(answer.headers))
        if len(answer.content) <= MOST_KEPT:
            cache.set(key, known, KEPT_FOR)
    content, headers = known
    return HttpResponse(content, headers=headers)


def as_json(value: Any) -> HttpResponse:
    """A value as JSON."""
    return HttpResponse(orjson.dumps(value), content_type="application/json")


def problem(status: int, detail: str, parameter: str = "") -> HttpResponse:
    """A problem per RFC 9457; it names the parameter to blame where one is."""
    found = HTTPStatus(status)
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": found.phrase,
        "status": found.value,
        "detail": detail,
    }
    if parameter:
        body["parameter"] = parameter
    answer = HttpResponse(orjson.dumps(body), status=found.value, content_type="application/problem+json")
    patch_cache_control(answer, no_store=True)
    return _open(answer)


def page(items: list[Any], *, number: int, size: int, total: int) -> dict[str, Any]:
    """The standard's wrapper around a page of objects."""
    pages = max(1, -(-total // size))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(items),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not items,
        "contents": items,
    }


def lines(items: list[Any]) -> HttpResponse:
    """An object a line, all of them."""
    body = b"".join(orjson.dumps(item) + b"\n" for item in items)
    return HttpResponse(body, content_type="application/x-ndjson")


def table(name: str, items: list[Any]) -> HttpResponse:
    """The objects' own columns as CSV, safe to open in a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    header = TABLES[name].header
    writer.writerow(header)
    for item in items:
        writer.writerow(["" if item.get(key) is None else cells.neutral(str(item[key])) for key in header])
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8; header=present")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
