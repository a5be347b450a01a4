"""My consents in one list, each with a way to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.privacy import operations
from core.privacy import queries as privacy
from core.privacy.queries import ledger
from core.privacy.queries.sheets import own_sheets
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.paging import page_of
from web.privacy.told import permissions
from web.shell.access import page_for, signed_in

if TYPE_CHECKING:
    from kooperacje.http import AppRequest

_TALKS = 10


@page_for(Role.FAMILY_MEMBER)
@require_safe
def consents(request: AppRequest) -> HttpResponse:
    """To take part; to let an institution know something: what, what for, until when."""
    actor = signed_in(request)
    page = page_of(ledger.own_told_institutions(actor), request.GET.get("strona"))
    context = {
        "agreement": privacy.own_agreement(actor),
        "page": page,
        "institutions": permissions(ledger.own_words_to(actor, page.items)),
        "sheets": own_sheets(actor)[:_TALKS],
    }
    return render(request, "portal/consents.html", context)


@page_for(Role.FAMILY_MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: AppRequest) -> HttpResponse:
    """I no longer take part; asked once more, no reason wanted."""
    actor = signed_in(request)
    agreement = privacy.own_agreement(actor)
    if agreement is None:
        raise NotVisibleError
    if request.method == "POST":
        operations.withdraw_agreement(actor=actor, agreement=agreement)
        messages.success(request, _("Zgoda wycofana. Świadczenia zostają bez zmian."))
        return redirect("portal:own")
    context = {
        "question": _("Nie chcesz już brać udziału?"),
        "consequence": _(
            "Od dziś nie należysz do zespołu. Nie tracisz żadnego świadczenia ani innej pomocy. "
            "Zawsze możesz wrócić: powiedz o tym swojemu pracownikowi socjalnemu."
        ),
        "action": _("Wycofuję zgodę"),
        "warning": True,
        "cancel_url": reverse("portal:consents"),
    }
    return render(request, "portal/withdraw.html", context)
