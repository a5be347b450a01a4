"""Participants of ESF+: of a family for who leads it; sums, invariants and the report for who answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.families import queries as families
from core.families.permissions import may_write
from core.indicators.operations import funding as operations
from core.indicators.participants import broken_invariants, later_due
from core.indicators.queries import funding as queries
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import DomainError
from core.shared.spreadsheets import FileKind
from web.families.presenters import crumbs
from web.reporting import presenters
from web.reporting.forms import EntryForm, ExitForm, LaterForm, SpanForm
from web.reporting.sheets import participants_book
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import BaseForm, errors_of, posted, run
from web.shell.templatetags.shell import day

if TYPE_CHECKING:
    from core.families.models import Case, Person
    from core.indicators.models import EsfParticipation
    from core.shared.actor import Actor
    from kooperacje.http import AppRequest


@page_for(Role.SOCIAL_WORKER)
@require_safe
def case(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Who of the family takes part in ESF+, and what is due."""
    actor = signed_in(request)
    found = families.own_case(actor, case_id)
    context = {
        "crumbs": crumbs(found, _("Udział w EFS+")),
        "case": found,
        "lines": presenters.person_lines(actor, found),
        "writes": may_write(actor, found),
    }
    return render(request, "reporting/case.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """How a person stood on the first day."""
    actor = signed_in(request)
    found = families.own_case(actor, case_id)
    person = families.person_visible(actor, found, person_id)
    held = queries.participations_of(actor, found).get(person.pk)
    form = EntryForm(posted(request), initial=EntryForm.of(held) if held else {})
    if run(
        form,
        lambda: operations.record_entry(
            actor=actor,
            case=found,
            person=person,
            entry=form.entry(),
            version=form.cleaned_data["version"],
            key=None if held else form.cleaned_data["key"],
        ),
    ):
        return _done(request, found, _("Zapisano początek udziału."))
    lead = _("Status jest z dnia rozpoczęcia. Odmowa odpowiedzi nie zamyka nikomu drogi do pomocy.")
    return _page(request, found, person, form, _("Początek udziału w EFS+"), lead)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """The end, and what changed within four weeks."""
    actor = signed_in(request)
    found, person, held = _held(actor, case_id, person_id)
    form = ExitForm(posted(request), initial=ExitForm.of(held))
    if run(
        form,
        lambda: operations.record_exit(
            actor=actor,
            participation=held,
            left=form.left(),
            notes=form.cleaned_data["notes"],
            version=form.cleaned_data["version"],
        ),
    ):
        return _done(request, found, _("Zapisano zakończenie udziału."))
    return _page(request, found, person, form, _("Zakończenie udziału w EFS+"), "")


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def later(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Six months after leaving."""
    actor = signed_in(request)
    found, person, held = _held(actor, case_id, person_id)
    form = LaterForm(posted(request), initial=LaterForm.of(held))
    if run(
        form,
        lambda: operations.record_later(
            actor=actor,
            participation=held,
            asked_on=form.cleaned_data["later_on"],
            results=form.cleaned_data["results"],
            version=form.cleaned_data["version"],
        ),
    ):
        return _done(request, found, _("Zapisano rezultaty po sześciu miesiącach."))
    lead = ""
    if held.ended_on is not None:
        lead = _("Pyta się od %(day)s, przez cztery tygodnie.") % {"day": day(later_due(held.ended_on))}
    return _page(request, found, person, form, _("Sześć miesięcy po zakończeniu"), lead)


@page_for(*queries.REPORTERS)
@require_safe
def overview(request: AppRequest) -> HttpResponse:
    """The common indicators of a span of days by sex, and whether they add up."""
    actor = signed_in(request)
    form, since, until = _span(request)
    found = queries.participants_between(actor, since, until)
    sums = queries.sums_of(found)
    context = {
        "crumbs": presenters.crumbs(Crumb(_("Uczestnicy EFS+"))),
        "form": form,
        "since": since,
        "until": until,
        "table": presenters.sums_table(found),
        "broken": broken_invariants(sums),
        "many": sums["", ""],
    }
    return render(request, "reporting/esf.html", context)


@page_for(*queries.REPORTERS)
@require_POST
def report(request: AppRequest) -> HttpResponse:
    """The workbook for the funding institution; taking it out is written down at each person."""
    actor = signed_in(request)
    form, since, until = _span(request)
    if form.is_bound and not form.is_valid():
        for fault in errors_of(form):
            messages.error(request, fault.message)
        return redirect("reporting:esf")
    try:
        found = operations.take_out(actor=actor, since=since, until=until)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("reporting:esf")
    answer = HttpResponse(participants_book(found), content_type=FileKind.XLSX.media_type)
    answer["Content-Disposition"] = (
        f'attachment; filename="uczestnicy-{since:%Y-%m-%d}-{until:%Y-%m-%d}.xlsx"'
    )
    return answer


def _span(request: AppRequest) -> tuple[SpanForm, date, date]:
    """The days asked for, else this year so far."""
    data = request.POST if request.method == "POST" else request.GET
    form = SpanForm(data if any(name.startswith(("od", "do")) for name in data) else None)
    today = clock.today()
    since, until = today.replace(month=1, day=1), today
    if form.is_bound and form.is_valid():
        since = form.cleaned_data["od"] or since
        until = form.cleaned_data["do"] or until
    elif not form.is_bound:
        form = SpanForm(initial={"od": since, "do": until})
    return form, since, until


def _held(actor: Actor, case_id: UUID, person_id: UUID) -> tuple[Case, Person, EsfParticipation]:
    found = families.own_case(actor, case_id)
    person = families.person_visible(actor, found, person_id)
    return found, person, queries.participation_of(actor, found, person)


def _done(request: AppRequest, found: Case, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("reporting:esf-case", case_id=found.pk)


def _page(
    request: AppRequest, found: Case, person: Person, form: BaseForm, heading: str, lead: str
) -> HttpResponse:
    context = {
        "crumbs": crumbs(found, heading),
        "case": found,
        "heading": heading,
        "lead": lead,
        "name": person.full_name,
        "form": form,
        "submit": _("Zapisz"),
        "cancel_url": reverse("reporting:esf-case", args=[found.pk]),
    }
    return render(request, "reporting/participant.html", context)
