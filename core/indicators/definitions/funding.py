"""Indicators 30-36: common indicators of ESF+ (annex I to regulation 2021/1057)."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.indicators.definitions.shape import YEAR_ONLY, Cells, Definition, Figure, Text
from core.indicators.enums import (
    AgeBand,
    Dimension,
    Direction,
    ExitResult,
    Isced,
    Labour,
    LastingResult,
    Measure,
    Origin,
    Unit,
    Vulnerability,
)

_SOURCE = _("Dane uczestników EFS+, zapisane przy rodzinie.")
_ENTERED = _("Osoby, które w okresie rozpoczęły udział w projekcie. Status z dnia rozpoczęcia.")
_EVERYBODY = Cells(Measure.ESF_PARTICIPANTS)
_LEAVERS = Cells(Measure.ESF_LEAVERS)
_SEX_AND_AGE = (Dimension.SEX, Dimension.AGE)


def _entering(key: str, name: Text, dimension: str, *members: str) -> Figure:
    return Figure(key, name, Unit.PERSONS, Cells(Measure.ESF_PARTICIPANTS, dimension, members))


def _left(key: str, name: Text, result: str) -> Figure:
    cells = Cells(Measure.ESF_LEAVERS, Dimension.RESULT, (result,))
    return Figure(key, name, Unit.PERCENT, cells, _LEAVERS)


FUNDING: Final[tuple[Definition, ...]] = (
    Definition(
        number=30,
        name=_("Uczestnicy EFS+"),
        meaning=_(
            "Ile osób skorzystało ze wsparcia finansowanego z Europejskiego Funduszu Społecznego Plus."
        ),
        formula=_("Liczba osób, które rozpoczęły udział w okresie (EECO01)."),
        inclusion=_ENTERED,
        source=_SOURCE,
        direction=Direction.NEUTRAL,
        origin=Origin.ESF,
        figures=(
            Figure(
                "30",
                _("Uczestnicy EFS+ (EECO01)"),
                Unit.PERSONS,
                _EVERYBODY,
                breakdowns=(Dimension.SEX, Dimension.AGE, Dimension.LABOUR, Dimension.ISCED),
            ),
        ),
    ),
    Definition(
        number=31,
        name=_("Status na rynku pracy"),
        meaning=_("Kim na rynku pracy są osoby, które zaczynają udział."),
        formula=_("Liczba osób według statusu w dniu rozpoczęcia (EECO02, 03, 04, 05)."),
        inclusion=_("EECO02 obejmuje też długotrwale bezrobotnych. EECO02, 04 i 05 razem dają EECO01."),
        source=_SOURCE,
        direction=Direction.NEUTRAL,
        origin=Origin.ESF,
        figures=(
            _entering(
                "31-02",
                _("Bezrobotni, w tym długotrwale (EECO02)"),
                Dimension.LABOUR,
                Labour.UNEMPLOYED,
                Labour.LONG_TERM,
            ),
            _entering("31-03", _("Długotrwale bezrobotni (EECO03)"), Dimension.LABOUR, Labour.LONG_TERM),
            _entering("31-04", _("Bierni zawodowo (EECO04)"), Dimension.LABOUR, Labour.INACTIVE),
            _entering("31-05", _("Pracujący (EECO05)"), Dimension.LABOUR, Labour.EMPLOYED),
        ),
    ),
    Definition(
        number=32,
        name=_("Wiek i wykształcenie uczestników"),
        meaning=_("W jakim wieku i z jakim wykształceniem są osoby, które zaczynają udział."),
        formula=_("Liczba osób według wieku (EECO06–08) i wykształcenia (EECO09–11) w dniu rozpoczęcia."),
        inclusion=_("Osoby od 30 do 54 lat są w EECO01, a nie mają własnego wskaźnika."),
        source=_SOURCE,
        direction=Direction.NEUTRAL,
        origin=Origin.ESF,
        figures=(
            _entering("32-06", _("Do 17 lat (EECO06)"), Dimension.AGE, AgeBand.UNDER_18),
            _entering("32-07", _("18–29 lat (EECO07)"), Dimension.AGE, AgeBand.TO_29),
            _entering("32-08", _("55 lat i więcej (EECO08)"), Dimension.AGE, AgeBand.FROM_55),
            _entering("32-09", _("ISCED 0–2 (EECO09)"), Dimension.ISCED, Isced.LOW),
            _entering("32-10", _("ISCED 3–4 (EECO10)"), Dimension.ISCED, Isced.MIDDLE),
            _entering("32-11", _("ISCED 5–8 (EECO11)"), Dimension.ISCED, Isced.HIGH),
        ),
    ),
    Definition(
        number=33,
        name=_("Szczególna sytuacja uczestników"),
        meaning=_("Ile osób zmaga się z tym, co utrudnia wejście na rynek pracy."),
        formula=_("Liczba osób, które podały daną sytuację (EECO12–17). Odmowy podajemy osobno."),
        inclusion=_("Osoba może podać kilka sytuacji albo odmówić odpowiedzi; odmowa nie zamyka drogi."),
        source=_SOURCE,
        direction=Direction.NEUTRAL,
        origin=Origin.ESF,
        figures=(
            *(
                _entering(f"33-{code}", name, Dimension.VULNERABILITY, member)
                for code, name, member in (
                    ("12", _("Osoby z niepełnosprawnościami (EECO12)"), Vulnerability.DISABILITY),
                    ("13", _("Obywatele państw trzecich (EECO13)"), Vulnerability.THIRD_COUNTRY),
                    ("14", _("Osoby obcego pochodzenia (EECO14)"), Vulnerability.FOREIGN),
                    ("15", _("Osoby z mniejszości, także romskiej (EECO15)"), Vulnerability.MINORITY),
                    ("16", _("Osoby w kryzysie bezdomności (EECO16)"), Vulnerability.HOMELESS),
                    ("17", _("Mieszkańcy wsi (EECO17)"), Vulnerability.RURAL),
                )
            ),
            Figure(
                "33-odmowy",
                _("Odmowy podania szczególnej sytuacji"),
                Unit.ANSWERS,
                Cells(Measure.ESF_PARTICIPANTS, Dimension.REFUSAL, tuple(Vulnerability.values)),
                breakdowns=(Dimension.REFUSAL,),
            ),
        ),
    ),
    Definition(
        number=34,
        name=_("Instytucje objęte wsparciem"),
        meaning=_("Ile instytucji publicznych skorzystało ze wsparcia dla swojej kadry."),
        formula=_("Liczba różnych instytucji publicznych, których kadra korzystała ze wsparcia (EECO18)."),
        inclusion=_("Jednostki gminy, powiatu i województwa oraz służby i urzędy państwowe."),
        source=_("Wykaz wsparcia kadry, prowadzony przez urząd."),
        direction=Direction.MORE,
        origin=Origin.ESF,
        figures=(
            Figure(
                "34",
                _("Instytucje objęte wsparciem (EECO18)"),
                Unit.PARTNERS,
                Cells(Measure.ESF_INSTITUTIONS),
                breakdowns=(Dimension.SECTOR,),
            ),
        ),
    ),
    Definition(
        number=35,
        name=_("Rezultaty po zakończeniu udziału"),
        meaning=_("Co zmieniło się u osób najpóźniej cztery tygodnie po zakończeniu udziału."),
        formula=_("Osoby z danym rezultatem (EECR01–04) podzielone przez osoby, które zakończyły udział."),
        inclusion=_("Osoby, które zakończyły udział w okresie. Osoba może mieć kilka rezultatów."),
        source=_SOURCE,
        direction=Direction.MORE,
        origin=Origin.ESF,
        figures=(
            Figure(
                "35",
                _("Osoby z jakimkolwiek rezultatem"),
                Unit.PERCENT,
                Cells(Measure.ESF_RESULTS),
                _LEAVERS,
                breakdowns=_SEX_AND_AGE,
            ),
            _left("35-01", _("Szukają pracy (EECR01)"), ExitResult.SEARCHING),
            _left("35-02", _("Uczą się lub szkolą (EECR02)"), ExitResult.LEARNING),
            _left("35-03", _("Uzyskali kwalifikacje (EECR03)"), ExitResult.QUALIFIED),
            _left("35-04", _("Pracują (EECR04)"), ExitResult.WORKING),
        ),
    ),
    Definition(
        number=36,
        name=_("Trwałe rezultaty"),
        meaning=_("Czy zmiana trwa pół roku po zakończeniu udziału."),
        formula=_("Osoby z rezultatem (EECR05–06) podzielone przez osoby zapytane po sześciu miesiącach."),
        inclusion=_(
            "Osoby zapytane w okresie, sześć miesięcy po zakończeniu udziału. To próba, nie wszyscy."
        ),
        source=_SOURCE,
        direction=Direction.MORE,
        origin=Origin.ESF,
        lengths=YEAR_ONLY,
        figures=(
            Figure(
                "36-05",
                _("Pracują po sześciu miesiącach (EECR05)"),
                Unit.PERCENT,
                Cells(Measure.ESF_ASKED_LATER, Dimension.LASTING, (LastingResult.WORKING,)),
                Cells(Measure.ESF_ASKED_LATER),
            ),
            Figure(
                "36-06",
                _("W lepszej sytuacji na rynku pracy (EECR06)"),
                Unit.PERCENT,
                Cells(Measure.ESF_ASKED_LATER, Dimension.LASTING, (LastingResult.BETTER,)),
                Cells(Measure.ESF_ASKED_LATER),
            ),
            Figure(
                "36",
                _("Osoby zapytane po sześciu miesiącach"),
                Unit.PERSONS,
                Cells(Measure.ESF_ASKED_LATER),
                breakdowns=(Dimension.SEX, Dimension.LASTING),
            ),
        ),
    ),
)
