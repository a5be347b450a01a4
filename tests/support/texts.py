"""A town's rules, plan and lesson, by the API's names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.lessons.operations import record_lesson
from core.partnership.operations import plans, texts
from core.shared import clock
from tests.support import people

if TYPE_CHECKING:
    from core.partnership.models import PartnerOrganisation


def texts_of(partner: PartnerOrganisation) -> dict[str, Any]:
    """Rules that the partner accepted, a plan with an item, a lesson."""
    system = people.system()
    rules = texts.draft_version(
        actor=system, kind="rules", title="Regulamin", body="# Cele\n\nPomagamy razem."
    )
    rules = texts.put_to_partners(actor=system, version=rules)
    accepted = texts.record_acceptances(
        actor=system,
        version=rules,
        partners=[partner],
        manner="paper",
        accepted_on=clock.today(),
        person_name="Adam Podpisujący",
    )
    plan = texts.draft_version(
        actor=system, kind="plan", year=2026, title="Plan pracy", body="Pracujemy razem."
    )
    item = plans.add_item(actor=system, version=plan, what="Przegląd koszyka", responsible="wszyscy", month=3)
    return {
        "PartnershipText": rules.text,
        "TextVersion": rules,
        "TextAcceptance": accepted[0],
        "PlanItem": item,
        "Lesson": record_lesson(actor=system, kind="conclusion", title="Spotykamy się co miesiąc"),
    }
