"""The few fields that only the individual plan of social services needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from core.audit.operations import record
from core.paths.errors import SocialPlanSpanError
from core.paths.models import PathwayPlan, ServiceTerms, SocialServicesPlan, Task
from core.paths.operations.making import locked_plan
from core.paths.permissions import require_author
from core.shared.actor import Actor
from core.shared.errors import ConflictError, NotVisibleError


@dataclass(frozen=True)
class Terms:
    """Scope, place and period of one service."""

    scope: str = ""
    place: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class SocialPlanData:
    """What the plan says beyond the path; without a coordinator it is who leads the case."""

    starts_on: date
    ends_on: date
    needs: str = ""
    expectations: str = ""
    principles: str = ""
    duties: str = ""
    coordinator: str = ""
    monitored_on: Sequence[date] = ()


@transaction.atomic
def write_social_plan(
    *,
    actor: Actor,
    plan: PathwayPlan,
    data: SocialPlanData,
    terms: Mapping[Task, Terms] | None = None,
    version: int | None = None,
) -> SocialServicesPlan:
    """Write the fields and the terms of services; raises `ConflictError` when somebody changed them
    meanwhile, `SocialPlanSpanError` for an end before the beginning.
    """
    require_author(actor, plan)
    locked = locked_plan(plan)
    found = SocialServicesPlan.objects.select_for_update(of=("self",)).filter(plan=locked).first()
    if found is not None and version is not None and version != found.version:
        raise ConflictError
    if data.ends_on < data.starts_on:
        raise SocialPlanSpanError
    saved = found or SocialServicesPlan(plan=locked, version=0)
    values: dict[str, Any] = {
        "needs": data.needs.strip(),
        "expectations": data.expectations.strip(),
        "principles": data.principles.strip(),
        "duties": data.duties.strip(),
        "coordinator": data.coordinator.strip() or locked.case.social_worker.name,
        "starts_on": data.starts_on,
        "ends_on": data.ends_on,
        "monitored_on": sorted({day.isoformat() for day in data.monitored_on}),
    }
    for name, value in values.items():
        setattr(saved, name, value)
    saved.version += 1
    saved.save()
    for task, one in (terms or {}).items():
        _write_terms(locked, task, one)
    record(actor, "paths.social_plan_written", saved, plan=str(locked.pk))
    return saved


def _write_terms(plan: PathwayPlan, task: Task, terms: Terms) -> None:
    if task.goal.plan_id != plan.pk:
        raise NotVisibleError
    if terms.starts_on and terms.ends_on and terms.ends_on < terms.starts_on:
        raise SocialPlanSpanError
    row = ServiceTerms.objects.filter(task=task).first() or ServiceTerms(task=task)
    row.scope, row.place = terms.scope.strip(), terms.place.strip()
    row.starts_on, row.ends_on = terms.starts_on, terms.ends_on
    row.save()
