"""Pages to read: all texts, the versions of one, a version, what two versions differ in, the paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.exchange.queries.templates import waiting_versions
from core.partnership.enums.texts import TextKind, TextState
from core.partnership.operations.plans import may_tick
from core.partnership.permissions import may_manage
from core.partnership.queries import texts as queries
from core.partnership.rules.texts import ACCEPTABLE
from core.shared.actor import Actor
from core.shared.clock import today
from core.shared.paging import page_of
from core.shared.revisions import unified
from kooperacje.http import AppRequest
from web.partnership.presenters import sections
from web.partnership.texts import presenters
from web.partnership.texts.forms import AnswerFilter, CompareForm
from web.partnership.views import READERS
from web.shell.access import page_for, signed_in

_FEW = 12


@page_for(*READERS)
@require_safe
def texts(request: AppRequest) -> HttpResponse:
    """The rules and the plans, and what waits for the reader."""
    actor = signed_in(request)
    manages = may_manage(actor)
    page = page_of(queries.texts(actor), request.GET.get("strona"))
    asked = presenters.asked_versions(page.items)
    context = {
        "sections": sections("texts"),
        "page": page,
        "table": presenters.texts_table(page.items, queries.tallies(asked)),
        "manages": manages,
        "to_accept": list(queries.waiting_for(actor.partner_id)[:_FEW]) if actor.partner_id else [],
        "new_templates": list(waiting_versions(actor)[:_FEW]) if manages else [],
    }
    return render(request, "partnership/texts/texts.html", context)


@page_for(*READERS)
@require_safe
def text(request: AppRequest, text_id: UUID) -> HttpResponse:
    """One text through its versions."""
    actor = signed_in(request)
    found = queries.text_visible(actor, text_id)
    versions = found.read_versions
    page = page_of(versions, request.GET.get("strona"))
    names = {str(item.pk): presenters.version_name(item) for item in versions}
    initial = {"a": str(versions[1].pk), "b": str(versions[0].pk)} if len(versions) > 1 else {}
    context = {
        "crumbs": presenters.crumbs((presenters.text_name(found), "")),
        "heading": presenters.text_name(found),
        "page": page,
        "table": presenters.versions_table(page.items, queries.tallies(page.items)),
        "form": CompareForm(versions=names, initial=initial) if initial else None,
    }
    return render(request, "partnership/texts/text.html", context)


@page_for(*READERS)
@require_safe
def version(request: AppRequest, version_id: UUID) -> HttpResponse:
    """One version in full: words, tasks, who has accepted it, what may be done next."""
    actor = signed_in(request)
    found = queries.version_visible(actor, version_id)
    manages = may_manage(actor)
    is_plan = found.text.kind == TextKind.PLAN
    items = list(queries.items_of(found)) if is_plan else []
    own = queries.acceptance_of(found, actor.partner_id)
    context = {
        "crumbs": presenters.version_crumbs(found),
        "version": found,
        "name": presenters.version_name(found),
        "state": TextState(found.state).label,
        "meaning": presenters.MEANINGS[found.state],
        "facts": presenters.version_facts(found),
        "actions": presenters.version_actions(found) if manages else [],
        "manages": manages,
        "is_plan": is_plan,
        "edits_items": manages and found.state == TextState.DRAFT,
        "items": _items(actor, found, items, manages=manages),
        "progress": queries.progress(found, items),
        "asked": found.state in ACCEPTABLE,
        "tally": queries.tallies([found])[found.pk],
        "waiting": list(queries.answering_partners(found, waiting=True)[:_FEW])
        if found.state in ACCEPTABLE
        else [],
        "own": own,
        "may_accept": actor.partner_id is not None and own is None and found.state in ACCEPTABLE,
    }
    return render(request, "partnership/texts/version.html", context)


@page_for(*READERS)
@require_safe
def answers(request: AppRequest, version_id: UUID) -> HttpResponse:
    """Who has accepted a version and who has not yet."""
    actor = signed_in(request)
    found = queries.version_visible(actor, version_id)
    form = AnswerFilter(request.GET)
    chosen = form.cleaned_data["kto"] if form.is_valid() else ""
    waiting = {"brak": True, "tak": False}.get(chosen)
    page = page_of(queries.answering_partners(found, waiting=waiting), request.GET.get("strona"))
    manages = may_manage(actor)
    context = {
        "crumbs": presenters.version_crumbs(found, (_("Akceptacje"), "")),
        "version": found,
        "name": presenters.version_name(found),
        "form": form,
        "page": page,
        "tally": queries.tallies([found])[found.pk],
        "manages": manages,
        "asked": found.state in ACCEPTABLE,
        "table": presenters.answers_table(
            queries.answers(found, page.items), named=queries.reads_drafts(actor), manages=manages
        ),
    }
    return render(request, "partnership/texts/answers.html", context)


@page_for(*READERS)
@require_safe
def compare(request: AppRequest) -> HttpResponse:
    """What differs between two versions of one text."""
    actor = signed_in(request)
    if not request.GET:
        return redirect("partnership:texts")
    before, after = _pair(actor, request)
    text_found = queries.text_visible(actor, after.text_id)
    names = {str(item.pk): presenters.version_name(item) for item in text_found.read_versions}
    context = {
        "crumbs": presenters.version_crumbs(after, (_("Różnice"), "")),
        "heading": _("Różnice: %(before)s i %(after)s")
        % {"before": presenters.version_name(before), "after": presenters.version_name(after)},
        "title": after.title,
        "form": CompareForm(versions=names, initial={"a": str(before.pk), "b": str(after.pk)}),
        "before": queries.comparable(before),
        "after": queries.comparable(after),
        "query": request.GET.urlencode(),
    }
    return render(request, "partnership/texts/compare.html", context)


@page_for(*READERS)
@require_safe
def compare_plain(request: AppRequest) -> HttpResponse:
    """The same as text in the unified form, for a mail or an archive."""
    before, after = _pair(signed_in(request), request)
    names = (
        f"{before.title}, {presenters.version_name(before)}",
        f"{after.title}, {presenters.version_name(after)}",
    )
    body = unified(queries.comparable(before), queries.comparable(after), names=names)
    response = HttpResponse(f"{body}\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="roznice.txt"'
    return response


@page_for(*READERS)
@require_safe
def paper(request: AppRequest, version_id: UUID) -> HttpResponse:
    """A version as PDF."""
    actor = signed_in(request)
    found = queries.version_document(actor, queries.version_visible(actor, version_id))
    response = HttpResponse(found.content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{found.filename}"'
    return response


def _items(actor: Actor, found: Any, items: list[Any], *, manages: bool) -> Any:
    """The tasks of a plan as the reader may change them."""
    held = found.state == TextState.IN_FORCE
    ticks = {item.pk for item in items if held and may_tick(actor, item)}
    edits = manages and found.state == TextState.DRAFT
    return presenters.items_table(found, items, today(), edits=edits, ticks=ticks)


def _pair(actor: Actor, request: AppRequest) -> tuple[Any, Any]:
    """Two versions of one text from the address, the older first."""
    found = [_asked(actor, request.GET.get(name, "")) for name in ("a", "b")]
    if found[0].text_id != found[1].text_id:
        raise Http404
    before, after = sorted(found, key=lambda version: version.number)
    return before, after


def _asked(actor: Actor, key: str) -> Any:
    try:
        return queries.version_visible(actor, UUID(key))
    except ValueError as error:
        raise Http404 from error
