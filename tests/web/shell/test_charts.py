"""Pictures: readable without colour and script, never nought for a withheld value."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from web.shell.charts import Bar, MapValue, Point, Series, bar_chart, line_chart, tile_map

TEXTS: Any = {"title": "Rodziny <b>", "description": "Opis & więcej"}


def parsed(html: str) -> list[ET.Element]:
    """The fragment as XML: well-formed, or the test fails."""
    return list(ET.fromstring(f"<div>{html}</div>"))  # noqa: S314 - our own output


def all_pictures() -> dict[str, str]:
    return {
        "bar": bar_chart([Bar("śląskie", "18–22", 18, 22), Bar("opolskie", "nie podano", None)], **TEXTS),
        "line": line_chart(
            [
                Series("a", [Point("I", 1, 3), Point("II", None), Point("III", 4, 6), Point("IV", 5, 7)]),
                Series("b", [Point("I", 2), Point("II", 2), Point("III", 3), Point("IV", 1)]),
            ],
            **TEXTS,
        ),
        "map": tile_map(
            {"2401": (0, 0), "2402": (1, 0), "1201": (0, 1), "1001": (5, 5)},
            {"2401": MapValue("Będzin", "3–7", 2), "1201": MapValue("Bochnia", "nie podano", None)},
            ["0–2", "3–7", "8–12", "13–17", "18 i więcej"],
            hatch="nie podano",
            absent="poza Programem",
            **TEXTS,
        ),
    }


@pytest.mark.parametrize("kind", ["bar", "line", "map"])
def test_a_picture_has_a_name_a_description_and_nothing_inline(kind: str) -> None:
    html = all_pictures()[kind]

    [svg] = [found for found in ET.fromstring(f"<div>{html}</div>").iter("svg") if found.get("role")]  # noqa: S314
    ids = (svg.get("aria-labelledby") or "").split()
    texts = {element.get("id"): element.text for element in svg.iter() if element.get("id")}
    assert svg.get("role") == "img"
    assert [texts[each] for each in ids] == ["Rodziny <b>", "Opis & więcej"]
    assert not re.search(r"\b(style|on\w+)=|<script|<style|<a ", html)


def test_pictures_do_not_change_between_renders_and_do_not_share_ids() -> None:
    first, second = all_pictures(), all_pictures()

    assert first == second
    ids = [each for html in first.values() for each in re.findall(r' id="([^"]+)"', html)]
    assert len(ids) == len(set(ids))


def test_a_withheld_bar_is_hatched_and_says_so() -> None:
    html = bar_chart([Bar("opolskie", "nie podano", None)], **TEXTS)

    assert "-hatch)" in html
    assert "nie podano" in html


def test_a_bar_shows_the_range_as_a_paler_end() -> None:
    html = bar_chart([Bar("śląskie", "10–20", 10, 20)], **TEXTS)

    assert re.findall(r'width="([\d.]+)%" height="12"', html) == ["100", "100.0", "50.0"]


def test_a_withheld_value_breaks_the_line() -> None:
    html = line_chart(
        [Series("a", [Point("I", 1), Point("II", None), Point("III", 4), Point("IV", 5)])], **TEXTS
    )

    assert html.count("stroke-linecap") == 1
    assert html.count("<circle") == 3


def test_the_legend_explains_every_fill_in_words() -> None:
    html = all_pictures()["map"]

    legend = parsed(html)[0].findall("ul/li")
    assert ["".join(entry.itertext()) for entry in legend] == [
        "0–2",
        "3–7",
        "8–12",
        "13–17",
        "18 i więcej",
        "nie podano",
        "poza Programem",
    ]


def test_tiles_carry_code_name_and_value() -> None:
    html = all_pictures()["map"]

    tiles = {g.get("data-code"): g.findtext("title") for g in parsed(html)[0].iter("g")}
    assert tiles == {"2401": "Będzin: 3–7", "1201": "Bochnia: nie podano"}


def test_a_border_runs_between_voivodeships_only() -> None:
    html = tile_map(
        {"2401": (0, 0), "2402": (1, 0), "1201": (0, 1)}, {}, ["0–2"], hatch="nie podano", **TEXTS
    )

    assert html.count('stroke-width="2.5"') == 1


@pytest.mark.parametrize(
    "html", [bar_chart([], **TEXTS), line_chart([], **TEXTS), tile_map({}, {}, [], hatch="x", **TEXTS)]
)
def test_nothing_to_draw_is_no_error(html: str) -> None:
    assert parsed(html)
