"""The open interface described in OpenAPI 3.1, with the profile's own schemas."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _

from core.opendata.rules import profile
from core.opendata.rules.tables import VERSION
from core.shared.addresses import address
from tenants.context import current
from web.opendata.asking import FORMATS, MOST_PER_PAGE, PER_PAGE

Part = dict[str, Any]
_SCHEMAS: Final = "#/components/schemas/"
_TEXT: Final[Part] = {"type": "string", "maxLength": 200}
_UUID: Final[Part] = {"type": "string", "format": "uuid"}
_FLAG: Final[Part] = {"type": "boolean", "default": False}
_PAGING: Final = ("search", "page", "per_page", "format")
_NARROWING: Final = ("taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "postcode")
# Path -> (schema, parameters); a path with an id gives the whole object.
_PATHS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "/services": ("service", (*_PAGING, *_NARROWING, "minimal", "full")),
    "/services/{id}": ("service", ()),
    "/organizations": ("organization", (*_PAGING, "full", "full_service")),
    "/organizations/{id}": ("organization", ("full_service",)),
    "/service_at_locations": ("service_at_location", (*_PAGING, *_NARROWING, "full")),
    "/service_at_locations/{id}": ("service_at_location", ()),
    "/taxonomies": ("taxonomy", _PAGING),
    "/taxonomies/{id}": ("taxonomy", ()),
    "/taxonomy_terms": ("taxonomy_term", (*_PAGING, "taxonomy_id", "top_only", "parent_id")),
    "/taxonomy_terms/{id}": ("taxonomy_term", ()),
}


def openapi() -> Part:
    """The whole description, for the town of the moment."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("Koszyk usług: %(town)s (Open Referral HSDS)") % {"town": str(current().name)},
            "version": VERSION,
            "description": _("Publiczne usługi lokalnego koszyka, tylko do czytania."),
        },
        "servers": [{"url": address("/hsds")}],
        "paths": {"/": _base(), **{path: _path(path, *given) for path, given in _PATHS.items()}},
        "components": {
            "schemas": {
                **profile.definitions(_SCHEMAS),
                **{f"{name}_page": _page(name) for name, _given in _PATHS.values()},
                "base": _closed(
                    {"version": _TEXT, "profile": {"type": "string"}, "openapi_url": {"type": "string"}}
                ),
                "minimal_service": _closed(
                    {"id": _UUID, "modified_date": {"type": ["string", "null"], "format": "date-time"}}
                ),
                "problem": {
                    "type": "object",
                    "properties": {
                        "type": {"type": "string"},
                        "title": {"type": "string"},
                        "status": {"type": "integer"},
                        "detail": {"type": "string"},
                        "parameter": {"type": "string"},
                    },
                    "required": ["type", "title", "status", "detail"],
                    "additionalProperties": False,
                },
            },
            "parameters": {name: _parameter(name) for name in _parameters()},
        },
    }


def _parameters() -> dict[str, tuple[Part, str]]:
    return {
        "search": (_TEXT, _("Słowa nazwy, opisu lub grupy, w dowolnej odmianie.")),
        "page": ({"type": "integer", "minimum": 1, "default": 1}, _("Numer strony.")),
        "per_page": (
            {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
            _("Ile pozycji na stronie."),
        ),
        "format": (
            {"type": "string", "enum": list(FORMATS), "default": "json"},
            _("ndjson i csv dają wszystko naraz, bez stron."),
        ),
        "taxonomy_term_id": (_UUID, _("Tylko usługi opisane tym słowem.")),
        "taxonomy_id": (_UUID, _("Tylko usługi opisane słowem tego słownika.")),
        "organization_id": (_UUID, _("Tylko usługi tej organizacji.")),
        "modified_after": (
            {"type": "string"},
            _("Tylko zmienione od tego dnia lub tej chwili (ISO 8601, bez strefy: UTC)."),
        ),
        "postcode": (
            {"type": "string", "pattern": "^[0-9]{2}-?[0-9]{3}$"},
            _("Tylko usługi pod adresem z tym kodem pocztowym. Odległości (proximity) nie liczymy."),
        ),
        "minimal": (_FLAG, _("Tylko identyfikatory i chwile zmiany, wszystkie naraz.")),
        "full": (_FLAG, _("Całe obiekty ze wszystkim, co do nich należy.")),
        "full_service": (_FLAG, _("Organizacje z całymi usługami.")),
        "top_only": (_FLAG, _("Tylko słowa najwyższego poziomu; innych tu nie ma.")),
        "parent_id": (_UUID, _("Tylko słowa pod tym słowem; takich tu nie ma.")),
    }


def _parameter(name: str) -> Part:
    schema, text = _parameters()[name]
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": text}


def _base() -> Part:
    return {"get": {"operationId": "base", "responses": _responses({"$ref": f"{_SCHEMAS}base"})}}


def _path(path: str, name: str, parameters: tuple[str, ...]) -> Part:
    one = path.endswith("{id}")
    schema = {"$ref": f"{_SCHEMAS}{name}" if one else f"{_SCHEMAS}{name}_page"}
    responses = _responses(schema)
    get: Part = {
        "operationId": path.strip("/").replace("/{id}", "_by_id"),
        "parameters": [{"$ref": f"#/components/parameters/{each}"} for each in parameters],
        "responses": responses,
    }
    if one:
        responses["404"] = _problem(_("Nie ma takiego obiektu."))
        get["parameters"].insert(0, {"name": "id", "in": "path", "required": True, "schema": _UUID})
    else:
        content = responses["200"]["content"]
        content["application/x-ndjson"] = {"schema": {"type": "string"}}
        content["text/csv"] = {"schema": {"type": "string"}}
    return {"get": get}


def _responses(schema: Part) -> Part:
    return {
        "200": {"description": "OK", "content": {"application/json": {"schema": schema}}},
        "304": {"description": _("Bez zmian od ostatniego pytania (If-None-Match).")},
        "400": _problem(_("Niezrozumiały parametr.")),
    }


def _problem(text: str) -> Part:
    schema = {"schema": {"$ref": f"{_SCHEMAS}problem"}}
    return {"description": text, "content": {"application/problem+json": schema}}


def _page(name: str) -> Part:
    """The standard's wrapper: counts and the objects of one page."""
    options = [f"{name}_list", name, *(["minimal_service"] if name == "service" else [])]
    count = {"type": "integer", "minimum": 0}
    return _closed(
        {
            "total_items": count,
            "total_pages": count,
            "page_number": count,
            "size": count,
            "first_page": {"type": "boolean"},
            "last_page": {"type": "boolean"},
            "empty": {"type": "boolean"},
            "contents": {
                "type": "array",
                "items": {"anyOf": [{"$ref": f"{_SCHEMAS}{option}"} for option in options]},
            },
        }
    )


def _closed(properties: Part) -> Part:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
