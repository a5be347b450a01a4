"""Days of the week and hours in which something may happen, in the clock of whoever is concerned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final, Self

EVERY_DAY: Final = "1234567"


@dataclass(frozen=True)
class Hours:
    """Weekdays as digits (1 is Monday) and the hours of each, half-open; without hours the whole day."""

    weekdays: str = EVERY_DAY
    from_time: time | None = None
    until_time: time | None = None

    def has(self, at: datetime) -> bool:
        """Whether a moment, in the local time it carries, lies within."""
        if str(at.isoweekday()) not in self.weekdays:
            return False
        if self.from_time is None or self.until_time is None:
            return True
        return self.from_time <= at.time() < self.until_time

    def next(self, at: datetime) -> datetime:
        """The first moment within, at or after a local one."""
        if self.has(at):
            return at
        first = self.from_time or time()
        days = (at + timedelta(days=number) for number in range(8))
        begins = (
            day.replace(hour=first.hour, minute=first.minute, second=0, microsecond=0)
            for day in days
            if str(day.isoweekday()) in self.weekdays
        )
        return next(begin for begin in begins if begin > at)

    @property
    def text(self) -> str:
        """As it is stored: "12345 08:00-15:00", "67"; empty when every moment is within."""
        if self == ALWAYS:
            return ""
        if self.from_time is None or self.until_time is None:
            return self.weekdays
        return f"{self.weekdays} {self.from_time:%H:%M}-{self.until_time:%H:%M}"

    @classmethod
    def of(cls, text: str) -> Self:
        """What `text` gave."""
        days, _, hours = text.partition(" ")
        if not hours:
            return cls(days or EVERY_DAY)
        begins, _, ends = hours.partition("-")
        return cls(days, time.fromisoformat(begins), time.fromisoformat(ends))


ALWAYS: Final = Hours()
