"""Words and tables of a region's open figures."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from core.opendata.queries import figures
from core.opendata.rules.figures import dcat
from core.opendata.rules.figures.cube import Dataset, Flag, Item, Observation, Span
from web.shell.components import Cell, Column, Row, Table


def rounding() -> str:
    """The rule in a sentence."""
    return _(
        "Każda liczba jest zaokrąglona do pięciu, także zero: 0 znaczy od 0 do 2, a 10 znaczy od 8 do 12."
        " Liczby, które razem z innymi zdradziłyby, że chodzi o kilka rodzin, są ukryte."
    )


def labels(dataset: Dataset) -> dict[str, str]:
    """Names of the dimensions of a file."""
    return {
        "measure": _("co liczymy"),
        "time": _("okres"),
        "area": _("obszar"),
        "member": dataset.title,
        "unit": _("liczba"),
        "printed": _("liczba zaokrąglona do pięciu"),
    }


def datasets_table(found: Iterable[Dataset]) -> Table:
    """A dataset a row, with its files."""
    return Table(
        _("Zbiory danych"),
        [Column(_("Zbiór")), Column(_("Okresy")), *(Column(form.title) for form in dcat.FORMS)],
        [
            Row(
                [
                    Cell(each.title, reverse("figures:dataset", args=[each.code])),
                    Cell(_span(each)),
                    *(
                        Cell(
                            _("Pobierz %(form)s") % {"form": form.title},
                            reverse("figures:download", args=[each.code, form.name]),
                        )
                        for form in dcat.FORMS
                    ),
                ]
            )
            for each in found
        ],
        caption_hidden=True,
        stacked=True,
    )


def _span(dataset: Dataset) -> str:
    first, last = (Span(dataset.kind, day).code for day in (dataset.first, dataset.last))
    return first if first == last else f"{first} – {last}"


def numbers_table(dataset: Dataset, rows: Iterable[tuple[Span, Item, Item, Observation]]) -> Table:
    """A number a row: as a range, or why there is none."""
    why = figures.reasons()
    return Table(
        dataset.title,
        [
            Column(_("Okres")),
            Column(_("Obszar")),
            Column(_("Co liczymy")),
            Column(_("Liczba"), numeric=True),
            Column(_("Prawdziwa liczba")),
        ],
        [
            Row(
                [
                    Cell(span.code),
                    Cell(area.label),
                    Cell(member.label),
                    Cell("–" if seen.value is None else str(seen.value)),
                    Cell(_told(seen), note=why.get(seen.reason, "")),
                ]
            )
            for span, area, member, seen in rows
        ],
        caption_hidden=True,
        stacked=True,
    )


def _told(seen: Observation) -> str:
    if seen.value is not None:
        return _("od %(low)s do %(high)s") % {"low": seen.low, "high": seen.high}
    return _("brak danych") if seen.flag is Flag.NOT_COLLECTED else _("ukryta")


def statuses_table() -> Table:
    """What the letters in the files mean."""
    meanings = {
        Flag.PRINTED: _("liczba zaokrąglona do pięciu"),
        Flag.SUPPRESSED: _("liczba ukryta; powód stoi obok"),
        Flag.NOT_COLLECTED: _("urząd nie przekazał danych za ten okres"),
        Flag.NOT_POSSIBLE: _("katalog nie przewiduje tej liczby"),
    }
    return Table(
        _("Oznaczenia w plikach"),
        [Column(_("Oznaczenie")), Column(_("Co znaczy"))],
        [Row([Cell(str(flag)), Cell(text)]) for flag, text in meanings.items()],
        stacked=True,
    )
