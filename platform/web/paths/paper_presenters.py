"""Papers of a path as values that a template lays out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from core.matching.enums import NeedState
from core.matching.queries import needs
from core.paths.enums import PaperKind
from core.paths.rules.papers import SIGNED
from core.shared import clock
from web.paths.forms import LANGUAGES

if TYPE_CHECKING:
    from core.shared.actor import Actor

_HALF_A_YEAR = timedelta(days=182)
_BETWEEN_CHECKS = timedelta(weeks=12)


def line(paper: Any, scan: Any = None) -> dict[str, Any]:
    """One printed paper, and the way to its signed scan or to linking one."""
    link = reverse("paths:paper-scan", args=[paper.plan.case_id]) + f"?wydruk={paper.pk}"
    return {
        "scan_url": reverse("paths:paper-scanned", args=[paper.pk]) if scan else "",
        "link_url": link if paper.kind in SIGNED else "",
        "pk": paper.pk,
        "kind": PaperKind(paper.kind).label,
        "number": paper.number,
        "person": paper.person.full_name if paper.person else "",
        "language": dict(LANGUAGES)[paper.language],
        "on": paper.printed_on,
        "sha256": paper.sha256,
        "url": reverse("paths:paper", args=[paper.pk]),
    }


def initial(actor: Actor, case: Any, saved: Any) -> dict[str, Any]:
    """What the form of the plan begins with: what was saved, else what the case says already."""
    if saved is None:
        today = clock.today()
        found = needs.needs_of(actor, case, NeedState.OPEN)
        return {
            "starts_on": today,
            "ends_on": today + _HALF_A_YEAR,
            "first_check": today + _BETWEEN_CHECKS,
            "second_check": today + 2 * _BETWEEN_CHECKS,
            "needs": "\n".join(need.text for need in found if need.person_id is None),
            "coordinator": case.social_worker.name,
        }
    days = [date.fromisoformat(day) for day in saved.monitored_on]
    names = ("first_check", "second_check", "third_check")
    fields = (
        "starts_on",
        "ends_on",
        "needs",
        "expectations",
        "principles",
        "duties",
        "coordinator",
        "version",
    )
    return {
        **{name: getattr(saved, name) for name in fields},
        **dict(zip(names, days, strict=False)),
    }


def terms_initial(task: Any, terms: Any) -> dict[str, Any]:
    """Scope, place and period of a service as they stand, else what the step and its card say."""
    if terms is None:
        return {"scope": task.title, "ends_on": task.due_on}
    return {name: getattr(terms, name) for name in ("scope", "place", "starts_on", "ends_on")}
