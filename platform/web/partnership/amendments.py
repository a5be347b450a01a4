"""Pages on which minutes leave the convenor's desk: shown, amended, answered, published, corrected."""

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
from core.partnership.enums.meetings import MinutesPhase
from core.partnership.operations import minutes as operations
from core.partnership.permissions import MANAGERS, may_manage
from core.partnership.queries import minutes as minutes_queries
from core.shared.clock import today
from core.shared.enums import Role
from core.shared.errors import DomainError, NotVisibleError
from kooperacje.http import AppRequest
from web.partnership import meeting_presenters as shown
from web.partnership.meeting_forms import AcceptForm, AmendForm, AnnexForm, ReasonForm, TermForm
from web.partnership.meeting_pages import form_page, item_of
from web.partnership.views import READERS
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run
from web.shell.templatetags.shell import day


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def term(request: AppRequest, meeting_id: UUID) -> HttpResponse:
    """Show prepared minutes to those who were there, or move the day up to which they amend."""
    actor = signed_in(request)
    found: Any = queries.meeting_visible(actor, meeting_id)
    record = _record(actor, found)
    shown_already = record.phase == MinutesPhase.AMENDING
    act = operations.move_term if shown_already else operations.open_amendments
    form = TermForm(posted(request), initial={"amend_until": record.amend_until})
    back = reverse("partnership:minutes", args=[found.pk])
    if request.method == "POST" and run(form, lambda: act(actor=actor, meeting=found, **form.cleaned_data)):
        messages.success(
            request,
            _("Termin zmieniony.")
            if shown_already
            else _("Uczestnicy dostaną wiadomość i mogą zgłaszać uwagi."),
        )
        return redirect(back)
    return form_page(
        request,
        form,
        heading=_("Zmień termin uwag") if shown_already else _("Pokaż protokół uczestnikom"),
        lead=_("Po tym kroku zapis zmieniają już tylko przyjęte uwagi.") if not shown_already else "",
        submit=_("Zapisz termin") if shown_already else _("Pokaż uczestnikom"),
        crumbs=shown.meeting_crumbs(found, (_("Protokół"), back), (_("Uwagi"), "")),
        back=back,
    )


@page_for(*MANAGERS, Role.DELEGATE)
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: AppRequest, item_id: UUID) -> HttpResponse:
    """Propose other words: a partner that was there, or the officer on its behalf."""
    actor = signed_in(request)
    item = item_of(actor, item_id)
    meeting: Any = queries.meeting_visible(actor, item.meeting_id)
    _record(actor, meeting)
    present = {str(line.partner_id): line.partner for line in meeting.attendance.all() if line.present}
    if not (may_manage(actor) or str(actor.partner_id) in present):
        raise NotVisibleError
    offered = {key: partner.name for key, partner in present.items()} if may_manage(actor) else {}
    form = AmendForm(posted(request), partners=offered, initial={"text": item.minutes})

    def operation() -> object:
        data = dict(form.cleaned_data)
        data["partner"] = present.get(data.get("partner", ""))
        return operations.propose_amendment(actor=actor, item=item, **data)

    back = reverse("partnership:minutes", args=[item.meeting_id])
    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Uwaga zapisana. Odpowie na nią osoba, która zwołała spotkanie."))
        return redirect(back)
    return form_page(
        request,
        form,
        heading=_("Uwaga do protokołu"),
        lead=_("Punkt: %(title)s. Zmień treść tak, jak powinna brzmieć.") % {"title": item.title},
        submit=_("Zgłoś uwagę"),
        crumbs=shown.meeting_crumbs(meeting, (_("Protokół"), back), (_("Uwaga do protokołu"), "")),
        back=back,
    )


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def amendment(request: AppRequest, amendment_id: UUID) -> HttpResponse:
    """Take a proposal in, perhaps in other words, or decline it with a reason."""
    actor = signed_in(request)
    found: Any = minutes_queries.amendment_visible(actor, amendment_id)
    declining = request.POST.get("co") == "odrzuc"
    initial = {"text": found.text, "version": found.item.version}
    sent = posted(request)
    accept = AcceptForm(None if declining else sent, initial=initial)
    decline = ReasonForm(sent if declining else None)
    back = reverse("partnership:minutes", args=[found.item.meeting_id])
    done = None
    if request.method == "POST" and declining:
        done = run(
            decline,
            lambda: operations.decline_amendment(actor=actor, amendment=found, **decline.cleaned_data),
        )
    elif request.method == "POST":
        done = run(
            accept, lambda: operations.accept_amendment(actor=actor, amendment=found, **accept.cleaned_data)
        )
    if done:
        messages.success(
            request, _("Uwaga odrzucona.") if declining else _("Uwaga przyjęta, zapis zmieniony.")
        )
        return redirect(back)
    context = {
        "crumbs": shown.meeting_crumbs(
            found.item.meeting, (_("Protokół"), back), (_("Uwaga do protokołu"), "")
        ),
        "amendment": found,
        "accept": accept,
        "decline": decline,
        "cancel_url": back,
    }
    return render(request, "partnership/amendment.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: AppRequest, meeting_id: UUID) -> HttpResponse:
    """Publish the minutes for good."""
    actor = signed_in(request)
    found: Any = queries.meeting_visible(actor, meeting_id)
    _record(actor, found)
    back = reverse("partnership:minutes", args=[found.pk])
    if request.method == "POST":
        try:
            published = operations.publish(actor=actor, meeting=found)
        except NotVisibleError:
            raise
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(
                request, _("Protokół nr %(number)s opublikowany.") % {"number": published.number}
            )
        return redirect(back)
    context = {
        "question": _("Opublikować protokół?"),
        "consequence": _("Po publikacji nie da się go zmienić. Poprawki dodasz tylko jako aneks."),
        "action": _("Opublikuj protokół"),
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def annex(request: AppRequest, meeting_id: UUID) -> HttpResponse:
    """Correct published minutes by an annex."""
    actor = signed_in(request)
    found: Any = queries.meeting_visible(actor, meeting_id)
    _record(actor, found)
    form = AnnexForm(posted(request))
    back = reverse("partnership:minutes", args=[found.pk])
    if request.method == "POST" and (
        done := run(form, lambda: operations.add_annex(actor=actor, meeting=found, **form.cleaned_data))
    ):
        messages.success(request, _("Aneks nr %(number)s opublikowany.") % {"number": done.result.number})
        return redirect(back)
    return form_page(
        request,
        form,
        heading=_("Aneks do protokołu"),
        lead=_(
            "Protokół zostaje bez zmian. Aneks dostaje numer i jest publikowany od razu, na dzień %(day)s."
        )
        % {"day": day(today())},
        submit=_("Opublikuj aneks"),
        crumbs=shown.meeting_crumbs(found, (_("Protokół"), back), (_("Aneks"), "")),
        back=back,
    )


@page_for(*READERS)
@require_safe
def pdf(request: AppRequest, published_id: UUID) -> HttpResponse:
    """Published minutes or an annex as a file: the same bytes each time."""
    actor = signed_in(request)
    document = minutes_queries.minutes_document(actor, minutes_queries.published_visible(actor, published_id))
    response = HttpResponse(document.content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{document.filename}"'
    return response


def _record(actor: Any, meeting: Any) -> Any:
    """The minutes as far as the actor may read them; otherwise there is no such page."""
    record = minutes_queries.minutes_of(actor, meeting.pk)
    if record is None:
        raise NotVisibleError
    return record
