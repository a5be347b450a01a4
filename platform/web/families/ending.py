"""How work with a family ends, goes on, or begins anew."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.families import operations, queries
from core.families.enums import Stage
from core.shared.enums import Role
from kooperacje.http import AppRequest
from web.families.forms import CloseForm
from web.families.presenters import crumbs
from web.families.review_forms import ResumeForm
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

_FORM = ["GET", "HEAD", "POST"]


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def close(request: AppRequest, case_id: UUID) -> HttpResponse:
    """End a case with its outcome; before the closing conversation the page says so and lets it be."""
    actor = signed_in(request)
    found = queries.own_case(actor, case_id)
    form = CloseForm(posted(request), initial={"version": found.version})
    if request.method == "POST" and run(
        form, lambda: operations.close_case(actor=actor, case=found, **form.cleaned_data)
    ):
        messages.success(request, _("Sprawa zakończona."))
        return redirect("families:case", found.pk)
    talks = found.stage not in (Stage.SCREENING, Stage.CLOSING, Stage.CLOSED)
    context = {
        "crumbs": crumbs(found, _("Zakończenie")),
        "heading": _("Zakończenie sprawy %(number)s") % {"number": found.number},
        "lead": _(
            "Zakończonej sprawy nie można zmieniać. Przez 30 dni można ją wznowić, później otwiera się nową."
        ),
        "form": form,
        "submit": _("Zakończ sprawę"),
        "cancel_url": reverse("families:case", args=[found.pk]),
        "talk_url": reverse("families:closing-talk", args=[found.pk]) if talks else "",
    }
    return render(request, "families/close.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def resume(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Go on where the work stood before the closing conversation or before closing."""
    actor = signed_in(request)
    found = queries.own_case(actor, case_id)
    form = ResumeForm(posted(request), initial={"version": found.version})
    if request.method == "POST" and run(
        form, lambda: operations.resume_case(actor=actor, case=found, **form.cleaned_data)
    ):
        messages.success(request, _("Pracujecie dalej."))
        return redirect("families:case", found.pk)
    context = {
        "crumbs": crumbs(found, _("Wznowienie")),
        "heading": _("Wznowienie sprawy %(number)s") % {"number": found.number},
        "lead": _("Sprawa wróci na etap, na którym była."),
        "form": form,
        "submit": _("Wznów sprawę"),
        "cancel_url": reverse("families:case", args=[found.pk]),
    }
    return render(request, "families/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def reopen(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Open a new case for a family that returns."""
    actor = signed_in(request)
    found = queries.own_case(actor, case_id)
    if request.method == "POST":
        again = operations.reopen_household(actor=actor, case=found)
        messages.success(request, _("Nowa sprawa otwarta."))
        return redirect("families:case", again.pk)
    context = {
        "crumbs": crumbs(found, _("Nowa sprawa")),
        "question": _("Otworzyć nową sprawę tej rodziny?"),
        "consequence": _("Sprawa %(number)s zostaje zamknięta. Nowa zaczyna się od rozpoznania.")
        % {"number": found.number},
        "action": _("Otwórz nową sprawę"),
        "cancel_url": reverse("families:case", args=[found.pk]),
    }
    return render(request, "families/confirm.html", context)
