"""Towns of the region: what each has set up, and new ones to be founded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.exchange.enums import RequestAnswer, SetupStep
from core.exchange.operations import towns as operations
from core.exchange.queries import towns as queries
from core.regional.queries import REGION_READERS
from core.regional.setup import TownReadiness, readiness
from core.shared.paging import page_of
from core.shared.text import polish_order
from kooperacje.http import AppRequest
from web.regional.coordinator_forms import TownForm
from web.shell.access import page_for, signed_in
from web.shell.components import Cell, Column, Crumb, Row, Tab, Table, TaskItem
from web.shell.forms import BaseForm, posted, run
from web.shell.templatetags.shell import day

_MEANINGS = {RequestAnswer.FOUNDED: "good", RequestAnswer.DECLINED: "bad", RequestAnswer.CANCELLED: "neutral"}


@page_for(*REGION_READERS)
@require_safe
def towns(request: AppRequest) -> HttpResponse:
    """Every town with what it lacks, those that lack most first."""
    found = sorted(
        readiness(signed_in(request)), key=lambda item: (-len(item.missing), polish_order(item.town.name))
    )
    page = page_of(found, request.GET.get("strona"))
    context = {"tabs": _tabs("towns"), "page": page, "table": _table(page.items)}
    return render(request, "regional/towns.html", context)


@page_for(*REGION_READERS)
@require_safe
def town(request: AppRequest, code: str) -> HttpResponse:
    """The checklist of one town."""
    found = next((item for item in readiness(signed_in(request)) if item.town.area == code), None)
    if found is None:
        raise Http404
    context = {
        "crumbs": [Crumb(_("Gminy"), reverse("regional:towns")), Crumb(found.town.name)],
        "town": found.town,
        "checked_on": found.checked_on,
        "items": _items(found),
        "done": len(SetupStep) - len(found.missing),
        "all": len(SetupStep),
    }
    return render(request, "regional/town.html", context)


@page_for(*REGION_READERS)
@require_safe
def requests(request: AppRequest) -> HttpResponse:
    """What the region asked of the operator."""
    page = page_of(queries.own_requests(signed_in(request)), request.GET.get("strona"))
    context = {
        "tabs": _tabs("requests"),
        "page": page,
        "table": _requests(page.items),
        "waiting": [item for item in page.items if not item.answer],
    }
    return render(request, "regional/town_requests.html", context)


@page_for(*REGION_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: AppRequest) -> HttpResponse:
    """Ask the operator to found a town."""
    actor = signed_in(request)
    form = TownForm(posted(request))
    if request.method == "POST" and run(
        form, lambda: operations.ask_for_town(actor=actor, **form.cleaned_data)
    ):
        messages.success(request, _("Prośba wysłana. Odpowiedź operatora zobaczysz na tej liście."))
        return redirect("regional:town-requests")
    context = {
        "heading": _("Poproś o nową gminę"),
        "lead": _("Operator założy adres i bazę gminy. Potem urząd zakłada konta i zaprasza partnerów."),
        "form": form,
        "submit": _("Wyślij prośbę"),
        "crumbs": [Crumb(_("Prośby do operatora"), reverse("regional:town-requests")), Crumb(_("Nowa"))],
        "cancel_url": reverse("regional:town-requests"),
    }
    return render(request, "shell/form_page.html", context)


@page_for(*REGION_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: AppRequest, request_id: UUID) -> HttpResponse:
    """Ask once more, then withdraw a request."""
    actor = signed_in(request)
    found = queries.own_request(actor, request_id)
    form = BaseForm(posted(request))
    if request.method == "POST" and run(
        form, lambda: operations.take_back_request(actor=actor, request_id=found.pk)
    ):
        messages.success(request, _("Wycofano prośbę."))
        return redirect("regional:town-requests")
    context = {
        "question": _("Wycofać prośbę: %(name)s?") % {"name": found.name},
        "consequence": _("Operator nie założy tej gminy."),
        "action": _("Wycofaj prośbę"),
        "form": form,
        "cancel_url": reverse("regional:town-requests"),
    }
    return render(request, "shell/confirm.html", context)


def _tabs(current: str) -> list[Tab]:
    return [
        Tab(_("Uruchomienie gmin"), reverse("regional:towns"), current == "towns"),
        Tab(_("Prośby do operatora"), reverse("regional:town-requests"), current == "requests"),
    ]


def _table(items: list[TownReadiness]) -> Table:
    rows = []
    for item in items:
        missing = ", ".join(str(step.label) for step in item.missing)
        state = (
            Cell(_("gotowa"), meaning="good")
            if not missing
            else Cell(_("w toku"), meaning="attention", note=missing)
        )
        rows.append(
            Row(
                [
                    Cell(
                        item.town.name,
                        url=reverse("regional:town", args=[item.town.area]),
                        note=item.town.area,
                    ),
                    Cell(f"{len(SetupStep) - len(item.missing)}/{len(SetupStep)}"),
                    state,
                    Cell(day(item.checked_on) if item.checked_on else "–"),
                ]
            )
        )
    return Table(
        _("Gminy i powiaty"),
        [
            Column(_("Gmina albo powiat")),
            Column(_("Kroki"), numeric=True),
            Column(_("Stan")),
            Column(_("Stan z dnia")),
        ],
        rows,
        caption_hidden=True,
        stacked=True,
        empty=_("W Waszym województwie nie ma jeszcze żadnej gminy. Poproś operatora o pierwszą."),
    )


def _items(found: TownReadiness) -> list[TaskItem]:
    return [
        TaskItem(str(step.label).capitalize(), _("brakuje"), "attention")
        if step in found.missing
        else TaskItem(str(step.label).capitalize(), _("jest"), "good")
        for step in SetupStep
    ]


def _requests(items: list[Any]) -> Table:
    rows = []
    for item in items:
        answer = RequestAnswer(item.answer) if item.answer else None
        state = (
            Cell(answer.label, meaning=_MEANINGS[answer], note=item.answer_note)
            if answer
            else Cell(_("czeka na operatora"), meaning="attention")
        )
        rows.append(
            Row([Cell(item.name, note=item.code), Cell(item.organisation), Cell(day(item.asked_on)), state])
        )
    return Table(
        _("Prośby do operatora"),
        [
            Column(_("Gmina albo powiat")),
            Column(_("Instytucja wiodąca")),
            Column(_("Dzień")),
            Column(_("Odpowiedź")),
        ],
        rows,
        caption_hidden=True,
        stacked=True,
        empty=_("Nie było jeszcze żadnej prośby."),
    )
