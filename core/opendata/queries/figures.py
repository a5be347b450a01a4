"""What a region publishes for everybody: printed cells and nothing else, as datasets and cubes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.indicators.dimensions import MEMBERS, MULTI_LABEL
from core.indicators.enums import Dimension, Measure
from core.opendata.rules.figures.cube import (
    ABSENT,
    REVISED,
    TOTAL,
    Cube,
    Dataset,
    Item,
    Observation,
    Span,
    identifier,
)
from core.reference.territory import VOIVODESHIPS
from core.regional.enums import Level, Reason
from core.regional.models import PublishedCell, Release
from core.regional.queries import scope_of, towns
from core.regional.rules import MACROREGION_AREA
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from tenants.context import current

_ORDER: Final = {kind: place for place, kind in enumerate(("year", REVISED, "quarter", "month"))}
_LEVELS: Final = {
    level: place
    for place, level in enumerate(
        (Level.MACROREGION, Level.VOIVODESHIP, Level.MERGED, Level.CLUSTER, Level.MUNICIPALITY)
    )
}


def datasets() -> list[Dataset]:
    """Every dataset with anything in it, families first, years before months; two statements."""
    rows = (
        _visible()
        .order_by()
        .values("measure", "dimension", "period_kind")
        .annotate(
            first=Min("period_start"), last=Max("period_start"), released=Max("release"), cells=Count("pk")
        )
    )
    days = {month: clock.day_of(at) for month, at in Release.objects.values_list("month", "released_at")}
    found = [_dataset(row, days.get(row["released"], row["released"])) for row in rows]
    measures = list(Measure.values)
    return sorted(
        found,
        key=lambda each: (
            measures.index(each.measure) if each.measure in measures else len(measures),
            each.breakdown != "",
            each.breakdown,
            _ORDER.get(each.kind, len(_ORDER)),
        ),
    )


def titles(found: Iterable[Dataset]) -> dict[str, str]:
    """What is counted in these datasets, by code, in their order."""
    return {each.measure: capfirst(_name(Measure, each.measure)) for each in found}


def dataset(code: str) -> Dataset:
    """The dataset with a code, or it is not to be seen."""
    for each in datasets():
        if each.code == code:
            return each
    raise NotVisibleError


def cube(chosen: Dataset) -> Cube:
    """All numbers of a dataset: its breakdown and beside it the total; two statements."""
    rows = (
        _visible()
        .filter(measure=chosen.measure, period_kind=chosen.kind, dimension__in={"", chosen.breakdown})
        .order_by("period_start", "area", "dimension", "member")
        .values_list("period_start", "level", "area", "dimension", "member", "value", "reason")
    )
    found: dict[tuple[date, str, str], Observation] = {}
    levels: dict[str, str] = {}
    with_breakdown: set[tuple[date, str]] = set()
    for start, level, area, dimension, member, value, reason in rows:
        levels[area] = level
        code = identifier(member) if dimension else TOTAL
        found[start, identifier(area), code] = Observation(value, reason)
        if dimension == chosen.breakdown:
            with_breakdown.add((start, identifier(area)))
    # The total beside a breakdown: only where the breakdown itself has a row.
    found = {key: seen for key, seen in found.items() if key[:2] in with_breakdown}
    areas = _areas({area: level for area, level in levels.items() if _is_in(area, found)})
    return Cube(
        dataset=chosen,
        spans=tuple(Span(chosen.kind, start) for start in sorted({key[0] for key in found})),
        areas=tuple(areas),
        members=tuple(_members(chosen.breakdown, {key[2] for key in found})),
        found=found,
        reasons=reasons(),
    )


def reasons() -> dict[str, str]:
    """Why a number is not there, in words, by code."""
    absent = {ABSENT: _("katalog nie przewiduje tej liczby dla tego obszaru i okresu")}
    return {str(reason): str(reason.label) for reason in Reason} | absent


def codes() -> dict[str, list[Item]]:
    """Areas, figures, breakdowns, members and reasons that files may hold, with their names; two statements.

    A member that several breakdowns share stands once, with each of its names.
    """
    cells = _visible().order_by()
    counted = list(cells.values_list("measure", "dimension", "member").distinct())
    breakdowns = sorted({dimension for _measure, dimension, _member in counted if dimension})
    names: dict[str, dict[str, None]] = {identifier(member): {} for *_rest, member in counted if member}
    for breakdown in breakdowns:
        for item in _members(
            breakdown, {identifier(member) for _m, of, member in counted if of == breakdown}
        ):
            names[item.code][item.label] = None
    return {
        "REF_AREA": _areas(dict(cells.values_list("area", "level").distinct())),
        "INDICATOR": [
            Item(code, capfirst(_name(Measure, code))) for code in sorted({row[0] for row in counted})
        ],
        "BREAKDOWN": [Item(code, _name(Dimension, code)) for code in breakdowns],
        "MEMBER": [Item(code, " / ".join(labels)) for code, labels in names.items()],
        "REASON": [Item(code, label) for code, label in reasons().items() if code != ABSENT],
    }


def newest_release() -> datetime:
    """When the newest numbers came out; `NotVisibleError` before the first."""
    month = _newest_month()
    if month is None:
        raise NotVisibleError
    return Release.objects.filter(month=month).values_list("released_at", flat=True).first() or clock.now()


def newest() -> Release | None:
    """The release of the newest numbers to be seen."""
    month = _newest_month()
    return Release.objects.filter(month=month).first() if month else None


def _newest_month() -> date | None:
    found: date | None = _visible().aggregate(newest=Max("release"))["newest"]
    return found


def fingerprint() -> str:
    """Changes when anything is released: what answers may be remembered by."""
    found = _visible().aggregate(cells=Count("pk"), newest=Max("release"))
    return f"{current().schema_name}:{found['newest']}:{found['cells']}"


def _visible() -> QuerySet[PublishedCell]:
    """What the region at whose host one asks publishes: its voivodeships, and of the leader everything."""
    scope = scope_of(Actor.system(_("Otwarte dane"), current().schema_name))
    if scope.macroregion:
        return PublishedCell.objects.all()
    wanted = Q(voivodeship__in=scope.voivodeships)
    for code in scope.voivodeships:
        wanted |= Q(level=Level.MERGED, area__contains=code)
    return PublishedCell.objects.filter(wanted)


def _dataset(row: Mapping[str, Any], released_on: date) -> Dataset:
    measure, breakdown, kind = row["measure"], row["dimension"], row["period_kind"]
    title = _name(Measure, measure)
    parts = [title, _how_often(kind)]
    if breakdown:
        parts.insert(1, _("według: %(breakdown)s") % {"breakdown": _name(Dimension, breakdown)})
    described = [_("Liczby zaokrąglone do pięciu. Prawdziwa liczba leży najwyżej o dwa dalej.")]
    if breakdown in MULTI_LABEL:
        described.append(_("Jedna rodzina może być w kilku wierszach, więc ich suma bywa większa od liczby."))
    if kind == REVISED:
        described.append(_("Rok policzony jeszcze raz po poprawkach; pierwsze liczby zostają bez zmian."))
    return Dataset(
        measure=measure,
        breakdown=breakdown,
        kind=kind,
        title=capfirst(", ".join(parts)),
        description=" ".join(described),
        first=row["first"],
        last=row["last"],
        released_on=released_on,
        observations=row["cells"],
    )


def _name(choices: type[Measure | Dimension], code: str) -> str:
    return str(choices(code).label) if code in choices.values else code


def _how_often(kind: str) -> str:
    words = {
        "month": pgettext("how often", "miesięcznie"),
        "quarter": pgettext("how often", "kwartalnie"),
        "year": pgettext("how often", "rocznie"),
        REVISED: pgettext("how often", "rocznie, po poprawkach"),
    }
    return words.get(kind, kind)


def _is_in(area: str, found: Iterable[tuple[date, str, str]]) -> bool:
    return any(key[1] == identifier(area) for key in found)


def _areas(levels: dict[str, str]) -> list[Item]:
    """From the widest to the narrowest, then by code."""
    names = {town.area: town.name for town in towns()}
    ordered = sorted(levels, key=lambda area: (_LEVELS.get(Level(levels[area]), 0), area))
    return [Item(identifier(area), _area_name(area, levels[area], names)) for area in ordered]


def _area_name(area: str, level: str, names: dict[str, str]) -> str:
    if area == MACROREGION_AREA:
        return _("cały makroregion")
    if level == Level.CLUSTER:
        inside = VOIVODESHIPS.get(area.partition("-")[0], area)
        return _("pozostałe gminy i powiaty, woj. %(name)s") % {"name": inside}
    if level == Level.MERGED:
        together = ", ".join(VOIVODESHIPS.get(code, code) for code in area.split("+"))
        return _("województwa razem: %(names)s") % {"names": together}
    if level == Level.VOIVODESHIP:
        return _("województwo %(name)s") % {"name": VOIVODESHIPS.get(area, area)}
    return names.get(area, area)


def _members(breakdown: str, codes: set[str]) -> list[Item]:
    known = {identifier(code): str(label) for code, label in MEMBERS.get(breakdown, {}).items()}
    found = [Item(TOTAL, _("ogółem"))] if TOTAL in codes else []
    found += [Item(code, label) for code, label in known.items() if code in codes]
    return found + [Item(code, code) for code in sorted(codes - {TOTAL, *known})]
