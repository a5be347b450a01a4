"""Pages of the organisations: the list, one of them, an invitation, a correction."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.basket import queries as basket
from core.basket.queries.cards import hidden_among
from core.partnership import operations, queries
from core.partnership.enums import PartnerStage
from core.partnership.operations.invitations import enter_and_invite
from core.partnership.permissions import MANAGERS, may_manage
from core.partnership.queries import contacts, invitations, papers
from core.partnership.queries.organisations import how_read
from core.partnership.queries.resources import sees_resources
from core.partnership.rules.papers import last_day
from core.shared.actor import Actor
from core.shared.clock import today
from core.shared.enums import STAFF, Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.basket.presenters import standing
from web.partnership import contact_presenters, invitation_presenters, paper_presenters, presenters
from web.partnership.forms import DetailsForm, InviteForm, PartnerFilter
from web.shell.access import page_for, signed_in
from web.shell.components import Table
from web.shell.forms import posted, run
from web.shell.reading import remarks

if TYPE_CHECKING:
    from core.partnership.models import AccessionDeclaration, PartnerInvitation, PartnerOrganisation

READERS = (*STAFF, Role.DELEGATE)
RECENT_MEETINGS = 8
RECENT_INVITATIONS = 5


@page_for(*READERS)
@require_safe
def partners(request: AppRequest) -> HttpResponse:
    """The list of organisations with how far each has come."""
    actor = signed_in(request)
    form = PartnerFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.partners(actor, chosen.get("q", ""), chosen.get("etap") or None)
    page = page_of(found, request.GET.get("strona"))
    services = basket.published_numbers(actor, [item.pk for item in page.items])
    own = {actor.partner_id} if actor.partner_id else set()
    linked = None if actor.has(*STAFF) else own
    context = {
        "sections": presenters.sections("partners"),
        "tiles": presenters.stage_tiles(queries.stage_counts(actor)),
        "form": form,
        "page": page,
        "narrowed": any(chosen.values()),
        "table": presenters.partners_table(page.items, services, linked=linked),
        "manages": may_manage(actor),
        "remarks": remarks(
            how_read(actor, chosen.get("q", "")), [f"{item.name} {item.short_name}" for item in page.items]
        ),
        "exports": actor.has(*STAFF),
        "query": request.GET.urlencode(),
    }
    return render(request, "partnership/partners.html", context)


@page_for(*READERS)
@require_safe
def partner(request: AppRequest, partner_id: UUID) -> HttpResponse:
    """One organisation: papers, people, services, history; a delegate opens the own one only."""
    actor = signed_in(request)
    found = queries.partner_visible(actor, partner_id)
    manages, day = may_manage(actor), today()
    declarations = list(queries.declarations_of(found))
    attendance = list(queries.attendance_of(found)[:RECENT_MEETINGS])
    newest = _invitations(actor, found)
    context = {
        "crumbs": presenters.crumbs((str(found), "")),
        "partner": found,
        "stage": PartnerStage(found.stage).label,
        "stage_meaning": presenters.STAGE_MEANINGS[found.stage],
        "manages": manages,
        **_papers(found, declarations, manages=manages),
        "people": contact_presenters.people_table(contacts.people_with_contact(found), day, manages=manages),
        "addresses": contact_presenters.addresses_table(contacts.addresses_of(found), manages=manages),
        "may_invite": manages
        and invitations.may_be_invited(found)
        and not any(item.as_asked().is_open for item in newest or ()),
        "invitations": None if newest is None else invitation_presenters.own_invitations(newest, day),
        "services": _services(actor, found),
        "contact": presenters.contact_rows(found, contacts.place_named(found.teryt)),
        "history": presenters.history(found, declarations, attendance),
    }
    return render(request, "partnership/partner.html", context)


def _services(actor: Actor, partner: PartnerOrganisation) -> Table:
    """Cards of an organisation, with those that its departure keeps out of the basket."""
    cards = list(basket.cards(actor, partner=partner, status=None))
    hidden = hidden_among(cards)
    return presenters.services_table([(card, standing(card, hidden)) for card in cards])


def _papers(
    partner: PartnerOrganisation, declarations: list[AccessionDeclaration], *, manages: bool
) -> dict[str, object]:
    """Papers of an organisation: what waits for a signature first, then the newest declaration."""
    waiting, day = list(papers.drafts_of(partner)), today()
    files = papers.copies_of(declarations)
    cards = [paper_presenters.draft_card(item, manages=manages) for item in waiting]
    cards += [paper_presenters.declaration_card(item, files, day, manages=manages) for item in declarations]
    in_force = [item.as_accession() for item in declarations if item.as_accession().in_force(day)]
    endless = any(last_day(accession) is None for accession in in_force)
    return {
        "papers": cards,
        "may_prepare": manages and not waiting and not endless,
        "may_sign": manages and not waiting and not in_force,
    }


def _invitations(actor: Actor, partner: PartnerOrganisation) -> list[PartnerInvitation] | None:
    """The newest invitations of an organisation, for staff."""
    if not sees_resources(actor) or partner.is_lead:
        return None
    return list(invitations.invitations_of(actor, partner)[:RECENT_INVITATIONS])


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: AppRequest) -> HttpResponse:
    """Enter an organisation that was invited."""
    actor = signed_in(request)
    form = InviteForm(posted(request), initial={"invited_on": today()})
    if request.method == "POST" and (
        done := run(form, lambda: enter_and_invite(actor=actor, **form.cleaned_data))
    ):
        messages.success(request, _("Zaproszenie zapisane. Teraz czekamy na deklarację."))
        return redirect("partnership:partner", done.result.pk)
    context = {
        "heading": _("Zaproś partnera"),
        "lead": _(
            "Wpisz organizację, którą zaproszono do partnerstwa. Resztę danych można uzupełnić później."
        ),
        "form": form,
        "submit": _("Zapisz zaproszenie"),
        "crumbs": presenters.crumbs((_("Zaproś partnera"), "")),
        "cancel_url": reverse("partnership:partners"),
    }
    return render(request, "shell/form_page.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AppRequest, partner_id: UUID) -> HttpResponse:
    """Correct an organisation's data; papers already printed stay as they are."""
    actor = signed_in(request)
    found = queries.partner_visible(actor, partner_id)
    initial = {field: getattr(found, field) for field in DetailsForm.base_fields}
    form = DetailsForm(posted(request), initial=initial)
    if contacts.has_seat(found):
        del form.fields["address"]
    if request.method == "POST" and run(
        form,
        lambda: operations.update_partner(actor=actor, partner=found, **form.cleaned_data),
    ):
        messages.success(request, _("Dane partnera zapisane."))
        return redirect("partnership:partner", found.pk)
    back = reverse("partnership:partner", args=[found.pk])
    context = {
        "heading": _("Dane partnera"),
        "lead": found.name,
        "form": form,
        "submit": _("Zapisz"),
        "crumbs": presenters.crumbs((str(found), back), (_("Dane partnera"), "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)
