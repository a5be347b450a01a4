"""Reading the ledger: the person their own rows, the leader the case's; and checking the chain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from core.audit.rules import first_unfitting
from core.families.models import Case
from core.families.queries import leads
from core.privacy.models import Disclosure, DisclosureAuthorisation
from core.privacy.queries.agreements import represented_by
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError


def own_disclosures(actor: Actor) -> QuerySet[Disclosure]:
    """Who learned what of the acting family member and of children for whom they speak, the newest first.

    Of nobody else in the family, and not of a child from whom they are kept apart.
    """
    if actor.person_id is None or not actor.has(Role.FAMILY_MEMBER):
        raise NotVisibleError
    mine = [actor.person_id, *(child.pk for child in represented_by(actor.person_id))]
    found = Disclosure.objects.filter(person__in=mine)
    return found.select_related("partner", "person").order_by("-number")


def disclosure_visible(actor: Actor, number: int) -> Disclosure:
    """One entry: of the person, of a child of theirs, or of a case that the actor leads."""
    found = Disclosure.objects.select_related("partner", "person", "case").filter(number=number).first()
    if found is None:
        raise NotVisibleError
    own = actor.has(Role.FAMILY_MEMBER) and own_disclosures(actor).filter(number=number).exists()
    if not own and not leads(actor, found.case):
        raise NotVisibleError
    return found


def told_on(actor: Actor, case: Case, partner_id: UUID, on: date) -> list[Disclosure]:
    """What one institution really learned in a case on a day, in order; for the leader."""
    start = datetime.combine(on, time(), tzinfo=timezone.get_default_timezone())
    end = datetime.combine(on + timedelta(days=1), time(), tzinfo=timezone.get_default_timezone())
    found = disclosures_of(actor, case).filter(partner=partner_id, at__gte=start, at__lt=end)
    return list(found.order_by("number"))


def disclosures_of(actor: Actor, case: Case) -> QuerySet[Disclosure]:
    """Who learned what in a case that the actor leads, the newest first."""
    if not leads(actor, case):
        raise NotVisibleError
    found = Disclosure.objects.filter(case=case)
    return found.select_related("partner", "person").order_by("-number")


def authorisations_of(actor: Actor, case: Case) -> QuerySet[DisclosureAuthorisation]:
    """What persons of a case that the actor leads have authorised, what was taken back too."""
    if not leads(actor, case):
        raise NotVisibleError
    found = DisclosureAuthorisation.objects.filter(case=case)
    return found.select_related("partner", "person").order_by(
        "person__born_on", "partner__name", "purpose", "category", "given_at", "pk"
    )


def told_institutions(actor: Actor, case: Case) -> QuerySet[DisclosureAuthorisation, UUID]:
    """Ids of institutions of which somebody has ever spoken, each once, by name; for the leader."""
    named = authorisations_of(actor, case).order_by("partner__name", "partner_id")
    return named.values_list("partner_id", flat=True).distinct()


def words_to(actor: Actor, case: Case, partners: Iterable[UUID]) -> QuerySet[DisclosureAuthorisation]:
    """What persons of the case have said of these institutions, one institution after the other."""
    found = authorisations_of(actor, case).filter(partner_id__in=list(partners))
    return found.order_by("partner__name", "partner_id", "person__born_on", "person_id", "given_at", "pk")


def own_authorisations(actor: Actor) -> QuerySet[DisclosureAuthorisation]:
    """What the acting family member has authorised and not taken back."""
    if actor.person_id is None or not actor.has(Role.FAMILY_MEMBER):
        raise NotVisibleError
    found = DisclosureAuthorisation.objects.in_force(clock.now()).filter(person_id=actor.person_id)
    return found.select_related("partner", "case", "person").order_by(
        "partner__name", "purpose", "category", "pk"
    )


def own_told_institutions(actor: Actor) -> QuerySet[DisclosureAuthorisation, UUID]:
    """Ids of institutions that may know something of the acting family member, each once, by name."""
    named = own_authorisations(actor).order_by("partner__name", "partner_id")
    return named.values_list("partner_id", flat=True).distinct()


def own_words_to(actor: Actor, partners: Iterable[UUID]) -> QuerySet[DisclosureAuthorisation]:
    """What the acting family member lets these institutions know."""
    return own_authorisations(actor).filter(partner_id__in=list(partners))


def authorisation_visible(actor: Actor, authorisation_id: UUID | str) -> DisclosureAuthorisation:
    """One authorisation: the person's own, or of a case that the actor leads."""
    found = (
        DisclosureAuthorisation.objects.select_related("case", "person", "partner")
        .filter(pk=authorisation_id)
        .first()
    )
    if found is None:
        raise NotVisibleError
    own = actor.has(Role.FAMILY_MEMBER) and actor.person_id == found.person_id
    if not own and not leads(actor, found.case):
        raise NotVisibleError
    return found


def was_told(case: Case, about: str) -> bool:
    """Whether an institution ever learned something of a case by this record; takes no actor."""
    return Disclosure.objects.filter(case=case, about=about).exists()


def first_altered_disclosure() -> int | None:
    """Number of the first row of the ledger that does not fit the chain, or None when all do."""
    return first_unfitting(Disclosure.objects.order_by("number").iterator(chunk_size=2000))
