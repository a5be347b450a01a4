"""List pages of a large town, asked for by four people at once from the very server that runs in earnest.

And how many questions each of them puts to the database in a town with ten rows of a kind and in one with
thousands: it must be the same number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote

from core.basket import queries
from core.basket.queries.search import Wanted, find
from core.shared.actor import Actor
from kooperacje.bench import large_town
from kooperacje.bench.clients import Reading, Town, measured
from kooperacje.bench.timing import Measure, in_turn
from tenants.context import in_tenant
from tenants.operations import prepare_database

PAGES = {
    "partners": "/partnerzy/",
    "partners, searched": f"/partnerzy/?q={quote('poradni tęcza')}",
    "meetings": "/spotkania-partnerstwa/",
    "the basket": "/koszyk/",
    "the basket, searched": f"/koszyk/?q={quote('rodzinami psycholog')}",
    "the basket, mistyped": f"/koszyk/?q={quote('psycholigczne')}",
    "the basket, narrowed": f"/koszyk/?gdzie={quote('Zmyślinie')}&wiek=7&mowa=uk",
    "the basket, free places": "/koszyk/?wolne=on",
    "places": "/koszyk/miejsca/",
    "all cards": "/koszyk/karty/?stan=",
    "all cards, last page": "/koszyk/karty/?stan=&strona=200",
    "quality of cards": "/koszyk/jakosc/",
    "confirmations": "/koszyk/potwierdzenia/",
    "stages": "/partnerstwo/etapy/",
    "resources": "/partnerstwo/zasoby/",
    "decisions of meetings": "/zadania-partnerstwa/",
    "services for citizens": "/uslugi/",
    "services for citizens, searched": f"/uslugi/?q={quote('długi')}",
}
READINGS = {name: Reading(path, large_town.OFFICER) for name, path in PAGES.items()}
_SMALL, _LARGE = Town("g_2499011", "male-miasto"), Town("g_2499021", "duze-miasto")
_ROWS = 10


def measure(
    *, rounds: int, web: Mapping[str, str], logs: Path, tell: Callable[[str], object]
) -> list[Measure]:
    """Make both towns, count the questions, then let four clients read every page `rounds` times."""
    tell("a town with 200 partners, 5,000 cards and 2,000 meetings…")
    prepare_database()
    large_town.make(_SMALL.schema, _SMALL.slug, large_town.SMALL)
    large_town.make(_LARGE.schema, _LARGE.slug, large_town.LARGE)
    found = measured((_SMALL, READINGS), (_LARGE, READINGS), rows=_ROWS, rounds=rounds, web=web, logs=logs)
    return [*_searches(_LARGE.schema, rounds), *found]


def _searches(schema: str, rounds: int) -> list[Measure]:
    """The first page of a search, without the page around it: words in forms, bare, mistyped."""

    def first_page(text: str) -> Callable[[], object]:
        return lambda: list(
            find(queries.cards(Actor.system("bench", schema)), Wanted(text=text), partly=True).cards[:24]
        )

    texts = (
        "rodzinami psycholog",
        "dlugow",
        "psycholigczne",
        "kopalnia złota",
        "porady dla seniora bez pracy",
    )
    with in_tenant(schema):
        return in_turn("a search of 5,000 cards", {text: first_page(text) for text in texts}, rounds)
