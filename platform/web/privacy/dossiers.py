"""A partner's view of the families with whose teams it works: what each of them allowed, nothing else."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.dossier import operations, queries
from core.dossier.minutes import to_read
from core.dossier.rules import SHOWN
from core.privacy.enums import DataCategory
from core.shared.clock import today
from core.shared.enums import Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.assessments.presenters import readings_table
from web.notes.files import handed
from web.privacy import presenters
from web.shell.access import page_for, signed_in
from web.shell.components import Cell, Column, Crumb, Row, Table
from web.shell.templatetags.shell import day


@page_for(Role.DELEGATE)
@require_safe
def cases(request: AppRequest) -> HttpResponse:
    """Numbers and next meetings; who the families are stands on no list."""
    page = page_of(queries.cases_of_partner(signed_in(request)), request.GET.get("strona"))
    rows = [
        Row(
            [
                Cell(case.number, url=reverse("privacy:dossier", args=[case.pk])),
                Cell(case.social_worker.name, note=case.social_worker.email),
                Cell(
                    day(case.next_meeting_on)
                    if case.next_meeting_on and case.next_meeting_on >= today()
                    else "–"
                ),
            ]
        )
        for case in page.items
    ]
    columns = [Column(_("Sprawa")), Column(_("Prowadzi")), Column(_("Najbliższe spotkanie"))]
    table = Table(_("Rodziny w zespołach"), columns, rows, caption_hidden=True, stacked=True)
    return render(request, "privacy/dossiers.html", {"page": page, "table": table})


@page_for(Role.DELEGATE)
def dossier(request: AppRequest, case_id: UUID) -> HttpResponse:
    """What this family lets us know; opening it is written into the family's ledger."""
    actor = signed_in(request)
    found = operations.open_dossier(actor=actor, case_id=case_id)
    sight = found.sight
    shown = found.shown
    context = {
        "crumbs": [
            Crumb(_("Rodziny w zespołach"), reverse("privacy:dossiers")),
            Crumb(sight.case.number, ""),
        ],
        "case": sight.case,
        "persons": presenters.person_lines(sight, found.tasks, found.contacts),
        "household": presenters.household_lines(found.household, sight),
        "grounds": [ground.get_code_display() for ground in found.grounds],
        "shared_tasks": [task for task in found.tasks if task.for_person_id is None],
        "minutes": found.minutes,
        "to_read": to_read(actor, sight),
        "readings": readings_table(found.readings),
        "notes": presenters.shared_note_lines(found),
        "reasons": [(one.label, presenters.whys(sight, one)) for one in DataCategory if one in shown],
        "hidden": [DataCategory(one).label for one in SHOWN if one not in shown],
    }
    return render(request, "privacy/dossier.html", context)


@page_for(Role.DELEGATE)
@require_safe
def file(request: AppRequest, case_id: UUID, attachment_id: UUID) -> HttpResponse:
    """A file on a note that this family lets us read; taking it is written into the family's ledger."""
    found, content = operations.open_file(
        actor=signed_in(request), case_id=case_id, attachment_id=attachment_id
    )
    return handed(found.file.filename, found.file.media_type, content)
