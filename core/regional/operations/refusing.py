"""What a run never does: a month that still runs, a month twice, towns and release at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from django.db import connection

from core.indicators.rules import is_over
from core.protection.contradiction import contradicting
from core.protection.document import Known
from core.regional.errors import (
    AlreadyReleasedError,
    BeingRestoredError,
    KnownStopsReleaseError,
    LaterReleasedError,
    MonthNotOverError,
    OwnRestorationError,
)
from core.regional.identities import COVERED_BY_LABELS
from core.regional.models import Release, Restoration
from core.regional.rules import Town
from core.regional.system import System
from core.shared import clock

_LOCK: Final = "regional.release"
# A breakdown of several labels has a measure of its own in the system.
_AS_PUBLISHED: Final = {
    (kept, dimension): measure for (measure, dimension), kept in COVERED_BY_LABELS.items()
}


def require_unreleased(months: Sequence[date]) -> None:
    released = Release.objects.filter(month__in=months).order_by("month").first()
    if released is not None:
        raise AlreadyReleasedError(month=named(released.month))


def require_over(month: date) -> None:
    if not is_over(month, clock.today()):
        raise MonthNotOverError(month=named(month))


def require_releasable(month: date) -> None:
    require_over(month)
    require_unreleased([month])
    later = Release.objects.filter(month__gt=month).order_by("month").first()
    if later is not None:
        raise LaterReleasedError(month=named(month), later=named(later.month))


def require_nobody_restored(expected: Sequence[Town]) -> None:
    """No town counts, hands over or is printed while its records are being brought back."""
    restored = set(Restoration.objects.values_list("schema_name", flat=True))
    names = [town.name for town in expected if town.schema in restored]
    if names:
        raise BeingRestoredError(towns=", ".join(names))


def require_not_restored(schema: str) -> None:
    """The same of one town, for itself."""
    if Restoration.objects.filter(schema_name=schema).exists():
        raise OwnRestorationError


def lock(*, shared: bool) -> None:
    """Towns hand over side by side, but never while a release is being made."""
    kind = "_shared" if shared else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{kind}(hashtext(%s))", [_LOCK])


def named(month: date) -> str:
    return f"{month:%m.%Y}"


def require_possible(system: System, known: Sequence[Known], month: date, expected: Iterable[Town]) -> None:
    """Known figures may be told by name, for their towns have published them; counts may not.

    A figure is written as in its file, so that it is found there.
    """
    names = {town.area: town.name for town in expected}
    told = []
    for item in contradicting(system.document, known):
        place = system.places[item.cell]
        measure = _AS_PUBLISHED.get((place.measure, place.dimension), place.measure)
        parts = [names.get(place.area, place.area), place.period.code, measure, place.dimension, place.member]
        told.append(f"{', '.join(part for part in parts if part)}: {item.value}")
    if told:
        raise KnownStopsReleaseError(month=named(month), figures="; ".join(told))
