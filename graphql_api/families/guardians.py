"""Inputs of a word that is given: its language, who spoke for the person, what a child says of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from core.privacy.enums import Assent, GuardianGround, Language
from core.privacy.rules import Guardian
from graphql_api.families.loaders import person_visible
from graphql_api.fields import enumeration
from graphql_api.mutations import Given, reference, text, value

LanguageEnum = enumeration(Language, "ConsentLanguage", "Language of a text of consent.")
GuardianGroundEnum = enumeration(GuardianGround, "GuardianGround", "Why somebody may speak for a person.")
AssentEnum = enumeration(Assent, "Assent", "What a child says of a guardian's word.")

SPOKEN: Final[dict[str, Given]] = {
    "language": value(LanguageEnum, "Language in which the text was read.", required=False),
    "guardian": reference(
        "Person", person_visible, "Who spoke for the person, of the same household.", required=False
    ),
    "guardian_name": text("Name of a guardian from elsewhere.", required=False),
    "guardian_ground": value(GuardianGroundEnum, "Why the guardian may.", required=False),
    "assent": value(AssentEnum, "What the child says; needed from sixteen.", required=False),
}


def with_guardian(perform: Callable[..., Any]) -> Callable[..., Any]:
    """The operation, told of a guardian where the input names one."""

    def performed(
        *, guardian: Any = None, guardian_name: str = "", guardian_ground: str = "", **given: Any
    ) -> Any:
        if guardian is not None or guardian_name:
            person = None if guardian is None else guardian.pk
            given["guardian"] = Guardian(guardian_ground, person, guardian_name)
        return perform(**given)

    return performed
