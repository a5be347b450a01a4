"""Running one operation: in a transaction that cannot write, or in one that keeps all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _
from graphql import ExecutionResult, OperationDefinitionNode, execute
from graphql.execution.execute import assume_not_awaitable
from graphql.execution.values import get_variable_values

from core.audit.operations import record
from graphql_api.context import ApiContext
from graphql_api.documents import Prepared
from graphql_api.errors import Code, Refused, executed
from graphql_api.execution import PlannedExecution
from graphql_api.http import Asked
from graphql_api.limits import LIMITS, check_cost

STATEMENT_TIMEOUT = "5s"
READ_ONLY = f"SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'"
READ_WRITE = f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'"


def answered(context: ApiContext, prepared: Prepared, asked: Asked) -> dict[str, Any]:
    """The response of one operation; raises `Refused` when it is not run at all."""
    operation = prepared.operation(asked.operation_name)
    _check_variables(context, operation, asked)
    cost = check_cost(context.api.graphql, prepared.document, asked.variables)
    if operation.operation.value == "mutation":
        body = _written(context, prepared, asked)
    else:
        with _reading():
            result = _executed(context, prepared, asked)
        if context.disclosed:
            _write_down(context, prepared, asked)
        body = _body(context, result)
    body["extensions"] = {
        "requestId": context.request_id,
        "cost": {"requested": cost, "limit": LIMITS.cost},
    }
    return body


def _check_variables(context: ApiContext, operation: OperationDefinitionNode, asked: Asked) -> None:
    coerced = get_variable_values(
        context.api.graphql,
        operation.variable_definitions,
        dict(asked.variables),
        max_errors=LIMITS.errors,
        hide_suggestions=True,
    )
    if isinstance(coerced, list):
        raise Refused(Code.BAD_USER_INPUT, _("Zmienne nie pasują do zapytania."), errors=coerced)


def _executed(context: ApiContext, prepared: Prepared, asked: Asked) -> ExecutionResult:
    result = execute(
        context.api.graphql,
        prepared.document,
        context_value=context,
        variable_values=dict(asked.variables),
        operation_name=asked.operation_name,
        execution_context_class=PlannedExecution,
        is_awaitable=assume_not_awaitable,
        hide_suggestions=True,
    )
    if not isinstance(result, ExecutionResult):
        raise TypeError("a resolver answered asynchronously")
    return result


def _body(context: ApiContext, result: ExecutionResult) -> dict[str, Any]:
    body: dict[str, Any] = {"data": result.data}
    if result.errors:
        shown = result.errors[: LIMITS.errors]
        body["errors"] = [executed(error, request_id=context.request_id) for error in shown]
    return body


@contextmanager
def _reading() -> Iterator[None]:
    """A transaction in which PostgreSQL itself refuses to write; it ends by a rollback in any case.

    A statement that was ended by its time limit leaves the transaction broken, and there is nothing to
    keep of a reading one.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(READ_ONLY)
        yield
        transaction.set_rollback(True)


def _written(context: ApiContext, prepared: Prepared, asked: Asked) -> dict[str, Any]:
    """All mutations of the request, or none: any error or refusal takes everything back."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(READ_WRITE)
        result = _executed(context, prepared, asked)
        undone = context.failed or bool(result.errors)
        if undone:
            transaction.set_rollback(True)
        elif context.disclosed:
            _write_down(context, prepared, asked)
    body = _body(context, result)
    if undone:
        _take_back(body)
    return body


def _take_back(body: dict[str, Any]) -> None:
    """A mutation that succeeded beside one that failed must not read as done."""
    for name, payload in (body["data"] or {}).items():
        refused = isinstance(payload, dict) and payload.get("userErrors")
        named = any((error.get("path") or [None])[0] == name for error in body.get("errors", ()))
        if payload is None or refused:
            continue
        body["data"][name] = None
        if not named:
            body.setdefault("errors", []).append(
                {
                    "message": _("Wycofano: inna zmiana z tego żądania się nie udała."),
                    "path": [name],
                    "extensions": {"code": Code.OPERATION_RESOLUTION_FAILURE},
                }
            )


def _write_down(context: ApiContext, prepared: Prepared, asked: Asked) -> None:
    """Enter into the audit whose records were handed out; without the entry there is no answer."""
    with transaction.atomic():
        record(
            context.actor,
            "api.read",
            operation=asked.operation_name or "",
            document=prepared.digest,
            request=context.request_id,
            subjects={name: sorted(str(key) for key in keys) for name, keys in context.disclosed.items()},
        )
