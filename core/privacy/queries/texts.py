"""Which words people are asked with: now, on a day, and those that somebody once accepted."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Case as When_
from django.db.models import IntegerField, QuerySet, Value, When

from core.partnership.models import PartnerOrganisation
from core.privacy.enums import TextOrigin
from core.privacy.models import ConsentText, ControllerContact
from core.privacy.rules.texts import Controller, check_kind, filled
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from tenants.context import current

# Whoever works with families or runs the network reads all versions; a family member those of today and
# those they accepted.
TEXT_READERS = (Role.DIRECTOR, Role.NETWORK_OFFICER, Role.SOCIAL_WORKER)


def text_in_force(kind: str, language: str, on: date | None = None) -> ConsentText:
    """The text to ask with on a day (today): the town's newest own one, else the platform's newest."""
    check_kind(kind, language)
    own_first = When_(When(origin=TextOrigin.TOWN, then=Value(0)), default=1, output_field=IntegerField())
    found = ConsentText.objects.filter(kind=kind, language=language, valid_from__lte=on or clock.today())
    text: ConsentText = found.order_by(own_first, "-valid_from", "-published_at", "pk")[:1].get()
    return text


def texts_visible_to(actor: Actor) -> QuerySet[ConsentText]:
    """Every version of every text, the newest first, for those who work with them."""
    if not (actor.is_system or actor.has(*TEXT_READERS)):
        return ConsentText.objects.none()
    return ConsentText.objects.order_by("kind", "language", "-valid_from", "-published_at", "pk")


def text_visible(actor: Actor, text_id: UUID | str) -> ConsentText:
    """One version, or `NotVisibleError`; texts are no secret, but no page of strangers either."""
    found = ConsentText.objects.filter(pk=text_id).first()
    if found is None or not (actor.is_system or actor.has(*TEXT_READERS, Role.FAMILY_MEMBER)):
        raise NotVisibleError
    return found


def text_before(text: ConsentText) -> ConsentText | None:
    """The version that a text took the place of, for their differences."""
    older = ConsentText.objects.filter(
        kind=text.kind, language=text.language, published_at__lt=text.published_at
    )
    return older.order_by("-published_at", "-pk").first()


def controller() -> Controller:
    """Who answers for the data of cases here: the lead institution, with its contact for data."""
    lead = PartnerOrganisation.objects.filter(is_lead=True).first()
    if lead is None:
        return Controller(str(current().organisation))
    contact = ControllerContact.objects.filter(partner=lead).first()
    ways = ", ".join(part for part in (lead.address, lead.phone, lead.email) if part)
    return Controller(
        name=lead.name,
        contact=(contact.contact if contact else "") or ways,
        inspector=contact.inspector if contact else "",
    )


def words_of(text: ConsentText, about: Controller | None = None) -> str:
    """The body as a family reads it."""
    return filled(text.body, text.language, about or controller())
