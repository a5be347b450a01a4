"""Signing in and out, one's own account, the list of accounts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.families.queries import shown_name
from core.identity import operations, queries
from core.identity.permissions import ACCOUNT_MANAGERS
from core.shared.enums import STAFF, Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.account.forms import NewPasswordForm, PeopleFilter, SignInForm
from web.shell import navigation
from web.shell.access import page_for, page_for_everyone, signed_in
from web.shell.components import Cell, Column, Crumb, Row, SummaryRow, Table
from web.shell.context import role_labels
from web.shell.demo import demo_accounts

_LOGIN = {
    "template_name": "account/sign_in.html",
    "authentication_form": SignInForm,
    "redirect_authenticated_user": True,
}


@sensitive_post_parameters("password")
@page_for_everyone
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: AppRequest) -> HttpResponseBase:
    """E-mail address and password; five wrong ones lock the pair of address and computer for 15 minutes."""
    slug = str(getattr(request.tenant, "slug", ""))
    accounts = {"demo_accounts": demo_accounts(slug)}
    answer = LoginView.as_view(**_LOGIN, extra_context=accounts)(request)
    user: Any = request.user
    if request.actor is None and user.is_authenticated:
        operations.note_sign_in(actor=queries.actor_for(user))
    patch_cache_control(answer, private=True, no_store=True)
    return answer


@page_for_everyone
@require_POST
def sign_out(request: AppRequest) -> HttpResponse:
    """End the session and let the browser forget what it kept of it."""
    if request.actor is not None:
        operations.note_sign_out(actor=request.actor)
    logout(request)
    answer = redirect("account:sign-in")
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@page_for_everyone
@require_safe
def home(request: AppRequest) -> HttpResponse:
    """The first page of somebody's work: the first entry of their navigation."""
    if request.actor is None:
        return redirect("account:sign-in")
    tenant = request.tenant
    here = request.path
    links = navigation.links_for(request, str(tenant.kind), request.actor) if tenant else []
    first = next((link.url for link in links if link.url != here), reverse("account:own"))
    return redirect(first)


@page_for()
@require_safe
def own(request: AppRequest) -> HttpResponse:
    """What the platform knows of the reader's account."""
    actor = signed_in(request)
    user: Any = request.user
    rows = [
        SummaryRow(_("Imię i nazwisko"), shown_name(actor, request.person)),
        SummaryRow(_("Adres e-mail"), user.email),
        SummaryRow(_("Rola"), ", ".join(role_labels(sorted(actor.roles)))),
        SummaryRow(_("Hasło"), "••••••••", reverse("account:password"), _("Zmień")),
    ]
    context = {
        "rows": rows,
        "manages": actor.has(*ACCOUNT_MANAGERS),
        "has_calendar": actor.has(*STAFF, Role.DELEGATE),
    }
    return render(request, "account/own.html", context)


@sensitive_post_parameters()
@page_for()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: AppRequest) -> HttpResponse:
    """A new password; other sessions of the account end, this one goes on."""
    actor = signed_in(request)
    form = NewPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        operations.set_password(actor=actor, user=user, password=form.cleaned_data["new_password1"])
        update_session_auth_hash(request, user)
        messages.success(request, _("Hasło zmienione. Na innych urządzeniach zaloguj się nowym."))
        return redirect("account:own")
    context = {
        "crumbs": [Crumb(_("Twoje konto"), reverse("account:own")), Crumb(_("Nowe hasło"))],
        "heading": _("Nowe hasło"),
        "form": form,
        "submit": _("Zmień hasło"),
        "cancel_url": reverse("account:own"),
    }
    return render(request, "shell/form_page.html", context)


@page_for(*ACCOUNT_MANAGERS)
@require_safe
def people(request: AppRequest) -> HttpResponse:
    """Who has an account here and what it may do."""
    form = PeopleFilter(request.GET)
    search = form.cleaned_data["q"] if form.is_valid() else ""
    page = page_of(queries.users(search), request.GET.get("strona"))
    context = {
        "crumbs": [Crumb(_("Twoje konto"), reverse("account:own")), Crumb(_("Konta"))],
        "form": form,
        "page": page,
        "table": _people_table(page.items),
    }
    return render(request, "account/people.html", context)


def _people_table(users: list[Any]) -> Table:
    columns = [Column(_("Osoba")), Column(_("Adres e-mail")), Column(_("Rola")), Column(_("Konto"))]
    rows = [
        Row(
            [
                Cell(user.name),
                Cell(user.email),
                Cell(", ".join(role_labels(sorted(grant.role for grant in user.grants.all())))),
                Cell(_("czynne"), meaning="good")
                if user.is_active
                else Cell(_("wyłączone"), meaning="neutral"),
            ]
        )
        for user in users
    ]
    return Table(_("Konta"), columns, rows, caption_hidden=True, stacked=True)
