"""Pages of a region's templates: written, published, and who has adopted which version."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.exchange.enums import TemplateKind
from core.exchange.operations import templates as operations
from core.exchange.queries import templates as queries
from core.exchange.queries.readers import REGION_READERS
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.regional import exchange_presenters as presenters
from web.regional.exchange_forms import (
    NewTemplateForm,
    NextVersionForm,
    TemplateFilter,
    TitleForm,
    VersionForm,
)
from web.shell.access import page_for, signed_in
from web.shell.forms import BaseForm, posted, run

_RECENT = 25


def _leads(request: AppRequest) -> bool:
    return bool(getattr(request.tenant, "is_leader", False))


@page_for(*REGION_READERS)
@require_safe
def templates(request: AppRequest) -> HttpResponse:
    """The region's own templates."""
    actor = signed_in(request)
    form = TemplateFilter(request.GET)
    kind = form.cleaned_data["rodzaj"] if form.is_valid() else ""
    page = page_of(queries.own_templates(actor, kind or None), request.GET.get("strona"))
    context = {
        "form": form,
        "page": page,
        "narrowed": bool(kind),
        "table": presenters.templates_table(page.items),
    }
    return render(request, "regional/exchange/templates.html", context)


@page_for(*REGION_READERS)
@require_safe
def template(request: AppRequest, template_id: UUID) -> HttpResponse:
    """One template: its versions, and how far each town is."""
    actor = signed_in(request)
    found = queries.own_template(actor, template_id)
    versions = list(queries.versions_of(found)[:_RECENT])
    draft = next((item for item in versions if item.published_on is None), None)
    adoptions = queries.adoptions_by_town(actor, found) if found.current else []
    page = page_of(adoptions, request.GET.get("strona"))
    context = {
        "crumbs": presenters.template_crumbs((found.title, "")),
        "template": found,
        "kind": TemplateKind(found.kind).label,
        "actions": presenters.template_actions(found, draft),
        "versions": presenters.versions_table(versions),
        "tiles": presenters.adoption_tiles(adoptions, found.current),
        "page": page,
        "adoptions": presenters.adoptions_table(page.items),
    }
    return render(request, "regional/exchange/template.html", context)


@page_for(*REGION_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AppRequest) -> HttpResponse:
    """Begin a template."""
    actor = signed_in(request)
    form = NewTemplateForm(posted(request), leads=_leads(request), initial={"kind": "rules"})
    if request.method == "POST" and (
        done := run(form, lambda: operations.write_template(actor=actor, **form.cleaned_data))
    ):
        messages.success(request, _("Wzór zapisany. Gminy zobaczą go po opublikowaniu."))
        return redirect("regional:template", done.result.pk)
    context = {
        "heading": _("Nowy wzór"),
        "lead": _("Wzór dokumentu, który gminy przyjmą i dopasują u siebie."),
        "form": form,
        "submit": _("Zapisz wersję roboczą"),
        "crumbs": presenters.template_crumbs((_("Nowy wzór"), "")),
        "cancel_url": reverse("regional:templates"),
    }
    return render(request, "shell/form_page.html", context)


@page_for(*REGION_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def title(request: AppRequest, template_id: UUID) -> HttpResponse:
    """Change what a template is called and whom it serves."""
    actor = signed_in(request)
    found = queries.own_template(actor, template_id)
    initial = {"title": found.title, "for_all": found.for_all}
    form = TitleForm(posted(request), leads=_leads(request), initial=initial)
    if request.method == "POST" and run(
        form, lambda: operations.rename_template(actor=actor, template=found, **form.cleaned_data)
    ):
        messages.success(request, _("Wzór zapisany."))
        return redirect("regional:template", found.pk)
    return _form_page(request, found, form, _("Zmień tytuł"))


@page_for(*REGION_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def following(request: AppRequest, template_id: UUID) -> HttpResponse:
    """Begin the next version from the words of the newest one."""
    actor = signed_in(request)
    found = queries.own_template(actor, template_id)
    newest = queries.newest_of(found)
    form = NextVersionForm(posted(request), initial={"body": newest.body if newest else ""})
    if request.method == "POST" and (
        done := run(form, lambda: operations.draft_version(actor=actor, template=found, **form.cleaned_data))
    ):
        messages.success(request, _("Wersja robocza zapisana."))
        return redirect("regional:template-version", done.result.pk)
    return _form_page(request, found, form, _("Nowa wersja"))


@page_for(*REGION_READERS)
@require_safe
def version(request: AppRequest, version_id: UUID) -> HttpResponse:
    """One version: its words and what it changes."""
    found = queries.own_version(signed_in(request), version_id)
    before = queries.previous_of(found)
    name = _("wersja %(number)s") % {"number": found.number}
    back = reverse("regional:template", args=[found.template_id])
    context = {
        "crumbs": presenters.template_crumbs((found.template.title, back), (name, "")),
        "version": found,
        "name": name,
        "before": before,
    }
    return render(request, "regional/exchange/version.html", context)


@page_for(*REGION_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AppRequest, version_id: UUID) -> HttpResponse:
    """Change the words of a draft."""
    actor = signed_in(request)
    found = queries.own_version(actor, version_id)
    form = VersionForm(posted(request), initial={"body": found.body, "note": found.note})
    if request.method == "POST" and run(
        form, lambda: operations.edit_version(actor=actor, version=found, **form.cleaned_data)
    ):
        messages.success(request, _("Treść zapisana."))
        return redirect("regional:template-version", found.pk)
    return _form_page(request, found.template, form, _("Zmień treść"))


@page_for(*REGION_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: AppRequest, version_id: UUID) -> HttpResponse:
    """Ask once more, then let towns see a version."""
    actor = signed_in(request)
    found = queries.own_version(actor, version_id)
    form = BaseForm(posted(request))
    if request.method == "POST" and run(form, lambda: operations.publish_version(actor=actor, version=found)):
        messages.success(request, _("Wersja opublikowana. Gminy zobaczą różnice i zdecydują."))
        return redirect("regional:template", found.template_id)
    context = {
        "question": _("Opublikować: %(title)s, wersja %(number)s?")
        % {"title": found.template.title, "number": found.number},
        "consequence": _("Gminy zobaczą tę wersję. Opublikowanej treści nie można już zmienić."),
        "action": _("Opublikuj"),
        "form": form,
        "cancel_url": reverse("regional:template-version", args=[found.pk]),
    }
    return render(request, "shell/confirm.html", context)


@page_for(*REGION_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: AppRequest, version_id: UUID) -> HttpResponse:
    """Ask once more, then throw a draft away."""
    actor = signed_in(request)
    found = queries.own_version(actor, version_id)
    form = BaseForm(posted(request))
    back = reverse("regional:template", args=[found.template_id])
    if request.method == "POST" and run(form, lambda: operations.drop_version(actor=actor, version=found)):
        messages.success(request, _("Wersja robocza usunięta."))
        return redirect(back)
    context = {
        "question": _("Usunąć wersję roboczą %(number)s?") % {"number": found.number},
        "consequence": _("Jej treść zniknie. Opublikowane wersje zostają."),
        "action": _("Usuń"),
        "warning": True,
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


def _form_page(request: AppRequest, found: Any, form: BaseForm, heading: str) -> HttpResponse:
    back = reverse("regional:template", args=[found.pk])
    context = {
        "heading": heading,
        "lead": found.title,
        "form": form,
        "submit": _("Zapisz"),
        "crumbs": presenters.template_crumbs((found.title, back), (heading, "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)
