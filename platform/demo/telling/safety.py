"""How some families are reached, who is kept apart, and what their workers noted."""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from typing import TYPE_CHECKING, Final

from core.families import queries as families
from core.families.rules import is_adult
from core.notes import operations as notes
from core.notes.enums import RetentionClass
from core.notes.operations import NoteData
from core.privacy.enums import DataCategory
from core.safety import operations as safety
from core.safety.operations import ContactData
from demo.stories.plan import TODAY, FamilyPlan
from demo.telling.cast import Cast, on

if TYPE_CHECKING:
    from core.families.models import Case, Person
    from core.shared.actor import Actor

_PHONE: Final = "600 000 000"
_ADDRESS: Final = "ul. Przykładowa 1, mieszkanie 2"


def tell_safety(cast: Cast, told: list[tuple[FamilyPlan, Case]]) -> None:
    """The family told in full has a safe contact and notes; in one other two persons are kept apart."""
    going = [(plan, case) for plan, case in told if plan.agreed_on and not plan.closed_on]
    for plan, case in going:
        if plan.is_told_in_full:
            with on(TODAY):
                _reach_and_note(cast.workers[plan.worker], case)
    for plan, case in going:
        adults = [one for one in families.persons_of(case, TODAY) if is_adult(one.born_on, TODAY)]
        if not plan.is_told_in_full and len(adults) > 1:
            with on(TODAY):
                _keep_apart(cast.workers[plan.worker], case, adults)
            return


def _reach_and_note(worker: Actor, case: Case) -> None:
    lead = families.persons_of(case, TODAY)[0]
    safety.set_contact(
        actor=worker,
        case=case,
        person=lead,
        contact=ContactData(
            phone=_PHONE,
            address=_ADDRESS,
            ways=["phone", "sms"],
            weekdays="12345",
            from_time=dt.time(9),
            until_time=dt.time(14),
            no_messages=True,
        ),
    )
    notes.write_note(
        actor=worker,
        case=case,
        note=NoteData(
            body="W sprawach dzieci dzwonię przed południem. Dokumenty przyniesie na spotkanie.",
            own_words="Chcę, żeby dzieci miały spokój i żebyśmy nie musieli się znowu przeprowadzać.",
            spoken_by=lead,
            audience="team",
            category=DataCategory.PATH.value,
        ),
        file=("plan-tygodnia.png", _sheet(), RetentionClass.WORKING.value),
    )
    notes.write_note(
        actor=worker,
        case=case,
        note=NoteData(body="Przed następnym spotkaniem zapytać o świetlicę i dojazd."),
    )


def _keep_apart(worker: Actor, case: Case, adults: list[Person]) -> None:
    protected, other = adults[0], adults[1]
    safety.set_contact(
        actor=worker,
        case=case,
        person=protected,
        contact=ContactData(
            address=_ADDRESS, address_concealed=True, ways=["in_person"], no_messages=True, no_letters=True
        ),
    )
    safety.separate(
        actor=worker,
        case=case,
        kept_from=other,
        protected=protected,
        reason="Prosi, żeby druga osoba nie wiedziała o jej planach.",
    )


def _sheet() -> bytes:
    """A grey sheet as a photograph would be: small, real, without anybody in it."""
    width, height = 60, 84
    rows = b"".join(b"\0" + bytes([225 if line % 7 else 190]) * width for line in range(height))
    header = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(part)) + kind + part + struct.pack(">L", zlib.crc32(kind + part))
        for kind, part in parts
    )
