"""What a log keeps of an exception: where it went wrong and of which kind, not whose data it was.

PostgreSQL quotes the row or the key in the detail of a refusal ("Failing row contains (..., Anna, ...)"),
and other libraries quote what they could not read. So of each exception in the chain the way through the
code and the type are kept, and of errors of the database the first line without quoted values.
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, Final

from django.db import Error as DatabaseError

# Their messages name code, not data.
_OF_CODE: Final = (AttributeError, ImportError, NameError)
# Names of tables and constraints stand in double quotes, values after a colon or in single ones.
_VALUES: Final = re.compile(r"(?::\s.*|'[^']*'?)$")
# Celery writes the text of an exception into its own sentence, as `repr` gives it.
_DETAIL: Final = re.compile(r"(?:\n|\\n)DETAIL:.*", re.DOTALL)


def traced(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Processor of structlog: `exc_info` becomes text without values; a detail in the sentence goes."""
    event["event"] = _DETAIL.sub("", str(event.get("event", "")))
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    if isinstance(found, tuple):
        found = found[1]
    if isinstance(found, BaseException):
        event["exception"] = "\n".join(_lines(found))
    return event


def _lines(error: BaseException) -> list[str]:
    chain: list[BaseException] = []
    while error not in chain:
        chain.append(error)
        earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if earlier is None:
            break
        error = earlier
    lines: list[str] = []
    for each in reversed(chain):
        frames = traceback.extract_tb(each.__traceback__)
        lines += [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        lines.append(_named(each))
    return lines


def _named(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, _OF_CODE):
        return f"{kind}: {error}"
    if not isinstance(error, DatabaseError):
        return kind
    first = str(error).partition("\n")[0]
    return f"{kind}: {_VALUES.sub('', first)}"
