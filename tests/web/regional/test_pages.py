"""Pages of a regional centre: ranges, hatching, own voivodeship only, data for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from core.regional import operations
from core.regional.models import PublishedCell, Release, TrueCell
from core.shared import clock
from core.shared.imports.cells import neutral
from tenants.context import in_sealed, in_tenant
from tests.support import people
from tests.support.figures import TODAY, deal_families
from web.regional.release_facts import error_words

if TYPE_CHECKING:
    from django.test import Client

    Browse = Callable[..., Client]

MONTH = date(2026, 9, 1)


@pytest.fixture
def released(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """September and its quarter, of three towns in one voivodeship."""
    monkeypatch.setattr("core.regional.rules.groups.FEWEST_MUNICIPALITIES", 3)
    with clock.standing_at(TODAY):
        for town, number in (("g_2464011", 60), ("g_2475011", 40), ("p_2401", 9)):
            with in_tenant(town):
                deal_families(number, seed=number)
        operations.run_month(actor=people.system(), month=MONTH)
        yield


def test_nothing_printed_yet_says_so(browse: Browse) -> None:
    with clock.standing_at(TODAY):
        page = browse("rops-katowice", "regional_coordinator").get("/")
    assert page.status_code == 200
    assert "Nie wydano jeszcze żadnego miesiąca" in page.content.decode()


def test_the_dashboard_shows_ranges_and_hatches_what_is_withheld(released: None, browse: Browse) -> None:
    page = browse("rops-katowice", "regional_coordinator").get("/").content.decode()
    with in_tenant("r_24"):
        cell = PublishedCell.objects.get(
            level="municipality", area="2464011", measure="families_served", period_kind="quarter"
        )
        hidden = PublishedCell.objects.get(
            level="municipality", area="2401", measure="families_served", period_kind="quarter"
        )
    assert cell.value
    assert f"{cell.value - 2}–{cell.value + 2}" in page
    assert hidden.value is None
    assert "kp-withheld" in page
    assert "mało rodzin w roku" in page
    assert "-hatch)" in page
    assert "III kwartał 2026" in page
    assert "Dane przekazało 3 z 3 urzędów." in page


def test_a_view_has_an_address(released: None, browse: Browse) -> None:
    client = browse("rops-katowice", "regional_coordinator")
    page = client.get("/?okres=2026-09&wskaznik=12-w-toku&obszar=24&podzial=household").content.decode()
    assert "wrzesień 2026" in page
    assert "województwo śląskie: typ gospodarstwa" in page
    assert "Tej liczby nie wydajemy dla pojedynczych gmin i powiatów" in page
    for wrong in ("?okres=1999", "?okres=x&wskaznik=99&obszar=10&podzial=kolor"):
        assert client.get(f"/{wrong}").status_code == 200


def test_every_figure_and_area_can_be_shown(released: None, browse: Browse) -> None:
    from core.indicators.definitions import figures  # noqa: PLC0415  beside its only use

    client = browse("rops-katowice", "regional_coordinator")
    for key in figures():
        for period in ("2026-q3", "2026-09"):
            for area in ("all", "24", "2464011", "2401"):
                page = client.get("/", {"wskaznik": key, "okres": period, "obszar": area})
                assert page.status_code == 200, (key, period, area)
                assert "!!undefined" not in page.content.decode(), (key, period, area)


def test_number_of_queries_does_not_grow(
    released: None, browse: Browse, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = browse("rops-katowice", "regional_coordinator")
    with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
        client.get("/?okres=2026-q3&wskaznik=12")


def test_a_release_says_how_good_it_is_and_whether_it_still_stands(released: None, browse: Browse) -> None:
    """The region on the month's page and its board, everybody on the page of open data."""
    with in_tenant("r_24"):
        release = Release.objects.get()
    client = browse("rops-katowice", "regional_coordinator")
    page = client.get("/miesiace/2026-09/").content.decode()
    printed = release.utility["printed"]
    assert f"{printed} z {printed + release.utility['withheld']} (" in page.replace("\u00a0", "")
    told = [error_words(release, of) for of in ("voivodeships", "region")]
    for words in ("Błąd jednej liczby", "najwyżej 2", "podpis się zgadzają", *told):
        assert words in page
    board = client.get("/pulpit/jakosc/?okres=2026-q3").content.decode()
    assert "Zmierzone przy wydaniu" in board
    public = browse("rops-katowice").get("/otwarte-dane/").content.decode()
    assert "Jak dokładne są te liczby" in public
    assert "Błąd liczb makroregionu, średnio" in public
    assert all(words in public for words in told)
    release.utility |= {"error_voivodeships": 6, "error_region": None}
    assert error_words(release, "voivodeships") == "najwyżej 6\u00a0%"
    assert error_words(release, "region") == "za mało liczb, by go podać"
    with in_sealed():
        PublishedCell.objects.create(
            period_kind="quarter",
            period_start=date(2026, 7, 1),
            level="cluster",
            area="24-pozostale",
            voivodeship="24",
            measure="families_served",
            value=10,
            release=MONTH,
        )
    page = client.get("/miesiace/2026-09/").content.decode()
    assert "tak: liczby. Zgłoś to operatorowi platformy" in page
    assert "podpis się zgadzają" not in page


def test_another_region_sees_none_of_it(released: None, browse: Browse) -> None:
    client = browse("rcps-lodz", "regional_coordinator")
    for address in ("/", "/?obszar=2464011", "/?obszar=all", "/miesiace/"):
        page = client.get(address).content.decode()
        assert "Częstochowa" not in page, address
        assert "makroregion" not in page, address
    data = client.get("/dane.csv?okres=2026-q3").content.decode("utf-8-sig")
    assert "2464011" not in data


@pytest.mark.parametrize("address", ["/", "/miesiace/", "/wskazniki/", "/wskazniki/12/", "/dane.csv"])
def test_only_coordinators_come_in(db: None, browse: Browse, address: str) -> None:
    assert browse("rops-katowice").get(address).status_code == 302
    assert browse("rops-katowice", "director").get(address).status_code == 404


def test_no_true_count_is_on_any_page(released: None, browse: Browse) -> None:
    """What is printed for one town differs from what it counted, and only the former is shown."""
    client = browse("rops-katowice", "regional_coordinator")
    with in_sealed():
        true = TrueCell.objects.get(
            schema_name="g_2464011", measure="families_served", dimension="", period_kind="quarter"
        ).value
    rows = list(
        csv.DictReader(
            io.StringIO(client.get("/dane.csv?okres=2026-q3").content.decode("utf-8-sig")), delimiter=";"
        )
    )
    counts = [row for row in rows if row["jednostka"] in {"rodziny", "organizacje", "spotkania", "usługi"}]
    assert counts
    assert all(not row["wartość"] or int(row["wartość"]) % 5 == 0 for row in counts)
    own = next(r for r in counts if r["kod"] == "2464011" and r["wskaźnik"] == "12" and not r["podział"])
    assert int(own["od"]) <= true <= int(own["do"])
    withheld = next(r for r in counts if r["kod"] == "2401" and r["wskaźnik"] == "12")
    assert withheld["wartość"] == ""
    assert withheld["dlaczego brak"]


def test_csv_of_an_unknown_period_is_not_there(released: None, browse: Browse) -> None:
    client = browse("rops-katowice", "regional_coordinator")
    for period in ("", "2026-10", "2025", "x"):
        assert client.get("/dane.csv", {"okres": period}).status_code == 404


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=x"])
def test_no_cell_becomes_a_formula(text: str) -> None:
    assert neutral(text) == f"'{text}"
    assert neutral("Łódź") == "Łódź"


def test_the_catalogue_explains_every_indicator(db: None, browse: Browse) -> None:
    client = browse("rops-katowice", "regional_coordinator")
    page = client.get("/wskazniki/").content.decode()
    for number in range(1, 41):
        assert f"/wskazniki/{number}/" in page
        one = client.get(f"/wskazniki/{number}/").content.decode()
        assert "Jak liczymy" in one
        assert "!!undefined" not in one
    assert client.get("/wskazniki/99/").status_code == 404


def test_months_show_who_is_missing(released: None, browse: Browse) -> None:
    page = browse("rops-katowice", "regional_coordinator").get("/miesiace/").content.decode()
    assert "3 z 3 urzędów" in page
    assert "wydany" in page
    assert "!!undefined" not in page


def test_a_breakdown_that_a_voivodeship_has_by_year_only_says_where_it_is(
    db: None, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.regional.rules.groups.FEWEST_MUNICIPALITIES", 3)
    with clock.standing_at(TODAY):
        for town, number in (("g_2464011", 20), ("g_2475011", 15), ("p_2401", 10)):
            with in_tenant(town):
                deal_families(number, seed=7)
        for month in (date(2025, 12, 1), MONTH):
            operations.run_month(actor=people.system(), month=month)
        client = browse("rops-katowice", "regional_coordinator")
        of_household = "/?okres=2026-q3&wskaznik=12-nowe&podzial=household"
        page = client.get(f"{of_household}&obszar=24").content.decode()
        assert "Katalog nie przewiduje tego podziału dla tak krótkiego czasu" in page
        assert "okres=2025&amp;" in page
        assert 'id="podzial"' not in page
        # The region has it, and no column for the voivodeship that has none.
        page = client.get(of_household).content.decode()
        assert "Katalog nie przewiduje tego podziału" not in page
        assert "typ gospodarstwa" in page.lower()
        assert "nie wydajemy" not in page.partition('id="podzial"')[2]
        page = client.get("/?okres=2025&wskaznik=12-nowe&podzial=household&obszar=24").content.decode()
        assert 'id="podzial"' in page


def test_a_quarter_that_hides_most_towns_shows_the_last_year_beside_it(
    db: None, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.regional.rules.groups.FEWEST_MUNICIPALITIES", 3)
    with clock.standing_at(TODAY):
        for town, number in (("g_2464011", 10), ("g_2475011", 7), ("p_2401", 6)):
            with in_tenant(town):
                deal_families(number, seed=7)
        for month in (date(2025, 12, 1), MONTH):
            operations.run_month(actor=people.system(), month=month)
        client = browse("rops-katowice", "regional_coordinator")
        page = client.get("/?okres=2026-q3&wskaznik=12").content.decode()
        assert "mapa i ostatnia kolumna tabeli pokazują rok 2025" in page
        assert "gminy i powiaty, rok 2025" in page
        # The year hides this figure too: then there is nothing to gain from it.
        page = client.get("/?okres=2026-q3&wskaznik=12-nowe").content.decode()
        assert "gminy i powiaty, III kwartał 2026" in page
