"""A new family: typed once, compared with whom the worker may know of, and written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.families import operations, queries
from core.shared.enums import Role
from core.shared.errors import DomainError
from kooperacje.http import AppRequest
from web.families import presenters
from web.families.forms import HouseholdForm, PersonRows, longer, person_rows
from web.shell.access import page_for, signed_in
from web.shell.forms import errors_of

if TYPE_CHECKING:
    from core.families.models import Case
    from core.families.operations import PeselAnswer
    from core.shared.actor import Actor

# What the two buttons below the rows say when they are pressed.
LONGER, SURE = "dodaj", "mimo-to"


@dataclass(frozen=True)
class AlikeLine:
    """Somebody who may be the one being written down."""

    name: str
    number: str
    url: str


@dataclass
class _Attempt:
    """What came of sending the form: a case, or what stands in its way."""

    case: Case | None = None
    alike: list[AlikeLine] | None = None
    known: PeselAnswer | None = None


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AppRequest) -> HttpResponse:
    """Write down a household; "another person" makes the form longer without judging it."""
    actor = signed_in(request)
    form, rows = HouseholdForm(request.POST or None), person_rows(request.POST or None)
    attempt = _Attempt()
    if LONGER in request.POST:
        form, rows = HouseholdForm(initial=_typed(request)), longer(request.POST)
    elif request.method == "POST":
        attempt = _attempt(actor, form, rows, sure=SURE in request.POST)
        if attempt.case is not None:
            messages.success(request, _("Rodzina zapisana. Teraz porozmawiajcie o zgodzie na udział."))
            return redirect("families:case", attempt.case.pk)
    context = {
        "crumbs": presenters.crumbs(None, _("Nowa rodzina")),
        "form": form,
        "rows": rows,
        "errors": [] if LONGER in request.POST else errors_of(form, *rows.forms),
        "alike": attempt.alike,
        "known": attempt.known,
    }
    return render(request, "families/new.html", context)


def _typed(request: AppRequest) -> dict[str, object]:
    """What was typed above the rows, to be shown again; the date as it was typed, also when odd."""
    form = HouseholdForm(request.POST)
    return {name: form[name].value() for name in form.fields}


def _attempt(actor: Actor, form: HouseholdForm, rows: PersonRows, *, sure: bool) -> _Attempt:
    filled = rows.filled()
    if not all([form.is_valid(), *(row.is_valid() for row in filled)]):
        return _Attempt()
    persons = [row.person() for row in filled]
    # Sent twice it finds its own case; a PESEL on record is refused at its row: both without this question.
    sent = queries.own_cases(actor).filter(pk=form.cleaned_data["key"]).exists()
    taken = any(queries.person_with_pesel(actor, person.pesel) for person in persons if person.pesel)
    if not (sure or sent or taken):
        names = [(person.first_name, person.last_name, person.born_on) for person in persons]
        found = [
            AlikeLine(one.person.full_name, one.case.number, reverse("families:case", args=[one.case.pk]))
            for one in queries.alike_visible(actor, names)
        ]
        if found:
            return _Attempt(alike=found)
    try:
        case = operations.register_household(actor=actor, persons=persons, **form.cleaned_data)
    except DomainError as error:
        row: int | None = error.data.get("row")
        if row is None:
            form.refuse(error)
            return _Attempt()
        filled[row].refuse(error)
        taken = error.code == "duplicate_pesel"
        return _Attempt(known=_whom_to_ask(actor, persons[row].pesel) if taken else None)
    return _Attempt(case=case)


def _whom_to_ask(actor: Actor, pesel: str) -> PeselAnswer | None:
    """By whom somebody is known already; nothing once the hour's searches are used up."""
    try:
        return operations.search_pesel(actor=actor, pesel=pesel)
    except DomainError:
        return None
