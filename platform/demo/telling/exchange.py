"""A partner sent a table of services: it was read, and waits for the officer to look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.opendata.operations.reading import read_import
from core.opendata.operations.uploading import start_import
from core.partnership import queries as partnership
from demo.stories.plan import TODAY
from demo.telling.cast import on

if TYPE_CHECKING:
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
    """Two services of the file are right, two have something to mend; nothing of it is written."""
    lead = partnership.lead()
    if lead is None:
        return
    lines = [";".join(_HEAD), *(";".join(row).format(lead=lead.name) for row in _ROWS)]
    with on(TODAY):
        run = start_import(
            actor=cast.officer,
            filename="usługi na nowy rok.csv",
            content="\r\n".join(lines).encode("utf-8-sig"),
        )
        read_import(run_id=run.pk)
