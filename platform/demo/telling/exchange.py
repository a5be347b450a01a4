"""A partner sent a table of services: it was read, and waits for the officer to look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.opendata.operations.reading import read_import
from core.opendata.operations.uploading import start_import
from core.partnership import queries as partnership
from demo.accounts import DELEGATE_OF
from demo.stories.plan import TODAY
from demo.telling.cast import on

if TYPE_CHECKING:
    from core.shared.actor import Actor
    from demo.telling.cast import Cast

_HEAD: Final = (
    "Identyfikator",
    "Organizacja",
    "Nazwa usługi",
    "Na czym polega",
    "Kategoria",
    "Wiek od",
    "Wiek do",
    "Koszt",
    "Zdalnie",
)
_ROWS: Final = (
    (
        "2026/1",
        "{lead}",
        "Grupa zabawowa dla najmłodszych",
        "Raz w tygodniu rodzice z małymi dziećmi bawią się razem pod okiem pedagoga.",
        "Wspieranie rodziny",
        "1",
        "3",
        "bezpłatnie",
        "nie",
    ),
    (
        "2026/2",
        "{lead}",
        "Telefon dla rodziców nastolatków",
        "Dyżur psychologa przez telefon w środy po południu.",
        "Promocja i ochrona zdrowia",
        "",
        "",
        "bezpłatnie",
        "tak",
    ),
    (
        "2026/3",
        "Świetlica Nieznana",
        "Zajęcia po lekcjach",
        "Odrabianie lekcji i gry.",
        "Edukacja publiczna",
        "7",
        "15",
        "",
        "",
    ),
    (
        "2026/4",
        "{lead}",
        "Wyjazd rodzinny",
        "Dwa dni w górach.",
        "Kultura fizyczna i turystyka",
        "trzy",
        "18",
        "40 zł",
        "być może",
    ),
)


def tell_exchange(cast: Cast) -> None:
    """Two services of a file are right, two have something to mend; nothing of it is written.

    The institution whose delegate can sign in has handed in a file of its own.
    """
    if (lead := partnership.lead()) is not None:
        _hand_in(cast.officer, lead.name)
    if DELEGATE_OF in cast.people:
        _hand_in(cast.voice_of(DELEGATE_OF), cast.partners[DELEGATE_OF].name)


def _hand_in(actor: Actor, partner: str) -> None:
    lines = [";".join(_HEAD), *(";".join(row).format(lead=partner) for row in _ROWS)]
    with on(TODAY):
        run = start_import(
            actor=actor,
            filename="usługi na nowy rok.csv",
            content="\r\n".join(lines).encode("utf-8-sig"),
        )
        read_import(run_id=run.pk)
