"""Pages on which a family says what may be told to whom, and takes it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.families.queries import own_case
from core.partnership.queries import active_partners
from core.privacy import queries as privacy
from core.privacy.operations import authorisations as operations
from core.privacy.queries import ledger
from core.referrals.queries.telling import untold_requests
from core.shared.clock import today
from core.shared.enums import Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.families.presenters import crumbs
from web.privacy import presenters
from web.privacy.forms import AuthorisationForm
from web.privacy.told import permissions
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

_FORM = ["GET", "HEAD", "POST"]


@page_for(Role.SOCIAL_WORKER)
@require_safe
def overview(request: AppRequest, case_id: UUID) -> HttpResponse:
    """All that persons of the family have authorised, what was taken back too."""
    actor = signed_in(request)
    case = own_case(actor, case_id)
    page = page_of(ledger.told_institutions(actor, case), request.GET.get("strona"))
    context = {
        "crumbs": crumbs(case, _("Upoważnienia")),
        "case": case,
        "sections": presenters.sections(case, "words"),
        "page": page,
        "institutions": permissions(ledger.words_to(actor, case, page.items), named=True),
        "agreeing": bool(privacy.persons_agreeing(case)),
        "untold": untold_requests(case),
    }
    return render(request, "privacy/authorisations.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def new(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Fill in at the kitchen table: one person, one institution, what and what for."""
    actor = signed_in(request)
    case = own_case(actor, case_id)
    persons = {str(person.pk): person for person in privacy.persons_agreeing(case)}
    partners = {str(item.pk): item for item in active_partners(today()).filter(is_lead=False)}
    form = AuthorisationForm(
        posted(request),
        persons=[(key, person.full_name) for key, person in persons.items()],
        partners=[(key, item.name) for key, item in partners.items()],
        initial={"partner": request.GET.get("partner", ""), "language": "pl"},
    )

    def operation() -> Any:
        data = dict(form.cleaned_data)
        data |= {"person": persons[data["person"]], "partner": partners[data["partner"]]}
        return operations.authorise(actor=actor, case=case, **data)

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Zapisane. Każdą z tych rzeczy można w każdej chwili wycofać."))
        return redirect("privacy:authorisations", case.pk)
    context = {
        "heading": _("Nowe upoważnienie"),
        "form": form,
        "submit": _("Zapisz upoważnienie"),
        "crumbs": crumbs(case, _("Nowe upoważnienie")),
        "cancel_url": reverse("privacy:authorisations", args=[case.pk]),
    }
    return render(request, "privacy/authorise.html", context)


@page_for(Role.SOCIAL_WORKER, Role.FAMILY_MEMBER)
@require_http_methods(_FORM)
def withdraw(request: AppRequest, authorisation_id: UUID) -> HttpResponse:
    """The word is taken back: by the person, or by the worker who was told."""
    actor = signed_in(request)
    word = ledger.authorisation_visible(actor, authorisation_id)
    own = actor.person_id == word.person_id
    back = reverse("portal:consents") if own else reverse("privacy:authorisations", args=[word.case_id])
    if request.method == "POST":
        operations.take_back(actor=actor, authorisation=word)
        messages.success(request, _("Wycofane. Od tej chwili ta instytucja nic więcej nie zobaczy."))
        return redirect(back)
    context = {
        "question": _("Wycofać pozwolenie dla: %(partner)s?") % {"partner": word.partner.name},
        "consequence": _(
            "Chodzi o: %(what)s. Świadczenia i pomoc zostają bez zmian. To, co instytucja już widziała,"
            " zostaje zapisane w rejestrze."
        )
        % {"what": word.get_category_display()},
        "action": _("Wycofaj"),
        "warning": True,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)
