"""Minutes after the meeting: read, printed, shown to those who were there, amended, published."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.documents.operations.printing import render as printed_paper
from core.families import queries as families
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import DomainError, NotVisibleError
from core.shared.minutes import WRITING, MinutesPhase
from core.teams.enums import Coming
from core.teams.operations import minutes as operations
from core.teams.queries import minutes as queries
from core.teams.queries import planning as plans
from core.teams.queries import printing
from kooperacje.http import AppRequest
from web.meetings import forms, presenters
from web.meetings.planning import crumbs_of
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import BaseForm, posted, run

if TYPE_CHECKING:
    from core.documents.rules import Document
    from core.families.models import Person
    from core.teams.models import PlannedMeeting, TeamAmendment

_FORM = ["GET", "HEAD", "POST"]


@page_for(Role.SOCIAL_WORKER)
@require_safe
def show(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """The minutes in their phase, with what attendees propose."""
    actor = signed_in(request)
    found = plans.planned_visible(actor, planned_id)
    record = queries.minutes_of(found)
    if record is None:
        return redirect("meetings:planned", found.pk)
    if found.meeting is None:
        return redirect("meetings:room", found.pk)
    decisions = list(queries.decisions_of(found))
    amendments = list(queries.amendments_visible_to(actor).filter(point__planned=found))
    waiting = queries.undecided(found)
    amending = record.phase == MinutesPhase.AMENDING
    term_open = amending and (record.amend_until or clock.today()) >= clock.today()
    context = {
        "crumbs": crumbs_of(found, Crumb(_("Protokół"))),
        "planned": found,
        "meeting": found.meeting,
        "case": found.team.case,
        "when": presenters.when(found),
        "phases": presenters.phases(record.phase),
        "record": record,
        "points": [
            presenters.point_line(
                point, decisions, amendments, about=point.for_person.full_name if point.for_person else ""
            )
            for point in queries.agenda_of(found)
        ],
        "loose": [row for row in decisions if row.point_id is None],
        "people": [
            (
                row.member.display_name,
                str(row.substitute.name) if row.substitute else "",
                str(Coming(row.coming or "no_show").label),
                presenters.COMING_MEANING[row.coming or "no_show"],
            )
            for row in plans.invitations_of(found)
        ],
        "persons": [(one.pk, one.full_name) for one in families.persons_visible(actor, found.team.case)],
        "writing": record.phase in WRITING,
        "amending": amending,
        "term_open": term_open,
        "waiting": waiting,
        "may_publish": amending and not term_open and not waiting,
        "frozen": queries.frozen_of(found),
        "annexes": queries.annexes_of(found, whole=True),
    }
    return render(request, "meetings/minutes.html", context)


def paper(planned: PlannedMeeting, person: Person | None = None, *, whole: bool = False) -> Document:
    """The minutes as a paper: for the table, for one person, or (`whole`) for the files."""
    frozen = queries.frozen_of(planned)
    if whole:
        content = queries.frozen_content(frozen) if frozen is not None else printing.content_of(planned)
    else:
        content = printing.content_for(planned, person)
    draft = frozen is None
    annexes = queries.annexes_of(planned, person.pk if person else None, whole=whole)
    data = printing.printed(
        content, sha256=frozen.sha256 if frozen is not None and whole else "", annexes=annexes
    )
    day = frozen.published_on if frozen is not None else clock.today()
    return printed_paper("team_minutes", {**data, "draft": draft, "lead": data["town"]}, day)


def pdf(document: Document) -> HttpResponse:
    """A paper, opened in the browser for printing; kept by nobody."""
    response = HttpResponse(document.content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="spotkanie.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return response


@page_for(Role.SOCIAL_WORKER)
@require_safe
def print_out(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """The paper for the table; `dla` in the address makes it one person's, `calosc` the whole."""
    actor = signed_in(request)
    found = plans.planned_visible(actor, planned_id)
    if queries.minutes_of(found) is None:
        raise NotVisibleError
    if "calosc" in request.GET:
        return pdf(paper(found, whole=True))
    wanted = request.GET.get("dla", "")
    person = families.person_visible(actor, found.team.case, wanted) if wanted else None
    return pdf(paper(found, person))


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def term(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """Show the minutes to those who were there, or move the day until when they may amend."""
    actor = signed_in(request)
    found = plans.planned_visible(actor, planned_id)
    record = queries.minutes_of(found)
    if record is None:
        raise NotVisibleError
    moves = record.phase == MinutesPhase.AMENDING
    form = forms.TermForm(posted(request))
    act = operations.move_term if moves else operations.open_amendments
    if request.method == "POST" and run(form, lambda: act(actor=actor, planned=found, **form.cleaned_data)):
        messages.success(
            request,
            _("Termin zmieniony.")
            if moves
            else _("Protokół widzą teraz ci, którzy byli na spotkaniu, także rodzina na swojej stronie."),
        )
        return redirect("meetings:minutes", found.pk)
    context = {
        "crumbs": crumbs_of(found, Crumb(_("Uwagi do protokołu"))),
        "heading": _("Do kiedy można zgłaszać uwagi"),
        "lead": _("Każdy, kto był na spotkaniu, przeczyta zapis i napisze, jeśli coś było inaczej."),
        "form": form,
        "submit": _("Zmień termin") if moves else _("Pokaż protokół uczestnikom"),
        "cancel_url": reverse("meetings:minutes", args=[found.pk]),
    }
    return render(request, "meetings/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def accept(request: AppRequest, amendment_id: UUID) -> HttpResponse:
    """Take a proposal into the minutes, as it is or mended."""
    actor = signed_in(request)
    row = queries.amendment_visible(actor, amendment_id)
    form = forms.AcceptForm(posted(request), initial={"text": row.text, "version": row.point.version})
    if request.method == "POST" and run(
        form, lambda: operations.accept_amendment(actor=actor, amendment=row, **form.cleaned_data)
    ):
        messages.success(request, _("Uwaga przyjęta."))
        return redirect("meetings:minutes", row.point.planned_id)
    return _amendment_page(request, row, form, _("Przyjmij uwagę"), _("Przyjmij"))


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def decline(request: AppRequest, amendment_id: UUID) -> HttpResponse:
    """Leave the minutes as they are, and say why."""
    actor = signed_in(request)
    row = queries.amendment_visible(actor, amendment_id)
    form = forms.ReasonForm(posted(request))
    form.fields["reason"].help_text = _("Powód zostanie w protokole obok uwagi.")
    if request.method == "POST" and run(
        form, lambda: operations.decline_amendment(actor=actor, amendment=row, **form.cleaned_data)
    ):
        messages.success(request, _("Uwaga odrzucona, powód jest w protokole."))
        return redirect("meetings:minutes", row.point.planned_id)
    return _amendment_page(request, row, form, _("Odrzuć uwagę"), _("Odrzuć"))


def _amendment_page(
    request: AppRequest, row: TeamAmendment, form: BaseForm, heading: str, submit: str
) -> HttpResponse:
    context = {
        "crumbs": crumbs_of(row.point.planned, Crumb(heading)),
        "heading": heading,
        "amendment": presenters.amendment_line(row),
        "point": row.point,
        "form": form,
        "submit": submit,
        "cancel_url": reverse("meetings:minutes", args=[row.point.planned_id]),
    }
    return render(request, "meetings/amendment.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_POST
def publish(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """Freeze the minutes for good."""
    actor = signed_in(request)
    found = plans.planned_visible(actor, planned_id)
    try:
        operations.publish(actor=actor, planned=found)
    except NotVisibleError:
        raise
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Protokół opublikowany. Nikt go już nie zmieni."))
    return redirect("meetings:minutes", found.pk)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def annex(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """What published minutes should say and why; the minutes stay as they are."""
    actor = signed_in(request)
    found = plans.planned_visible(actor, planned_id)
    if queries.frozen_of(found) is None:
        raise NotVisibleError
    points = {str(point.pk): point for point in queries.agenda_of(found)}
    form = forms.AnnexForm(posted(request), points=[(key, point.title) for key, point in points.items()])

    def act() -> object:
        data = dict(form.cleaned_data)
        point = points.get(data.pop("point"))
        return operations.add_annex(actor=actor, planned=found, point=point, **data)

    if request.method == "POST" and run(form, act):
        messages.success(request, _("Aneks dołączony. Protokół zostaje, jak był."))
        return redirect("meetings:minutes", found.pk)
    context = {
        "crumbs": crumbs_of(found, Crumb(_("Aneks"))),
        "heading": _("Aneks do protokołu"),
        "lead": _("Opublikowanego protokołu nikt nie zmieni. Aneks mówi, co powinno w nim być i dlaczego."),
        "form": form,
        "submit": _("Dołącz aneks"),
        "cancel_url": reverse("meetings:minutes", args=[found.pk]),
    }
    return render(request, "meetings/form.html", context)
