"""What the reader of the dashboard chooses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.indicators.definitions import figures
from core.indicators.rules import Period
from web.indicators.words import period_name
from web.regional.areas import Territory
from web.regional.boards import Board
from web.regional.choosing import Chosen
from web.shell.forms import BaseForm

Choice = tuple[Any, Any]


class BoardFilter(BaseForm):
    """Period, figure and territory; every choice is among what has been printed."""

    okres = forms.ChoiceField(label=_("Okres"), required=False)
    wskaznik = forms.ChoiceField(label=_("Wskaźnik"), required=False)
    obszar = forms.ChoiceField(label=_("Obszar"), required=False)

    def __init__(
        self,
        *,
        periods: Mapping[str, Sequence[Period]],
        territory: Territory,
        chosen: Chosen,
        board: Board,
    ) -> None:
        values = {"okres": chosen.period.code, "wskaznik": chosen.figure.key, "obszar": chosen.area.code}
        super().__init__(values)
        self.fields["okres"].choices = _periods(periods)  # type: ignore[attr-defined]
        self.fields["wskaznik"].choices = [  # type: ignore[attr-defined]
            (key, f"{item.number}. {figure.name}") for key, (item, figure) in figures().items()
        ]
        if not board.of_figure:
            del self.fields["wskaznik"]
        self.fields["obszar"].choices = list(_areas(territory))  # type: ignore[attr-defined]


def _periods(periods: Mapping[str, Sequence[Period]]) -> list[Choice]:
    names: dict[str, str | Promise] = {
        "year": _("Lata"),
        "half": _("Półrocza"),
        "quarter": _("Kwartały"),
        "month": _("Miesiące (tylko województwa)"),
    }
    return [
        (names[kind], [(period.code, period_name(period)) for period in found])
        for kind, found in periods.items()
        if found
    ]


def _areas(territory: Territory) -> Iterable[Choice]:
    yield from ((area.code, area.name) for area in territory.wide)
    for voivodeship in territory.voivodeships:
        towns = [(area.code, area.name) for area in territory.municipalities if voivodeship.holds(area)]
        if towns:
            yield (voivodeship.name, towns)
