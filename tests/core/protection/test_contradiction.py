"""Known figures that cannot be true, against the list of all counts there are."""

from __future__ import annotations

import itertools

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.protection.contradiction import contradicting
from core.protection.document import Cell, Document, Known
from core.protection.errors import ContradictionError
from tests.core.protection.tables import document, key, tables, worlds

FEW = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def _some_fit(doc: Document, known: tuple[Known, ...]) -> bool:
    try:
        return bool(worlds(doc.knowing(known)).size)
    except ContradictionError:
        return False


@FEW
@given(tables(), st.data())
def test_exactly_the_contradicting_ones_are_named(
    drawn: tuple[Document, list[int]], data: st.DataObject
) -> None:
    doc, counts = drawn
    places = data.draw(st.lists(st.sampled_from(range(len(counts))), min_size=1, unique=True))
    known = [Known(place, data.draw(st.integers(0, 12))) for place in places]
    named = contradicting(doc, known)
    assert bool(named) is not _some_fit(doc, tuple(known))
    if not named:
        return
    assert not _some_fit(doc, named)
    impossible = [item for item in named if not _some_fit(doc, (item,))]
    if impossible != list(named):
        for fewer in itertools.combinations(named, len(named) - 1):
            assert _some_fit(doc, fewer)


def test_two_towns_that_exceed_their_sum() -> None:
    cells = [Cell("m", key(area, "any"), 3, 7) for area in ("n", "n1", "n2")]
    doc = document(cells)
    assert contradicting(doc, [Known(0, 7), Known(1, 4), Known(2, 3)]) == ()
    assert set(contradicting(doc, [Known(1, 4), Known(2, 4)])) == {Known(1, 4), Known(2, 4)}
    assert contradicting(doc, [Known(1, 3), Known(2, 9)]) == (Known(2, 9),)


def test_a_document_that_contradicts_itself_blames_no_figure() -> None:
    cells = [Cell("m", key("n", "any"), 0, 2), Cell("m", key("n1", "any"), 3, 7)]
    assert contradicting(document(cells), [Known(1, 5)]) == ()
