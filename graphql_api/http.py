"""Reading a request: POST, JSON, bounded, nothing else (GraphQL over HTTP, without its options).

No form, no query string, no batch: each of them let somebody run a mutation that the page before it
had not meant. The texts of refusals are fixed; nothing of the request is repeated in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.http import HttpRequest
from django.http.request import MediaType, RawPostDataException, UnreadablePostError
from django.utils.translation import gettext as _

from graphql_api.errors import Code, Refused
from graphql_api.limits import LIMITS, Limits

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
UTF8 = frozenset({"", "utf-8", "utf8"})


@dataclass(frozen=True)
class Asked:
    """What a request asks for."""

    query: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    operation_name: str | None = None


def media_of_answer(request: HttpRequest) -> str:
    """GraphQL's own media type when the caller prefers it, plain JSON otherwise."""
    preferred = request.get_preferred_type([JSON, GRAPHQL])
    return preferred or JSON


def check_envelope(request: HttpRequest, limits: Limits = LIMITS) -> None:
    """Refuse by method, query string, media type and size before anything is read."""
    if request.method != "POST":
        raise Refused(
            Code.BAD_REQUEST,
            _("Ten adres przyjmuje tylko żądania POST."),
            status=405,
            headers={"Allow": "POST"},
        )
    if request.META.get("QUERY_STRING"):
        raise Refused(Code.BAD_REQUEST, _("Ten adres nie przyjmuje parametrów w adresie."))
    media = MediaType(request.META.get("CONTENT_TYPE", ""))
    charset = str(media.params.get("charset", "")).strip('"').lower()
    if f"{media.main_type}/{media.sub_type}".lower() != JSON or charset not in UTF8:
        raise Refused(Code.BAD_REQUEST, _("Żądanie musi mieć typ application/json."), status=415)
    if request.META.get("HTTP_CONTENT_ENCODING", "identity") != "identity":
        raise Refused(Code.BAD_REQUEST, _("Żądanie nie może być spakowane."), status=415)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isascii() or not length.isdigit() or int(length[:12]) > limits.body_bytes:
        raise _too_large()


def read(request: HttpRequest, limits: Limits = LIMITS) -> Asked:
    """The request's document, variables and operation name, each of its own type or refused."""
    try:
        raw = request.read(limits.body_bytes + 1)
    except (RawPostDataException, UnreadablePostError, OSError) as error:
        raise _malformed() from error
    if len(raw) > limits.body_bytes:
        raise _too_large()
    try:
        facts = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise _malformed() from error
    if not isinstance(facts, dict):
        raise Refused(Code.BAD_REQUEST, _("Żądanie musi być jednym obiektem JSON."))
    query = facts.get("query")
    variables = facts.get("variables")
    name = facts.get("operationName")
    extensions = facts.get("extensions")
    if not isinstance(query, str) or not query.strip():
        raise Refused(Code.BAD_REQUEST, _("Pole „query” musi być tekstem zapytania."))
    if variables is not None and not isinstance(variables, dict):
        raise Refused(Code.BAD_REQUEST, _("Pole „variables” musi być obiektem."))
    if name is not None and not isinstance(name, str):
        raise Refused(Code.BAD_REQUEST, _("Pole „operationName” musi być tekstem."))
    if extensions is not None and not isinstance(extensions, dict):
        raise Refused(Code.BAD_REQUEST, _("Pole „extensions” musi być obiektem."))
    return Asked(query, variables or {}, name or None)


def bearer(request: HttpRequest) -> str | None:
    """The raw token of the `Authorization` header; cookies are never looked at."""
    scheme, _space, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token or len(token) > 500 or not token.isascii():  # noqa: PLR2004
        return None
    return str(token)


def _malformed() -> Refused:
    return Refused(Code.BAD_REQUEST, _("Treść żądania nie jest poprawnym JSON-em."))


def _too_large() -> Refused:
    return Refused(Code.BAD_REQUEST, _("Żądanie jest za duże."), status=413)
