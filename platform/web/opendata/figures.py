"""A region's figures for everybody: a page to read, files for other programs, a catalogue for portals.

Everything comes from printed cells; a hidden number has a status and a reason, in a page as in a file.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import orjson
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from core.opendata.queries import figures
from core.opendata.rules.figures import dcat, jsonstat, sdmx, sheet
from core.opendata.rules.figures import structure as definition
from core.shared.addresses import address
from core.shared.errors import NotVisibleError
from core.shared.paging import page_of
from tenants.context import current
from web.opendata import figure_tables
from web.opendata.answering import endpoint, kept
from web.opendata.forms import DatasetFilter
from web.regional.release_facts import utility_of
from web.shell.access import page_for_everyone
from web.shell.components import Crumb
from web.shell.open_pages import frame, kept_a_while

if TYPE_CHECKING:
    from core.opendata.rules.figures.cube import Cube, Dataset
    from kooperacje.http import AppRequest

_MEDIA = {"csv": "text/csv; charset=utf-8", "json-stat": "application/json", "sdmx": sdmx.MEDIA}
_ENDINGS = {"csv": "csv", "json-stat": "json", "sdmx": "sdmx.csv"}


@page_for_everyone
@require_safe
@conditional_page
@kept_a_while
def datasets(request: AppRequest) -> HttpResponse:
    """All datasets, what rounding means, and where the files are."""
    found = figures.datasets()
    form = DatasetFilter(request.GET, titles=figures.titles(found))
    chosen = form.cleaned_data["co"] if form.is_valid() else ""
    page = page_of(
        [each for each in found if not chosen or each.measure == chosen], request.GET.get("strona")
    )
    context = {
        "form": form,
        "page": page,
        "table": figure_tables.datasets_table(page.items),
        "statuses": figure_tables.statuses_table(),
        "accuracy": utility_of(release) if (release := figures.newest()) else [],
        "licence": dcat.LICENCE,
        **frame(request),
    }
    return render(request, "opendata/figures/datasets.html", context)


@page_for_everyone
@require_safe
@conditional_page
@kept_a_while
def dataset(request: AppRequest, code: str) -> HttpResponse:
    """One dataset: its newest numbers to read, and its files."""
    chosen = _chosen(code)
    cube = figures.cube(chosen)
    rows = [row for span in reversed(cube.spans) for row in cube.printed() if row[0] == span]
    page = page_of(rows, request.GET.get("strona"))
    context = {
        "dataset": chosen,
        "crumbs": [Crumb(_("Otwarte dane"), reverse("figures:datasets")), Crumb(chosen.title)],
        "page": page,
        "table": figure_tables.numbers_table(chosen, page.items),
        "files": [(form, reverse("figures:download", args=[chosen.code, form.name])) for form in dcat.FORMS],
        "span": [figure_tables.words(span) for span in (*cube.spans[:1], *cube.spans[1:][-1:])],
        "licence": dcat.LICENCE,
        **frame(request),
    }
    return render(request, "opendata/figures/dataset.html", context)


@endpoint
def download(_request: AppRequest, code: str, form: str) -> Any:
    """One dataset as a file."""
    chosen = figures.dataset(code)
    return kept(f"figures:{code}:{form}", figures.fingerprint(), partial(_file, chosen, form))


@endpoint
def catalogue(_request: AppRequest) -> Any:
    """DCAT-AP: all datasets with their files, for portals that harvest."""
    return kept("figures:catalogue", figures.fingerprint(), _catalogue)


@endpoint
def structure(_request: AppRequest) -> Any:
    """SDMX: the data structure definition that all SDMX-CSV files follow, with the names of all codes."""
    return kept("figures:structure", figures.fingerprint(), _structure)


def _chosen(code: str) -> Dataset:
    try:
        return figures.dataset(code)
    except NotVisibleError:
        raise Http404 from None


def _file(chosen: Dataset, form: str) -> HttpResponse:
    body = _BODIES[form](figures.cube(chosen))
    answer = HttpResponse(body, content_type=_MEDIA[form])
    answer["Content-Disposition"] = f'attachment; filename="{chosen.code}.{_ENDINGS[form]}"'
    return answer


def _jsonstat(cube: Cube) -> bytes:
    found = jsonstat.document(
        cube,
        source=current().organisation or current().name,
        href=address(reverse("figures:download", args=[cube.dataset.code, "json-stat"])),
        notes=[cube.dataset.description, figure_tables.rounding()],
        labels=figure_tables.labels(cube.dataset),
    )
    return orjson.dumps(found)


_BODIES: dict[str, Callable[[Cube], str | bytes]] = {
    # The mark lets spreadsheets read Polish letters.
    "csv": lambda cube: "\ufeff" + sheet.text(cube, cube.reasons),
    "json-stat": _jsonstat,
    "sdmx": lambda cube: sdmx.text([cube]),
}


def _structure() -> HttpResponse:
    answer = HttpResponse(
        orjson.dumps(definition.document(figure_tables.described())), content_type=definition.MEDIA
    )
    answer["Content-Disposition"] = 'attachment; filename="struktura.sdmx.json"'
    return answer


def _catalogue() -> HttpResponse:
    region = current()
    described = dcat.Catalogue(
        title=_("Otwarte dane: %(name)s") % {"name": region.name},
        description=_(
            "Liczby o pracy partnerstw z rodzinami, zebrane z urzędów i chronione tak,"
            " by nikt nie rozpoznał rodziny."
        ),
        note=figure_tables.rounding(),
        address=address(reverse("figures:catalogue")),
        publisher=dcat.Publisher(region.organisation or region.name, address(reverse("figures:datasets"))),
        keywords=(_("pomoc społeczna"), _("rodzina"), _("partnerstwo"), _("statystyka")),
    )
    found = dcat.document(
        described,
        figures.datasets(),
        page_of=lambda each: address(reverse("figures:dataset", args=[each.code])),
        structure=address(reverse("figures:structure")),
        file_of=lambda each, form: address(reverse("figures:download", args=[each.code, form.name])),
    )
    return HttpResponse(orjson.dumps(found), content_type=dcat.MEDIA)
