"""Indicators 37-40: the town around the partnership, from its public reports."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.indicators.definitions.shape import ENTERED, FROM_HALF, Cells, Definition, Figure
from core.indicators.enums import Dimension, Direction, Measure, Origin, Unit

_SOURCE_REPORT = _("Sprawozdanie MRPiPS-03 i ocena zasobów pomocy społecznej; liczba mieszkańców z GUS.")
_SOURCE_STAFF = _("Ocena zasobów pomocy społecznej (OZPS).")
_WHOLE_TOWN = _("Cały urząd, nie tylko rodziny partnerstwa. Osoba i rodzina liczą się raz w okresie.")

CONTEXT: Final[tuple[Definition, ...]] = (
    Definition(
        number=37,
        name=_("Zasięg pomocy społecznej"),
        meaning=_("Jaka część mieszkańców żyje w rodzinach, którym pomaga ośrodek."),
        formula=_("Osoby w rodzinach objętych pomocą społeczną podzielone przez liczbę mieszkańców."),
        inclusion=_WHOLE_TOWN,
        source=_SOURCE_REPORT,
        direction=Direction.NEUTRAL,
        origin=Origin.REPORT,
        lengths=FROM_HALF,
        missing=ENTERED,
        figures=(
            Figure(
                "37",
                _("Mieszkańcy objęci pomocą społeczną"),
                Unit.PERCENT,
                Cells(Measure.REACH_PERSONS),
                Cells(Measure.REACH_POPULATION),
            ),
        ),
    ),
    Definition(
        number=38,
        name=_("Powody pomocy społecznej"),
        meaning=_("Z jakich powodów rodziny w całym urzędzie dostają pomoc."),
        formula=_("Rodziny z danym powodem podzielone przez wszystkie rodziny objęte pomocą społeczną."),
        inclusion=_("Cały urząd. Rodzina może mieć kilka powodów, więc udziały dają razem ponad 100%."),
        source=_SOURCE_REPORT,
        direction=Direction.NEUTRAL,
        origin=Origin.REPORT,
        lengths=FROM_HALF,
        missing=ENTERED,
        figures=(
            Figure(
                "38",
                _("Rodziny objęte pomocą społeczną"),
                Unit.FAMILIES,
                Cells(Measure.SUPPORTED_FAMILIES),
                breakdowns=(Dimension.GROUND,),
            ),
            Figure(
                "38-udzialy",
                _("Udział powodów"),
                Unit.PERCENT,
                Cells(Measure.SUPPORTED_FAMILIES),
                Cells(Measure.SUPPORTED_FAMILIES),
                breakdowns=(Dimension.GROUND,),
                of_whole=True,
            ),
        ),
    ),
    Definition(
        number=39,
        name=_("Obciążenie pracownika socjalnego"),
        meaning=_("Ile rodzin i ilu mieszkańców przypada na jednego pracownika socjalnego."),
        formula=_(
            "Rodziny objęte pracą socjalną podzielone przez pracowników; mieszkańcy podzieleni "
            "przez pracowników."
        ),
        inclusion=_("Pracownicy socjalni zatrudnieni w ośrodku w ostatnim dniu okresu."),
        source=_SOURCE_STAFF,
        direction=Direction.LESS,
        origin=Origin.REPORT,
        lengths=FROM_HALF,
        missing=ENTERED,
        target=_(
            "Norma: najwyżej 50 rodzin i osób samotnie gospodarujących; jeden pracownik na 2000 mieszkańców."
        ),
        figures=(
            Figure(
                "39",
                _("Rodziny na pracownika socjalnego"),
                Unit.MEAN,
                Cells(Measure.CASELOAD_FAMILIES),
                Cells(Measure.CASELOAD_WORKERS),
            ),
            Figure(
                "39-mieszkancy",
                _("Mieszkańcy na pracownika socjalnego"),
                Unit.MEAN,
                Cells(Measure.CASELOAD_RESIDENTS),
                Cells(Measure.CASELOAD_WORKERS),
            ),
        ),
    ),
    Definition(
        number=40,
        name=_("Obciążenie asystenta rodziny"),
        meaning=_("Z iloma rodzinami pracuje naraz jeden asystent rodziny."),
        formula=_("Rodziny korzystające z asystenta podzielone przez liczbę asystentów."),
        inclusion=_("Asystenci rodziny zatrudnieni w ostatnim dniu okresu i rodziny, z którymi pracują."),
        source=_SOURCE_STAFF,
        direction=Direction.LESS,
        origin=Origin.REPORT,
        lengths=FROM_HALF,
        missing=ENTERED,
        target=_("Norma: najwyżej 15 rodzin na asystenta."),
        figures=(
            Figure(
                "40",
                _("Rodziny na asystenta"),
                Unit.MEAN,
                Cells(Measure.ASSISTED_FAMILIES),
                Cells(Measure.ASSISTANTS),
            ),
        ),
    ),
)
