"""Values of conditions out of JSON that anybody may have written."""

from __future__ import annotations

from core.basket.eligibility.errors import ConditionError, NothingChosenError


def whole(value: object, refusal: type[ConditionError]) -> int | None:
    """A whole number or nothing; anything else raises the refusal of its condition."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise refusal
    return value


def texts(value: object) -> list[str]:
    """Codes of a list, each once."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise NothingChosenError
    return list(dict.fromkeys(value))
