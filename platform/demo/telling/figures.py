"""What figures need beside families' records: public reports, support of the staff, participants of ESF+."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Final

from core.exchange.enums import SupportKind
from core.families.queries import adults_of
from core.indicators.enums import (
    ContextKind,
    ExitResult,
    Isced,
    Labour,
    LastingResult,
    Statement,
    Vulnerability,
)
from core.indicators.operations import context as reports
from core.indicators.operations import funding
from core.indicators.operations import support as supporting
from core.indicators.participants import Entry, Exit, later_due
from core.indicators.queries.context import given_in
from core.indicators.reports import COLUMNS, SHEET
from core.indicators.rules import Period
from core.reference.grounds import Ground, short_name
from core.shared.spreadsheets import FileKind, written
from demo.stories.plan import TODAY, Ending, FamilyPlan
from demo.telling.cast import Cast, on

if TYPE_CHECKING:
    from core.families.models import Case
    from core.indicators.models import EsfParticipation
    from core.indicators.reports import What
    from core.shared.actor import Actor

_PERIODS: Final = (
    Period("year", dt.date(2025, 1, 1)),
    Period("half", dt.date(2025, 7, 1)),
    Period("half", dt.date(2026, 1, 1)),
)
_PARTICIPANTS: Final = 10
_ASK_AFTER: Final = dt.timedelta(days=14)
_GROUNDS: Final = (
    (Ground.POVERTY, 0.55),
    (Ground.ILLNESS, 0.4),
    (Ground.DISABILITY, 0.35),
    (Ground.UNEMPLOYMENT, 0.3),
    (Ground.HELPLESSNESS, 0.22),
    (Ground.ADDICTION, 0.1),
)
_SUPPORT: Final = (
    (dt.date(2025, 3, 18), SupportKind.WORKSHOP, 720, 14, "Praca zespołowa z rodziną"),
    (dt.date(2025, 6, 10), SupportKind.SUPERVISION, 180, 6, "Superwizja grupowa"),
    (dt.date(2025, 10, 14), SupportKind.COACHING, 90, 2, "Coaching moderatorów"),
    (dt.date(2026, 2, 24), SupportKind.SUPERVISION, 180, 7, "Superwizja grupowa"),
    (dt.date(2026, 5, 19), SupportKind.WORKSHOP, 480, 16, "Rozmowa motywująca"),
    (dt.date(2026, 8, 25), SupportKind.COACHING, 120, 3, "Coaching moderatorów"),
)


def tell_figures(cast: Cast, told: list[tuple[FamilyPlan, Case]]) -> None:
    """The same for every start: numbers follow from the names of the story."""
    chance = random.Random(f"{cast.system.tenant}:liczby")
    _tell_reports(cast.officer, chance)
    _tell_sheet(cast.officer)
    _tell_support(cast)
    agreed = [(plan, case) for plan, case in told if plan.agreed_on]
    closed = [each for each in agreed if each[0].closed_on]
    going = [each for each in agreed if not each[0].closed_on]
    for plan, case in (*closed[: _PARTICIPANTS // 2], *going[: _PARTICIPANTS // 2]):
        _tell_participant(cast.workers[plan.worker], plan, case, chance)


def _tell_reports(officer: Actor, chance: random.Random) -> None:
    population = chance.randrange(21_000, 90_000)
    families = population * chance.randrange(14, 26) // 1000
    workers = max(4, population // chance.randrange(2_100, 3_400))
    assistants = max(1, workers // 5)
    for place, period in enumerate(_PERIODS):
        supported = families * (100 - 3 * place) // 100
        values: dict[What, str] = {
            ("population", ""): str(population - 90 * place),
            ("families", ""): str(supported),
            ("persons", ""): str(supported * chance.randrange(19, 26) // 10),
            ("social_work", ""): str(min(supported, workers * chance.randrange(28, 55))),
            ("workers", ""): str(workers),
            ("assisted", ""): str(assistants * chance.randrange(8, 17)),
            ("assistants", ""): str(assistants),
            **{("ground", code.value): str(int(supported * share)) for code, share in _GROUNDS},
        }
        with on(period.end + dt.timedelta(days=20)):
            reports.enter(actor=officer, period=period, values=values, source="Dane przykładowe")


def _tell_sheet(officer: Actor) -> None:
    """A spreadsheet with two corrections that somebody has yet to look at and write."""
    held = given_in([_PERIODS[-1]])[_PERIODS[-1]]
    wanted = {(kind, ground): given.value or 0 for (kind, ground), given in held.items()}
    wanted["population", ""] -= 12
    wanted["workers", ""] += 1
    rows = [
        (_PERIODS[-1].code, str(ContextKind(kind).label), short_name(ground) if ground else "", number)
        for (kind, ground), number in wanted.items()
    ]
    content = written(FileKind.CSV, [column.header for column in COLUMNS], rows, SHEET)
    with on(TODAY):
        reports.lay_out_import(actor=officer, filename="poprawki za półrocze.csv", content=content)


def _tell_support(cast: Cast) -> None:
    partners = list(cast.partners.values())
    for place, (day, kind, minutes, persons, subject) in enumerate(_SUPPORT):
        with on(day):
            supporting.record_support(
                actor=cast.officer,
                support=supporting.Support(
                    kind=kind,
                    held_on=day,
                    minutes=minutes,
                    persons=persons,
                    subject=subject,
                    partners=partners[place : place + 3],
                ),
            )


def _tell_participant(worker: Actor, plan: FamilyPlan, case: Case, chance: random.Random) -> None:
    day = plan.agreed_on or TODAY
    person = next((one for one in adults_of(case, plan.closed_on or TODAY) if one.born_on and one.sex), None)
    if person is None:
        return
    labour = chance.choice([Labour.LONG_TERM, Labour.UNEMPLOYED, Labour.INACTIVE, Labour.EMPLOYED])
    said = {
        name: chance.choices([Statement.NO, Statement.YES, Statement.REFUSED], [7, 2, 1])[0].value
        for name in Vulnerability.values
    }
    entry = Entry(day, labour, chance.choice([Isced.LOW, Isced.MIDDLE, Isced.HIGH]), said)
    with on(day):
        held = funding.record_entry(actor=worker, case=case, person=person, entry=entry)
    if plan.closed_on and plan.closed_on > day:
        _tell_leaving(worker, plan, held, labour)


def _tell_leaving(worker: Actor, plan: FamilyPlan, held: EsfParticipation, labour: Labour) -> None:
    """The end with its results, and half a year later where that has passed."""
    ended = plan.closed_on or TODAY
    asked = min(ended + _ASK_AFTER, TODAY)
    well = plan.ending is Ending.ACHIEVED
    results = [ExitResult.LEARNING.value] if not well else [ExitResult.QUALIFIED.value]
    if well and labour is not Labour.EMPLOYED:
        results.append(ExitResult.WORKING.value)
    with on(asked):
        held = funding.record_exit(
            actor=worker,
            participation=held,
            left=Exit(ended, as_planned=well, asked_on=asked, results=results),
            version=held.version,
        )
    later = later_due(ended) + _ASK_AFTER
    if later > TODAY:
        return
    lasting = LastingResult.BETTER if labour is Labour.EMPLOYED else LastingResult.WORKING
    with on(later):
        funding.record_later(
            actor=worker,
            participation=held,
            asked_on=later,
            results=[lasting.value] if well else [],
            version=held.version,
        )
