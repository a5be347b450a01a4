"""A person agrees to the path as it stands, and what it said then is kept."""

from __future__ import annotations

import json
from datetime import date

from django.db import transaction

from core.audit.operations import record
from core.families.models import Person
from core.families.operations import mark_path
from core.paths.enums import ConsentMode
from core.paths.errors import NothingToAgreeError, NotTakingPartError
from core.paths.models import PathVersion, PathwayPlan, PlanConsent, Task
from core.paths.operations.making import locked_plan, require_of_the_household
from core.paths.permissions import is_own_path, require_author
from core.paths.queries.sight import steps_shown
from core.paths.queries.versions import content_of
from core.privacy.queries import has_agreement
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.teams.queries.planning import require_quorum


@transaction.atomic
def agree_plan(
    *,
    actor: Actor,
    plan: PathwayPlan,
    person: Person,
    mode: str,
    agreed_on: date | None = None,
) -> PlanConsent:
    """A person agrees to the path as it stands; the first consent opens the stage of the path.

    Agreeing twice to one version has one effect. On the own page only for oneself. Whether there is
    anything to agree to is asked of what that person sees: the answer must not tell of another's steps.
    What the path says at that moment is kept sealed, for later comparison.
    """
    own = is_own_path(actor, plan)
    if own and (actor.person_id != person.pk or mode != ConsentMode.OWN_PAGE):
        raise NotVisibleError
    if not own:
        require_author(actor, plan)
    locked = locked_plan(plan)
    day = agreed_on or clock.today()
    require_of_the_household(locked.case, person, day)
    if not Task.objects.filter(steps_shown(person.pk), goal__plan=locked).exists():
        raise NothingToAgreeError
    if not has_agreement(person, day):
        raise NotTakingPartError
    known = PlanConsent.objects.filter(plan=locked, person=person, version=locked.version).first()
    if known is not None:
        return known
    if mode == ConsentMode.MEETING:
        require_quorum(locked.case, day)
    consent = PlanConsent.objects.create(
        plan=locked,
        person=person,
        version=locked.version,
        agreed_on=day,
        mode=ConsentMode(mode),
        text=_kept(locked, day),
    )
    locked.agreed_on = locked.agreed_on or day
    locked.agreed_version = locked.version
    locked.save(update_fields=["agreed_on", "agreed_version"])
    mark_path(actor=actor, case=locked.case, on=day)
    record(actor, "paths.agreed", locked, person=str(person.pk), mode=str(mode))
    return consent


def _kept(plan: PathwayPlan, day: date) -> PathVersion:
    """The path as it reads now: the last kept text of this version where nothing moved since."""
    content = json.dumps(content_of(plan), ensure_ascii=False, sort_keys=True)
    last = PathVersion.objects.filter(plan=plan, version=plan.version).order_by("-part").first()
    if last is not None and last.content == content:
        return last
    return PathVersion.objects.create(
        plan=plan,
        version=plan.version,
        part=last.part + 1 if last else 1,
        content=content,
        taken_on=day,
    )
