"""Pages of a town's lessons, and of what its region republished."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.exchange.queries import lessons as collected
from core.lessons import operations, queries
from core.lessons.permissions import may_write
from core.partnership.permissions import MANAGERS, may_manage
from core.shared.enums import STAFF, Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.lessons import presenters
from web.lessons.forms import NewLessonForm, OwnFilter, OwnLessonForm, PublishedFilter
from web.partnership.presenters import sections
from web.shell.access import page_for, signed_in
from web.shell.forms import BaseForm, posted, run

READERS = (*STAFF, Role.DELEGATE)
_WORDS = ("kind", "title", "situation", "actions", "effect", "category", "sector", "grounds", "names_source")


@page_for(*READERS)
@require_safe
def lessons(request: AppRequest) -> HttpResponse:
    """The town's own lessons, the newest first."""
    actor = signed_in(request)
    form = OwnFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.lessons(
        actor, chosen.get("q", ""), chosen.get("rodzaj") or None, chosen.get("stan") or None
    )
    page = page_of(found, request.GET.get("strona"))
    editions = collected.editions_of_own(item.pk for item in page.items)
    context = {
        "sections": sections("lessons"),
        "views": presenters.views("own"),
        "form": form,
        "page": page,
        "narrowed": any(chosen.values()),
        "table": presenters.own_table(page.items, editions),
        "writes": may_write(actor),
    }
    return render(request, "lessons/lessons.html", context)


@page_for(*READERS)
@require_safe
def published(request: AppRequest) -> HttpResponse:
    """What the region republished, for this town to use."""
    actor = signed_in(request)
    form = PublishedFilter(request.GET, tags=collected.tags_in_use(actor))
    chosen = form.cleaned_data if form.is_valid() else {}
    found = collected.published_lessons(
        actor,
        chosen.get("q", ""),
        chosen.get("rodzaj") or None,
        chosen.get("haslo") or None,
        chosen.get("dziedzina") or None,
        chosen.get("powod") or None,
    )
    page = page_of(found, request.GET.get("strona"))
    context = {
        "sections": sections("lessons"),
        "views": presenters.views("published"),
        "form": form,
        "page": page,
        "narrowed": any(chosen.values()),
        "table": presenters.published_table(page.items),
    }
    return render(request, "lessons/published.html", context)


@page_for(*READERS)
@require_safe
def published_lesson(request: AppRequest, edition_id: UUID) -> HttpResponse:
    """One republished lesson."""
    found = collected.published_lesson(signed_in(request), edition_id)
    back = reverse("lessons:published")
    context = {
        "crumbs": presenters.crumbs((_("Opublikowane przez region"), back), (found.title, "")),
        "lesson": found,
        "parts": presenters.parts(found),
        "about": presenters.about_rows(found),
    }
    return render(request, "lessons/published_lesson.html", context)


@page_for(*READERS)
@require_safe
def lesson(request: AppRequest, lesson_id: UUID) -> HttpResponse:
    """One lesson of the town, what the region said, and what may be done next."""
    actor = signed_in(request)
    found = queries.lesson_visible(actor, lesson_id)
    edition = queries.edition_of(found)
    returned = queries.is_returned(found, edition)
    words, meaning = presenters.standing(found, edition)
    context = {
        "crumbs": presenters.crumbs((found.title, "")),
        "lesson": found,
        "state": words,
        "meaning": meaning,
        "parts": presenters.parts(found),
        "about": presenters.about_rows(found),
        "note": edition.note if edition and returned else "",
        "edition_url": reverse("lessons:published-lesson", args=[edition.pk])
        if edition and edition.state == "published" and edition.withdrawn_on is None
        else "",
        "actions": presenters.lesson_actions(
            found, returned=returned, writes=may_write(actor), office=may_manage(actor)
        ),
    }
    return render(request, "lessons/lesson.html", context)


@page_for(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AppRequest) -> HttpResponse:
    """Write a lesson down."""
    actor = signed_in(request)
    form = NewLessonForm(posted(request))
    if request.method == "POST" and (
        done := run(form, lambda: operations.record_lesson(actor=actor, **form.cleaned_data))
    ):
        messages.success(request, _("Wpis zapisany. Region zobaczy go dopiero po przekazaniu."))
        return redirect("lessons:lesson", done.result.pk)
    context = {
        "heading": _("Nowy wpis"),
        "lead": _("Wniosek, dobra praktyka albo rekomendacja z pracy partnerstwa. Bez danych osób."),
        "form": form,
        "submit": _("Zapisz"),
        "crumbs": presenters.crumbs((_("Nowy wpis"), "")),
        "cancel_url": reverse("lessons:lessons"),
    }
    return render(request, "shell/form_page.html", context)


@page_for(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AppRequest, lesson_id: UUID) -> HttpResponse:
    """Change a lesson that lies in the town or was returned."""
    actor = signed_in(request)
    found = queries.lesson_visible(actor, lesson_id)
    form = OwnLessonForm(posted(request), initial={name: getattr(found, name) for name in _WORDS})
    if request.method == "POST" and run(
        form, lambda: operations.edit_lesson(actor=actor, lesson=found, **form.cleaned_data)
    ):
        messages.success(request, _("Wpis zapisany."))
        return redirect("lessons:lesson", found.pk)
    back = reverse("lessons:lesson", args=[found.pk])
    context = {
        "heading": _("Zmień wpis"),
        "lead": found.title,
        "form": form,
        "submit": _("Zapisz"),
        "crumbs": presenters.crumbs((found.title, back), (_("Zmień wpis"), "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def hand(request: AppRequest, lesson_id: UUID) -> HttpResponse:
    """Ask once more, then hand a lesson to the region."""
    actor = signed_in(request)
    found = queries.lesson_visible(actor, lesson_id)
    form = BaseForm(posted(request))
    back = reverse("lessons:lesson", args=[found.pk])
    if request.method == "POST" and run(form, lambda: operations.hand_lesson(actor=actor, lesson=found)):
        messages.success(request, _("Wpis przekazany regionowi."))
        return redirect(back)
    named = _("Region może podać nazwę gminy.") if found.names_source else _("Nazwa gminy nie będzie podana.")
    context = {
        "question": _("Przekazać regionowi: %(title)s?") % {"title": found.title},
        "consequence": _("Region przeczyta wpis i może go opublikować dla innych gmin.") + f" {named}",
        "action": _("Przekaż regionowi"),
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: AppRequest, lesson_id: UUID) -> HttpResponse:
    """Ask once more, then take a lesson back."""
    actor = signed_in(request)
    found = queries.lesson_visible(actor, lesson_id)
    form = BaseForm(posted(request))
    back = reverse("lessons:lesson", args=[found.pk])
    if request.method == "POST" and run(form, lambda: operations.withdraw_lesson(actor=actor, lesson=found)):
        messages.success(request, _("Wpis wycofany."))
        return redirect(back)
    context = {
        "question": _("Wycofać: %(title)s?") % {"title": found.title},
        "consequence": _("Jeżeli region go opublikował, od razu zniknie u wszystkich gmin."),
        "action": _("Wycofaj"),
        "warning": True,
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)
