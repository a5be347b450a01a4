"""Words and their basic forms, words of nearly one spelling, and what a column of words holds."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.shared.lemmas import terms_of, typed_terms, words_of
from core.shared.searching import MOST_STORED, any_of, telling_words, weighted
from core.shared.spelling import distance, most_alike, slips_forgiven
from core.shared.text import MOST_WORDS

MEETING = [
    ("rodzinami", "rodzina"),
    ("rodzin", "rodziną"),
    ("dzieci", "dziecko"),
    ("długi", "dług"),
    ("długów", "dlugi"),
    ("poradni", "poradnia"),
    ("psychologicznej", "psychologiczna"),
    ("psychologa", "psycholog"),
    ("zadłużenia", "zadluzenie"),
    ("zadłużenie", "zadluzeniem"),
    ("niepełnosprawność", "niepelnosprawnosciami"),
    ("żłobek", "zlobka"),
    ("łóżko", "lozka"),
    ("osób", "osoba"),
    ("ludźmi", "człowiek"),
    ("zajęć", "zajecia"),
    ("uzależnień", "uzależnienie"),
    ("Częstochowa", "czestochowie"),
    ("Łódź", "lodzi"),
    ("Sosnowiec", "sosnowcu"),
    ("Ukraińców", "ukraincow"),
    ("przemocy", "PRZEMOC"),
]


@pytest.mark.parametrize(("stored", "typed"), MEETING)
def test_a_word_stored_and_a_word_typed_meet_in_a_basic_form(stored: str, typed: str) -> None:
    (one,), (other,) = words_of(stored), words_of(typed)
    assert {*terms_of(one)} & {*typed_terms(other)}


@pytest.mark.parametrize(
    ("stored", "typed"), [("rodzina", "rodzaj"), ("dług", "dłoń"), ("praca", "prawo"), ("dom", "dym")]
)
def test_words_of_another_meaning_do_not_meet(stored: str, typed: str) -> None:
    assert not {*terms_of(stored)} & {*typed_terms(typed)}


def test_a_letter_in_two_parts_is_one_letter() -> None:
    assert words_of("zadłuz\u0307enie, PRACA-dom_3") == ["zadłużenie", "praca", "dom", "3"]


def test_several_threads_may_ask_at_once() -> None:
    terms_of.cache_clear()
    found: list[tuple[str, ...]] = []
    words = [
        f"{word}{ending}" for word in ("rodzin", "szkoł", "prac") for ending in ("ami", "y", "om", "ach")
    ]

    def ask() -> None:
        found.extend(terms_of(word) for word in words * 20)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6 * 20 * len(words)
    assert {*found} == {terms_of(word) for word in words}


@given(st.text(max_size=300))
def test_any_text_makes_lexemes_of_letters_and_digits_only(text: str) -> None:
    stored = weighted((text, "A"))
    for part in stored.split(" ") if stored else []:
        lexeme, _, places = part.rpartition(":")
        assert lexeme[0] == lexeme[-1] == "'"
        assert not {*lexeme[1:-1]} & {"'", "\\", " "}
        assert places


def test_a_text_without_end_is_cut() -> None:
    assert len(weighted((" ".join(str(number) for number in range(9_000)), "C")).split()) == MOST_STORED


def test_binding_words_are_left_out_unless_there_is_nothing_else() -> None:
    assert telling_words("Psycholog dla dziecka, psycholog") == ["psycholog", "dziecka"]
    assert telling_words("dla") == ["dla"]
    assert telling_words(" ,.- ") == []
    assert len(telling_words(" ".join(str(number) for number in range(500)))) == MOST_WORDS
    assert any_of(["dlug", "dlugi"], "*") == "'dlug':* | 'dlugi':*"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("psycholg", "psycholog"), ("poradnai", "poradnia"), ("swietlcia", "swietlica"), ("prawink", "prawnik")],
)
def test_a_slip_of_the_hand_is_forgiven(typed: str, meant: str) -> None:
    names = {"psycholog", "poradnia", "swietlica", "prawnik", "prawny", "klub", "dom"}
    assert most_alike([typed], names) == {typed: (meant,)}


def test_short_words_and_numbers_are_taken_as_they_are() -> None:
    assert slips_forgiven("dom") == 0
    assert slips_forgiven("2024") == 0
    assert most_alike(["dim", "kopalnia"], {"dom", "poradnia"}) == {}


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_the_distance_is_the_same_both_ways_and_never_more_than_the_longer_word(one: str, other: str) -> None:
    found = distance(one, other, 9)
    assert found == distance(other, one, 9)
    assert abs(len(one) - len(other)) <= found <= max(len(one), len(other))
    assert (found == 0) == (one == other)
    assert distance(one, other, 1) == min(found, 2)
