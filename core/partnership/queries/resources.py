"""Local diagnoses and the resource map: for the town's staff, before anybody is a partner."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, QuerySet

from core.partnership.enums.accession import ResourceStatus
from core.partnership.models import LocalNeedsAssessment, ResourceMapEntry, ResourceQuerySet
from core.partnership.queries.organisations import sees_partnership
from core.shared.actor import Actor
from core.shared.enums import STAFF
from core.shared.errors import NotVisibleError


def sees_resources(actor: Actor) -> bool:
    """Whether somebody may know whom the town thinks of inviting: staff only."""
    return sees_partnership(actor) and (actor.is_system or actor.has(*STAFF))


def assessments(actor: Actor) -> QuerySet[LocalNeedsAssessment]:
    """Local diagnoses, the newest first; partners read those that were adopted."""
    if not sees_partnership(actor):
        raise NotVisibleError
    found = LocalNeedsAssessment.objects.order_by("-made_on", "title", "pk")
    return found if sees_resources(actor) else found.filter(adopted_on__isnull=False)


def assessment_visible(actor: Actor, assessment_id: UUID | str) -> LocalNeedsAssessment:
    """One local diagnosis."""
    found = assessments(actor).filter(pk=assessment_id).first()
    if found is None:
        raise NotVisibleError
    return found


def resources(
    actor: Actor, search: str = "", sector: str | None = None, status: str | None = None
) -> ResourceQuerySet:
    """Institutions of the resource map by name, with the partner that came of each."""
    if not sees_resources(actor):
        raise NotVisibleError
    found = ResourceMapEntry.objects.matching(search).select_related("partner").order_by("name", "pk")
    if sector:
        found = found.filter(sector=sector)
    return found.filter(status=status) if status else found


def resource_visible(actor: Actor, entry_id: UUID | str) -> ResourceMapEntry:
    """One institution of the map."""
    found = resources(actor).filter(pk=entry_id).first()
    if found is None:
        raise NotVisibleError
    return found


def resource_counts(actor: Actor) -> dict[str, int]:
    """How many institutions stand at each status, also where it is none; one query."""
    numbers = resources(actor).order_by().values_list("status").annotate(number=Count("pk"))
    return {**dict.fromkeys(ResourceStatus.values, 0), **dict(numbers)}
