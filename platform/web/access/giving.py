"""Who of a family gets in: a slip handed over, a new one, access taken away; for the leading worker."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import operations, queries
from core.access.rules import in_groups
from core.families import queries as families
from core.shared.enums import Role
from kooperacje.http import AppRequest
from web.access import presenters
from web.families.presenters import crumbs
from web.meetings.minutes import pdf
from web.shell.access import page_for, signed_in
from web.shell.forms import BaseForm, posted, run

_FORM = ["GET", "HEAD", "POST"]


@page_for(Role.SOCIAL_WORKER)
@require_safe
def overview(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Each person: whether they get in, what waits, messages."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    context = {
        "crumbs": crumbs(case, _("Własne strony i wiadomości")),
        "case": case,
        "lines": presenters.lines(actor, case),
    }
    return render(request, "access/overview.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def give(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Make a slip; its code is in this answer only."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    person = families.person_visible(actor, case, person_id)
    door = queries.door_of(actor, case, person)
    form = BaseForm(posted(request))
    back = reverse("access:overview", args=[case.pk])
    if request.method == "POST" and (
        done := run(form, lambda: operations.issue_slip(actor=actor, case=case, person=person))
    ):
        slip, code = done.result
        context = {
            "crumbs": crumbs(case, _("Kartka")),
            "case": case,
            "person": person,
            "code": code,
            "shown": in_groups(code.upper()),
            "until": slip.expires_at,
            "languages": presenters.LANGUAGES,
            "language": presenters.language_of(actor, case, person),
            "back_url": back,
        }
        return render(request, "access/given.html", context)
    context = {
        "question": _("Kartka dla: %(name)s") % {"name": person.full_name},
        "consequence": presenters.before_slip(door),
        "action": _("Zrób kartkę"),
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)


@sensitive_post_parameters("code")
@page_for(Role.SOCIAL_WORKER)
@require_POST
def paper(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """The slip as a file to print; the code comes back from the page that showed it."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    person = families.person_visible(actor, case, person_id)
    code, language = request.POST.get("code", ""), request.POST.get("language", "pl")
    return pdf(operations.slip_paper(actor=actor, case=case, person=person, code=code, language=language))


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def take_away(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Close a person's way in; asked once more."""
    actor = signed_in(request)
    case = families.own_case(actor, case_id)
    person = families.person_visible(actor, case, person_id)
    form = BaseForm(posted(request))
    if request.method == "POST" and run(
        form, lambda: operations.take_away(actor=actor, case=case, person=person)
    ):
        messages.success(request, _("Dostęp zamknięty. Nową kartką otworzysz go znowu."))
        return redirect("access:overview", case.pk)
    context = {
        "question": _("Zamknąć dostęp: %(name)s?") % {"name": person.full_name},
        "consequence": _(
            "Ta osoba od razu zostanie wylogowana i nie wejdzie na swoją stronę. Jej zgody, ścieżka i "
            "świadczenia zostają bez zmian. Zrób tak, gdy ktoś inny poznał PIN albo ma jej telefon."
        ),
        "action": _("Zamknij dostęp"),
        "warning": True,
        "form": form,
        "cancel_url": reverse("access:overview", args=[case.pk]),
    }
    return render(request, "shell/confirm.html", context)
