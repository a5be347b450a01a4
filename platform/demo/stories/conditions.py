"""Who the demo's services are for, as typed conditions, and how they combine; by the key of a card."""

from __future__ import annotations

from typing import Any, Final

_JOBLESS: Final = {"type": "labour", "values": ["registered", "unregistered"]}
_HELPED: Final = {"type": "income", "percent": 150}


def _one_of(*conditions: dict[str, Any]) -> dict[str, Any]:
    return {"type": "any_of", "conditions": list(conditions)}


CONDITIONS: Final[dict[str, list[dict[str, Any]]]] = {
    "job_training": [_JOBLESS, {"type": "agrees", "values": ["regular"]}],
    "internship": [{"type": "labour", "values": ["registered"]}],
    "workshop_place": [_JOBLESS, {"type": "agrees", "values": ["regular"]}],
    "mentor": [{"type": "child_under", "under": 18}],
    "parenting_group": [{"type": "child_under", "under": 18}],
    "rent_plan": [{"type": "document", "values": ["tenancy", "debt_statement"]}],
    "rent_work": [_one_of(_JOBLESS, _HELPED)],
    "flat_repair": [{"type": "income", "percent": 100}],
    "food_help": [{"type": "income", "percent": 200}],
    "school_diagnosis": [{"type": "agrees", "values": ["examination"]}],
    "catch_up": [{"type": "document", "values": ["school_opinion", "ppp_opinion"]}],
    "care_at_home": [
        _one_of({"type": "age", "min": 75}, {"type": "disability", "values": ["moderate", "severe"]})
    ],
    "disability_aid": [{"type": "disability", "values": ["child", "light", "moderate", "severe"]}],
    "street_patrol": [{"type": "ground", "values": ["3"]}],
    "crisis_point": [{"type": "ground", "values": ["7", "14"]}],
    "addiction_therapy": [{"type": "agrees", "values": ["abstinence"]}],
    "kindergarten_place": [{"type": "child_under", "under": 6}],
    "specialist_visit": [{"type": "referral", "values": ["doctor"]}],
    "family_pass": [_one_of({"type": "household_type", "values": ["large"]}, _HELPED)],
    "polish_course": [
        _one_of({"type": "ground", "values": ["11"]}, {"type": "language", "values": ["uk", "be"]})
    ],
}
# What a service answers beside its own category, and its way of working.
COMBINATIONS: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "mentor": (("education", "family_support"), "ordinary"),
    "family_assistant": (("social_assistance",), "ordinary"),
    "debt_advice": (("housing",), "ordinary"),
    "crisis_point": ((), "protection"),
    "care_at_home": ((), "at_home"),
}
EXCLUSIONS: Final = (
    ("job_training", "internship", "Kurs i staż są w tych samych godzinach."),
    ("school_diagnosis", "catch_up", "Zajęcia zaczynają się po diagnozie, nie obok niej."),
)
# What families ask for and few baskets have: categories tried in this order.
WISHES: Final = (
    ("culture", "Zajęcia plastyczne dla dziecka w pobliżu domu"),
    ("foster_care", "Wsparcie rodziny, która przyjęła dziecko krewnych"),
    ("environment", "Wymiana pieca, bo mieszkanie jest niedogrzane"),
)
