"""Pages of safety: how a person is reached, who may not know of whom; for the leading worker alone."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.families import queries as families
from core.paths.queries import overview
from core.safety import operations, queries
from core.safety.operations import ContactData
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.teams.queries.apart import planned_together
from kooperacje.http import AppRequest
from web.families.presenters import crumbs
from web.safety import presenters
from web.safety.forms import ContactForm, OpenedForm, SeparationEndForm, SeparationForm
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

_FORM = ["GET", "HEAD", "POST"]


@page_for(Role.SOCIAL_WORKER)
@require_safe
def overview_page(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Everything about the safety of a family's persons."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    context = {
        "crumbs": crumbs(case, _("Bezpieczeństwo")),
        "case": case,
        "page": presenters.safety_page(actor, case),
    }
    return render(request, "safety/overview.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def contact(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """How one person is reached without danger."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    person = families.person_visible(actor, case, person_id)
    known = queries.contact_of(actor, case, person_id)
    initial = {}
    if known is not None:
        names = [name for name in ContactForm.base_fields if name not in ("ways", "weekdays")]
        initial = {name: getattr(known, name) for name in names}
        initial |= {"ways": list(queries.channel_of(person)), "weekdays": list(known.weekdays)}
    form = ContactForm(posted(request), initial=initial)
    if request.method == "POST" and run(
        form,
        lambda: operations.set_contact(
            actor=actor,
            case=case,
            person=person,
            contact=ContactData(**form.contact()),
            version=form.cleaned_data["version"],
        ),
    ):
        messages.success(request, _("Zapisane. Wiadomości od nas będą się do tego stosować."))
        return redirect("safety:overview", case.pk)
    return _form_page(
        request,
        {
            "crumbs": crumbs(case, _("Bezpieczny kontakt")),
            "heading": _("Bezpieczny kontakt: %(name)s") % {"name": person.full_name},
            "title": _("Bezpieczny kontakt"),
            "lead": _(
                "Zapytaj tę osobę, gdy jest sama. Od tych odpowiedzi zależy, czy i jak do niej piszemy."
            ),
            "form": form,
            "submit": _("Zapisz"),
            "cancel_url": reverse("safety:overview", args=[case.pk]),
        },
    )


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def separate(request: AppRequest, case_id: UUID) -> HttpResponse:
    """One person may know nothing of another."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    persons = {str(person.pk): person for person in families.persons_visible(actor, case)}
    form = SeparationForm(posted(request), persons=persons.values())

    def write() -> object:
        data = form.cleaned_data
        return operations.separate(
            actor=actor,
            case=case,
            kept_from=persons[data["kept_from"]],
            protected=persons[data["protected"]],
            reason=data["reason"],
            starts_on=data["starts_on"],
        )

    if request.method == "POST" and (done := run(form, write)):
        messages.success(request, _("Zapisane. Wspólne cele i zadania są od teraz przed tą osobą ukryte."))
        if planned_together(case):
            messages.warning(
                request,
                _("Te osoby są zaproszone na jedno spotkanie. Odwołaj je i zaplanuj osobno."),
            )
        return redirect("safety:opened", case.pk, done.result.kept_from_id)  # type: ignore[attr-defined]
    return _form_page(
        request,
        {
            "crumbs": crumbs(case, _("Rozdzielenie")),
            "heading": _("Rozdzielenie dwóch osób"),
            "lead": _(
                "Jedna osoba nie zobaczy niczego, co dotyczy drugiej: celów, zadań, spotkań, notatek, "
                "terminów, nawet tego, że istnieją. Nie zaprosimy ich też na to samo spotkanie. Żadna z nich "
                "nie dowie się od nas o tym zapisie."
            ),
            "form": form,
            "submit": _("Rozdziel"),
            "cancel_url": reverse("safety:overview", args=[case.pk]),
        },
    )


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def end(request: AppRequest, case_id: UUID, separation_id: UUID) -> HttpResponse:
    """A separation is over, or was a mistake."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    one = queries.separation_visible(actor, case, separation_id)
    form = SeparationEndForm(posted(request), initial={"version": one.version})

    def write() -> object:
        data = form.cleaned_data
        if data["what"] == "mistake":
            return operations.mark_separation_mistaken(actor=actor, separation=one, version=data["version"])
        return operations.end_separation(
            actor=actor, separation=one, last_day=data["last_day"], version=data["version"]
        )

    if request.method == "POST" and run(form, write):
        messages.success(request, _("Zapisane."))
        return redirect("safety:overview", case.pk)
    return _form_page(
        request,
        {
            "crumbs": crumbs(case, _("Koniec rozdzielenia")),
            "heading": _("Koniec rozdzielenia"),
            "lead": _(
                "To, co zapisano w czasie rozdzielenia, zostaje ukryte, dopóki tego nie pokażesz. "
                "Po oznaczeniu jako pomyłka wszystko wspólne będzie znów widoczne."
            ),
            "form": form,
            "submit": _("Zapisz"),
            "cancel_url": reverse("safety:overview", args=[case.pk]),
        },
    )


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def opened(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Which common goals and steps a separated person still sees."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    person = families.person_visible(actor, case, person_id)
    choices = list(_common(actor, case))
    known = queries.opened_of(actor, case, person)
    form = OpenedForm(posted(request), choices=choices, initial={"records": [str(key) for key in known]})
    if request.method == "POST" and run(
        form,
        lambda: operations.open_records(
            actor=actor,
            case=case,
            person=person,
            records=[UUID(key) for key in form.cleaned_data["records"]],
            of=[UUID(key) for key, _label in choices],
        ),
    ):
        messages.success(request, _("Zapisane."))
        return redirect("safety:overview", case.pk)
    context = {
        "crumbs": crumbs(case, _("Co widzi osoba rozdzielona")),
        "heading": _("Co nadal widzi: %(name)s") % {"name": person.full_name},
        "title": _("Co widzi osoba rozdzielona"),
        "lead": _(
            "Wspólne cele i zadania są przed tą osobą ukryte. Zaznacz tylko te, które już zna i które nie "
            "mówią nic o osobie chronionej. Nagłe zniknięcie wszystkiego też może coś zdradzić."
        ),
        "form": form,
        "submit": _("Zapisz"),
        "cancel_url": reverse("safety:overview", args=[case.pk]),
        "nothing": not choices,
    }
    return _form_page(request, context, "safety/opened.html")


@require_POST
@page_for(Role.SOCIAL_WORKER)
def separately(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Say that something is dealt with in another procedure, or that this is over."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    if request.POST.get("koniec"):
        operations.end_separate_procedure(actor=actor, case=case)
        messages.success(request, _("Oznaczenie zdjęte."))
    else:
        operations.mark_separate_procedure(actor=actor, case=case)
        messages.success(request, _("Oznaczone: prowadzone odrębnie. Widzisz to tylko Ty."))
    return redirect("safety:overview", case.pk)


def _common(actor: Actor, case: object) -> Iterator[tuple[str, str]]:
    """Goals and steps of the whole household, each step under its goal."""
    try:
        found = overview(actor, case)  # type: ignore[arg-type]
    except NotVisibleError:
        return
    for goal in found.goals if found else []:
        if goal.for_person_id is None:
            yield str(goal.pk), _("Cel: %(title)s") % {"title": goal.title}
        for task in goal.tasks.all():
            if task.for_person_id is None and goal.for_person_id is None:
                yield str(task.pk), _("Zadanie: %(title)s") % {"title": task.title}


def _form_page(
    request: AppRequest, context: dict[str, object], template: str = "safety/form.html"
) -> HttpResponse:
    return render(request, template, {"title": context["heading"], **context})
