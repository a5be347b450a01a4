"""Who must be together to agree a path: the moderator, the family, and somebody more.

Our own proposal, not law: the family is the co-author of its path and never decided about in its absence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.teams.enums import MemberKind
from core.teams.errors.meetings import QuorumRuleError
from core.teams.rules.standing import Presence

MOST_FAMILY = 5
MOST_OTHERS = 10


@dataclass(frozen=True)
class Quorum:
    """How many of the family, and how many others beside the moderator, a quorum takes.

    A further person of the family counts among the others.
    """

    family: int = 1
    others: int = 1


def check_quorum(quorum: Quorum) -> None:
    """A rule that can be met, and never one without the family."""
    if not (1 <= quorum.family <= MOST_FAMILY and 0 <= quorum.others <= MOST_OTHERS):
        raise QuorumRuleError


def is_quorate(attendance: Iterable[Presence], quorum: Quorum) -> bool:
    """Whether those who came may agree a path; at a distance counts as being there."""
    there = [row for row in attendance if row.present]
    family = sum(row.kind == MemberKind.FAMILY for row in there)
    moderators = sum(row.is_moderator for row in there)
    others = len(there) - moderators - min(family, quorum.family)
    return moderators > 0 and family >= quorum.family and others >= quorum.others
