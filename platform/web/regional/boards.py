"""The dashboards of a regional centre: which panels each has, and which numbers they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.indicators.definitions import Figure, figures
from core.indicators.enums import Dimension
from core.regional import queries
from core.regional.queries import Calendar
from core.shared.actor import Actor
from web.regional import comparison, overview, quality, structure
from web.regional.areas import territory_of
from web.regional.choosing import Chosen, chosen_from, period_from
from web.regional.desk import Desk, Need
from web.regional.panels import Panel
from web.regional.towns import towns_panel

Made = Iterable[Panel | None]


@dataclass(frozen=True)
class Board:
    """A dashboard; `numbers` are the indicators it shows, `split` the breakdowns it may show of them."""

    slug: str
    name: str | Promise
    lead: str | Promise
    panels: Callable[[Desk], Made]
    numbers: tuple[int, ...] = ()
    split: tuple[str, ...] = ()
    # Whether the reader chooses a figure, and whether it is shown town by town.
    of_figure: bool = False
    by_town: bool = False

    def need(self, chosen: Chosen) -> Need:
        """The numbers of a view."""
        own: list[Figure] = structure.figures_of(self.numbers)
        if self.slug == "przeglad":
            own += [figures()[key][1] for key in overview.KEY_FIGURES if key in figures()]
        if self.of_figure:
            own.append(chosen.figure)
        breakdowns = [(key, name) for key in self.split for name in _breakdowns(key)]
        if self.slug == "przeglad" and chosen.dimension:
            breakdowns.append((chosen.figure.key, chosen.dimension))
        towns = [chosen.figure] if self.by_town else []
        return Need(list({figure.key: figure for figure in own}.values()), breakdowns, towns)


def _breakdowns(key: str) -> Sequence[str]:
    found = figures().get(key)
    return found[1].breakdowns if found else ()


def _overview(desk: Desk) -> Made:
    yield overview.key_panel(desk)
    yield towns_panel(desk)
    yield overview.territories_panel(desk)
    yield overview.trend_panel(desk)
    if desk.chosen.dimension:
        found = overview.breakdown_panel(desk, desk.chosen.figure, desk.chosen.dimension)
        title = f"{desk.chosen.area.name}: {Dimension(desk.chosen.dimension).label}"
        yield replace(found, key="podzial", title=title) if found else None


def _comparison(desk: Desk) -> Made:
    yield comparison.by_type_panel(desk)
    yield comparison.by_size_panel(desk)
    yield comparison.members_panel(desk)


def _of_subject(
    numbers: tuple[int, ...], split: tuple[str, ...], trends: tuple[str, ...]
) -> Callable[[Desk], Made]:
    """Figures side by side, their breakdowns, and how the main ones went."""

    def made(desk: Desk) -> Made:
        yield structure.figures_panel(desk, numbers)
        for key in split:
            for dimension in _breakdowns(key):
                yield overview.breakdown_panel(desk, figures()[key][1], dimension)
        for key in trends:
            if key in figures():
                yield overview.trend_panel(desk, figures()[key][1])

    return made


def _basket(desk: Desk) -> Made:
    yield structure.figures_panel(desk, BOARDS["koszyk"].numbers)
    for key in ("8", "11-braki", "11"):
        for dimension in _breakdowns(key):
            yield overview.breakdown_panel(desk, figures()[key][1], dimension)
    yield structure.gaps_panel(desk)
    yield overview.trend_panel(desk, figures()["8"][1])


def _quality(desk: Desk) -> Made:
    yield quality.coverage_panel(desk)
    yield quality.printing_panel(desk)
    yield quality.error_panel(desk)
    yield quality.revision_panel(desk)


_FAMILIES, _FAMILY_SPLIT = (12, 13, 14, 37, 38), ("12", "12-w-toku", "13")
_PARTNERS, _PARTNER_SPLIT = (1, 2, 3, 4, 5, 6, 7), ("2", "5")
_FIDELITY, _FIDELITY_SPLIT = (15, 17, 18, 19, 20, 21, 22, 23), ("17",)
_RESULTS, _RESULT_SPLIT = (16, 24, 25, 26, 27, 28, 29), ("12-zakonczone",)

BOARDS: Mapping[str, Board] = {
    board.slug: board
    for board in (
        Board(
            "przeglad",
            _("Przegląd"),
            _("Najważniejsze liczby, mapa i wybrany wskaźnik."),
            _overview,
            of_figure=True,
            by_town=True,
        ),
        Board(
            "porownanie",
            _("Porównanie gmin"),
            _("Gminy i powiaty obok podobnych do siebie: według rodzaju i wielkości, bez rankingu."),
            _comparison,
            of_figure=True,
            by_town=True,
        ),
        Board(
            "rodziny",
            _("Rodziny i powody"),
            _("Ile rodzin korzysta ze wsparcia, jakie to rodziny i co jest powodem wsparcia."),
            _of_subject(_FAMILIES, _FAMILY_SPLIT, ("12", "12-nowe")),
            _FAMILIES,
            _FAMILY_SPLIT,
        ),
        Board(
            "partnerzy",
            _("Partnerzy"),
            _("Kto tworzy partnerstwa, z jakich sektorów i jak często się spotyka."),
            _of_subject(_PARTNERS, _PARTNER_SPLIT, ("2", "5")),
            _PARTNERS,
            _PARTNER_SPLIT,
        ),
        Board(
            "koszyk",
            _("Koszyk i braki"),
            _("Z ilu usług rodziny mogą skorzystać i czego w koszyku nie ma."),
            _basket,
            (8, 9, 10, 11),
            ("8", "11", "11-braki"),
        ),
        Board(
            "zgodnosc",
            _("Zgodność z modelem"),
            _("Czy rodzina jest na spotkaniach, jak szybko dochodzi do pierwszego i czy powstaje ścieżka."),
            _of_subject(_FIDELITY, _FIDELITY_SPLIT, ("19", "23", "17", "18")),
            _FIDELITY,
            _FIDELITY_SPLIT,
        ),
        Board(
            "wyniki",
            _("Wyniki"),
            _("Z czym rodziny kończą udział."),
            _of_subject(_RESULTS, _RESULT_SPLIT, ("24", "12-zakonczone")),
            _RESULTS,
            _RESULT_SPLIT,
        ),
        Board(
            "jakosc",
            _("Jakość danych"),
            _("Kto przekazał dane, ile liczb wydano i jak duży może być błąd zaokrąglenia."),
            _quality,
        ),
    )
}


def desk_of(actor: Actor, board: Board, asked: Mapping[str, str], calendar: Calendar) -> Desk | None:
    """The numbers that an address asks for; None when nothing has been printed yet."""
    period = period_from(asked, calendar)
    if period is None:
        return None
    sight = queries.sight_of(actor, calendar)
    release = queries.release_of(period)
    if release is None:
        return None
    places = territory_of(sight.scope, sight.towns, release.coverage.get("groups", ()))
    chosen = chosen_from(asked, period, places)
    return Desk(sight, places, chosen, release, board.need(chosen))


def panels_of(board: Board, desk: Desk) -> list[Panel]:
    """All panels of a view that the catalogue has numbers for, in their order."""
    return [panel.placed(desk.chosen) for panel in board.panels(desk) if panel is not None]
