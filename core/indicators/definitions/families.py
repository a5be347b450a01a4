"""Indicators 12-16, 24, 27-29: families on their way and at its end."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.indicators.definitions.shape import (
    EVERY_LENGTH,
    FROM_HALF,
    YEAR_ONLY,
    Cells,
    Definition,
    Figure,
)
from core.indicators.enums import Dimension, Direction, Measure, Origin, Unit
from core.indicators.rules import MONTH_EDGES

_CASES = _("Sprawy rodzin, które zgodziły się na udział. Jedna sprawa to jedna rodzina.")
_SOURCE_CASES = _("Kartoteka rodzin prowadzona przez ośrodek.")
_SERVED = Cells(Measure.FAMILIES_SERVED)
_WHO = (Dimension.GROUND, Dimension.HOUSEHOLD, Dimension.SEX, Dimension.AGE)

FAMILIES: Final[tuple[Definition, ...]] = (
    Definition(
        number=12,
        name=_("Rodziny objęte wsparciem"),
        meaning=_("Ile rodzin przeszło w tym czasie przez partnerstwo i skąd ta liczba się bierze."),
        formula=_("Liczba rodzin, których udział trwał choć jeden dzień okresu."),
        inclusion=_CASES,
        source=_SOURCE_CASES,
        direction=Direction.NEUTRAL,
        origin=Origin.PILOT,
        lengths=EVERY_LENGTH,
        target=_("W pilotażu: od 5 do 10 rodzin w gminie."),
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
        number=13,
        name=_("Osoby w rodzinach objętych wsparciem"),
        meaning=_("Ilu ludzi stoi za liczbą rodzin: dorosłych i dzieci."),
        formula=_("Liczba różnych osób z gospodarstw rodzin objętych wsparciem w okresie."),
        inclusion=_(
            "Osoba, która w okresie i w czasie udziału rodziny choć dzień mieszkała w gospodarstwie. "
            "Wiek na ostatni dzień okresu; niepełnosprawność znana jest tylko o uczestnikach EFS+."
        ),
        source=_SOURCE_CASES,
        direction=Direction.NEUTRAL,
        figures=(
            Figure(
                "13",
                _("Osoby w rodzinach objętych wsparciem"),
                Unit.PERSONS,
                Cells(Measure.PERSONS_SERVED),
                breakdowns=(Dimension.SEX, Dimension.AGE, Dimension.DISABILITY),
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
        origin=Origin.SEED,
        lengths=EVERY_LENGTH,
        figures=(
            Figure(
                "14",
                _("Powody wsparcia na rodzinę"),
                Unit.MEAN,
                Cells(Measure.GROUND_MENTIONS),
                Cells(Measure.FAMILIES_ASSESSED),
                breakdowns=(Dimension.HOUSEHOLD,),
            ),
        ),
    ),
    Definition(
        number=15,
        name=_("Komplet zgód"),
        meaning=_("Czy w każdej rodzinie zgodzili się wszyscy dorośli, którzy biorą udział."),
        formula=_(
            "Rodziny w toku z ważną zgodą wszystkich biorących udział dorosłych podzielone przez rodziny "
            "w toku."
        ),
        inclusion=_(
            "Stan na ostatni dzień okresu. Bierze udział dorosły, który ma miejsce w zespole; "
            "zanim zespół powstanie, wystarcza zgoda jednej osoby."
        ),
        source=_("Zgody na udział i składy zespołów zadaniowych."),
        direction=Direction.MORE,
        figures=(
            Figure(
                "15",
                _("Rodziny z kompletem zgód"),
                Unit.PERCENT,
                Cells(Measure.CASES_CONSENTED),
                Cells(Measure.FAMILIES_ACTIVE),
                stock=True,
            ),
        ),
    ),
    Definition(
        number=16,
        name=_("Rezygnacje"),
        meaning=_("Jaka część rodzin odchodzi przed końcem, bo tak zdecydowała."),
        formula=_(
            "Sprawy zakończone w okresie rezygnacją rodziny podzielone przez rodziny objęte wsparciem."
        ),
        inclusion=_CASES,
        source=_SOURCE_CASES,
        direction=Direction.LESS,
        lengths=FROM_HALF,
        figures=(
            Figure(
                "16",
                _("Rodziny, które zrezygnowały"),
                Unit.PERCENT,
                Cells(
                    Measure.FAMILIES_CLOSED,
                    Dimension.OUTCOME,
                    ("withdrawn",),
                    split=Measure.FAMILIES_WITHDRAWN,
                ),
                _SERVED,
                breakdowns=(Dimension.HOUSEHOLD,),
            ),
        ),
    ),
)

ENDINGS: Final[tuple[Definition, ...]] = (
    Definition(
        number=24,
        name=_("Ścieżki zakończone powodzeniem"),
        meaning=_("Jaka część rodzin kończy udział z osiągniętymi celami."),
        formula=_("Sprawy zakończone osiągnięciem celów podzielone przez wszystkie zakończone."),
        inclusion=_("Sprawy zakończone w okresie, także przez rezygnację i wyprowadzkę."),
        source=_SOURCE_CASES,
        direction=Direction.MORE,
        origin=Origin.SISTER,
        lengths=EVERY_LENGTH,
        target=_("W modelu siostrzanym: 140 ze 172 rodzin (81%)."),
        figures=(
            Figure(
                "24",
                _("Zakończone z osiągniętymi celami"),
                Unit.PERCENT,
                Cells(
                    Measure.FAMILIES_CLOSED,
                    Dimension.OUTCOME,
                    ("achieved",),
                    split=Measure.FAMILIES_ACHIEVED,
                ),
                Cells(Measure.FAMILIES_CLOSED),
                breakdowns=(Dimension.HOUSEHOLD, Dimension.GROUND),
            ),
        ),
    ),
    Definition(
        number=27,
        name=_("Czas udziału"),
        meaning=_("Jak długo rodzina korzysta ze wsparcia partnerstwa."),
        formula=_("Mediana liczby pełnych miesięcy od zgody rodziny do zakończenia sprawy."),
        inclusion=_("Sprawy zakończone w okresie, niezależnie od wyniku."),
        source=_SOURCE_CASES,
        direction=Direction.NEUTRAL,
        origin=Origin.SISTER,
        lengths=FROM_HALF,
        target=_("W modelu siostrzanym: od 10 do 13 miesięcy."),
        figures=(
            Figure(
                "27",
                _("Mediana miesięcy udziału"),
                Unit.MONTHS,
                Cells(Measure.FAMILIES_CLOSED, Dimension.MONTHS),
                breakdowns=(Dimension.MONTHS,),
                bands=MONTH_EDGES,
                median=Measure.DURATION_MEDIAN,
            ),
        ),
    ),
    Definition(
        number=28,
        name=_("Powroty"),
        meaning=_("Czy poprawa trwa: jaka część rodzin wraca w ciągu roku od zakończenia."),
        formula=_(
            "Rodziny, dla których w ciągu 12 miesięcy od zakończenia otwarto nową sprawę, podzielone "
            "przez rodziny, które zakończyły udział rok wcześniej."
        ),
        inclusion=_("Rodziny, które zakończyły udział w poprzednim roku kalendarzowym."),
        source=_SOURCE_CASES,
        direction=Direction.LESS,
        lengths=YEAR_ONLY,
        figures=(
            Figure(
                "28",
                _("Rodziny, które wróciły w ciągu roku"),
                Unit.PERCENT,
                Cells(Measure.FAMILIES_RETURNED),
                Cells(Measure.FAMILIES_CLOSED_BEFORE),
            ),
        ),
    ),
    Definition(
        number=29,
        name=_("Głos rodziny"),
        meaning=_("Czy rodziny czują, że miały wpływ na swój plan."),
        formula=_(
            "Średnia odpowiedzi od 1 do 5 na zdanie „Miałem wpływ na swój plan”; osobno rodziny, które "
            "odpowiedziały, podzielone przez zakończone."
        ),
        inclusion=_("Ostatnia rozmowa końcowa rodzin, które zakończyły udział w okresie."),
        source=_("Rozmowy końcowe z rodzinami."),
        direction=Direction.MORE,
        lengths=FROM_HALF,
        figures=(
            Figure(
                "29",
                _("Wpływ rodziny na plan"),
                Unit.POINTS,
                Cells(Measure.VOICE_ANSWERS, Dimension.INFLUENCE, ("1", "2", "3", "4", "5")),
                breakdowns=(Dimension.INFLUENCE,),
                weights=(1, 2, 3, 4, 5),
            ),
            Figure(
                "29-odpowiedzi",
                _("Rodziny, które odpowiedziały"),
                Unit.PERCENT,
                Cells(Measure.VOICE_ANSWERS),
                Cells(Measure.FAMILIES_CLOSED),
                breakdowns=(Dimension.SEX, Dimension.AGE),
            ),
        ),
    ),
)
