"""Access and messages as values that templates lay out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import queries
from core.safety.queries import contact_of

if TYPE_CHECKING:
    from core.access.models import FamilyMessage
    from core.access.queries import Door
    from core.families.models import Case, Person
    from core.shared.actor import Actor

LANGUAGES: Final = (("pl", "polski"), ("uk", "українська"), ("en", "English"))


@dataclass(frozen=True)
class Line:
    """One person of the household."""

    name: str
    state: str
    meaning: str
    note: str = ""
    give_url: str = ""
    give: str = ""
    take_url: str = ""
    talk_url: str = ""
    unread: int = 0


@dataclass(frozen=True)
class Letter:
    """A message: whose, when, what, and whether it was read."""

    mine: bool
    by: str
    at: datetime
    text: str
    new: bool
    read_at: datetime | None


def lines(actor: Actor, case: Case) -> list[Line]:
    """Everybody of the household, for who leads the case."""
    unread = queries.unread_in(actor, case)
    open_ = case.closed_on is None
    return [
        _line(case, door, unread.get(door.person.pk, 0), open_=open_)
        for door in queries.doors_of(actor, case)
    ]


def card(actor: Actor, case: Case) -> dict[str, Any]:
    """The line of the case page: what waits to be read."""
    unread = queries.unread_in(actor, case)
    return {"url": reverse("access:overview", args=[case.pk]), "unread": sum(unread.values())}


def letters(found: Iterable[FamilyMessage], *, worker_reads: bool) -> list[Letter]:
    """Messages as one of the two sides reads them."""
    return [
        Letter(
            mine=one.from_worker == worker_reads,
            by=_author(one),
            at=one.created_at,
            text=one.text,
            new=one.read_at is None and one.from_worker != worker_reads,
            read_at=one.read_at,
        )
        for one in found
    ]


def _author(letter: FamilyMessage) -> str:
    if not letter.from_worker:
        return letter.person.full_name
    return letter.author.name if letter.author is not None else ""


def before_slip(door: Door) -> str:
    """What happens with a slip, before it is made."""
    told = _(
        "Na kartce będzie adres i kod do jednego wejścia, ważny 14 dni. Nie ma na niej nazwiska ani nazwy "
        "ośrodka. Daj ją tej osobie do ręki, gdy jest sama."
    )
    if door.slip_until is not None:
        told += " " + _("Poprzednia kartka przestanie działać.")
    if door.has_access:
        told += " " + _("Wybierze nią nowy PIN. Do tej pory działa stary.")
    return told


def language_of(actor: Actor, case: Case, person: Person) -> str:
    """The language to print the slip in, from what is known of the person."""
    known = contact_of(actor, case, person.pk)
    spoken = known.language if known is not None else "pl"
    return spoken if spoken in dict(LANGUAGES) else "pl"


def _line(case: Case, door: Door, unread: int, *, open_: bool) -> Line:
    state, meaning = _state(door)

    def to(name: str) -> str:
        return reverse(f"access:{name}", args=[case.pk, door.person.pk])

    opened = door.has_access or door.slip_until is not None or door.has_account
    return Line(
        name=door.person.full_name,
        state=state,
        meaning=meaning,
        note=_note(door),
        give_url=to("give") if open_ and door.may_receive else "",
        give=_("Nowa kartka") if opened else _("Daj kartkę"),
        take_url=to("take-away") if opened else "",
        talk_url=to("talk") if door.has_account else "",
        unread=unread,
    )


def _state(door: Door) -> tuple[str, str]:
    if door.has_access:
        return _("ma dostęp"), "good"
    if door.slip_until is not None:
        return _("kartka czeka do %(day)s") % {
            "day": f"{timezone.localtime(door.slip_until):%d.%m.%Y}"
        }, "info"
    if door.slip_ran_out:
        return _("kartka straciła ważność"), "attention"
    if door.is_closed:
        return _("dostęp zamknięty"), "neutral"
    if door.has_account:
        return _("ma dostęp przez e-mail"), "good"
    return _("bez dostępu"), "neutral"


def _note(door: Door) -> str:
    if door.too_young:
        return _("Do 13. roku życia ścieżkę pokazuje się na papierze.")
    if not door.may_receive:
        return _("Najpierw zapisz zgodę na udział i datę urodzenia.")
    return ""
