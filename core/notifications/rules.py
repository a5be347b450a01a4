"""How often a message is tried, and how its text is taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.shared.hours import Hours

TRIES = 5
_FIRST_WAIT = timedelta(minutes=2)
_WARSAW = ZoneInfo("Europe/Warsaw")


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a message."""

    name: str
    media_type: str
    content: bytes


def wait_before(attempt: int) -> timedelta | None:
    """How long to wait after failed attempt `attempt` (1, 2, ...); None when it was the last."""
    return None if attempt >= TRIES else _FIRST_WAIT * 4 ** (attempt - 1)


def kept_back(hours: str, now: datetime) -> datetime | None:
    """Until when a message must wait for its reader's hours, in Polish time; None when it may leave."""
    local = now.astimezone(_WARSAW)
    first = Hours.of(hours).next(local)
    return None if first == local else first


def parted(text: str) -> tuple[str, str]:
    """Subject (the first line that says anything) and body of a rendered template."""
    subject, _, body = text.strip().partition("\n")
    return " ".join(subject.split()), body.strip() + "\n"
