"""The public check of a certificate: whoever sees one on a wall may ask whether it is valid."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.partnership import queries
from kooperacje.http import AppRequest
from tenants.context import current
from web.partnership.forms import CodeForm
from web.shell.access import page_for_everyone
from web.shell.components import SummaryRow
from web.shell.templatetags.shell import day


@page_for_everyone
@require_safe
def ask(request: AppRequest) -> HttpResponse:
    """The field for a code; the answer has an address of its own."""
    form = CodeForm(request.GET if "kod" in request.GET else None)
    if form.is_bound and form.is_valid():
        code = "".join(letter for letter in form.cleaned_data["kod"].upper() if letter.isalnum())
        if code:
            return redirect("partnership:check", code)
    return render(request, "partnership/check_code.html", {"form": form})


@page_for_everyone
@require_safe
def check(request: AppRequest, code: str) -> HttpResponse:
    """Valid, no longer valid, or unknown; nothing about any person."""
    if len(code) > 40:  # noqa: PLR2004  the length of the column
        raise Http404
    found = queries.certificate_check(code)
    context = {"found": found, "facts": _facts(found, code) if found else [], "town": current().name}
    return render(request, "partnership/check.html", context, status=200 if found else 404)


def _facts(found: queries.CertificateCheck, code: str) -> list[SummaryRow]:
    """What stands on the certificate, to compare with the one in sight; its end where one is known."""
    last = SummaryRow(_("Ważny do") if found.valid else _("Był ważny do"), day(found.ends_on))
    return [
        SummaryRow(_("Numer certyfikatu"), found.number),
        SummaryRow(_("Wydany"), day(found.issued_on)),
        SummaryRow(_("Partner od"), day(found.signed_on)),
        *([last] if found.ends_on else []),
        SummaryRow(_("Kod"), queries.grouped_code("".join(sign for sign in code.upper() if sign.isalnum()))),
    ]
