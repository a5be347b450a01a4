"""A month town by town: who handed over, who keeps it back and why, whom to remind."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.exchange.enums import SubmissionStep
from core.indicators.rules import Period, is_over, parsed_period
from core.regional import deadlines, submissions
from core.regional.errors import MonthNotOverError
from core.regional.queries import REGION_READERS, release_of, standing_of
from core.regional.queries.submissions import TownMonth, towns_in
from core.shared import clock
from core.shared.paging import page_of
from core.shared.text import polish_order
from kooperacje.http import AppRequest
from web.indicators.handover import reason_text
from web.indicators.words import period_name
from web.regional.release_facts import facts_of
from web.shell.access import page_for, signed_in
from web.shell.components import Cell, Column, Crumb, Row, Table, Tile
from web.shell.forms import BaseForm, errors_of, run
from web.shell.templatetags.shell import day


@page_for(*REGION_READERS)
@require_safe
def month(request: AppRequest, code: str) -> HttpResponse:
    """Every town of the region with one month; those who wait come first."""
    actor, start = signed_in(request), _month(code)
    if not is_over(start, clock.today()):
        return _too_early(request, start)
    found = sorted(
        towns_in(actor, start), key=lambda item: (_order(item), polish_order(item.town.name), item.town.area)
    )
    page = page_of(found, request.GET.get("strona"))
    name, release = period_name(Period("month", start)), release_of(Period("month", start))
    context = {
        "crumbs": [Crumb(_("Stan miesięcy"), reverse("regional:months")), Crumb(name)],
        "name": name,
        "code": code,
        "tiles": _tiles(found),
        "page": page,
        "table": _table(page.items),
        "askable": [item for item in page.items if item.may_be_reminded],
        "all_askable": sum(item.may_be_reminded for item in found),
        "answer_by": deadlines.answer_by(start),
        "days_between": deadlines.REGION_WAITS,
        "facts": facts_of(release, standing_of(release)) if release else [],
    }
    return render(request, "regional/month.html", context)


@page_for(*REGION_READERS)
@require_POST
def remind(request: AppRequest, code: str) -> HttpResponse:
    """Ask one town, or all that have not answered."""
    actor, start, form = signed_in(request), _month(code), BaseForm(request.POST)
    if not is_over(start, clock.today()):
        return _too_early(request, start)
    town = request.POST.get("gmina", "")
    done = run(
        form, lambda: submissions.remind_towns(actor=actor, month=start, towns=[town] if town else None)
    )
    if done:
        sentence = ngettext(
            "Przypomnienie wysłane do %(towns)s urzędu.",
            "Przypomnienie wysłane do urzędów: %(towns)s.",
            done.result,
        )
        messages.success(request, sentence % {"towns": done.result})
    for error in errors_of(form):
        messages.error(request, error.message)
    return redirect("regional:month", code)


def _month(code: str) -> date:
    period = parsed_period(code)
    if period is None or period.kind != "month":
        raise Http404
    return period.start


def _too_early(request: AppRequest, start: date) -> HttpResponse:
    """A month that runs or is to come has no page yet; somebody who asks for it is told so."""
    messages.error(request, MonthNotOverError(month=f"{start:%m.%Y}").message)
    return redirect("regional:months")


def _order(item: TownMonth) -> int:
    if item.submission is not None:
        return 2
    return 1 if item.held_back else 0


def _tiles(found: list[TownMonth]) -> list[Tile]:
    given = sum(item.submission is not None for item in found)
    return [
        Tile(
            _("%(reported)s z %(expected)s") % {"reported": given, "expected": len(found)},
            _("przekazało dane"),
        ),
        Tile(str(sum(item.held_back for item in found)), _("wstrzymało z podaniem powodu")),
        Tile(str(sum(item.waits for item in found)), _("jeszcze nie odpowiedziało")),
    ]


def _table(items: list[TownMonth]) -> Table:
    return Table(
        _("Gminy i powiaty"),
        [
            Column(_("Gmina albo powiat")),
            Column(_("Stan")),
            Column(_("Kto i kiedy")),
            Column(_("Przypomnienie")),
        ],
        [
            Row(
                [
                    Cell(item.town.name, note=item.town.area),
                    _state(item),
                    _who(item),
                    Cell(day(item.reminded_on) if item.reminded_on else "–"),
                ]
            )
            for item in items
        ],
        caption_hidden=True,
        stacked=True,
        empty=_("W Waszym województwie nie ma jeszcze żadnej gminy."),
    )


def _state(item: TownMonth) -> Cell:
    if item.submission is not None:
        automatic = item.event is not None and item.event.step == SubmissionStep.AUTOMATIC
        return (
            Cell(_("przekazane bez potwierdzenia"), meaning="info")
            if automatic
            else Cell(_("przekazane"), meaning="good")
        )
    if item.held_back:
        return Cell(_("wstrzymane"), meaning="bad", note=reason_text(item.event))
    if item.released:
        return Cell(_("nie przekazano"), meaning="neutral")
    if item.event is not None:
        return Cell(_("czeka na sprawdzenie"), meaning="attention")
    return Cell(_("jeszcze nie policzone"), meaning="neutral")


def _who(item: TownMonth) -> Cell:
    if item.submission is not None:
        return Cell(item.submission.actor_name, note=day(item.submission.submitted_at))
    if item.event is not None:
        return Cell(item.event.actor_name, note=day(item.event.created_at))
    return Cell("–")
