"""Our profile of the standard: what the interface promises of every object, as JSON Schema (2020-12).

Written from the same tables as the data and stricter than the standard: no key that is not named here, no
empty text but in parts of an address, and for services what we always say.
"""

from __future__ import annotations

from typing import Any, Final

from core.opendata.rules.nesting import CHILDREN, PARENTS
from core.opendata.rules.tables import TABLES, VERSION, Column

Schema = dict[str, Any]
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
# The name of each table's object in the profile.
NAMES: Final = {
    "organizations": "organization",
    "organization_identifiers": "organization_identifier",
    "services": "service",
    "locations": "location",
    "addresses": "address",
    "accessibility": "accessibility",
    "service_at_location": "service_at_location",
    "service_areas": "service_area",
    "schedules": "schedule",
    "contacts": "contact",
    "phones": "phone",
    "languages": "language",
    "cost_options": "cost_option",
    "required_documents": "required_document",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
    "attributes": "attribute",
    "units": "unit",
    "service_capacities": "service_capacity",
}
# What the standard leaves open and we always give.
_ALWAYS: Final[dict[str, tuple[str, ...]]] = {
    "services": ("organization_id", "application_process", "last_modified"),
    "addresses": ("address_1", "city", "state_province", "postal_code", "country"),
    "taxonomy_terms": ("code", "taxonomy", "language", "taxonomy_id", "taxonomy_detail"),
    "attributes": ("taxonomy_term",),
    "service_capacities": ("maximum", "unit"),
}
_LISTED_WITH: Final[dict[str, tuple[str, ...]]] = {
    "services": ("organization",),
    "service_at_location": ("service", "location"),
    "organizations": (),
    "taxonomies": (),
    "taxonomy_terms": ("taxonomy_detail",),
}
_KINDS: Final[dict[str, Schema]] = {
    "uuid": {"type": "string", "format": "uuid"},
    "number": {"type": "number", "minimum": 0},
    "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "email": {"type": "string", "format": "email"},
    "uri": {"type": "string", "format": "uri", "pattern": "^https?://"},
    "text": {"type": "string", "minLength": 1},
}


def names() -> list[str]:
    """Schemas that can be asked for: each endpoint's whole object and its object in lists."""
    whole = ("service", "organization", "service_at_location", "taxonomy", "taxonomy_term")
    return sorted([*whole, *(f"{name}_list" for name in whole)])


def schema(name: str) -> Schema:
    """A schema that stands by itself; raises `KeyError` for a name that is not in `names`."""
    if name not in names():
        raise KeyError(name)
    return {
        "$schema": DIALECT,
        "title": name,
        "description": f"Open Referral HSDS {VERSION}, profil Kooperacje.",
        "$ref": f"#/$defs/{name}",
        "$defs": definitions(),
    }


def definitions(prefix: str = "#/$defs/") -> Schema:
    """Every object of the profile, pointing to the others under a prefix."""
    found: Schema = {}
    for table, name in NAMES.items():
        found[name] = _object(table, prefix)
        found[f"{name}_basic"] = _closed(table, _own(table))
    for table, with_ in _LISTED_WITH.items():
        nested = {key: _reference(_parent(table, key), prefix) for key in with_}
        found[f"{NAMES[table]}_list"] = _closed(table, {**_own(table), **nested}, with_)
    services = {"type": "array", "items": _any(prefix, "service_basic", "service")}
    found["organization"]["properties"]["services"] = services
    found["service_at_location"]["properties"]["service"] = _listed_service(prefix)
    found["service_at_location_list"]["properties"]["service"] = _listed_service(prefix)
    return found


def _listed_service(prefix: str) -> Schema:
    return {"$ref": f"{prefix}service_list"}


def _any(prefix: str, *options: str) -> Schema:
    return {"anyOf": [{"$ref": f"{prefix}{name}"} for name in options]}


def _parent(table: str, key: str) -> str:
    return next(parent for name, parent, _ in PARENTS[table] if name == key)


def _reference(table: str, prefix: str) -> Schema:
    """Objects above are nested whole, organisations and the locations of lists without what is below them."""
    basic = table in ("organizations", "locations", "services")
    return {"$ref": f"{prefix}{NAMES[table]}{'_basic' if basic else ''}"}


def _object(table: str, prefix: str) -> Schema:
    properties = _own(table)
    for key, parent, _ in PARENTS.get(table, ()):
        if parent in NAMES:
            whole = parent == "locations"
            reference = {"$ref": f"{prefix}{NAMES[parent]}"} if whole else _reference(parent, prefix)
            properties[key] = reference
    for key, child, _ in (*CHILDREN.get(table, ()), ("attributes", "attributes", "link_id")):
        if child in NAMES and table != "attributes":
            properties[key] = {
                "type": "array",
                "minItems": 1,
                "items": {"$ref": f"{prefix}{NAMES[child]}"},
            }
    return _closed(table, properties, ("organization",) if table == "services" else ())


def _own(table: str) -> Schema:
    return {column.name: _value(table, column) for column in TABLES[table].columns}


def _value(table: str, column: Column) -> Schema:
    if column.choices:
        return {"type": "string", "enum": list(column.choices)}
    if table == "addresses" and column.kind == "text":
        return {"type": "string"}
    if column.name in ("latitude", "longitude", "timezone"):
        return {"type": "number"}
    return dict(_KINDS[column.kind])


def _closed(table: str, properties: Schema, also: tuple[str, ...] = ()) -> Schema:
    needed = [column.name for column in TABLES[table].columns if column.required]
    needed += [name for name in (*_ALWAYS.get(table, ()), *also) if name in properties]
    return {
        "type": "object",
        "properties": properties,
        "required": list(dict.fromkeys(needed)),
        "additionalProperties": False,
    }
