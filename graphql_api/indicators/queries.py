"""Reading the catalogue and the town's own exact figures."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Final

import graphene
from django.utils.translation import gettext as _

from core.indicators.definitions import definitions_on, figures
from core.indicators.dimensions import members_of
from core.indicators.queries import own_figures
from core.shared import clock
from graphql_api.errors import bad_input
from graphql_api.fields import field
from graphql_api.indicators.types import READERS, OwnFigureType
from graphql_api.regional.types import DimensionEnum, IndicatorType, PeriodKindEnum
from graphql_api.scalars import NoNullString

MOST_FIGURES: Final = 20
MOST_PERIODS: Final = 12


def _indicators(_source: Any, _info: Any) -> list[Any]:
    return list(definitions_on(clock.today()))


def _own(
    _source: Any,
    info: Any,
    *,
    figures: list[str],
    kind: Any,
    newest: int = MOST_PERIODS,
    dimension: Any = None,
) -> list[Any]:
    chosen = _chosen(figures)
    along = dimension.value if dimension else ""
    if along and any(along not in figure.breakdowns for figure in chosen):
        raise bad_input(_("Tej liczby nie ma w tym podziale. Podziały są w polu „indicators”."))
    history = own_figures(info.context.actor, kind.value, max(1, min(newest, MOST_PERIODS)))
    found = []
    for own in history:
        for figure in chosen:
            for member in members_of(along):
                known = own.value(figure, along, member)
                found.append(
                    SimpleNamespace(
                        figure=figure.key,
                        period=own.period.code,
                        dimension=along or None,
                        member=member or None,
                        value=known.value if known else None,
                        base=None if along else own.base(figure),
                        sign=None if known else own.sign(figure).value,
                    )
                )
    return found


def _chosen(keys: list[str]) -> list[Any]:
    catalogue = figures()
    if not keys or len(keys) > MOST_FIGURES or not set(keys) <= catalogue.keys():
        raise bad_input(_("Nie ma takiego wskaźnika. Lista kluczy jest w polu „indicators”."))
    return [catalogue[key][1] for key in keys]


class IndicatorQueries:
    """Definitions, and exact numbers for the town's own staff."""

    indicators = field(
        graphene.List(graphene.NonNull(IndicatorType)),
        policy=READERS,
        description="Definitions of the indicators, by number.",
        resolver=_indicators,
    )
    own_figures = field(
        graphene.List(graphene.NonNull(OwnFigureType)),
        policy=READERS,
        description=(
            f"The town's own exact figures, the newest period first: at most {MOST_FIGURES} figures and "
            f"{MOST_PERIODS} periods."
        ),
        resolver=_own,
        size=240,
        args={
            "figures": graphene.Argument(
                graphene.NonNull(graphene.List(graphene.NonNull(NoNullString))),
                description="Keys of figures.",
            ),
            "kind": graphene.Argument(graphene.NonNull(PeriodKindEnum), description="Length of time."),
            "newest": graphene.Argument(graphene.Int, description="How many periods; twelve when left out."),
            "dimension": graphene.Argument(DimensionEnum, description="Break down by this."),
        },
    )
