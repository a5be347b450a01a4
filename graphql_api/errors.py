"""What may be said to a caller when something goes wrong, and under which code.

Two channels exist: `errors[]` for requests, rights, limits and bugs; `userErrors` inside a
mutation's payload for what the domain refuses. Everything that is not listed here is a bug: its
text is logged under the request's number and never sent.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from graphql import GraphQLError

from core.shared.errors import DomainError

logger = logging.getLogger(__name__)


class Code(StrEnum):
    """Machine-readable reasons; a client may rely on them, texts may change."""

    BAD_REQUEST = "BAD_REQUEST"
    GRAPHQL_PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
    GRAPHQL_VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    OPERATION_RESOLUTION_FAILURE = "OPERATION_RESOLUTION_FAILURE"
    OPERATION_NOT_SUPPORTED = "OPERATION_NOT_SUPPORTED"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    QUERY_TOO_DEEP = "QUERY_TOO_DEEP"
    QUERY_TOO_COMPLEX = "QUERY_TOO_COMPLEX"
    COST_LIMIT_EXCEEDED = "COST_LIMIT_EXCEEDED"
    INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR"


class Refused(Exception):  # noqa: N818  a refusal of a request, not a fault of the program
    """The request is answered without running anything; the text is fixed and shown."""

    def __init__(
        self,
        code: Code,
        message: str,
        *,
        status: int = 400,
        headers: Mapping[str, str] | None = None,
        errors: list[GraphQLError] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.headers = dict(headers or {})
        self.errors = errors

    def body(self) -> dict[str, Any]:
        """The response of a request that was not executed: errors and no data entry."""
        if self.errors is not None:
            return {"errors": [written(error, fallback=self.code) for error in self.errors]}
        return {"errors": [{"message": self.message, "extensions": {"code": self.code}}]}


class FieldRefusedError(GraphQLError):
    """A field cannot be answered, for a reason the caller may and should read."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message, extensions={"code": code})


def bad_input(message: str) -> FieldRefusedError:
    """The error of an argument whose value cannot be used."""
    return FieldRefusedError(Code.BAD_USER_INPUT, message)


def written(error: GraphQLError, *, fallback: Code) -> dict[str, Any]:
    """One entry of `errors[]` for an error that graphql-core itself worded."""
    entry: dict[str, Any] = {"message": error.message}
    if error.locations:
        entry["locations"] = [place.formatted for place in error.locations]
    if error.path:
        entry["path"] = error.path
    entry["extensions"] = {"code": (error.extensions or {}).get("code", fallback)}
    return entry


def executed(error: GraphQLError, *, request_id: str) -> dict[str, Any]:
    """One entry of `errors[]` for an error met while fields were answered.

    Only our own refusals and the domain's are shown. Any other text could carry data or paths of
    the program, so it is replaced by a sentence and the request's number.
    """
    cause = _cause_of(error)
    if "code" in (error.extensions or {}):
        return written(error, fallback=Code.BAD_USER_INPUT)
    entry: dict[str, Any] = {}
    if error.locations:
        entry["locations"] = [place.formatted for place in error.locations]
    if error.path:
        entry["path"] = error.path
    if isinstance(cause, DomainError):
        extensions = {"code": Code.OPERATION_RESOLUTION_FAILURE, "reason": str(cause.code)}
        return {"message": str(cause.message), **entry, "extensions": extensions}
    logger.error("graphql request %s failed", request_id, exc_info=cause)
    return {
        "message": _("Błąd po naszej stronie. Podaj jego numer, gdy będziesz go zgłaszać."),
        **entry,
        "extensions": {"code": Code.INTERNAL_SERVER_ERROR, "requestId": request_id},
    }


def _cause_of(error: GraphQLError) -> BaseException:
    cause: BaseException = error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    return cause
