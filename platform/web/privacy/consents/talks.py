"""The talk at a kitchen table: one question a screen, in the family's language, kept after each answer.

The page around the questions speaks the worker's language, the questions that of the person. Going back
loses nothing; what could not be sent waits in the browser (`consent.js`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.families.queries import adults_of, own_case, person_visible
from core.partnership.queries import active_partners
from core.privacy.enums import Language, SheetState
from core.privacy.operations import sheets as operations
from core.privacy.queries import sheets as queries
from core.privacy.rules.sheets import Answers, Permission, Step, step_after, step_before, steps
from core.shared.clock import today
from core.shared.enums import Role
from core.teams.queries import members_of, team_of
from kooperacje.http import AppRequest
from web.privacy.consents import forms, presenters
from web.shell.access import page_for, signed_in
from web.shell.forms import BaseForm, posted, run

if TYPE_CHECKING:
    from core.families.models import Case
    from core.privacy.models import ConsentSheet

_FORM = ["GET", "HEAD", "POST"]


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def begin(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """The first question, whatever the language: in which one we talk. A talk broken off is offered again."""
    actor = signed_in(request)
    case = own_case(actor, case_id)
    person = person_visible(actor, case, person_id)
    form = forms.LanguageForm(posted(request))

    def operation() -> ConsentSheet:
        afresh = "afresh" in request.POST
        return operations.begin_sheet(
            actor=actor, case=case, person=person, language=form.cleaned_data["language"], afresh=afresh
        )

    if request.method == "POST" and (done := run(form, operation)):
        sheet = done.result
        if sheet.language != form.cleaned_data["language"]:
            sheet = operations.save_answers(actor=actor, sheet=sheet, language=form.cleaned_data["language"])
        return redirect("privacy:talk", sheet.pk, presenters.place(sheet))
    left = next((one for one in queries.sheets_of(actor, case) if _left(one, person_id)), None)
    context = {
        "form": form,
        "person": person.full_name,
        "languages": Language.choices,
        "left": left,
        "left_url": reverse("privacy:talk", args=[left.pk, presenters.place(left)]) if left else "",
        "back_url": reverse("privacy:consents", args=[case.pk]),
    }
    return render(request, "privacy/consents/begin.html", context)


def _left(sheet: ConsentSheet, person_id: UUID) -> bool:
    return sheet.state == SheetState.DRAFT and sheet.person_id == person_id


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def step(request: AppRequest, sheet_id: UUID, name: str) -> HttpResponse:
    """One question; its answer is kept at once."""
    actor = signed_in(request)
    sheet = queries.sheet_visible(actor, sheet_id)
    if sheet.state != SheetState.DRAFT:
        return redirect("privacy:sheet", sheet.pk)
    asked, answers = queries.asked_of(sheet), queries.answers_of(sheet)
    now = _named(name)
    if now.name == "guardian" and now not in steps(asked, answers):
        order = [Step("guardian")]
    else:
        order = steps(asked, answers)
    if now not in order:
        raise Http404
    with translation.override(sheet.language):
        form = _form(request, sheet, answers, now)
        if request.method == "POST":
            done = run(form, lambda: _keep(request, sheet, now, form))
            if done is not None:
                kept = queries.answers_of(done.result)
                following = step_after(asked, kept, now)
                return redirect("privacy:talk", sheet.pk, following.key)
        shown = presenters.question(sheet, now, answers, asked)
    back = step_before(asked, answers, now)
    context = {
        "sheet": sheet,
        "step": now,
        "form": form,
        "shown": shown,
        "number": order.index(now) + 1,
        "total": len(order),
        "owner": actor.user_id,
        "languages": Language.choices,
        "back_url": reverse("privacy:talk", args=[sheet.pk, back.key])
        if back
        else reverse("privacy:talk-begin", args=[sheet.case_id, sheet.person_id]),
        "leave_url": reverse("privacy:consents", args=[sheet.case_id]),
    }
    return render(request, "privacy/consents/step.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_POST
def speak(request: AppRequest, sheet_id: UUID, name: str) -> HttpResponse:
    """The same question in another language; the worker's own pages stay as they are."""
    actor = signed_in(request)
    sheet = queries.sheet_visible(actor, sheet_id)
    form = forms.LanguageForm(request.POST)
    if run(form, lambda: operations.save_answers(actor=actor, sheet=sheet, **form.cleaned_data)) is None:
        raise Http404
    return redirect("privacy:talk", sheet.pk, name)


@page_for(Role.SOCIAL_WORKER)
@require_POST
def settle(request: AppRequest, sheet_id: UUID) -> HttpResponse:
    """The person has read the summary: it holds now, or it goes on paper."""
    actor = signed_in(request)
    sheet = queries.sheet_visible(actor, sheet_id)
    form = BaseForm(request.POST)
    act = operations.print_sheet if "paper" in request.POST else operations.confirm_sheet
    if run(form, lambda: act(actor=actor, sheet=sheet)):
        return redirect("privacy:talk-done", sheet.pk)
    for error in form.non_field_errors():
        messages.error(request, str(error))
    return redirect("privacy:talk", sheet.pk, "summary")


@page_for(Role.SOCIAL_WORKER)
@require_safe
def done(request: AppRequest, sheet_id: UUID) -> HttpResponse:
    """What now holds, what is left to sign, and who of the family comes next."""
    actor = signed_in(request)
    sheet = queries.sheet_visible(actor, sheet_id)
    if sheet.state == SheetState.DRAFT:
        return redirect("privacy:talk", sheet.pk, "summary")
    context = {
        "sheet": sheet,
        "person": sheet.person.full_name,
        "following": presenters.following(actor, sheet.case, sheet.person_id),
        "back_url": reverse("privacy:consents", args=[sheet.case_id]),
    }
    return render(request, "privacy/consents/done.html", context)


def _named(name: str) -> Step:
    """A step by its address, or 404."""
    kind, _dash, partner = name.partition("-")
    try:
        return Step(kind, UUID(partner) if partner else None)
    except ValueError:
        raise Http404 from None


def _form(request: AppRequest, sheet: ConsentSheet, answers: Answers, now: Step) -> BaseForm:
    """The form of a question with what was said before."""
    data = posted(request)
    make = _FORMS.get(now.name)
    return make(data, sheet, answers, now) if make else BaseForm(data)


def _guardian_form(data: Any, sheet: ConsentSheet, answers: Answers, _now: Step) -> BaseForm:
    adults = [one for one in adults_of(sheet.case) if one.pk != sheet.person_id]
    persons = [(str(one.pk), one.full_name) for one in adults]
    return forms.GuardianForm(data, persons=persons, initial=forms.guardian_initial(answers))


def _partners_form(data: Any, sheet: ConsentSheet, answers: Answers, _now: Step) -> BaseForm:
    near, far = partner_choices(sheet.case)
    chosen = {str(one) for one in answers.partners or ()}
    initial = {
        "partners": [key for key, _name in near if key in chosen],
        "others": [key for key, _name in far if key in chosen],
    }
    return forms.PartnersForm(data, near=near, far=far, initial=initial)


def partner_choices(case: Case) -> tuple[list[forms.Choice], list[forms.Choice]]:
    """Institutions of the team as it is planned, and all others, by name."""
    team = team_of(case)
    seated = {seat.partner_id for seat in members_of(team) if seat.partner_id} if team else set()
    partners = list(active_partners(today()).filter(is_lead=False).order_by("name", "pk"))
    near = [(str(one.pk), one.name) for one in partners if one.pk in seated]
    far = [(str(one.pk), one.name) for one in partners if one.pk not in seated]
    return (near, far) if near else (far, [])


def _what_form(data: Any, _sheet: ConsentSheet, answers: Answers, now: Step) -> BaseForm:
    before = answers.of(now.partner) if now.partner else Permission()
    return forms.WhatForm(data, initial={"categories": list(before.categories)})


def _why_form(data: Any, _sheet: ConsentSheet, answers: Answers, now: Step) -> BaseForm:
    before = answers.of(now.partner) if now.partner else Permission()
    return forms.WhyForm(data, initial=forms.why_initial(before))


_FORMS: dict[str, Callable[[Any, Any, Answers, Step], BaseForm]] = {
    "guardian": _guardian_form,
    "partners": _partners_form,
    "what": _what_form,
    "why": _why_form,
    "agree": lambda data, _sheet, _answers, _now: forms.AgreeForm(data),
    "assent": lambda data, _sheet, _answers, _now: forms.AssentForm(data),
}


def _keep(request: AppRequest, sheet: ConsentSheet, now: Step, form: Any) -> ConsentSheet:
    """The answers with the one of this question."""
    version = request.POST.get("version", "")
    return operations.save_answers(
        actor=signed_in(request),
        sheet=sheet,
        answers=answered(queries.answers_of(sheet), now, form),
        version=int(version) if version.isdigit() else None,
    )


def answered(answers: Answers, now: Step, form: Any) -> Answers:
    """One more answer."""
    if now.name == "notice":
        return replace(answers, read=True)
    if now.name == "guardian":
        return replace(answers, guardian=form.guardian_said)
    if now.name == "agree":
        return replace(answers, agrees=form.cleaned_data["agrees"] == "yes")
    if now.name == "assent":
        return replace(answers, assent=form.cleaned_data["assent"])
    if now.name == "partners":
        return replace(answers, partners=form.chosen)
    return _permitted(answers, now, form) if now.partner else answers


def _permitted(answers: Answers, now: Step, form: Any) -> Answers:
    """What may be told, or what for and how long, of one institution."""
    if now.partner is None:
        return answers
    before = answers.of(now.partner)
    if now.name == "what":
        said = replace(before, categories=tuple(form.cleaned_data["categories"]))
    else:
        said = replace(
            before,
            purposes=tuple(form.cleaned_data["purposes"]),
            last_day=form.until,
            after_leaving=form.cleaned_data["after_leaving"],
        )
    return answers.with_permission(now.partner, said)
