"""Cells of tables: what is in them is escaped, and says on a telephone which column it is of."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from web.shell.components import Cell, Column, Row, Table


def _written(*cells: Cell, stacked: bool = False) -> str:
    columns = [Column("Nazwa"), Column('Liczba "sztuk"', numeric=True)][: len(cells)]
    table = Table("Wykaz", columns, [Row(cells)], stacked=stacked)
    return Template("{% load shell %}{% cells table row %}").render(
        Context({"table": table, "row": table.rows[0]})
    )


def test_the_first_cell_names_the_row_and_a_number_stands_to_the_right() -> None:
    written = _written(Cell("A"), Cell("7"))
    assert '<th class="govuk-table__header kp-table__name" scope="row">A</th>' in written
    assert '<td class="govuk-table__cell govuk-table__cell--numeric">7</td>' in written


def test_a_stacked_row_has_roles_and_names_its_columns() -> None:
    written = _written(Cell("A"), Cell("7"), stacked=True)
    assert ' role="rowheader"' in written
    assert ' data-label="Liczba &quot;sztuk&quot;" role="cell"' in written


@pytest.mark.parametrize(
    "cell",
    [
        Cell("<b>"),
        Cell("<b>", url='/"><b>'),
        Cell("<b>", meaning="good"),
        Cell("A", note="<b>"),
        Cell("A", items=["<b>"]),
        Cell("A", sort='"><b>', lang='"><b>'),
    ],
)
def test_nothing_in_a_cell_is_read_as_markup(cell: Cell) -> None:
    assert "<b>" not in _written(cell)


def test_a_cell_is_a_link_a_tag_or_several_things_with_a_quieter_line() -> None:
    assert _written(Cell("A", url="/a/")).endswith('<a class="govuk-link" href="/a/">A</a></th>')
    assert '<strong class="govuk-tag kp-tag--bad">A</strong>' in _written(Cell("A", meaning="bad"))
    assert '<ul class="kp-cell-items"><li>B</li><li>C</li></ul>' in _written(Cell("A", items=["B", "C"]))
    assert _written(Cell("A", note="cicho")).endswith('A<span class="kp-note">cicho</span></th>')


def test_zero_is_a_value_to_sort_by_and_nothing_is_none() -> None:
    assert ' data-sort-value="0"' in _written(Cell("0", sort=0))
    assert "data-sort-value" not in _written(Cell("0"))
