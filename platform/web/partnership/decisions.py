"""Pages of decisions, and of the tasks that came of them over all meetings."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.partnership import queries
from core.partnership.operations import decisions as operations
from core.partnership.permissions import MANAGERS, may_manage
from core.partnership.queries import decisions as decision_queries
from core.partnership.queries import minutes as minutes_queries
from core.shared.actor import Actor
from core.shared.clock import today
from core.shared.enums import Role
from core.shared.errors import DomainError, NotVisibleError
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.partnership import meeting_presenters as shown
from web.partnership import presenters
from web.partnership.meeting_forms import DecisionForm, DoneForm, ReasonForm, TaskFilter
from web.partnership.meeting_pages import form_page, names_of, partners_by_key, people_by_organisation
from web.partnership.views import READERS
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AppRequest, meeting_id: UUID) -> HttpResponse:
    """Write down a decision; `punkt` in the address names the point it came from."""
    actor = signed_in(request)
    found: Any = queries.meeting_visible(actor, meeting_id)
    if minutes_queries.minutes_of(actor, found.pk) is None:
        raise NotVisibleError
    choices = _Choices(actor, found)
    form = choices.form(posted(request), initial={"item": request.GET.get("punkt", "")})
    back = reverse("partnership:minutes", args=[found.pk])
    if request.method == "POST" and run(
        form, lambda: operations.record_decision(actor=actor, meeting=found, **choices.records(form))
    ):
        messages.success(request, _("Decyzja zapisana."))
        return redirect(f"{back}#decyzje")
    return form_page(
        request,
        form,
        heading=_("Uchwała lub ustalenie"),
        submit=_("Zapisz decyzję"),
        crumbs=shown.meeting_crumbs(found, (_("Protokół"), back), (_("Decyzja"), "")),
        back=back,
    )


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: AppRequest, decision_id: UUID) -> HttpResponse:
    """Correct a decision while the minutes are written."""
    actor = signed_in(request)
    found: Any = decision_queries.decision_visible(actor, decision_id)
    meeting: Any = queries.meeting_visible(actor, found.meeting_id)
    choices = _Choices(actor, meeting)
    initial = {
        "kind": found.kind,
        "text": found.text,
        "item": str(found.item_id or ""),
        "owner": str(found.owner_id or ""),
        "person": str(found.person_id or ""),
        "due_on": found.due_on,
    }
    form = choices.form(posted(request), initial=initial)

    def operation() -> object:
        values = choices.records(form)
        values.pop("key")
        return operations.change_decision(actor=actor, decision=found, **values)

    back = reverse("partnership:minutes", args=[meeting.pk])
    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Decyzja zapisana."))
        return redirect(f"{back}#decyzje")
    return form_page(
        request,
        form,
        heading=_("Uchwała lub ustalenie"),
        submit=_("Zapisz decyzję"),
        crumbs=shown.meeting_crumbs(meeting, (_("Protokół"), back), (_("Decyzja"), "")),
        back=back,
        template="partnership/decision.html",
        remove_url=reverse("partnership:remove-decision", args=[found.pk]),
    )


@page_for(*MANAGERS)
@require_POST
def remove(request: AppRequest, decision_id: UUID) -> HttpResponse:
    """Strike a decision out while the minutes are written."""
    actor = signed_in(request)
    found = decision_queries.decision_visible(actor, decision_id)
    try:
        operations.remove_decision(actor=actor, decision=found)
    except NotVisibleError:
        raise
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Decyzja usunięta z protokołu."))
    return redirect("partnership:minutes", found.meeting_id)


@page_for(*READERS)
@require_safe
def tasks(request: AppRequest) -> HttpResponse:
    """Tasks over all meetings, by owner and by how far they are."""
    actor = signed_in(request)
    partners = partners_by_key(actor)
    form = TaskFilter(request.GET, partners=names_of(partners))
    picked = form.cleaned_data if form.is_valid() else {}
    state = picked.get("stan") or ""
    owner = partners[picked["kto"]].pk if picked.get("kto") else None
    found = decision_queries.tasks(
        actor, owner=owner, state=state if state != "overdue" else None, overdue=state == "overdue"
    )
    page = page_of(found, request.GET.get("strona"))
    context = {
        "sections": presenters.sections("meetings"),
        "form": form,
        "page": page,
        "narrowed": any(picked.values()),
        "table": shown.tasks_table(page.items, today(), manages=may_manage(actor), own=actor.partner_id),
        "overdue": decision_queries.overdue_number(actor),
    }
    return render(request, "partnership/tasks.html", context)


@page_for(*MANAGERS, Role.DELEGATE)
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: AppRequest, decision_id: UUID) -> HttpResponse:
    """Say that a task is done: its owner, or the officer."""
    actor = signed_in(request)
    found: Any = decision_queries.decision_visible(actor, decision_id)
    if not (may_manage(actor) or (actor.partner_id and actor.partner_id == found.owner_id)):
        raise NotVisibleError
    form = DoneForm(posted(request))
    back = reverse("partnership:tasks")
    if request.method == "POST" and run(
        form, lambda: operations.complete_task(actor=actor, decision=found, **form.cleaned_data)
    ):
        messages.success(request, _("Zadanie oznaczone jako zrobione."))
        return redirect(back)
    return form_page(
        request,
        form,
        heading=_("Zadanie zrobione"),
        lead=found.text,
        submit=_("Oznacz jako zrobione"),
        crumbs=shown.crumbs((_("Zadania partnerstwa"), back), (_("Zadanie"), "")),
        back=back,
        template="partnership/task_done.html",
        cancel_task_url=reverse("partnership:task-cancel", args=[found.pk]) if may_manage(actor) else "",
    )


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: AppRequest, decision_id: UUID) -> HttpResponse:
    """Call a task off, with the reason."""
    actor = signed_in(request)
    found: Any = decision_queries.decision_visible(actor, decision_id)
    form = ReasonForm(posted(request))
    back = reverse("partnership:tasks")
    if request.method == "POST" and run(
        form, lambda: operations.cancel_task(actor=actor, decision=found, **form.cleaned_data)
    ):
        messages.success(request, _("Zadanie anulowane."))
        return redirect(back)
    return form_page(
        request,
        form,
        heading=_("Anuluj zadanie"),
        lead=found.text,
        submit=_("Anuluj zadanie"),
        crumbs=shown.crumbs((_("Zadania partnerstwa"), back), (_("Zadanie"), "")),
        back=back,
    )


class _Choices:
    """What a form of a decision offers, and the records behind what was chosen."""

    def __init__(self, actor: Actor, meeting: Any) -> None:
        self.items = {str(item.pk): item for item in meeting.agenda.all()}
        self.partners = partners_by_key(actor)
        self.people, self.groups = people_by_organisation(actor, self.partners)

    def form(self, data: Any, *, initial: dict[str, Any]) -> DecisionForm:
        """The form itself."""
        return DecisionForm(
            data,
            items={key: item.title for key, item in self.items.items()},
            partners=names_of(self.partners),
            people=self.groups,
            initial=initial,
        )

    def records(self, form: DecisionForm) -> dict[str, Any]:
        """Cleaned data with records in place of keys."""
        data = dict(form.cleaned_data)
        sources = {"item": self.items, "owner": self.partners, "person": self.people}
        return {**data, **{name: source.get(data[name]) for name, source in sources.items()}}
