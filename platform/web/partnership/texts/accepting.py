"""Pages of the acceptances: a delegate's own, the link of an e-mail, what the officer records."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.partnership.operations import reminding
from core.partnership.operations import texts as operations
from core.partnership.permissions import MANAGERS
from core.partnership.queries import texts as queries
from core.partnership.rules.texts import ACCEPTABLE
from core.shared.clock import today
from core.shared.enums import Role
from kooperacje.http import AppRequest
from web.partnership.texts import presenters
from web.partnership.texts.forms import LinkForm, RecordForm, UndoForm
from web.shell.access import page_for, page_for_everyone, signed_in
from web.shell.forms import BaseForm, posted, run


@page_for(Role.DELEGATE)
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: AppRequest, version_id: UUID) -> HttpResponse:
    """Accept a version for the own organisation."""
    actor = signed_in(request)
    found = queries.version_visible(actor, version_id)
    form = BaseForm(posted(request))
    if request.method == "POST" and run(
        form, lambda: operations.accept_as_delegate(actor=actor, version=found)
    ):
        messages.success(request, _("Dziękujemy. Akceptacja zapisana."))
        return redirect("partnership:text-version", found.pk)
    context = {
        "question": _("Zaakceptować w imieniu swojej organizacji: %(title)s?") % {"title": found.title},
        "consequence": _("Zapiszemy dzień, organizację oraz Twoje imię i nazwisko."),
        "action": _("Akceptujemy"),
        "form": form,
        "cancel_url": reverse("partnership:text-version", args=[found.pk]),
    }
    return render(request, "shell/confirm.html", context)


@page_for_everyone
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: AppRequest, token: str) -> HttpResponse:
    """The whole text and one button, for whoever holds the link; opening it changes nothing."""
    target = queries.link_target(token)
    form = LinkForm(posted(request), initial={"person_name": target.person_name})
    if request.method == "POST" and run(
        form, lambda: operations.accept_by_link(token=token, **form.cleaned_data)
    ):
        return redirect("partnership:accept-link", token)
    context = {
        "target": target,
        "version": target.version,
        "name": presenters.version_name(target.version),
        "open": target.version.state in ACCEPTABLE,
        "comparable": queries.comparable(target.version),
        "form": form,
    }
    response = render(request, "partnership/texts/link.html", context)
    # The address is the key to the button: it goes to no other site and into no cache.
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: AppRequest, version_id: UUID) -> HttpResponse:
    """Record what partners said at a meeting or signed on paper."""
    actor = signed_in(request)
    found = queries.version_visible(actor, version_id)
    waiting = {str(item.pk): item for item in queries.answering_partners(found, waiting=True)}
    labels = {key: item.name for key, item in waiting.items()}
    form = RecordForm(posted(request), partners=labels, initial={"accepted_on": today()})

    def operation() -> Any:
        data = dict(form.cleaned_data)
        data["partners"] = [waiting[key] for key in data["partners"]]
        return operations.record_acceptances(actor=actor, version=found, **data)

    back = reverse("partnership:text-answers", args=[found.pk])
    if request.method == "POST" and (done := run(form, operation)):
        number = len(done.result)
        said = ngettext("Zapisano %(number)s akceptację.", "Zapisano akceptacje: %(number)s.", number)
        messages.success(request, said % {"number": number})
        return redirect(back)
    context = {
        "heading": _("Odnotuj akceptacje"),
        "lead": f"{found.title}, {presenters.version_name(found)}",
        "form": form,
        "submit": _("Zapisz akceptacje"),
        "crumbs": presenters.version_crumbs(found, (_("Odnotuj akceptacje"), "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: AppRequest, acceptance_id: UUID) -> HttpResponse:
    """Take away an entry that was made by mistake."""
    actor = signed_in(request)
    found = queries.acceptance_visible(actor, acceptance_id)
    form = UndoForm(posted(request))
    back = reverse("partnership:text-answers", args=[found.version_id])
    if request.method == "POST" and run(
        form, lambda: operations.undo_acceptance(actor=actor, acceptance=found, **form.cleaned_data)
    ):
        messages.success(request, _("Wpis usunięty."))
        return redirect(back)
    context = {
        "question": _("Usunąć akceptację: %(partner)s?") % {"partner": found.partner.name},
        "consequence": _("Partner znów będzie na liście tych, na których czekamy."),
        "action": _("Usuń wpis"),
        "warning": True,
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: AppRequest, version_id: UUID) -> HttpResponse:
    """Ask again at once whoever has not accepted."""
    actor = signed_in(request)
    found = queries.version_visible(actor, version_id)
    form = BaseForm(posted(request))
    back = reverse("partnership:text-answers", args=[found.pk])
    if request.method == "POST" and (done := run(form, lambda: reminding.remind(actor=actor, version=found))):
        number = done.result
        if number:
            said = ngettext("Wysłano %(number)s wiadomość.", "Wysłano wiadomości: %(number)s.", number)
            messages.success(request, said % {"number": number})
        else:
            messages.info(
                request, _("Do nikogo nie napisano: wszyscy dostali dziś wiadomość albo brak adresu.")
            )
        return redirect(back)
    context = {
        "question": _("Przypomnieć partnerom teraz?"),
        "consequence": _(
            "Każdy partner, na którego czekamy, dostanie jedną wiadomość o wszystkich tekstach. "
            "Kto dostał wiadomość dziś, nie dostanie drugiej."
        ),
        "action": _("Wyślij przypomnienie"),
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)
