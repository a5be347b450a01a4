"""Pages to write: a new text, its next version, the way of a version into force."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.partnership import queries as partnership
from core.partnership.operations import texts as operations
from core.partnership.permissions import MANAGERS
from core.partnership.queries import texts as queries
from core.shared.clock import today
from kooperacje.http import AppRequest
from web.partnership.texts import presenters
from web.partnership.texts.forms import InForceForm, NewTextForm, NextForm, WordsForm
from web.shell.access import page_for, signed_in
from web.shell.forms import BaseForm, posted, run
from web.shell.templatetags.shell import day

_RECENT = 20


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AppRequest) -> HttpResponse:
    """Begin the rules or a plan from an empty sheet."""
    actor = signed_in(request)
    form = NewTextForm(posted(request), initial={"kind": "rules", "year": today().year})
    if request.method == "POST" and (
        done := run(form, lambda: operations.draft_version(actor=actor, **form.cleaned_data))
    ):
        messages.success(request, _("Wersja robocza zapisana."))
        return redirect("partnership:text-version", done.result.pk)
    context = {
        "heading": _("Nowy tekst"),
        "lead": _("Regulamin jest jeden, plan pracy jest jeden na rok. Możesz też zacząć od wzoru regionu."),
        "form": form,
        "submit": _("Zapisz wersję roboczą"),
        "crumbs": presenters.crumbs((_("Nowy tekst"), "")),
        "cancel_url": reverse("partnership:texts"),
    }
    return render(request, "shell/form_page.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def following(request: AppRequest, version_id: UUID) -> HttpResponse:
    """Begin the next version from the words of another."""
    actor = signed_in(request)
    found = queries.version_visible(actor, version_id)
    form = NextForm(posted(request), initial={"title": found.title, "body": found.body})

    def operation() -> Any:
        return operations.draft_version(
            actor=actor,
            kind=found.text.kind,
            year=found.text.year,
            template=found.template,
            template_label=found.template_label,
            **form.cleaned_data,
        )

    if request.method == "POST" and (done := run(form, operation)):
        messages.success(request, _("Wersja robocza zapisana."))
        return redirect("partnership:text-version", done.result.pk)
    return _words_page(request, found, form, _("Następna wersja"))


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AppRequest, version_id: UUID) -> HttpResponse:
    """Change the words of a draft."""
    actor = signed_in(request)
    found = queries.version_visible(actor, version_id)
    initial = {"title": found.title, "body": found.body, "note": found.note}
    form = WordsForm(posted(request), initial=initial)
    if request.method == "POST" and run(
        form, lambda: operations.edit_version(actor=actor, version=found, **form.cleaned_data)
    ):
        messages.success(request, _("Treść zapisana."))
        return redirect("partnership:text-version", found.pk)
    return _words_page(request, found, form, _("Zmień treść"))


def _words_page(request: AppRequest, version: Any, form: BaseForm, heading: str) -> HttpResponse:
    context = {
        "heading": heading,
        "lead": presenters.text_name(version.text),
        "form": form,
        "submit": _("Zapisz wersję roboczą"),
        "crumbs": presenters.version_crumbs(version, (heading, "")),
        "cancel_url": reverse("partnership:text-version", args=[version.pk]),
    }
    return render(request, "shell/form_page.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def put(request: AppRequest, version_id: UUID) -> HttpResponse:
    """Ask once more, then put a version to the partners."""
    actor = signed_in(request)
    found = queries.version_visible(actor, version_id)
    form = BaseForm(posted(request))
    if request.method == "POST" and run(form, lambda: operations.put_to_partners(actor=actor, version=found)):
        messages.success(request, _("Wersja przekazana. Każdy partner dostanie jedną wiadomość."))
        return redirect("partnership:text-version", found.pk)
    context = {
        "question": _("Przekazać partnerom: %(title)s?") % {"title": found.title},
        "consequence": _(
            "Treści nie będzie już można zmienić. Każdy partner dostanie e-mail z linkiem do akceptacji."
        ),
        "action": _("Przekaż partnerom"),
        "form": form,
        "cancel_url": reverse("partnership:text-version", args=[found.pk]),
    }
    return render(request, "shell/confirm.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def in_force(request: AppRequest, version_id: UUID) -> HttpResponse:
    """Let a version hold from a day, perhaps adopted at a meeting."""
    actor = signed_in(request)
    found = queries.version_visible(actor, version_id)
    meetings = {str(item.pk): item for item in partnership.meetings(actor)[:_RECENT] if item.held_on}
    labels = {key: f"{day(item.held_on)} – {item.title}" for key, item in meetings.items()}
    form = InForceForm(posted(request), meetings=labels, initial={"in_force_on": today()})

    def operation() -> Any:
        return operations.bring_into_force(
            actor=actor,
            version=found,
            in_force_on=form.cleaned_data["in_force_on"],
            adopted_at=meetings.get(form.cleaned_data["adopted_at"]),
        )

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Ta wersja obowiązuje."))
        return redirect("partnership:text-version", found.pk)
    tally = queries.tallies([found])[found.pk]
    context = {
        "heading": _("Wprowadź w życie"),
        "lead": _("%(title)s. Zaakceptowało %(tally)s partnerów; pozostali mogą to zrobić później.")
        % {"title": found.title, "tally": presenters.tally_words(tally)},
        "form": form,
        "submit": _("Wprowadź w życie"),
        "crumbs": presenters.version_crumbs(found, (_("Wprowadź w życie"), "")),
        "cancel_url": reverse("partnership:text-version", args=[found.pk]),
    }
    return render(request, "shell/form_page.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def abandon(request: AppRequest, version_id: UUID) -> HttpResponse:
    """Ask once more, then give a version up."""
    actor = signed_in(request)
    found = queries.version_visible(actor, version_id)
    form = BaseForm(posted(request))
    if request.method == "POST" and run(form, lambda: operations.abandon(actor=actor, version=found)):
        messages.success(request, _("Wersja zaniechana."))
        return redirect("partnership:text", found.text_id)
    context = {
        "question": _("Zaniechać: %(title)s?") % {"title": found.title},
        "consequence": _("Partnerzy nie będą już o nią pytani. Zostanie na liście wersji."),
        "action": _("Zaniechaj"),
        "warning": True,
        "form": form,
        "cancel_url": reverse("partnership:text-version", args=[found.pk]),
    }
    return render(request, "shell/confirm.html", context)
