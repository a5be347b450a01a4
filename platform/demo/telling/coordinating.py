"""The coordinator's year: support of staff, an announced definition, and where towns stand with September."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from core.exchange.enums import SubmissionStep
from core.exchange.operations import announcements
from core.exchange.operations.submissions import note_step
from core.exchange.operations.support import record_support
from core.exchange.operations.towns import ask_for_town
from core.exchange.queries.support import towns_of_region
from core.indicators.definitions import figures
from core.indicators.operations import compute
from core.regional import setup, submissions
from core.shared.actor import Actor
from demo.stories.plan import TODAY
from demo.telling.cast import STORYTELLER, on
from tenants.context import current_schema

if TYPE_CHECKING:
    from demo.telling.cast import Cast

_SEPTEMBER: Final = dt.date(2026, 9, 1)
_KEEPS_BACK: Final = "p_1217"
_LOOKS: Final = "g_2464011"
_COORDINATOR: Final = "Koordynatorka regionalna"
# Day, kind, minutes, topic, how many towns, persons of each.
_SESSIONS: Final = (
    (dt.date(2026, 2, 12), "workshop", 360, "Jak prowadzić spotkanie zespołu zadaniowego", 6, 3),
    (dt.date(2026, 3, 19), "coaching", 120, "Rozmowa o mocnych stronach", 1, 4),
    (dt.date(2026, 4, 23), "supervision", 180, "Granice w pracy z rodziną", 3, 2),
    (dt.date(2026, 5, 21), "training", 300, "Ochrona danych w zespole", 5, 4),
    (dt.date(2026, 6, 18), "coaching", 90, "Koszyk usług krok po kroku", 1, 2),
    (dt.date(2026, 9, 17), "supervision", 150, "Trudne zakończenia", 4, 2),
)
_NOTE: Final = (
    "Od stycznia 2025 rodzinę liczymy od dnia zgody na udział, a nie od dnia zgłoszenia.\n"
    "Nic nie trzeba przepisywać: system zna oba dni."
)


def tell_coordinating(schema: str, *, leads: bool) -> None:
    """What a region gave its towns, and what the leading one announced."""
    region = Actor.system(_COORDINATOR, schema)
    towns = [str(town.schema_name) for town in towns_of_region()]
    for number, (day, kind, minutes, topic, many, persons) in enumerate(_SESSIONS):
        first = number * 3 % len(towns) if towns else 0
        chosen = (towns + towns)[first : first + min(many, len(towns))]
        with on(day):
            if chosen:
                record_support(
                    actor=region,
                    kind=kind,
                    held_on=day,
                    minutes=minutes,
                    topic=topic,
                    towns=dict.fromkeys(chosen, persons),
                )
    if leads:
        definition, _figure = figures()["12"]
        with on(dt.date(2026, 9, 28)):
            announcements.announce(
                actor=region,
                number=definition.number,
                version=definition.version,
                valid_from=definition.valid_from,
                note=_NOTE,
                for_all=True,
            )
        with on(dt.date(2026, 9, 30)):
            ask_for_town(
                actor=region,
                code="2409011",
                name="Myszków",
                organisation="Miejski Ośrodek Pomocy Społecznej w Myszkowie",
                contact="sekretariat@mops-myszkow.example",
                note="Gmina chce zacząć w styczniu. Prosimy o założenie do końca listopada.",
            )


def tell_month(cast: Cast) -> None:
    """How far the town's set-up is, and its September: one town keeps it back, one has it to look at."""
    with on(TODAY):
        setup.tell_region(actor=cast.system)
        if current_schema() == _KEEPS_BACK:
            actor = Actor.system(STORYTELLER, _KEEPS_BACK)
            submissions.hold_back(
                actor=actor, month=_SEPTEMBER, reason="checking", note="Kończymy przegląd kartoteki."
            )
        elif current_schema() == _LOOKS:
            compute(actor=cast.system, months=[_SEPTEMBER])
            note_step(actor=cast.system, month=_SEPTEMBER, step=SubmissionStep.PREPARED)
