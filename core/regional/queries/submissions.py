"""Where each town stands with a month: what it did last, and whether it may be reminded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.exchange.enums import SubmissionStep
from core.exchange.models import SubmissionEvent
from core.exchange.queries import submissions as steps
from core.regional import deadlines, rules
from core.regional.models import Release, Submission
from core.regional.queries.months import towns_of_reader
from core.regional.queries.scope import REGION_READERS, require
from core.shared import clock
from core.shared.actor import Actor


@dataclass(frozen=True)
class TownMonth:
    """A town and a month: the submission, the newest step of its history, the region's last reminder."""

    town: rules.Town
    submission: Submission | None
    event: SubmissionEvent | None
    reminded_on: date | None
    released: bool

    @property
    def held_back(self) -> bool:
        """Whether the town keeps the month back."""
        return self.event is not None and self.event.step == SubmissionStep.HELD_BACK

    @property
    def waits(self) -> bool:
        """Whether the town has not said anything, and still can."""
        return not (self.released or self.submission or self.held_back)

    @property
    def may_be_reminded(self) -> bool:
        """Whether it waits and was not asked in the last days."""
        return self.waits and deadlines.may_remind(self.reminded_on, clock.today())


def towns_in(actor: Actor, month: date) -> list[TownMonth]:
    """Every town of the reader's voivodeships with a month, in order of code; four queries for any number."""
    require(actor, REGION_READERS)
    given = {row.schema_name: row for row in Submission.objects.filter(month=month)}
    states = steps.states([month])
    reminded = steps.last_reminders(month)
    released = Release.objects.filter(month=month).exists()
    return [
        TownMonth(
            town,
            given.get(town.schema),
            states.get((town.schema, month)),
            reminded.get(town.schema),
            released,
        )
        for town in towns_of_reader()
    ]


def waiting_towns(actor: Actor, month: date) -> list[str]:
    """Towns that a coordinator may ask for a month now."""
    return [item.town.schema for item in towns_in(actor, month) if item.may_be_reminded]
