"""Dashboards: every one has its tables and files with the same numbers, sorts by link and is made once."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from core.indicators.rules import Period
from core.reference import geometry
from core.reference.queries import Place
from core.regional import operations
from core.regional.models import PublishedCell
from core.regional.queries import Scope
from core.shared import clock
from tenants.context import in_sealed, in_tenant
from tests.support import people
from tests.support.figures import TODAY, deal_families
from web.regional import keeping
from web.regional.areas import territory_of
from web.regional.boards import BOARDS
from web.regional.choosing import chosen_from

if TYPE_CHECKING:
    from django.test import Client

    Browse = Callable[..., Client]

SEPTEMBER = date(2026, 9, 1)
TOWNS = (("g_2464011", 60), ("g_2475011", 40), ("p_2401", 9))


@pytest.fixture
def released(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """June and September with their quarters, of three towns in one voivodeship."""
    monkeypatch.setattr("core.regional.rules.groups.FEWEST_MUNICIPALITIES", 3)
    keeping.forget()
    with clock.standing_at(TODAY):
        for town, number in TOWNS:
            with in_tenant(town):
                deal_families(number, seed=number)
        for month in (date(2026, 6, 1), SEPTEMBER):
            operations.run_month(actor=people.system(), month=month)
        yield
    keeping.forget()


@pytest.fixture
def coordinator(browse: Browse) -> Client:
    return browse("rops-katowice", "regional_coordinator")


def inside(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    page: str = answer.content.decode()
    assert "!!undefined" not in page, address
    return page


def files_of(page: str, kind: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(rf'href="(/pobierz/[^"]+\.{kind}\?[^"]*)"', page)]


def address_of(board: str) -> str:
    return "/" if board == "przeglad" else f"/pulpit/{board}/"


def test_every_picture_has_a_table_files_and_a_link(released: None, coordinator: Client) -> None:
    for board in BOARDS:
        complete(coordinator, board)


def complete(coordinator: Client, board: str) -> None:
    page = inside(coordinator, address_of(board) + "?okres=2026-q3&wskaznik=2")
    panels = re.findall(r'<section class="kp-panel [^"]*" id="(\w+)"', page)
    assert panels
    pictures = re.findall(r'<svg class="kp-chart" role="img" aria-labelledby="([\w-]+)-title', page)
    assert pictures
    assert len(pictures) == len(set(pictures)), "two pictures share an id"
    for key in panels:
        part = page.split(f'id="{key}"', 1)[1].split("</section>", 1)[0]
        assert "<table" in part, key
        assert f"#{key}" in part, key
    shown = [key for key in [*panels, "kluczowe"] if f"/pobierz/{board}/{key}.csv" in page]
    assert set(panels) <= set(shown)
    for kind in ("csv", "xlsx"):
        for file in files_of(page, kind):
            answer = coordinator.get(file)
            assert answer.status_code == 200, file
            assert "attachment" in answer["Content-Disposition"]


def test_files_hold_the_numbers_of_the_page(released: None, coordinator: Client) -> None:
    page = inside(coordinator, "/?okres=2026-q3&wskaznik=12")
    part = page.split('id="gminy"', 1)[1].split("</section>", 1)[0]
    row = re.search(r"Częstochowa</a></th>.*?kp-value[^>]*>(\d+)–(\d+)<", part, re.DOTALL)
    assert row
    (file,) = [found for found in files_of(page, "csv") if "/gminy." in found]
    text = coordinator.get(file).content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    town = next(line for line in lines if line[0] == "Częstochowa")
    assert town[2:4] == [row[1], row[2]]
    hidden = next(line for line in lines if line[0] == "powiat będziński")
    assert hidden[1:4] == ["", "", ""]
    assert "mało rodzin" in hidden[4]
    workbook = CalamineWorkbook.from_object(
        io.BytesIO(coordinator.get(file.replace(".csv", ".xlsx")).content)
    )
    sheet = workbook.get_sheet_by_index(0).to_python()
    assert [str(value).removesuffix(".0") for value in sheet[1][2:4]] == [row[1], row[2]]
    notes = "\n".join(str(line[0]) for line in workbook.get_sheet_by_index(1).to_python())
    assert "5 znaczy od 3 do 7" in notes
    paper = coordinator.get(file.replace(".csv", ".pdf"))
    assert f"{row[1]}–{row[2]}" in text_of(paper.content)


def test_a_table_is_sorted_by_a_link_and_unknown_values_come_last(
    released: None, coordinator: Client
) -> None:
    page = inside(coordinator, "/?okres=2026-q3&wskaznik=12")
    link = re.search(r'aria-sort="none"><a class="govuk-link kp-sort" href="([^"]+)">III', page)
    assert link
    down = html.unescape(link[1]).partition("#")[0]
    sorted_page = inside(coordinator, "/" + down)
    assert 'aria-sort="descending"' in sorted_page
    names = re.findall(r'<tr class="govuk-table__row kp-u\d+">\s*<th[^>]*><a[^>]*>([^<]+)', sorted_page)
    assert names == ["Częstochowa", "Sosnowiec", "powiat będziński"]
    up = inside(coordinator, "/" + down.replace("malejaco", "rosnaco"))
    names = re.findall(r'<tr class="govuk-table__row kp-u\d+">\s*<th[^>]*><a[^>]*>([^<]+)', up)
    assert names == ["Sosnowiec", "Częstochowa", "powiat będziński"]
    assert coordinator.get("/?sort=gminy-9-malejaco").status_code == 200
    assert coordinator.get("/?sort=x").status_code == 200


def test_a_row_and_its_shape_have_the_same_number(released: None, coordinator: Client) -> None:
    page = inside(coordinator, "/?okres=2026-q3&wskaznik=12")
    shapes = dict(re.findall(r'<g data-code="\d+" class="kp-u(\d+)"><title>([^:<]+):', page))
    rows = dict(re.findall(r'<tr class="govuk-table__row kp-u(\d+)">\s*<th[^>]*><a[^>]*>([^<]+)', page))
    assert shapes == rows
    assert len(shapes) == 3


def test_imported_boundaries_replace_the_tiles(
    released: None, coordinator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    square = ((0, 0), (30, 0), (30, 30), (0, 30))
    shape = geometry.Shape((square,))
    place = Place(shape.path, shape.box)
    monkeypatch.setattr("core.reference.queries.places_of", lambda codes: dict.fromkeys(codes, place))
    monkeypatch.setattr("core.reference.queries.places_below", lambda _codes: {"24": place, "2401": place})
    page = inside(coordinator, "/?okres=2026-q3&wskaznik=12")
    assert page.count('<path d="M0 0l30 0 0 30-30 0z"') == 5
    assert "poza partnerstwami" in page
    assert "-hatch)" in page


def test_towns_are_compared_in_groups_and_not_ranked(released: None, coordinator: Client) -> None:
    page = inside(coordinator, "/pulpit/porownanie/?okres=2026-q3&wskaznik=2")
    assert "miasta na prawach powiatu" in page
    assert "nie układamy ich w ranking" in page
    names = re.findall(r'<th scope="row"[^>]*><a[^>]*>([^<]+)', page.split('id="lista"', 1)[1])
    assert names == ["Częstochowa", "powiat będziński", "Sosnowiec"]


def test_quality_says_who_reported_and_how_much_is_printed(released: None, coordinator: Client) -> None:
    page = inside(coordinator, "/pulpit/jakosc/?okres=2026-q3")
    assert "3 z 3 urzędów" in page
    assert "mało rodzin w roku" in page
    assert "5 znaczy od 3 do 7." in page
    assert "Suma kontrolna" in page


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_the_report_has_the_numbers_of_the_pages_and_is_the_same_twice(
    released: None, coordinator: Client
) -> None:
    answer = coordinator.get("/raport.pdf?okres=2026-q3&obszar=24")
    assert answer.status_code == 200
    assert 'filename="raport-2026-q3-24.pdf"' in answer["Content-Disposition"]
    text = text_of(answer.content)
    assert "III kwartał 2026" in text
    assert "3 z 3 urzędów" in text
    page = inside(coordinator, "/?okres=2026-q3&wskaznik=12&obszar=24")
    row = re.search(r"Częstochowa</a></th>.*?kp-value[^>]*>(\d+–\d+)<", page, re.DOTALL)
    assert row
    assert row[1] in text
    assert coordinator.get("/raport.pdf?okres=2026-q3&obszar=24").content == answer.content
    for board in BOARDS.values():
        assert str(board.name) in text, board.slug


def test_what_does_not_exist_is_not_there(released: None, coordinator: Client) -> None:
    for address in (
        "/pulpit/nic/",
        "/pobierz/nic/gminy.csv",
        "/pobierz/przeglad/nic.csv",
        "/pobierz/przeglad/gminy.exe",
    ):
        assert coordinator.get(address).status_code == 404, address


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        inside(client, address)
    return len(asked)


def test_the_number_of_queries_does_not_grow(released: None, coordinator: Client) -> None:
    """The whole, a voivodeship, and one town: as many questions, and fewer at a second look."""
    inside(coordinator, "/")
    for board in BOARDS:
        address = address_of(board) + "?okres=2026-q3&wskaznik=2&obszar="
        first = [queries_of(coordinator, address + area) for area in ("all", "24", "2464011")]
        assert len(set(first)) == 1, (board, first)
        assert max(first) <= 16, board
        again = [queries_of(coordinator, address + area) for area in ("all", "24", "2464011")]
        assert max(again) <= 6, board


def test_a_kept_page_is_never_another_regions(released: None, browse: Browse) -> None:
    leader = browse("rops-katowice", "regional_coordinator")
    other = browse("rcps-lodz", "regional_coordinator")
    for _ in range(20):
        assert "Częstochowa" in inside(leader, "/?okres=2026-q3")
        assert "Częstochowa" not in inside(other, "/?okres=2026-q3")
        english = leader.get("/?okres=2026-q3", headers={"accept-language": "en"}).content.decode()
        assert "Częstochowa" in english
    assert other.get("/pobierz/przeglad/gminy.csv?okres=2026-q3").status_code == 404
    assert "Częstochowa" not in text_of(other.get("/raport.pdf?okres=2026-q3").content)


def test_a_new_release_shows_at_once(db: None, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.regional.rules.groups.FEWEST_MUNICIPALITIES", 3)
    keeping.forget()
    client = browse("rops-katowice", "regional_coordinator")
    with clock.standing_at(TODAY):
        for town, number in TOWNS:
            with in_tenant(town):
                deal_families(number, seed=number)
        operations.run_month(actor=people.system(), month=date(2026, 6, 1))
        assert "II kwartał 2026" in inside(client, "/")
        operations.run_month(actor=people.system(), month=SEPTEMBER)
        assert "III kwartał 2026" in inside(client, "/")


def test_a_year_counted_again_stands_beside_what_was_printed_first(db: None, coordinator: Client) -> None:
    """Families entered late move the year of one town: both numbers are shown, the first one stays."""
    keeping.forget()
    with clock.standing_at(TODAY):
        for town, number in TOWNS:
            with in_tenant(town):
                deal_families(2 * number, seed=number)
        operations.run_month(actor=people.system(), month=date(2025, 12, 1))
        with in_sealed():
            before = list(PublishedCell.objects.order_by("pk").values_list("pk", "value"))
        assert "Rok po poprawkach" not in inside(coordinator, "/pulpit/jakosc/?okres=2025")
        with in_tenant(TOWNS[0][0]):
            deal_families(150, seed=77)
        operations.run_month(actor=people.system(), month=date(2026, 6, 1))
        with in_sealed():
            again = PublishedCell.objects.filter(period_kind="revised")
            assert {cell.area for cell in again} == {TOWNS[0][0].partition("_")[2]}
            assert (
                list(
                    PublishedCell.objects.filter(release=date(2025, 12, 1))
                    .order_by("pk")
                    .values_list("pk", "value")
                )
                == before
            )
        page = inside(coordinator, "/pulpit/jakosc/?okres=2025")
        assert "Rok po poprawkach" in page
        part = page.split('id="poprawki"', 1)[1].split("</section>", 1)[0]
        assert "wydano najpierw" in part
        assert "Częstochowa" in part
        assert "Sosnowiec" not in part
        (file,) = [found for found in files_of(page, "csv") if "/poprawki." in found]
        assert "po poprawkach" in coordinator.get(file).content.decode("utf-8-sig")
    keeping.forget()


def test_a_voivodeship_printed_with_another_begins_with_both() -> None:
    """Alone it would show nothing but hidden numbers; whoever asks for it alone still gets it."""
    calendar = Period("quarter", date(2026, 7, 1))
    own = territory_of(Scope(("16",), macroregion=False), (), [("10",), ("16", "24")])
    assert chosen_from({}, calendar, own).area.code == "16+24"
    assert chosen_from({"obszar": "16"}, calendar, own).area.code == "16"
    assert chosen_from({"obszar": "10"}, calendar, own).area.code == "16"
    alone = territory_of(Scope(("10",), macroregion=False), (), [("10",), ("16", "24")])
    assert chosen_from({}, calendar, alone).area.code == "10"
    leader = territory_of(Scope(("10", "16", "24"), macroregion=True), (), [("10",), ("16", "24")])
    assert chosen_from({}, calendar, leader).area.code == "all"
