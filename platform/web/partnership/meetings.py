"""Pages of the partnership's meetings; meetings of a family's team are elsewhere."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.partnership import queries
from core.partnership.enums import MeetingKind
from core.partnership.enums.meetings import MeetingState, MinutesPhase
from core.partnership.operations import meetings as operations
from core.partnership.permissions import MANAGERS, may_manage
from core.partnership.queries import decisions as decision_queries
from core.partnership.queries import minutes as minutes_queries
from core.partnership.queries.meetings import last_quorum, meetings_listed, numbers_of
from core.partnership.rules.meetings import WARSAW, WRITING
from core.shared.clock import today
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.partnership import meeting_presenters as shown
from web.partnership import presenters
from web.partnership.meeting_forms import (
    HERE,
    MISSING,
    CancelForm,
    ChangeForm,
    HoldForm,
    MeetingFilter,
    PlanForm,
)
from web.partnership.meeting_pages import chosen, form_page, names_of, partners_by_key
from web.partnership.views import READERS
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run


@page_for(*READERS)
@require_safe
def meetings(request: AppRequest) -> HttpResponse:
    """All meetings, the newest first."""
    actor = signed_in(request)
    form = MeetingFilter(request.GET)
    kind, state = "", ""
    if form.is_valid():
        kind, state = form.cleaned_data["rodzaj"], form.cleaned_data["stan"]
    page = page_of(meetings_listed(actor, kind or None, state or None), request.GET.get("strona"))
    context = {
        "sections": presenters.sections("meetings"),
        "form": form,
        "page": page,
        "narrowed": bool(kind or state),
        "table": shown.meetings_table(page.items, numbers_of(page.items)),
        "manages": may_manage(actor),
        "overdue": decision_queries.overdue_number(actor),
    }
    return render(request, "partnership/meetings.html", context)


@page_for(*READERS)
@require_safe
def meeting(request: AppRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting with everything of it that its reader may know."""
    actor = signed_in(request)
    found: Any = queries.meeting_visible(actor, meeting_id)
    manages, day = may_manage(actor), today()
    lines = list(found.attendance.all())
    minutes = minutes_queries.minutes_of(actor, found.pk)
    published = minutes_queries.published_of(actor, found.pk)
    decisions = decision_queries.decisions_of(actor, found.pk)
    own = next((line for line in lines if line.partner_id == actor.partner_id), None)
    context = {
        "crumbs": shown.crumbs((found.title, "")),
        "meeting": found,
        "kind": MeetingKind(found.kind).label,
        "state": MeetingState(found.state).label,
        "state_meaning": shown.STATES[MeetingState(found.state)],
        "facts": shown.meeting_facts(found, lines),
        "points": shown.points(found.agenda.all()),
        "attendance": shown.attendance_table(found, lines, manages=manages, own=actor.partner_id),
        "waiting": sum(line.invited_at is not None and not line.answer for line in lines),
        "manages": manages,
        "actions": shown.meeting_actions(found, minutes, day) if manages else [],
        "edits_agenda": manages
        and found.state != MeetingState.CANCELLED
        and (minutes is None or minutes.phase in WRITING),
        "planned": found.state == MeetingState.PLANNED,
        "own": own if found.state == MeetingState.PLANNED else None,
        "minutes": minutes,
        "phase": MinutesPhase(minutes.phase).label if minutes else "",
        "decisions": shown.decisions_table(decisions, day),
        "papers": shown.papers(published),
    }
    return render(request, "partnership/meeting.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: AppRequest) -> HttpResponse:
    """Plan a meeting; the invitations go out at the next step."""
    actor = signed_in(request)
    form = PlanForm(posted(request), initial={"quorum": last_quorum()})
    if request.method == "POST" and (
        done := run(form, lambda: operations.plan_meeting(actor=actor, **form.cleaned_data))
    ):
        messages.success(request, _("Spotkanie zaplanowane. Dodaj porządek i zaproś partnerów."))
        return redirect("partnership:meeting", done.result.pk)
    return form_page(
        request,
        form,
        heading=_("Zaplanuj spotkanie partnerstwa"),
        lead=_("Spotkanie całego partnerstwa, nie zespołu jednej rodziny."),
        submit=_("Zaplanuj"),
        crumbs=shown.crumbs((_("Nowe spotkanie"), "")),
        back=reverse("partnership:meetings"),
    )


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AppRequest, meeting_id: UUID) -> HttpResponse:
    """Move or correct a planned meeting; those invited get the new version."""
    actor = signed_in(request)
    found: Any = queries.meeting_visible(actor, meeting_id)
    names = ("title", "kind", "day", "place", "remote_address", "quorum", "sequence")
    initial = {name: getattr(found, name) for name in names}
    if found.starts_at and found.ends_at:
        initial["starts"] = found.starts_at.astimezone(WARSAW).time()
        initial["ends"] = found.ends_at.astimezone(WARSAW).time()
    form = ChangeForm(posted(request), initial=initial)
    if request.method == "POST" and run(
        form, lambda: operations.change_meeting(actor=actor, meeting=found, **form.cleaned_data)
    ):
        messages.success(
            request,
            _("Spotkanie zmienione. Zaproszeni dostaną wiadomość, jeśli zmienił się czas lub miejsce."),
        )
        return redirect("partnership:meeting", found.pk)
    return form_page(
        request,
        form,
        heading=_("Zmień spotkanie"),
        lead=_("Po zmianie dnia lub godziny zaproszeni odpowiedzą jeszcze raz."),
        submit=_("Zapisz zmiany"),
        crumbs=shown.meeting_crumbs(found, (_("Zmiana"), "")),
        back=reverse("partnership:meeting", args=[found.pk]),
    )


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: AppRequest, meeting_id: UUID) -> HttpResponse:
    """Call a meeting off and tell those invited."""
    actor = signed_in(request)
    found: Any = queries.meeting_visible(actor, meeting_id)
    form = CancelForm(posted(request))
    back = reverse("partnership:meeting", args=[found.pk])
    if request.method == "POST" and run(
        form, lambda: operations.cancel_meeting(actor=actor, meeting=found, **form.cleaned_data)
    ):
        messages.success(request, _("Spotkanie odwołane. Zaproszeni dostaną wiadomość."))
        return redirect(back)
    context = {
        "question": _("Odwołać spotkanie %(when)s?") % {"when": shown.when(found)},
        "consequence": _("Zaproszeni dostaną wiadomość z powodem, a spotkanie zniknie z ich kalendarzy."),
        "action": _("Odwołaj spotkanie"),
        "warning": True,
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: AppRequest) -> HttpResponse:
    """Record a meeting that took place without having been planned here."""
    actor = signed_in(request)
    partners = partners_by_key(actor)
    form = HoldForm(posted(request), partners=names_of(partners), initial={"held_on": today()})

    def operation() -> object:
        data = {
            name: form.cleaned_data[name] for name in ("key", "held_on", "kind", "title", "place", "minutes")
        }
        return operations.hold_meeting(
            actor=actor,
            present=chosen(partners, form.partners_marked(HERE)),
            invited=chosen(partners, form.partners_marked(HERE, MISSING)),
            **data,
        )

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Spotkanie zapisane."))
        return redirect("partnership:meetings")
    return form_page(
        request,
        form,
        heading=_("Odnotuj odbyte spotkanie"),
        lead=_("Spotkanie całego partnerstwa, nie zespołu jednej rodziny."),
        submit=_("Zapisz spotkanie"),
        crumbs=shown.crumbs((_("Odbyte spotkanie"), "")),
        back=reverse("partnership:meetings"),
        template="partnership/hold_meeting.html",
    )
