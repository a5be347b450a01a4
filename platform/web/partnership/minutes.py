"""Pages of minutes: written point by point in the room, prepared, read, published.

A point is saved by itself, by a button or by the browser while somebody types. When two wrote at once
both texts stand side by side; when the session ended meanwhile the browser keeps what was typed.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.partnership import queries
from core.partnership.enums.meetings import MeetingState, MinutesPhase
from core.partnership.errors.meetings import MinutesChangedError
from core.partnership.operations import minutes as operations
from core.partnership.permissions import MANAGERS, may_manage
from core.partnership.queries import decisions as decision_queries
from core.partnership.queries import minutes as minutes_queries
from core.partnership.rules.meetings import WRITING
from core.shared.clock import today
from core.shared.errors import DomainError, NotVisibleError
from kooperacje.http import AppRequest
from web.partnership import meeting_presenters as shown
from web.partnership.meeting_forms import MinutesForm
from web.partnership.meeting_pages import form_page, item_of
from web.partnership.views import READERS
from web.shell.access import page_for, signed_in
from web.shell.forms import errors_of, posted


@page_for(*MANAGERS)
@require_POST
def start(request: AppRequest, meeting_id: UUID) -> HttpResponse:
    """Begin the minutes; begun twice they are one."""
    actor = signed_in(request)
    found = queries.meeting_visible(actor, meeting_id)
    try:
        operations.start_minutes(actor=actor, meeting=found)
    except NotVisibleError:
        raise
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("partnership:meeting", found.pk)
    return redirect("partnership:minutes", found.pk)


@page_for(*READERS)
@require_safe
def minutes(request: AppRequest, meeting_id: UUID) -> HttpResponse:
    """The minutes in their phase: fields while they are written, a text to read afterwards."""
    actor = signed_in(request)
    found: Any = queries.meeting_visible(actor, meeting_id)
    record = minutes_queries.minutes_of(actor, found.pk)
    if record is None:
        raise NotVisibleError
    manages, writing = may_manage(actor), record.phase in WRITING
    open_to_all = record.phase == MinutesPhase.AMENDING and (record.amend_until or today()) >= today()
    amends = open_to_all and (manages or minutes_queries.may_amend(actor, found.pk))
    amendments = minutes_queries.amendments_of(actor, found.pk)
    lines = list(found.attendance.all())
    waiting = minutes_queries.undecided(found.pk)
    context = {
        "crumbs": shown.meeting_crumbs(found, (_("Protokół"), "")),
        "meeting": found,
        "when": shown.when(found),
        "record": record,
        "phase": record.phase,
        "steps": shown.phase_steps(record),
        "points": shown.points(found.agenda.all(), amendments=amendments, manages=manages, amends=amends),
        "decisions": shown.decisions_table(
            decision_queries.decisions_of(actor, found.pk), today(), edits=manages and writing
        ),
        "attendance": shown.attendance_table(found, lines, manages=False, own=None),
        "present": [line.partner.name for line in lines if line.present],
        "quorum": shown.quorum_rows(found, lines),
        "manages": manages,
        "writing": manages and writing,
        "planned": found.state == MeetingState.PLANNED,
        "waiting": waiting,
        "may_publish": manages and record.phase == MinutesPhase.AMENDING and not open_to_all and not waiting,
        "term_over": record.phase == MinutesPhase.AMENDING and not open_to_all,
        "papers": shown.papers(minutes_queries.published_of(actor, found.pk)),
        "owner": str(actor.user_id or ""),
    }
    template = "partnership/minutes_writing.html" if manages and writing else "partnership/minutes.html"
    return render(request, template, context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: AppRequest, item_id: UUID) -> HttpResponse:
    """Save what the minutes say of one point: as a page, or as JSON for the browser that saves by itself.

    JSON: 200 `{version, saved}`, 409 `{message, theirs, by, version}`, 400 `{message}`.
    """
    actor = signed_in(request)
    item = item_of(actor, item_id)
    if minutes_queries.minutes_of(actor, item.meeting_id) is None:
        raise NotVisibleError
    by_itself = request.headers.get("Accept", "").startswith("application/json")
    form = MinutesForm(posted(request), initial={"text": item.minutes, "version": item.version})
    theirs, status = None, 200
    if request.method == "POST":
        try:
            if form.is_valid():
                saved = operations.save_item(actor=actor, item=item, **form.cleaned_data)
                if by_itself:
                    return JsonResponse({"version": saved.version, "saved": shown.points([saved])[0].edited})
                messages.success(request, _("Zapisano punkt „%(title)s”.") % {"title": item.title})
                return redirect("partnership:minutes", item.meeting_id)
        except NotVisibleError:
            raise
        except MinutesChangedError as error:
            theirs, status = error.data, error.status
            form = _with_newest_version(form, error)
            form.refuse(error)
        except DomainError as error:
            status = error.status
            form.refuse(error)
        if by_itself:
            told = {"message": " ".join(each.message for each in errors_of(form))}
            return JsonResponse({**told, **(theirs or {})}, status=400 if status == 200 else status)  # noqa: PLR2004
    back = reverse("partnership:minutes", args=[item.meeting_id])
    return form_page(
        request,
        form,
        heading=item.title,
        submit=_("Zapisz wspólny tekst") if theirs else _("Zapisz"),
        crumbs=shown.meeting_crumbs(item.meeting, (_("Protokół"), back), (item.title, "")),
        back=back,
        template="partnership/write_item.html",
        status=status,
        theirs=theirs,
    )


def _with_newest_version(form: MinutesForm, error: MinutesChangedError) -> MinutesForm:
    """The same words, to be saved against what the other one wrote."""
    again = MinutesForm({"text": form.cleaned_data["text"], "version": error.data["version"]})
    again.is_valid()
    return again
