"""What somebody asks the open interface: parameters read strictly, refused in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils.translation import gettext as _

from core.opendata.queries.offer import Asked

if TYPE_CHECKING:
    from django.http import QueryDict

PER_PAGE: Final = 50
MOST_PER_PAGE: Final = 200
_LAST_PAGE: Final = 100_000
FORMATS: Final = ("json", "ndjson", "csv")
_TRUE: Final = ("true", "1", "yes", "")
_FALSE: Final = ("false", "0", "no")


class RefusedQueryError(Exception):
    """A parameter that cannot be understood, or an object that is not there; becomes an RFC 9457 problem."""

    def __init__(self, detail: str, status: int = 400, parameter: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.status = status
        self.parameter = parameter


@dataclass(frozen=True)
class Query:
    """A list as it was asked for."""

    page: int = 1
    per_page: int = PER_PAGE
    format: str = "json"
    full: bool = False
    minimal: bool = False
    full_service: bool = False
    top_only: bool = False
    parent_id: UUID | None = None
    asked: Asked = field(default_factory=Asked)


def read(data: QueryDict) -> Query:
    """Every parameter of the standard; unknown ones are left alone, wrong ones refused."""
    if "proximity" in data:
        raise RefusedQueryError(
            _("Nie mamy współrzędnych miejsc, więc nie szukamy według odległości. Użyj samego postcode."),
            parameter="proximity",
        )
    format_ = data.get("format", "json").lower()
    if format_ not in FORMATS:
        raise RefusedQueryError(
            _("Nieznany format. Dozwolone: %(formats)s.") % {"formats": ", ".join(FORMATS)}, 400, "format"
        )
    return Query(
        page=_number(data, "page", 1, _LAST_PAGE),
        per_page=_number(data, "per_page", PER_PAGE, MOST_PER_PAGE),
        format=format_,
        full=_flag(data, "full"),
        minimal=_flag(data, "minimal"),
        full_service=_flag(data, "full_service"),
        top_only=_flag(data, "top_only"),
        parent_id=_id(data, "parent_id"),
        asked=Asked(
            search=data.get("search", "").replace("\x00", "")[:200],
            taxonomy_term_id=_id(data, "taxonomy_term_id"),
            taxonomy_id=_id(data, "taxonomy_id"),
            organisation_id=_id(data, "organization_id"),
            modified_after=_moment(data, "modified_after"),
            postcode=_postcode(data),
        ),
    )


def _number(data: QueryDict, name: str, default: int, most: int) -> int:
    text = data.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= most or len(text) > 9:  # noqa: PLR2004
        raise RefusedQueryError(
            _("Parametr %(name)s to liczba od 1 do %(most)s.") % {"name": name, "most": most}, 400, name
        )
    return int(text)


def _flag(data: QueryDict, name: str) -> bool:
    if name not in data:
        return False
    text = str(data[name]).lower()
    if text not in _TRUE + _FALSE:
        raise RefusedQueryError(_("Parametr %(name)s to true albo false.") % {"name": name}, 400, name)
    return text in _TRUE


def _id(data: QueryDict, name: str) -> UUID | None:
    if not data.get(name):
        return None
    try:
        return UUID(str(data[name]))
    except ValueError as error:
        raise RefusedQueryError(
            _("Parametr %(name)s to identyfikator UUID.") % {"name": name}, 400, name
        ) from error


def _moment(data: QueryDict, name: str) -> datetime | None:
    """A moment, or a day that counts from its beginning; without an offset it is UTC."""
    text = data.get(name, "").replace(" ", "+")
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise RefusedQueryError(
            _("Parametr %(name)s to data RRRR-MM-DD albo data z godziną według ISO 8601.") % {"name": name},
            400,
            name,
        ) from error
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError as error:
        raise RefusedQueryError(_("Ta data leży poza kalendarzem."), 400, name) from error


def _postcode(data: QueryDict) -> str:
    text = data.get("postcode", "").strip()
    digits = text.replace("-", "").replace(" ", "")
    if not text:
        return ""
    if not (digits.isascii() and digits.isdigit() and len(digits) == 5):  # noqa: PLR2004
        raise RefusedQueryError(_("Parametr postcode to kod pocztowy w postaci 00-000."), 400, "postcode")
    return f"{digits[:2]}-{digits[2:]}"
