"""Support of the staff that the town arranged: a list, an entry, its correction."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.indicators.operations import support as operations
from core.indicators.permissions import COUNTERS, may_count
from core.indicators.queries import READERS
from core.indicators.queries import context as queries
from core.partnership.queries.organisations import active_partners
from core.shared import clock
from core.shared.paging import page_of
from web.reporting import presenters
from web.reporting.forms import SupportForm
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from core.indicators.models import StaffSupport
    from core.partnership.models import PartnerOrganisation
    from kooperacje.http import AppRequest


@page_for(*READERS)
@require_safe
def listed(request: AppRequest) -> HttpResponse:
    """What the town recorded itself, newest first."""
    actor = signed_in(request)
    page = page_of(queries.support_of(actor), request.GET.get("strona"))
    context = {
        "crumbs": presenters.crumbs(Crumb(_("Wsparcie kadry"))),
        "page": page,
        "table": presenters.support_table(page.items, writes=may_count(actor)),
        "writes": may_count(actor),
    }
    return render(request, "reporting/support.html", context)


@page_for(*COUNTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AppRequest) -> HttpResponse:
    """Write down support that was given."""
    actor = signed_in(request)
    form = SupportForm(posted(request), partners=_partners())
    if run(
        form,
        lambda: operations.record_support(actor=actor, support=form.support(), key=form.cleaned_data["key"]),
    ):
        messages.success(request, _("Zapisano wsparcie kadry."))
        return redirect("reporting:support")
    return _form(request, form, _("Zapisz wsparcie kadry"))


@page_for(*COUNTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AppRequest, support_id: UUID) -> HttpResponse:
    """Correct an entry."""
    actor = signed_in(request)
    entry = queries.support_visible(actor, support_id)
    form = SupportForm(posted(request), initial=SupportForm.of(entry), partners=_partners(entry))
    if run(
        form,
        lambda: operations.change_support(
            actor=actor, entry=entry, support=form.support(), version=form.cleaned_data["version"]
        ),
    ):
        messages.success(request, _("Zapisano wsparcie kadry."))
        return redirect("reporting:support")
    return _form(request, form, _("Popraw wsparcie kadry"), entry.pk)


@page_for(*COUNTERS)
@require_POST
def remove(request: AppRequest, support_id: UUID) -> HttpResponse:
    """Take an entry away that was made by mistake."""
    actor = signed_in(request)
    operations.remove_support(actor=actor, entry=queries.support_visible(actor, support_id))
    messages.success(request, _("Usunięto wpis."))
    return redirect("reporting:support")


def _partners(entry: StaffSupport | None = None) -> list[PartnerOrganisation]:
    """Partners of the day, and those whom an entry names already."""
    found = list(active_partners(clock.today()).listed())
    named = entry.partners.all() if entry else []
    return found + [partner for partner in named if partner not in found]


def _form(request: AppRequest, form: SupportForm, heading: str, entry_id: UUID | None = None) -> HttpResponse:
    context = {
        "crumbs": presenters.crumbs(Crumb(_("Wsparcie kadry"), reverse("reporting:support")), Crumb(heading)),
        "heading": heading,
        "form": form,
        "submit": _("Zapisz"),
        "cancel_url": reverse("reporting:support"),
        "remove_url": reverse("reporting:support-remove", args=[entry_id]) if entry_id else "",
    }
    return render(request, "reporting/support_form.html", context)
