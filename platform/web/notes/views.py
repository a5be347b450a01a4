"""Pages of notes: of a case, one's own in all cases, one note with its files and history."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.families.enums import Stage
from core.families.queries import leads, members_of
from core.notes import operations, queries
from core.shared.enums import Role
from core.shared.ids import uuid7
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.families.presenters import crumbs
from web.notes.forms import EditNoteForm, NewNoteForm, SearchForm
from web.notes.presenters import edition_line, file_line, note_line
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from core.families.models import Case, Person
    from core.notes.models import Note
    from core.shared.actor import Actor

_FORM = ["GET", "HEAD", "POST"]


def trail(actor: Actor, case: Case, *here: Crumb) -> list[Crumb]:
    """The way back; a worker of the team who does not lead the case has no page of it."""
    way = crumbs(case if leads(actor, case) else None, "")[:-1]
    return [*way, *here]


def _notes_crumb(case: Case) -> Crumb:
    return Crumb(_("Notatki"), reverse("notes:notes", args=[case.pk]))


def _persons(case: Case) -> list[Person]:
    return [member.person for member in members_of(case)]


@page_for(Role.SOCIAL_WORKER)
@require_safe
def notes(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Notes of a case that the worker may read; the search looks into the own ones."""
    actor = signed_in(request)
    case = queries.case_with_notes(actor, case_id)
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = queries.search_own(actor, words, case) if words.strip() else queries.notes_of(actor, case)
    page = page_of(found, request.GET.get("strona"))
    context = {
        "crumbs": trail(actor, case, Crumb(_("Notatki"))),
        "case": case,
        "form": form,
        "narrowed": bool(words.strip()),
        "page": page,
        "lines": [note_line(note) for note in page.items],
        "may_write": case.stage != Stage.CLOSED,
    }
    return render(request, "notes/notes.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def mine(request: AppRequest) -> HttpResponse:
    """The worker's own notes in all cases, newest first, or those in which words stand."""
    actor = signed_in(request)
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = queries.search_own(actor, words) if words.strip() else queries.own_notes(actor)
    page = page_of(found, request.GET.get("strona"))
    context = {
        "form": form,
        "narrowed": bool(words.strip()),
        "page": page,
        "lines": [note_line(note, with_case=True) for note in page.items],
    }
    return render(request, "notes/mine.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def new(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Write a note, perhaps with a file; a refused file leaves no note behind."""
    actor = signed_in(request)
    case = queries.case_with_notes(actor, case_id)
    form = NewNoteForm(
        posted(request), request.FILES or None, persons=_persons(case), initial={"key": uuid7()}
    )

    def write() -> Note:
        data = form.cleaned_data
        file = data["file"]
        return operations.write_note(
            actor=actor,
            case=case,
            note=form.note(),
            noted_on=data["noted_on"],
            key=data["key"],
            file=(file.name, file.read(), data["retention"]) if file else None,
        )

    if request.method == "POST" and (done := run(form, write)):
        messages.success(request, _("Notatka zapisana."))
        return redirect("notes:note", done.result.pk)
    context = {
        "crumbs": trail(actor, case, _notes_crumb(case), Crumb(_("Nowa notatka"))),
        "heading": _("Nowa notatka"),
        "form": form,
        "submit": _("Zapisz notatkę"),
        "cancel_url": reverse("notes:notes", args=[case.pk]),
    }
    return render(request, "notes/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def note(request: AppRequest, note_id: UUID) -> HttpResponse:
    """One note: what it says, its files, how it read before."""
    actor = signed_in(request)
    found = queries.note_visible(actor, note_id)
    author = found.author_id == actor.user_id
    decides = author or leads(actor, found.case)
    context = {
        "crumbs": trail(actor, found.case, _notes_crumb(found.case), Crumb(_("Notatka"))),
        "note": note_line(found, whole=True),
        "edited": found.edited_at,
        "files": [file_line(one, decides=decides) for one in queries.attachments_of(found)],
        "editions": [edition_line(one) for one in queries.editions_of(actor, found)],
        "edit_url": reverse("notes:edit", args=[found.pk])
        if author and found.case.stage != Stage.CLOSED
        else "",
        "attach_url": reverse("notes:attach", args=[found.pk])
        if author and found.case.stage != Stage.CLOSED
        else "",
        "shared": found.is_shared,
    }
    return render(request, "notes/note.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def edit(request: AppRequest, note_id: UUID) -> HttpResponse:
    """Change one's own note."""
    actor = signed_in(request)
    found = queries.own_note(actor, note_id)
    initial = {
        "body": found.body,
        "own_words": found.own_words,
        "spoken_by": str(found.spoken_by_id or ""),
        "about": str(found.about_id or ""),
        "audience": found.audience,
        "category": found.category,
        "version": found.version,
    }
    people = {person.pk: person for person in _persons(found.case)}
    for person in (found.about, found.spoken_by):  # who moved out stays in the note
        if person is not None:
            people.setdefault(person.pk, person)
    form = EditNoteForm(posted(request), persons=people.values(), initial=initial)
    if request.method == "POST" and run(
        form,
        lambda: operations.edit_note(
            actor=actor, note=found, changed=form.note(), version=form.cleaned_data["version"]
        ),
    ):
        messages.success(request, _("Notatka zmieniona. Poprzednie brzmienie zostaje w historii."))
        return redirect("notes:note", found.pk)
    context = {
        "crumbs": trail(actor, found.case, _notes_crumb(found.case), Crumb(_("Zmiana notatki"))),
        "heading": _("Zmiana notatki"),
        "form": form,
        "submit": _("Zapisz zmiany"),
        "cancel_url": reverse("notes:note", args=[found.pk]),
    }
    return render(request, "notes/form.html", context)
