"""The kernel's small parts, without a database."""

from __future__ import annotations

import contextlib
import itertools
from datetime import UTC, date, datetime
from uuid import RFC_4122

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from core.shared import clock, identifiers
from core.shared.actor import Actor
from core.shared.encryption import EncryptedTextField
from core.shared.errors import DomainError
from core.shared.ids import uuid7
from core.shared.text import MOST_WORDS, folded, polish_order, searched


def test_ids_are_version_7_unique_and_ordered_by_time() -> None:
    made = [uuid7() for _ in range(2000)]
    assert len(set(made)) == len(made)
    assert {(one.version, one.variant) for one in made} == {(7, RFC_4122)}
    moments = [one.int >> 80 for one in made]
    assert moments == sorted(moments)


def test_names_sort_as_a_polish_reader_expects() -> None:
    names = ["Łódź", "Mikołów", "Żory", "Lubliniec", "Zakopane", "Łowicz", "Sosnowiec", "Świdnica", "Tychy"]
    assert sorted(names, key=polish_order) == [
        "Lubliniec", "Łowicz", "Łódź", "Mikołów", "Sosnowiec", "Świdnica", "Tychy", "Zakopane", "Żory",
    ]  # fmt: skip
    assert folded("  Świętochłowice  Górne ") == "swietochlowice gorne"


@pytest.mark.parametrize("value", ["", "123", "44051401358", "4405140135a", "00000000000"])
def test_a_wrong_pesel_is_refused_in_a_sentence(value: str) -> None:
    with pytest.raises(identifiers.BadPeselError) as refusal:
        identifiers.checked_pesel(value)
    assert "PESEL" in refusal.value.message


@pytest.mark.parametrize("value", ["24", "2464", "2464011", "1601", "3201011"])
def test_codes_of_each_level_pass(value: str) -> None:
    assert identifiers.checked_teryt(f" {value} ") == value


@pytest.mark.parametrize("value", ["", "2", "25", "246401", "2464015", "2464019", "Częstochowa", "24640111"])
def test_a_wrong_teryt_code_is_refused(value: str) -> None:
    with pytest.raises(identifiers.BadTerytError):
        identifiers.checked_teryt(value)


@given(st.text(max_size=12))
def test_no_text_breaks_the_checks(text: str) -> None:
    for check in (
        identifiers.checked_pesel,
        identifiers.checked_nip,
        identifiers.checked_regon,
        identifiers.checked_teryt,
    ):
        with contextlib.suppress(DomainError):
            assert check(text)


def test_an_actor_has_what_it_has() -> None:
    actor = Actor(user_id=None, name="A", tenant="g_1", roles=frozenset({"director"}))
    assert actor.has("director", "delegate")
    assert not actor.has("delegate")
    assert actor.may_use("anything")
    token = Actor(user_id=None, name="A", tenant="g_1", scopes=frozenset({"basket:read"}))
    assert token.may_use("basket:read")
    assert not token.may_use("basket:write")
    assert not Actor.system("x", "g_1").has("director")


def test_the_clock_stands_and_goes_on() -> None:
    before = clock.fixed_day()
    with clock.standing_at(date(2020, 1, 10)):
        assert clock.today() == date(2020, 1, 10)
        assert clock.now().date() == date(2020, 1, 10)
        with clock.standing_at(date(2021, 5, 1)):
            assert clock.today() == date(2021, 5, 1)
        assert clock.today() == date(2020, 1, 10)
    assert clock.fixed_day() == before


def test_a_sealed_field_cannot_be_searched() -> None:
    field: models.Field[object, object] = EncryptedTextField()
    for lookup in itertools.chain(("exact", "contains", "gt")):
        with pytest.raises(TypeError, match="blind index"):
            field.get_lookup(lookup)
    assert field.get_lookup("isnull") is not None


def test_a_search_is_a_few_words_however_much_is_typed() -> None:
    """Each word is a condition of its own: thousands of them held a process for seconds."""
    assert searched("Żółta żółta Łąka") == ["zolta", "laka"]
    assert len(searched(" ".join(str(number) for number in range(5_000)))) == MOST_WORDS


def test_a_day_is_that_of_the_people_who_live_it() -> None:
    assert clock.day_of(datetime(2026, 10, 4, 22, 30, tzinfo=UTC)) == date(2026, 10, 5)
