"""Pages of the partnership's meetings; meetings of a family's team are elsewhere."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.partnership import operations, queries
from core.partnership.enums import MeetingKind
from core.partnership.permissions import MANAGERS, may_manage
from core.shared.clock import today
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.partnership import presenters
from web.partnership.forms import MeetingFilter, MeetingForm
from web.partnership.views import READERS
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run


@page_for(*READERS)
@require_safe
def meetings(request: AppRequest) -> HttpResponse:
    """All meetings, the newest first."""
    actor = signed_in(request)
    form = MeetingFilter(request.GET)
    kind = form.cleaned_data["rodzaj"] if form.is_valid() else ""
    page = page_of(queries.meetings(actor, kind or None), request.GET.get("strona"))
    context = {
        "sections": presenters.sections("meetings"),
        "form": form,
        "page": page,
        "narrowed": bool(kind),
        "table": presenters.meetings_table(page.items),
        "manages": may_manage(actor),
    }
    return render(request, "partnership/meetings.html", context)


@page_for(*READERS)
@require_safe
def meeting(request: AppRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting: what was agreed and who was there."""
    found = queries.meeting_visible(signed_in(request), meeting_id)
    back = reverse("partnership:meetings")
    context = {
        "crumbs": presenters.crumbs((_("Spotkania partnerstwa"), back), (found.title, "")),
        "meeting": found,
        "kind": MeetingKind(found.kind).label,
        "attendance": presenters.attendance_table(found.attendance.all()),
    }
    return render(request, "partnership/meeting.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: AppRequest) -> HttpResponse:
    """Record a meeting that took place."""
    actor = signed_in(request)
    partners = {str(item.pk): item for item in queries.partners_to_meet(actor)}
    labels = {key: item.name for key, item in partners.items()}
    form = MeetingForm(posted(request), partners=labels, initial={"held_on": today()})

    def operation() -> object:
        data = dict(form.cleaned_data)
        for name in ("invited", "present"):
            data[name] = [partners[key] for key in data[name]]
        return operations.hold_meeting(actor=actor, **data)

    back = reverse("partnership:meetings")
    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Spotkanie zapisane."))
        return redirect(back)
    context = {
        "heading": _("Odnotuj spotkanie partnerstwa"),
        "lead": _("Spotkanie całego partnerstwa, nie zespołu jednej rodziny."),
        "form": form,
        "submit": _("Zapisz spotkanie"),
        "crumbs": presenters.crumbs((_("Spotkania partnerstwa"), back), (_("Nowe spotkanie"), "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)
