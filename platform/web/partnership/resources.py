"""Pages of local diagnoses and of the resource map."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.partnership.enums.accession import ResourceStatus
from core.partnership.operations import resources as operations
from core.partnership.permissions import MANAGERS, may_manage
from core.partnership.queries import resources as queries
from core.shared.clock import today
from core.shared.enums import STAFF
from core.shared.errors import DomainError, NotVisibleError
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.partnership import accession_presenters as shown
from web.partnership import presenters
from web.partnership.accession_forms import AssessmentForm, DropForm, ResourceFilter, ResourceForm
from web.partnership.views import READERS
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import BaseForm, posted, run


@page_for(*READERS)
@require_safe
def assessments(request: AppRequest) -> HttpResponse:
    """Local diagnoses; partners see those that were adopted."""
    actor = signed_in(request)
    page = page_of(queries.assessments(actor), request.GET.get("strona"))
    context = {
        "sections": presenters.sections("steps"),
        "tabs": shown.preparation_tabs(actor, "assessments"),
        "page": page,
        "table": shown.assessments_table(page.items),
        "manages": may_manage(actor),
    }
    return render(request, "partnership/assessments.html", context)


@page_for(*READERS)
@require_safe
def assessment(request: AppRequest, assessment_id: UUID) -> HttpResponse:
    """One local diagnosis."""
    actor = signed_in(request)
    found = queries.assessment_visible(actor, assessment_id)
    context = {
        "crumbs": _assessment_crumbs(found.title),
        "assessment": found,
        "sections_of_text": [
            (_("Potrzeby i trudności"), found.needs),
            (_("Zasoby"), found.resources),
            (_("Wnioski dla partnerstwa"), found.conclusions),
            (_("Źródła"), found.sources),
        ],
        "manages": may_manage(actor),
    }
    return render(request, "partnership/assessment.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def write_assessment(request: AppRequest, assessment_id: UUID | None = None) -> HttpResponse:
    """Write a local diagnosis, or go on writing one."""
    actor = signed_in(request)
    found = queries.assessment_visible(actor, assessment_id) if assessment_id else None
    fields = ("title", "made_on", "author", "sources", "needs", "resources", "conclusions")
    initial = {name: getattr(found, name) for name in fields} if found else {"made_on": today()}
    form = AssessmentForm(posted(request), initial=initial)
    if request.method == "POST" and (
        done := run(
            form,
            lambda: operations.write_assessment(actor=actor, assessment=found, **form.cleaned_data),
        )
    ):
        messages.success(request, _("Diagnoza zapisana."))
        return redirect("partnership:assessment", done.result.pk)
    context = {
        "heading": _("Diagnoza lokalna potrzeb i zasobów"),
        "lead": _("Czego potrzebują mieszkańcy i co jest na miejscu, żeby im pomóc."),
        "form": form,
        "submit": _("Zapisz diagnozę"),
        "crumbs": _assessment_crumbs(found.title if found else _("Nowa diagnoza")),
        "cancel_url": reverse("partnership:assessments"),
    }
    return render(request, "shell/form_page.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: AppRequest, assessment_id: UUID) -> HttpResponse:
    """Ask once more, then adopt a local diagnosis."""
    actor = signed_in(request)
    found = queries.assessment_visible(actor, assessment_id)
    form = BaseForm(posted(request))
    back = reverse("partnership:assessment", args=[found.pk])
    if request.method == "POST" and run(
        form, lambda: operations.adopt_assessment(actor=actor, assessment=found)
    ):
        messages.success(request, _("Diagnoza przyjęta."))
        return redirect(back)
    context = {
        "question": _("Przyjąć diagnozę „%(title)s”?") % {"title": found.title},
        "consequence": _("Przyjętej diagnozy nie można już zmienić. Zobaczą ją wszyscy partnerzy."),
        "action": _("Przyjmij diagnozę"),
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


@page_for(*STAFF)
@require_safe
def resources(request: AppRequest) -> HttpResponse:
    """The resource map: institutions that could be partners."""
    actor = signed_in(request)
    form = ResourceFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.resources(
        actor, chosen.get("q", ""), chosen.get("sektor") or None, chosen.get("stan") or None
    )
    page = page_of(found, request.GET.get("strona"))
    context = {
        "sections": presenters.sections("steps"),
        "tabs": shown.preparation_tabs(actor, "resources"),
        "tiles": shown.resource_tiles(queries.resource_counts(actor)),
        "form": form,
        "page": page,
        "narrowed": any(chosen.values()),
        "table": shown.resources_table(page.items),
        "manages": may_manage(actor),
    }
    return render(request, "partnership/resources.html", context)


@page_for(*STAFF)
@require_safe
def resource(request: AppRequest, entry_id: UUID) -> HttpResponse:
    """One institution of the map, and what to do with it."""
    actor = signed_in(request)
    found = queries.resource_visible(actor, entry_id)
    manages = may_manage(actor)
    is_open = manages and found.status != ResourceStatus.INVITED
    context = {
        "crumbs": _map_crumbs(found.name),
        "entry": found,
        "status": ResourceStatus(found.status).label,
        "meaning": shown.RESOURCE_MEANINGS[found.status],
        "facts": shown.resource_facts(found),
        "may_change": is_open,
        "may_shortlist": is_open and found.status != ResourceStatus.SHORTLISTED,
        "may_drop": is_open and found.status != ResourceStatus.DROPPED,
        "may_invite": is_open and found.status == ResourceStatus.SHORTLISTED,
    }
    return render(request, "partnership/resource.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def map_resource(request: AppRequest, entry_id: UUID | None = None) -> HttpResponse:
    """Put an institution on the map, or correct what stands there."""
    actor = signed_in(request)
    found = queries.resource_visible(actor, entry_id) if entry_id else None
    fields = [name for name in ResourceForm.base_fields if name != "key"]
    form = ResourceForm(
        posted(request), initial={name: getattr(found, name) for name in fields} if found else {}
    )
    if request.method == "POST" and (
        done := run(form, lambda: operations.map_resource(actor=actor, entry=found, **form.cleaned_data))
    ):
        messages.success(request, _("Instytucja jest na mapie."))
        return redirect("partnership:resource", done.result.pk)
    context = {
        "heading": _("Instytucja na mapie zasobów"),
        "lead": _("Kto działa w okolicy i co mógłby wnieść do partnerstwa."),
        "form": form,
        "submit": _("Zapisz instytucję"),
        "crumbs": _map_crumbs(found.name if found else _("Nowa instytucja")),
        "cancel_url": reverse("partnership:resources"),
    }
    return render(request, "shell/form_page.html", context)


@page_for(*MANAGERS)
@require_POST
def shortlist(request: AppRequest, entry_id: UUID) -> HttpResponse:
    """Choose an institution for an invitation."""
    actor = signed_in(request)
    found = queries.resource_visible(actor, entry_id)
    try:
        operations.shortlist_resource(actor=actor, entry=found)
        messages.success(request, _("Instytucja wybrana. Możesz ją teraz zaprosić."))
    except NotVisibleError:
        raise
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("partnership:resource", found.pk)


@page_for(*MANAGERS)
@require_POST
def invite(request: AppRequest, entry_id: UUID) -> HttpResponse:
    """One click: the institution becomes an invited partner with all that the map knows of it."""
    actor = signed_in(request)
    found = queries.resource_visible(actor, entry_id)
    try:
        invitation = operations.invite_resource(actor=actor, entry=found)
    except NotVisibleError:
        raise
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("partnership:resource", found.pk)
    if invitation.email:
        messages.success(request, _("Zaproszenie wysłane na adres %(email)s.") % {"email": invitation.email})
    else:
        messages.success(request, _("Zaproszenie zapisane. Wydrukuj list i wyślij go pocztą."))
    return redirect("partnership:invitation", invitation.pk)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: AppRequest, entry_id: UUID) -> HttpResponse:
    """Leave an institution out, with the reason."""
    actor = signed_in(request)
    found = queries.resource_visible(actor, entry_id)
    form = DropForm(posted(request))
    back = reverse("partnership:resource", args=[found.pk])
    if request.method == "POST" and run(
        form, lambda: operations.drop_resource(actor=actor, entry=found, **form.cleaned_data)
    ):
        messages.success(request, _("Instytucja pominięta. Zostaje na mapie razem z powodem."))
        return redirect(back)
    context = {
        "heading": _("Pomiń instytucję"),
        "lead": found.name,
        "form": form,
        "submit": _("Pomiń"),
        "crumbs": _map_crumbs(found.name),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


def _assessment_crumbs(last: str) -> list[Crumb]:
    address = reverse("partnership:assessments")
    return presenters.crumbs((_("Diagnozy lokalne"), address), (last, ""))


def _map_crumbs(last: str) -> list[Crumb]:
    return presenters.crumbs((_("Mapa zasobów"), reverse("partnership:resources")), (last, ""))
