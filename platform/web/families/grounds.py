"""Why a family is supported: points of art. 7 with their days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.families import operations, permissions, queries
from core.reference.grounds import wording
from core.shared import clock
from core.shared.enums import Role
from kooperacje.http import AppRequest
from web.families.forms import GroundsForm
from web.families.person_forms import GroundDaysForm
from web.families.presenters import crumbs
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from core.families.models import Case, CaseGround

_FORM = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class GroundRow:
    """A ground with all its days, those of the past too."""

    name: str
    days: str
    state: str
    meaning: str
    change_url: str = ""
    remove_url: str = ""


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def grounds(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Which points hold from a day on, and all that held before or will end."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    writes = permissions.may_write(actor, case)
    known = [ground.code for ground in queries.grounds_of(case)]
    form = GroundsForm(posted(request), on=clock.today(), initial={"codes": known})
    if request.method == "POST" and run(
        form, lambda: operations.record_grounds(actor=actor, case=case, **form.cleaned_data)
    ):
        messages.success(request, _("Powody zapisane."))
        return redirect("families:case", case.pk)
    context = {
        "crumbs": crumbs(case, _("Powody wsparcia")),
        "heading": _("Powody wsparcia"),
        "lead": _("Zaznacz to, co dziś jest prawdą. Odznaczony powód kończy się z tym dniem."),
        "form": form,
        "submit": _("Zapisz powody"),
        "cancel_url": reverse("families:case", args=[case.pk]),
        "rows": [_row(case, ground, writes=writes) for ground in queries.all_grounds_visible(actor, case)],
    }
    return render(request, "families/grounds.html", context)


def _row(case: Case, ground: CaseGround, *, writes: bool) -> GroundRow:
    today = clock.today()
    first = ground.starts_on.strftime("%d.%m.%Y")
    days = _("od %(first)s") % {"first": first}
    if ground.ends_on is not None:
        last = ground.ends_on.strftime("%d.%m.%Y")
        days = _("od %(first)s do %(last)s") % {"first": first, "last": last}
    ended = ground.ends_on is not None and ground.ends_on <= today
    state = _("zakończony") if ended else _("obowiązuje") if ground.ends_on is None else _("kończy się")
    return GroundRow(
        name=str(wording(ground.code, on=max(ground.starts_on, min(today, ground.ends_on or today))).name),
        days=days,
        state=state,
        meaning="neutral" if ended else "good" if ground.ends_on is None else "attention",
        change_url=reverse("families:change-ground", args=[case.pk, ground.pk]) if writes else "",
        remove_url=reverse("families:remove-ground", args=[case.pk, ground.pk]) if writes else "",
    )


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def change(request: AppRequest, case_id: UUID, ground_id: UUID) -> HttpResponse:
    """Correct a wrong day, or say on which day to come a ground ends."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    ground = queries.ground_visible(actor, case, ground_id)
    known = {"starts_on": ground.starts_on, "ends_on": ground.ends_on, "version": case.version}
    form = GroundDaysForm(posted(request), initial=known)
    if request.method == "POST" and run(
        form, lambda: operations.change_ground(actor=actor, ground=ground, **form.cleaned_data)
    ):
        messages.success(request, _("Dni poprawione."))
        return redirect("families:grounds", case.pk)
    context = {
        "crumbs": crumbs(case, _("Dni powodu")),
        "heading": str(wording(ground.code, on=ground.starts_on).name),
        "form": form,
        "submit": _("Zapisz dni"),
        "cancel_url": reverse("families:grounds", args=[case.pk]),
    }
    return render(request, "families/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def remove(request: AppRequest, case_id: UUID, ground_id: UUID) -> HttpResponse:
    """Take back a ground that was written down by mistake."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    ground = queries.ground_visible(actor, case, ground_id)
    if request.method == "POST":
        operations.remove_ground(actor=actor, ground=ground)
        messages.success(request, _("Wpis usunięty."))
        return redirect("families:grounds", case.pk)
    context = {
        "crumbs": crumbs(case, _("Powody wsparcia")),
        "question": _("Usunąć wpis: %(name)s?") % {"name": wording(ground.code, on=ground.starts_on).name},
        "consequence": _("Usuń tylko pomyłkę. Powód, który przestał obowiązywać, kończy się dniem."),
        "action": _("Usuń wpis"),
        "warning": True,
        "cancel_url": reverse("families:grounds", args=[case.pk]),
    }
    return render(request, "families/confirm.html", context)
