"""Making an account and handing its first password over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.identity import operations
from core.identity.permissions import ACCOUNT_MANAGERS
from core.identity.rules import roles_to_give
from core.partnership import operations as partnership
from core.partnership import queries as partners
from core.shared.enums import Role
from kooperacje.http import AppRequest
from web.account.forms import NewAccountForm
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.context import role_labels
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from core.shared.actor import Actor


@dataclass(frozen=True)
class FirstPassword:
    """What is handed over; it lives as long as one answer and is kept nowhere."""

    name: str
    login: str
    password: str


@page_for(*ACCOUNT_MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AppRequest) -> HttpResponse:
    """An account for a colleague or a partner's delegate; its password is shown in this answer only."""
    actor = signed_in(request)
    roles = [role.value for role in roles_to_give(actor.roles) if role != Role.FAMILY_MEMBER]
    known = {str(row.pk): row for row in partners.partners_to_meet(actor)} if Role.DELEGATE in roles else {}
    asked = request.GET.get("partner", "")
    form = NewAccountForm(
        posted(request),
        roles=dict(zip(roles, role_labels(roles), strict=True)),
        partners={key: str(partner) for key, partner in known.items()},
        initial={"partner": asked, "role": Role.DELEGATE} if asked in known else None,
    )
    crumbs = [
        Crumb(_("Twoje konto"), reverse("account:own")),
        Crumb(_("Konta"), reverse("account:people")),
        Crumb(_("Nowe konto")),
    ]
    if request.method == "POST" and (done := run(form, lambda: _open(actor, form.cleaned_data, known))):
        context = {"crumbs": crumbs, "given": done.result, "back_url": reverse("account:people")}
        return render(request, "account/opened.html", context)
    context = {
        "crumbs": crumbs,
        "heading": _("Nowe konto"),
        "lead": _("Pierwsze hasło utworzymy za Ciebie i pokażemy raz, na następnej stronie."),
        "form": form,
        "submit": _("Załóż konto"),
        "cancel_url": reverse("account:people"),
    }
    return render(request, "shell/form_page.html", context)


def _open(actor: Actor, data: dict[str, Any], known: dict[str, Any]) -> FirstPassword:
    name, email = data["name"], data["email"]
    if data["role"] == Role.DELEGATE:
        _person, password = partnership.open_delegate_account(
            actor=actor,
            partner=known[data["partner"]],
            name=name,
            job_title=data["job_title"],
            email=email,
        )
    else:
        _user, password = operations.open_account(actor=actor, email=email, name=name, roles=[data["role"]])
    return FirstPassword(name, email, password)
