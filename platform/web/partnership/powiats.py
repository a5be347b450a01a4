"""A gmina asks a powiat, a powiat answers gminas: two pages that never read the other's schema."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.exchange.enums import OfferAnswer
from core.exchange.operations.invitations import answer_offer
from core.exchange.queries import invitations as offers
from core.partnership.enums.accession import InvitationChannel
from core.partnership.operations.powiats import invite_powiat
from core.partnership.permissions import MANAGERS
from core.partnership.queries import invitations
from core.partnership.rules.invitations import ANSWER_WITHIN
from core.shared.clock import today
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.partnership import accession_presenters as shown
from web.partnership import invitation_presenters, powiat_presenters, presenters
from web.partnership.accession_forms import OfferForm, PowiatForm
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

SHOWN = 10


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: AppRequest) -> HttpResponse:
    """Ask a powiat's centre to be the strategic partner, in its own tenant."""
    if not offers.is_gmina():
        raise Http404
    actor = signed_in(request)
    choices = {each.schema: f"{each.organisation} ({each.name})" for each in offers.powiats_to_invite()}
    initial = {"powiat": next(iter(choices), ""), "answer_by": today() + ANSWER_WITHIN}
    form = PowiatForm(posted(request), initial=initial, powiats=choices)
    if request.method == "POST" and (
        done := run(form, lambda: invite_powiat(actor=actor, **form.cleaned_data))
    ):
        messages.success(request, _("Zaproszenie czeka na odpowiedź w systemie powiatu."))
        return redirect("partnership:invitation", done.result.pk)
    context = {
        "heading": _("Zaproś powiat jako partnera strategicznego"),
        "lead": _(
            "Powiat odpowie w swoim systemie. Nie zobaczy danych gminy, a gmina nie zobaczy danych powiatu."
        ),
        "form": form,
        "submit": _("Wyślij zaproszenie"),
        "sections": presenters.sections("steps"),
        "tabs": shown.preparation_tabs(actor, "powiat"),
        "cancel_url": reverse("partnership:board"),
        "nothing": not choices,
        "asked": invitation_presenters.invitations_table(
            invitations.invitations(actor).filter(channel=InvitationChannel.PLATFORM)[:SHOWN], today()
        ),
    }
    return render(request, "partnership/invite_powiat.html", context)


@page_for(*MANAGERS)
@require_safe
def received(request: AppRequest) -> HttpResponse:
    """Invitations that this powiat received from gminas."""
    actor = signed_in(request)
    page = page_of(offers.received(actor), request.GET.get("strona"))
    context = {
        "sections": presenters.sections("steps"),
        "tabs": shown.preparation_tabs(actor, "offers"),
        "page": page,
        "table": powiat_presenters.offers_table(page.items),
    }
    return render(request, "partnership/offers.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: AppRequest, offer_id: UUID) -> HttpResponse:
    """One invitation from a gmina, and the answer to it."""
    actor = signed_in(request)
    found = offers.received_one(actor, offer_id)
    form = OfferForm(posted(request))

    def operation() -> object:
        data = dict(form.cleaned_data)
        accepts = data.pop("answer") == OfferAnswer.ACCEPTED
        return answer_offer(actor=actor, offer=found, accepts=accepts, **data)

    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Odpowiedź wysłana do gminy."))
        return redirect("partnership:offers")
    address = reverse("partnership:offers")
    title = _("Zaproszenie: %(town)s") % {"town": found.from_town}
    context = {
        "crumbs": presenters.crumbs((_("Zaproszenia do partnerstw gmin"), address), (title, "")),
        "title": title,
        "offer": found,
        "facts": powiat_presenters.offer_facts(found),
        "form": form,
        "open": getattr(found, "answer", None) is None,
    }
    return render(request, "partnership/offer.html", context)
