"""The tables of Open Referral HSDS 3.0 that a package may hold, with the capacity objects of 3.1.

Written down from the standard's reference: which columns there are, of what kind, and where each points.
Tables that the basket has no use for are checked like the others and then left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

VERSION: Final = "3.0"


@dataclass(frozen=True)
class Column:
    """A column: what its values look like, whether one must be there, and the table that it points to."""

    name: str
    kind: str = "text"
    required: bool = False
    refers_to: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table of the standard under the name of its file, and the key under which objects nest it."""

    name: str
    columns: tuple[Column, ...]
    used: bool = True

    @property
    def header(self) -> list[str]:
        """Names of the columns in the standard's order."""
        return [column.name for column in self.columns]

    def column(self, name: str) -> Column | None:
        """A column by its name."""
        return next((column for column in self.columns if column.name == name), None)


def _id() -> Column:
    return Column("id", "uuid", required=True)


def _to(table: str, name: str, *, required: bool = False) -> Column:
    return Column(name, "uuid", required=required, refers_to=table)


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


_SERVICE = _to("services", "service_id")
_ORGANIZATION = _to("organizations", "organization_id")
_LOCATION = _to("locations", "location_id")
_PLACE = _to("service_at_location", "service_at_location_id")
_PLACES = ("physical", "postal", "virtual")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
STATUSES: Final = ("active", "inactive", "defunct", "temporarily closed")

_ALL = (
    Table(
        "organizations",
        (
            _id(),
            Column("name", required=True),
            Column("alternate_name"),
            Column("description", required=True),
            Column("email", "email"),
            Column("website", "uri"),
            *_texts("tax_status", "tax_id"),
            Column("year_incorporated", "number"),
            *_texts("legal_status", "logo"),
            Column("uri", "uri"),
            _to("organizations", "parent_organization_id"),
        ),
    ),
    Table(
        "organization_identifiers",
        (
            _id(),
            _to("organizations", "organization_id", required=True),
            Column("identifier_scheme"),
            Column("identifier_type", required=True),
            Column("identifier", required=True),
        ),
    ),
    Table(
        "programs",
        (
            _id(),
            _to("organizations", "organization_id", required=True),
            Column("name", required=True),
            Column("alternate_name"),
            Column("description", required=True),
        ),
        used=False,
    ),
    Table(
        "services",
        (
            _id(),
            _to("organizations", "organization_id", required=True),
            _to("programs", "program_id"),
            Column("name", required=True),
            *_texts("alternate_name", "description"),
            Column("url", "uri"),
            Column("email", "email"),
            Column("status", required=True, choices=STATUSES),
            *_texts("interpretation_services", "application_process", "fees_description", "wait_time"),
            *_texts("fees", "accreditations", "eligibility_description"),
            Column("minimum_age", "number"),
            Column("maximum_age", "number"),
            Column("assured_date", "date"),
            Column("assurer_email", "email"),
            *_texts("licenses", "alert"),
            Column("last_modified", "moment"),
        ),
    ),
    Table(
        "locations",
        (
            _id(),
            Column("location_type", required=True, choices=_PLACES),
            Column("url", "uri"),
            _ORGANIZATION,
            *_texts("name", "alternate_name", "description", "transportation"),
            Column("latitude", "number"),
            Column("longitude", "number"),
            *_texts("external_identifier", "external_identifier_type"),
        ),
    ),
    Table(
        "addresses",
        (
            _id(),
            _LOCATION,
            Column("attention"),
            Column("address_1"),
            *_texts("address_2", "city", "region", "state_province", "postal_code", "country"),
            Column("address_type", required=True, choices=_PLACES),
        ),
    ),
    Table(
        "accessibility",
        (_id(), _LOCATION, *_texts("description", "details"), Column("url", "uri")),
    ),
    Table(
        "service_at_location",
        (
            _id(),
            _to("services", "service_id", required=True),
            _to("locations", "location_id", required=True),
            Column("description"),
        ),
    ),
    Table(
        "service_areas",
        (_id(), _SERVICE, *_texts("name", "description", "extent", "extent_type"), Column("uri", "uri")),
    ),
    Table(
        "schedules",
        (
            _id(),
            _SERVICE,
            _LOCATION,
            _PLACE,
            Column("valid_from", "date"),
            Column("valid_to", "date"),
            Column("dtstart", "date"),
            Column("timezone", "number"),
            Column("until", "date"),
            Column("count", "number"),
            Column("wkst", choices=_DAYS),
            Column("freq", choices=("WEEKLY", "MONTHLY")),
            Column("interval", "number"),
            *_texts("byday", "byweekno", "bymonthday", "byyearday", "description", "opens_at", "closes_at"),
            Column("schedule_link", "uri"),
            *_texts("attending_type", "notes"),
        ),
    ),
    Table(
        "contacts",
        (
            _id(),
            _ORGANIZATION,
            _SERVICE,
            _PLACE,
            _LOCATION,
            *_texts("name", "title", "department"),
            Column("email", "email"),
        ),
    ),
    Table(
        "phones",
        (
            _id(),
            _LOCATION,
            _SERVICE,
            _ORGANIZATION,
            _to("contacts", "contact_id"),
            _PLACE,
            Column("number", required=True),
            Column("extension", "number"),
            *_texts("type", "description"),
        ),
    ),
    Table(
        "languages",
        (_id(), _SERVICE, _LOCATION, _to("phones", "phone_id"), *_texts("name", "code", "note")),
    ),
    Table(
        "funding",
        (_id(), _ORGANIZATION, _SERVICE, Column("source")),
        used=False,
    ),
    Table(
        "cost_options",
        (
            _id(),
            _to("services", "service_id", required=True),
            Column("valid_from", "date"),
            Column("valid_to", "date"),
            *_texts("option", "currency"),
            Column("amount", "number"),
            Column("amount_description"),
        ),
    ),
    Table(
        "required_documents",
        (_id(), _SERVICE, Column("document"), Column("uri", "uri")),
    ),
    Table(
        "taxonomies",
        (
            _id(),
            Column("name", required=True),
            Column("description", required=True),
            Column("uri", "uri"),
            Column("version"),
        ),
    ),
    Table(
        "taxonomy_terms",
        (
            _id(),
            Column("code"),
            Column("name", required=True),
            Column("description", required=True),
            _to("taxonomy_terms", "parent_id"),
            *_texts("taxonomy", "language"),
            _to("taxonomies", "taxonomy_id"),
            Column("term_uri", "uri"),
        ),
    ),
    Table(
        "attributes",
        (
            _id(),
            Column("link_id", "uuid", required=True),
            _to("taxonomy_terms", "taxonomy_term_id", required=True),
            *_texts("link_type", "link_entity", "value"),
        ),
    ),
    Table(
        "units",
        (_id(), Column("name", required=True), *_texts("scheme", "identifier"), Column("uri", "uri")),
    ),
    Table(
        "service_capacities",
        (
            _id(),
            _to("services", "service_id", required=True),
            _to("units", "unit_id", required=True),
            Column("available", "number", required=True),
            Column("maximum", "number"),
            Column("description"),
            Column("updated", "moment", required=True),
        ),
    ),
    Table(
        "metadata",
        (
            _id(),
            Column("resource_id", "uuid", required=True),
            *_texts("resource_type", "last_action_date", "last_action_type", "field_name"),
            *_texts("previous_value", "replacement_value", "updated_by"),
        ),
        used=False,
    ),
    Table(
        "meta_table_descriptions",
        (_id(), *_texts("name", "language", "character_set")),
        used=False,
    ),
)
TABLES: Final[dict[str, Table]] = {table.name: table for table in _ALL}
# Names under which other packages carry the same tables.
SYNONYMS: Final = {
    "organization": "organizations",
    "organization_identifier": "organization_identifiers",
    "program": "programs",
    "service": "services",
    "location": "locations",
    "address": "addresses",
    "service_at_locations": "service_at_location",
    "service_area": "service_areas",
    "schedule": "schedules",
    "contact": "contacts",
    "phone": "phones",
    "language": "languages",
    "cost_option": "cost_options",
    "required_document": "required_documents",
    "taxonomy": "taxonomies",
    "taxonomy_term": "taxonomy_terms",
    "attribute": "attributes",
    "unit": "units",
    "service_capacity": "service_capacities",
    "accessibilities": "accessibility",
    "meta_table_description": "meta_table_descriptions",
}


def table_named(name: str) -> Table | None:
    """A table by its name, its file's name or the singular of it."""
    bare = name.strip().lower().rsplit("/", 1)[-1].removesuffix(".csv")
    return TABLES.get(SYNONYMS.get(bare, bare))
