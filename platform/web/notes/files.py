"""Files on notes: sent in, handed out, kept longer, destroyed; and the list of those that go soon."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.notes import operations, permissions, queries
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.notes.forms import FileForm, KeepForm, RemoveForm
from web.notes.presenters import file_line
from web.notes.views import trail
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import posted, run

_FORM = ["GET", "HEAD", "POST"]


def handed(name: str, media_type: str, content: bytes) -> HttpResponse:
    """A file as it leaves: saved, never shown by the browser, kept by nobody on the way."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(content, content_type=media_type, headers=headers)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def attach(request: AppRequest, note_id: UUID) -> HttpResponse:
    """One more file on one's own note."""
    actor = signed_in(request)
    note = queries.own_note(actor, note_id)
    form = FileForm(posted(request), request.FILES or None, initial={"key": uuid7()})

    def keep() -> object:
        data = form.cleaned_data
        return operations.attach(
            actor=actor,
            note=note,
            name=data["file"].name,
            content=data["file"].read(),
            retention=data["retention"],
            key=data["key"],
        )

    if request.method == "POST" and run(form, keep):
        messages.success(request, _("Plik dołączony."))
        return redirect("notes:note", note.pk)
    context = {
        "crumbs": trail(actor, note.case, Crumb(_("Notatka"), _note_url(note_id)), Crumb(_("Plik"))),
        "heading": _("Dołącz plik"),
        "form": form,
        "submit": _("Dołącz"),
        "cancel_url": _note_url(note_id),
    }
    return render(request, "notes/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def file(request: AppRequest, attachment_id: UUID) -> HttpResponse:
    """The file for whoever reads its note; every opening is written down."""
    found, content = operations.hand_over(actor=signed_in(request), attachment_id=attachment_id)
    return handed(found.file.filename, found.file.media_type, content)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def keep(request: AppRequest, attachment_id: UUID) -> HttpResponse:
    """Let a file stay beyond its day."""
    actor = signed_in(request)
    found = queries.attachment_visible(actor, attachment_id)
    if not permissions.may_keep(actor, found) or found.file.removed_on is not None:
        raise NotVisibleError
    form = KeepForm(posted(request))
    if request.method == "POST" and run(
        form, lambda: operations.keep_longer(actor=actor, attachment=found, **form.cleaned_data)
    ):
        messages.success(request, _("Plik zostanie dłużej."))
        return redirect("notes:note", found.note_id)
    due = found.keeping.due_on
    context = {
        "crumbs": trail(
            actor, found.note.case, Crumb(_("Notatka"), _note_url(found.note_id)), Crumb(_("Plik"))
        ),
        "heading": _("Zatrzymaj plik dłużej"),
        "lead": _("Plik zniknie %(on)s.") % {"on": due.strftime("%d.%m.%Y")}
        if due
        else _("Plik zostaje, dopóki sprawa jest otwarta."),
        "form": form,
        "submit": _("Zatrzymaj"),
        "cancel_url": _note_url(found.note_id),
    }
    return render(request, "notes/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def remove(request: AppRequest, attachment_id: UUID) -> HttpResponse:
    """Destroy a file before its day."""
    actor = signed_in(request)
    found = queries.attachment_visible(actor, attachment_id)
    if not permissions.may_keep(actor, found) or found.file.removed_on is not None:
        raise NotVisibleError
    form = RemoveForm(posted(request))
    if request.method == "POST" and run(
        form,
        lambda: operations.remove_attachment(
            actor=actor, attachment=found, reason=form.cleaned_data["reason"]
        ),
    ):
        messages.success(request, _("Plik usunięty. Zostaje zapis, że był i dlaczego zniknął."))
        return redirect("notes:note", found.note_id)
    context = {
        "crumbs": trail(
            actor, found.note.case, Crumb(_("Notatka"), _note_url(found.note_id)), Crumb(_("Plik"))
        ),
        "heading": _("Usuń plik"),
        "lead": _("Tego nie da się cofnąć. Zostanie zapis, że plik był i dlaczego zniknął."),
        "form": form,
        "submit": _("Usuń plik"),
        "cancel_url": _note_url(found.note_id),
    }
    return render(request, "notes/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def going(request: AppRequest) -> HttpResponse:
    """Files of the worker's cases that go within two weeks."""
    actor = signed_in(request)
    page = page_of(queries.attachments_going(actor), request.GET.get("strona"))
    lines = [file_line(one, decides=permissions.may_keep(actor, one), named=True) for one in page.items]
    return render(request, "notes/going.html", {"page": page, "lines": lines})


def _note_url(note_id: UUID) -> str:
    return reverse("notes:note", args=[note_id])
