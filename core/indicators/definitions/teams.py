"""Indicators 17-23, 25 and 26: the work with a family and what it changes."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.indicators.definitions.shape import EVERY_LENGTH, FROM_HALF, Cells, Definition, Figure
from core.indicators.enums import Change, Dimension, Direction, Doer, Measure, Origin, Unit
from core.indicators.rules import DAY_EDGES

_SOURCE_TEAMS = _("Protokoły spotkań zespołów zadaniowych.")
_SOURCE_PATHS = _("Ścieżki reintegracji uzgodnione z rodzinami.")

TEAMS: Final[tuple[Definition, ...]] = (
    Definition(
        number=17,
        name=_("Czas do pierwszego spotkania"),
        meaning=_("Jak długo rodzina czeka od zgody na udział do pierwszego spotkania zespołu."),
        formula=_("Mediana liczby dni od zgody rodziny do pierwszego spotkania jej zespołu."),
        inclusion=_("Rodziny, których pierwsze spotkanie odbyło się w okresie."),
        source=_SOURCE_TEAMS,
        direction=Direction.LESS,
        lengths=EVERY_LENGTH,
        target=_("NIK w innych zespołach: do 47 dni na powołanie i do 55 dni na pierwsze spotkanie."),
        figures=(
            Figure(
                "17",
                _("Mediana dni do pierwszego spotkania"),
                Unit.DAYS,
                Cells(Measure.FIRST_MEETINGS, Dimension.DAYS),
                breakdowns=(Dimension.DAYS,),
                bands=DAY_EDGES,
                median=Measure.FIRST_MEETING_MEDIAN,
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
        origin=Origin.PILOT,
        lengths=EVERY_LENGTH,
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
                Cells(Measure.FAMILIES_SERVED),
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
        origin=Origin.SEED,
        lengths=EVERY_LENGTH,
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
        number=20,
        name=_("Szerokość zespołu"),
        meaning=_("Ile różnych instytucji siedzi przy jednym stole z rodziną i z ilu sektorów."),
        formula=_(
            "Suma różnych instytucji w zespołach podzielona przez liczbę zespołów; zespoły z co najmniej "
            "trzech sektorów podzielone przez wszystkie."
        ),
        inclusion=_(
            "Zespoły rodzin w toku w ostatnim dniu okresu. Ośrodek, którego pracownik jest w zespole, "
            "liczy się jako jedna instytucja."
        ),
        source=_("Składy zespołów zadaniowych."),
        direction=Direction.MORE,
        lengths=FROM_HALF,
        figures=(
            Figure(
                "20",
                _("Instytucje w zespole"),
                Unit.MEAN,
                Cells(Measure.TEAM_INSTITUTIONS),
                Cells(Measure.TEAMS_ACTIVE),
                breakdowns=(Dimension.SECTOR,),
                stock=True,
            ),
            Figure(
                "20-sektory",
                _("Zespoły z co najmniej trzech sektorów"),
                Unit.PERCENT,
                Cells(Measure.TEAMS_BROAD),
                Cells(Measure.TEAMS_ACTIVE),
                stock=True,
            ),
        ),
    ),
    Definition(
        number=21,
        name=_("Odpowiedzi partnerów na czas"),
        meaning=_("Czy partnerzy odpowiadają na prośby tak szybko, jak się umówiono."),
        formula=_("Prośby z odpowiedzią w ciągu 7 dni podzielone przez prośby, na które minął ten termin."),
        inclusion=_(
            "Prośby, których siedem dni na odpowiedź skończyło się w okresie. Nie liczy się prośba cofnięta "
            "albo zwrócona przed odpowiedzią."
        ),
        source=_("Prośby do partnerów o usługi."),
        direction=Direction.MORE,
        figures=(
            Figure(
                "21",
                _("Odpowiedzi w ciągu 7 dni"),
                Unit.PERCENT,
                Cells(Measure.REQUESTS_IN_TIME),
                Cells(Measure.REQUESTS_DUE),
                breakdowns=(Dimension.SECTOR,),
            ),
        ),
    ),
    Definition(
        number=22,
        name=_("Kroki zrobione w terminie"),
        meaning=_("Czy umówione kroki dzieją się wtedy, kiedy miały. Osobno rodzina i partnerzy."),
        formula=_("Kroki zrobione najpóźniej w dniu terminu podzielone przez kroki z terminem w okresie."),
        inclusion=_("Kroki ścieżek, których termin przypadł w okresie; kroki odłożone nie liczą się."),
        source=_SOURCE_PATHS,
        direction=Direction.MORE,
        figures=(
            Figure(
                "22",
                _("Kroki zrobione w terminie"),
                Unit.PERCENT,
                Cells(Measure.TASKS_IN_TIME),
                Cells(Measure.TASKS_DUE),
                breakdowns=(Dimension.DOER,),
            ),
            Figure(
                "22-partnerzy",
                _("Kroki partnerów w terminie"),
                Unit.PERCENT,
                Cells(Measure.TASKS_IN_TIME, Dimension.DOER, (Doer.PARTNER,)),
                Cells(Measure.TASKS_DUE, Dimension.DOER, (Doer.PARTNER,)),
            ),
            Figure(
                "22-rodziny",
                _("Kroki rodzin w terminie"),
                Unit.PERCENT,
                Cells(Measure.TASKS_IN_TIME, Dimension.DOER, (Doer.FAMILY,)),
                Cells(Measure.TASKS_DUE, Dimension.DOER, (Doer.FAMILY,)),
            ),
        ),
    ),
    Definition(
        number=23,
        name=_("Uzgodnione ścieżki"),
        meaning=_("Czy po pierwszym spotkaniu powstaje plan, na który rodzina się zgadza."),
        formula=_("Rodziny z uzgodnioną ścieżką podzielone przez rodziny po pierwszym spotkaniu."),
        inclusion=_("Rodziny objęte wsparciem w okresie, stan na ostatni dzień okresu."),
        source=_SOURCE_PATHS,
        direction=Direction.MORE,
        origin=Origin.SEED,
        lengths=EVERY_LENGTH,
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
)

CHANGES: Final[tuple[Definition, ...]] = (
    Definition(
        number=25,
        name=_("Osiągnięte cele"),
        meaning=_("Jaka część celów rodzin została osiągnięta."),
        formula=_("Cele osiągnięte podzielone przez cele postawione, w sprawach zakończonych w okresie."),
        inclusion=_("Cele ścieżek rodzin, które zakończyły udział w okresie, także cele odłożone."),
        source=_SOURCE_PATHS,
        direction=Direction.MORE,
        lengths=FROM_HALF,
        figures=(
            Figure(
                "25",
                _("Osiągnięte cele"),
                Unit.PERCENT,
                Cells(Measure.GOALS_ACHIEVED),
                Cells(Measure.GOALS_SET),
                breakdowns=(Dimension.AREA,),
            ),
        ),
    ),
    Definition(
        number=26,
        name=_("Zmiana sytuacji rodzin"),
        meaning=_("Czy w kolejnych rozmowach rodzinom jest lepiej niż w pierwszej."),
        formula=_(
            "Średnia różnica ostatniej i pierwszej oceny obszaru życia w skali od 0 do 10; osobno oceny, "
            "w których jest lepiej, podzielone przez porównane."
        ),
        inclusion=_(
            "Oceny pracownika ze skończonych rozmów. Ostatnia rozmowa odbyła się w okresie, pierwsza "
            "wcześniej. Obok zawsze podajemy liczbę porównanych ocen."
        ),
        source=_("Oceny sił i potrzeb rodzin."),
        direction=Direction.MORE,
        lengths=FROM_HALF,
        figures=(
            Figure(
                "26",
                _("Średnia zmiana oceny"),
                Unit.POINTS,
                Cells(Measure.RATINGS_LAST),
                Cells(Measure.RATINGS_COMPARED),
                breakdowns=(Dimension.DOMAIN,),
                minus=Cells(Measure.RATINGS_FIRST),
            ),
            Figure(
                "26-lepiej",
                _("Oceny, w których jest lepiej"),
                Unit.PERCENT,
                Cells(Measure.RATINGS_COMPARED, Dimension.CHANGE, (Change.BETTER,)),
                Cells(Measure.RATINGS_COMPARED),
            ),
            Figure(
                "26-liczba",
                _("Porównane oceny"),
                Unit.RATINGS,
                Cells(Measure.RATINGS_COMPARED),
                breakdowns=(Dimension.DOMAIN, Dimension.CHANGE),
            ),
        ),
    ),
)
