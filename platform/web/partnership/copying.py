"""Pages of signed copies, and of the check that printed papers still come out to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.documents.operations.issued import reproduce
from core.partnership import queries
from core.partnership.operations import copies
from core.partnership.permissions import MANAGERS, may_manage
from core.partnership.queries import papers as read
from core.shared.paging import page_of
from core.shared.text import folded
from kooperacje.http import AppRequest
from web.partnership import paper_presenters, presenters
from web.partnership.paper_forms import CopyForm, RemoveForm, sent_file
from web.partnership.views import READERS
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from core.partnership.models import AccessionDeclaration, DeclarationAmendment

CHECKED_AT_ONCE = 10


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AppRequest, declaration_id: UUID) -> HttpResponse:
    """Add a scan or a signed file to a declaration."""
    declaration = queries.declaration_visible(signed_in(request), declaration_id)
    return _add(request, declaration, declaration)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add_to_amendment(request: AppRequest, amendment_id: UUID) -> HttpResponse:
    """Add a scan or a signed file to an amendment."""
    amendment = read.amendment_visible(signed_in(request), amendment_id)
    return _add(request, amendment, amendment.declaration)


def _add(
    request: AppRequest,
    paper: AccessionDeclaration | DeclarationAmendment,
    declaration: AccessionDeclaration,
) -> HttpResponse:
    form = CopyForm(posted(request), request.FILES or None)
    back = reverse("partnership:partner", args=[declaration.partner_id])
    if request.method == "POST" and (
        done := run(
            form,
            lambda: copies.add_copy(
                actor=signed_in(request), paper=paper, key=form.cleaned_data["key"], **sent_file(form)
            ),
        )
    ):
        messages.success(request, _("Plik dołączony."))
        return redirect("partnership:copy", done.result.pk)
    context = {
        "heading": _("Dołącz podpisaną kopię"),
        "lead": _("%(partner)s – deklaracja nr %(number)s.")
        % {"partner": declaration.partner.name, "number": declaration.number},
        "form": form,
        "submit": _("Dołącz plik"),
        "crumbs": presenters.crumbs((str(declaration.partner), back), (_("Podpisana kopia"), "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(*READERS)
@require_safe
def copy(request: AppRequest, file_id: UUID) -> HttpResponse:
    """One file that came back: what it is and what its signatures say."""
    actor = signed_in(request)
    found = read.copy_visible(actor, file_id)
    partner = read.partner_of_copy(found)
    line, check = paper_presenters.copy_line(found), found.last_check
    back = reverse("partnership:partner", args=[partner.pk])
    context = {
        "crumbs": presenters.crumbs((str(partner), back), (found.filename, "")),
        "copy": found,
        "line": line,
        "facts": paper_presenters.copy_facts(found),
        "signatures": paper_presenters.signature_cards(check.said) if check else [],
        "checked_at": check.checked_at if check else None,
        "ours": bool(check and check.said.get("issued_sha256")),
        "manages": may_manage(actor),
    }
    return render(request, "partnership/copy.html", context)


@page_for(*READERS)
@require_safe
def download(request: AppRequest, file_id: UUID) -> HttpResponse:
    """The file itself: never shown inside a page of ours, and each taking is written down."""
    actor = signed_in(request)
    found = read.copy_visible(actor, file_id)
    content = copies.fetch_copy(actor=actor, copy=found)
    plain = folded(found.filename).replace(" ", "-").replace('"', "").encode("ascii", "ignore").decode()
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(found.filename)}"
    headers = {"Content-Disposition": named, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=found.media_type, headers=headers)


@require_POST
@page_for(*MANAGERS)
def check_again(request: AppRequest, file_id: UUID) -> HttpResponse:
    """Look at the signatures once more."""
    actor = signed_in(request)
    copies.check_copy(actor=actor, copy=read.copy_visible(actor, file_id))
    messages.success(request, _("Podpisy sprawdzone jeszcze raz."))
    return redirect("partnership:copy", file_id)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: AppRequest, file_id: UUID) -> HttpResponse:
    """Take away a file that was added by mistake."""
    actor = signed_in(request)
    found = read.copy_visible(actor, file_id)
    form = RemoveForm(posted(request))
    if request.method == "POST" and run(
        form, lambda: copies.remove_copy(actor=actor, copy=found, **form.cleaned_data)
    ):
        messages.success(request, _("Plik usunięty."))
        return redirect("partnership:copy", found.pk)
    context = {
        "question": _("Usunąć plik „%(name)s”?") % {"name": found.filename},
        "consequence": _("Treść pliku zniknie na zawsze. Zostanie wpis, że był, i powód usunięcia."),
        "action": _("Usuń plik"),
        "warning": True,
        "form": form,
        "cancel_url": reverse("partnership:copy", args=[found.pk]),
    }
    return render(request, "shell/confirm.html", context)


@page_for(*READERS)
@require_safe
def documents(request: AppRequest, partner_id: UUID) -> HttpResponse:
    """Papers printed for a partner, each printed again while the page is made and compared."""
    actor = signed_in(request)
    partner = queries.partner_visible(actor, partner_id)
    back = reverse("partnership:partner", args=[partner.pk])
    found = read.documents_of_partner(actor, partner)
    page = page_of(found, request.GET.get("strona"), CHECKED_AT_ONCE)
    context = {
        "crumbs": presenters.crumbs((str(partner), back), (_("Wydane dokumenty"), "")),
        "partner": partner,
        "page": page,
        "table": paper_presenters.documents_table([(item, reproduce(item)) for item in page.items]),
    }
    return render(request, "partnership/documents.html", context)
