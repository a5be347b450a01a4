"""The terms in force, and those before."""

from __future__ import annotations

from django.db.models import QuerySet

from core.fidelity.models import FidelityTerms
from core.fidelity.rules.facts import DEFAULT, Terms
from core.shared.actor import Actor
from core.shared.enums import Role

READS_TERMS = (Role.DIRECTOR, Role.NETWORK_OFFICER, Role.SOCIAL_WORKER)


def version_in_force() -> FidelityTerms | None:
    """The last version; None as long as the town keeps to the model's own terms."""
    return FidelityTerms.objects.order_by("-number", "pk").first()


def terms_in_force() -> Terms:
    """What the town decided, else the model's own."""
    version = version_in_force()
    return version.terms if version else DEFAULT


def terms_visible_to(actor: Actor) -> QuerySet[FidelityTerms]:
    """All versions, the newest first, for the town's own staff."""
    if not (actor.is_system or actor.has(*READS_TERMS)):
        return FidelityTerms.objects.none()
    return FidelityTerms.objects.select_related("decided_by").order_by("-number", "pk")
