"""A TERC file is read whole or refused with the number of its first wrong row."""

from __future__ import annotations

import datetime as dt

import pytest

from core.reference import terc
from core.reference.enums import TerritoryKind
from core.reference.errors import TercFileError

HEADER = "WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA"
ROWS = [
    "77;;;;ZMYŚLONE;województwo;2025-01-01",
    "77;01;;;przykładowy;powiat;2025-01-01",
    "77;01;01;1;Przykładów;gmina miejska;2025-01-01",
    "77;01;02;3;Zmyślin;gmina miejsko-wiejska;2025-01-01",
    "77;01;02;4;Zmyślin - miasto;miasto;2025-01-01",
    "77;01;02;5;Zmyślin - obszar wiejski;obszar wiejski;2025-01-01",
]


def terc_bytes(rows: list[str], header: str = HEADER) -> bytes:
    return "\r\n".join([header, *rows, ""]).encode("utf-8-sig")


def test_a_file_with_mark_and_crlf_is_read() -> None:
    file = terc.read(terc_bytes(ROWS))
    assert file.state_on == dt.date(2025, 1, 1)
    assert file.voivodeships == {"77"}
    assert [(unit.code, unit.kind, unit.name, unit.parent_code) for unit in file.units] == [
        ("77", TerritoryKind.VOIVODESHIP, "zmyślone", ""),
        ("7701", TerritoryKind.POWIAT, "przykładowy", "77"),
        ("7701011", TerritoryKind.GMINA, "Przykładów", "7701"),
        ("7701023", TerritoryKind.GMINA, "Zmyślin", "7701"),
        ("7701024", TerritoryKind.PART, "Zmyślin - miasto", "7701023"),
        ("7701025", TerritoryKind.PART, "Zmyślin - obszar wiejski", "7701023"),
    ]


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"\xff\xfe\x00", "terc_encoding", None),
        (terc_bytes(ROWS, header="WOJ;POW;GMI"), "terc_header", None),
        (b"", "terc_header", None),
        (terc_bytes([]), "terc_empty", None),
        (terc_bytes([ROWS[0], "77;01;;;przykładowy;powiat"]), "terc_columns", 3),
        (terc_bytes([ROWS[0], "77;1;;;przykładowy;powiat;2025-01-01"]), "terc_code", 3),
        (terc_bytes([ROWS[0], "77;01;01;7;Nigdzie;gmina;2025-01-01"]), "terc_code", 3),
        (terc_bytes([ROWS[0], "77;;01;1;Nigdzie;gmina;2025-01-01"]), "terc_code", 3),
        (terc_bytes([ROWS[0], "77;01;;;;powiat;2025-01-01"]), "terc_name", 3),
        (terc_bytes([ROWS[0], "77;01;;;przykładowy;powiat;01.01.2025"]), "terc_date", 3),
        (terc_bytes([ROWS[0], "77;01;;;przykładowy;powiat;2024-01-01"]), "terc_mixed_dates", 3),
        (terc_bytes([ROWS[0], ROWS[1], ROWS[1]]), "terc_duplicate", 4),
        (terc_bytes([ROWS[0], ROWS[2]]), "terc_orphan", 3),
    ],
)
def test_a_wrong_file_is_refused_with_its_row(content: bytes, code: str, row: int | None) -> None:
    with pytest.raises(TercFileError) as caught:
        terc.read(content)
    assert caught.value.code == code
    assert caught.value.data.get("row") == row
    assert caught.value.message
