"""Indicators 8-11: services, whether they are used, and what is missing."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.indicators.definitions.shape import EVERY_LENGTH, FROM_HALF, Cells, Definition, Figure
from core.indicators.enums import Dimension, Direction, Measure, Origin, Unit

_SOURCE = _("Koszyk usług prowadzony przez partnerów.")

BASKET: Final[tuple[Definition, ...]] = (
    Definition(
        number=8,
        name=_("Wielkość koszyka usług"),
        meaning=_("Z ilu usług rodziny mogą skorzystać w ramach partnerstwa."),
        formula=_("Liczba opublikowanych kart usług w ostatnim dniu okresu."),
        inclusion=_("Karta opublikowana i niewycofana; wstrzymana nie liczy się."),
        source=_SOURCE,
        direction=Direction.MORE,
        origin=Origin.SEED,
        lengths=EVERY_LENGTH,
        figures=(
            Figure(
                "8",
                _("Usługi w koszyku"),
                Unit.SERVICES,
                Cells(Measure.CARDS_PUBLISHED),
                breakdowns=(Dimension.CATEGORY, Dimension.SECTOR),
                stock=True,
            ),
        ),
    ),
    Definition(
        number=9,
        name=_("Aktualność koszyka"),
        meaning=_("Czy kartom usług można wierzyć: ktoś spojrzał na nie w ostatnim roku."),
        formula=_(
            "Opublikowane karty sprawdzone w ciągu 12 miesięcy przed końcem okresu podzielone przez "
            "wszystkie opublikowane."
        ),
        inclusion=_(
            "Karty w koszyku w ostatnim dniu okresu. Sprawdzeniem jest napisanie, zmiana, publikacja "
            "albo potwierdzenie karty."
        ),
        source=_("Historia kart w koszyku usług."),
        direction=Direction.MORE,
        figures=(
            Figure(
                "9",
                _("Usługi sprawdzone w ostatnim roku"),
                Unit.PERCENT,
                Cells(Measure.CARDS_REVIEWED),
                Cells(Measure.CARDS_PUBLISHED),
                breakdowns=(Dimension.SECTOR,),
                stock=True,
            ),
        ),
    ),
    Definition(
        number=10,
        name=_("Wykorzystanie koszyka"),
        meaning=_("Jaka część usług naprawdę służy rodzinom, a nie tylko stoi na liście."),
        formula=_(
            "Usługi, o które w okresie poproszono dla rodziny, podzielone przez usługi w koszyku "
            "w ostatnim dniu okresu."
        ),
        inclusion=_("Usługi będące w koszyku w ostatnim dniu okresu; każda liczy się raz."),
        source=_("Prośby do partnerów wynikające ze ścieżek rodzin."),
        direction=Direction.MORE,
        lengths=FROM_HALF,
        figures=(
            Figure(
                "10",
                _("Usługi użyte w ścieżkach"),
                Unit.PERCENT,
                Cells(Measure.CARDS_USED),
                Cells(Measure.CARDS_PUBLISHED),
                breakdowns=(Dimension.CATEGORY,),
            ),
        ),
    ),
    Definition(
        number=11,
        name=_("Niezaspokojone potrzeby"),
        meaning=_("Czego brakuje: potrzeby rodzin, dla których nie znalazła się usługa."),
        formula=_(
            "Potrzeby zapisane w okresie, które na jego koniec nie mają usługi, podzielone przez potrzeby "
            "zapisane w okresie."
        ),
        inclusion=_("Nie liczy się potrzeba, przy której to rodzina nie chciała proponowanej usługi."),
        source=_("Potrzeby rodzin i lista braków."),
        direction=Direction.LESS,
        lengths=FROM_HALF,
        figures=(
            Figure(
                "11",
                _("Potrzeby bez usługi"),
                Unit.PERCENT,
                Cells(Measure.NEEDS_UNMET),
                Cells(Measure.NEEDS_RECORDED),
                breakdowns=(Dimension.CATEGORY, Dimension.GROUND),
            ),
            Figure(
                "11-braki",
                _("Liczba potrzeb bez usługi"),
                Unit.NEEDS,
                Cells(Measure.NEEDS_UNMET),
                breakdowns=(Dimension.CATEGORY, Dimension.CAUSE),
            ),
        ),
    ),
)
