"""What happened in a case, as far as the model speaks of it.

Facts have days, not an order of writing: the same facts recorded in another order say the same.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import Final

Key = Hashable


@dataclass(frozen=True)
class Meeting:
    """A meeting of the team; `minutes_on`: the day since which its minutes can be read."""

    key: Key
    held_on: date
    family_present: bool
    minutes_on: date | None = None


@dataclass(frozen=True)
class Request:
    """A request to a partner that was not given back because the partner left."""

    key: Key
    sent_on: date
    answered_on: date | None = None


@dataclass(frozen=True)
class Step:
    """A step of the path that was not put aside."""

    key: Key
    from_basket: bool
    done_on: date | None = None


@dataclass(frozen=True)
class Told:
    """Something told of a person to an institution; `agreed`: the person's agreement held on that day."""

    key: Key
    on: date
    agreed: bool


@dataclass(frozen=True)
class CaseFacts:
    """All facts of one case."""

    agreed_on: date | None = None
    team_on: date | None = None
    path_on: date | None = None
    closed_on: date | None = None
    closing: bool = False
    ended_by_family: bool = False
    meetings: tuple[Meeting, ...] = ()
    requests: tuple[Request, ...] = ()
    steps: tuple[Step, ...] = ()
    told: tuple[Told, ...] = ()
    assessed_on: tuple[date, ...] = ()
    reviewed_on: tuple[date, ...] = ()
    consented_on: tuple[date, ...] = ()
    talked_on: tuple[date, ...] = ()


@dataclass(frozen=True)
class Terms:
    """What a town decided: days, weeks, and the share of steps that come from the basket, in per cent."""

    first_meeting_days: int = 30
    answer_days: int = 7
    minutes_days: int = 7
    review_weeks: int = 12
    basket_share: int = 30


DEFAULT: Final = Terms()
SPANS: Final = {
    "first_meeting_days": (7, 120),
    "answer_days": (1, 30),
    "minutes_days": (0, 30),
    "review_weeks": (4, 26),
    "basket_share": (0, 100),
}
