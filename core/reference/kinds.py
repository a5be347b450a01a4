"""What a municipality is like, told from its code: its type, and its size where it is known."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.reference.enums import UnitType
from core.reference.territory import BY_CODE, SizeClass

_FIRST_CITY: Final = 61
_POWIAT_DIGITS: Final = 4
_TYPES: Final = {"1": UnitType.URBAN, "2": UnitType.RURAL, "3": UnitType.MIXED}
SIZES: Final[dict[SizeClass | None, str | Promise]] = {
    SizeClass.METROPOLIS: _("największe"),
    SizeClass.LARGE: _("duże"),
    SizeClass.MEDIUM: _("średnie"),
    SizeClass.SMALL: _("małe"),
    None: _("wielkość nieznana"),
}


def type_of(code: str) -> UnitType:
    """Powiat numbers from 61 on are cities that do both tiers' work."""
    if int(code[2:4]) >= _FIRST_CITY:
        return UnitType.CITY
    if len(code) == _POWIAT_DIGITS:
        return UnitType.POWIAT
    return _TYPES.get(code[6:7], UnitType.URBAN)


def size_of(code: str) -> SizeClass | None:
    """Size class of a municipality of the catalogue; None for one that it does not know."""
    found = BY_CODE.get(code)
    return found.size if found else None
