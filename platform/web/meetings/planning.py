"""The leader's pages of meetings to come: planned, a day looked for, moved, called off, who is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.families import queries as families
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import DomainError, NotVisibleError
from core.shared.paging import page_of
from core.teams import queries as teams
from core.teams.enums import PlanState
from core.teams.operations import answering, planning, room
from core.teams.queries import minutes as minutes_queries
from core.teams.queries import planning as queries
from core.teams.queries.apart import planned_together
from core.teams.rules.slots import MOST_SLOTS
from kooperacje.http import AppRequest
from web.families.presenters import crumbs
from web.families.teams import own_team
from web.meetings import forms, presenters
from web.shell.access import page_for, signed_in
from web.shell.components import Cell, Column, Crumb, Row, Table
from web.shell.drafts import forget_draft
from web.shell.forms import BaseForm, posted, run
from web.shell.templatetags.shell import day

if TYPE_CHECKING:
    from core.teams.models import PlannedMeeting, TeamMember

_FORM = ["GET", "HEAD", "POST"]


def crumbs_of(planned: PlannedMeeting, *more: Crumb) -> list[Crumb]:
    """The way back through the case and its meetings."""
    case = planned.team.case
    here = reverse("meetings:planned", args=[planned.pk])
    found = crumbs(case, "")[:-1]
    found.append(Crumb(_("Spotkania"), reverse("meetings:of-case", args=[case.pk])))
    return [*found, Crumb(presenters.when(planned), here if more else ""), *more]


@page_for(Role.SOCIAL_WORKER)
@require_safe
def ahead(request: AppRequest) -> HttpResponse:
    """Meetings ahead over all own cases."""
    page = page_of(queries.coming_meetings(signed_in(request)), request.GET.get("strona"))
    table = presenters.planned_table(
        page.items, caption=_("Spotkania zespołów"), empty=_("Żadne spotkanie nie jest zaplanowane.")
    )
    return render(request, "meetings/ahead.html", {"page": page, "table": table})


@page_for(Role.SOCIAL_WORKER)
@require_safe
def of_case(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Meetings of one case: those ahead, and those that were held."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    ahead_table = presenters.planned_table(
        queries.planned_of(case)[:25],
        caption=_("Zaplanowane"),
        empty=_("Żadne spotkanie nie jest zaplanowane."),
    )
    page = page_of(teams.meetings_of(case).select_related("planned__record"), request.GET.get("strona"))
    context = {
        "crumbs": crumbs(case, _("Spotkania")),
        "case": case,
        "ahead": ahead_table,
        "page": page,
        "held": _held_table(case.pk, page.items),
        "has_team": teams.team_of(case) is not None,
        "apart": [
            (presenters.when(one), reverse("meetings:planned", args=[one.pk]))
            for one in planned_together(case)
        ],
    }
    return render(request, "meetings/of_case.html", context)


def _held_table(case_id: UUID, rows: list[Any]) -> Table:
    columns = [Column(_("Spotkanie")), Column(_("Dzień")), Column(_("Obecni")), Column(_("Skład"))]
    lines = []
    for row in rows:
        planned = getattr(row, "planned", None)
        url = (
            reverse("meetings:minutes", args=[planned.pk])
            if planned is not None
            else reverse("families:meeting", args=[case_id, row.pk])
        )
        whole = {True: _("wymagany"), False: _("niepełny"), None: "–"}[row.quorate]
        lines.append(
            Row(
                [
                    Cell(_("Spotkanie %(number)d") % {"number": row.number}, url=url),
                    Cell(day(row.held_on)),
                    Cell(
                        _("%(came)d z %(asked)d") % {"came": row.present_number, "asked": row.invited_number}
                    ),
                    Cell(whole, meaning={True: "good", False: "attention"}.get(row.quorate, "")),
                ]
            )
        )
    empty = _("Zespół jeszcze się nie spotkał.")
    return Table(_("Odbyte"), columns, lines, caption_hidden=True, empty=empty, stacked=True)


def _chosen(members: list[TeamMember], keys: list[str]) -> list[TeamMember]:
    return [member for member in members if str(member.pk) in keys]


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def plan(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Plan a meeting whose time is known; all of the team are asked unless somebody is unticked."""
    actor = signed_in(request)
    case, team = own_team(actor, case_id)
    members = teams.members_of(team)
    form = forms.PlanForm(posted(request), members=_choices(members), initial={"members": _keys(members)})

    def act() -> PlannedMeeting:
        data = dict(form.cleaned_data)
        data |= forms.span(data.pop("day"), data.pop("starts"), data.pop("ends"))
        asked = _chosen(members, data.pop("members"))
        return planning.plan_meeting(actor=actor, team=team, members=asked, **data)

    if request.method == "POST" and (done := run(form, act)):
        messages.success(request, _("Spotkanie zaplanowane. Zaproszenia są wysłane."))
        return forget_draft(redirect("meetings:planned", done.result.pk), form.cleaned_data["key"])
    context = {
        "crumbs": crumbs(case, _("Zaplanuj spotkanie")),
        "heading": _("Zaplanuj spotkanie"),
        "lead": _("W wiadomościach jest tylko dzień, godzina i adres do odpowiedzi. Nic o rodzinie."),
        "form": form,
        "submit": _("Zaplanuj i zaproś"),
        "cancel_url": reverse("meetings:of-case", args=[case.pk]),
        "owner": str(actor.user_id),
        "draft": f"plan:{case.pk}",
    }
    return render(request, "meetings/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def times(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Ask which of several times suit; `wiersze` in the address gives more rows."""
    actor = signed_in(request)
    case, team = own_team(actor, case_id)
    members = teams.members_of(team)
    wanted = request.GET.get("wiersze", "")
    rows = int(wanted) if wanted.isdigit() else forms.ROWS
    form = forms.TimesForm(
        posted(request), members=_choices(members), rows=rows, initial={"members": _keys(members)}
    )

    def act() -> PlannedMeeting:
        data = form.cleaned_data
        kept = {name: data[name] for name in ("key", "place", "remote_address", "title", "answer_by")}
        asked = _chosen(members, data["members"])
        return planning.propose_times(actor=actor, team=team, members=asked, times=form.times(), **kept)

    if request.method == "POST" and (done := run(form, act)):
        messages.success(request, _("Pytanie o termin wysłane. Odpowiedzi zobaczysz na tej stronie."))
        return forget_draft(redirect("meetings:planned", done.result.pk), form.cleaned_data["key"])
    context = {
        "crumbs": crumbs(case, _("Zapytaj o termin")),
        "heading": _("Zapytaj, kiedy możecie się spotkać"),
        "lead": _("Podaj kilka terminów. Każdy zaproszony, także rodzina, zaznaczy, które mu pasują."),
        "form": form,
        "submit": _("Wyślij pytanie"),
        "cancel_url": reverse("meetings:of-case", args=[case.pk]),
        "owner": str(actor.user_id),
        "draft": f"times:{case.pk}",
        "more_rows": f"?wiersze={form.rows + forms.ROWS}" if form.rows < MOST_SLOTS else "",
    }
    return render(request, "meetings/form.html", context)


def _choices(members: list[TeamMember]) -> list[tuple[str, str]]:
    return [(str(member.pk), presenters.member_words(member)) for member in members]


def _keys(members: list[TeamMember]) -> list[str]:
    return [str(member.pk) for member in members]


@page_for(Role.SOCIAL_WORKER)
@require_safe
def planned(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """One meeting: when, who is asked and says what, the agenda, and what can be done with it."""
    actor = signed_in(request)
    found = queries.planned_visible(actor, planned_id)
    rows = queries.invitations_of(found)
    silent = {row.pk for row in queries.unanswered(found)}
    record = minutes_queries.minutes_of(found)
    choosing = found.state == PlanState.CHOOSING
    open_ = found.state in (PlanState.CHOOSING, PlanState.SET) and found.team.case.closed_on is None
    persons = families.persons_visible(actor, found.team.case)
    context = {
        "crumbs": crumbs_of(found),
        "planned": found,
        "apart": found.pk in {one.pk for one in planned_together(found.team.case)},
        "case": found.team.case,
        "when": presenters.when(found),
        "state": str(PlanState(found.state).label),
        "meaning": presenters.STATE_MEANING[found.state],
        "invited": [presenters.invited(row, found, silent) for row in rows],
        "slots": presenters.slot_lines(queries.slot_table(found), rows, clock.now()) if choosing else [],
        "agenda": [
            presenters.point_line(point, about=point.for_person.full_name if point.for_person else "")
            for point in minutes_queries.agenda_of(found)
        ],
        "point_form": forms.PointForm(persons=persons_to_choose(persons)),
        "open": open_,
        "choosing": choosing,
        "waiting": len(silent),
        "today": found.day is not None and found.day <= clock.today(),
        "record": record,
        "quorum": queries.quorum(),
    }
    return render(request, "meetings/planned.html", context)


def persons_to_choose(persons: list[Any]) -> list[tuple[str, str]]:
    return [(str(person.pk), person.full_name) for person in persons]


@page_for(Role.SOCIAL_WORKER)
@require_POST
def choose(request: AppRequest, planned_id: UUID, slot_id: UUID) -> HttpResponse:
    """Take one of the proposed times."""
    actor = signed_in(request)
    found = queries.planned_visible(actor, planned_id)
    slot = queries.slots_of(found).filter(pk=slot_id).first()
    if slot is None:
        raise NotVisibleError
    return _done(
        request,
        found,
        lambda: planning.choose_time(actor=actor, planned=found, slot=slot),
        _("Termin ustalony. Wszyscy zaproszeni go dostali."),
    )


def _done(request: AppRequest, found: PlannedMeeting, act: Any, said: str) -> HttpResponse:
    """Act, say what came of it, and go back to the meeting."""
    try:
        act()
    except NotVisibleError:
        raise
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect("meetings:planned", found.pk)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def move(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """Another time or place, with the reason."""
    actor = signed_in(request)
    found = queries.planned_visible(actor, planned_id)
    if found.starts_at is None or found.ends_at is None:
        return redirect("meetings:planned", found.pk)
    initial = {
        **forms.hours_of(found.starts_at, found.ends_at),
        "place": found.place,
        "remote_address": found.remote_address,
        "version": found.version,
    }
    form = forms.MoveForm(posted(request), initial=initial)

    def act() -> object:
        data = dict(form.cleaned_data)
        data |= forms.span(data.pop("day"), data.pop("starts"), data.pop("ends"))
        return planning.move_meeting(actor=actor, planned=found, **data)

    if request.method == "POST" and run(form, act):
        messages.success(request, _("Spotkanie przeniesione. Zaproszeni dostali nowy termin."))
        return redirect("meetings:planned", found.pk)
    return form_page(request, found, form, _("Przenieś spotkanie"), _("Przenieś i zawiadom"))


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def cancel(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """Call it off, with the reason."""
    actor = signed_in(request)
    found = queries.planned_visible(actor, planned_id)
    form = forms.ReasonForm(posted(request))
    if request.method == "POST" and run(
        form, lambda: planning.cancel_meeting(actor=actor, planned=found, **form.cleaned_data)
    ):
        messages.success(request, _("Spotkanie odwołane. Zaproszeni dostali wiadomość."))
        return redirect("meetings:planned", found.pk)
    return form_page(request, found, form, _("Odwołaj spotkanie"), _("Odwołaj i zawiadom"))


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def invite(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """Ask somebody more."""
    actor = signed_in(request)
    found = queries.planned_visible(actor, planned_id)
    asked = {row.member_id for row in queries.invitations_of(found)}
    members = [member for member in teams.members_of(found.team) if member.pk not in asked]
    form = forms.InviteForm(posted(request), members=_choices(members))
    if request.method == "POST" and run(
        form,
        lambda: planning.invite(
            actor=actor, planned=found, members=_chosen(members, form.cleaned_data["members"])
        ),
    ):
        messages.success(request, _("Zaproszenie wysłane."))
        return redirect("meetings:planned", found.pk)
    return form_page(request, found, form, _("Zaproś jeszcze kogoś"), _("Zaproś"))


@page_for(Role.SOCIAL_WORKER)
@require_POST
def remind(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """Write once more to those who have not answered."""
    actor = signed_in(request)
    found = queries.planned_visible(actor, planned_id)
    return _done(
        request,
        found,
        lambda: answering.remind(actor=actor, planned=found),
        _("Przypomnienie wysłane tym, którzy nie odpowiedzieli i nie dostali go dzisiaj."),
    )


@page_for(Role.SOCIAL_WORKER)
@require_POST
def add_point(request: AppRequest, planned_id: UUID) -> HttpResponse:
    """A point of the agenda; `w_sali` comes back to the room."""
    actor = signed_in(request)
    found = queries.planned_visible(actor, planned_id)
    persons = {str(one.pk): one for one in families.persons_visible(actor, found.team.case)}
    form = forms.PointForm(request.POST, persons=persons_to_choose(list(persons.values())))
    done = run(
        form,
        lambda: room.add_point(
            actor=actor,
            planned=found,
            title=form.cleaned_data["title"],
            for_person=persons.get(form.cleaned_data["for_person"]),
            key=form.cleaned_data["key"],
        ),
    )
    if not done:
        messages.error(request, _("Podaj temat punktu."))
    back = "meetings:room" if "w_sali" in request.POST else "meetings:planned"
    return redirect(back, found.pk)


@page_for(Role.SOCIAL_WORKER)
@require_POST
def change_point(request: AppRequest, point_id: UUID) -> HttpResponse:
    """Move a point up or remove it."""
    actor = signed_in(request)
    point = minutes_queries.point_visible(actor, point_id)
    found = point.planned
    if "usun" in request.POST:
        return _done(
            request, found, lambda: room.remove_point(actor=actor, point=point), _("Punkt usunięty.")
        )
    points = list(minutes_queries.agenda_of(found))
    here = next(number for number, one in enumerate(points) if one.pk == point.pk)
    if here > 0:
        points[here - 1], points[here] = points[here], points[here - 1]
    return _done(
        request,
        found,
        lambda: room.order_points(actor=actor, planned=found, points=points),
        _("Kolejność zmieniona."),
    )


def form_page(
    request: AppRequest, found: PlannedMeeting, form: BaseForm, heading: str, submit: str
) -> HttpResponse:
    """A form about one meeting, with the way back to it."""
    context = {
        "crumbs": crumbs_of(found, Crumb(heading)),
        "heading": heading,
        "lead": presenters.when(found),
        "form": form,
        "submit": submit,
        "cancel_url": reverse("meetings:planned", args=[found.pk]),
    }
    return render(request, "meetings/form.html", context)
