"""Papers of a path: printed, downloaded, and the small form of the plan of social services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.paths import operations
from core.paths.enums import PaperKind
from core.paths.operations import SocialPlanData, Terms
from core.paths.operations.scans import fetch_paper_scan, link_paper_scan
from core.paths.queries import papers as queries
from core.paths.queries.versions import owner_name
from core.shared.enums import Role
from core.shared.paging import page_of
from web.families.presenters import crumbs
from web.notes.files import handed
from web.partnership.paper_forms import sent_file
from web.paths import paper_presenters as presenters
from web.paths.choosing import chosen
from web.paths.forms import PrintForm, ScanForm, SocialPlanForm, TermsForm
from web.paths.views import FORM, newest_version, page, plan_of
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from kooperacje.http import AppRequest

_CHECKS = ("first_check", "second_check", "third_check")


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(FORM)
def papers(request: AppRequest, case_id: UUID) -> HttpResponse:
    """What was printed of a path, and a form to print more."""
    actor = signed_in(request)
    case, plan = plan_of(request, case_id)
    persons = queries.persons_to_print(case)
    form = PrintForm(posted(request), persons=persons, whole=queries.is_whole_safe(plan))
    if request.method == "POST" and (done := run(form, lambda: _printed(actor, plan, form, persons))):
        messages.success(request, _("Gotowe. Dokument jest na liście poniżej."))
        return redirect(f"{request.path}#wydruk-{done.result.pk}")
    found = queries.papers_visible_to(actor).filter(plan=plan)
    rows = page_of(found, request.GET.get("strona"), 10)
    scans = queries.scans_of(rows.items)
    context = {
        **page(case, form, _("Wydruki"), _("Przygotuj do druku")),
        "page": rows,
        "lines": [presenters.line(paper, scans.get(paper.pk)) for paper in rows.items],
        "whole": queries.is_whole_safe(plan),
    }
    return render(request, "paths/papers.html", context)


def _printed(actor: Any, plan: Any, form: PrintForm, persons: list[Any]) -> Any:
    """The one operation that the chosen kind asks for."""
    data = form.cleaned_data
    options = {"actor": actor, "plan": plan, "language": data["language"], "key": data["key"]}
    person = chosen(persons, data["person"])
    if data["kind"] == PaperKind.CONTRACT:
        return operations.print_contract(person=person, **options)
    if data["kind"] == PaperKind.SOCIAL_PLAN:
        return operations.print_social_plan(person=person, **options)
    # Large print is always one person's: without a choice the first who takes part.
    return operations.print_own_copy(person=person or persons[0], **options)


@page_for(Role.SOCIAL_WORKER, Role.FAMILY_MEMBER)
@require_safe
def paper(request: AppRequest, paper_id: UUID) -> HttpResponse:
    """One paper as a file; a person of the family gets the own ones."""
    document = queries.document_of(queries.paper_visible(signed_in(request), paper_id))
    answer = HttpResponse(document.content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{document.filename}"'
    return answer


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(FORM)
def scan(request: AppRequest, case_id: UUID) -> HttpResponse:
    """The scan of a signed paper: its code says which one it is; `wydruk` in the address names it by hand."""
    actor = signed_in(request)
    case, plan = plan_of(request, case_id)
    form = ScanForm(posted(request), request.FILES or None)
    wanted = request.GET.get("wydruk", "")
    named = queries.paper_of(actor, plan, wanted) if wanted else None

    def operation() -> Any:
        return link_paper_scan(actor=actor, plan=plan, paper=named, **sent_file(form))

    if request.method == "POST" and (done := run(form, operation)):
        said = _("Skan dołączony do dokumentu %(number)s.") % {"number": done.result.number}
        messages.success(request, said)
        return redirect(reverse("paths:papers", args=[case.pk]) + f"#wydruk-{done.result.pk}")
    context = {
        "heading": _("Dołącz skan podpisanego dokumentu"),
        "lead": _("Po kodzie QR system sam rozpozna, który to dokument.")
        if named is None
        else _("Dokument %(number)s") % {"number": named.number},
        "form": form,
        "submit": _("Dołącz skan"),
        "crumbs": crumbs(case, _("Skan")),
        "cancel_url": reverse("paths:papers", args=[case.pk]),
    }
    return render(request, "shell/form_page.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def scanned(request: AppRequest, paper_id: UUID) -> HttpResponse:
    """The scan itself; taking it is written down."""
    actor = signed_in(request)
    file, content = fetch_paper_scan(actor=actor, paper=queries.paper_visible(actor, paper_id))
    return handed(file.filename, file.media_type, content)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(FORM)
def social_plan(request: AppRequest, case_id: UUID) -> HttpResponse:
    """What only the individual plan of social services asks for, and the terms of each service."""
    actor = signed_in(request)
    case, plan = plan_of(request, case_id)
    saved = queries.social_plan_of(plan)
    form = SocialPlanForm(posted(request), initial=presenters.initial(actor, case, saved))
    services = queries.services_of(plan)
    known = queries.terms_of(plan)
    parts = [
        TermsForm(
            posted(request),
            prefix=f"u{number}",
            initial=presenters.terms_initial(task, known.get(str(task.pk))),
        )
        for number, task in enumerate(services)
    ]
    if request.method == "POST" and all([form.is_valid(), *(part.is_valid() for part in parts)]):
        terms = {task: Terms(**part.cleaned_data) for task, part in zip(services, parts, strict=True)}
        data = dict(form.cleaned_data)
        version = data.pop("version")
        days = [data.pop(name) for name in _CHECKS]
        plan_data = SocialPlanData(**data, monitored_on=[day for day in days if day])
        if run(
            form,
            lambda: operations.write_social_plan(
                actor=actor, plan=plan, data=plan_data, terms=terms, version=version
            ),
        ):
            messages.success(request, _("Zapisane. Możesz wydrukować plan."))
            return redirect("paths:papers", case_id=case.pk)
        if saved is not None:
            saved.refresh_from_db()
    context = {
        **page(case, form, _("Indywidualny plan usług społecznych"), _("Zapisz")),
        "parts": [
            {"title": task.title, "provider": owner_name(task), "form": part}
            for task, part in zip(services, parts, strict=True)
        ],
        "theirs": saved is not None and newest_version(form, saved.version),
    }
    return render(request, "paths/social_plan.html", context)
