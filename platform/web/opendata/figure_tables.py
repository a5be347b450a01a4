"""Words and tables of a region's open figures."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from core.opendata.queries import figures
from core.opendata.rules.figures import dcat, sdmx
from core.opendata.rules.figures.cube import TOTAL, Dataset, Flag, Item, Observation, Span
from core.opendata.rules.figures.structure import Described
from web.indicators.words import short_period
from web.shell.components import Cell, Column, Row, Table
from web.shell.templatetags.shell import day

_CSV = dcat.FORMS[0]


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


def described() -> Described:
    """The words of the data structure definition, in which every code of the files has its name."""
    found = figures.codes()
    total, whole = Item(TOTAL, _("ogółem")), Item(sdmx.NO_BREAKDOWN, _("bez podziału"))
    return Described(
        name=_("Wydane liczby o pracy partnerstw z rodzinami"),
        description=rounding(),
        concepts=_concepts(),
        codes={
            "FREQ": [Item("A", _("rok")), Item("Q", _("kwartał")), Item("M", _("miesiąc"))],
            "REF_AREA": found["REF_AREA"],
            "INDICATOR": found["INDICATOR"],
            "BREAKDOWN": [whole, *found["BREAKDOWN"]],
            "MEMBER": [total, *found["MEMBER"]],
            "VINTAGE": [
                Item(sdmx.FIRST, _("pierwsze wydanie")),
                Item(sdmx.REVISED_AGAIN, _("rok policzony jeszcze raz po poprawkach")),
            ],
            "OBS_STATUS": [Item(str(flag), text) for flag, text in _meanings().items()],
            "CONF_STATUS": [
                Item(sdmx.FREE, _("liczba dla wszystkich")),
                Item(sdmx.CONFIDENTIAL, _("liczba ukryta, żeby nikt nie rozpoznał rodziny")),
            ],
            "REASON": found["REASON"],
            "UNIT_MEASURE": [Item(sdmx.UNIT, _("liczba"))],
        },
        prepared=figures.newest_release(),
    )


def _concepts() -> dict[str, str]:
    return {
        "FREQ": _("jak często"),
        "REF_AREA": _("obszar"),
        "INDICATOR": _("co liczymy"),
        "BREAKDOWN": _("podział"),
        "MEMBER": _("pozycja podziału"),
        "VINTAGE": _("pierwsze liczby albo po poprawkach"),
        "TIME_PERIOD": _("okres"),
        "OBS_VALUE": _("liczba zaokrąglona do pięciu"),
        "OBS_STATUS": _("czy liczba jest"),
        "CONF_STATUS": _("czy liczba jest ukryta"),
        "LOWER": _("najmniejsza możliwa prawdziwa liczba"),
        "UPPER": _("największa możliwa prawdziwa liczba"),
        "REASON": _("dlaczego liczby nie ma"),
        "UNIT_MEASURE": _("jednostka"),
        "DECIMALS": _("miejsca po przecinku"),
    }


def datasets_table(found: Iterable[Dataset]) -> Table:
    """A dataset a row, with the file that everybody can open; its page has the others."""
    return Table(
        _("Zbiory danych"),
        [Column(_("Zbiór")), Column(_("Okresy")), Column(_("Wydano")), Column(_("Plik"))],
        [
            Row(
                [
                    Cell(each.title, reverse("figures:dataset", args=[each.code])),
                    Cell(_span(each)),
                    Cell(day(each.released_on)),
                    Cell(_CSV.title, reverse("figures:download", args=[each.code, _CSV.name])),
                ]
            )
            for each in found
        ],
        caption_hidden=True,
        stacked=True,
    )


def _span(dataset: Dataset) -> str:
    first, last = (words(Span(dataset.kind, start)) for start in (dataset.first, dataset.last))
    return first if first == last else f"{first} – {last}"


def words(span: Span) -> str:
    """A period as people write it; files have its code."""
    return short_period(span.period)


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
                    Cell(words(span)),
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
    return Table(
        _("Oznaczenia w plikach"),
        [Column(_("Oznaczenie")), Column(_("Co znaczy"))],
        [Row([Cell(str(flag)), Cell(text)]) for flag, text in _meanings().items()],
        stacked=True,
    )


def _meanings() -> dict[Flag, str]:
    return {
        Flag.PRINTED: _("liczba zaokrąglona do pięciu"),
        Flag.SUPPRESSED: _("liczba ukryta; powód stoi obok"),
        Flag.NOT_COLLECTED: _("urząd nie przekazał danych za ten okres"),
        Flag.NOT_POSSIBLE: _("katalog nie przewiduje tej liczby"),
    }
