"""Pages of a regional centre: the dashboards, the catalogue, the state of months, the data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.indicators.definitions import definitions_on, figures
from core.indicators.enums import Dimension
from core.indicators.rules import MONTHS_IN, Period, parsed_period, period_of
from core.regional import queries
from core.regional.queries import REGION_READERS, Calendar, MonthStatus
from core.shared import clock
from core.shared.actor import Actor
from kooperacje.http import AppRequest
from web.indicators.versions import history_lines
from web.indicators.words import period_name
from web.regional import export, overview, paper
from web.regional.areas import territory_of
from web.regional.boards import BOARDS, Board, desk_of, panels_of
from web.regional.choosing import KINDS, periods_by_kind
from web.regional.desk import Desk
from web.regional.forms import BoardFilter
from web.regional.keeping import asked_of, kept
from web.regional.panels import Panel
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb, Tab

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


@page_for(*REGION_READERS)
@require_safe
def dashboard(request: AppRequest, board: str = "przeglad") -> HttpResponse:
    """A dashboard with the period, figure and territory in the address; made once a release."""
    actor, found = signed_in(request), _board(board)
    calendar = queries.calendar()
    if not calendar.months:
        return render(request, "regional/nothing_yet.html", {"months": queries.months(actor, 3)})
    asked = asked_of(request.GET.dict())
    page = kept(board, asked, calendar, partial(_made, request, found, asked, calendar))
    return render(request, "regional/board_page.html", page)


def _board(slug: str) -> Board:
    if slug not in BOARDS:
        raise Http404
    return BOARDS[slug]


def _made(request: AppRequest, board: Board, asked: dict[str, str], calendar: Calendar) -> dict[str, str]:
    """Title and inside of a dashboard."""
    desk = _desk(signed_in(request), board, asked, calendar)
    chosen = desk.chosen
    panels = panels_of(board, desk)
    longer = _longer(desk) if board.of_figure else []
    subject = str(chosen.figure.name) if board.of_figure else str(board.name)
    context = {
        "board": board,
        "chosen": chosen,
        "desk": desk,
        "period_name": period_name(chosen.period),
        "tabs": _tabs(board, desk),
        "form": BoardFilter(
            periods=periods_by_kind(calendar), territory=desk.places, chosen=chosen, board=board
        ),
        "release": desk.release,
        "coverage": desk.coverage,
        "panels": panels,
        "head_panel": next((panel for panel in panels if panel.key == "kluczowe"), None),
        "tiles": overview.tiles(desk) if board.slug == "przeglad" else [],
        "has_towns": any(panel.key in {"gminy", "lista"} for panel in panels),
        "hatched": any(panel.hatched for panel in panels),
        "breakdown_links": _breakdown_links(desk),
        "too_short": bool(longer),
        "elsewhere": _elsewhere(desk, calendar, longer),
        "how_to_read": paper.how_to_read(),
        "address": chosen.address(),
    }
    inside = render_to_string("regional/_board.html", context, request)
    return {"title": f"{subject}, {period_name(chosen.period)}", "inside": inside}


def _desk(actor: Actor, board: Board, asked: dict[str, str], calendar: Calendar) -> Desk:
    desk = desk_of(actor, board, asked, calendar)
    if desk is None:
        raise Http404
    return desk


def _tabs(board: Board, desk: Desk) -> list[Tab]:
    """The dashboards, each opened with the same period and territory."""
    keep = {} if board.of_figure else {"wskaznik": ""}
    address = desk.chosen.address(podzial="", sort="", **keep)
    return [
        Tab(each.name, ("/" if slug == "przeglad" else f"/pulpit/{slug}/") + address, each is board)
        for slug, each in BOARDS.items()
    ]


def _breakdown_links(desk: Desk) -> list[Tab]:
    """Other breakdowns of the chosen figure."""
    return [
        Tab(
            Dimension(dimension).label,
            desk.chosen.address(podzial=str(dimension)) + "#podzial",
            dimension == desk.chosen.dimension,
        )
        for dimension in desk.chosen.figure.breakdowns
    ]


def _longer(desk: Desk) -> list[str]:
    """Lengths of time for which the catalogue prints what is chosen, where it does not for this one."""
    chosen = desk.chosen

    def is_printed(period: Period) -> bool:
        return queries.is_in_catalogue(chosen.figure, chosen.area.level, period, chosen.dimension)

    if is_printed(chosen.period):
        return []
    longer = (kind for kind in reversed(KINDS) if MONTHS_IN[kind] > MONTHS_IN[chosen.period.kind])
    return [kind for kind in longer if is_printed(period_of(chosen.period.start, kind))]


def _elsewhere(desk: Desk, calendar: Calendar, longer: Sequence[str]) -> str:
    """The newest released period of such a length."""
    found = next((periods[0] for kind in longer if (periods := calendar.periods(kind))), None)
    return desk.chosen.address(okres=found.code) if found else ""


@page_for(*REGION_READERS)
@require_safe
def take(request: AppRequest, board: str, panel: str, kind: str) -> HttpResponse:
    """One panel of a view as a file."""
    made: Callable[[Board, Panel, Desk], HttpResponse] | None = _KINDS.get(kind)
    if made is None:
        raise Http404
    found = _board(board)
    desk = _desk(signed_in(request), found, asked_of(request.GET.dict()), queries.calendar())
    wanted = next((item for item in panels_of(found, desk) if item.key == panel), None)
    if wanted is None:
        raise Http404
    return made(found, wanted, desk)


def _csv(board: Board, panel: Panel, desk: Desk) -> HttpResponse:
    return _file(export.csv_of_panel(panel), CSV, _name(board, panel, desk, "csv"))


def _xlsx(board: Board, panel: Panel, desk: Desk) -> HttpResponse:
    about = [desk.chosen.area.name, period_name(desk.chosen.period), *paper.how_to_read()]
    return _file(export.xlsx_of_panel(panel, about), XLSX, _name(board, panel, desk, "xlsx"))


def _pdf(board: Board, panel: Panel, desk: Desk) -> HttpResponse:
    return _file(paper.paper_of_panel(board, panel, desk).content, PDF, _name(board, panel, desk, "pdf"))


_KINDS = {"csv": _csv, "xlsx": _xlsx, "pdf": _pdf}


def _name(board: Board, panel: Panel, desk: Desk, end: str) -> str:
    return (
        f"{board.slug}-{panel.key}-{desk.chosen.period.code}-{desk.chosen.area.code.replace('+', '-')}.{end}"
    )


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@page_for(*REGION_READERS)
@require_safe
def report(request: AppRequest) -> HttpResponse:
    """The report of a period: all dashboards as one PDF."""
    actor, calendar = signed_in(request), queries.calendar()
    asked = asked_of(request.GET.dict())
    asked.pop("sort", None)
    desks = [(board, _desk(actor, board, asked, calendar)) for board in paper.boards_of_report()]
    document = paper.paper_of_region(desks)
    chosen = desks[0][1].chosen
    return _file(
        document.content, PDF, f"raport-{chosen.period.code}-{chosen.area.code.replace('+', '-')}.pdf"
    )


@page_for(*REGION_READERS)
@require_safe
def catalogue(request: AppRequest) -> HttpResponse:
    """Every indicator with its meaning; the page to send to somebody who asks what a number is."""
    return render(request, "regional/catalogue.html", {"definitions": list(definitions_on(clock.today()))})


@page_for(*REGION_READERS)
@require_safe
def definition(request: AppRequest, number: int) -> HttpResponse:
    """One indicator in full."""
    found = next((item for item in definitions_on(clock.today()) if item.number == number), None)
    if found is None:
        raise Http404
    crumbs = [Crumb(_("Katalog wskaźników"), "/wskazniki/"), Crumb(found.name)]
    dashboard = reverse("regional:dashboard")
    context = {
        "definition": found,
        "versions": history_lines(number),
        "figures": [(figure.name, f"{dashboard}?wskaznik={figure.key}") for figure in found.figures],
        "crumbs": crumbs,
    }
    return render(request, "indicators/definition.html", context)


@page_for(*REGION_READERS)
@require_safe
def months(request: AppRequest) -> HttpResponse:
    """Which towns have handed over which month, and which months have been printed."""
    found = queries.months(signed_in(request))
    return render(request, "regional/months.html", {"months": [_month_row(item) for item in found]})


@page_for(*REGION_READERS)
@require_safe
def data(request: AppRequest) -> HttpResponse:
    """Everything printed for one period as CSV."""
    actor = signed_in(request)
    period = parsed_period(request.GET.get("okres", ""))
    if period is None or not queries.calendar().holds(period):
        raise Http404
    (printed,) = queries.printed(actor, [period], [figure for _, figure in figures().values()])
    release = queries.release_of(period)
    groups = release.coverage.get("groups", ()) if release else ()
    sight = queries.sight_of(actor)
    places = territory_of(sight.scope, sight.towns, groups)
    return _file(export.csv_of(printed, places), CSV, f"wskazniki-{period.code}.csv")


def _month_row(status: MonthStatus) -> dict[str, object]:
    return {
        "month": status.month,
        "code": f"{status.month:%Y-%m}",
        "name": period_name(parsed_period(f"{status.month:%Y-%m}")),  # type: ignore[arg-type]
        "submitted": len(status.submitted),
        "expected": status.expected,
        "missing": status.missing,
        "release": status.release,
        "passed": status.passed,
    }
