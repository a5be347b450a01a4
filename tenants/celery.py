"""Background jobs know their tenant, and prove it.

Each message carries the schema, a time and an HMAC over schema, task and arguments. A worker refuses a
message without them, with a wrong one, for an unknown tenant or older than a day: the broker is not
trusted to choose whose data a job touches, nor to start a run of all towns. Jobs of no tenant say
`public = True`; beat signs them like everybody else.
"""

from __future__ import annotations

import json
import time
from typing import Any

from celery import Task
from django.utils.crypto import constant_time_compare, salted_hmac

from tenants.context import PUBLIC, current_schema, in_public, in_tenant

KEEP_SECONDS = 24 * 60 * 60


class RefusedMessageError(Exception):
    """The message does not prove its tenant."""


class TenantTask(Task):
    """Base of every task: enqueued in a tenant, run in that tenant."""

    abstract = True
    public = False

    def apply_async(self, args: Any = None, kwargs: Any = None, headers: Any = None, **options: Any) -> Any:
        """Sign the message for the schema in which the caller stands."""
        signed = envelope(self.name, args, kwargs)
        return super().apply_async(args, kwargs, headers={**(headers or {}), **signed}, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the task in the tenant that the message proves."""
        schema = self._proven_schema(args, kwargs)
        if schema == PUBLIC:
            with in_public():
                return super().__call__(*args, **kwargs)
        with in_tenant(schema):
            return super().__call__(*args, **kwargs)

    def _proven_schema(self, args: Any, kwargs: Any) -> str:
        headers = {**(self.request.headers or {}), **self.request.__dict__}
        schema = headers.get("tenant")
        if not schema:
            message = f"{self.name}: a message without a tenant"
            raise RefusedMessageError(message)
        if schema == PUBLIC and not self.public:
            message = f"{self.name}: this task belongs to a tenant"
            raise RefusedMessageError(message)
        at = int(headers.get("signed_at") or 0)
        proof = _proof(self.name, schema, at, args, kwargs)
        if not constant_time_compare(proof, str(headers.get("proof") or "")):
            message = f"{self.name}: the proof does not fit"
            raise RefusedMessageError(message)
        if time.time() - at > KEEP_SECONDS:
            message = f"{self.name}: the message is older than a day"
            raise RefusedMessageError(message)
        return str(schema)


def envelope(task: str, args: Any, kwargs: Any) -> dict[str, Any]:
    """Headers that prove the schema in which the caller stands."""
    schema, at = current_schema(), int(time.time())
    return {
        "tenant": schema,
        "signed_at": at,
        "proof": _proof(task, schema, at, args, kwargs),
    }


def _proof(task: str, schema: str, at: int, args: Any, kwargs: Any) -> str:
    body = json.dumps([task, schema, at, list(args or ()), dict(kwargs or {})], sort_keys=True)
    return salted_hmac("kooperacje.celery", body, algorithm="sha256").hexdigest()
