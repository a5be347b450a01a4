"""Pages of the texts of consent: all versions, one version for ever, the director's own wording."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.privacy.enums import Language, TextKind
from core.privacy.operations.texts import publish_text
from core.privacy.permissions import may_publish
from core.privacy.queries import texts as queries
from core.shared.clock import today
from core.shared.enums import Role
from core.shared.paging import page_of
from core.shared.prose import clean, parsed
from core.shared.revisions import differences
from kooperacje.http import AppRequest
from web.privacy.consents import forms, presenters
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import posted, run
from web.shell.prose import comparison

_READERS = queries.TEXT_READERS


def _crumbs(last: str) -> list[Crumb]:
    return [Crumb(_("Teksty zgód"), reverse("privacy:consent-texts")), Crumb(last, "")]


@page_for(*_READERS)
@require_safe
def overview(request: AppRequest) -> HttpResponse:
    """Every version of every text; the director writes the next one."""
    actor = signed_in(request)
    page = page_of(queries.texts_visible_to(actor), request.GET.get("strona"))
    current = [
        (kind, [(language, queries.text_in_force(kind.value, language.value)) for language in Language])
        for kind in TextKind
    ]
    context = {
        "page": page,
        "table": presenters.texts_table(page.items),
        "current": current,
        "may_publish": may_publish(actor),
    }
    return render(request, "privacy/consents/texts.html", context)


@page_for(*_READERS, Role.FAMILY_MEMBER)
@require_safe
def text(request: AppRequest, text_id: UUID) -> HttpResponse:
    """One version as it was and stays, with what changed since the one before."""
    actor = signed_in(request)
    found = queries.text_visible(actor, text_id)
    works = actor.has(*_READERS)
    before = queries.text_before(found) if works else None
    context = {
        "crumbs": _crumbs(found.title) if works else presenters.own_crumbs(found.title),
        "text": found,
        "blocks": parsed(queries.words_of(found)),
        "before": before,
        "compared": comparison(differences(before.body, found.body)) if before else None,
    }
    return render(request, "privacy/consents/text.html", context)


@page_for(Role.DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: AppRequest, kind: str, language: str) -> HttpResponse:
    """The town's own wording: written, looked at with its differences, then published."""
    if kind not in TextKind.values or language not in Language.values:
        raise Http404
    actor = signed_in(request)
    now = queries.text_in_force(kind, language)
    form = forms.TextForm(
        posted(request), initial={"title": now.title, "body": now.body, "valid_from": today()}
    )
    preview = None
    if request.method == "POST" and "publish" in request.POST:
        if done := run(
            form, lambda: publish_text(actor=actor, kind=kind, language=language, **form.cleaned_data)
        ):
            messages.success(request, _("Tekst opublikowany. Wcześniejsze zgody wskazują nadal swój tekst."))
            return redirect("privacy:consent-text", done.result.pk)
    elif request.method == "POST" and form.is_valid():
        body = clean(form.cleaned_data["body"])
        preview = {"blocks": parsed(body), "compared": comparison(differences(now.body, body))}
    context = {
        "heading": _("Własny tekst ośrodka"),
        "kind": TextKind(kind).label,
        "language": language,
        "language_name": Language(language).label,
        "form": form,
        "preview": preview,
        "crumbs": _crumbs(_("Nowa wersja")),
        "cancel_url": reverse("privacy:consent-texts"),
    }
    return render(request, "privacy/consents/text_write.html", context)
