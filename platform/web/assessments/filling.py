"""The talk itself: begun, filled in at the table, finished, corrected; a need made of what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.assessments import operations
from core.assessments.enums import AssessmentState
from core.assessments.queries import sight
from core.families import queries as families
from core.families.permissions import may_write
from core.matching.operations.needs import LONGEST_TEXT, record_need
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import ConflictError, DomainError, NotVisibleError
from web.assessments import presenters
from web.assessments.forms import StartForm, TalkForm, said_so_far
from web.assessments.views import steps
from web.shell.access import page_for, signed_in
from web.shell.forms import errors_of, posted, run

if TYPE_CHECKING:
    from core.assessments.models import Assessment
    from core.families.models import Case, Person
    from core.shared.actor import Actor
    from kooperacje.http import AppRequest

_FORM = ["GET", "HEAD", "POST"]


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def start(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Whom the talk is about and who is there; then the page of the talk opens."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    _require_writable(actor, case)
    persons = {str(person.pk): person for person in families.persons_visible(actor, case)}
    asked = request.GET.get("osoba", "")
    initial = {"person": asked if asked in persons else "", "took_part": [asked] if asked in persons else []}
    form = StartForm(posted(request), persons=list(persons.values()), initial=initial)

    def operation() -> Assessment:
        data = form.cleaned_data
        return operations.start_assessment(
            actor=actor,
            case=case,
            person=persons.get(data["person"]),
            held_on=data["held_on"],
            took_part=[persons[key] for key in data["took_part"]],
            others=data["others"],
        )

    if request.method == "POST" and (done := run(form, operation)):
        return redirect("assessments:fill", done.result.pk)
    context = {
        "heading": _("Ocena mocnych stron i potrzeb"),
        "lead": _("Rozmowa zajmuje kilka minut. Nie trzeba omówić wszystkiego naraz."),
        "form": form,
        "submit": _("Zacznij rozmowę"),
        "crumbs": steps(case, _("Nowa ocena")),
        "cancel_url": reverse("assessments:history", args=[case.pk]),
        "case": case,
    }
    return render(request, "assessments/start.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def fill(request: AppRequest, assessment_id: UUID) -> HttpResponse:
    """The page of the talk; a browser saves it by itself, a person finishes it."""
    actor = signed_in(request)
    found = sight.led_assessment(actor, assessment_id)
    if found.state != AssessmentState.DRAFT:
        return redirect("assessments:result", found.pk)
    _require_writable(actor, found.case)
    form = _talk(request, actor, found)
    if request.method == "POST":
        if "application/json" in request.headers.get("Accept", ""):
            return _saved_in_passing(actor, found, form)
        if answer := _sent(request, actor, found, form):
            return answer
    return render(request, "assessments/fill.html", _page(found, form, _("Rozmowa")))


def _saved_in_passing(actor: Actor, found: Assessment, form: TalkForm) -> HttpResponse:
    """What the browser sends while one taps and types: saved, or why not, in a sentence."""
    if not form.is_valid():
        return JsonResponse({"message": errors_of(form)[0].message}, status=400)
    try:
        saved = operations.save_draft(
            actor=actor, assessment=found, data=form.data_said(), version=form.cleaned_data["version"]
        )
    except ConflictError as error:
        version = sight.led_assessment(actor, found.pk).version
        return JsonResponse({"message": error.message, "version": version}, status=409)
    except NotVisibleError:
        raise
    except DomainError as error:
        return JsonResponse({"message": error.message}, status=400)
    when = clock.now().strftime("%H:%M")
    return JsonResponse({"version": saved.version, "saved": _("Zapisano o %(when)s.") % {"when": when}})


def _sent(request: AppRequest, actor: Actor, found: Assessment, form: TalkForm) -> HttpResponse | None:
    """A button was pressed: put the draft away, or finish."""
    finishes = request.POST.get("co") == "zakoncz"

    def operation() -> Assessment:
        write = operations.finish_assessment if finishes else operations.save_draft
        return write(
            actor=actor, assessment=found, data=form.data_said(), version=form.cleaned_data["version"]
        )

    if run(form, operation) is None:
        return None
    if finishes:
        messages.success(request, _("Ocena zakończona. Poniżej wynik i zmiana od ostatniego razu."))
        return redirect("assessments:result", found.pk)
    messages.success(request, _("Szkic zapisany. Możesz wrócić do niego później."))
    return redirect("assessments:history", found.case_id)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def correct(request: AppRequest, assessment_id: UUID) -> HttpResponse:
    """Put right a finished assessment; what it said before is kept with the reason."""
    actor = signed_in(request)
    found = sight.led_assessment(actor, assessment_id)
    if found.state == AssessmentState.DRAFT:
        return redirect("assessments:fill", found.pk)
    _require_writable(actor, found.case)
    form = _talk(request, actor, found, reason=True)

    def operation() -> Assessment:
        data = form.cleaned_data
        return operations.correct_assessment(
            actor=actor,
            assessment=found,
            data=form.data_said(),
            reason=data["reason"],
            version=data["version"],
        )

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Poprawka zapisana. Poprzednia treść zostaje w historii."))
        return redirect("assessments:result", found.pk)
    return render(request, "assessments/correct.html", _page(found, form, _("Poprawka")))


@page_for(Role.SOCIAL_WORKER)
@require_POST
def discard(request: AppRequest, assessment_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    actor = signed_in(request)
    found = sight.led_assessment(actor, assessment_id)
    case_id = found.case_id
    try:
        operations.discard_draft(actor=actor, assessment=found)
        messages.success(request, _("Szkic usunięty."))
    except NotVisibleError:
        raise
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("assessments:history", case_id)


@page_for(Role.SOCIAL_WORKER)
@require_POST
def make_need(request: AppRequest, assessment_id: UUID, domain: str) -> HttpResponse:
    """One click: what was said to be needed becomes a need that services are looked for."""
    actor = signed_in(request)
    found = sight.led_assessment(actor, assessment_id)
    part = found.form.form.domain(domain)
    reading = next((row for row in found.readings.all() if row.domain == domain), None)
    if part is None or reading is None or not reading.needs or found.state == AssessmentState.DRAFT:
        raise Http404
    try:
        need = record_need(
            actor=actor,
            case=found.case,
            category=part.need,
            text=_shortened(reading.needs),
            person=found.person,
            key=presenters.need_key(found, domain),
        )
    except NotVisibleError:
        raise
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("assessments:result", found.pk)
    messages.success(request, _("Potrzeba zapisana. Sprawdź, która usługa na nią odpowiada."))
    return redirect("matching:need", need.pk)


def _shortened(text: str) -> str:
    """The words as a need has room for them."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1].rstrip() + "…"


def _talk(request: AppRequest, actor: Actor, found: Assessment, *, reason: bool = False) -> TalkForm:
    persons: dict[UUID, Person] = {row.pk: row for row in families.persons_visible(actor, found.case)}
    persons |= {row.person_id: row.person for row in found.took_part.all()}
    return TalkForm(
        posted(request),
        assessment=found,
        persons=list(persons.values()),
        reason=reason,
        initial=said_so_far(found),
    )


def _page(found: Assessment, form: TalkForm, here: str) -> dict[str, Any]:
    return {
        "crumbs": steps(found.case, here),
        "case": found.case,
        "assessment": found,
        "about": presenters.about(found),
        "form": form,
    }


def _require_writable(actor: Actor, case: Case) -> None:
    if not may_write(actor, case):
        raise Http404
