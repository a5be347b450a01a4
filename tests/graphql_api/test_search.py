"""The basket's search through the interface: the same words, filters and limits as on the pages."""

from __future__ import annotations

from typing import Any

import pytest

from core.basket import operations
from core.partnership.queries import partners
from core.shared.enums import Role
from graphql_api.municipality.schema import schema
from tests.core.partnership.stories import declared
from tests.graphql_api.caller import Caller, token_for
from tests.support import people

QUERY = """query($search:NoNullString,$age:Int,$place:NoNullString,$language:CardLanguage,
  $accessibility:[Accessibility!],$remote:Boolean,$freePlaces:Boolean,$targetGroup:NoNullString){
  serviceCards(first:10,search:$search,age:$age,place:$place,language:$language,remote:$remote,
    accessibility:$accessibility,freePlaces:$freePlaces,targetGroup:$targetGroup){nodes{name}}}"""
READING = """query($search:NoNullString!){
  serviceSearch(search:$search){corrected{typed readAs} unknown partly}}"""


@pytest.fixture
def officer(in_town: str) -> Caller:
    partner, _ = declared("Poradnia Rodzinna", address="ul. Zmyślona 1, Kłomnice")
    cards: dict[str, dict[str, Any]] = {
        "Świetlica środowiskowa": {
            "min_age": 7,
            "max_age": 15,
            "target_group": "dzieci",
            "accessibility": ["lift"],
            "capacity": 0,
        },
        "Porady prawne": {"remote": True, "languages": ["uk"], "capacity": 3, "city": "Rędziny"},
    }
    for name, details in cards.items():
        card = operations.draft_card(
            actor=people.system(),
            partner=partner,
            name=name,
            description="Pomoc w wyjściu z długów.",
            category="family_support",
            **details,
        )
        operations.publish_card(actor=people.system(), card=card)
    return Caller(schema, token_for(Role.NETWORK_OFFICER))


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"search": "swietlice"}, ["Świetlica środowiskowa"]),
        ({"search": "świetlcia"}, ["Świetlica środowiskowa"]),
        ({"search": "dług"}, ["Porady prawne", "Świetlica środowiskowa"]),
        ({"search": "kopalnia świetlica"}, []),
        ({"targetGroup": "dziecko"}, ["Świetlica środowiskowa"]),
        ({"age": 40}, ["Porady prawne"]),
        ({"place": "kłomnicach"}, ["Świetlica środowiskowa"]),
        ({"language": "UKRAINIAN"}, ["Porady prawne"]),
        ({"accessibility": ["LIFT"]}, ["Świetlica środowiskowa"]),
        ({"remote": True}, ["Porady prawne"]),
        ({"freePlaces": True}, ["Porady prawne"]),
    ],
)
def test_cards_are_searched_and_narrowed(officer: Caller, given: dict[str, Any], names: list[str]) -> None:
    found = officer(QUERY, **given).data["serviceCards"]["nodes"]
    assert [row["name"] for row in found] == names


def test_a_program_learns_how_words_were_read(officer: Caller) -> None:
    found = officer(READING, search="świetlcia kopalnia").data["serviceSearch"]
    assert found == {
        "corrected": [{"typed": "świetlcia", "readAs": ["swietlica"]}],
        "unknown": ["kopalnia"],
        "partly": True,
    }
    assert Caller(schema, token_for(Role.OPERATOR))(READING, search="x").data == {"serviceSearch": None}


def test_partners_are_found_mistyped(officer: Caller) -> None:
    assert partners(people.system(), "poradnai").count() == 1
    found = officer('{partners(first:5,search:"poradni rodzinnej"){nodes{name}}}').data["partners"]["nodes"]
    assert [row["name"] for row in found] == ["Poradnia Rodzinna"]
