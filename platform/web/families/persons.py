"""Persons of a household, why the family is supported, who agrees to take part."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.families import operations as families
from core.families import queries
from core.families.operations import PersonData
from core.families.rules import age_on, is_adult
from core.privacy import operations as privacy
from core.privacy import queries as agreements
from core.privacy.rules import Guardian
from core.privacy.rules.agreements import ASKED_FROM
from core.shared import clock
from core.shared.enums import Role
from kooperacje.http import AppRequest
from web.families.forms import AccessForm, AgreementRecordForm, DayForm, NewPersonForm
from web.families.presenters import crumbs
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from core.families.models import Case

_FORM = ["GET", "HEAD", "POST"]


def _case_url(case: Case) -> str:
    return reverse("families:case", args=[case.pk])


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def add(request: AppRequest, case_id: UUID) -> HttpResponse:
    """One more person of the household."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    form = NewPersonForm(request.POST or None)

    def add_person() -> object:
        data = dict(form.cleaned_data)
        when = {name: data.pop(name) for name in ("starts_on", "key")}
        return families.add_person(actor=actor, case=case, person=PersonData(**data), **when)

    if request.method == "POST" and run(form, add_person):
        messages.success(request, _("Osoba dopisana."))
        return redirect("families:case", case.pk)
    context = {
        "crumbs": crumbs(case, _("Nowa osoba")),
        "heading": _("Nowa osoba w rodzinie"),
        "form": form,
        "submit": _("Dopisz osobę"),
        "cancel_url": _case_url(case),
    }
    return render(request, "families/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def moved_out(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """A person no longer lives with the family."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    person = queries.person_visible(actor, case, person_id)
    form = DayForm(request.POST or None)
    if request.method == "POST" and run(
        form,
        lambda: families.end_membership(
            actor=actor, case=case, person=person, ends_on=form.cleaned_data["on"]
        ),
    ):
        messages.success(request, _("Zapisano, że ta osoba nie mieszka już z rodziną."))
        return redirect("families:case", case.pk)
    context = {
        "question": _("%(name)s nie mieszka już z rodziną?") % {"name": person.full_name},
        "consequence": _("To, co wydarzyło się wcześniej, zostaje w sprawie."),
        "action": _("Zapisz"),
        "form": form,
        "cancel_url": _case_url(case),
    }
    return render(request, "families/confirm.html", {**context, "crumbs": crumbs(case, _("Osoba"))})


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def agree(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Read the text together and write down that a person agrees to take part."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    person = queries.person_visible(actor, case, person_id)
    adult = is_adult(person.born_on, clock.today())
    guardians = [one for one in queries.adults_of(case) if one.pk != person.pk]
    form = AgreementRecordForm(
        request.POST or None,
        adult=adult,
        guardians=[(str(one.pk), one.full_name) for one in guardians],
        asked=not adult
        and person.born_on is not None
        and age_on(person.born_on, clock.today()) >= ASKED_FROM,
    )
    if request.method == "POST" and run(
        form,
        lambda: privacy.record_agreement(
            actor=actor,
            case=case,
            person=person,
            given_on=form.cleaned_data["given_on"],
            form=form.cleaned_data["form"],
            guardian=Guardian(form.cleaned_data["ground"], UUID(form.cleaned_data["guardian"]))
            if form.cleaned_data.get("guardian")
            else None,
            assent=form.cleaned_data.get("assent", ""),
        ),
    ):
        messages.success(request, _("Zgoda zapisana."))
        return redirect("families:case", case.pk)
    context = {
        "crumbs": crumbs(case, _("Zgoda na udział")),
        "case": case,
        "person": person.full_name,
        "adult": adult,
        "form": form,
        "talk_url": reverse("privacy:talk-begin", args=[case.pk, person.pk]),
        "cancel_url": _case_url(case),
    }
    return render(request, "families/agree.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def open_own_page(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """An account for a person who agreed; its password is shown in this answer only."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    person = queries.person_visible(actor, case, person_id)
    form = AccessForm(posted(request))
    trail = crumbs(case, _("Dostęp do swojej strony"))
    if request.method == "POST" and (
        done := run(
            form,
            lambda: privacy.open_own_page(
                actor=actor, case=case, person=person, email=form.cleaned_data["email"]
            ),
        )
    ):
        login = form.cleaned_data["email"]
        given = {"name": person.full_name, "login": login, "password": done.result}
        handed = {"crumbs": trail, "given": given, "back_url": _case_url(case)}
        return render(request, "account/opened.html", handed)
    context = {
        "crumbs": trail,
        "heading": _("Dostęp do swojej strony"),
        "lead": _("%(name)s może widzieć swoją ścieżkę w telefonie albo na komputerze.")
        % {"name": person.full_name},
        "form": form,
        "submit": _("Załóż dostęp"),
        "cancel_url": _case_url(case),
    }
    return render(request, "families/open_own_page.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def withdraw(request: AppRequest, case_id: UUID, agreement_id: UUID) -> HttpResponse:
    """Write down that a person no longer wants to take part; no reason is asked."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    agreement = agreements.agreement_visible(actor, case, agreement_id)
    form = DayForm(request.POST or None)
    if request.method == "POST" and run(
        form,
        lambda: privacy.withdraw_agreement(
            actor=actor, agreement=agreement, withdrawn_on=form.cleaned_data["on"]
        ),
    ):
        messages.success(request, _("Zgoda wycofana. Ta osoba nie należy już do zespołu."))
        return redirect("families:case", case.pk)
    context = {
        "crumbs": crumbs(case, _("Wycofanie zgody")),
        "question": _("%(name)s wycofuje zgodę?") % {"name": agreement.person.full_name},
        "consequence": _(
            "Od tego dnia nie bierze udziału w spotkaniach zespołu. Nie traci przez to żadnego "
            "świadczenia i w każdej chwili może zgodzić się ponownie."
        ),
        "action": _("Wycofaj zgodę"),
        "warning": True,
        "form": form,
        "cancel_url": _case_url(case),
    }
    return render(request, "families/confirm.html", context)
