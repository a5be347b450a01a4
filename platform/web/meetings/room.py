"""The meeting mode: one screen in the room, from presence to the printed minutes.

What is typed is saved by itself, point by point (`shell/drafts.js`); the page works without scripts too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.basket.enums import CardStatus
from core.basket.queries import card_visible, cards
from core.families import queries as families
from core.paths import operations as paths
from core.paths import queries as path_queries
from core.paths.enums import TaskKind
from core.paths.operations import TaskData
from core.shared.enums import Role
from core.shared.errors import DomainError, NotVisibleError
from core.shared.minutes import WRITING, MinutesChangedError
from core.teams.operations import room
from core.teams.queries import minutes as queries
from core.teams.queries import planning as plans
from kooperacje.http import AppRequest
from web.meetings import forms, presenters
from web.meetings.planning import crumbs_of, persons_to_choose
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import errors_of, posted, run

if TYPE_CHECKING:
    from core.families.models import Case, Person
    from core.paths.models import Goal
    from core.shared.actor import Actor
    from core.teams.models import AgendaPoint, PlannedMeeting, TeamDecision

WORKER, FAMILY, SERVICE = "worker", "family", "service:"
PERSON = "person:"


@page_for(Role.SOCIAL_WORKER)
@require_POST
def start(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """Open the meeting mode; opened twice it is one."""
    actor = signed_in(request)
    found = plans.planned_visible(actor, planned_id)
    try:
        room.start(actor=actor, planned=found)
    except NotVisibleError:
        raise
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("meetings:planned", found.pk)
    return redirect("meetings:room", found.pk)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def show(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """Everything of the meeting on one screen, while it is written."""
    actor = signed_in(request)
    found = plans.planned_visible(actor, planned_id)
    record = queries.minutes_of(found)
    if record is None:
        return redirect("meetings:planned", found.pk)
    if record.phase not in WRITING:
        return redirect("meetings:minutes", found.pk)
    points = list(queries.agenda_of(found))
    decisions = list(queries.decisions_of(found))
    case = found.team.case
    persons = families.persons_visible(actor, case)
    rows = plans.invitations_of(found)
    context = {
        "crumbs": crumbs_of(found, Crumb(_("W sali"))),
        "planned": found,
        "case": case,
        "when": presenters.when(found),
        "live": found.meeting is None,
        "invited": [
            (row.pk, row.member.display_name, row.substitute, _tick_form(row.pk, row.coming)) for row in rows
        ],
        "points": [
            presenters.point_line(
                point, decisions, about=point.for_person.full_name if point.for_person else ""
            )
            for point in points
        ],
        "loose": [row for row in decisions if row.point_id is None],
        "point_form": forms.PointForm(persons=persons_to_choose(persons), auto_id="punkt_%s"),
        "decision_form": decision_form(actor, found, persons),
        "finish_form": forms.FinishForm(auto_id="koniec_%s"),
        "quorum": plans.quorum(),
        "owner": str(actor.user_id or ""),
        "has_path": bool(_goals(actor, case)),
    }
    return render(request, "meetings/room.html", context)


def _tick_form(key: UUID, coming: str) -> forms.TickForm:
    return forms.TickForm(initial={"coming": coming}, auto_id=f"obecnosc_{key}_%s")


@page_for(Role.SOCIAL_WORKER)
@require_POST
def tick(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """Keep the whole list of presence: one select for each seat."""
    actor = signed_in(request)
    found = plans.planned_visible(actor, planned_id)
    by_itself = _asks_json(request)
    try:
        for row in plans.invitations_of(found):
            coming = request.POST.get(f"coming_{row.pk}")
            if coming is not None:
                form = forms.TickForm({"coming": coming})
                if form.is_valid():
                    room.tick(actor=actor, invitation=row, coming=form.cleaned_data["coming"])
    except NotVisibleError:
        raise
    except DomainError as error:
        if by_itself:
            return JsonResponse({"message": error.message}, status=error.status)
        messages.error(request, error.message)
    if by_itself:
        return JsonResponse({"version": 0, "saved": _("Obecność zapisana")})
    return redirect("meetings:room", found.pk)


def _asks_json(request: AppRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: AppRequest, point_id: UUID) -> HttpResponse:
    """Save what the minutes say of a point: as a page, or as JSON for the browser that saves by itself.

    JSON: 200 `{version, saved}`, 409 `{message, theirs, by, version}`, 400 `{message}`.
    """
    actor = signed_in(request)
    point = queries.point_visible(actor, point_id)
    form = forms.MinutesForm(posted(request), initial={"text": point.minutes, "version": point.version})
    theirs, status = None, 200
    if request.method == "POST":
        try:
            if form.is_valid():
                saved = room.save_point(actor=actor, point=point, **form.cleaned_data)
                if _asks_json(request):
                    return JsonResponse({"version": saved.version, "saved": presenters.edited(saved)})
                messages.success(request, _("Zapisano."))
                return redirect("meetings:room", point.planned_id)
        except NotVisibleError:
            raise
        except MinutesChangedError as error:
            theirs, status = error.data, error.status
            form = _with_newest_version(form, error)
            form.refuse(error)
        except DomainError as error:
            status = error.status
            form.refuse(error)
        if _asks_json(request):
            told = {"message": " ".join(each.message for each in errors_of(form))}
            return JsonResponse({**told, **(theirs or {})}, status=400 if status == 200 else status)  # noqa: PLR2004
    context = {
        "crumbs": crumbs_of(point.planned, Crumb(point.title)),
        "heading": point.title,
        "form": form,
        "submit": _("Zapisz wspólny tekst") if theirs else _("Zapisz"),
        "cancel_url": reverse("meetings:room", args=[point.planned_id]),
        "theirs": theirs,
    }
    return render(request, "partnership/write_item.html", context, status=status)


def _with_newest_version(form: forms.MinutesForm, error: MinutesChangedError) -> forms.MinutesForm:
    """The same words, to be saved against what the other one wrote."""
    again = forms.MinutesForm({"text": form.cleaned_data["text"], "version": error.data["version"]})
    again.is_valid()
    return again


def decision_form(
    actor: Actor, found: PlannedMeeting, persons: list[Person], data: Any = None
) -> forms.DecisionForm:
    """What was agreed; as a step, whose: the family's, one person's, the worker's, or a partner's service."""
    case = found.team.case
    seated = {
        row.member.partner_id for row in plans.invitations_of(found) if row.member.partner_id is not None
    }
    offered = cards(actor, status=CardStatus.PUBLISHED).filter(partner__in=seated).select_related("partner")
    services = [(f"{SERVICE}{card.pk}", f"{card.name} – {card.partner.name}") for card in offered[:50]]
    who = [
        (FAMILY, _("rodzina")),
        *((f"{PERSON}{person.pk}", person.full_name) for person in persons),
        (WORKER, _("ja, pracownik socjalny")),
        *services,
    ]
    return forms.DecisionForm(
        data,
        points=[(str(point.pk), point.title) for point in queries.agenda_of(found)],
        goals=[(str(goal.pk), goal.title) for goal in _goals(actor, case)],
        who=who,
        auto_id="ustalenie_%s",
    )


def _goals(actor: Actor, case: Case) -> list[Goal]:
    view = path_queries.overview(actor, case)
    return [goal for goal in view.goals if goal.status == "open"] if view is not None else []


@page_for(Role.SOCIAL_WORKER)
@require_POST
def decide(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """Write down what was agreed; with a goal it is a step of the path at once, and both stand or neither."""
    actor = signed_in(request)
    found = plans.planned_visible(actor, planned_id)
    persons = families.persons_visible(actor, found.team.case)
    form = decision_form(actor, found, persons, request.POST)
    if done := run(form, lambda: _decided(actor, found, form.cleaned_data, persons)):
        messages.success(
            request,
            _("Ustalenie zapisane, krok jest na ścieżce.")
            if done.result.step_id is not None
            else _("Ustalenie zapisane."),
        )
        return redirect(reverse("meetings:room", args=[found.pk]) + "#ustalenia")
    context = {
        "crumbs": crumbs_of(found, Crumb(_("Ustalenie"))),
        "heading": _("Ustalenie"),
        "form": form,
        "submit": _("Zapisz ustalenie"),
        "cancel_url": reverse("meetings:room", args=[found.pk]),
    }
    return render(request, "meetings/form.html", context)


@transaction.atomic
def _decided(
    actor: Actor, found: PlannedMeeting, data: dict[str, Any], persons: list[Person]
) -> TeamDecision:
    point: AgendaPoint | None = None
    if data["point"]:
        point = queries.agenda_of(found).filter(pk=data["point"]).first()
    goals = {str(goal.pk): goal for goal in _goals(actor, found.team.case)}
    goal = goals.get(data["goal"])
    about = point.for_person if point is not None else None
    about = about or (goal.for_person if goal is not None else None)
    decision = room.add_decision(
        actor=actor, planned=found, text=data["text"], point=point, for_person=about, key=data["key"]
    )
    if goal is None or decision.step_id is not None:
        return decision
    who, people = data["who"], {str(person.pk): person for person in persons}
    kind, service, person = TaskKind.FAMILY.value, None, None
    if who == WORKER:
        kind = TaskKind.WORKER.value
    elif who.startswith(SERVICE):
        kind, service = TaskKind.SERVICE.value, card_visible(actor, who.removeprefix(SERVICE))
    elif who.startswith(PERSON):
        person = people.get(who.removeprefix(PERSON))
    task = TaskData(
        title=data["text"],
        kind=kind,
        due_on=data["due_on"],
        service=service,
        for_person=person or about,
        proposed_by="family" if kind == TaskKind.FAMILY else "worker",
    )
    step = paths.add_task(actor=actor, goal=goal, task=task, on=found.day, key=data["key"])
    return room.note_step(actor=actor, decision=decision, step_id=step.pk)


@page_for(Role.SOCIAL_WORKER)
@require_POST
def undo_decision(request: AppRequest, decision_id: UUID) -> HttpResponse:
    """Take back what was written down by mistake."""
    actor = signed_in(request)
    decision = queries.decision_visible(actor, decision_id)
    try:
        room.remove_decision(actor=actor, decision=decision)
    except NotVisibleError:
        raise
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("meetings:room", decision.planned_id)


@page_for(Role.SOCIAL_WORKER)
@require_POST
def finish(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """People stand up: the minutes are ready to print."""
    actor = signed_in(request)
    found = plans.planned_visible(actor, planned_id)
    form = forms.FinishForm(request.POST)
    if done := run(form, lambda: room.finish(actor=actor, planned=found, **form.cleaned_data)):
        if done.result.quorate:
            messages.success(request, _("Spotkanie zakończone. Protokół jest gotowy do druku."))
        else:
            messages.warning(
                request,
                _(
                    "Spotkanie zakończone bez wymaganego składu. Zapis zostaje, ale ścieżki na nim nie "
                    "uzgodniono."
                ),
            )
        return redirect("meetings:minutes", found.pk)
    context = {
        "crumbs": crumbs_of(found, Crumb(_("Koniec spotkania"))),
        "heading": _("Zakończ spotkanie"),
        "form": form,
        "submit": _("Zakończ spotkanie"),
        "cancel_url": reverse("meetings:room", args=[found.pk]),
    }
    return render(request, "meetings/form.html", context)
