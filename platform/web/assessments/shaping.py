"""The town's form: what is asked now, its versions, and a page to shape the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.assessments.enums import QuestionKind
from core.assessments.operations import publish_form
from core.assessments.permissions import may_shape_forms
from core.assessments.queries import forms as queries
from core.assessments.rules.forms import ANCHORS, Form
from core.shared.enums import Role
from core.shared.paging import page_of
from web.assessments.forms import ShapeForm, own_rows, shape_of, words
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import errors_of, posted, run

if TYPE_CHECKING:
    from kooperacje.http import AppRequest

READERS = (Role.DIRECTOR, Role.NETWORK_OFFICER, Role.SOCIAL_WORKER)
SHAPERS = (Role.DIRECTOR, Role.NETWORK_OFFICER)


@page_for(*READERS)
@require_safe
def overview(request: AppRequest) -> HttpResponse:
    """What is asked now, and the versions before."""
    actor = signed_in(request)
    version = queries.version_in_force()
    context = {
        "crumbs": [Crumb(_("Formularz oceny"))],
        "number": version.number if version else 0,
        "weeks": queries.weeks_in_force(),
        "domains": laid_out(queries.form_in_force()),
        "versions": page_of(queries.versions_visible_to(actor), request.GET.get("strona"), size=10),
        "may_shape": may_shape_forms(actor),
    }
    return render(request, "assessments/form.html", context)


@page_for(*READERS)
@require_safe
def version(request: AppRequest, version_id: UUID) -> HttpResponse:
    """One version as it was published."""
    found = queries.version_visible(signed_in(request), version_id)
    context = {
        "crumbs": [Crumb(_("Formularz oceny"), reverse("assessments:form")), Crumb(_("Wersja"))],
        "version": found,
        "domains": laid_out(found.form),
    }
    return render(request, "assessments/form_version.html", context)


@page_for(*SHAPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AppRequest) -> HttpResponse:
    """Choose domains and questions, add own ones, publish the next version."""
    actor = signed_in(request)
    if not may_shape_forms(actor):
        raise Http404
    latest, now, template = queries.version_in_force(), queries.form_in_force(), queries.template()
    initial = shape_of(now, queries.weeks_in_force(), latest.number if latest else 0)
    form = ShapeForm(posted(request), template=template, initial=initial)
    rows = own_rows(posted(request), now, template)
    valid = [one.is_valid() for one in (form, *rows)]  # all of them: each shows its own errors
    if request.method == "POST" and all(valid):
        own = [row.question() for row in rows if not row.is_empty]
        if done := run(form, lambda: publish_form(actor=actor, own=own, **form.chosen())):
            number = {"number": done.result.number}
            messages.success(request, _("Obowiązuje wersja %(number)d. Zaczęte oceny mają swoją.") % number)
            return redirect("assessments:form")
    context = {
        "crumbs": [Crumb(_("Formularz oceny"), reverse("assessments:form")), Crumb(_("Zmiana"))],
        "form": form,
        "rows": rows,
        "errors": errors_of(form, *rows) if request.method == "POST" else [],
    }
    return render(request, "assessments/change_form.html", context)


def laid_out(form: Form) -> list[dict[str, Any]]:
    """A form as a page reads it out."""
    return [
        {
            "label": words(domain.label),
            "description": words(domain.description),
            "alone": domain.alone,
            "anchors": [
                (number, words(domain.anchors[key]))
                for number in ANCHORS
                for key in domain.anchors
                if int(key) == number
            ],
            "questions": [
                {
                    "text": words(one.text),
                    "kind": QuestionKind(one.kind).label,
                    "own": one.is_own,
                    "required": one.required,
                }
                for one in domain.questions
            ],
        }
        for domain in form.domains
    ]
