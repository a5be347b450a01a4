"""What changed between two states of a path, as facts that are told in sentences elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

Content = Mapping[str, Any]


class Was(StrEnum):
    """What became of something."""

    GOAL_ADDED = "goal_added"
    GOAL_GONE = "goal_gone"
    GOAL_WORDS = "goal_words"
    GOAL_WHY = "goal_why"
    GOAL_ACHIEVED = "goal_achieved"
    GOAL_ABANDONED = "goal_abandoned"
    GOAL_OPEN = "goal_open"
    STEP_ADDED = "step_added"
    STEP_GONE = "step_gone"
    STEP_WORDS = "step_words"
    STEP_DUE = "step_due"
    STEP_OWNER = "step_owner"
    STEP_SERVICE = "step_service"
    STEP_DONE = "step_done"
    STEP_ABANDONED = "step_abandoned"
    STEP_STARTED = "step_started"
    STEP_OPEN = "step_open"


@dataclass(frozen=True)
class Difference:
    """One thing that is no longer as it was; `about` names the goal or step as it is called now."""

    was: Was
    about: str
    before: str = ""
    after: str = ""


_GOAL: Final = {"open": Was.GOAL_OPEN, "achieved": Was.GOAL_ACHIEVED, "abandoned": Was.GOAL_ABANDONED}
_STEP: Final = {
    "planned": Was.STEP_OPEN,
    "in_progress": Was.STEP_STARTED,
    "done": Was.STEP_DONE,
    "abandoned": Was.STEP_ABANDONED,
}


def between(before: Content, after: Content) -> list[Difference]:
    """All differences in the reading order of the later state; what is gone comes last."""
    old = {goal["id"]: goal for goal in before["goals"]}
    new = {goal["id"] for goal in after["goals"]}
    found: list[Difference] = []
    for goal in after["goals"]:
        found += _goal(old.get(goal["id"]), goal)
    found += [Difference(Was.GOAL_GONE, goal["title"]) for key, goal in old.items() if key not in new]
    return found


def _goal(was: Content | None, now: Content) -> Iterator[Difference]:
    if was is None:
        yield Difference(Was.GOAL_ADDED, now["title"])
    else:
        if was["title"] != now["title"]:
            yield Difference(Was.GOAL_WORDS, now["title"], was["title"], now["title"])
        if was["why"] != now["why"]:
            yield Difference(Was.GOAL_WHY, now["title"], was["why"], now["why"])
        if was["status"] != now["status"]:
            yield Difference(_GOAL[now["status"]], now["title"], after=now.get("reason", ""))
    old = {step["id"]: step for step in was["steps"]} if was else {}
    new = {step["id"] for step in now["steps"]}
    for step in now["steps"]:
        yield from _step(old.get(step["id"]), step)
    yield from (Difference(Was.STEP_GONE, step["title"]) for key, step in old.items() if key not in new)


def _step(was: Content | None, now: Content) -> Iterator[Difference]:
    if was is None:
        yield Difference(Was.STEP_ADDED, now["title"], after=now["due_on"])
        return
    if was["title"] != now["title"]:
        yield Difference(Was.STEP_WORDS, now["title"], was["title"], now["title"])
    for name, kind in (
        ("due_on", Was.STEP_DUE),
        ("owner", Was.STEP_OWNER),
        ("service", Was.STEP_SERVICE),
    ):
        if was[name] != now[name]:
            yield Difference(kind, now["title"], was[name], now[name])
    if was["status"] != now["status"]:
        after = {"done": now["done_on"], "abandoned": now["reason"]}.get(now["status"], "")
        yield Difference(_STEP[now["status"]], now["title"], after=after)


def terms(content: Content) -> list[Any]:
    """What people agree to: goals and steps with their words, days and hands, not how far they are."""
    return [
        (
            goal["id"],
            goal["title"],
            [
                [step[name] for name in ("id", "title", "due_on", "owner", "service")]
                for step in goal["steps"]
                if step["status"] != "abandoned"
            ],
        )
        for goal in content["goals"]
    ]
