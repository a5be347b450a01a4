"""Answering from a message: its link and a pin, for a quarter of an hour; no account, no list of requests.

The page before the pin says which service is asked for and nothing else; mail programs that open links
change nothing by it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Final

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from core.notifications.errors import LinkBrokenError, LinkExpiredError
from core.referrals.operations.pins import try_pin
from core.referrals.queries.links import Asked, asked_by_link
from core.shared import clock
from web.partner import answering
from web.partner.answering import Voice
from web.partner.forms import PinForm
from web.shell.access import page_for_everyone
from web.shell.forms import posted
from web.shell.templatetags.shell import moment

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.identity.pins import Trial
    from kooperacje.http import AppRequest

_KEPT: Final = "answering"
_OPEN_FOR: Final = timedelta(minutes=15)
Answer = Callable[["AppRequest", Voice], "HttpResponse"]


def _by_link(answer: Answer) -> Callable[[AppRequest, str], HttpResponse]:
    """A door for who has the message; before the pin it leads to the page that asks for it."""

    @never_cache
    @wraps(answer)
    def door(request: AppRequest, token: str) -> HttpResponse:
        try:
            found = asked_by_link(token)
        except (LinkBrokenError, LinkExpiredError) as error:
            return render(request, "partner/link_gone.html", {"reason": error.message}, status=410)
        if _opened(request, found):
            return answer(request, _voice(found, token))
        return _pin_page(request, found, token)

    return door


@sensitive_post_parameters("pin")
@page_for_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def asked(request: AppRequest, voice: Voice) -> HttpResponse:
    """The request behind the pin."""
    if request.method == "POST":
        return redirect(voice.doors.page)
    return answering.shown(request, voice)


accept = page_for_everyone(require_POST(_by_link(answering.accepted)))
decline = page_for_everyone(require_http_methods(["GET", "HEAD", "POST"])(_by_link(answering.declined)))
first_contact = page_for_everyone(
    require_http_methods(["GET", "HEAD", "POST"])(_by_link(answering.contacted))
)
outcome = page_for_everyone(require_POST(_by_link(answering.finished)))


def _pin_page(request: AppRequest, found: Asked, token: str) -> HttpResponse:
    here = reverse("partner:link-request", args=[token])
    form = PinForm(posted(request) if request.path == here else None)
    if request.method == "POST" and request.path != here:
        return redirect(here)
    if request.method == "POST" and found.pin is not None and form.is_valid():
        trial = try_pin(actor=found.reader, pin=found.pin, digits=form.cleaned_data["pin"])
        if trial.right:
            _open(request, found)
            return redirect(here)
        form.add_error("pin", _wrong(trial))
    context = {
        "asked": found,
        "form": form,
        "has_pin": found.pin is not None,
        "account_url": reverse("partner:request", args=[found.referral.pk]),
    }
    return render(request, "partner/by_link.html", context)


def _wrong(trial: Trial) -> str:
    if trial.asleep_until is not None:
        return _("Za dużo prób. Spróbuj po %(time)s albo zadzwoń do pracownika ds. sieci po nowy PIN.") % {
            "time": moment(trial.asleep_until)
        }
    return ngettext(
        "To nie ten PIN. Została %(number)d próba.",
        "To nie ten PIN. Zostały %(number)d próby.",
        trial.left,
    ) % {"number": trial.left}


def _open(request: AppRequest, found: Asked) -> None:
    request.session.cycle_key()
    kept = dict(request.session.get(_KEPT, {}))
    kept[str(found.person.pk)] = (clock.now() + _OPEN_FOR).isoformat()
    request.session[_KEPT] = kept


def _opened(request: AppRequest, found: Asked) -> bool:
    """A new pin or a wrong one meanwhile does not shut what a right one opened; a quarter of an hour does."""
    until = dict(request.session.get(_KEPT, {})).get(str(found.person.pk))
    return until is not None and datetime.fromisoformat(until) > clock.now()


def _voice(found: Asked, token: str) -> Voice:
    return Voice(found.reader, found.referral, answering.doors("link-", token), by_link=True)
