"""What no copy has, and why."""

from __future__ import annotations

from typing import Final

from core.rights.enums import AfterErasure
from core.rights.sections.section import CASE, Section

_INTERNAL: Final = "an inner record without data of its own"
_WHOLE: Final = "its words stand in rows of their own, each for whom it concerns"
_ENDANGERS: Final = "telling of it would endanger another person (art. 15(4) GDPR)"


def _inner(
    model: str, household: str, why: str = _INTERNAL, after: AfterErasure = AfterErasure.NUMBERS
) -> Section:
    return Section(model, model, household=household, withheld=why, after=after)


INNER: Final[tuple[Section, ...]] = (
    _inner("families.FamilyKey", "household", "the key itself"),
    _inner("safety.Separation", CASE, _ENDANGERS, AfterErasure.UNREADABLE),
    _inner("safety.OpenedRecord", "person__home", _ENDANGERS),
    _inner("safety.SeparateProcedure", CASE, _ENDANGERS),
    _inner(
        "rights.LegalHold",
        CASE,
        "a claim of the centre may rest on it (art. 17(3)(e) GDPR)",
        AfterErasure.UNREADABLE,
    ),
    _inner("access.AccessSlip", "person__home", "a key to the own page, kept as a hash"),
    _inner("access.OwnAccess", "person__home", "a key to the own page, kept as a hash"),
    _inner("rights.DisposalItem", "household"),
    _inner("families.PersonMerge", CASE),
    _inner("teams.MeetingSlot", "planned__team__case__household"),
    _inner("teams.TeamMinutes", "planned__team__case__household"),
    _inner("teams.FrozenMinutes", "planned__team__case__household", _WHOLE, AfterErasure.UNREADABLE),
    _inner("paths.PathVersion", "plan__case__household", _WHOLE, AfterErasure.UNREADABLE),
)
