"""Whatever a card says, reading its own export finds nothing to change."""

from __future__ import annotations

import io
import zipfile
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from core.basket.enums import Accessibility, CapacityUnit, CardLanguage, CardStatus, ReferralMode
from core.opendata.queries.exports import _csv, _zipped
from core.opendata.rules import package, reading, sheet, vocabulary
from core.opendata.rules.describing import Surroundings, organisation_rows, service_rows
from core.opendata.rules.nesting import Nest
from core.opendata.rules.tables import TABLES
from core.reference.grounds import ServiceCategory
from core.shared import clock
from core.shared.imports.cells import as_written
from core.shared.imports.sheets import SheetCell

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(str.strip)
LINES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=60).map(
    str.strip
)
SOME = st.lists
PARTNER = UUID("019a2000-0000-7000-8000-000000000001")
CARD = UUID("019a2000-0000-7000-8000-000000000002")


def of_list(choices: Any) -> Any:
    """A few codes in the order of their list, as cards keep them."""
    picked = st.sets(st.sampled_from(choices.values), max_size=4)
    return picked.map(lambda some: [code for code in choices.values if code in some])


FIELDS = st.fixed_dictionaries(
    {
        "name": WORDS.filter(bool),
        "description": LINES,
        "category": st.sampled_from(ServiceCategory.values),
        "target_group": WORDS,
        "min_age": st.none() | st.integers(0, 130),
        "max_age": st.none() | st.integers(0, 130),
        "eligibility_note": LINES,
        "eligibility": st.just([]),
        "documents_needed": st.lists(WORDS.filter(bool), max_size=3),
        "legal_basis": WORDS,
        "cost": WORDS,
        "place": WORDS,
        "street": WORDS,
        "postcode": st.sampled_from(["", "42-200"]),
        "city": WORDS,
        "teryt": st.sampled_from(["", "2464011", "24"]),
        "hours": WORDS,
        "phone": WORDS,
        "email": st.sampled_from(["", "a@b.example"]),
        "website": st.sampled_from(["", "https://a.example/x"]),
        "referral_mode": st.sampled_from(ReferralMode.values),
        "contact_role": WORDS,
        "remote": st.booleans(),
        "accessibility": of_list(Accessibility),
        "languages": of_list(CardLanguage),
        "is_public": st.booleans(),
        "capacity": st.none() | st.integers(0, 100_000),
        "capacity_unit": st.sampled_from(CapacityUnit.values),
        "waiting_note": WORDS,
    }
)
ADDRESS = st.sampled_from(["", "ul. Próbna 5, 42-202 Częstochowa", "gdzieś, w lesie"]) | WORDS


def tables(fields: dict[str, Any], address: str) -> dict[str, list[dict[str, Any]]]:
    """The card as rows of the standard."""
    partner = SimpleNamespace(
        pk=PARTNER,
        name="Ośrodek",
        short_name="",
        sector="ngo",
        kind="ngo",
        nip="",
        regon="",
        teryt="",
        email="",
        phone="",
        address=address,
        website="",
    )
    card = SimpleNamespace(
        pk=CARD,
        partner=partner,
        partner_id=PARTNER,
        status=CardStatus.PUBLISHED,
        reviewed_on=clock.today(),
        **fields,
    )
    with override("pl"):
        rows = [
            *organisation_rows(partner, Surroundings("24")),  # type: ignore[arg-type]
            *service_rows(card, Surroundings("24")),  # type: ignore[arg-type]
        ]
        found: dict[str, dict[str, dict[str, Any]]] = {
            "taxonomies": {row["id"]: row for row in vocabulary.taxonomies()},
            "taxonomy_terms": {row["id"]: row for row in vocabulary.terms()},
            "units": {row["id"]: row for row in vocabulary.units()},
        }
    for table, row in rows:
        found.setdefault(table, {})[row["id"]] = row
    return {table: list(known.values()) for table, known in found.items()}


def said(fields: dict[str, Any]) -> dict[str, Any]:
    """What a reader can know: a unit says nothing without a number of places."""
    return {
        name: value
        for name, value in fields.items()
        if name != "capacity_unit" or fields["capacity"] is not None
    }


@settings(max_examples=60, deadline=None)
@given(FIELDS, ADDRESS)
def test_a_package_brings_back_what_the_card_says(fields: dict[str, Any], address: str) -> None:
    made = tables(fields, address)
    files = {f"{name}.csv": _csv(table, made).encode() for name, table in TABLES.items() if table.used}
    content = _zipped(files)
    assert zipfile.is_zipfile(io.BytesIO(content))
    with override("pl"):
        parsed = reading.read(package.read_zip(content))
    assert [problem for each in parsed for problem in each.problems if not problem.note] == []
    (card,) = parsed.cards
    assert {name: card.fields[name] for name in said(fields)} == said(fields)
    assert parsed.organisations[0].fields["address"] == address


@settings(max_examples=60, deadline=None)
@given(FIELDS, ADDRESS)
def test_nested_objects_bring_it_back_too(fields: dict[str, Any], address: str) -> None:
    import orjson  # noqa: PLC0415

    nest = Nest(tables(fields, address))
    whole = {"organizations": [nest.organisation(str(PARTNER))], "services": [nest.service(str(CARD))]}
    with override("pl"):
        parsed = reading.read(package.read_json(orjson.dumps(whole)))
    assert [problem for each in parsed for problem in each.problems if not problem.note] == []
    (card,) = parsed.cards
    assert {name: card.fields[name] for name in said(fields)} == said(fields)


@settings(max_examples=60, deadline=None)
@given(FIELDS)
def test_a_table_brings_back_what_stands_in_its_columns(fields: dict[str, Any]) -> None:
    fields["documents_needed"] = [text for text in fields["documents_needed"] if ";" not in text]
    partner = SimpleNamespace(name="Ośrodek")
    card = SimpleNamespace(pk=CARD, partner=partner, **fields)
    with override("pl"):
        row = sheet.written(card)  # type: ignore[arg-type]
        cells = [
            SheetCell(column, as_written(text).strip())
            for column, text in zip(sheet.COLUMNS, row, strict=True)
        ]
        found = sheet._card(2, cells)
    assert [problem for problem in found.problems if not problem.note] == []
    assert found.external_id == str(CARD)
    for name, value in found.fields.items():
        assert value == fields[name], name
