"""How good a card is, in points from 0 to 100, each with its reason and with what to do about it.

The weights are the ones below and nowhere else; pages print them beside the points. Fields that decide
whether a family comes at all (what it is, for whom, where, whom to call) weigh most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.basket.enums import Freshness
from core.basket.rules import freshness_of

MOST: Final = 100
# What the parts that change with the calendar and with requests are worth; the rest is the text's.
AGE_WEIGHTS: Final = {Freshness.FRESH: 10, Freshness.DUE: 5, Freshness.STALE: 0}
AGE_MOST: Final = 10
ANSWERS_MOST: Final = 10

SHORTEST_DESCRIPTION: Final = 80
LONGEST_DESCRIPTION: Final = 1500
EASY_SENTENCE: Final = 15
HARD_SENTENCE: Final = 22
_SENTENCE_END = re.compile(r"[.!?;:\n]+")


class QualityPart(TextChoices):
    """What is looked at."""

    DESCRIPTION = "description", _("Opis")
    PLAIN_WORDS = "plain_words", _("Proste zdania")
    AUDIENCE = "audience", _("Dla kogo")
    CONDITIONS = "conditions", _("Warunki")
    DOCUMENTS = "documents", _("Dokumenty")
    COST = "cost", _("Koszt")
    WHERE = "where", _("Miejsce")
    WHEN = "when", _("Godziny")
    CONTACT = "contact", _("Kontakt")
    PLACES = "places", _("Liczba miejsc")
    ACCESSIBILITY = "accessibility", _("Dostępność")
    LANGUAGES = "languages", _("Języki")
    FRESHNESS = "freshness", _("Aktualność")
    ANSWERS = "answers", _("Odpowiedzi na prośby")


@dataclass(frozen=True)
class Score:
    """Points of one part; `advice` says what would bring the missing ones, nothing when none miss."""

    part: QualityPart
    points: int
    most: int
    advice: str | Promise = ""


class CardText(Protocol):
    """What the score needs to know of a card."""

    description: Any
    target_group: Any
    min_age: Any
    max_age: Any
    eligibility: Any
    eligibility_note: Any
    documents_needed: Any
    cost: Any
    place: Any
    street: Any
    city: Any
    remote: Any
    hours: Any
    contact_role: Any
    phone: Any
    email: Any
    capacity: Any
    accessibility: Any
    languages: Any


class _Blank:
    """A card that says nothing."""

    min_age = max_age = capacity = None
    remote = False

    def __getattr__(self, name: str) -> str:
        return ""


def content_scores(card: CardText) -> list[Score]:
    """Parts that only the card's own text decides: 80 of the 100 points."""
    part = QualityPart
    aged = card.min_age is not None or card.max_age is not None
    reachable = (5 if card.contact_role else 0) + (5 if card.phone or card.email else 0)
    return [
        _description(card.description),
        _plain(card.description),
        _given(part.AUDIENCE, 8, bool(card.target_group) or aged, _("Napisz, dla kogo jest usługa.")),
        _given(
            part.CONDITIONS,
            7,
            bool(card.eligibility or card.eligibility_note),
            _("Dodaj warunki, a jeżeli ich nie ma, napisz: bez warunków."),
        ),
        _given(
            part.DOCUMENTS,
            3,
            bool(card.documents_needed),
            _("Wpisz dokumenty, które trzeba przynieść, albo: żadne."),
        ),
        _given(part.COST, 5, bool(card.cost), _("Napisz, ile usługa kosztuje, albo: bezpłatnie.")),
        _where(card),
        _given(part.WHEN, 5, bool(card.hours), _("Podaj godziny.")),
        Score(part.CONTACT, reachable, 10, _contact_advice(card)),
        _given(
            part.PLACES,
            4,
            card.capacity is not None,
            _("Podaj liczbę miejsc: zespół zobaczy, czy są wolne."),
        ),
        _given(
            part.ACCESSIBILITY,
            4,
            bool(card.accessibility),
            _("Zaznacz udogodnienia, na przykład wejście bez schodów."),
        ),
        _given(part.LANGUAGES, 4, bool(card.languages), _("Zaznacz języki, w których można rozmawiać.")),
    ]


def age_score(reviewed_on: date | None, on: date) -> Score:
    """Points for having been looked at within the year."""
    freshness = freshness_of(reviewed_on, on)
    advice: dict[str, Any] = {
        Freshness.FRESH: "",
        Freshness.DUE: _("Przejrzyj kartę: od ostatniego przeglądu mija prawie rok."),
        Freshness.STALE: _("Przejrzyj kartę: nikt nie potwierdził jej od ponad roku."),
    }
    return Score(QualityPart.FRESHNESS, AGE_WEIGHTS[freshness], AGE_MOST, advice[freshness])


def answers_score(*, due: int, answered: int) -> Score:
    """Points for requests of the last year answered within 30 days; without requests none are lost."""
    points = ANSWERS_MOST if due == 0 else ANSWERS_MOST * answered // due
    advice: str | Promise = ""
    if points < ANSWERS_MOST:
        advice = _("Odpowiadaj na prośby w ciągu 30 dni, także odmową.")
    return Score(QualityPart.ANSWERS, points, ANSWERS_MOST, advice)


def scores(card: Any, on: date) -> list[Score]:
    """All parts of a stored card on a day, in the order in which pages show them."""
    return [
        *content_scores(card),
        age_score(card.reviewed_on, on),
        answers_score(due=card.requests_due, answered=card.requests_answered),
    ]


def content_points(card: CardText) -> int:
    """Points for the text alone, as they are kept with the card."""
    return total(content_scores(card))


def weights() -> list[tuple[str, int]]:
    """What each part is worth, as pages print it."""
    nothing = _Blank()
    parts = [*content_scores(nothing), age_score(None, date.min), answers_score(due=0, answered=0)]
    return [(str(part.part.label), part.most) for part in parts]


def total(parts: Sequence[Score]) -> int:
    """The score."""
    return sum(part.points for part in parts)


def words_a_sentence(text: str) -> float:
    """How long the sentences of a text are on average."""
    lengths = [len(sentence.split()) for sentence in _SENTENCE_END.split(text) if sentence.split()]
    return sum(lengths) / len(lengths) if lengths else 0.0


def _given(part: QualityPart, most: int, there: bool, advice: str | Promise) -> Score:  # noqa: FBT001
    return Score(part, most, most) if there else Score(part, 0, most, advice)


def _description(text: str) -> Score:
    most, length = 12, len(text.strip())
    if length == 0:
        return Score(QualityPart.DESCRIPTION, 0, most, _("Napisz, co usługa daje rodzinie."))
    if length < SHORTEST_DESCRIPTION:
        return Score(
            QualityPart.DESCRIPTION, 6, most, _("Rozwiń opis: co się dzieje na pierwszym spotkaniu?")
        )
    if length > LONGEST_DESCRIPTION:
        return Score(QualityPart.DESCRIPTION, 6, most, _("Skróć opis: kto szuka pomocy, czyta początek."))
    return Score(QualityPart.DESCRIPTION, most, most)


def _plain(text: str) -> Score:
    most, length = 8, words_a_sentence(text)
    if 0 < length <= EASY_SENTENCE:
        return Score(QualityPart.PLAIN_WORDS, most, most)
    points = 4 if 0 < length <= HARD_SENTENCE else 0
    return Score(QualityPart.PLAIN_WORDS, points, most, _("Pisz krótkimi zdaniami, do 15 słów."))


def _where(card: CardText) -> Score:
    most = 10
    if card.remote and not (card.place or card.street):
        return Score(QualityPart.WHERE, most, most)
    points = (4 if card.place or card.street else 0) + (6 if card.street and card.city else 0)
    advice = _("Podaj adres: ulicę z numerem i miejscowość.") if points < most else ""
    return Score(QualityPart.WHERE, points, most, advice)


def _contact_advice(card: CardText) -> str | Promise:
    if not (card.phone or card.email):
        return _("Podaj telefon lub e-mail, pod którym ktoś odpowie.")
    return "" if card.contact_role else _("Napisz, o kogo pytać: stanowisko, nie nazwisko.")
