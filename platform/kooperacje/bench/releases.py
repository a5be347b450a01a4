"""What certifying releases costs in CPU: a year of 54 towns release by release, and how it grows.

Of 500 and 2,800 towns one year in one piece is looked at: the worlds that all cells are pushed to, which is
nearly all of the work, by blocks of voivodeships; up to 500 the same in one piece too. `growth` shows how
that grows with the number of towns.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from core.protection.certify import links
from core.protection.document import Document
from core.protection.evidence import verify
from core.protection.search import Search
from core.protection.simulation.catalogue import Cube
from core.protection.simulation.families import MONTHS, invented
from core.protection.simulation.releases import document_of, printed, released
from core.protection.system import system_of
from kooperacje.bench.timing import Measure

_TENANTS = 54
_SIZES = (50, 500, 2_800)
_IN_ONE_PIECE = 500


def measure(*, quick: bool, tell: Callable[[str], object]) -> list[Measure]:
    """CPU seconds; `quick` leaves out 2,800 towns."""
    tell(f"twelve releases of {_TENANTS} towns…")
    found = _sequential()
    for towns in _SIZES[:2] if quick else _SIZES:
        tell(f"a year of {towns} towns…")
        found += _year(towns)
    return found


def _sequential() -> list[Measure]:
    history = released(Cube(invented(_TENANTS)), range(1, MONTHS + 1))
    if history.document is None or history.certificate is None:
        return []
    began = time.process_time()
    verify(history.document, history.certificate.evidence)
    checked = time.process_time() - began
    withheld = sum(len(release.withheld) for release in history.releases)
    note = f"CPU; {len(history.cells)} cells, {withheld} withheld"
    certified = tuple(release.cpu_certify for release in history.releases)
    what = f"12 releases of {_TENANTS} towns"
    return [
        Measure(what, "certifying, all twelve", (sum(certified),), note),
        Measure(
            what,
            "checking the evidence of all",
            (checked,),
            f"CPU; {history.certificate.evidence.worlds} worlds",
        ),
    ]


def _year(towns: int) -> list[Measure]:
    cube = Cube(invented(towns))
    cells = [printed(cell) for month in range(1, MONTHS + 1) for cell in cube.of_month(month)]
    document = document_of(cube, cells)
    found = [_pushed(document, towns, "by voivodeships", 0)]
    if towns <= _IN_ONE_PIECE:
        found.append(_pushed(document, towns, "in one piece", len(cells)))
    return found


def _pushed(document: Document, towns: int, variant: str, joint: int) -> Measure:
    began = time.process_time()
    search = Search(system_of(document), links(document), joint=joint)
    search.push_all()
    spent = time.process_time() - began
    left = int(search.undecided.sum())
    note = (
        f"CPU; {len(document.cells)} cells, {search.system.rows} identities, {left} left to decide one by one"
    )
    return Measure(f"pushing a year of {towns} towns", variant, (spent,), note, size=towns)
