"""Numbers of people, organisations and territories: are they well formed.

Check digits by python-stdnum; TERYT codes have none of their own, only a shape.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _
from stdnum.pl import nip, pesel, regon

from core.shared.errors import DomainError

_TERYT = re.compile(r"^(0[2468]|1[02468]|2[02468]|3[02])(\d{2}(\d{2}[123])?)?$")


class BadPeselError(DomainError):
    """Not a PESEL number."""

    code = "bad_pesel"
    field = "pesel"
    text = _("Wpisz poprawny numer PESEL – 11 cyfr – albo zostaw puste pole.")


class BadNipError(DomainError):
    """Not a tax number."""

    code = "bad_nip"
    field = "nip"
    text = _("Wpisz poprawny NIP – 10 cyfr.")


class BadRegonError(DomainError):
    """Not a REGON number."""

    code = "bad_regon"
    field = "regon"
    text = _("Wpisz poprawny REGON – 9 albo 14 cyfr.")


class BadTerytError(DomainError):
    """Not a territorial code."""

    code = "bad_teryt"
    field = "teryt"
    text = _("Wpisz poprawny kod TERYT: 2, 4 albo 7 cyfr (województwo, powiat, gmina).")


def checked_pesel(value: str) -> str:
    """The eleven digits, or `BadPeselError`."""
    if not pesel.is_valid(value):
        raise BadPeselError
    return str(pesel.compact(value))


def checked_nip(value: str) -> str:
    """The ten digits, or `BadNipError`."""
    if not nip.is_valid(value):
        raise BadNipError
    return str(nip.compact(value))


def checked_regon(value: str) -> str:
    """The nine or fourteen digits, or `BadRegonError`."""
    if not regon.is_valid(value):
        raise BadRegonError
    return str(regon.compact(value))


def checked_teryt(value: str) -> str:
    """A code of a voivodeship (2), powiat (4) or gmina (7 digits with type), or `BadTerytError`."""
    code = value.strip()
    if not _TERYT.match(code):
        raise BadTerytError
    return code
