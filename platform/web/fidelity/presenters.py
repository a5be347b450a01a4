"""Findings as values that templates lay out: a family's rules with their events, the town's table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.fidelity.enums import Constraint, EventKind, Standing
from core.fidelity.queries.findings import findings_read
from web.shell.components import Cell, Column, Row, Table
from web.shell.templatetags.shell import percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.families.models import Case
    from core.fidelity.queries.facts import Read
    from core.fidelity.queries.findings import BrokenCase, Share
    from core.fidelity.rules.constraints import Event, Finding
    from core.shared.actor import Actor

MEANINGS = {
    Standing.SATISFIED: "good",
    Standing.VIOLATED: "bad",
    Standing.PENDING: "attention",
    Standing.NOT_APPLICABLE: "neutral",
}
_MEETINGS = {
    EventKind.MEETING_WITHOUT_FAMILY,
    EventKind.LATE_MEETING,
    EventKind.LATE_MINUTES,
    EventKind.NO_MINUTES,
}
_PAGES = {
    EventKind.DISCLOSURE: "privacy:disclosures",
    EventKind.REQUEST: "paths:overview",
    EventKind.TEAM_FORMED: "families:case",
    EventKind.NO_MEETING: "families:new-meeting",
    EventKind.STEP_DONE: "paths:overview",
    EventKind.CLOSED_UNAGREED: "families:case",
    EventKind.FEW_FROM_BASKET: "paths:overview",
    EventKind.LATE_ANSWER: "paths:overview",
    EventKind.NO_ANSWER: "paths:overview",
    EventKind.LATE_REVIEW: "assessments:history",
    EventKind.NO_REVIEW: "assessments:history",
    EventKind.CLOSED_UNTOLD: "families:case",
}


@dataclass(frozen=True)
class RuleLine:
    """A rule of the model and how a family's way stands to it."""

    sentence: str
    standing: str
    meaning: str
    event: str = ""
    on: date | None = None
    url: str = ""
    others: str = ""


@dataclass(frozen=True)
class FidelitySection:
    """The card of the case page: what was broken, and how many rules are kept."""

    broken: list[RuleLine]
    kept: int
    decided: int
    url: str


def rule_lines(case: Case, found: Mapping[Constraint, Finding]) -> list[RuleLine]:
    """All rules in the order of the model."""
    return [_line(case, constraint, finding) for constraint, finding in found.items()]


def fidelity_section(actor: Actor, read: Read) -> FidelitySection:
    """The rules broken in a case that the actor leads."""
    case, found = read.case, findings_read(actor, read)
    broken = {key: one for key, one in found.items() if one.standing == Standing.VIOLATED}
    kept = sum(one.standing == Standing.SATISFIED for one in found.values())
    return FidelitySection(
        broken=rule_lines(case, broken),
        kept=kept,
        decided=kept + len(broken),
        url=reverse("fidelity:case", args=[case.pk]),
    )


def _line(case: Case, constraint: Constraint, finding: Finding) -> RuleLine:
    event = finding.event
    more = {"number": finding.broken - 1}
    return RuleLine(
        sentence=str(constraint.label),
        standing=str(finding.standing.label),
        meaning=MEANINGS[finding.standing],
        event=_words(finding) if event else "",
        on=event.on if event else None,
        url=_page(case, event) if event else "",
        others=_("i jeszcze: %(number)d") % more if event and _is_counted(finding) else "",
    )


def _is_counted(finding: Finding) -> bool:
    few = finding.event is not None and finding.event.kind == EventKind.FEW_FROM_BASKET
    return finding.broken > 1 and not few


def _words(finding: Finding) -> str:
    event = finding.event
    if event is None:
        return ""
    if event.kind == EventKind.FEW_FROM_BASKET:
        drawn = {"drawn": finding.checked - finding.broken, "number": finding.checked}
        return _("z koszyka: %(drawn)d z %(number)d kroków") % drawn
    return str(event.kind.label)


def _page(case: Case, event: Event) -> str:
    if event.kind in _MEETINGS and event.key is not None:
        return reverse("families:meeting", args=[case.pk, event.key])
    return reverse(_PAGES[event.kind], args=[case.pk])


def town_table(found: Mapping[Constraint, Share]) -> Table:
    """Each rule with its share and counts; the number of broken ones leads to the cases."""
    columns = [
        Column(_("Zasada")),
        Column(_("Spełniona w"), numeric=True, sortable=True),
        Column(_("Spełnione"), numeric=True),
        Column(_("Niespełnione"), numeric=True, sortable=True),
        Column(_("Jeszcze czas"), numeric=True),
        Column(_("Nie dotyczy"), numeric=True),
    ]
    return Table(
        _("Zasady modelu w sprawach"), columns, [_share(*one) for one in found.items()], stacked=True
    )


def _share(constraint: Constraint, share: Share) -> Row:
    broken = reverse("fidelity:broken", args=[constraint.value]) if share.violated else ""
    return Row(
        [
            Cell(str(constraint.label)),
            Cell(
                "–" if share.share is None else percent(100 * share.share),
                sort=-1.0 if share.share is None else share.share,
            ),
            Cell(str(share.satisfied)),
            Cell(str(share.violated), url=broken, sort=share.violated),
            Cell(str(share.pending)),
            Cell(str(share.not_applicable)),
        ]
    )


def broken_table(rows: Sequence[BrokenCase], *, leads: Mapping[Any, bool]) -> Table:
    """Cases that break a rule: number, worker, event; the case itself opens for its leader only."""
    columns = [Column(_("Sprawa")), Column(_("Pracownik")), Column(_("Co się stało")), Column(_("Dzień"))]
    lines = [
        Row(
            [
                Cell(
                    row.case.number,
                    url=reverse("fidelity:case", args=[row.case.pk]) if leads[row.case.pk] else "",
                ),
                Cell(row.case.social_worker.name),
                Cell(str(row.event.kind.label)),
                Cell(row.event.on.strftime("%d.%m.%Y")),
            ]
        )
        for row in rows
    ]
    return Table(_("Sprawy, w których zasada nie jest spełniona"), columns, lines, stacked=True)
