"""A month on its way to the region, in words: where it stands, what changed since, what happened before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.exchange.enums import HoldReason, SubmissionStep
from core.exchange.queries import submissions as steps
from core.indicators.dimensions import label_of
from core.indicators.enums import Dimension, Measure
from core.indicators.rules import Period
from core.regional import deadlines, queries
from core.regional.queries import HandedOver, Preview
from core.shared import clock
from core.shared.actor import Actor
from web.indicators.forms import month_code
from web.indicators.words import period_name
from web.shell.components import Cell, Column, Event, Row, Table
from web.shell.templatetags.shell import day, moment, number

_MEANINGS = {
    SubmissionStep.PREPARED: "attention",
    SubmissionStep.CONFIRMED: "good",
    SubmissionStep.CORRECTED: "good",
    SubmissionStep.HELD_BACK: "bad",
    SubmissionStep.RESUMED: "attention",
    SubmissionStep.AUTOMATIC: "info",
}


@dataclass(frozen=True)
class Standing:
    """Where a month stands: a word for the tag, and sentences under it."""

    label: str
    meaning: str
    sentences: Sequence[str]


def month_name(month: date) -> str:
    """wrzesień 2026."""
    return period_name(Period("month", month))


def standing(found: HandedOver, preview: Preview, event: Any) -> Standing:
    """Where the month stands for the town."""
    if found.release is not None:
        return _released(found, event)
    if event is not None and event.step == SubmissionStep.HELD_BACK:
        return Standing(
            _("wstrzymany"),
            "bad",
            [
                reason_text(event),
                _("%(who)s, %(when)s.") % {"who": event.actor_name, "when": moment(event.created_at)},
                _("Przebieg miesięczny pominie nasz urząd. Powód i wyjaśnienie widzi region."),
            ],
        )
    if found.submission is not None:
        how = SubmissionStep(event.step).label if event is not None else _("przekazany")
        return Standing(
            str(how),
            "good",
            [
                _("%(who)s, %(when)s.")
                % {"who": found.submission.actor_name, "when": moment(found.submission.submitted_at)},
                _("Do dnia wydania możecie jeszcze poprawić liczby albo wstrzymać miesiąc."),
            ],
        )
    if preview.counted_at is None:
        return Standing(
            _("jeszcze nie policzony"), "neutral", [_("Przebieg miesięczny policzy go sam."), _by_when(found)]
        )
    counted = _("Policzono %(when)s.") % {"when": moment(preview.counted_at)}
    return Standing(_("czeka na sprawdzenie"), "attention", [counted, _by_when(found)])


def _released(found: HandedOver, event: Any) -> Standing:
    assert found.release is not None  # noqa: S101  the caller looked
    printed = _("Wydano %(day)s. Poprawki wejdą do następnego okresu.") % {
        "day": day(found.release.released_at)
    }
    if found.submission is not None:
        how = _("bez potwierdzenia") if _is(event, SubmissionStep.AUTOMATIC) else _("po potwierdzeniu")
        given = _("Przekazano %(when)s, %(how)s (%(who)s).") % {
            "when": moment(found.submission.submitted_at),
            "how": how,
            "who": found.submission.actor_name,
        }
        return Standing(_("wydany"), "good", [printed, given])
    kept = (
        reason_text(event) if _is(event, SubmissionStep.HELD_BACK) else _("Nasz urząd nie przekazał liczb.")
    )
    return Standing(_("wydany bez nas"), "neutral", [printed, kept])


def _is(event: Any, step: SubmissionStep) -> bool:
    return event is not None and event.step == step


def _by_when(found: HandedOver) -> str:
    last = deadlines.answer_by(found.month)
    if clock.today() > last:
        return _(
            "Termin minął %(day)s. Do dnia wydania możecie jeszcze potwierdzić albo wstrzymać miesiąc."
        ) % {"day": day(last)}
    return _(
        "Potwierdźcie albo wstrzymajcie do %(day)s. Jeśli nic nie zrobicie, liczby pójdą do regionu same "
        "w nocy po tym dniu."
    ) % {"day": day(last)}


def reason_text(event: Any) -> str:
    """Why a month is kept back: the reason, and the words that go with it."""
    reason = _("Powód: %(reason)s.") % {"reason": HoldReason(event.reason).label}
    return f"{reason} {event.note}".strip()


def reminders_text(month: date) -> list[str]:
    """When the region asked for the month, and who."""
    return [
        _("Region przypomniał %(day)s (%(who)s).") % {"day": day(item.sent_on), "who": item.actor_name}
        for item in steps.own_reminders([month])
    ]


def changes_table(
    changes: Iterable[tuple[Period, tuple[str, str, str], int, int]], *, released: bool
) -> Table:
    """Where the records say something else than what was handed over."""
    then = _("Region ma") if released else _("Przekazaliśmy")
    return Table(
        _("Co zmieniło się w naszych zapisach od przekazania"),
        [Column(_("Co")), Column(then, numeric=True), Column(_("Dziś u nas"), numeric=True)],
        [
            Row([Cell(_name_of(key), note=period_name(period)), Cell(number(before)), Cell(number(now))])
            for period, key, before, now in changes
        ],
        stacked=True,
    )


def _name_of(key: tuple[str, str, str]) -> str:
    measure, dimension, member = key
    name = str(Measure(measure).label).capitalize()
    if not dimension:
        return name
    return f"{name}, {Dimension(dimension).label}: {label_of(dimension, member)}"


def month_choices(actor: Actor, chosen: date | None) -> tuple[list[dict[str, Any]], date]:
    """Months to choose from with where each stands, and the one to show: the newest without a wish."""
    states = queries.months(actor)
    months = [state.month for state in states]
    month = chosen if chosen in months else months[0]
    held = steps.states(months)
    own = {of: event for (_schema, of), event in held.items()}
    return [
        {
            "code": month_code(state.month),
            "name": month_name(state.month),
            "state": _short(state, own.get(state.month)),
            "current": state.month == month,
        }
        for state in states
    ], month


def _short(state: queries.MonthStatus, event: Any) -> str:
    if state.release is not None:
        return _("wydany")
    if state.passed:
        return _("nie wydano")
    if _is(event, SubmissionStep.HELD_BACK):
        return _("wstrzymany")
    return _("przekazany") if state.submitted else _("czeka")


def history(events: Iterable[Any]) -> list[Event]:
    """Every step with every month, the newest first."""
    return [
        Event(
            f"{month_name(event.month)}: {SubmissionStep(event.step).label}",
            event.created_at,
            by=event.actor_name,
            text=reason_text(event) if event.step == SubmissionStep.HELD_BACK else "",
            url=f"{reverse('indicators:handover')}?miesiac={month_code(event.month)}",
            meaning=_MEANINGS[SubmissionStep(event.step)],
        )
        for event in events
    ]
