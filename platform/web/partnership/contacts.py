"""Pages of an organisation's addresses, and of who reaches and replaces its people when."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.partnership import queries
from core.partnership.operations import contacts as operations
from core.partnership.operations.people import update_person
from core.partnership.permissions import MANAGERS, may_manage, may_speak_for
from core.partnership.queries import contacts
from core.shared.actor import Actor
from core.shared.clock import today
from core.shared.enums import Role
from kooperacje.http import AppRequest
from web.partnership import contact_presenters, presenters
from web.partnership.accession_forms import AddressForm, ContactForm, EditPersonForm, SubstituteForm
from web.partnership.views import READERS
from web.shell.access import page_for, signed_in
from web.shell.forms import BaseForm, posted, run

if TYPE_CHECKING:
    from core.partnership.models import PartnerOrganisation, PartnerPerson

SPEAKERS = (*MANAGERS, Role.DELEGATE)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_address(request: AppRequest, partner_id: UUID) -> HttpResponse:
    """Enter an address."""
    actor = signed_in(request)
    partner = queries.partner_visible(actor, partner_id)
    form = AddressForm(posted(request))
    return _saved(
        request,
        form,
        lambda: operations.write_address(actor=actor, partner=partner, **form.cleaned_data),
        partner=partner,
        heading=_("Nowy adres"),
    )


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_address(request: AppRequest, address_id: UUID) -> HttpResponse:
    """Correct an address."""
    actor = signed_in(request)
    found = contacts.address_visible(actor, address_id)
    fields = [name for name in AddressForm.base_fields if name != "key"]
    form = AddressForm(posted(request), initial={name: getattr(found, name) for name in fields})
    return _saved(
        request,
        form,
        lambda: operations.write_address(
            actor=actor, partner=found.partner, address=found, **form.cleaned_data
        ),
        partner=found.partner,
        heading=_("Adres"),
    )


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_address(request: AppRequest, address_id: UUID) -> HttpResponse:
    """Ask once more, then take an address off."""
    actor = signed_in(request)
    found = contacts.address_visible(actor, address_id)
    return _confirmed(
        request,
        lambda: operations.remove_address(actor=actor, address=found),
        back=reverse("partnership:partner", args=[found.partner_id]),
        question=_("Usunąć ten adres?"),
        consequence=found.line,
        action=_("Usuń adres"),
    )


@page_for(*READERS)
@require_safe
def person(request: AppRequest, person_id: UUID) -> HttpResponse:
    """Somebody whom a partner named: how and when to reach them, and who stands in."""
    actor = signed_in(request)
    found = contacts.person_with_contact(actor, person_id)
    speaks = may_speak_for(actor, found.partner_id)
    back = reverse("partnership:partner", args=[found.partner_id])
    context = {
        "crumbs": presenters.crumbs((str(found.partner), back), (found.name, "")),
        "person": found,
        "facts": contact_presenters.person_facts(found),
        "substitutions": contact_presenters.substitutions_table(found, speaks=speaks),
        "hours": contact_presenters.hours_table(found, speaks=speaks),
        "speaks": speaks,
        "manages": may_manage(actor),
    }
    return render(request, "partnership/person.html", context)


@page_for(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_person(request: AppRequest, person_id: UUID) -> HttpResponse:
    """Correct what is known of a partner's person."""
    actor = signed_in(request)
    person = queries.person_visible(actor, person_id)
    duties = {"coordinator": person.is_coordinator, "delegate": person.is_delegate}
    initial = {
        "name": person.name,
        "job_title": person.job_title,
        "email": person.email,
        "phone": person.phone,
        "duties": [name for name, on in duties.items() if on],
    }
    form = EditPersonForm(posted(request), initial=initial)

    def operation() -> object:
        data = dict(form.cleaned_data)
        chosen = data.pop("duties")
        return update_person(
            actor=actor,
            person=person,
            is_delegate="delegate" in chosen,
            is_coordinator="coordinator" in chosen,
            **data,
        )

    return _saved(request, form, operation, partner=person.partner, heading=_("Dane osoby"), person=person)


@page_for(*SPEAKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def substitute(request: AppRequest, person_id: UUID) -> HttpResponse:
    """Say who stands in for somebody."""
    actor = signed_in(request)
    person = _own_person(actor, person_id)
    others = {
        str(each.pk): each for each in queries.people_of(person.partner, today()) if each.pk != person.pk
    }
    form = SubstituteForm(
        posted(request),
        initial={"starts_on": today()},
        people={key: each.name for key, each in others.items()},
    )

    def operation() -> object:
        data = dict(form.cleaned_data)
        data["substitute"] = others[data["substitute"]]
        return operations.name_substitute(actor=actor, person=person, **data)

    heading = _("Zastępstwo: %(person)s") % {"person": person.name}
    return _saved(request, form, operation, partner=person.partner, heading=heading, person=person)


@page_for(*SPEAKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def end_substitution(request: AppRequest, substitution_id: UUID) -> HttpResponse:
    """Ask once more, then end a substitution."""
    actor = signed_in(request)
    found = contacts.substitution_visible(actor, substitution_id)
    _require_own(actor, found.person.partner_id)
    return _confirmed(
        request,
        lambda: operations.end_substitution(actor=actor, substitution=found),
        back=reverse("partnership:person", args=[found.person_id]),
        question=_("Zakończyć zastępstwo?"),
        consequence=_("%(substitute)s nie będzie już zastępować: %(person)s.")
        % {"substitute": found.substitute.name, "person": found.person.name},
        action=_("Zakończ zastępstwo"),
    )


@page_for(*SPEAKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_period(request: AppRequest, person_id: UUID) -> HttpResponse:
    """Say when and how somebody is reached."""
    actor = signed_in(request)
    person = _own_person(actor, person_id)
    form = ContactForm(posted(request), initial={"way": "phone", "starts_on": today()})

    def operation() -> object:
        data = dict(form.cleaned_data)
        data["weekdays"] = "".join(data["weekdays"])
        return operations.set_contact_period(actor=actor, person=person, **data)

    heading = _("Kiedy i jak się kontaktować: %(person)s") % {"person": person.name}
    return _saved(request, form, operation, partner=person.partner, heading=heading, person=person)


@page_for(*SPEAKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_contact_period(request: AppRequest, period_id: UUID) -> HttpResponse:
    """Ask once more, then take a contact period off."""
    actor = signed_in(request)
    found = contacts.contact_period_visible(actor, period_id)
    _require_own(actor, found.person.partner_id)
    return _confirmed(
        request,
        lambda: operations.remove_contact_period(actor=actor, period=found),
        back=reverse("partnership:person", args=[found.person_id]),
        question=_("Usunąć ten czas kontaktu?"),
        consequence=found.person.name,
        action=_("Usuń"),
    )


def _own_person(actor: Actor, person_id: UUID) -> PartnerPerson:
    person = queries.person_visible(actor, person_id)
    _require_own(actor, person.partner_id)
    return person


def _require_own(actor: Actor, partner_id: UUID) -> None:
    if not may_speak_for(actor, partner_id):
        raise Http404


def _saved(
    request: AppRequest,
    form: BaseForm,
    operation: Callable[[], object],
    *,
    partner: PartnerOrganisation,
    heading: str,
    person: PartnerPerson | None = None,
) -> HttpResponse:
    """The page of one form about an organisation or its person; back on that page when it is done."""
    page = reverse("partnership:partner", args=[partner.pk])
    back = reverse("partnership:person", args=[person.pk]) if person else page
    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Zapisane."))
        return redirect(back)
    context = {
        "heading": heading,
        "lead": partner.name,
        "form": form,
        "submit": _("Zapisz"),
        "crumbs": presenters.crumbs((str(partner), page), (heading, "")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


def _confirmed(
    request: AppRequest,
    operation: Callable[[], object],
    *,
    back: str,
    question: str,
    consequence: str,
    action: str,
) -> HttpResponse:
    """The page that asks once more."""
    form = BaseForm(posted(request))
    if request.method == "POST" and run(form, lambda: (operation(),)):
        messages.success(request, _("Zapisane."))
        return redirect(back)
    context = {
        "question": question,
        "consequence": consequence,
        "action": action,
        "form": form,
        "cancel_url": back,
    }
    return render(request, "shell/confirm.html", context)
