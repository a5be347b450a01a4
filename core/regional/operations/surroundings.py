"""What stands around releases: towns' own publications, and towns being restored from a backup."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from auditor import RejectedError, Report, audit
from core.indicators.dimensions import members_of
from core.indicators.enums import Dimension
from core.indicators.rules import parsed_period
from core.protection.document import dump
from core.regional import catalogue
from core.regional.enums import Level
from core.regional.errors import (
    KnownContradictsError,
    KnownFigureError,
    KnownReckonedError,
    UnknownTownError,
)
from core.regional.models import KnownFigure, Restoration
from core.regional.permissions import require_runner
from core.regional.queries import towns
from core.regional.queries.releases import exported, place_of_figure, system_until
from core.shared import clock
from core.shared.actor import Actor
from tenants.context import in_sealed

COLUMNS: Final = ("area", "period", "measure", "dimension", "member", "value", "source")


@dataclass(frozen=True)
class Loaded:
    """How many figures were loaded, and what who reads all known ones can tell of what is printed.

    No report before a cell is printed that any of them speaks of.
    """

    number: int
    report: Report | None


def load_known(*, actor: Actor, text: str) -> Loaded:
    """Load figures that towns publish themselves (OZPS, BIP) from CSV, and have everything printed so far
    attacked with them. A cell again replaces.

    Columns: area (TERYT), period (2026, 2026-q3), measure, dimension, member, value, source. All or none:
    `KnownFigureError` names the first line that is wrong, `KnownContradictsError` the printed number that
    a figure cannot stand beside: such a figure counts something else.
    """
    require_runner(actor)
    found = list(_figures(text))
    with in_sealed(), transaction.atomic():
        KnownFigure.objects.filter(pk__in=[figure.pk for figure in found]).delete()
        KnownFigure.objects.bulk_create(found)
        return Loaded(len(found), _attacked())


def remove_known(*, actor: Actor, text: str) -> int:
    """Take out figures that turned out to count something else: lines as in `load_known`, all or none.

    Values and sources are not compared; returns how many were there. Raises `KnownFigureError`, and
    `KnownReckonedError` where a number is printed already: that release was proven with the figure.
    """
    require_runner(actor)
    found = list(_figures(text))
    with in_sealed(), transaction.atomic():
        printed = system_until().index
        for line, figure in enumerate(found, start=2):
            if place_of_figure(figure) in printed:
                raise KnownReckonedError(line=line)
        return KnownFigure.objects.filter(pk__in=[figure.pk for figure in found]).delete()[0]


def _attacked() -> Report | None:
    document = exported()
    if not document.known:
        return None
    try:
        return audit(json.loads(dump(document)))
    except RejectedError as error:
        raise KnownContradictsError(why=str(error)) from error


def _figures(text: str) -> Iterator[KnownFigure]:
    areas = {town.area for town in towns()}
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    if set(COLUMNS) - set(reader.fieldnames or ()):
        raise KnownFigureError(line=1, what=", ".join(COLUMNS))
    for line, row in enumerate(reader, start=2):
        period = parsed_period(row["period"] or "")
        if row["area"] not in areas:
            raise KnownFigureError(line=line, what="area")
        if period is None or period.kind == "month":
            raise KnownFigureError(line=line, what="period")
        dimension = row["dimension"] or ""
        if dimension and dimension not in Dimension.values:
            raise KnownFigureError(line=line, what="dimension")
        if not catalogue.has_table(row["measure"], dimension, Level.MUNICIPALITY, period.kind):
            raise KnownFigureError(line=line, what="measure")
        if row["member"] not in members_of(dimension):
            raise KnownFigureError(line=line, what="member")
        if not (row["value"] or "").isdecimal():
            raise KnownFigureError(line=line, what="value")
        yield KnownFigure(
            period_kind=period.kind,
            period_start=period.start,
            area=row["area"],
            measure=row["measure"],
            dimension=dimension,
            member=row["member"],
            value=int(row["value"]),
            source=(row["source"] or "")[:200],
            loaded_at=clock.now(),
        )


def begin_restoration(*, actor: Actor, schema: str) -> None:
    """Say that a town's records are being brought back; until the end is said no month is released."""
    require_runner(actor)
    if schema not in {town.schema for town in towns()}:
        raise UnknownTownError(town=schema)
    with in_sealed(), transaction.atomic():
        Restoration.objects.filter(schema_name=schema).delete()
        Restoration.objects.create(schema_name=schema, since=clock.now(), actor_name=actor.name)


def end_restoration(*, actor: Actor, schema: str) -> bool:
    """Say that a town's records are back; whether it had been said that they were not."""
    require_runner(actor)
    with in_sealed(), transaction.atomic():
        return bool(Restoration.objects.filter(schema_name=schema).delete()[0])
