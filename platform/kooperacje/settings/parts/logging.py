"""Logs: structured, one line an event, without names, addresses or numbers of people."""

from __future__ import annotations

from typing import Final

import structlog

from kooperacje.traces import traced

# What our own code says beside an event. Libraries hang requests and arguments of jobs on a record too:
# whatever is not named here stays out of the log.
TOLD: Final = ("schema", "chain", "number", "digest", "month", "cause", "why")
_PROCESSORS: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(allow=TOLD),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    traced,
]
structlog.configure(
    processors=[*_PROCESSORS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer(),
            "foreign_pre_chain": _PROCESSORS,
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.request": {"level": "ERROR"}, "axes": {"level": "WARNING"}},
}
