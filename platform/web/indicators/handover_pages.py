"""Pages of a month on its way to the region: look, confirm, keep back, and what happened before."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exchange.queries import submissions as steps
from core.indicators.operations import compute
from core.indicators.permissions import COUNTERS, may_count
from core.indicators.queries import READERS
from core.indicators.rules import is_over, parsed_period
from core.regional import queries, submissions
from core.regional.errors import MonthNotOverError
from core.shared import clock
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.indicators import handover as words
from web.indicators import presenters
from web.indicators.forms import ConfirmForm, HoldForm, MonthForm, month_code
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import errors_of, posted, run


@page_for(*READERS)
@require_safe
def handover(request: AppRequest) -> HttpResponse:
    """What the town gives for a month, before and after giving it."""
    actor = signed_in(request)
    wanted = parsed_period(request.GET.get("miesiac", ""))
    asked = wanted.start if wanted and wanted.kind == "month" else None
    months, month = words.month_choices(actor, asked)
    if asked is not None and not is_over(asked, clock.today()):
        messages.warning(request, MonthNotOverError(month=f"{asked:%m.%Y}").message)
    found, preview = queries.handed_over(actor, month), queries.preview(actor, month)
    event = steps.state_of(month)
    changes = queries.changed_since(actor, found)
    context = {
        "sections": presenters.sections("handover"),
        "months": months,
        "found": found,
        "code": month_code(month),
        "name": words.month_name(month),
        "standing": words.standing(found, preview, event),
        "reminders": words.reminders_text(month) if found.release is None else [],
        "counted": found.counts is not None,
        "digest": preview.digest if preview.counts is not None else "",
        "held": steps.is_held_back(month),
        "alone": presenters.printed_table(found),
        "summed": presenters.summed_table(found),
        "changes": words.changes_table(changes, released=found.release is not None) if changes else None,
        "may_act": may_count(actor),
        "open": found.release is None and may_count(actor),
    }
    return render(request, "indicators/handover.html", context)


@page_for(*COUNTERS)
@require_POST
def count(request: AppRequest) -> HttpResponse:
    """Count a month, so that it can be looked at; of a released one only to see what has changed since."""
    actor, form = signed_in(request), MonthForm(request.POST)
    done = run(form, lambda: compute(actor=actor, months=[form.cleaned_data["miesiac"]]))
    return _back(request, form, done, _("Policzono: %(month)s."))


@page_for(*COUNTERS)
@require_POST
def submit(request: AppRequest) -> HttpResponse:
    """Hand over the numbers that the page showed; numbers that changed meanwhile are shown first."""
    actor, form = signed_in(request), ConfirmForm(request.POST)
    done = run(
        form,
        lambda: submissions.confirm_month(
            actor=actor,
            month=form.cleaned_data["miesiac"],
            seen=form.cleaned_data["skrot"],
            replace=form.cleaned_data["ponownie"],
        ),
    )
    return _back(request, form, done, _("Przekazano regionowi: %(month)s."))


@page_for(*COUNTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: AppRequest, code: str) -> HttpResponse:
    """Keep a month back, with a reason."""
    actor, month = signed_in(request), _month(code)
    form = HoldForm(posted(request))
    if request.method == "POST" and run(
        form, lambda: submissions.hold_back(actor=actor, month=month, **form.cleaned_data)
    ):
        messages.success(
            request,
            _("Wstrzymano: %(month)s. Region zobaczy powód zamiast liczb.")
            % {"month": words.month_name(month)},
        )
        return redirect(_address(month))
    name = words.month_name(month)
    context = {
        "heading": _("Wstrzymaj: %(month)s") % {"month": name},
        "lead": _(
            "Region nie dostanie liczb za ten miesiąc, dopóki nie zdejmiesz wstrzymania. Po wydaniu miesiąca "
            "już ich nie dostanie: nasz urząd będzie wśród tych, które nie przekazały danych. "
            "Region i operator platformy przeczytają powód, wyjaśnienie oraz kto i kiedy wstrzymał."
        ),
        "form": form,
        "submit": _("Wstrzymaj miesiąc"),
        "crumbs": [Crumb(_("Co przekazujemy regionowi"), _address(month)), Crumb(name)],
        "cancel_url": _address(month),
    }
    return render(request, "shell/form_page.html", context)


@page_for(*COUNTERS)
@require_POST
def let_go(request: AppRequest) -> HttpResponse:
    """End a hold; the month waits for a look again."""
    actor, form = signed_in(request), MonthForm(request.POST)
    done = run(form, lambda: submissions.let_go(actor=actor, month=form.cleaned_data["miesiac"]))
    return _back(request, form, done, _("Zdjęto wstrzymanie: %(month)s."))


@page_for(*READERS)
@require_safe
def history(request: AppRequest) -> HttpResponse:
    """Every step with every month."""
    page = page_of(steps.own_history(signed_in(request)), request.GET.get("strona"))
    context = {
        "sections": presenters.sections("history"),
        "page": page,
        "events": words.history(page.items),
    }
    return render(request, "indicators/history.html", context)


def _back(request: AppRequest, form: MonthForm, done: object, sentence: str) -> HttpResponse:
    month = form.cleaned_data.get("miesiac")
    if done and month:
        messages.success(request, sentence % {"month": words.month_name(month)})
    for error in errors_of(form):
        messages.error(request, error.message)
    return redirect(_address(month) if month else "indicators:handover")


def _month(code: str) -> date:
    period = parsed_period(code)
    if period is None or period.kind != "month":
        raise Http404
    return period.start


def _address(month: date) -> str:
    return f"{reverse('indicators:handover')}?miesiac={month_code(month)}"
