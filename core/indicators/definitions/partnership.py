"""Indicators 1-7: the partnership and those who work in it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.exchange.enums import SupportKind
from core.indicators.definitions.shape import EVERY_LENGTH, Cells, Definition, Figure
from core.indicators.enums import Dimension, Direction, Measure, Origin, Unit

_SOURCE_PARTNERS = _("Deklaracje przystąpienia i wykaz spotkań partnerstwa.")
_SOURCE_INVITED = _("Wykaz zaproszonych organizacji i deklaracje przystąpienia.")

PARTNERSHIP: Final[tuple[Definition, ...]] = (
    Definition(
        number=1,
        name=_("Zawiązane partnerstwa"),
        meaning=_("Czy partnerstwo powstało naprawdę: lider i przynajmniej jeden partner podpisali się."),
        formula=_(
            "Jeden, jeżeli w ostatnim dniu okresu obowiązuje deklaracja lidera i choć jednego partnera; "
            "w przeciwnym razie zero. W regionie suma po urzędach."
        ),
        inclusion=_("Deklaracja podpisana, niewycofana i niewygasła."),
        source=_SOURCE_PARTNERS,
        direction=Direction.MORE,
        origin=Origin.PILOT,
        figures=(
            Figure(
                "1",
                _("Zawiązane partnerstwa"),
                Unit.PARTNERSHIPS,
                Cells(Measure.PARTNERSHIPS_FORMED),
                stock=True,
            ),
        ),
    ),
    Definition(
        number=2,
        name=_("Aktywni partnerzy"),
        meaning=_("Ile organizacji naprawdę tworzy partnerstwo, a nie tylko dostało zaproszenie."),
        formula=_("Liczba organizacji z ważną deklaracją przystąpienia w ostatnim dniu okresu."),
        inclusion=_("Deklaracja podpisana, niewycofana i niewygasła. Lider liczy się jak każdy."),
        source=_SOURCE_PARTNERS,
        direction=Direction.MORE,
        origin=Origin.PILOT,
        lengths=EVERY_LENGTH,
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
        number=3,
        name=_("Pokrycie sektorów"),
        meaning=_("Z ilu dziedzin rodzina może dostać pomoc w ramach partnerstwa."),
        formula=_("Sektory z choć jednym aktywnym partnerem podzielone przez wszystkie sektory katalogu."),
        inclusion=_("Sektor z katalogu systemu. Aktywny partner ma ważną deklarację w ostatnim dniu okresu."),
        source=_SOURCE_PARTNERS,
        direction=Direction.MORE,
        figures=(
            Figure(
                "3",
                _("Sektory z aktywnym partnerem"),
                Unit.PERCENT,
                Cells(Measure.SECTORS_COVERED),
                Cells(Measure.SECTORS_KNOWN),
                stock=True,
            ),
        ),
    ),
    Definition(
        number=4,
        name=_("Skuteczność zaproszeń"),
        meaning=_("Jaka część zaproszonych organizacji podpisuje deklarację."),
        formula=_(
            "Organizacje, które podpisały deklarację, podzielone przez organizacje zaproszone; "
            "obie liczby od początku partnerstwa do ostatniego dnia okresu."
        ),
        inclusion=_("Każda zaproszona organizacja liczy się raz. Lider się nie liczy, bo sam zaprasza."),
        source=_SOURCE_INVITED,
        direction=Direction.MORE,
        figures=(
            Figure(
                "4",
                _("Zaproszeni, którzy przystąpili"),
                Unit.PERCENT,
                Cells(Measure.PARTNERS_ACCEDED),
                Cells(Measure.PARTNERS_INVITED),
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
        origin=Origin.PILOT,
        lengths=EVERY_LENGTH,
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
        number=6,
        name=_("Obecność partnerów"),
        meaning=_("Czy zaproszeni partnerzy naprawdę przychodzą na spotkania partnerstwa."),
        formula=_("Obecności zaproszonych partnerów podzielone przez zaproszenia, zsumowane po spotkaniach."),
        inclusion=_(
            "Spotkania odbyte w okresie, na których wpisano obecność. Kto przyszedł bez zaproszenia, "
            "nie liczy się."
        ),
        source=_("Listy obecności ze spotkań partnerstwa."),
        direction=Direction.MORE,
        figures=(
            Figure(
                "6",
                _("Obecność zaproszonych partnerów"),
                Unit.PERCENT,
                Cells(Measure.ATTENDANCE_PRESENT),
                Cells(Measure.ATTENDANCE_INVITED),
                breakdowns=(Dimension.SECTOR,),
            ),
        ),
    ),
    Definition(
        number=7,
        name=_("Wsparcie kadry"),
        meaning=_("Ile wsparcia dostają ludzie, którzy pracują z rodzinami."),
        formula=_(
            "Suma godzin coachingu, superwizji, warsztatów i szkoleń; liczba warsztatów; suma osób "
            "na warsztatach i szkoleniach."
        ),
        inclusion=_("Spotkania odbyte w okresie. Kto był na dwóch warsztatach, liczy się dwa razy."),
        source=_("Wykaz wsparcia kadry, prowadzony przez urząd i przez koordynatora w regionie."),
        direction=Direction.MORE,
        origin=Origin.PILOT,
        figures=(
            Figure(
                "7",
                _("Godziny wsparcia kadry"),
                Unit.HOURS,
                Cells(Measure.SUPPORT_MINUTES),
                breakdowns=(Dimension.SUPPORT,),
            ),
            Figure(
                "7-warsztaty",
                _("Warsztaty"),
                Unit.MEETINGS,
                Cells(Measure.SUPPORT_SESSIONS, Dimension.SUPPORT, (SupportKind.WORKSHOP,)),
            ),
            Figure(
                "7-osoby",
                _("Udział osób w warsztatach i szkoleniach"),
                Unit.PERSONS,
                Cells(Measure.PERSONS_TRAINED),
            ),
        ),
    ),
)
