"""What pages of meetings share: who is on the lists that forms offer, and the page of one form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from core.partnership import queries
from core.partnership.queries.meetings import agenda_item
from core.shared.actor import Actor
from core.shared.clock import today
from kooperacje.http import AppRequest
from web.shell.components import Crumb
from web.shell.forms import BaseForm


def form_page(
    request: AppRequest,
    form: BaseForm,
    *,
    heading: str,
    submit: str,
    crumbs: Sequence[Crumb],
    back: str,
    lead: str = "",
    template: str = "shell/form_page.html",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """A page with one form and the way back."""
    context = {
        "heading": heading,
        "lead": lead,
        "form": form,
        "submit": submit,
        "crumbs": crumbs,
        "cancel_url": back,
        **more,
    }
    return render(request, template, context, status=status)


def partners_by_key(actor: Actor) -> dict[str, Any]:
    """Organisations that take part in meetings, by their key, the lead first."""
    return {str(item.pk): item for item in queries.partners_to_meet(actor)}


def names_of(partners: dict[str, Any]) -> dict[str, str]:
    """Their names for a form's choices."""
    return {key: item.name for key, item in partners.items()}


def people_by_organisation(
    actor: Actor, partners: dict[str, Any]
) -> tuple[dict[str, Any], list[tuple[str, list[tuple[str, str]]]]]:
    """Persons in office by their key, and as groups of a form's choices."""
    people: dict[str, Any] = {}
    groups: dict[str, list[tuple[str, str]]] = {}
    for person in queries.people_visible_to(actor):
        partner = partners.get(str(person.partner_id))
        if partner is None or (person.ends_on is not None and person.ends_on <= today()):
            continue
        people[str(person.pk)] = person
        groups.setdefault(partner.name, []).append((str(person.pk), person.name))
    return people, sorted(groups.items())


def item_of(actor: Actor, item_id: UUID) -> Any:
    """A point of an agenda with its meeting."""
    return agenda_item(actor, item_id)


def chosen(records: dict[str, Any], keys: Iterable[str]) -> list[Any]:
    """The records behind a form's keys."""
    return [records[key] for key in keys]
