"""Pages of people who may see little of a town with two thousand families, under four clients.

The worker's list and search, one case in its parts, a partner's teams and requests, a family's own page:
and how many questions each puts to the database in a town with one worker's families and with two thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from core.families.models import Case
from core.identity.models import User
from kooperacje.bench import casework
from kooperacje.bench.casework import DELEGATE, MOTHER, WORKER
from kooperacje.bench.clients import Pages, Reading, Town, measured
from kooperacje.bench.timing import Measure
from tenants.context import in_tenant
from tenants.operations import prepare_database

_SMALL, _LARGE = Town("g_2499031", "kilka-rodzin"), Town("g_2499041", "wiele-rodzin")


def measure(
    *, rounds: int, web: Mapping[str, str], logs: Path, tell: Callable[[str], object]
) -> list[Measure]:
    """Make both towns, count the questions, then let four clients read every page `rounds` times."""
    tell("a town with 2,000 families…")
    prepare_database()
    casework.make(_SMALL.schema, _SMALL.slug, casework.SMALL, tell)
    casework.make(_LARGE.schema, _LARGE.slug, casework.LARGE, tell)
    few, many = (_SMALL, pages_of(_SMALL)), (_LARGE, pages_of(_LARGE))
    return measured(few, many, rows=casework.SMALL.families, rounds=rounds, web=web, logs=logs)


def pages_of(town: Town) -> Pages:
    """What is read in a town of `casework`, and by whom."""
    with in_tenant(town.schema):
        led = Case.objects.filter(social_worker=User.objects.get(email=WORKER))
        first = f"/rodziny/{led.earliest('pk').pk}/"
        seen = f"/zespoly/{led.latest('pk').pk}/"
    return {
        "my families": Reading("/rodziny/", WORKER),
        "my families, searched": Reading("/rodziny/?q=nadziejowa", WORKER),
        "a case": Reading(first, WORKER),
        "its path": Reading(f"{first}sciezka/", WORKER),
        "its needs": Reading(f"{first}potrzeby/", WORKER),
        "who may know what": Reading(f"{first}upowaznienia/", WORKER),
        "what was told": Reading(f"{first}ujawnienia/", WORKER),
        "a partner's teams": Reading("/zespoly/", DELEGATE),
        "a family as a partner sees it": Reading(seen, DELEGATE),
        "a partner's requests": Reading("/prosby/", DELEGATE),
        "a family's own page": Reading("/moje/", MOTHER),
        "who knows what about me": Reading("/moje-dane/", MOTHER),
    }
