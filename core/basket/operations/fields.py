"""What is written on a card, checked field by field before it is stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from core.basket import errors, rules
from core.basket.eligibility.conditions import as_json, parse
from core.basket.enums import Accessibility, CapacityUnit, CardLanguage, ReferralMode
from core.basket.models import ServiceCard
from core.basket.permissions import require_publisher
from core.reference.grounds import ServiceCategory
from core.shared.actor import Actor
from core.shared.identifiers import checked_teryt

IMPORTED = ("source", "external_id")
_WEB_ADDRESS = URLValidator(schemes=["http", "https"])


def checked(actor: Actor, details: dict[str, Any], kept: ServiceCard | None = None) -> dict[str, Any]:
    """Fields of a card that may be written; an unknown name is the caller's mistake.

    `kept` is the card that is changed: rules about two fields look at the one that stays. Where a card
    was imported from is a publisher's to write.
    """
    if details.keys() & set(IMPORTED):
        require_publisher(actor)
    unknown = set(details) - {*rules.EDITABLE, *IMPORTED}
    if unknown:
        raise TypeError(", ".join(sorted(unknown)))
    fields = {name: _clean(name, value) for name, value in details.items()}
    whole = {name: fields.get(name, getattr(kept, name, None)) for name in ("min_age", "max_age")}
    rules.check_ages(**whole)
    return fields


def _clean(name: str, value: Any) -> Any:
    if isinstance(value, str):
        value = value.strip()
        longest: int | None = getattr(ServiceCard._meta.get_field(name), "max_length", None)
        if longest and len(value) > longest:
            raise errors.TooLongError(field=name, most=longest)
    check = _CHECKS.get(name)
    return check(value) if check else value


def _name(value: str) -> str:
    if not value:
        raise errors.CardNameMissingError
    return value


def _one_of(choices: Any, refusal: type[Exception]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in choices.values:
            raise refusal
        return value

    return check


def _some_of(choices: Any, refusal: type[Exception]) -> Callable[[Any], list[str]]:
    """Codes of a list, each once and in the list's order, so that equal answers are equal values."""

    def check(value: Any) -> list[str]:
        given = set(value or ())
        if not given <= set(choices.values):
            raise refusal
        return [code for code in choices.values if code in given]

    return check


def _documents(value: Any) -> list[str]:
    return rules.documents([str(item) for item in value or ()])


def _mail(value: str) -> str:
    if value:
        try:
            validate_email(value)
        except ValidationError as error:
            raise errors.BadCardEmailError from error
    return value


def _web(value: str) -> str:
    if value:
        try:
            _WEB_ADDRESS(value)
        except ValidationError as error:
            raise errors.BadWebsiteError from error
    return value


def _conditions(value: Any) -> list[dict[str, Any]]:
    return as_json(parse(value or []))


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "name": _name,
    "category": _one_of(ServiceCategory, errors.UnknownCategoryError),
    "referral_mode": _one_of(ReferralMode, errors.UnknownReferralModeError),
    "capacity_unit": _one_of(CapacityUnit, errors.UnknownCapacityUnitError),
    "accessibility": _some_of(Accessibility, errors.UnknownAccessibilityError),
    "languages": _some_of(CardLanguage, errors.UnknownLanguageError),
    "eligibility": _conditions,
    "documents_needed": _documents,
    "teryt": lambda value: checked_teryt(value) if value else "",
    "postcode": rules.postcode,
    "capacity": rules.capacity,
    "email": _mail,
    "website": _web,
}
