"""Whether the catalogue of definitions can be computed as it is written.

Asked when the system starts (a system check) and before anything is counted: a definition with a wrong
formula is named with what is wrong, and nothing is counted, handed over or printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from django.core.checks import CheckMessage, Error
from django.utils.translation import gettext as _

from core.indicators import definitions
from core.indicators.definitions.shape import Cells, Definition, Figure
from core.indicators.dimensions import COUNTED, MEMBERS, is_counted
from core.indicators.enums import Dimension, Measure, Unit
from core.indicators.errors import WrongDefinitionError

_RATIOS = frozenset({Unit.PERCENT, Unit.MEAN})
_MEDIANS = frozenset({Unit.DAYS, Unit.MONTHS})
_TEXTS = ("name", "meaning", "formula", "inclusion", "source", "owner", "rounding", "missing")


def faults(catalogue: Iterable[Definition]) -> list[str]:
    """What is wrong with a catalogue, a sentence each; empty when all of it can be computed."""
    found: list[str] = []
    versions: dict[int, list[Definition]] = defaultdict(list)
    for item in catalogue:
        versions[item.number].append(item)
        title = _("Wskaźnik %(number)s w wersji %(version)s") % {
            "number": item.number,
            "version": item.version,
        }
        found += [f"{title}: {fault}" for fault in _of_definition(item)]
    for number, held in versions.items():
        found += [
            _("Wskaźnik %(number)s: %(fault)s") % {"number": number, "fault": fault}
            for fault in _of_versions(held)
        ]
    return found + _of_keys(versions)


def _of_definition(item: Definition) -> Iterator[str]:
    for name in _TEXTS:
        if not str(getattr(item, name)).strip():
            yield _("brakuje tekstu „%(field)s”.") % {"field": name}
    if not item.figures:
        yield _("nie ma żadnej liczby do policzenia.")
    if not item.lengths:
        yield _("nie wiadomo, za jaki okres ją podawać.")
    for figure in item.figures:
        yield from (f"{figure.key}: {fault}" for fault in _of_figure(figure))


def _of_figure(figure: Figure) -> Iterator[str]:
    for cells in figure.cells:
        yield from _of_cells(cells)
    if figure.unit in _RATIOS and figure.bottom is None:
        yield _("wzór nie mówi, przez co dzielić.")
    if figure.bottom is not None and figure.unit not in (*_RATIOS, Unit.POINTS):
        yield _("wynik dzielenia nie jest liczony w „%(unit)s”.") % {"unit": figure.unit.label}
    if figure.minus is not None and figure.bottom is None:
        yield _("różnicę trzeba podzielić przez liczbę porównań.")
    yield from _of_spread(figure)
    for dimension in figure.breakdowns:
        measure = figure.top.split or figure.top.measure
        if not is_counted(measure, dimension):
            yield _not_counted(measure, dimension)


def _of_spread(figure: Figure) -> Iterator[str]:
    """Medians by bands and scored answers."""
    if bool(figure.bands) != (figure.unit in _MEDIANS) or bool(figure.bands) != bool(figure.median):
        yield _("mediana potrzebuje przedziałów, miary dokładnej i jednostki czasu.")
    if figure.bands and len(figure.bands) != len(MEMBERS.get(figure.top.dimension, ())):
        yield _("liczba przedziałów mediany nie zgadza się z podziałem.")
    if figure.median and figure.median not in Measure.values:
        yield _unknown_measure(figure.median)
    if figure.weights and len(figure.weights) != len(figure.top.members):
        yield _("każda odpowiedź musi mieć swoją wagę.")


def _of_cells(cells: Cells) -> Iterator[str]:
    for measure in filter(None, (cells.measure, cells.split)):
        if measure not in Measure.values:
            yield _unknown_measure(measure)
            return
    if cells.dimension and cells.dimension not in Dimension.values:
        yield _("nie ma podziału „%(dimension)s”.") % {"dimension": cells.dimension}
        return
    if not is_counted(cells.measure, cells.dimension):
        yield _not_counted(cells.measure, cells.dimension)
    known = set(MEMBERS[cells.dimension]) if cells.dimension else {""}
    for member in cells.members:
        if member not in known and not (cells.dimension and member == ""):
            yield _("podział „%(dimension)s” nie ma pozycji „%(member)s”.") % {
                "dimension": cells.dimension or _("ogółem"),
                "member": member,
            }


def _of_versions(held: list[Definition]) -> Iterator[str]:
    ordered = sorted(held, key=lambda item: item.version)
    if [item.version for item in ordered] != list(range(1, len(ordered) + 1)):
        yield _("wersje muszą mieć kolejne numery od 1.")
    for before, after in pairwise(ordered):
        if after.valid_from <= before.valid_from:
            yield _("wersja %(version)s musi obowiązywać od późniejszego dnia niż poprzednia.") % {
                "version": after.version
            }
        if not str(after.changed).strip():
            yield _("wersja %(version)s nie mówi, co zmienia.") % {"version": after.version}


def _of_keys(versions: dict[int, list[Definition]]) -> list[str]:
    owners: dict[str, set[int]] = defaultdict(set)
    for number, held in versions.items():
        for item in held:
            keys = [figure.key for figure in item.figures]
            for key in keys:
                owners[key].add(number if keys.count(key) == 1 else -number)
    return [
        _("Klucz „%(key)s” oznacza więcej niż jedną liczbę.") % {"key": key}
        for key, numbers in owners.items()
        if len(numbers) > 1 or min(numbers) < 0
    ]


def _unknown_measure(measure: str) -> str:
    return _("nie ma miary „%(measure)s”.") % {"measure": measure}


def _not_counted(measure: str, dimension: str) -> str:
    known = ", ".join(COUNTED.get(measure, ())) or _("tylko ogółem")
    return _("miara „%(measure)s” nie jest liczona według „%(dimension)s” (jest: %(known)s).") % {
        "measure": measure,
        "dimension": dimension,
        "known": known,
    }


def require_sound() -> None:
    """Let nothing be counted or printed by a catalogue that cannot be computed.

    Raises `WrongDefinitionError` with the first fault.
    """
    found = faults(definitions.DEFINITIONS)
    if found:
        raise WrongDefinitionError(fault=found[0])


def check_definitions(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001  Django's signature
    """The same as a system check: such a release of the system does not start."""
    return [Error(fault, id="indicators.E001") for fault in faults(definitions.DEFINITIONS)]
