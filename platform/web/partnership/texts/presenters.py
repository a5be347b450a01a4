"""From the partnership's texts to what their pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.exchange.enums import Decision, TemplateKind
from core.partnership.enums.texts import AcceptanceManner, TextKind, TextState
from core.partnership.queries.texts import Tally, answers_for, term_of
from core.partnership.rules.texts import is_overdue
from web.shell.components import Action, Cell, Column, Crumb, Row, SummaryRow, Table
from web.shell.templatetags.shell import day

if TYPE_CHECKING:
    from uuid import UUID

MEANINGS: dict[str, str] = {
    TextState.DRAFT: "neutral",
    TextState.PUT: "attention",
    TextState.IN_FORCE: "good",
    TextState.REPLACED: "neutral",
    TextState.ABANDONED: "neutral",
}


def crumbs(*steps: tuple[str, str]) -> list[Crumb]:
    """The way back to the texts."""
    start = Crumb(_("Regulamin i plan"), reverse("partnership:texts"))
    return [start, *(Crumb(label, url) for label, url in steps)]


def version_crumbs(version: Any, *steps: tuple[str, str]) -> list[Crumb]:
    """The way back through a version's text; without steps the version is the page itself."""
    own = reverse("partnership:text-version", args=[version.pk]) if steps else ""
    return crumbs(
        (text_name(version.text), reverse("partnership:text", args=[version.text_id])),
        (version_name(version), own),
        *steps,
    )


def text_name(text: Any) -> str:
    """What a text is called whatever its versions are titled."""
    kind = str(TextKind(text.kind).label)
    return f"{kind} {text.year}" if text.year else kind


def version_name(version: Any) -> str:
    """A version as people speak of it."""
    return _("wersja %(number)s") % {"number": version.number}


def tally_words(tally: Tally | None) -> str:
    """How many accepted."""
    if tally is None:
        return "–"
    return _("%(accepted)s z %(partners)s") % {"accepted": tally.accepted, "partners": tally.partners}


def texts_table(texts: Sequence[Any], tallies: Mapping[UUID, Tally]) -> Table:
    """All texts: what holds, what is on its way, how many have accepted it."""
    rows = []
    for text in texts:
        held = _first(text.read_versions, TextState.IN_FORCE)
        opened = _first(text.read_versions, TextState.PUT, TextState.DRAFT)
        asked = opened if opened and opened.state == TextState.PUT else held
        rows.append(
            Row(
                [
                    Cell(text_name(text), url=reverse("partnership:text", args=[text.pk])),
                    _held_cell(held),
                    _open_cell(opened),
                    Cell(tally_words(tallies.get(asked.pk) if asked else None)),
                ]
            )
        )
    columns = [
        Column(_("Tekst")),
        Column(_("Obowiązuje")),
        Column(_("W przygotowaniu")),
        Column(_("Akceptacje"), numeric=True),
    ]
    return Table(_("Teksty partnerstwa"), columns, rows, caption_hidden=True, stacked=True)


def asked_versions(texts: Iterable[Any]) -> list[Any]:
    """The versions whose acceptances the table shows."""
    found = [_first(text.read_versions, TextState.PUT, TextState.IN_FORCE) for text in texts]
    return [version for version in found if version is not None]


def _first(versions: Iterable[Any], *states: str) -> Any:
    by_state = {version.state: version for version in reversed(list(versions))}
    return next((by_state[state] for state in states if state in by_state), None)


def _held_cell(version: Any) -> Cell:
    if version is None:
        return Cell("–")
    url = reverse("partnership:text-version", args=[version.pk])
    since = _("od %(day)s") % {"day": day(version.in_force_on)}
    return Cell(version_name(version), url=url, note=since)


def _open_cell(version: Any) -> Cell:
    if version is None:
        return Cell("–")
    url = reverse("partnership:text-version", args=[version.pk])
    return Cell(version_name(version), url=url, note=TextState(version.state).label)


def versions_table(versions: Sequence[Any], tallies: Mapping[UUID, Tally]) -> Table:
    """Versions of one text, the newest first, each with the way to what it changed."""
    older = {version.number: version for version in versions}
    rows = []
    for version in versions:
        before = next(
            (older[number] for number in sorted(older, reverse=True) if number < version.number), None
        )
        compare = f"{reverse('partnership:text-compare')}?a={before.pk}&b={version.pk}" if before else ""
        rows.append(
            Row(
                [
                    Cell(
                        version_name(version),
                        url=reverse("partnership:text-version", args=[version.pk]),
                        note=version.title,
                    ),
                    Cell(TextState(version.state).label, meaning=MEANINGS[version.state]),
                    Cell(day(version.in_force_on or version.put_on)),
                    Cell(tally_words(tallies.get(version.pk))),
                    Cell(_("Co zmieniła"), url=compare) if before else Cell("–"),
                ]
            )
        )
    columns = [
        Column(_("Wersja")),
        Column(_("Stan")),
        Column(_("Dzień")),
        Column(_("Akceptacje"), numeric=True),
        Column(_("Różnice")),
    ]
    return Table(_("Wersje"), columns, rows, caption_hidden=True, stacked=True)


def version_facts(version: Any) -> list[SummaryRow]:
    """When a version was put, adopted, replaced, and where it came from."""
    meeting = version.adopted_at
    rows = [
        SummaryRow(_("Przekazana partnerom"), day(version.put_on) if version.put_on else ""),
        SummaryRow(_("Obowiązuje od"), day(version.in_force_on) if version.in_force_on else ""),
        SummaryRow(
            _("Przyjęta na spotkaniu"),
            meeting.title if meeting else "",
            url=reverse("partnership:meeting", args=[meeting.pk]) if meeting else "",
        ),
        SummaryRow(
            _("Zaniechana") if version.state == TextState.ABANDONED else _("Zastąpiona"),
            day(version.ended_on) if version.ended_on else "",
        ),
        SummaryRow(_("Na podstawie wzoru"), version.template_label),
    ]
    return [row for row in rows if row.value]


def version_actions(version: Any) -> list[Action]:
    """What an officer may do next with a version."""
    key, state = [version.pk], version.state
    if state == TextState.DRAFT:
        return [
            Action(_("Przekaż partnerom"), reverse("partnership:text-put", args=key), kind="primary"),
            Action(_("Zmień treść"), reverse("partnership:text-edit", args=key)),
            Action(_("Zaniechaj"), reverse("partnership:text-abandon", args=key)),
        ]
    if state == TextState.PUT:
        return [
            Action(_("Wprowadź w życie"), reverse("partnership:text-in-force", args=key), kind="primary"),
            Action(_("Odnotuj akceptacje"), reverse("partnership:text-record", args=key)),
            Action(_("Zaniechaj"), reverse("partnership:text-abandon", args=key)),
        ]
    if state == TextState.IN_FORCE:
        return [
            Action(_("Odnotuj akceptacje"), reverse("partnership:text-record", args=key)),
            Action(_("Przygotuj następną wersję"), reverse("partnership:text-next", args=key)),
        ]
    return [Action(_("Przygotuj następną wersję"), reverse("partnership:text-next", args=key))]


def items_table(version: Any, items: Sequence[Any], on: date, *, edits: bool, ticks: set[UUID]) -> Table:
    """Tasks of a plan; `ticks` are those that the reader may tick off."""
    rows = []
    for item in items:
        cells = [
            Cell(item.what, note=item.done_note),
            Cell(answers_for(item)),
            Cell(term_of(item)),
            _done_cell(version, item, on),
        ]
        if edits:
            cells.append(Cell(_("Zmień"), url=reverse("partnership:plan-item-edit", args=[item.pk])))
        elif ticks:
            cells.append(_tick_cell(item) if item.pk in ticks else Cell("–"))
        rows.append(Row(cells))
    columns = [Column(_("Zadanie")), Column(_("Kto odpowiada")), Column(_("Termin")), Column(_("Stan"))]
    if edits or ticks:
        columns.append(Column(_("Zmiana")))
    empty = _("Plan nie ma jeszcze zadań.")
    return Table(_("Zadania planu"), columns, rows, caption_hidden=True, empty=empty, stacked=True)


def _done_cell(version: Any, item: Any, on: date) -> Cell:
    if item.done_on:
        return Cell(_("zrobione %(day)s") % {"day": day(item.done_on)}, meaning="good")
    late = is_overdue(year=version.text.year, month=item.month, done_on=None, today=on)
    if late and version.state == TextState.IN_FORCE:
        return Cell(_("po terminie"), meaning="bad")
    return Cell(_("do zrobienia"), meaning="neutral")


def _tick_cell(item: Any) -> Cell:
    if item.done_on:
        return Cell(_("Cofnij"), url=reverse("partnership:plan-item-undone", args=[item.pk]))
    return Cell(_("Odhacz"), url=reverse("partnership:plan-item-done", args=[item.pk]))


def answers_table(answers: Sequence[Any], *, named: bool, manages: bool) -> Table:
    """Partners and what each said; who said it is shown to the town's staff only."""
    rows = []
    for answer in answers:
        given = answer.acceptance
        cells = [
            Cell(answer.partner.name),
            Cell(_("zaakceptował"), meaning="good") if given else Cell(_("czekamy"), meaning="attention"),
            Cell(day(given.accepted_on) if given else "–"),
        ]
        if named:
            cells.append(Cell(AcceptanceManner(given.manner).label if given else "–"))
            cells.append(Cell((given.person_name if given else "") or "–"))
        if manages:
            cells.append(_undo_cell(given))
        rows.append(Row(cells))
    columns = [Column(_("Partner")), Column(_("Odpowiedź")), Column(_("Dzień"))]
    columns += [Column(_("Jak")), Column(_("Kto"))] if named else []
    columns += [Column(_("Zmiana"))] if manages else []
    return Table(_("Akceptacje partnerów"), columns, rows, caption_hidden=True, stacked=True)


def _undo_cell(given: Any) -> Cell:
    if given is None or given.manner not in {AcceptanceManner.MEETING, AcceptanceManner.PAPER}:
        return Cell("–")
    return Cell(_("Usuń wpis"), url=reverse("partnership:text-undo", args=[given.pk]))


def offers_table(offers: Sequence[Any]) -> Table:
    """Templates of the region with what the town did about the newest version."""
    rows = []
    for offer in offers:
        words, meaning = decision_words(offer.decision)
        adopted = version_name(offer.adopted) if offer.adopted else "–"
        rows.append(
            Row(
                [
                    Cell(
                        offer.template.title,
                        url=reverse("partnership:template", args=[offer.version.pk]),
                        note=TemplateKind(offer.template.kind).label,
                    ),
                    Cell(version_name(offer.version), note=day(offer.version.published_on)),
                    Cell(adopted),
                    Cell(words, meaning=meaning),
                ]
            )
        )
    columns = [
        Column(_("Wzór")),
        Column(_("Najnowsza wersja")),
        Column(_("Przyjęta wersja")),
        Column(_("Decyzja")),
    ]
    empty = _("Region nie opublikował jeszcze wzorów.")
    return Table(_("Wzory od regionu"), columns, rows, caption_hidden=True, empty=empty, stacked=True)


def decision_words(decision: Any) -> tuple[str, str]:
    """What the town decided about a version, and how to show it."""
    if decision is None:
        return _("czeka na decyzję"), "attention"
    meaning = "good" if decision.decision == Decision.ADOPTED else "neutral"
    return str(Decision(decision.decision).label), meaning
