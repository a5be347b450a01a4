"""Institutions as towns really invite them, and what each can put into the basket."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from core.partnership.enums import OrganisationKind
from core.reference.grounds import Sector, ServiceCategory


@dataclass(frozen=True, slots=True)
class CardPlan:
    """A service as its card tells it: plain words for the family, facts for the team."""

    key: str
    name: str
    category: ServiceCategory
    description: str
    target_group: str
    waiting_days: int
    places: int
    cost: str = "bezpłatnie"
    hours: str = "poniedziałek-piątek 8.00-15.30"
    min_age: int | None = None
    max_age: int | None = None
    conditions: str = ""
    documents: tuple[str, ...] = ()
    legal_basis: str = ""
    remote: bool = False


@dataclass(frozen=True, slots=True)
class Institution:
    """A kind of partner; ``{w}`` in its name becomes "w Będzinie", "w Łodzi" and so on."""

    key: str
    name: str
    short_name: str
    sector: Sector
    body: OrganisationKind
    contact_job: str
    cards: tuple[CardPlan, ...]


def table(name: str) -> dict[str, Any]:
    """One of the data files beside this module."""
    return tomllib.loads(files("demo.stories").joinpath("data", name).read_text(encoding="utf-8"))


@cache
def institutions() -> dict[str, Institution]:
    """All kinds of partners by key, in the order in which a town would invite them."""
    return {row["key"]: _institution(row) for row in table("institutions.toml")["institution"]}


@cache
def provider_of_card() -> dict[str, str]:
    """Which kind of institution offers a card."""
    return {card.key: key for key, item in institutions().items() for card in item.cards}


def _institution(row: dict[str, Any]) -> Institution:
    cards = tuple(_card(card) for card in row["card"])
    return Institution(
        key=row["key"],
        name=row["name"],
        short_name=row["short_name"],
        sector=Sector(row["sector"]),
        body=OrganisationKind(row["body"]),
        contact_job=row["contact_job"],
        cards=cards,
    )


def _card(row: dict[str, Any]) -> CardPlan:
    more = _details().get(row["key"], {})
    documents = tuple(more.get("documents", ()))
    return CardPlan(**{**row, **more, "documents": documents, "category": ServiceCategory(row["category"])})


@cache
def _details() -> dict[str, dict[str, Any]]:
    """What cards tell beside their descriptions, by key."""
    return table("cards.toml")
