"""The few units a fresh installation knows before anybody imports TERC: the tenants' own and those
above them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from core.reference.terc import Unit, kind_of, parent_of
from core.reference.territory import BY_CODE, MUNICIPALITIES, VOIVODESHIPS

if TYPE_CHECKING:
    from collections.abc import Iterator

# The state of TERC from which the codes of territory.py are taken.
SEED_STATE_ON: Final = dt.date(2020, 1, 1)

# Powiaty above participating towns that are not tenants themselves: cities with powiat rights and
# two land powiaty.
_PARENT_NAMES: Final = {
    "1061": "Łódź",
    "1062": "Piotrków Trybunalski",
    "2405": "gliwicki",
    "2461": "Bielsko-Biała",
    "2464": "Częstochowa",
    "2465": "Dąbrowa Górnicza",
    "2470": "Mysłowice",
    "2473": "Rybnik",
    "2474": "Siemianowice Śląskie",
    "2475": "Sosnowiec",
    "2479": "Żory",
}


def seed_units() -> Iterator[Unit]:
    """Units in TERC's spelling ("będziński", not "powiat będziński"), parents first."""
    codes = {item.code for item in MUNICIPALITIES}
    wanted = sorted(
        codes | {code[:4] for code in codes} | set(VOIVODESHIPS), key=lambda code: (len(code), code)
    )
    for code in wanted:
        yield Unit(code, kind_of(code), _terc_name(code), parent_of(code))


def _terc_name(code: str) -> str:
    if code in VOIVODESHIPS:
        return VOIVODESHIPS[code]
    if code in _PARENT_NAMES:
        return _PARENT_NAMES[code]
    return BY_CODE[code].name.removeprefix("powiat ")
