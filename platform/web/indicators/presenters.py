"""A town's own exact figures in words, and what of them goes to the region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.indicators.definitions import Definition, Figure, definitions_on
from core.indicators.dimensions import MEMBERS, label_of, members_of
from core.indicators.drilling import Counted
from core.indicators.enums import Dimension, FigureStatus, Measure, PeriodKind, Unit
from core.indicators.queries import OwnFigures
from core.indicators.rules import Known, Period
from core.regional import catalogue, rules
from core.regional.enums import Level, Reason
from core.regional.queries import HandedOver
from core.shared import clock
from web.indicators.pictures import sparkline
from web.indicators.words import period_name, range_text, short_period, value_text
from web.shell.charts import Bar, Point, Series, bar_chart, line_chart
from web.shell.components import Cell, Column, Row, Tab, Table
from web.shell.templatetags.shell import day, number

if TYPE_CHECKING:
    from uuid import UUID

    from core.families.models import Case, Person


def sections(current: str) -> list[Tab]:
    """The two sides of the figures: for the town itself, and for the region."""
    return [
        Tab(_("Nasze liczby"), reverse("indicators:own"), current == "own"),
        Tab(_("Co przekazujemy regionowi"), reverse("indicators:handover"), current == "handover"),
        Tab(_("Historia przekazań"), reverse("indicators:history"), current == "history"),
        Tab(_("Zapowiedzi definicji"), reverse("indicators:notices"), current == "notices"),
        Tab(_("Wsparcie od regionu"), reverse("indicators:support"), current == "support"),
    ]


def kinds(current: str, address: str = "", lengths: Sequence[str] = PeriodKind.values) -> list[Tab]:
    """Lengths of time to choose from."""
    names = {
        "month": _("Miesiące"),
        "quarter": _("Kwartały"),
        "half": _("Półrocza"),
        "year": _("Lata"),
    }
    address = address or reverse("indicators:own")
    return [Tab(names[kind], f"{address}?rodzaj={kind}", kind == current) for kind in lengths]


def own_text(figure: Figure, own: OwnFigures) -> str:
    """An exact value, or the sign of public reports why there is none: no data, or nothing to divide by."""
    known = own.value(figure)
    if known is not None:
        return value_text(figure.unit, known.value)
    is_unknown = own.sign(figure) == FigureStatus.NO_DATA
    return pgettext("no data", ".") if is_unknown else pgettext("not applicable", "x")


def indicator_groups(history: Sequence[OwnFigures], kind: str) -> list[dict[str, Any]]:
    """Indicators that are read for a length of time, with their figures: now, a period earlier, the line."""
    return [
        {"definition": item, "figures": [_line(figure, history) for figure in item.figures]}
        for item in definitions_on(clock.today())
        if kind in item.lengths
    ]


def _line(figure: Figure, history: Sequence[OwnFigures]) -> dict[str, Any]:
    values = [own.value(figure) for own in history]
    return {
        "name": figure.name,
        "url": f"{reverse('indicators:figure', args=[figure.key])}?rodzaj={history[0].period.kind}",
        "now": own_text(figure, history[0]),
        "before": own_text(figure, history[1]) if len(history) > 1 else "–",
        "line": sparkline([value.value if value else None for value in reversed(values)]),
    }


def trend(figure: Figure, history: Sequence[OwnFigures]) -> SafeString:
    """The figure over time; nothing with fewer than two periods."""
    if len(history) < 2:  # noqa: PLR2004  a line needs two points
        return SafeString()
    scale = 100 if figure.unit == Unit.PERCENT else 1
    points = []
    for own in reversed(history):
        known = own.value(figure)
        points.append(Point(short_period(own.period), known.value * scale if known else None))
    return line_chart(
        [Series(figure.name, points)],
        title=_("Zmiana w czasie: %(figure)s") % {"figure": figure.name},
        description=_("Liczby dokładne, tylko dla pracowników urzędu."),
    )


def trend_table(figure: Figure, history: Sequence[OwnFigures]) -> Table:
    """The same as the line."""
    return Table(
        _("Zmiana w czasie"),
        [Column(_("Okres")), Column(_("Wartość"), numeric=True)],
        [Row([Cell(period_name(own.period)), Cell(own_text(figure, own))]) for own in history],
    )


def breakdowns(figure: Figure, own: OwnFigures, mine: Sequence[Counted] = ()) -> list[dict[str, Any]]:
    """Exact one-way breakdowns of the newest period, members without a family left out; beside each the
    way down to the families among `mine` that it counts.
    """
    found = []
    for dimension in figure.breakdowns:
        parts = [
            (label_of(dimension, member), own.value(figure, dimension, member))
            for member in MEMBERS[dimension]
        ]
        bars = [
            Bar(name, value_text(_unit_of_part(figure), known.value), max(known.value, 0))
            for name, known in parts
            if known is not None and known.value
        ]
        if bars:
            title = Dimension(dimension).label
            found.append(
                {
                    "title": title,
                    # A figure that is a part already has no way down into a second breakdown.
                    "table": _members_table(figure, own, dimension, () if figure.top.split else mine),
                    "chart": bar_chart(
                        bars, title=f"{figure.name}: {title}", description=period_name(own.period)
                    ),
                }
            )
    return found


def _unit_of_part(figure: Figure) -> str:
    """Parts of a median or of a score are counts."""
    return Unit.FAMILIES if figure.bands or figure.weights else figure.unit


def _members_table(figure: Figure, own: OwnFigures, dimension: str, mine: Sequence[Counted]) -> Table:
    mine = [item for item in mine if item.knows(dimension)]
    rows = []
    for member in MEMBERS[dimension]:
        known = own.value(figure, dimension, member)
        if known is not None and known.value:
            cells = [Cell(label_of(dimension, member)), Cell(value_text(_unit_of_part(figure), known.value))]
            rows.append(
                Row([*cells, _way_down(figure, own.period, mine, dimension, member)] if mine else cells)
            )
    columns = [Column(str(Dimension(dimension).label).capitalize()), Column(_("Liczba"), numeric=True)]
    if mine:
        columns.append(Column(_("W tym moje"), numeric=True))
    return Table(str(Dimension(dimension).label).capitalize(), columns, rows, caption_hidden=True)


def _way_down(
    figure: Figure, period: Period, mine: Sequence[Counted], dimension: str = "", member: str = ""
) -> Cell:
    """How many of the reader's own families a number counts, with the way to them; no way to none."""
    among = sum(item.is_in(dimension, member) for item in mine)
    return Cell(number(among), url=families_url(figure, period, dimension, member) if among else "")


def families_url(figure: Figure, period: Period, dimension: str = "", member: str = "") -> str:
    """Where the reader's own families behind a number stand."""
    asked = {"okres": period.code, "podzial": dimension, "wartosc": member}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('indicators:families', args=[figure.key])}?{query}"


def families_table(cases: Sequence[Case], leads: Mapping[UUID, Person]) -> Table:
    """Cases that the reader leads, by number."""
    return Table(
        _("Rodziny"),
        [Column(_("Rodzina")), Column(_("Zgoda na udział")), Column(_("Zakończenie"))],
        [
            Row(
                [
                    Cell(
                        leads[case.household_id].full_name if case.household_id in leads else case.number,
                        url=reverse("families:case", args=[case.pk]),
                        note=case.number,
                    ),
                    Cell(day(case.agreed_on) if case.agreed_on else "–"),
                    Cell(day(case.closed_on) if case.closed_on else "–"),
                ]
            )
            for case in cases
        ],
        caption_hidden=True,
        stacked=True,
        empty=_("Żadna z rodzin, które prowadzisz, nie wchodzi do tej liczby."),
    )


def printed_table(found: HandedOver) -> Table:
    cells = {(cell.period_kind, cell.measure, cell.dimension, cell.member): cell for cell in found.printed}
    rows = []
    for period, key, count, always in _own_counts(found):
        cell = cells.get((period.kind, *key))
        if cell is not None and cell.value is None:
            shown, note = _("ukryte"), str(Reason(cell.reason).label)
        else:
            value = rules.rounded(count) if cell is None or cell.value is None else cell.value
            known = Known(value, rules.lowest(value), rules.highest(value))
            shown = range_text(Unit.FAMILIES, known)
            note = "" if cell or always else _("jeśli rodzin jest więcej niż 12")
        rows.append(Row([_key_cell(period, key), Cell(number(count)), Cell(shown, note=note)]))
    return Table(
        _("Liczby, które region zobaczy osobno dla nas"),
        [
            Column(_("Co")),
            Column(_("U nas"), numeric=True),
            Column(_("Region zobaczy"), numeric=True),
        ],
        rows,
        empty=_(
            "W tym miesiącu nie kończy się kwartał ani rok, więc region nie zobaczy niczego osobno dla nas."
        ),
    )


def _own_counts(found: HandedOver) -> list[tuple[Period, tuple[str, str, str], int, bool]]:
    """Counts of tables that the catalogue prints for a single town, zeros of totals included, and
    whether a small town's are printed too.
    """
    return [
        (period, key, counts.get(key, 0), table.of_small_towns)
        for period, counts in (found.counts or {}).items()
        for table in rules.tables_for(catalogue.TABLES, Level.MUNICIPALITY, period.kind)
        for key in ((table.measure, table.dimension, member) for member in members_of(table.dimension))
        if not table.dimension or counts.get(key)
    ]


def summed_table(found: HandedOver) -> Table:
    rows = []
    for period, counts in (found.counts or {}).items():
        alone = {
            (table.measure, table.dimension)
            for table in rules.tables_for(catalogue.TABLES, Level.MUNICIPALITY, period.kind)
        }
        rows += [
            Row([_key_cell(period, key), Cell(number(count))])
            for key, count in counts.items()
            if key[:2] not in alone
        ]
    return Table(
        _("Liczby, które wchodzą tylko do sumy województwa"),
        [Column(_("Co")), Column(_("U nas"), numeric=True)],
        rows,
        empty=_("Nie ma takich liczb."),
    )


def _key_cell(period: Period, key: tuple[str, str, str]) -> Cell:
    measure, dimension, member = key
    note = period_name(period)
    if dimension:
        note = f"{note}, {Dimension(dimension).label}: {label_of(dimension, member)}"
    return Cell(str(Measure(measure).label).capitalize(), note=note)


def same_definition(definition: Definition, figure: Figure) -> list[Tab]:
    """Other figures of the same indicator."""
    if len(definition.figures) == 1:
        return []
    return [
        Tab(other.name, reverse("indicators:figure", args=[other.key]), other.key == figure.key)
        for other in definition.figures
    ]
