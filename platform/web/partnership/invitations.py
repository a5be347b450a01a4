"""Pages of invitations: sent, printed, answered without an account."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.documents.rules import Document
from core.exchange.queries.templates import adopted_text
from core.notifications.errors import LinkBrokenError, LinkExpiredError
from core.partnership import queries
from core.partnership.enums.accession import AnsweredVia, InvitationChannel
from core.partnership.letters import invitation_letters
from core.partnership.operations import invitations as operations
from core.partnership.permissions import MANAGERS, may_manage
from core.partnership.queries import invitations as asked
from core.partnership.rules.invitations import ANSWER_WITHIN
from core.shared.actor import Actor
from core.shared.clock import today
from core.shared.enums import STAFF
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from tenants.context import current_schema
from web.partnership import accession_presenters as shown
from web.partnership import invitation_presenters, presenters
from web.partnership.accession_forms import AnswerForm, InvitationFilter, InvitationForm, LettersForm
from web.shell.access import page_for, page_for_everyone, signed_in
from web.shell.components import Crumb
from web.shell.forms import BaseForm, posted, run
from web.shell.templatetags.shell import day

MOST_LETTERS = 100


@page_for(*STAFF)
@require_safe
def invitations(request: AppRequest) -> HttpResponse:
    """All invitations, the newest first."""
    actor = signed_in(request)
    form = InvitationFilter(request.GET)
    state = form.cleaned_data["stan"] if form.is_valid() else ""
    page = page_of(asked.invitations(actor, state or None), request.GET.get("strona"))
    context = {
        "sections": presenters.sections("steps"),
        "tabs": shown.preparation_tabs(actor, "invitations"),
        "tiles": invitation_presenters.invitation_tiles(asked.invited_numbers(actor)),
        "form": form,
        "page": page,
        "narrowed": bool(state),
        "table": invitation_presenters.invitations_table(page.items, today()),
        "manages": may_manage(actor),
    }
    return render(request, "partnership/invitations.html", context)


@page_for(*STAFF)
@require_safe
def invitation(request: AppRequest, invitation_id: UUID) -> HttpResponse:
    """One invitation, and what to do with it."""
    actor = signed_in(request)
    found = asked.invitation_visible(actor, invitation_id)
    manages = may_manage(actor)
    is_open = found.as_asked().is_open
    on_platform = found.channel == InvitationChannel.PLATFORM
    context = {
        "crumbs": _crumbs(_("Zaproszenie nr %(number)s") % {"number": found.number}),
        "invitation": found,
        "facts": invitation_presenters.invitation_facts(found, today()),
        "manages": manages,
        "may_answer": manages and not found.cancelled_on and not on_platform,
        "may_cancel": manages and is_open,
        "may_print": manages and not on_platform,
    }
    return render(request, "partnership/invitation.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: AppRequest, partner_id: UUID) -> HttpResponse:
    """Invite an organisation that is on the list."""
    actor = signed_in(request)
    partner = queries.partner_visible(actor, partner_id)
    channel = InvitationChannel.EMAIL if partner.email else InvitationChannel.LETTER
    initial = {
        "channel": channel,
        "email": partner.email,
        "answer_by": today() + ANSWER_WITHIN,
        # The region's template, where the town uses one, is where the letter begins.
        "message": adopted_text("invitation"),
    }
    form = InvitationForm(posted(request), initial=initial)
    if request.method == "POST" and (
        done := run(
            form, lambda: operations.send_invitation(actor=actor, partner=partner, **form.cleaned_data)
        )
    ):
        messages.success(request, _("Zaproszenie gotowe."))
        return redirect("partnership:invitation", done.result.pk)
    back = reverse("partnership:partner", args=[partner.pk])
    context = {
        "heading": _("Wyślij zaproszenie"),
        "lead": partner.name,
        "form": form,
        "submit": _("Wyślij zaproszenie"),
        "crumbs": presenters.crumbs((str(partner), back), (_("Zaproszenie"), "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def record_answer(request: AppRequest, invitation_id: UUID) -> HttpResponse:
    """Write an answer down that came by telephone or on paper."""
    actor = signed_in(request)
    found = asked.invitation_visible(actor, invitation_id)
    initial = {
        "answer": found.answer,
        "reason": found.answer_reason,
        "contact": found.answer_contact,
    }
    form = AnswerForm(posted(request), initial=initial)
    back = reverse("partnership:invitation", args=[found.pk])
    if request.method == "POST" and run(
        form,
        lambda: operations.answer_invitation(actor=actor, invitation=found, **form.cleaned_data),
    ):
        messages.success(request, _("Odpowiedź zapisana."))
        return redirect(back)
    context = {
        "heading": _("Odpowiedź na zaproszenie"),
        "lead": found.partner.name,
        "form": form,
        "submit": _("Zapisz odpowiedź"),
        "crumbs": _crumbs(_("Odpowiedź")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: AppRequest, invitation_id: UUID) -> HttpResponse:
    """Ask once more, then take an invitation back."""
    actor = signed_in(request)
    found = asked.invitation_visible(actor, invitation_id)
    form = BaseForm(posted(request))
    back = reverse("partnership:invitation", args=[found.pk])
    if request.method == "POST" and run(
        form, lambda: operations.cancel_invitation(actor=actor, invitation=found)
    ):
        messages.success(request, _("Zaproszenie wycofane."))
        return redirect(back)
    context = {
        "question": _("Wycofać zaproszenie nr %(number)s?") % {"number": found.number},
        "consequence": _("%(partner)s nie odpowie już na nie. Możesz potem wysłać nowe.")
        % {"partner": found.partner.name},
        "action": _("Wycofaj zaproszenie"),
        "warning": True,
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: AppRequest) -> HttpResponse:
    """Choose open invitations and print them as letters in one file."""
    actor = signed_in(request)
    waiting = asked.invitations(actor, "open").filter(channel=InvitationChannel.LETTER)[:MOST_LETTERS]
    choices = {
        str(item.pk): _("%(partner)s, nr %(number)s z %(day)s")
        % {"partner": item.partner.name, "number": item.number, "day": day(item.sent_on)}
        for item in waiting
    }
    form = LettersForm(posted(request), choices=choices)
    if request.method == "POST" and form.is_valid():
        chosen = asked.letters_to_print(actor, [UUID(pk) for pk in form.cleaned_data["letters"]])
        return _download(invitation_letters(chosen))
    context = {
        "heading": _("Wydrukuj zaproszenia"),
        "lead": _("Listy trafią do jednego pliku PDF, z adresem w miejscu na okienko koperty."),
        "form": form,
        "submit": _("Pobierz listy (PDF)"),
        "crumbs": _crumbs(_("Wydruk listów")),
        "cancel_url": reverse("partnership:invitations"),
        "nothing": not choices,
    }
    return render(request, "partnership/letters.html", context)


@page_for(*MANAGERS)
@require_safe
def letter(request: AppRequest, invitation_id: UUID) -> HttpResponse:
    """One invitation as a letter."""
    actor = signed_in(request)
    found = asked.invitation_visible(actor, invitation_id)
    return _download(invitation_letters(asked.letters_to_print(actor, [found.pk])))


@page_for_everyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: AppRequest, token: str) -> HttpResponse:
    """Where the invited institution answers without an account; opening the page changes nothing."""
    try:
        found = asked.invitation_behind(token)
    except (LinkBrokenError, LinkExpiredError) as error:
        return render(request, "partnership/answer_gone.html", {"reason": error.message}, status=404)
    form = AnswerForm(posted(request))
    actor = Actor.system(_("instytucja z zaproszenia"), current_schema())
    if request.method == "POST" and run(
        form,
        lambda: operations.answer_invitation(
            actor=actor, invitation=found, via=AnsweredVia.LINK, **form.cleaned_data
        ),
    ):
        return redirect("partnership:answer", token)
    leader = queries.lead()
    context = {
        "invitation": found,
        "lead": leader,
        "form": form,
        "answered": bool(found.answer),
        "answer": found.get_answer_display(),
        "cancelled": bool(found.cancelled_on),
    }
    return render(request, "partnership/answer.html", context)


def _download(document: Document) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{document.filename}"'}
    return HttpResponse(document.content, content_type="application/pdf", headers=headers)


def _crumbs(last: str) -> list[Crumb]:
    address = reverse("partnership:invitations")
    return presenters.crumbs((_("Zaproszenia"), address), (last, ""))
