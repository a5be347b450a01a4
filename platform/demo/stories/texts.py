"""What the demonstration's regions wrote for their towns, and what towns learned."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

RULES: Final = """# Cele partnerstwa

Partnerstwo łączy instytucje i organizacje, które razem pomagają osobom i rodzinom w kryzysie.

Partnerzy działają z rodziną, a nie za nią. Bez jej zgody nie zapadają decyzje o jej wsparciu.

# Kto tworzy partnerstwo

Partnerem jest organizacja, która podpisała deklarację przystąpienia.

Lider partnerstwa:
- zwołuje spotkania i prowadzi listę partnerów,
- prowadzi lokalny koszyk usług,
- odpowiada za dokumenty partnerstwa.

# Obowiązki partnerów

Partner opisuje swoje usługi w koszyku i raz w roku potwierdza, że opis jest aktualny.

Partner wyznacza osobę do kontaktu i przedstawiciela do zespołów zadaniowych.

Na prośbę o usługę partner odpowiada w ciągu siedmiu dni.

# Spotkania

Spotkania partnerstwa odbywają się co najmniej raz na kwartał.

O spotkaniu lider zawiadamia co najmniej czternaście dni wcześniej.

Z każdego spotkania powstaje protokół dostępny dla wszystkich partnerów.

# Poufność

Przedstawiciele partnerów zachowują w tajemnicy wszystko, czego dowiedzą się o osobach i rodzinach.

Na spotkaniach partnerstwa nie omawia się spraw pojedynczych rodzin.

# Zmiana regulaminu

Regulamin i jego zmiany akceptuje każdy partner. Nowa wersja obowiązuje od dnia wskazanego na spotkaniu.
"""
RULES_NEXT: Final = (
    RULES.replace("w ciągu siedmiu dni.", "w ciągu pięciu dni roboczych.")
    .replace(
        "Na spotkaniach partnerstwa nie omawia się",
        "Pytania o konkretną rodzinę kieruje się do pracownika socjalnego.\n\n"
        "Na spotkaniach partnerstwa nie omawia się",
    )
    .replace(
        "Spotkania partnerstwa odbywają się co najmniej raz na kwartał.",
        "Spotkania partnerstwa odbywają się co najmniej raz na kwartał, także zdalnie.",
    )
)
RULES_NOTE: Final = (
    "Krótszy czas odpowiedzi na prośbę, spotkania zdalne i jasne miejsce na pytania o rodzinę: "
    "o to prosiły gminy na wiosennym spotkaniu regionu."
)
PLAN: Final = """# Założenia

Plan opisuje wspólną pracę partnerów w danym roku: spotkania, koszyk usług i działania dla mieszkańców.

Postępy omawiamy na każdym spotkaniu partnerstwa.

# Jak sprawdzamy postępy

Lider odhacza zadania wykonane, a w grudniu partnerzy wspólnie podsumowują rok.
"""
INVITATION: Final = """Lokalne partnerstwo łączy instytucje, które pomagają rodzinom w kryzysie.
Razem tworzymy koszyk usług, z którego rodziny korzystają wspólnie ze swoim zespołem.

Udział w partnerstwie oznacza:
- opis Państwa usług w koszyku,
- osobę do kontaktu,
- udział w spotkaniach raz na kwartał.
"""
SCOPE: Final = """Udział w spotkaniach partnerstwa.

Opis usług w koszyku i coroczne potwierdzenie, że jest aktualny.

Wyznaczenie przedstawiciela do zespołów zadaniowych rodzin, które korzystają z usług partnera.
"""
# Published before the first town of the demonstration formalised its partnership.
FIRST_ON: Final = dt.date(2019, 9, 2)
NEXT_ON: Final = dt.date(2026, 6, 15)
KEPT_BECAUSE: Final = (
    "Siedem dni na odpowiedź to u nas uzgodniony termin, partnerzy nie chcą go skracać.",
    "Czekamy z nową wersją na jesienne spotkanie wszystkich partnerów.",
)


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A task of the plan of 2026: who answers for it by the key of a partner, or in words."""

    what: str
    partner: str
    responsible: str
    month: int
    done_on: dt.date | None = None
    note: str = ""


TASKS: Final = (
    PlanTask(
        "Przegląd koszyka usług i uzupełnienie opisów",
        "",
        "wszyscy partnerzy",
        3,
        dt.date(2026, 3, 24),
        "Wszystkie karty przejrzane.",
    ),
    PlanTask("Dyżury informacyjne w urzędzie pracy", "labour", "", 4, dt.date(2026, 4, 30), "Cztery dyżury."),
    PlanTask(
        "Warsztat o rozmowie z rodziną w kryzysie",
        "welfare",
        "",
        6,
        dt.date(2026, 6, 11),
        "Wzięli udział przedstawiciele większości partnerów.",
    ),
    PlanTask("Ulotka o koszyku usług dla szkół i przychodni", "school_support", "", 9),
    PlanTask("Jesienne spotkanie o wolnych miejscach na zimę", "", "lider partnerstwa", 11),
    PlanTask("Podsumowanie roku i plan na następny", "", "lider partnerstwa", 12),
)


@dataclass(frozen=True, slots=True)
class LessonPlan:
    """Something that a town learned, and the region's tags for it."""

    kind: str
    title: str
    situation: str
    actions: str
    effect: str
    category: str
    sector: str
    grounds: tuple[str, ...]
    tags: tuple[str, ...]


LESSONS: Final = (
    LessonPlan(
        "good_practice",
        "Dyżur asystenta rodziny w szkole w dniu zebrań",
        "Rodzice rzadko przychodzili do ośrodka, a o kłopotach szkoła mówiła późno.",
        "Asystent rodziny dyżuruje w szkole w dniu zebrań. Wychowawcy wiedzą, kiedy i gdzie go znaleźć.",
        "Pierwsza rozmowa odbywa się często tego samego dnia, w znanym miejscu.",
        "family_support",
        "education",
        ("9",),
        ("szkoła", "dyżury", "pierwszy kontakt"),
    ),
    LessonPlan(
        "conclusion",
        "Zapisy na usługi warto zbierać na spotkaniu zespołu",
        "Prośby do partnerów wysyłane po spotkaniu czekały na odpowiedź nawet dwa tygodnie.",
        "Prośbę o usługę wysyłamy w trakcie spotkania, gdy przedstawiciel partnera jest przy stole.",
        "Odpowiedź jest zwykle od razu, a rodzina wychodzi ze spotkania z terminem.",
        "social_assistance",
        "",
        (),
        ("spotkania zespołu", "terminy"),
    ),
    LessonPlan(
        "recommendation",
        "Jedna karta usługi na jedno miejsce",
        "Partner z trzema punktami opisał je w jednej karcie i rodziny jechały nie tam, gdzie trzeba.",
        "Rozdzieliliśmy kartę na trzy, każda z własnym adresem i godzinami.",
        "Skończyły się pomyłki z adresem, a wolne miejsca widać osobno dla każdego punktu.",
        "social_assistance",
        "",
        (),
        ("koszyk usług", "opis usługi"),
    ),
    LessonPlan(
        "good_practice",
        "Wspólny dyżur urzędu pracy i ośrodka pomocy",
        "Osoby długo bez pracy nie trafiały na konsultacje w urzędzie.",
        "Raz w miesiącu doradca z urzędu pracy przyjmuje w ośrodku, razem z pracownikiem socjalnym.",
        "Na konsultacje przychodzi większość umówionych osób.",
        "employment",
        "employment",
        ("4",),
        ("praca", "dyżury"),
    ),
    LessonPlan(
        "conclusion",
        "Zimowe miejsca trzeba policzyć do października",
        "W grudniu okazało się, że zajęć popołudniowych jest mniej niż zgłoszeń.",
        "Na jesiennym spotkaniu partnerzy podają, ile mają miejsc do końca zimy.",
        "Lider wcześniej widzi braki i może poprosić o dodatkowe grupy.",
        "family_support",
        "",
        (),
        ("wolne miejsca", "planowanie"),
    ),
    LessonPlan(
        "good_practice",
        "Jeden numer telefonu do koordynatora partnera",
        "Zespoły dzwoniły do różnych osób w tej samej instytucji i każda zaczynała od początku.",
        "Każdy partner wskazał jedną osobę, jej zastępcę i godziny, w których odbiera telefon.",
        "Na pytanie zespołu odpowiada zwykle ta sama osoba, tego samego dnia.",
        "social_assistance",
        "",
        (),
        ("koordynator", "pierwszy kontakt"),
    ),
    LessonPlan(
        "recommendation",
        "Opis usługi czyta najpierw ktoś spoza instytucji",
        "Rodziny nie rozumiały kart pisanych językiem ustaw.",
        "Nową kartę czyta głośno asystent rodziny. Co wymaga wyjaśnienia, piszemy inaczej.",
        "Mniej telefonów z pytaniem, czego usługa dotyczy.",
        "family_support",
        "",
        (),
        ("koszyk usług", "prosty język"),
    ),
    LessonPlan(
        "conclusion",
        "Odmowa z powodem oszczędza drugi telefon",
        "Sama odmowa nie mówiła, czy warto zapytać ponownie za miesiąc.",
        "Partner dopisuje jedno zdanie: dlaczego nie i kiedy może się zwolnić miejsce.",
        "Zespół od razu szuka gdzie indziej albo wpisuje termin na następne spotkanie.",
        "social_assistance",
        "",
        (),
        ("odpowiedzi na prośby", "terminy"),
    ),
    LessonPlan(
        "good_practice",
        "Wspólne szkolenie partnerów o rozmowie z rodziną",
        "Każda instytucja zaczynała rozmowę od pytań o te same dokumenty.",
        "Raz w roku przedstawiciele partnerów ćwiczą razem pierwszą rozmowę, na zmyślonych przykładach.",
        "Rodziny rzadziej opowiadają swoją historię od nowa.",
        "family_support",
        "education",
        ("9",),
        ("szkolenie", "pierwszy kontakt"),
    ),
    LessonPlan(
        "recommendation",
        "Spotkanie partnerstwa zaczyna się od wolnych miejsc",
        "O wolnych miejscach mówiono na końcu, gdy część osób już wyszła.",
        "Pierwszy punkt porządku to krótka runda: ile miejsc, od kiedy i dla kogo.",
        "Po spotkaniu koszyk jest aktualny, a zespoły wiedzą, dokąd kierować rodziny.",
        "social_assistance",
        "",
        (),
        ("spotkania partnerstwa", "wolne miejsca"),
    ),
)
RETURN_NOTE: Final = "Prosimy dopisać, ile to kosztuje i kto prowadzi dyżur, gdy asystent jest na urlopie."
