"""Fifty municipalities and four regions: those of the pilot, under codes that can be right."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from core.reference import seed, territory
from core.reference.territory import GMINY, MUNICIPALITIES, POWIATY, REGIONS, Basis, Municipality
from core.shared.identifiers import checked_teryt

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def _ids(item: Municipality) -> str:
    return item.slug


def test_there_are_thirty_gminy_and_twenty_powiaty_in_four_voivodeships() -> None:
    counts = Counter((item.voivodeship, item.kind.value) for item in MUNICIPALITIES)
    assert counts == {
        ("24", "gmina"): 15,
        ("24", "powiat"): 6,
        ("10", "gmina"): 8,
        ("10", "powiat"): 6,
        ("12", "gmina"): 5,
        ("12", "powiat"): 6,
        ("16", "gmina"): 2,
        ("16", "powiat"): 2,
    }


def test_what_is_assumed_is_marked() -> None:
    assumed = {item.code for item in MUNICIPALITIES if item.basis is Basis.ASSUMED}
    assert assumed == {
        *("1603011", "1607053", "1603", "1607"),
        *("2403", "2407", "2408", "2413", "2416"),
        *("1005", "1012", "1014", "1016"),
    }
    assert all(item.confirmed for item in MUNICIPALITIES if item.code not in assumed)


@pytest.mark.parametrize("item", MUNICIPALITIES, ids=_ids)
def test_each_code_keeps_the_rules_of_teryt(item: Municipality) -> None:
    assert checked_teryt(item.code) == item.code
    assert len(item.code) == (7 if item in GMINY else 4)
    assert item.voivodeship in territory.VOIVODESHIPS
    assert SLUG.fullmatch(item.slug)
    assert item.slug.startswith("powiat-") == item.name.startswith("powiat ")
    assert item.locative.startswith("w ")
    assert item.lead_short.split()[0] in {"MOPS", "MOPR", "OPS", "PCPR"}
    assert " w " in item.lead_name


def test_codes_slugs_and_schemas_are_unique_across_all_tenants() -> None:
    for attribute in ("code", "slug", "schema_name"):
        values = [getattr(item, attribute) for item in (*MUNICIPALITIES, *REGIONS)]
        assert len(set(values)) == len(values) == 54


def test_cities_with_powiat_rights_are_told_by_their_number() -> None:
    cities = {item.code[:4] for item in MUNICIPALITIES if item.is_city_with_powiat_rights}
    assert cities == {
        *("2461", "2464", "2465", "2470", "2473", "2474", "2475", "2479"),
        *("1061", "1062", "1261"),
    }


def test_land_powiaty_surround_a_participating_town() -> None:
    towns = {item.code[:4] for item in GMINY}
    land = [item for item in POWIATY if not item.is_city_with_powiat_rights]
    assert {item.code for item in land} <= towns


def test_one_region_leads_and_each_voivodeship_has_its_own() -> None:
    assert {item.code for item in REGIONS} == set(territory.VOIVODESHIPS)
    assert [item.slug for item in REGIONS if item.is_leader] == ["rops-katowice"]
    assert {item.slug for item in REGIONS} == {
        "rops-katowice",
        "rcps-lodz",
        "rops-krakow",
        "rops-opole",
    }


def test_the_seed_holds_every_tenant_and_everything_above_it_parents_first() -> None:
    units = list(seed.seed_units())
    codes = [unit.code for unit in units]
    assert len(set(codes)) == len(codes)
    assert set(codes) >= {item.code for item in MUNICIPALITIES}
    for position, unit in enumerate(units):
        assert not unit.parent_code or unit.parent_code in codes[:position]


def test_slugs_spell_polish_letters_in_ascii() -> None:
    assert territory.slug_of("Kędzierzyn-Koźle") == "kedzierzyn-kozle"
    assert territory.slug_of("Łódź") == "lodz"
    assert territory.slug_of("powiat będziński") == "powiat-bedzinski"
