"""From a constraint of the database to the sentence of the rule it keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from core.shared.errors import DomainError


@contextmanager
def refusing(refusals: Mapping[str, type[DomainError]]) -> Iterator[None]:
    """Turn the violation of a named constraint into its error; any other violation stays a bug.

    The statements inside run in a savepoint, so that the operation around them can go on or roll back.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        refusal = refusals.get(constraint_of(error))
        if refusal is None:
            raise
        raise refusal from error


def constraint_of(error: IntegrityError) -> str:
    """Name of the violated constraint, or nothing where the server does not say."""
    return str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or "")
