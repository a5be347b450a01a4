"""The catalogue of indicators: what each figure means, so that it means the same everywhere.

A change of meaning is a new version valid from a day; figures made earlier keep theirs (a release
records the versions it was made with). Numbers are those of the catalogue agreed with the regional
centres, hence the gaps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.indicators.enums import Dimension, Direction, Measure, Unit

Text = str | Promise

_OWNER: Final = _("ROPS Katowice, lider makroregionu")
_ROUNDING: Final = _("Urząd widzi liczby dokładne. Region widzi liczby zaokrąglone do 5.")
_MISSING: Final = _(
    "Zero oznacza, że zdarzeń nie było. Kropka oznacza brak danych. Iks oznacza, że wskaźnika "
    "nie da się policzyć, bo nie ma przez co dzielić."
)


@dataclass(frozen=True)
class Cells:
    """What is added up: a measure, as a total or some members of one breakdown."""

    measure: str
    dimension: str = ""
    members: tuple[str, ...] = ("",)


@dataclass(frozen=True)
class Figure:
    """One printed number of an indicator: a count, or one count divided by another."""

    key: str
    name: Text
    unit: Unit
    top: Cells
    bottom: Cells | None = None
    breakdowns: tuple[str, ...] = ()
    stock: bool = False

    @property
    def is_count(self) -> bool:
        return self.bottom is None and self.unit is not Unit.DAYS


@dataclass(frozen=True)
class Definition:
    """An indicator in one version; texts are for readers, figures are what is computed."""

    number: int
    name: Text
    meaning: Text
    formula: Text
    inclusion: Text
    source: Text
    direction: Direction
    figures: tuple[Figure, ...]
    version: int = 1
    valid_from: date = date(2025, 1, 1)
    owner: Text = _OWNER
    rounding: Text = _ROUNDING
    missing: Text = _MISSING

    @property
    def main(self) -> Figure:
        """The figure that stands for the indicator."""
        return self.figures[0]


CATALOGUE_VERSION: Final = "1.0"
_CASES = _("Sprawy rodzin, które zgodziły się na udział. Jedna sprawa to jedna rodzina.")
_SOURCE_CASES = _("Kartoteka rodzin prowadzona przez ośrodek.")
_SOURCE_TEAMS = _("Protokoły spotkań zespołów zadaniowych.")
_SOURCE_PARTNERS = _("Deklaracje przystąpienia i wykaz spotkań partnerstwa.")
_SERVED = Cells(Measure.FAMILIES_SERVED)
_WHO = (Dimension.GROUND, Dimension.HOUSEHOLD, Dimension.SEX, Dimension.AGE)

DEFINITIONS: Final[tuple[Definition, ...]] = (
    Definition(
        number=2,
        name=_("Aktywni partnerzy"),
        meaning=_("Ile organizacji naprawdę tworzy partnerstwo, a nie tylko dostało zaproszenie."),
        formula=_("Liczba organizacji z ważną deklaracją przystąpienia w ostatnim dniu okresu."),
        inclusion=_("Deklaracja podpisana, niewycofana i niewygasła. Lider liczy się jak każdy."),
        source=_SOURCE_PARTNERS,
        direction=Direction.MORE,
        figures=(
            Figure(
                "2",
                _("Aktywni partnerzy"),
                Unit.PARTNERS,
                Cells(Measure.PARTNERS_ACTIVE),
                breakdowns=(Dimension.SECTOR,),
                stock=True,
            ),
        ),
    ),
    Definition(
        number=5,
        name=_("Spotkania partnerstwa"),
        meaning=_("Czy partnerstwo pracuje: jak często spotykają się wszystkie organizacje."),
        formula=_("Liczba spotkań odbytych w okresie, według rodzaju."),
        inclusion=_("Spotkania całego partnerstwa, nie zespołów pracujących z jedną rodziną."),
        source=_SOURCE_PARTNERS,
        direction=Direction.MORE,
        figures=(
            Figure(
                "5",
                _("Spotkania partnerstwa"),
                Unit.MEETINGS,
                Cells(Measure.PARTNERSHIP_MEETINGS),
                breakdowns=(Dimension.MEETING,),
            ),
        ),
    ),
    Definition(
        number=8,
        name=_("Wielkość koszyka usług"),
        meaning=_("Z ilu usług rodziny mogą skorzystać w ramach partnerstwa."),
        formula=_("Liczba opublikowanych kart usług w ostatnim dniu okresu."),
        inclusion=_("Karta opublikowana i niewycofana; wstrzymana nie liczy się."),
        source=_("Koszyk usług prowadzony przez partnerów."),
        direction=Direction.MORE,
        figures=(
            Figure(
                "8",
                _("Usługi w koszyku"),
                Unit.SERVICES,
                Cells(Measure.CARDS_PUBLISHED),
                breakdowns=(Dimension.CATEGORY,),
                stock=True,
            ),
        ),
    ),
    Definition(
        number=12,
        name=_("Rodziny objęte wsparciem"),
        meaning=_("Ile rodzin przeszło w tym czasie przez partnerstwo i skąd ta liczba się bierze."),
        formula=_("Liczba rodzin, których udział trwał choć jeden dzień okresu."),
        inclusion=_CASES,
        source=_SOURCE_CASES,
        direction=Direction.NEUTRAL,
        figures=(
            Figure("12", _("Rodziny objęte wsparciem"), Unit.FAMILIES, _SERVED, breakdowns=_WHO),
            Figure(
                "12-nowe",
                _("Rodziny, które dołączyły"),
                Unit.FAMILIES,
                Cells(Measure.FAMILIES_NEW),
                breakdowns=(Dimension.GROUND, Dimension.HOUSEHOLD),
            ),
            Figure(
                "12-zakonczone",
                _("Rodziny, które zakończyły udział"),
                Unit.FAMILIES,
                Cells(Measure.FAMILIES_CLOSED),
                breakdowns=(Dimension.OUTCOME,),
            ),
            Figure(
                "12-w-toku",
                _("Rodziny w toku na koniec okresu"),
                Unit.FAMILIES,
                Cells(Measure.FAMILIES_ACTIVE),
                breakdowns=_WHO,
                stock=True,
            ),
        ),
    ),
    Definition(
        number=14,
        name=_("Wielość problemów"),
        meaning=_("Z iloma powodami wsparcia naraz mierzy się przeciętna rodzina."),
        formula=_("Suma rozpoznanych powodów podzielona przez liczbę rodzin z rozpoznaniem."),
        inclusion=_("Powody z art. 7 ustawy o pomocy społecznej, obowiązujące w okresie."),
        source=_SOURCE_CASES,
        direction=Direction.NEUTRAL,
        figures=(
            Figure(
                "14",
                _("Powody wsparcia na rodzinę"),
                Unit.MEAN,
                Cells(Measure.GROUND_MENTIONS),
                Cells(Measure.FAMILIES_ASSESSED),
            ),
        ),
    ),
    Definition(
        number=17,
        name=_("Czas do pierwszego spotkania"),
        meaning=_("Jak długo rodzina czeka od zgody na udział do pierwszego spotkania zespołu."),
        formula=_("Mediana liczby dni od zgody rodziny do pierwszego spotkania jej zespołu."),
        inclusion=_("Rodziny, których pierwsze spotkanie odbyło się w okresie."),
        source=_SOURCE_TEAMS,
        direction=Direction.LESS,
        figures=(
            Figure(
                "17",
                _("Mediana dni do pierwszego spotkania"),
                Unit.DAYS,
                Cells(Measure.FIRST_MEETINGS, Dimension.DAYS),
                breakdowns=(Dimension.DAYS,),
            ),
        ),
    ),
    Definition(
        number=18,
        name=_("Spotkania zespołów zadaniowych"),
        meaning=_("Jak intensywnie zespoły pracują z rodzinami."),
        formula=_("Liczba spotkań w okresie; ta sama liczba podzielona przez liczbę rodzin."),
        inclusion=_("Spotkania odbyte, także zdalne i także bez rodziny."),
        source=_SOURCE_TEAMS,
        direction=Direction.MORE,
        figures=(
            Figure(
                "18",
                _("Spotkania zespołów zadaniowych"),
                Unit.MEETINGS,
                Cells(Measure.TEAM_MEETINGS),
            ),
            Figure(
                "18-na-rodzine",
                _("Spotkania zespołu na rodzinę"),
                Unit.MEAN,
                Cells(Measure.TEAM_MEETINGS),
                _SERVED,
            ),
        ),
    ),
    Definition(
        number=19,
        name=_("Obecność rodziny na spotkaniach"),
        meaning=_("Czy o rodzinie rozmawia się razem z nią."),
        formula=_("Spotkania z co najmniej jedną osobą z rodziny podzielone przez wszystkie."),
        inclusion=_("Spotkania zespołów zadaniowych odbyte w okresie."),
        source=_SOURCE_TEAMS,
        direction=Direction.MORE,
        figures=(
            Figure(
                "19",
                _("Spotkania z udziałem rodziny"),
                Unit.PERCENT,
                Cells(Measure.TEAM_MEETINGS_WITH_FAMILY),
                Cells(Measure.TEAM_MEETINGS),
            ),
        ),
    ),
    Definition(
        number=23,
        name=_("Uzgodnione ścieżki"),
        meaning=_("Czy po pierwszym spotkaniu powstaje plan, na który rodzina się zgadza."),
        formula=_("Rodziny z uzgodnioną ścieżką podzielone przez rodziny po pierwszym spotkaniu."),
        inclusion=_("Rodziny objęte wsparciem w okresie, stan na ostatni dzień okresu."),
        source=_("Ścieżki reintegracji uzgodnione z rodzinami."),
        direction=Direction.MORE,
        figures=(
            Figure(
                "23",
                _("Rodziny z uzgodnioną ścieżką"),
                Unit.PERCENT,
                Cells(Measure.CASES_WITH_PLAN),
                Cells(Measure.CASES_PAST_FIRST_MEETING),
            ),
        ),
    ),
    Definition(
        number=24,
        name=_("Ścieżki zakończone powodzeniem"),
        meaning=_("Jaka część rodzin kończy udział z osiągniętymi celami."),
        formula=_("Sprawy zakończone osiągnięciem celów podzielone przez wszystkie zakończone."),
        inclusion=_("Sprawy zakończone w okresie, także przez rezygnację i wyprowadzkę."),
        source=_SOURCE_CASES,
        direction=Direction.MORE,
        figures=(
            Figure(
                "24",
                _("Zakończone z osiągniętymi celami"),
                Unit.PERCENT,
                Cells(Measure.FAMILIES_CLOSED, Dimension.OUTCOME, ("achieved",)),
                Cells(Measure.FAMILIES_CLOSED),
            ),
        ),
    ),
)


def definitions_on(day: date) -> Iterator[Definition]:
    """Newest version of every indicator that is valid on a day, by number."""
    newest: dict[int, Definition] = {}
    for item in DEFINITIONS:
        if item.valid_from <= day:
            held = newest.get(item.number)
            if held is None or held.version < item.version:
                newest[item.number] = item
    yield from (newest[number] for number in sorted(newest))


def versions_on(day: date) -> dict[str, int]:
    """Version of each indicator's definition on a day: what a release records."""
    return {str(item.number): item.version for item in definitions_on(day)}


def figures() -> dict[str, tuple[Definition, Figure]]:
    """Every figure of the newest definitions by its key, in the order of the catalogue."""
    return {figure.key: (item, figure) for item in definitions_on(date.max) for figure in item.figures}
