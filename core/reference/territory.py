"""Which municipalities and regions stand on this deployment, and how sure we are that each of them
took part.

TERYT codes are the keys, never names: "brzeski" is a powiat of two voivodeships, Bochnia is a town
and a rural gmina. Codes are those of TERC as of 1 January 2020, the state in which the pilot of
Kooperacje 3D ran.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class UnitKind(StrEnum):
    """The three tiers that are tenants here."""

    GMINA = "gmina"
    POWIAT = "powiat"
    REGION = "region"


class Basis(StrEnum):
    """Why a municipality is on the list: shown to readers, so that nobody takes the demonstration
    for a record.
    """

    TOOK_PART = "took_part"
    ASSUMED = "assumed"


class SizeClass(StrEnum):
    """Towns are compared with towns like them, never in one league table."""

    METROPOLIS = "metropolis"
    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"


_FIRST_CITY_NUMBER: Final = 61
_SCHEMA_PREFIX: Final = {UnitKind.GMINA: "g", UnitKind.POWIAT: "p"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """One gmina or powiat whose partnership is a tenant.

    ``locative`` carries its preposition ("w Częstochowie"), because Polish sentences cannot be put
    together from a nominative. ``lead_short`` is what a table prints, ``lead_name`` what a
    declaration prints.
    """

    code: str
    kind: UnitKind
    name: str
    locative: str
    slug: str
    lead_short: str
    lead_name: str
    size: SizeClass
    basis: Basis

    @property
    def voivodeship(self) -> str:
        """The first two digits of every TERYT code."""
        return self.code[:2]

    @property
    def is_city_with_powiat_rights(self) -> bool:
        """Powiat numbers from 61 on are cities that do both tiers' work in one centre."""
        return int(self.code[2:4]) >= _FIRST_CITY_NUMBER

    @property
    def confirmed(self) -> bool:
        """Whether a public source names this municipality as a participant of the pilot."""
        return self.basis is Basis.TOOK_PART

    @property
    def schema_name(self) -> str:
        """The database schema of the tenant, keyed by TERYT."""
        return f"{_SCHEMA_PREFIX[self.kind]}_{self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A regional centre; the leader sees the whole macroregion, others their voivodeship."""

    code: str
    voivodeship_name: str
    name: str
    full_name: str
    slug: str
    is_leader: bool = False

    @property
    def schema_name(self) -> str:
        """The database schema of the regional tenant."""
        return f"r_{self.code}"


VOIVODESHIPS: Final[Mapping[str, str]] = MappingProxyType(
    {"10": "łódzkie", "12": "małopolskie", "16": "opolskie", "24": "śląskie"}
)

REGIONS: Final[tuple[Region, ...]] = (
    Region(
        code="24",
        voivodeship_name="śląskie",
        name="ROPS Katowice",
        full_name="Regionalny Ośrodek Polityki Społecznej Województwa Śląskiego w Katowicach",
        slug="rops-katowice",
        is_leader=True,
    ),
    Region(
        code="10",
        voivodeship_name="łódzkie",
        name="RCPS Łódź",
        full_name="Regionalne Centrum Polityki Społecznej w Łodzi",
        slug="rcps-lodz",
    ),
    Region(
        code="12",
        voivodeship_name="małopolskie",
        name="ROPS Kraków",
        full_name="Regionalny Ośrodek Polityki Społecznej w Krakowie",
        slug="rops-krakow",
    ),
    Region(
        code="16",
        voivodeship_name="opolskie",
        name="ROPS Opole",
        full_name="Regionalny Ośrodek Polityki Społecznej w Opolu",
        slug="rops-opole",
    ),
)

_ASCII: Final = str.maketrans("ąćęłńóśźż", "acelnoszz")
_CENTRE_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "MOPS": "Miejski Ośrodek Pomocy Społecznej",
        "MOPR": "Miejski Ośrodek Pomocy Rodzinie",
        "OPS": "Ośrodek Pomocy Społecznej",
        "PCPR": "Powiatowe Centrum Pomocy Rodzinie",
    }
)


def slug_of(name: str) -> str:
    """Spell a Polish name as a host name label: lower-case ASCII, hyphens, never an underscore."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().translate(_ASCII)).strip("-")


def _town(
    code: str,
    name: str,
    locative: str,
    size: SizeClass,
    centre: str = "MOPS",
    basis: Basis = Basis.TOOK_PART,
    kind: UnitKind = UnitKind.GMINA,
) -> Municipality:
    return Municipality(
        code=code,
        kind=kind,
        name=name,
        locative=locative,
        slug=slug_of(name),
        lead_short=f"{centre} {name}",
        lead_name=f"{_CENTRE_NAMES[centre]} {locative}",
        size=size,
        basis=basis,
    )


def _powiat(code: str, adjective: str, seat: str, seat_locative: str, basis: Basis) -> Municipality:
    return Municipality(
        code=code,
        kind=UnitKind.POWIAT,
        name=f"powiat {adjective}",
        locative=f"w powiecie {adjective}m",
        slug=slug_of(f"powiat {adjective}"),
        lead_short=f"PCPR {seat}",
        lead_name=f"{_CENTRE_NAMES['PCPR']} {seat_locative}",
        size=SizeClass.MEDIUM,
        basis=basis,
    )


_XL, _L, _M, _S = SizeClass.METROPOLIS, SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL
_YES, _ASSUMED = Basis.TOOK_PART, Basis.ASSUMED

GMINY: Final[tuple[Municipality, ...]] = (
    # śląskie: all fifteen took part.
    _town("2401011", "Będzin", "w Będzinie", _M),
    _town("2461011", "Bielsko-Biała", "w Bielsku-Białej", _L),
    _town("2403011", "Cieszyn", "w Cieszynie", _S),
    _town("2464011", "Częstochowa", "w Częstochowie", _XL),
    _town("2465011", "Dąbrowa Górnicza", "w Dąbrowie Górniczej", _L),
    _town("2405011", "Knurów", "w Knurowie", _S),
    _town("2407011", "Lubliniec", "w Lublińcu", _S),
    _town("2408021", "Mikołów", "w Mikołowie", _S),
    _town("2470011", "Mysłowice", "w Mysłowicach", _M),
    _town("2473011", "Rybnik", "w Rybniku", _L, "OPS"),
    _town("2474011", "Siemianowice Śląskie", "w Siemianowicach Śląskich", _M),
    _town("2475011", "Sosnowiec", "w Sosnowcu", _L),
    _town("2413041", "Tarnowskie Góry", "w Tarnowskich Górach", _M),
    _town("2416021", "Zawiercie", "w Zawierciu", _S),
    _town("2479011", "Żory", "w Żorach", _M),
    # łódzkie: all eight took part.
    _town("1061011", "Łódź", "w Łodzi", _XL),
    _town("1005011", "Łowicz", "w Łowiczu", _S),
    _town("1062011", "Piotrków Trybunalski", "w Piotrkowie Trybunalskim", _M, "MOPR"),
    _town("1012011", "Radomsko", "w Radomsku", _S),
    _town("1014011", "Sieradz", "w Sieradzu", _S),
    _town("1016011", "Tomaszów Mazowiecki", "w Tomaszowie Mazowieckim", _M),
    _town("1019011", "Zduńska Wola", "w Zduńskiej Woli", _S),
    _town("1020031", "Zgierz", "w Zgierzu", _M),
    # małopolskie: five took part.
    _town("1201011", "Bochnia", "w Bochni", _S),
    _town("1205011", "Gorlice", "w Gorlicach", _S),
    _town("1211011", "Nowy Targ", "w Nowym Targu", _S, "OPS"),
    _town("1213011", "Oświęcim", "w Oświęcimiu", _S),
    _town("1217011", "Zakopane", "w Zakopanem", _S),
    # opolskie: no source names the two; these are assumed for the demonstration.
    _town("1603011", "Kędzierzyn-Koźle", "w Kędzierzynie-Koźlu", _M, "MOPS", _ASSUMED),
    _town("1607053", "Nysa", "w Nysie", _M, "OPS", _ASSUMED),
)

POWIATY: Final[tuple[Municipality, ...]] = (
    # śląskie: six around participating towns; a source confirms only będziński.
    _powiat("2401", "będziński", "Będzin", "w Będzinie", _YES),
    _powiat("2403", "cieszyński", "Cieszyn", "w Cieszynie", _ASSUMED),
    _powiat("2407", "lubliniecki", "Lubliniec", "w Lublińcu", _ASSUMED),
    _powiat("2408", "mikołowski", "Mikołów", "w Mikołowie", _ASSUMED),
    _powiat("2413", "tarnogórski", "Tarnowskie Góry", "w Tarnowskich Górach", _ASSUMED),
    _powiat("2416", "zawierciański", "Zawiercie", "w Zawierciu", _ASSUMED),
    # łódzkie: six around participating towns; confirmed are zduńskowolski and zgierski.
    _powiat("1005", "łowicki", "Łowicz", "w Łowiczu", _ASSUMED),
    _powiat("1012", "radomszczański", "Radomsko", "w Radomsku", _ASSUMED),
    _powiat("1014", "sieradzki", "Sieradz", "w Sieradzu", _ASSUMED),
    _powiat("1016", "tomaszowski", "Tomaszów Mazowiecki", "w Tomaszowie Mazowieckim", _ASSUMED),
    _powiat("1019", "zduńskowolski", "Zduńska Wola", "w Zduńskiej Woli", _YES),
    _powiat("1020", "zgierski", "Zgierz", "w Zgierzu", _YES),
    # małopolskie: five land powiaty and Kraków, a city with powiat rights, took part.
    _powiat("1201", "bocheński", "Bochnia", "w Bochni", _YES),
    _powiat("1205", "gorlicki", "Gorlice", "w Gorlicach", _YES),
    _powiat("1211", "nowotarski", "Nowy Targ", "w Nowym Targu", _YES),
    _powiat("1213", "oświęcimski", "Oświęcim", "w Oświęcimiu", _YES),
    _powiat("1217", "tatrzański", "Zakopane", "w Zakopanem", _YES),
    _town("1261", "Kraków", "w Krakowie", _XL, kind=UnitKind.POWIAT),
    # opolskie: assumed with their towns.
    _powiat("1603", "kędzierzyńsko-kozielski", "Kędzierzyn-Koźle", "w Kędzierzynie-Koźlu", _ASSUMED),
    _powiat("1607", "nyski", "Nysa", "w Nysie", _ASSUMED),
)

MUNICIPALITIES: Final[tuple[Municipality, ...]] = GMINY + POWIATY
BY_CODE: Final[Mapping[str, Municipality]] = MappingProxyType({item.code: item for item in MUNICIPALITIES})
BY_SLUG: Final[Mapping[str, Municipality]] = MappingProxyType({item.slug: item for item in MUNICIPALITIES})
REGION_BY_CODE: Final[Mapping[str, Region]] = MappingProxyType({item.code: item for item in REGIONS})


def municipalities_of(voivodeship: str) -> tuple[Municipality, ...]:
    """The municipalities a regional centre answers for."""
    return tuple(item for item in MUNICIPALITIES if item.voivodeship == voivodeship)
