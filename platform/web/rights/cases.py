"""Data of one family on one page: copies, corrections, requests, holds, erasure."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from core.families.enums import Sex
from core.families.queries import (
    case_visible,
    own_case,
    person_visible,
    persons_ever_visible_to,
    persons_visible,
    stays_visible,
)
from core.privacy.operations.authorisations import lift_restriction as lift
from core.privacy.queries.sight import restricting
from core.rights import operations, queries
from core.rights.enums import CorrectedField
from core.rights.operations.correcting import written
from core.shared.clock import today
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from kooperacje.http import AppRequest
from web.families.presenters import crumbs
from web.rights import presenters
from web.rights.forms import CorrectionForm, ReasonForm, RequestForm
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

_FORM = ["GET", "HEAD", "POST"]
PROPOSED = gettext_lazy(
    "Wniosek zapisany. Dane zostaną usunięte, gdy zatwierdzi to dyrektor albo inspektor ochrony danych,"
    " ktoś inny niż Ty."
)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def overview(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Each person with their copy and values; requests and holds of the family."""
    actor = signed_in(request)
    case = own_case(actor, case_id)
    persons = persons_visible(actor, case)
    restricted = restricting(persons)
    erased = queries.is_erased(case)
    lines = (
        []
        if erased
        else [
            {
                "person": person,
                "rows": presenters.person_rows(case, person),
                "export": (export := queries.newest_export(actor, person)),
                "standing": presenters.export_stands(export),
                "state": presenters.export_state(export),
                "corrections": presenters.corrections_table(queries.corrections_of(actor, person)),
                "restricted": person.pk in restricted,
            }
            for person in persons
        ]
    )
    context = {
        "crumbs": crumbs(case, _("Dane rodziny")),
        "case": case,
        "erased": erased,
        "lines": lines,
        "past": [] if erased else presenters.past_of(stays_visible(actor, case), persons),
        "requests": presenters.requests_table(queries.requests_of(actor, case), today(), named=not erased),
        "holds": presenters.holds_table(queries.holds_of(actor, case), reasons=True, lifting=False),
        "disposal": queries.open_disposal_of(case.household_id),
        "erasing": queries.erasing_disposal_of(actor, case.household_id) if erased else None,
    }
    return render(request, "rights/case.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def new_request(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Write down what somebody asks."""
    actor = signed_in(request)
    case = own_case(actor, case_id)
    persons = {str(person.pk): person for person in persons_visible(actor, case)}
    form = RequestForm(
        posted(request),
        persons=[(key, person.full_name) for key, person in persons.items()],
        initial={"received_on": today(), "way": "in_person", "person": request.GET.get("osoba", "")},
    )

    def operation() -> Any:
        data = dict(form.cleaned_data)
        return operations.receive_request(actor=actor, case=case, person=persons[data.pop("person")], **data)

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Zapisane. Na odpowiedź jest miesiąc od dnia, w którym to wpłynęło."))
        return redirect("rights:case", case.pk)
    context = {
        "heading": _("Nowe żądanie dotyczące danych"),
        "lead": _("Ograniczenie przetwarzania działa od razu po zapisaniu."),
        "form": form,
        "submit": _("Zapisz żądanie"),
        "crumbs": crumbs(case, _("Nowe żądanie")),
        "cancel_url": reverse("rights:case", args=[case.pk]),
    }
    return render(request, "shell/form_page.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def correct(request: AppRequest, case_id: UUID, person_id: UUID, field: str) -> HttpResponse:
    """Put one value of a person right."""
    actor = signed_in(request)
    case = own_case(actor, case_id)
    person = person_visible(actor, case, person_id)
    if field not in CorrectedField.values:
        raise Http404
    what = CorrectedField(field)
    before = written(person, what)
    choices = [("", _("nie podano")), *Sex.choices] if what == CorrectedField.SEX else None
    form = CorrectionForm(posted(request), choices=choices, initial={"value": before, "seen": before})

    def operation() -> Any:
        return operations.correct_person(
            actor=actor, case=case, person=person, field=field, **form.cleaned_data
        )

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Poprawione. Poprzednia wartość została w historii."))
        return redirect("rights:case", case.pk)
    context = {
        "heading": _("Popraw: %(what)s") % {"what": what.label},
        "lead": _("Było: %(before)s") % {"before": before} if before else "",
        "form": form,
        "submit": _("Zapisz poprawkę"),
        "crumbs": crumbs(case, _("Sprostowanie")),
        "cancel_url": reverse("rights:case", args=[case.pk]),
    }
    return render(request, "shell/form_page.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def lift_restriction(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """The person's request for restriction is settled."""
    actor = signed_in(request)
    case = own_case(actor, case_id)
    person = person_visible(actor, case, person_id)
    if request.method == "POST":
        lift(actor=actor, case=case, person=person)
        messages.success(request, _("Ograniczenie zdjęte. Zgody tej osoby działają znowu."))
        return redirect("rights:case", case.pk)
    context = {
        "question": _("Zdjąć ograniczenie przetwarzania?"),
        "consequence": _("Uprzedź o tym osobę, zanim to zrobisz (art. 18 ust. 3 RODO)."),
        "action": _("Zdejmij ograniczenie"),
        "cancel_url": reverse("rights:case", args=[case.pk]),
    }
    return render(request, "shell/confirm.html", context)


@page_for(Role.SOCIAL_WORKER, Role.DIRECTOR)
@require_http_methods(_FORM)
def hold(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Keep the data of a case whatever the period."""
    actor = signed_in(request)
    case = case_visible(actor, case_id)
    form = ReasonForm(posted(request), label=_("Dlaczego dane muszą zostać"))

    def operation() -> Any:
        return operations.place_hold(actor=actor, case=case, **form.cleaned_data)

    back = reverse("rights:case", args=[case.pk]) if _leads(request, case) else reverse("rights:keeping")
    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Wstrzymane. Danych tej sprawy nie można teraz usunąć."))
        return redirect(back)
    context = {
        "heading": _("Wstrzymaj usunięcie danych"),
        "lead": _(
            "Na przykład: toczy się sprawa w sądzie albo kontrola. Zdjąć wstrzymanie może dyrektor"
            " albo inspektor ochrony danych."
        ),
        "form": form,
        "submit": _("Wstrzymaj"),
        "crumbs": crumbs(case, _("Wstrzymanie")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(Role.SOCIAL_WORKER, Role.DIRECTOR)
@require_http_methods(_FORM)
def erase(request: AppRequest, case_id: UUID) -> HttpResponse:
    """The dry run of erasure and the proposal that another person must approve."""
    actor = signed_in(request)
    case = case_visible(actor, case_id)
    if not (_leads(request, case) or actor.has(Role.DIRECTOR)):
        raise Http404
    found = queries.preview(case.household)
    form = ReasonForm(
        posted(request),
        label=_("Podstawa usunięcia"),
        help_text=_("Na przykład: wniosek z 1.10.2026. Bez nazwisk i opisu sytuacji: ten tekst zostaje."),
    )

    def operation() -> Any:
        return operations.propose_erasure(actor=actor, case=case, **form.cleaned_data)

    if request.method == "POST" and run(form, operation):
        messages.success(request, PROPOSED)
        return redirect("rights:case", case.pk) if _leads(request, case) else redirect("rights:keeping")
    context = {
        "heading": _("Usuń dane rodziny"),
        "lead": _("Tego nie da się cofnąć. Wniosek musi zatwierdzić inna osoba."),
        "form": form,
        "submit": _("Wystąp o usunięcie"),
        "crumbs": crumbs(case, _("Usunięcie danych")),
        "cancel_url": reverse("families:case", args=[case.pk]),
        "preview": found,
        "table": presenters.preview_table(found),
        "early": found.may_go_on is not None and found.may_go_on > today(),
    }
    return render(request, "rights/erase.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def erase_person(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """The same for one person, the others' data staying."""
    actor = signed_in(request)
    case = own_case(actor, case_id)
    person = persons_ever_visible_to(actor).filter(pk=person_id).first()
    if person is None:
        raise NotVisibleError
    found = queries.preview_of_person(person)
    form = ReasonForm(
        posted(request),
        label=_("Podstawa usunięcia"),
        help_text=_("Na przykład: wniosek z 1.10.2026. Bez nazwisk i opisu sytuacji: ten tekst zostaje."),
    )

    def operation() -> Any:
        return operations.propose_person_erasure(actor=actor, case=case, person=person, **form.cleaned_data)

    if request.method == "POST" and run(form, operation):
        messages.success(request, PROPOSED)
        return redirect("rights:case", case.pk)
    context = {
        "heading": _("Usuń dane jednej osoby"),
        "lead": _(
            "Tego nie da się cofnąć. Dane pozostałych osób zostaną. Wniosek musi zatwierdzić kto inny."
        ),
        "form": form,
        "submit": _("Wystąp o usunięcie"),
        "crumbs": crumbs(case, _("Usunięcie danych")),
        "cancel_url": reverse("rights:case", args=[case.pk]),
        "preview": found,
        "person": person,
        "table": presenters.preview_table(found),
        "early": found.may_go_on is None or found.may_go_on > today(),
    }
    return render(request, "rights/erase.html", context)


def _leads(request: AppRequest, case: Any) -> bool:
    return bool(case.social_worker_id == signed_in(request).user_id)
