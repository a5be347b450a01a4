"""How personal data give themselves away, and tags in one form."""

from __future__ import annotations

import time

import pytest

from core.exchange.errors import TooManyTagsError
from core.exchange.rules import personal_traces, tags_of, voivodeship_of


@pytest.mark.parametrize(
    ("text", "traces"),
    [
        ("Rodzina z trójką dzieci, 2024-2026, 12 spotkań.", ()),
        ("Koszt 120 000 000 zł, dotacja 250000000 PLN, 15.10.2026.", ()),
        ("Termin 2026-10-05, wskaźnik 1.234.567.890.", ()),
        ("PESEL 44051401359", ("pesel",)),
        ("nr 440514 01359 w aktach", ("pesel",)),
        ("numer 12345678901", ("pesel",)),
        ("tel. 601 234 567", ("phone",)),
        ("(34) 123-45-67", ("phone",)),
        ("+48 601 234 567", ("phone",)),
        ("pisz: jan.zmyslony @ poczta.example.pl", ("email",)),
        ("Jan, 601234567, jan@poczta.example", ("email", "phone")),
    ],
)
def test_traces_of_personal_data(text: str, traces: tuple[str, ...]) -> None:
    assert personal_traces(text) == traces


def test_a_long_text_is_looked_through_in_no_time() -> None:
    began = time.process_time()
    assert personal_traces("a" * 100_000) == ()
    assert time.process_time() - began < 1


def test_tags_have_one_form() -> None:
    assert tags_of(["  Szkoła ", "szkoła", "", "Praca  z rodziną"]) == ["szkoła", "praca z rodziną"]
    for wrong in (["x" * 41], [str(number) for number in range(13)]):
        with pytest.raises(TooManyTagsError):
            tags_of(wrong)


def test_a_schema_names_its_voivodeship() -> None:
    assert [voivodeship_of(schema) for schema in ("g_2464011", "p_2401", "r_10")] == ["24", "24", "10"]
