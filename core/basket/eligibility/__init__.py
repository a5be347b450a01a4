"""Who a service is for, as typed conditions that a program can judge: yes, no, or not known.

A card keeps a list of conditions as JSON (`ServiceCard.eligibility`); all of them must hold. The way in
is `parse`, the way to an answer `evaluate`, the way to sentences `words`.

Three values follow Kleene's strong logic: what is not known stays not known unless the rest decides
without it. That never claims too much, and sometimes says "not known" where every possible completion
would agree: "aged up to 17 or from 18 on" with an unknown age. Where no fact is asked about twice, the
answer is exact; the tests compare it with all completions.
"""

from __future__ import annotations

from core.basket.eligibility.conditions import (
    AgeBetween,
    AgreesTo,
    AnyOf,
    ChildUnder,
    Condition,
    Disability,
    DocumentAtHand,
    GroundPresent,
    HouseholdTypeIn,
    IncomeAtMost,
    LabourStatusIn,
    LivesIn,
    ReferredBy,
    SexIs,
    SpeaksOneOf,
    as_json,
    conditions_of,
    parse,
    read,
)
from core.basket.eligibility.evaluation import Eligibility, Reason, evaluate, evaluate_for_any
from core.basket.eligibility.facts import Facts, PersonFacts, Question, Verdict

__all__ = [
    "AgeBetween",
    "AgreesTo",
    "AnyOf",
    "ChildUnder",
    "Condition",
    "Disability",
    "DocumentAtHand",
    "Eligibility",
    "Facts",
    "GroundPresent",
    "HouseholdTypeIn",
    "IncomeAtMost",
    "LabourStatusIn",
    "LivesIn",
    "PersonFacts",
    "Question",
    "Reason",
    "ReferredBy",
    "SexIs",
    "SpeaksOneOf",
    "Verdict",
    "as_json",
    "conditions_of",
    "evaluate",
    "evaluate_for_any",
    "parse",
    "read",
]
