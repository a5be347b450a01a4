"""The one door of the API: a POST of JSON with a bearer token, answered and never cached.

graphene-django's own view is not used: it takes forms, GET and `?query=`, sets a CSRF cookie, sends
the text of exceptions, and keeps what a failed mutation wrote.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from graphql_api import actors, engine, http
from graphql_api.build import ApiSchema
from graphql_api.context import ApiContext
from graphql_api.documents import DocumentCache
from graphql_api.errors import Code, Refused
from tenants.context import current_schema

logger = logging.getLogger(__name__)

DOCUMENTS = DocumentCache()

# Errors of a well-formed request are 200 in plain JSON and 400 in GraphQL's own media type.
SOFT = frozenset({Code.GRAPHQL_PARSE_FAILED, Code.GRAPHQL_VALIDATION_FAILED, Code.BAD_USER_INPUT})


def endpoint(schema: Callable[[], ApiSchema]) -> Callable[[HttpRequest], HttpResponse]:
    """A view that answers one schema; `schema` is called at the first request."""

    @csrf_exempt  # no cookie is ever looked at: there is nothing to forge a request with
    def view(request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex
        media = http.media_of_answer(request)
        try:
            body = _answer(request, schema(), request_id)
            response = _response(body, media, 200)
        except Refused as refusal:
            response = _refusal(refusal, media)
        except Exception:
            logger.exception("graphql request %s failed", request_id)
            response = _response(_fault(request_id), media, 500)
        response["X-Request-Id"] = request_id
        return response

    return view


def _answer(request: HttpRequest, schema: ApiSchema, request_id: str) -> dict[str, Any]:
    http.check_envelope(request)
    actor = actors.actor_of(http.bearer(request))
    if actor is None:
        logger.warning("graphql refused a token at %s", current_schema())
        raise Refused(
            Code.UNAUTHENTICATED,
            _("Podaj w nagłówku Authorization ważny token tego adresu."),
            status=401,
            headers={"WWW-Authenticate": 'Bearer realm="graphql"'},
        )
    asked = http.read(request)
    prepared = DOCUMENTS.prepared(schema, asked.query)
    context = ApiContext(actor=actor, api=schema, request_id=request_id)
    return engine.answered(context, prepared, asked)


def _refusal(refusal: Refused, media: str) -> HttpResponse:
    soft = refusal.code in SOFT and refusal.errors is not None and media == http.JSON
    response = _response(refusal.body(), media, 200 if soft else refusal.status)
    for name, value in refusal.headers.items():
        response[name] = value
    return response


def _fault(request_id: str) -> dict[str, Any]:
    message = _("Błąd po naszej stronie. Podaj jego numer, gdy będziesz go zgłaszać.")
    extensions = {"code": Code.INTERNAL_SERVER_ERROR, "requestId": request_id}
    return {"errors": [{"message": message, "extensions": extensions}]}


def _response(body: dict[str, Any], media: str, status: int) -> HttpResponse:
    response = HttpResponse(orjson.dumps(body), status=status, content_type=f"{media}; charset=utf-8")
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ("Accept", "Accept-Language", "Authorization"))
    return response
