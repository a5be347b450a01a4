"""Building a path with the family and walking it."""

from __future__ import annotations

from core.paths.operations.agreeing import agree_plan
from core.paths.operations.goals import (
    abandon_goal,
    achieve_goal,
    change_goal,
    reopen_goal,
    set_goal,
    start_plan,
)
from core.paths.operations.printing import print_contract, print_own_copy, print_social_plan
from core.paths.operations.reminding import remind_owners
from core.paths.operations.requests import ask_again, follow, report_delivery
from core.paths.operations.social_plan import SocialPlanData, Terms, write_social_plan
from core.paths.operations.steps import (
    Owner,
    TaskData,
    abandon_task,
    add_task,
    change_task,
    complete_task,
    reopen_task,
    start_task,
)
from core.paths.operations.voices import (
    accept_step,
    answer_date,
    object_to_step,
    propose_date,
    say_what_matters,
)

__all__ = [
    "Owner",
    "SocialPlanData",
    "TaskData",
    "Terms",
    "abandon_goal",
    "abandon_task",
    "accept_step",
    "achieve_goal",
    "add_task",
    "agree_plan",
    "answer_date",
    "ask_again",
    "change_goal",
    "change_task",
    "complete_task",
    "follow",
    "object_to_step",
    "print_contract",
    "print_own_copy",
    "print_social_plan",
    "propose_date",
    "remind_owners",
    "reopen_goal",
    "reopen_task",
    "report_delivery",
    "say_what_matters",
    "set_goal",
    "start_plan",
    "start_task",
    "write_social_plan",
]
