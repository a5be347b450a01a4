"""Permissions and restrictions as rows: of the cases that the actor leads; to a person their own."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from core.families import queries as families
from core.privacy.models import DisclosureAuthorisation, ProcessingRestriction
from core.privacy.queries.agreements import own_rows
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


def authorisations_visible_to(actor: Actor) -> QuerySet[DisclosureAuthorisation]:
    """Permissions, taken back ones too, of the cases that the actor leads and the own ones, newest first."""
    found = DisclosureAuthorisation.objects.filter(Q(case__in=families.led_cases(actor)) | own_rows(actor))
    return found.order_by("-given_at", "pk")


def word_visible(actor: Actor, authorisation_id: UUID | str) -> DisclosureAuthorisation:
    """One permission of a case that the actor leads, or the own one, or `NotVisibleError`."""
    found = authorisations_visible_to(actor).select_related("case", "person", "partner")
    one = found.filter(pk=authorisation_id).first()
    if one is None:
        raise NotVisibleError
    return one


def restrictions_visible_to(actor: Actor) -> QuerySet[ProcessingRestriction]:
    """Restrictions of persons whose case the actor leads, lifted ones too, the newest first."""
    persons = families.persons_visible_to(actor).order_by()
    return ProcessingRestriction.objects.filter(person__in=persons.values("pk")).order_by("-since", "pk")
