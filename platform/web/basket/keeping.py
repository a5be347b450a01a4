"""From the keeping of cards (history, wishes, scores, confirmations) to what its pages show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.basket import quality
from core.basket.enums import CardStatus, ConfirmationAnswer, ProposalKind, ProposalStatus, RevisionKind
from core.basket.rules import LINK_DAYS
from core.basket.wording import LABELS, Difference, shown
from core.paths.enums import BasketFault
from web.basket.presenters import STATUS_MEANINGS
from web.shell.components import Action, Cell, Column, Row, SummaryRow, Table
from web.shell.templatetags.shell import day, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PROPOSAL_MEANINGS: dict[str, str] = {
    ProposalStatus.PENDING: "attention",
    ProposalStatus.ACCEPTED: "good",
    ProposalStatus.DECLINED: "bad",
    ProposalStatus.TAKEN_BACK: "neutral",
}
FAULT_MEANINGS: dict[str, str] = {
    BasketFault.OFF_OFFER: "bad",
    BasketFault.UNANSWERED: "bad",
    BasketFault.NEVER_ACCEPTED: "attention",
}
# What each finding means and what to do about it.
FAULT_HELP: dict[str, Any] = {
    BasketFault.OFF_OFFER: gettext_lazy(
        "Rodziny mają tę usługę w ścieżce, a karta jest wstrzymana, wycofana albo partner nie ma deklaracji. "
        "Przywróć usługę albo poproś pracowników socjalnych o inną."
    ),
    BasketFault.UNANSWERED: gettext_lazy(
        "Partner nie odpowiedział w ciągu 30 dni. Przypominamy mu o tym raz w miesiącu, w jednej wiadomości. "
        "Zadzwoń, jeżeli to nie pomaga."
    ),
    BasketFault.NEVER_ACCEPTED: gettext_lazy(
        "W ostatnim roku partner nie przyjął żadnej prośby. "
        "Sprawdź z nim, czy warunki na karcie są prawdziwe."
    ),
}
GOOD_SCORE, FAIR_SCORE = 80, 50


def score_meaning(points: int) -> str:
    """Whether a score is a good one."""
    return "good" if points >= GOOD_SCORE else "attention" if points >= FAIR_SCORE else "bad"


@dataclass(frozen=True)
class ScoreView:
    """A score with its parts: those that miss points first, each with what to do."""

    total: int
    most: int
    meaning: str
    missing: list[quality.Score]
    full: list[quality.Score]


def score_view(card: Any, on: date) -> ScoreView:
    """The score of a card as its page explains it."""
    parts = quality.scores(card, on)
    missing = sorted(
        (part for part in parts if part.points < part.most), key=lambda part: part.points - part.most
    )
    total = quality.total(parts)
    full = [part for part in parts if part.points == part.most]
    return ScoreView(total, quality.MOST, score_meaning(total), missing, full)


@dataclass(frozen=True)
class StepView:
    """A step of a card's history."""

    number: int
    title: str
    when: str
    by: str
    reason: str
    changed: list[Difference]


def step_views(steps: Iterable[Any]) -> list[StepView]:
    """Steps of the history, newest first."""
    return [
        StepView(
            number=step.revision.version,
            title=str(RevisionKind(step.revision.kind).label),
            when=moment(step.revision.at),
            by=step.revision.actor_name,
            reason=step.revision.reason,
            changed=step.changed,
        )
        for step in steps
    ]


def standing_rows(standings: Iterable[Any]) -> list[SummaryRow]:
    """Where a card stood from when to when."""
    rows = []
    for span in standings:
        label = str(CardStatus(span.status).label)
        if span.ends_on is None:
            value = _("od %(start)s") % {"start": day(span.starts_on)}
        elif span.ends_on == span.starts_on:
            value = _("%(start)s, tylko w ciągu tego dnia") % {"start": day(span.starts_on)}
        else:
            value = _("od %(start)s, do %(end)s") % {"start": day(span.starts_on), "end": day(span.ends_on)}
        rows.append(SummaryRow(label, value, meaning=""))
    return rows


def state_rows(revision: Any) -> list[SummaryRow]:
    """A card as one revision has it, without the lines that are empty."""
    rows = [
        SummaryRow(_("Stan"), CardStatus(revision.status).label, meaning=STATUS_MEANINGS[revision.status])
    ]
    for field, label in LABELS.items():
        value = shown(field, revision.fields.get(field))
        if value:
            rows.append(SummaryRow(label, value))
    return rows


def proposals_table(proposals: Iterable[Any], *, queue: bool) -> Table:
    """Wishes: in the officer's queue with whose they are, in the partner's list with what became of them."""
    rows = []
    for proposal in proposals:
        last = (
            Cell(proposal.made_by_name)
            if queue
            else Cell(
                ProposalStatus(proposal.status).label,
                meaning=PROPOSAL_MEANINGS[proposal.status],
                note=proposal.decline_reason,
            )
        )
        rows.append(
            Row(
                [
                    Cell(
                        proposal.card.name,
                        url=reverse("basket:proposal", args=[proposal.pk]),
                        note=str(proposal.card.partner) if queue else "",
                    ),
                    Cell(ProposalKind(proposal.kind).label),
                    Cell(_fields_of(proposal)),
                    Cell(day(proposal.made_at)),
                    last,
                ]
            )
        )
    columns = [
        Column(_("Usługa")),
        Column(_("O co chodzi")),
        Column(_("Czego dotyczy")),
        Column(_("Zgłoszono")),
        Column(_("Kto zgłosił") if queue else _("Decyzja")),
    ]
    caption = _("Prośby, które czekają na decyzję") if queue else _("Prośby mojej organizacji")
    return Table(caption, columns, rows, caption_hidden=True, stacked=True)


def _fields_of(proposal: Any) -> str:
    return ", ".join(str(label) for field, label in LABELS.items() if field in proposal.changes) or "–"


def proposal_facts(proposal: Any) -> list[SummaryRow]:
    """Who asks, when, in which words, and what became of it."""
    status = ProposalStatus(proposal.status)
    rows = [
        SummaryRow(_("Stan prośby"), status.label, meaning=PROPOSAL_MEANINGS[status]),
        SummaryRow(_("O co chodzi"), ProposalKind(proposal.kind).label),
        SummaryRow(_("Partner"), proposal.card.partner.name),
        SummaryRow(_("Kto zgłosił"), proposal.made_by_name),
        SummaryRow(_("Kiedy"), moment(proposal.made_at)),
        SummaryRow(_("Wiadomość partnera"), proposal.comment),
    ]
    if proposal.decided_at:
        rows.append(SummaryRow(_("Decyzja"), f"{moment(proposal.decided_at)}, {proposal.decided_by_name}"))
    rows.append(SummaryRow(_("Odpowiedź dla partnera"), proposal.decline_reason))
    return [row for row in rows if row.value]


def findings_table(findings: Sequence[Any]) -> Table:
    """Services that paths count on and that fail them."""
    rows = [
        Row(
            [
                Cell(
                    finding.card.name,
                    url=reverse("basket:card", args=[finding.card.pk]),
                    note=str(finding.card.partner),
                ),
                Cell(finding.fault.label, meaning=FAULT_MEANINGS[finding.fault]),
                Cell(str(finding.number)),
                Cell(day(finding.since)),
            ]
        )
        for finding in findings
    ]
    columns = [
        Column(_("Usługa")),
        Column(_("Co jest nie tak")),
        Column(_("Ile spraw"), numeric=True),
        Column(_("Najdawniejsza")),
    ]
    return Table(_("Sprawy do wyjaśnienia"), columns, rows, caption_hidden=True, stacked=True)


def confirmations_table(requests: Iterable[Any]) -> Table:
    """Messages to partners, and how many of their cards still wait for a word."""
    rows = []
    for request in requests:
        answered = request.cards_asked - request.cards_open
        state = (
            Cell(_("czeka na odpowiedź"), meaning="attention")
            if request.cards_open
            else Cell(_("odpowiedziano"), meaning="good")
        )
        again = (
            _("wysłano ponownie: %(on)s") % {"on": day(request.sent_again_on)}
            if request.sent_again_on
            else ""
        )
        rows.append(
            Row(
                [
                    Cell(
                        request.partner.name,
                        url=reverse("basket:confirmation", args=[request.pk]),
                        note=request.sent_to,
                    ),
                    Cell(day(request.sent_on), note=again),
                    Cell(_("%(answered)s z %(all)s") % {"answered": answered, "all": request.cards_asked}),
                    state,
                ]
            )
        )
    columns = [
        Column(_("Partner")),
        Column(_("Wysłano")),
        Column(_("Karty z odpowiedzią")),
        Column(_("Stan")),
    ]
    return Table(_("Prośby o potwierdzenie kart"), columns, rows, caption_hidden=True, stacked=True)


def asked_cards_table(items: Iterable[Any]) -> Table:
    """Cards of one message and what was said about each."""
    rows = []
    for item in items:
        answer = (
            Cell(
                ConfirmationAnswer(item.answer).label,
                meaning="good" if item.answer == ConfirmationAnswer.CONFIRMED else "info",
                note=day(item.answered_on),
            )
            if item.answer
            else Cell("–")
        )
        rows.append(
            Row(
                [
                    Cell(item.card.name, url=reverse("basket:card", args=[item.card.pk])),
                    Cell(day(item.card.reviewed_on)),
                    answer,
                ]
            )
        )
    columns = [Column(_("Usługa")), Column(_("Ostatni przegląd")), Column(_("Odpowiedź"))]
    return Table(_("Karty w tej wiadomości"), columns, rows, caption_hidden=True, stacked=True)


def not_asked_table(partners: Iterable[Any]) -> Table:
    """Partners whose cards wait and whom nobody asked of late: write to them now, or find an address."""
    rows = []
    for partner in partners:
        there = bool(partner.reached_at)
        page = "basket:confirmation-ask" if there else "partnership:partner"
        step = _("Zapytaj teraz") if there else _("Otwórz partnera")
        rows.append(
            Row(
                [
                    Cell(partner.name),
                    Cell(partner.reached_at) if there else Cell(_("brak adresu e-mail"), meaning="bad"),
                    Cell(step, url=reverse(page, args=[partner.pk])),
                ]
            )
        )
    columns = [Column(_("Partner")), Column(_("Adres")), Column(_("Co zrobić"))]
    return Table(_("Partnerzy, których karty czekają"), columns, rows, caption_hidden=True, stacked=True)


def link_days() -> int:
    """How long a link of a message works."""
    return LINK_DAYS


def wishes_of(card: Any, waiting: Iterable[Any] = ()) -> list[Action]:
    """What a delegate may ask the officer for, as the card stands; not for what waits already."""
    asked = {wish.kind for wish in waiting}
    kinds = {
        CardStatus.DRAFT: [(ProposalKind.PUBLICATION, _("Zgłoś do publikacji"), "primary")],
        CardStatus.PUBLISHED: [
            (ProposalKind.SUSPENSION, _("Poproś o wstrzymanie"), "secondary"),
            (ProposalKind.WITHDRAWAL, _("Poproś o wycofanie"), "secondary"),
        ],
        CardStatus.SUSPENDED: [
            (ProposalKind.PUBLICATION, _("Poproś o przywrócenie"), "primary"),
            (ProposalKind.WITHDRAWAL, _("Poproś o wycofanie"), "secondary"),
        ],
    }
    return [
        Action(label, reverse("basket:ask", args=[card.pk, kind.value]), kind=look)
        for kind, label, look in kinds.get(card.status, [])
        if kind not in asked
    ]
