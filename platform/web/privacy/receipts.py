"""The receipt of one disclosure, and the public page on which anybody checks one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.privacy.enums import Article6, Channel, DataCategory
from core.privacy.queries import ledger
from core.privacy.queries.receipts import receipt_of, verify_receipt
from core.privacy.receipt_paper import receipt_paper
from core.shared.enums import Role
from kooperacje.http import AppRequest
from tenants.context import current
from web.privacy.forms import ReceiptForm
from web.shell.access import page_for, page_for_everyone, signed_in
from web.shell.components import Crumb, SummaryRow
from web.shell.templatetags.shell import moment

if TYPE_CHECKING:
    from core.privacy.models import Disclosure


@page_for(Role.SOCIAL_WORKER, Role.FAMILY_MEMBER)
@require_safe
def receipt(request: AppRequest, number: int) -> HttpResponse:
    """One entry of the ledger with its receipt: to print, to keep, to check."""
    actor = signed_in(request)
    entry = ledger.disclosure_visible(actor, number)
    own = actor.has(Role.FAMILY_MEMBER)
    back = reverse("privacy:own") if own else reverse("privacy:disclosures", args=[entry.case_id])
    heading = _("Ujawnienie nr %(number)s") % {"number": entry.number}
    context = {
        "crumbs": [Crumb(_("Kto co zobaczył"), back), Crumb(heading, "")],
        "heading": heading,
        "entry": entry,
        "facts": _facts(entry),
    }
    return render(request, "privacy/receipt.html", context)


@page_for(Role.SOCIAL_WORKER, Role.FAMILY_MEMBER)
@require_safe
def paper(request: AppRequest, number: int) -> HttpResponse:
    """The receipt on paper."""
    document = receipt_paper(ledger.disclosure_visible(signed_in(request), number))
    headers = {"Content-Disposition": f'attachment; filename="{document.filename}"'}
    return HttpResponse(document.content, content_type="application/pdf", headers=headers)


@page_for_everyone
@require_safe
def ask(request: AppRequest) -> HttpResponse:
    """The field for a receipt; the answer has an address of its own."""
    form = ReceiptForm(request.GET if "kod" in request.GET else None)
    if form.is_bound and form.is_valid():
        code = "".join(sign for sign in form.cleaned_data["kod"] if sign.isalnum() or sign == "-")
        if code:
            return redirect("privacy:checked-receipt", code)
    return render(request, "privacy/check_receipt.html", {"form": form})


@page_for_everyone
@require_safe
def check(request: AppRequest, code: str) -> HttpResponse:
    """Genuine or not; nothing of anybody, not even of which institution."""
    found = verify_receipt(code)
    context = {"found": found, "town": current().name}
    return render(request, "privacy/checked_receipt.html", context, status=200 if found.genuine else 404)


def _facts(entry: Disclosure) -> list[SummaryRow]:
    told = [
        f"{DataCategory(one).label}"
        + (f" ({_('wyjaśnienie')} {entry.texts[one]})" if one in entry.texts else "")
        for one in DataCategory.values
        if one in entry.told
    ]
    return [
        SummaryRow(_("Kiedy"), moment(entry.at)),
        SummaryRow(_("Kto się dowiedział"), f"{entry.institution}\n{entry.actor_name}"),
        SummaryRow(_("O kim"), entry.person.full_name),
        SummaryRow(_("O czym"), "\n".join(told)),
        SummaryRow(_("Po co"), entry.aim),
        *(
            SummaryRow(_("Na jakiej podstawie"), str(Article6(article).label))
            for article in sorted(set(entry.told.values()))
            if entry.by_law
        ),
        SummaryRow(_("W jaki sposób"), Channel(entry.channel).label),
        SummaryRow(_("Numer pokwitowania"), str(receipt_of(entry))),
    ]
