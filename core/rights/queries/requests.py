"""Requests, files and corrections: contents for the leading worker and the person, dates for the director."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from core.families import queries as families
from core.families.models import Case, Person
from core.rights.models import Correction, DataSubjectRequest, LegalHold, PersonExport
from core.rights.queries.who import answers_for_town, is_the_person
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError


def requests_visible_to(actor: Actor, *, open_only: bool = False) -> QuerySet[DataSubjectRequest]:
    """The register, what is due first: all for who answers for the town, else those of one's own cases."""
    found = DataSubjectRequest.objects.all()
    if not answers_for_town(actor):
        found = found.filter(_own(actor))
    if open_only:
        found = found.filter(answered_on__isnull=True)
    return found.select_related("case", "person").order_by("answered_on", "due_on", "pk")


def request_visible(actor: Actor, request_id: UUID | str) -> DataSubjectRequest:
    """One request of the register, or `NotVisibleError`."""
    found = requests_visible_to(actor).filter(pk=request_id).first()
    if found is None:
        raise NotVisibleError
    return found


def may_read_contents(actor: Actor, request: DataSubjectRequest) -> bool:
    """Whether the actor may read what was asked and answered: it tells of the family."""
    return families.leads(actor, request.case) or is_the_person(actor, request.person)


def requests_of(actor: Actor, case: Case) -> list[DataSubjectRequest]:
    """Requests of the persons of a case that the actor leads, the newest first."""
    if not families.leads(actor, case):
        raise NotVisibleError
    found = DataSubjectRequest.objects.filter(case__household=case.household_id)
    return list(found.select_related("person").order_by("-received_on", "-pk"))


def own_requests(actor: Actor) -> list[DataSubjectRequest]:
    """What the acting family member asked, the newest first."""
    person = families.own_person(actor)
    return list(DataSubjectRequest.objects.filter(person=person).order_by("-received_on", "-pk"))


def exports_of(actor: Actor, person: Person) -> QuerySet[PersonExport]:
    """Files made for a person, the newest first, without their content."""
    found = PersonExport.objects.filter(person=person).defer("content")
    if not is_the_person(actor, person):
        found = found.filter(case__in=families.led_cases(actor))
    return found.select_related("person", "case").order_by("-requested_at", "-pk")


def exports_visible_to(actor: Actor) -> QuerySet[PersonExport]:
    """Files made for persons of one's own cases, without their content."""
    found = PersonExport.objects.filter(case__in=families.led_cases(actor)).defer("content")
    return found.order_by("-requested_at", "-pk")


def corrections_visible_to(actor: Actor) -> QuerySet[Correction]:
    """What was put right in one's own cases."""
    return Correction.objects.filter(case__in=families.led_cases(actor)).order_by("-made_at", "-pk")


def newest_export(actor: Actor, person: Person) -> PersonExport | None:
    """The last file made for a person."""
    found: PersonExport | None = exports_of(actor, person).first()
    return found


def export_visible(actor: Actor, export_id: UUID | str) -> PersonExport:
    """One file, for the person and the leading worker, or `NotVisibleError`."""
    found = PersonExport.objects.filter(_own(actor), pk=export_id).defer("content")
    export: PersonExport | None = found.select_related("person", "case").first()
    if export is None:
        raise NotVisibleError
    return export


def corrections_of(actor: Actor, person: Person) -> list[Correction]:
    """What was put right about a person, the newest first; for the person and the leading worker."""
    found = Correction.objects.filter(_own(actor), person=person).select_related("made_by")
    return list(found.order_by("-made_at", "-pk"))


def holds_visible_to(actor: Actor) -> QuerySet[LegalHold]:
    """Holds, the newest first: all for who answers for the town, else those of one's own cases."""
    found = LegalHold.objects.all()
    if not answers_for_town(actor):
        found = found.filter(case__in=families.led_cases(actor))
    return found.select_related("case", "placed_by", "lifted_by").order_by("lifted_at", "-placed_at", "-pk")


def holds_of(actor: Actor, case: Case) -> list[LegalHold]:
    """Holds of a household's cases, the newest first."""
    return list(holds_visible_to(actor).filter(case__household=case.household_id))


def _own(actor: Actor) -> Q:
    """Rows of the cases that the actor leads, or of the acting person themselves."""
    own = Q(case__in=families.led_cases(actor))
    if actor.has(Role.FAMILY_MEMBER) and actor.person_id:
        own |= Q(person=actor.person_id)
    return own
