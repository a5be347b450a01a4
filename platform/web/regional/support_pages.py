"""Hours of coaching, supervision, workshops and training that the region gave."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.exchange.enums import SupportKind
from core.exchange.operations import support as operations
from core.exchange.queries import support as queries
from core.regional.queries import REGION_READERS
from core.shared import clock
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.indicators.notices import hours, support_tiles
from web.regional.coordinator_forms import DropForm, SupportFilter, SupportForm
from web.shell.access import page_for, signed_in
from web.shell.components import Cell, Column, Crumb, Row, Table
from web.shell.forms import posted, run
from web.shell.templatetags.shell import day, number


@page_for(*REGION_READERS)
@require_safe
def sessions(request: AppRequest) -> HttpResponse:
    """Records of the region, the newest first, with the sums of the year."""
    actor = signed_in(request)
    today = clock.today()
    form = SupportFilter(request.GET, towns=queries.towns_of_region(), this_year=today.year)
    asked = form.cleaned_data if form.is_valid() else {}
    year = int(asked.get("rok") or today.year)
    found = queries.sessions(actor, asked.get("rodzaj", ""), year, asked.get("gmina", ""))
    page = page_of(found, request.GET.get("strona"))
    context = {
        "form": form,
        "year": year,
        "tiles": support_tiles(queries.totals(actor, date(year, 1, 1), date(year, 12, 31))),
        "page": page,
        "table": _table(page.items),
    }
    return render(request, "regional/support.html", context)


@page_for(*REGION_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AppRequest) -> HttpResponse:
    """Write a session down."""
    actor = signed_in(request)
    form = SupportForm(posted(request), towns=queries.towns_of_region(), initial={"held_on": clock.today()})
    if request.method == "POST" and run(
        form, lambda: operations.record_support(actor=actor, key=form.cleaned_data["klucz"], **form.values())
    ):
        messages.success(request, _("Zapisano. Godziny wejdą do wskaźnika 7."))
        return redirect("regional:support")
    return _form_page(request, form, _("Zapisz wsparcie kadry"))


@page_for(*REGION_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AppRequest, session_id: UUID) -> HttpResponse:
    """Mend a record."""
    actor = signed_in(request)
    found = queries.session(actor, session_id)
    form = SupportForm(posted(request), towns=queries.towns_of_region(), initial=_initial(found))
    if request.method == "POST" and run(
        form,
        lambda: operations.change_support(
            actor=actor, session=found, version=form.cleaned_data["wersja"], **form.values()
        ),
    ):
        messages.success(request, _("Zapisano poprawkę."))
        return redirect("regional:support")
    return _form_page(
        request, form, _("Popraw wpis"), drop_url=reverse("regional:support-drop", args=[found.pk])
    )


@page_for(*REGION_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: AppRequest, session_id: UUID) -> HttpResponse:
    """Ask once more, then take a record out."""
    actor = signed_in(request)
    found = queries.session(actor, session_id)
    form = DropForm(posted(request), initial={"wersja": found.version})
    if request.method == "POST" and run(
        form,
        lambda: operations.drop_support(actor=actor, session=found, version=form.cleaned_data["wersja"]),
    ):
        messages.success(request, _("Usunięto wpis."))
        return redirect("regional:support")
    context = {
        "question": _("Usunąć wpis z %(day)s?") % {"day": day(found.held_on)},
        "consequence": _("Godziny znikną z zestawień. Liczb już wydanych to nie zmieni."),
        "action": _("Usuń wpis"),
        "warning": True,
        "form": form,
        "cancel_url": reverse("regional:support-edit", args=[found.pk]),
    }
    return render(request, "shell/confirm.html", context)


def _form_page(request: AppRequest, form: SupportForm, heading: str, drop_url: str = "") -> HttpResponse:
    context = {
        "heading": heading,
        "lead": _("Czas i liczba osób, bez nazwisk. Gmina zobaczy zajęcia, w których byli jej pracownicy."),
        "form": form,
        "submit": _("Zapisz"),
        "drop_url": drop_url,
        "crumbs": [Crumb(_("Wsparcie kadry"), reverse("regional:support")), Crumb(heading)],
        "cancel_url": reverse("regional:support"),
    }
    return render(request, "regional/support_form.html", context)


def _initial(found: Any) -> dict[str, Any]:
    shares = {f"osoby_{share.schema_name}": share.persons for share in found.shares.all()}
    return {
        "kind": found.kind,
        "held_on": found.held_on,
        "minutes": number(found.minutes / 60, 2).rstrip("0").rstrip(","),
        "topic": found.topic,
        "wersja": found.version,
        **shares,
    }


def _table(items: list[Any]) -> Table:
    return Table(
        _("Zajęcia"),
        [
            Column(_("Dzień")),
            Column(_("Rodzaj")),
            Column(_("Czas"), numeric=True),
            Column(_("Osoby"), numeric=True),
            Column(_("Gminy"), numeric=True),
        ],
        [
            Row(
                [
                    Cell(
                        day(item.held_on),
                        url=reverse("regional:support-edit", args=[item.pk]),
                        note=item.topic,
                    ),
                    Cell(SupportKind(item.kind).label),
                    Cell(hours(item.minutes)),
                    Cell(number(item.persons)),
                    Cell(number(item.towns)),
                ]
            )
            for item in items
        ],
        caption_hidden=True,
        stacked=True,
        empty=_("Nie ma wpisów w tym roku. Zapisz pierwsze zajęcia."),
    )
