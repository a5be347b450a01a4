"""Signed values that are worth nothing in another tenant or for another purpose."""

from __future__ import annotations

from typing import Any

from django.core import signing

from tenants.context import current_schema


def sign(purpose: str, value: Any) -> str:
    """Text that carries `value` and proves that this tenant made it for this purpose."""
    return signing.dumps(value, salt=_salt(purpose), compress=True)


def unsign(purpose: str, text: str, max_age: int | None = None) -> Any:
    """Give the value back; raises `django.core.signing.BadSignature` when anything differs."""
    return signing.loads(text, salt=_salt(purpose), max_age=max_age)


def _salt(purpose: str) -> str:
    return f"kooperacje:{current_schema()}:{purpose}"
