"""Which step may follow which, who is an adult, what a PESEL number says: values in, values out."""

from core.families.rules.grounds import check_ground_day, check_ground_span
from core.families.rules.persons import (
    ADULT_AGE,
    age_on,
    born_latest_of_age,
    check_return,
    check_role_day,
    is_adult,
    of_age_on,
    read_pesel,
    settled_person,
)
from core.families.rules.reviews import (
    DAYS_BETWEEN_REVIEWS,
    check_held,
    check_influence,
    check_next,
    check_said,
    latest_review,
)
from core.families.rules.stages import (
    DAY_FORMAT,
    DAYS_TO_RESUME,
    ORDER,
    STAGES,
    check_closing,
    check_opening,
    check_resuming,
    check_step,
    has_reached,
)

__all__ = [
    "ADULT_AGE",
    "DAYS_BETWEEN_REVIEWS",
    "DAYS_TO_RESUME",
    "DAY_FORMAT",
    "ORDER",
    "STAGES",
    "age_on",
    "born_latest_of_age",
    "check_closing",
    "check_ground_day",
    "check_ground_span",
    "check_held",
    "check_influence",
    "check_next",
    "check_opening",
    "check_resuming",
    "check_return",
    "check_role_day",
    "check_said",
    "check_step",
    "has_reached",
    "is_adult",
    "latest_review",
    "of_age_on",
    "read_pesel",
    "settled_person",
]
