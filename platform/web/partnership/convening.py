"""Pages on which partners are called together: invited, reminded, heard, and ticked off in the room."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.partnership import queries
from core.partnership.enums.meetings import Answer, MeetingState
from core.partnership.operations import meetings as operations
from core.partnership.permissions import MANAGERS, may_manage
from core.partnership.queries.invited import invited_by_link
from core.partnership.queries.meetings import attendance_line
from core.shared.enums import Role
from core.shared.errors import DomainError, NotVisibleError
from kooperacje.http import AppRequest
from web.partnership import meeting_presenters as shown
from web.partnership.meeting_forms import AnswerForm, PartnersForm, PresenceForm
from web.partnership.meeting_pages import chosen, form_page, names_of, partners_by_key
from web.shell.access import page_for, page_for_everyone, signed_in
from web.shell.forms import posted, run


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: AppRequest, meeting_id: UUID) -> HttpResponse:
    """Choose whom to invite; who was invited is left out."""
    actor = signed_in(request)
    found: Any = queries.meeting_visible(actor, meeting_id)
    asked = {str(line.partner_id) for line in found.attendance.all() if line.invited_at is not None}
    partners = {key: item for key, item in partners_by_key(actor).items() if key not in asked}
    back = reverse("partnership:meeting", args=[found.pk])
    if not partners:
        messages.info(request, _("Zaproszono już wszystkich partnerów."))
        return redirect(back)
    form = PartnersForm(posted(request), partners=names_of(partners))
    if request.method == "POST" and (
        done := run(
            form,
            lambda: operations.invite(
                actor=actor, meeting=found, partners=chosen(partners, form.cleaned_data["partners"])
            ),
        )
    ):
        number = len(done.result)
        text = ngettext("Zaproszono %(number)s partnera.", "Zaproszono partnerów: %(number)s.", number)
        messages.success(request, text % {"number": number})
        return redirect(back)
    return form_page(
        request,
        form,
        heading=_("Zaproś na spotkanie"),
        lead=_(
            "Osoby koordynujące i przedstawiciele dostaną wiadomość z terminem do kalendarza. "
            "Odpowiedzą z niej bez logowania."
        ),
        submit=_("Wyślij zaproszenia"),
        crumbs=shown.meeting_crumbs(found, (_("Zaproszenia"), "")),
        back=back,
    )


@page_for(*MANAGERS)
@require_POST
def remind(request: AppRequest, meeting_id: UUID) -> HttpResponse:
    """Write once more to those who have not answered."""
    actor = signed_in(request)
    found = queries.meeting_visible(actor, meeting_id)
    try:
        number = operations.remind(actor=actor, meeting=found)
    except NotVisibleError:
        raise
    except DomainError as error:
        messages.error(request, error.message)
    else:
        if number:
            text = ngettext(
                "Przypomniano %(number)s partnerowi.", "Przypomniano partnerom: %(number)s.", number
            )
            messages.success(request, text % {"number": number})
        else:
            messages.info(request, _("Nikomu nie trzeba dziś przypominać."))
    return redirect("partnership:meeting", found.pk)


@page_for(*MANAGERS, Role.DELEGATE)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: AppRequest, attendance_id: UUID) -> HttpResponse:
    """Whether an organisation comes: its delegate says so, or the officer who heard it by telephone."""
    actor = signed_in(request)
    line = attendance_line(actor, attendance_id)
    if not (may_manage(actor) or actor.partner_id == line.partner_id):
        raise NotVisibleError
    form = AnswerForm(posted(request), initial={"answer": line.answer})
    if request.method == "POST" and run(
        form, lambda: operations.answer(actor=actor, attendance=line, **form.cleaned_data)
    ):
        messages.success(request, _("Odpowiedź zapisana."))
        return redirect("partnership:meeting", line.meeting_id)
    return form_page(
        request,
        form,
        heading=_("Czy będziecie na spotkaniu?"),
        lead=f"{line.partner.name}. {line.meeting.title}, {shown.when(line.meeting)}",
        submit=_("Zapisz odpowiedź"),
        crumbs=shown.meeting_crumbs(line.meeting, (_("Odpowiedź"), "")),
        back=reverse("partnership:meeting", args=[line.meeting_id]),
    )


@page_for_everyone
@require_http_methods(["GET", "HEAD", "POST"])
def answer_by_link(request: AppRequest, token: str) -> HttpResponse:
    """The same for whoever has the invitation; opening the page answers nothing."""
    try:
        line: Any = invited_by_link(token)
    except DomainError as error:
        problem = {"problem": error.message}
        return _private(render(request, "partnership/answer_by_link.html", problem, status=error.status))
    form = AnswerForm(posted(request), initial={"answer": line.answer or Answer.YES})
    saved = request.method == "POST" and run(
        form, lambda: operations.answer_by_link(token=token, **form.cleaned_data)
    )
    if saved:
        line.answer = form.cleaned_data["answer"]
    context = {
        "line": line,
        "meeting": line.meeting,
        "when": shown.when(line.meeting),
        "points": shown.points(line.meeting.agenda.all()),
        "open": line.meeting.state == MeetingState.PLANNED,
        "state": MeetingState(line.meeting.state).label,
        "said": Answer(line.answer).label if line.answer else "",
        "saved": bool(saved),
        "form": form,
    }
    return _private(render(request, "partnership/answer_by_link.html", context))


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def presence(request: AppRequest, meeting_id: UUID) -> HttpResponse:
    """Tick who is in the room, on a telephone as well; several people may do it at once."""
    actor = signed_in(request)
    found: Any = queries.meeting_visible(actor, meeting_id)
    lines = sorted(found.attendance.all(), key=lambda line: line.partner.name)
    invited = {str(line.partner_id): line.partner for line in lines}
    others = {key: item for key, item in partners_by_key(actor).items() if key not in invited}
    everybody = {**invited, **others}
    ticked = [str(line.partner_id) for line in lines if line.present]
    form = PresenceForm(
        posted(request),
        invited=names_of(invited),
        others=names_of(others),
        initial={"present": ticked, "shown": " ".join(ticked)},
    )

    def operation() -> object:
        came, absent = form.changes()
        return operations.enter_presence(
            actor=actor,
            meeting=found,
            came=chosen(everybody, sorted(came)),
            absent=chosen(everybody, sorted(absent & set(everybody))),
        )

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Obecność zapisana."))
        return redirect("partnership:meeting", found.pk)
    return form_page(
        request,
        form,
        heading=_("Lista obecności"),
        lead=f"{found.title}, {shown.when(found)}",
        submit=_("Zapisz obecność"),
        crumbs=shown.meeting_crumbs(found, (_("Obecność"), "")),
        back=reverse("partnership:meeting", args=[found.pk]),
        template="partnership/presence.html",
        quorum=shown.quorum_rows(found, lines),
    )


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: AppRequest, meeting_id: UUID) -> HttpResponse:
    """Close the meeting: from now on it counts as held."""
    actor = signed_in(request)
    found: Any = queries.meeting_visible(actor, meeting_id)
    back = reverse("partnership:meeting", args=[found.pk])
    if request.method == "POST":
        try:
            operations.finish_meeting(actor=actor, meeting=found)
        except NotVisibleError:
            raise
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Spotkanie zakończone. Teraz przygotuj protokół."))
        return redirect(back)
    number = sum(line.present for line in found.attendance.all())
    context = {
        "question": _("Zakończyć spotkanie?"),
        "consequence": _("Obecnych partnerów: %(number)s. Niezaznaczeni zostaną zapisani jako nieobecni.")
        % {"number": number},
        "action": _("Zakończ spotkanie"),
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


def _private(response: HttpResponse) -> HttpResponse:
    """The address is the right to answer: no proxy or browser keeps the page or tells where it was."""
    patch_cache_control(response, private=True, no_store=True)
    response["Referrer-Policy"] = "no-referrer"
    return response
