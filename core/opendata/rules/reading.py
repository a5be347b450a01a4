"""From a package's tables to organisations and services as the basket knows them.

What we wrote ourselves comes back word for word: our own terms and ids say where each field belongs. What
others wrote is read by the standard's own columns as far as a card has a field for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import orjson

from core.basket.enums import Accessibility, CapacityUnit, CardLanguage
from core.opendata.rules import vocabulary
from core.opendata.rules.checking import problems_of
from core.opendata.rules.describing import remote_id, seat_id
from core.opendata.rules.incoming import CARD, ORGANISATION, Incoming, Parsed
from core.opendata.rules.package import Raw
from core.reference.grounds import ServiceCategory
from core.shared.imports import cells
from core.shared.imports.problems import Problem
from core.shared.text import folded

Row = dict[str, Any]
Line = tuple[int, Row]


def read(raw: Raw) -> Parsed:
    """Organisations and services of a package, each with its problems; the rest in `loose`."""
    return _Reading(raw).parsed()


class _Reading:
    """One package while it is read; rows are looked up by id and by what they point to."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.rows: dict[str, dict[str, Line]] = {}
        for table, lines in raw.tables.items():
            known: dict[str, Line] = {}
            for line, row in lines:
                if "id" in row:
                    known.setdefault(str(row["id"]).lower(), (line, row))
            self.rows[table] = known
        self.below: dict[tuple[str, str], dict[str, list[Line]]] = {}
        self.meanings = vocabulary.meanings()
        self.languages = {folded(str(item.label)): item.value for item in CardLanguage}
        self.accessibility = {folded(str(item.label)): item.value for item in Accessibility}
        self.categories = {folded(str(item.label)): item.value for item in ServiceCategory}

    def parsed(self) -> Parsed:
        """Everything, in the order of the file."""
        found = Parsed()
        for line, row in self.raw.tables.get("organizations", []):
            found.organisations.append(self.organisation(line, row))
        for line, row in self.raw.tables.get("services", []):
            found.cards.append(self.card(line, row))
        self._hand_out(found)
        return found

    def linked(self, table: str, column: str, key: str) -> list[Line]:
        """Rows of a table that point to a key, in the order of the file."""
        known = self.below.get((table, column))
        if known is None:
            known = defaultdict(list)
            for line, row in self.raw.tables.get(table, []):
                if column in row:
                    known[str(row[column]).lower()].append((line, row))
            self.below[table, column] = known
        return known.get(key, [])

    def organisation(self, line: int, row: Row) -> Incoming:
        """An organisation with its numbers, telephone and seat."""
        key = str(row.get("id", "")).lower()
        found = Incoming(ORGANISATION, "organizations", line, key, key, str(row.get("name", "")))
        plain = {"name": "name", "short_name": "alternate_name", "email": "email", "website": "website"}
        for name, column in plain.items():
            _put(found, name, str(row.get(column, "")).strip(), ("organizations", line, column))
        numbers = {"PL-NIP": "nip", "PL-REGON": "regon", "PL-TERYT": "teryt"}
        for number_line, number in self.linked("organization_identifiers", "organization_id", key):
            scheme = str(number.get("identifier_scheme") or f"PL-{number.get('identifier_type', '')}").upper()
            if scheme in numbers:
                where = ("organization_identifiers", number_line, "identifier")
                _put(found, numbers[scheme], str(number.get("identifier", "")).strip(), where)
        for phone_line, phone in self.linked("phones", "organization_id", key)[:1]:
            if not phone.get("service_id"):
                _put(found, "phone", str(phone.get("number", "")).strip(), ("phones", phone_line, "number"))
        said = self._said(key)
        self._seat(found, key, ours="sector" in said)
        if "organisation_kind" in said:
            found.fields["kind"] = said["organisation_kind"][0]
        if "sector" in said:
            # Our own package names whatever it has: what is not there is empty.
            found.fields["sector"] = said["sector"][0]
            for name in ("nip", "regon", "teryt", "phone", "address"):
                found.fields.setdefault(name, "")
        else:
            # A stranger's package does not know of our fields: what it leaves out stays as it is.
            found.fields = {name: value for name, value in found.fields.items() if value != ""}
        return found

    def _seat(self, found: Incoming, key: str, *, ours: bool) -> None:
        """The organisation's own address; in a stranger's package that of its first place."""
        own = self.rows.get("locations", {}).get(seat_id(key))
        elsewhere = [] if ours else self.linked("locations", "organization_id", key)
        places = [own] if own else elsewhere
        for _, place in places:
            for line, address in self.linked("addresses", "location_id", str(place.get("id", "")).lower())[
                :1
            ]:
                parts = _address(address)
                tail = " ".join(part for part in parts[1:] if part)
                whole = ", ".join(part for part in (parts[0], tail) if part)
                _put(found, "address", whole, ("addresses", line, "address_1"))
                return

    def card(self, line: int, row: Row) -> Incoming:
        """A service with everything that a card says."""
        key = str(row.get("id", "")).lower()
        found = Incoming(CARD, "services", line, key, key, str(row.get("name", "")))
        found.organisation = str(row.get("organization_id", "")).lower()
        plain = {
            "name": "name",
            "description": "description",
            "website": "url",
            "email": "email",
            "waiting_note": "wait_time",
        }
        for name, column in plain.items():
            _put(found, name, str(row.get(column, "")).strip(), ("services", line, column))
        for name, column in {"min_age": "minimum_age", "max_age": "maximum_age"}.items():
            _number(found, name, row.get(column), ("services", line, column))
        self._texts(found, key, line, row)
        self._lists(found, key)
        self._capacity(found, key)
        self._places(found, key)
        self._own_words(found, key, line, row)
        found.fields["status"] = str(row.get("status", ""))
        return found

    def _texts(self, found: Incoming, key: str, line: int, row: Row) -> None:
        """Fields that stand in tables of their own, the first row of each."""
        sources = {
            "phone": ("phones", "number"),
            "contact_role": ("contacts", "title"),
            "hours": ("schedules", "description"),
        }
        for name, (table, column) in sources.items():
            rows = self.linked(table, "service_id", key)
            where, value = (table, line, column), ""
            for row_line, each in rows[:1]:
                where = (table, row_line, column)
                value = str(
                    each.get(column) or (_hours(each) if name == "hours" else each.get("department", ""))
                )
            _put(found, name, value.strip(), where)
        costs = self.linked("cost_options", "service_id", key)
        cost = "; ".join(text for _, each in costs if (text := _cost(each)))
        where = ("cost_options", costs[0][0], "option") if costs else ("services", line, "fees_description")
        _put(found, "cost", cost or str(row.get("fees_description") or row.get("fees") or ""), where)
        areas = [
            (area_line, area)
            for area_line, area in self.linked("service_areas", "service_id", key)
            if str(area.get("extent_type", "")).lower() == "teryt"
        ]
        where = ("service_areas", areas[0][0] if areas else line, "extent")
        _put(found, "teryt", str(areas[0][1].get("extent", "")) if areas else "", where)

    def _lists(self, found: Incoming, key: str) -> None:
        documents = self.linked("required_documents", "service_id", key)
        if documents:
            found.places["documents_needed"] = ("required_documents", documents[0][0], "document")
        found.fields["documents_needed"] = [
            str(each["document"]) for _, each in documents if "document" in each
        ]
        languages = []
        for line, each in self.linked("languages", "service_id", key):
            code = str(each.get("code", "")).lower()
            code = (
                code
                if code in CardLanguage.values
                else self.languages.get(folded(str(each.get("name", ""))), "")
            )
            if code:
                languages.append(code)
            else:
                _skip(
                    found,
                    "unknown_language",
                    ("languages", line, "code"),
                    each.get("code") or each.get("name"),
                )
        found.fields["languages"] = languages

    def _capacity(self, found: Incoming, key: str) -> None:
        rows = self.linked("service_capacities", "service_id", key)
        if not rows:
            found.fields["capacity"] = None
            return
        line, row = rows[0]
        column = "maximum" if "maximum" in row else "available"
        _number(found, "capacity", row.get(column), ("service_capacities", line, column))
        _, unit = self.rows.get("units", {}).get(str(row.get("unit_id", "")).lower(), (0, {}))
        if unit.get("identifier") in CapacityUnit.values:
            found.fields["capacity_unit"] = unit["identifier"]

    def _places(self, found: Incoming, key: str) -> None:
        """The first place with walls; a place at a distance; what makes the place accessible."""
        own: dict[str, str] = dict.fromkeys(("place", "street", "postcode", "city"), "")
        accessibility: list[str] = []
        remote = walls = False
        for _, at in self.linked("service_at_location", "service_id", key):
            where = str(at.get("location_id", "")).lower()
            line, place = self.rows.get("locations", {}).get(where, (0, {}))
            if place.get("location_type") == "virtual" or where == remote_id(found.organisation):
                remote = True
            elif place and not walls:
                walls = True
                accessibility = self._accessibility(found, where)
                if where != seat_id(found.organisation, accessibility):
                    own = self._address(found, where, line, place)
        for name, value in own.items():
            found.fields[name] = value
        found.fields["accessibility"] = accessibility
        found.fields["remote"] = remote

    def _address(self, found: Incoming, where: str, line: int, place: Row) -> dict[str, str]:
        own = {"place": str(place.get("name", "")), "street": "", "postcode": "", "city": ""}
        found.places["place"] = ("locations", line, "name")
        for address_line, address in self.linked("addresses", "location_id", where)[:1]:
            own["street"], own["postcode"], own["city"] = _address(address)
            columns = {"street": "address_1", "postcode": "postal_code", "city": "city"}
            for name, column in columns.items():
                found.places[name] = ("addresses", address_line, column)
        return own

    def _accessibility(self, found: Incoming, where: str) -> list[str]:
        codes = []
        for line, row in self.linked("accessibility", "location_id", where):
            said = str(row.get("details", ""))
            code = said if said in Accessibility.values else ""
            code = code or self.accessibility.get(folded(str(row.get("description", ""))), "")
            if code:
                codes.append(code)
            else:
                shown = row.get("description") or said
                _skip(found, "unknown_accessibility", ("accessibility", line, "description"), shown)
        return codes

    def _said(self, key: str) -> dict[str, tuple[str, int]]:
        """What the attributes of an object say in our vocabularies: code and line by vocabulary or field."""
        found: dict[str, tuple[str, int]] = {}
        for line, row in self.linked("attributes", "link_id", key):
            words, code = self.meanings.get(str(row.get("taxonomy_term_id", "")).lower(), ("", ""))
            if words == "card_field":
                found[f"field:{code}"] = (str(row.get("value", "")), line)
            elif words:
                found[words] = (code, line)
            elif (guess := self._category(row)) and "category" not in found:
                found["category guessed"] = (guess, line)
        return found

    def _category(self, attribute: Row) -> str:
        """A category by the code or the name of somebody else's term."""
        key = str(attribute.get("taxonomy_term_id", "")).lower()
        _, term = self.rows.get("taxonomy_terms", {}).get(key, (0, {}))
        code = str(term.get("code", ""))
        if code in ServiceCategory.values:
            return code
        return self.categories.get(folded(str(term.get("name", ""))), "")

    def _own_words(self, found: Incoming, key: str, line: int, row: Row) -> None:
        """Fields that only our own vocabularies know; a stranger's package leaves them as they are."""
        said = self._said(key)
        where = ("services", line, "eligibility_description")
        if "category" not in said:
            _put(found, "eligibility_note", str(row.get("eligibility_description", "")), where)
            if "category guessed" in said:
                found.fields["category"] = said["category guessed"][0]
            return
        found.fields["category"] = said["category"][0]
        found.places["category"] = ("attributes", said["category"][1], "taxonomy_term_id")
        if "referral_mode" in said:
            found.fields["referral_mode"] = said["referral_mode"][0]
        for name in ("target_group", "eligibility_note", "legal_basis", "waiting_note"):
            value, at = said.get(f"field:{name}", ("", line))
            _put(found, name, value, ("attributes", at, "value"))
        found.fields["is_public"] = folded(said.get("field:is_public", ("tak", 0))[0]) not in cells.NO
        conditions, at = said.get("field:eligibility", ("[]", line))
        found.places["eligibility"] = ("attributes", at, "value")
        try:
            found.fields["eligibility"] = orjson.loads(conditions)
        except orjson.JSONDecodeError:
            found.blame("bad_conditions", "eligibility", reason="JSON")

    def _hand_out(self, found: Parsed) -> None:
        """Give each problem of a row to the record that the row belongs to."""
        cards = {card.key: card for card in reversed(found.cards)}
        organisations = {each.key: each for each in reversed(found.organisations)}
        at_line = {(each.table, each.line): each for each in found}
        lines = {(table, line): row for table, rows in self.raw.tables.items() for line, row in rows}
        for problem in [*self.raw.problems, *problems_of(self.raw.tables)]:
            row = lines.get((problem.table, problem.line), {})
            owner = at_line.get((problem.table, problem.line)) or self._owner(row, cards, organisations)
            (owner.problems if owner else found.loose).append(problem)

    def _owner(
        self, row: Row, cards: Mapping[str, Incoming], organisations: Mapping[str, Incoming]
    ) -> Incoming | None:
        """The service or organisation of a row: by its own links, or over the place that it belongs to."""
        for column, known in (("service_id", cards), ("organization_id", organisations)):
            owner = known.get(str(row.get(column, "")).lower())
            if owner is not None:
                return owner
        link = str(row.get("link_id", "")).lower()
        if link in cards or link in organisations:
            return cards.get(link) or organisations.get(link)
        where = str(row.get("location_id") or (row.get("id", "") if "location_type" in row else "")).lower()
        for _, at in self.linked("service_at_location", "location_id", where) if where else []:
            owner = cards.get(str(at.get("service_id", "")).lower())
            if owner is not None:
                return owner
        return None


def _put(found: Incoming, name: str, value: str, where: tuple[str, int, str]) -> None:
    found.fields[name] = value
    found.places[name] = where


def _skip(found: Incoming, code: str, where: tuple[str, int, str], value: Any) -> None:
    data = {"value": str(value or "")[:80]}
    found.problems.append(Problem(code, *where, data, note=True))


def _number(found: Incoming, name: str, value: Any, where: tuple[str, int, str]) -> None:
    """A whole number; what is no number at all was told by the check of the table."""
    found.places[name] = where
    found.fields[name] = None
    if value is None or value == "":
        return
    number = cells.whole_number(str(value))
    if number is None or number < 0:
        found.blame("not_a_whole_number", name, value=str(value)[:80])
    else:
        found.fields[name] = number


def _address(row: Row) -> tuple[str, str, str]:
    street = ", ".join(str(row[name]) for name in ("address_1", "address_2") if row.get(name))
    return street, str(row.get("postal_code", "")), str(row.get("city", ""))


def _cost(row: Row) -> str:
    """A price in words; where the words are missing, the amount."""
    if row.get("option"):
        return str(row["option"])
    if row.get("amount") is None:
        return str(row.get("amount_description", ""))
    parts = (str(row["amount"]), str(row.get("currency", "")).upper(), str(row.get("amount_description", "")))
    return " ".join(part for part in parts if part)


def _hours(row: Row) -> str:
    """Hours of a schedule without words: days and times as they stand."""
    times = "–".join(str(row[name])[:5] for name in ("opens_at", "closes_at") if row.get(name))
    parts: list[str] = [str(row.get("byday", "")), times]
    return " ".join(part for part in parts if part)
