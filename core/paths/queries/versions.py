"""States of a path that somebody agreed to, and what changed between two of them, in sentences."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.families.queries import led_cases
from core.paths.models import Goal, PathVersion, PathwayPlan, PlanConsent, Task
from core.paths.queries import sight
from core.paths.queries.loading import STEP_RELATIONS
from core.paths.rules.differences import Difference, Was, between, terms
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


@dataclass(frozen=True)
class Sentence:
    """A difference told in words; `kind` is for marks beside it."""

    kind: Was
    text: str


def content_of(plan: PathwayPlan) -> dict[str, Any]:
    """The whole path as plain values, as it stands now; takes no actor."""
    goals = Goal.objects.filter(plan=plan).order_by("position", "pk")
    steps: dict[UUID, list[dict[str, Any]]] = {goal.pk: [] for goal in goals}
    rows = Task.objects.filter(goal__plan=plan).select_related(*STEP_RELATIONS)
    for task in rows.order_by("position", "pk"):
        steps[task.goal_id].append(_step(task))
    return {
        "started_on": plan.started_on.isoformat(),
        "version": plan.version,
        "goals": [
            {
                "id": str(goal.pk),
                "title": goal.title,
                "area": goal.area,
                "why": goal.why,
                "status": goal.status,
                "reason": goal.abandoned_reason,
                "for_person": _key(goal.for_person_id),
                "made_on": clock.day_of(goal.created_at).isoformat(),
                "steps": steps[goal.pk],
            }
            for goal in goals
        ],
    }


def own_content(plan: PathwayPlan, person_id: UUID) -> dict[str, Any]:
    """The same as far as one person may read it."""
    return sight.part_of(content_of(plan), person_id)


def _step(task: Task) -> dict[str, Any]:
    request = task.referral
    return {
        "id": str(task.pk),
        "title": task.title,
        "kind": task.kind,
        "owner": owner_name(task),
        "owner_person": _key(task.owner_person_id),
        "service": request.service.name if request else "",
        "due_on": _day(task.due_on),
        "status": task.status,
        "done_on": _day(task.done_on),
        "reason": task.abandoned_reason,
        "proposed_by": task.proposed_by,
        "for_person": _key(task.for_person_id),
        "made_on": clock.day_of(task.created_at).isoformat(),
    }


def owner_name(task: Task) -> str:
    """Who does a step by name; empty where it is the family as a whole or who leads the case."""
    if task.referral is not None:
        return str(task.referral.partner.name)
    if task.owner_partner is not None:
        return str(task.owner_partner.name)
    if task.owner_user is not None:
        return str(task.owner_user.name)
    return str(task.owner_person.first_name) if task.owner_person is not None else ""


def versions_visible_to(actor: Actor) -> QuerySet[PathVersion]:
    """Agreed states of the paths of the actor's cases; of the own path those the person agreed to."""
    case = sight.own_case_id(actor)
    own = Q(plan__case=case, consents__person=actor.person_id) if case else Q(pk__in=[])
    seen = Q(plan__case__in=led_cases(actor)) | own
    found = PathVersion.objects.filter(pk__in=PathVersion.objects.filter(seen).order_by().values("pk"))
    return found.select_related("plan__case").order_by("-version", "-part", "pk")


def version_visible(actor: Actor, version_id: UUID | str) -> PathVersion:
    """One of them, or `NotVisibleError`."""
    found = versions_visible_to(actor).filter(pk=version_id).first()
    if found is None:
        raise NotVisibleError
    return found


def said_by(actor: Actor, version: PathVersion) -> dict[str, Any]:
    """What an agreed state says to the actor: the whole to the leader, to a person the own part."""
    content: dict[str, Any] = json.loads(version.content)
    if sight.own_case_id(actor) == version.plan.case_id and actor.person_id is not None:
        return sight.part_of(content, actor.person_id)
    return content


def now_of(actor: Actor, plan: PathwayPlan) -> dict[str, Any]:
    """The path as it stands, as the actor may read it."""
    content = content_of(plan)
    if sight.own_case_id(actor) == plan.case_id and actor.person_id is not None:
        return sight.part_of(content, actor.person_id)
    return content


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Sentence]:
    """What changed from one state to another, each change a sentence."""
    return [Sentence(one.was, _told(one)) for one in between(before, after)]


def changed_since_agreed(actor: Actor, plan: PathwayPlan, person_id: UUID) -> list[Sentence]:
    """What changed on the path since a person last agreed to it, as the actor may read it."""
    last = _last_agreed(plan, person_id)
    return differences(said_by(actor, last), now_of(actor, plan)) if last else []


def has_agreed(plan: PathwayPlan, person_id: UUID, consents: Iterable[PlanConsent]) -> bool:
    """Whether a person agreed to what they see of the path; `consents` are that person's.

    A newer version in which this person sees nothing new is no reason to ask again: who is asked about a
    path without a visible change would know that there is something that they do not see.
    """
    if any(consent.version == plan.version for consent in consents):
        return True
    last = _last_agreed(plan, person_id)
    if last is None:
        return False
    before = sight.part_of(json.loads(last.content), person_id)
    return terms(before) == terms(own_content(plan, person_id))


def _last_agreed(plan: PathwayPlan, person_id: UUID) -> PathVersion | None:
    """What the path said when a person last agreed to it."""
    consents = PlanConsent.objects.filter(plan=plan, person=person_id, text__isnull=False)
    last = consents.select_related("text__plan__case").order_by("-version", "-created_at", "pk").first()
    return last.text if last else None


_SENTENCES: Final = {
    Was.GOAL_ADDED: gettext_lazy("Nowy cel: „%(about)s”."),
    Was.GOAL_GONE: gettext_lazy("Nie ma już celu „%(about)s”."),
    Was.GOAL_WORDS: gettext_lazy("Cel „%(before)s” brzmi teraz: „%(after)s”."),
    Was.GOAL_WHY: gettext_lazy("Cel „%(about)s”: zmieniło się, dlaczego jest ważny."),
    Was.GOAL_ACHIEVED: gettext_lazy("Cel „%(about)s” jest osiągnięty."),
    Was.GOAL_ABANDONED: gettext_lazy("Cel „%(about)s” jest odłożony."),
    Was.GOAL_OPEN: gettext_lazy("Cel „%(about)s” jest znowu w toku."),
    Was.STEP_ADDED: gettext_lazy("Nowy krok: „%(about)s”."),
    Was.STEP_GONE: gettext_lazy("Nie ma już kroku „%(about)s”."),
    Was.STEP_WORDS: gettext_lazy("Krok „%(before)s” brzmi teraz: „%(after)s”."),
    Was.STEP_DUE: gettext_lazy("Krok „%(about)s”: termin był %(before)s, jest %(after)s."),
    Was.STEP_OWNER: gettext_lazy("Krok „%(about)s”: kto to robi – było: %(before)s, jest: %(after)s."),
    Was.STEP_SERVICE: gettext_lazy("Krok „%(about)s”: usługa była „%(before)s”, jest „%(after)s”."),
    Was.STEP_DONE: gettext_lazy("Krok „%(about)s” jest zrobiony."),
    Was.STEP_ABANDONED: gettext_lazy("Krok „%(about)s” jest odłożony."),
    Was.STEP_STARTED: gettext_lazy("Krok „%(about)s” jest w toku."),
    Was.STEP_OPEN: gettext_lazy("Krok „%(about)s” jest znowu do zrobienia."),
}
_WITH_REASON: Final = {
    Was.GOAL_ABANDONED: gettext_lazy("Cel „%(about)s” jest odłożony. Powód: %(after)s"),
    Was.STEP_ABANDONED: gettext_lazy("Krok „%(about)s” jest odłożony. Powód: %(after)s"),
    Was.STEP_ADDED: gettext_lazy("Nowy krok: „%(about)s”, do %(after)s."),
    Was.STEP_DONE: gettext_lazy("Krok „%(about)s” jest zrobiony (%(after)s)."),
}


def _told(one: Difference) -> str:
    words = {"about": one.about, "before": one.before, "after": one.after}
    if one.was in {Was.STEP_DUE, Was.STEP_ADDED, Was.STEP_DONE}:
        words |= {"before": day_words(one.before), "after": day_words(one.after) if one.after else ""}
    if one.was == Was.STEP_OWNER:
        nobody = _("rodzina albo pracownik socjalny")
        words |= {"before": one.before or nobody, "after": one.after or nobody}
    sentence = _WITH_REASON.get(one.was) if words["after"] else None
    return str(sentence or _SENTENCES[one.was]) % words


def day_words(iso: str) -> str:
    """A kept day as people write it; words where there is none."""
    return f"{date.fromisoformat(iso):%d.%m.%Y}" if iso else _("bez terminu")


def _key(key: UUID | None) -> str:
    return str(key) if key else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
