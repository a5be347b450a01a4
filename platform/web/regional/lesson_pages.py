"""Pages of the lessons that a region collects: read, edited, tagged, republished or returned."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.exchange.operations import lessons as operations
from core.exchange.operations.lessons import Words
from core.exchange.queries import lessons as queries
from core.exchange.queries.readers import REGION_READERS
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.lessons import presenters as lesson_presenters
from web.regional import exchange_presenters as presenters
from web.regional.exchange_forms import EditionForm, HandedFilter, ReturnForm
from web.shell.access import page_for, signed_in
from web.shell.forms import BaseForm, posted, run

_WORDS = ("kind", "title", "situation", "actions", "effect", "category", "sector", "grounds")


@page_for(*REGION_READERS)
@require_safe
def lessons(request: AppRequest) -> HttpResponse:
    """Lessons that the region's towns handed over, the newest first."""
    actor = signed_in(request)
    form = HandedFilter(request.GET, tags=queries.tags_in_use(actor))
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.handed_lessons(
        actor,
        chosen.get("q", ""),
        chosen.get("rodzaj") or None,
        chosen.get("stan") or None,
        chosen.get("haslo") or None,
    )
    page = page_of(found, request.GET.get("strona"))
    context = {
        "form": form,
        "page": page,
        "narrowed": any(chosen.values()),
        "table": presenters.lessons_table(page.items, queries.town_names()),
    }
    return render(request, "regional/exchange/lessons.html", context)


@page_for(*REGION_READERS)
@require_safe
def lesson(request: AppRequest, lesson_id: UUID) -> HttpResponse:
    """One lesson: the town's words, the region's, and what may be done next."""
    found = queries.handed_lesson(signed_in(request), lesson_id)
    edition = queries.edition_of(found)
    words, meaning = presenters.standing(found)
    edited = edition is not None and edition.revision >= found.revision
    own = lesson_presenters.whole(edition) if edited else ""
    context = {
        "crumbs": presenters.lesson_crumbs((found.title, "")),
        "lesson": found,
        "town": queries.town_names().get(found.schema_name, "–"),
        "state": words,
        "meaning": meaning,
        "actions": presenters.lesson_actions(found),
        "withdrawn": found.withdrawn_on is not None,
        "parts": [] if found.withdrawn_on else lesson_presenters.parts(found),
        "about": lesson_presenters.about_rows(found),
        "edition": edition if edited else None,
        "edition_about": lesson_presenters.about_rows(edition) if edited else [],
        "before": lesson_presenters.whole(found),
        "after": own,
    }
    return render(request, "regional/exchange/lesson.html", context)


@page_for(*REGION_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AppRequest, lesson_id: UUID) -> HttpResponse:
    """Keep the region's wording and tags of a lesson."""
    actor = signed_in(request)
    found = queries.handed_lesson(actor, lesson_id)
    edition = queries.edition_of(found)
    source: Any = edition if edition and edition.revision >= found.revision else found
    initial = {name: getattr(source, name) for name in _WORDS}
    if edition is not None:
        initial |= {"tags": ", ".join(edition.tags), "for_all": edition.for_all}
    form = EditionForm(posted(request), initial=initial)

    def operation() -> Any:
        data = dict(form.cleaned_data)
        tags, for_all = data.pop("tags").split(","), data.pop("for_all")
        return operations.edit_lesson(
            actor=actor, lesson=found, words=Words(**data), tags=tags, for_all=for_all
        )

    back = reverse("regional:lesson", args=[found.pk])
    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Opracowanie zapisane."))
        return redirect(back)
    context = {
        "heading": _("Opracuj wpis"),
        "lead": _("Zmieniasz wersję regionu. Wpis gminy zostaje bez zmian."),
        "form": form,
        "submit": _("Zapisz opracowanie"),
        "crumbs": presenters.lesson_crumbs((found.title, back), (_("Opracuj wpis"), "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(*REGION_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: AppRequest, lesson_id: UUID) -> HttpResponse:
    """Ask once more, then show a lesson to towns."""
    actor = signed_in(request)
    found = queries.handed_lesson(actor, lesson_id)
    form = BaseForm(posted(request))
    back = reverse("regional:lesson", args=[found.pk])
    if request.method == "POST" and run(form, lambda: operations.publish_lesson(actor=actor, lesson=found)):
        messages.success(request, _("Wpis opublikowany dla gmin."))
        return redirect(back)
    edition = queries.edition_of(found)
    reach = (
        _("Zobaczą go gminy wszystkich województw.")
        if edition and edition.for_all
        else _("Zobaczą go gminy i powiaty naszego województwa.")
    )
    source = (
        _("Podamy nazwę gminy.")
        if found.names_source
        else _("Nazwa gminy nie będzie podana: nie zgodziła się.")
    )
    context = {
        "question": _("Opublikować: %(title)s?") % {"title": found.title},
        "consequence": f"{reach} {source}",
        "action": _("Opublikuj"),
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


@page_for(*REGION_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: AppRequest, lesson_id: UUID) -> HttpResponse:
    """Return a lesson to its town with a note."""
    actor = signed_in(request)
    found = queries.handed_lesson(actor, lesson_id)
    form = ReturnForm(posted(request))
    back = reverse("regional:lesson", args=[found.pk])
    if request.method == "POST" and run(
        form, lambda: operations.return_lesson(actor=actor, lesson=found, **form.cleaned_data)
    ):
        messages.success(request, _("Wpis zwrócony gminie z uwagą."))
        return redirect(back)
    context = {
        "heading": _("Zwróć z uwagą"),
        "lead": found.title,
        "form": form,
        "submit": _("Zwróć wpis"),
        "crumbs": presenters.lesson_crumbs((found.title, back), (_("Zwróć z uwagą"), "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(*REGION_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def retract(request: AppRequest, lesson_id: UUID) -> HttpResponse:
    """Ask once more, then take a published lesson off."""
    actor = signed_in(request)
    found = queries.handed_lesson(actor, lesson_id)
    form = BaseForm(posted(request))
    back = reverse("regional:lesson", args=[found.pk])
    if request.method == "POST" and run(form, lambda: operations.retract_lesson(actor=actor, lesson=found)):
        messages.success(request, _("Wpis zdjęty."))
        return redirect(back)
    context = {
        "question": _("Zdjąć: %(title)s?") % {"title": found.title},
        "consequence": _("Gminy przestaną go widzieć. Możesz go później opublikować ponownie."),
        "action": _("Zdejmij"),
        "warning": True,
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)
