"""One talk about consent: its questions in order, its answers, what a paper's code says.

Nothing is answered beforehand. The person says everything; the order only leaves out what cannot be asked
(a guardian for an adult) or is known (somebody takes part already).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from core.privacy.enums import AgreementForm
from core.privacy.errors import NothingAnsweredError, NothingAuthorisedError, SignatureDayError
from core.privacy.rules.agreements import ASKED_FROM, DAY_FORMAT, Guardian
from core.privacy.rules.authorisations import check_days, check_scope

# No letters or digits that are mistaken for one another when somebody types a code from paper.
ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH: Final = 12
_CODE: Final = re.compile(rf"^KOOPERACJE:([{ALPHABET}]{{{CODE_LENGTH}}}):([0-9A-F]{{64}})$")


@dataclass(frozen=True)
class Permission:
    """What one institution may be told of the person, what for and how long."""

    categories: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    last_day: date | None = None
    after_leaving: bool = False


@dataclass(frozen=True)
class Answers:
    """What has been said so far; None is "not asked yet"."""

    read: bool = False
    agrees: bool | None = None
    guardian: Guardian | None = None
    assent: str = ""
    partners: tuple[UUID, ...] | None = None
    permissions: Mapping[UUID, Permission] = field(default_factory=dict)

    def of(self, partner: UUID) -> Permission:
        """What was said of one institution."""
        return self.permissions.get(partner, Permission())

    def with_permission(self, partner: UUID, permission: Permission) -> Answers:
        """The same with one institution's permission replaced."""
        return replace(self, permissions={**self.permissions, partner: permission})

    @property
    def given(self) -> dict[UUID, Permission]:
        """Permissions of the institutions that were chosen, in their order; none without taking part."""
        return {partner: self.of(partner) for partner in self.partners or ()}


@dataclass(frozen=True)
class Asked:
    """What of a person decides which questions there are."""

    adult: bool
    age: int | None = None
    takes_part: bool = False


@dataclass(frozen=True)
class Step:
    """One screen with one question."""

    name: str
    partner: UUID | None = None

    @property
    def key(self) -> str:
        """The step as an address writes it."""
        return f"{self.name}-{self.partner}" if self.partner else self.name


def steps(asked: Asked, answers: Answers) -> list[Step]:
    """The questions of a talk in their order, as far as the answers lead."""
    found = [Step("notice")]
    if not asked.adult or answers.guardian is not None:
        found.append(Step("guardian"))
    if not asked.takes_part:
        found.append(Step("agree"))
    if asked.age is not None and asked.age >= ASKED_FROM and not asked.adult:
        found.append(Step("assent"))
    if asked.takes_part or answers.agrees:
        found.append(Step("partners"))
        for partner in answers.partners or ():
            found += [Step("what", partner), Step("why", partner)]
    return [*found, Step("summary")]


def step_after(asked: Asked, answers: Answers, now: Step) -> Step:
    """The question that follows one; the summary follows itself."""
    order = steps(asked, answers)
    place = order.index(now) if now in order else -1
    return order[min(place + 1, len(order) - 1)]


def step_before(asked: Asked, answers: Answers, now: Step) -> Step | None:
    """The question before one, or None at the first."""
    order = steps(asked, answers)
    place = order.index(now) if now in order else len(order)
    return order[place - 1] if place > 0 else None


def check_answers(asked: Asked, answers: Answers, today: date) -> None:
    """Refuse a talk in which something that counts was not asked."""
    if not asked.takes_part and answers.agrees is None:
        raise NothingAnsweredError
    if not (asked.takes_part or answers.agrees):
        return
    for permission in answers.given.values():
        if not permission.purposes:
            raise NothingAuthorisedError
        for purpose in permission.purposes:
            check_scope(list(permission.categories), purpose)
        check_days(today, permission.last_day, today)


def check_signature(printed_on: date, signed_on: date, today: date) -> None:
    """A paper is signed after it was printed and not tomorrow."""
    if not printed_on <= signed_on <= today:
        raise SignatureDayError(printed_on=printed_on.strftime(DAY_FORMAT))


def form_of(sheet_form: str, answers: Answers) -> str:
    """How the word was given: by a guardian, or as the sheet was."""
    return AgreementForm.GUARDIAN.value if answers.guardian else sheet_form


def dumped(answers: Answers) -> dict[str, Any]:
    """Answers as plain JSON values."""
    guardian = answers.guardian
    return {
        "read": answers.read,
        "agrees": answers.agrees,
        "guardian": {**asdict(guardian), "person": str(guardian.person or "")} if guardian else None,
        "assent": answers.assent,
        "partners": None if answers.partners is None else [str(one) for one in answers.partners],
        "permissions": {
            str(partner): {
                "categories": list(one.categories),
                "purposes": list(one.purposes),
                "last_day": one.last_day.isoformat() if one.last_day else "",
                "after_leaving": one.after_leaving,
            }
            for partner, one in answers.permissions.items()
        },
    }


def loaded(content: Mapping[str, Any]) -> Answers:
    """Answers back from JSON values."""
    guardian, partners = content.get("guardian"), content.get("partners")
    return Answers(
        read=bool(content.get("read")),
        agrees=content.get("agrees"),
        guardian=_guardian(guardian) if guardian else None,
        assent=content.get("assent", ""),
        partners=None if partners is None else tuple(UUID(one) for one in partners),
        permissions={
            UUID(partner): Permission(
                categories=tuple(one["categories"]),
                purposes=tuple(one["purposes"]),
                last_day=date.fromisoformat(one["last_day"]) if one["last_day"] else None,
                after_leaving=one["after_leaving"],
            )
            for partner, one in content.get("permissions", {}).items()
        },
    )


def _guardian(said: Mapping[str, str]) -> Guardian:
    return Guardian(
        ground=said["ground"],
        person=UUID(said["person"]) if said["person"] else None,
        name=said["name"],
    )


def written(content: Mapping[str, Any]) -> str:
    """Content in the one form that is hashed."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def fingerprint(content: str) -> str:
    """SHA-256 of what stood on a sheet (64 hex digits)."""
    return hashlib.sha256(content.encode()).hexdigest()


def marked(code: str, sha256: str) -> str:
    """What the QR code of a paper says: which sheet, and the fingerprint of what was on it."""
    return f"KOOPERACJE:{code}:{sha256.upper()}"


def unmarked(said: str) -> tuple[str, str] | None:
    """Code and fingerprint that a QR code says, or None when it is none of ours."""
    found = _CODE.match(said.strip())
    return (found[1], found[2].lower()) if found else None
