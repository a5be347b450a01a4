"""Agreed states of a path as values that a template lays out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.paths.enums import ConsentMode, GoalStatus, LifeArea, TaskKind, TaskStatus
from core.paths.queries.versions import Sentence, day_words
from core.paths.rules.differences import Was
from web.paths.presenters import GOAL_MEANING, TASK_MEANING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ADDED = {Was.GOAL_ADDED, Was.STEP_ADDED}
_GONE = {Was.GOAL_GONE, Was.STEP_GONE, Was.GOAL_ABANDONED, Was.STEP_ABANDONED}
_DONE = {Was.GOAL_ACHIEVED, Was.STEP_DONE}


def line(version: Any) -> dict[str, Any]:
    """One agreed state: its name, its day, who agreed and how."""
    name = _("wersja %(number)s") % {"number": version.version}
    if version.part > 1:
        name = _("%(name)s, uzupełnienie %(part)s") % {"name": name, "part": version.part - 1}
    consents = sorted(version.consents.all(), key=lambda one: (one.agreed_on, str(one.pk)))
    return {
        "name": name,
        "taken_on": version.taken_on,
        "url": reverse("paths:version", args=[version.pk]),
        "changes_url": reverse("paths:changes", args=[version.pk]),
        "consents": [
            {"name": one.person.full_name, "on": one.agreed_on, "mode": ConsentMode(one.mode).label}
            for one in consents
        ],
    }


def lines(versions: Sequence[Any]) -> list[dict[str, Any]]:
    """Agreed states, each with the way to what changed until the next one shown."""
    found = []
    later: Any = None
    for version in versions:
        row = line(version)
        row["next_url"] = f"{row['changes_url']}?do={later.pk}" if later else ""
        found.append(row)
        later = version
    return found


def goals(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A kept state in words."""
    return [
        {
            "title": goal["title"],
            "area": LifeArea(goal["area"]).label,
            "why": goal["why"],
            "status": GoalStatus(goal["status"]).label,
            "meaning": GOAL_MEANING[goal["status"]],
            "steps": [_step(step) for step in goal["steps"]],
        }
        for goal in content["goals"]
    ]


def sentences(found: Sequence[Sentence]) -> list[dict[str, str]]:
    """Differences with a word that says of which sort each is, not by colour alone."""
    return [{"text": one.text, **_mark(one.kind)} for one in found]


def _mark(kind: Was) -> dict[str, str]:
    if kind in _ADDED:
        return {"mark": _("nowe"), "meaning": "info"}
    if kind in _GONE:
        return {"mark": _("odłożone"), "meaning": "neutral"}
    if kind in _DONE:
        return {"mark": _("zrobione"), "meaning": "good"}
    return {"mark": _("zmiana"), "meaning": "attention"}


def _step(step: Mapping[str, Any]) -> dict[str, Any]:
    facts = [step["owner"] or str(TaskKind(step["kind"]).label), step["service"]]
    if step["due_on"]:
        facts.append(_("do %(day)s") % {"day": day_words(step["due_on"])})
    return {
        "title": step["title"],
        "facts": " · ".join(fact for fact in facts if fact),
        "status": TaskStatus(step["status"]).label,
        "meaning": TASK_MEANING[step["status"]],
        "reason": step["reason"],
    }
