"""Whose word it is: the person's own, or a guardian's with the child's assent; and in which text."""

from __future__ import annotations

from datetime import date
from typing import Any

from core.families import queries as families
from core.families.models import Case, Person
from core.families.rules import age_on, is_adult
from core.privacy import rules
from core.privacy.enums import AgreementForm
from core.privacy.errors import GuardianNotFitError
from core.privacy.models import ConsentText
from core.privacy.queries.texts import text_in_force
from core.privacy.rules import Guardian


def spoken(
    *,
    case: Case,
    person: Person,
    form: str,
    on: date,
    guardian: Guardian | None,
    assent: str,
    text: ConsentText,
) -> dict[str, Any]:
    """The common fields of an agreement or authorisation, checked.

    Raises what `check_form`, `check_guardian` and `check_assent` raise.
    """
    adult = is_adult(person.born_on, on)
    rules.check_form(form, adult=adult, guardian=guardian)
    said: dict[str, Any] = {"form": form, "text": text, "language": text.language}
    if form != AgreementForm.GUARDIAN or guardian is None:
        return said
    speaker = _speaker(case, guardian)
    rules.check_guardian(
        guardian,
        person=person.pk,
        adult=speaker is None or is_adult(speaker.born_on, on),
    )
    age = age_on(person.born_on, on) if person.born_on else None
    return said | {
        "guardian": speaker,
        "guardian_name": "" if speaker else " ".join(guardian.name.split()),
        "guardian_ground": guardian.ground,
        "for_minor": not adult,
        "assent": rules.check_assent(assent, age),
    }


def worded(kind: str, language: str, text: ConsentText | None) -> ConsentText:
    """The text that was read: the one of a sheet, or the one in force today."""
    return text or text_in_force(kind, language)


def _speaker(case: Case, guardian: Guardian) -> Person | None:
    """The guardian as a person of the household; somebody from elsewhere is a name."""
    if guardian.person is None:
        return None
    for person in families.persons_of(case):
        if person.pk == guardian.person:
            return person
    raise GuardianNotFitError
