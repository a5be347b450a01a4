"""Entering: a slip the first time, number and PIN afterwards; one's own number and PIN.

Titles say "Moja strona" and nothing else. What is wrong is never said apart, so that nobody learns here
which numbers exist.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core.access import operations, queries
from core.access.rules import in_groups
from core.identity.operations import note_sign_in
from core.identity.queries import actor_for
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from kooperacje.http import AppRequest
from web.access.forms import ChangePinForm, EnterForm, SlipForm
from web.shell.access import page_for, page_for_everyone, signed_in
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from core.access.models import OwnAccess

_FORM = ["GET", "HEAD", "POST"]
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters("pin")
@page_for_everyone
@require_http_methods(_FORM)
def enter(request: AppRequest) -> HttpResponse:
    """Number and PIN; five wrong ones put the PIN to sleep for a quarter of an hour."""
    form = EnterForm(posted(request))
    if request.method == "POST" and form.is_valid():
        user = operations.sign_in(**form.cleaned_data)
        if user is not None:
            login(request, user, backend=_BACKEND)
            note_sign_in(actor=actor_for(user))
            return _fresh(redirect(_following(request)))
        form.add_error(
            None,
            _(
                "Numer albo PIN się nie zgadza. Sprawdź i spróbuj jeszcze raz. Po pięciu błędnych próbach "
                "odczekaj 15 minut albo poproś o nową kartkę."
            ),
        )
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    return _fresh(render(request, "access/enter.html", context))


@sensitive_post_parameters("code", "pin", "again")
@page_for_everyone
@require_http_methods(_FORM)
def slip(request: AppRequest) -> HttpResponse:
    """The code of a slip, once: a PIN is chosen and the number shown to write down."""
    form = SlipForm(posted(request))

    def use() -> OwnAccess:
        data = form.cleaned_data
        return operations.enter_with_slip(code=data["code"], pin=data["pin"], email=data["email"])

    if request.method == "POST" and (done := run(form, use)):
        user = done.result.person.user
        if user is None:  # cannot be: entering makes the account
            raise NotVisibleError
        login(request, user, backend=_BACKEND)
        note_sign_in(actor=actor_for(user))
        return _fresh(redirect(f"{reverse('access:own')}?nowe=1"))
    return _fresh(render(request, "access/slip.html", {"form": form}))


@sensitive_post_parameters()
@page_for(Role.FAMILY_MEMBER)
@require_http_methods(_FORM)
def own(request: AppRequest) -> HttpResponse:
    """My number, and another PIN."""
    actor = signed_in(request)
    access = queries.own_access(actor)
    if access is None:
        raise NotVisibleError
    form = ChangePinForm(posted(request))
    if request.method == "POST" and run(
        form,
        lambda: operations.change_pin(
            actor=actor, old_pin=form.cleaned_data["old_pin"], new_pin=form.cleaned_data["pin"]
        ),
    ):
        messages.success(request, _("PIN zmieniony. Stary już nie działa."))
        return redirect("access:own")
    context = {"form": form, "number": in_groups(access.number), "new": "nowe" in request.GET}
    return render(request, "access/own.html", context)


def _following(request: AppRequest) -> str:
    """Where the person was before the session ended, if it is a page of this town."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and safe else reverse("portal:own")


def _fresh(answer: HttpResponse) -> HttpResponse:
    """Nothing of it stays in the browser."""
    patch_cache_control(answer, private=True, no_store=True)
    return answer
