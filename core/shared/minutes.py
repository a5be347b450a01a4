"""Minutes of any meeting: four phases, amendments of those who were there, one text when two write at once.

Meetings of the partnership and of a family's team share these rules; who writes, reads and amends is
decided by each area.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.shared.errors import ConflictError, DomainError
from core.shared.meeting_hours import as_day

LONGEST_AMENDING: Final = timedelta(days=60)


class MinutesPhase(TextChoices):
    """The four phases of minutes: written live, prepared by the convenor, amended, published."""

    LIVE = "live", _("zapis na żywo")
    PREPARING = "preparing", _("przygotowanie")
    AMENDING = "amending", _("uwagi uczestników")
    PUBLISHED = "published", _("opublikowany")


class AmendmentState(TextChoices):
    """What became of an attendee's proposal to change the minutes."""

    PROPOSED = "proposed", _("czeka na decyzję")
    ACCEPTED = "accepted", _("przyjęta")
    DECLINED = "declined", _("odrzucona")


PHASES: Final[Mapping[MinutesPhase, frozenset[MinutesPhase]]] = {
    MinutesPhase.LIVE: frozenset({MinutesPhase.PREPARING}),
    MinutesPhase.PREPARING: frozenset({MinutesPhase.AMENDING}),
    MinutesPhase.AMENDING: frozenset({MinutesPhase.PUBLISHED}),
    MinutesPhase.PUBLISHED: frozenset(),
}
# Phases in which the convenor writes: agenda, minutes, presence and decisions.
WRITING: Final = frozenset({MinutesPhase.LIVE, MinutesPhase.PREPARING})


class MinutesNotStartedError(DomainError):
    """There is nothing to write into yet."""

    code = "minutes_not_started"
    text = _("Protokół tego spotkania nie jest jeszcze rozpoczęty. Rozpocznij go na stronie spotkania.")


class MinutesPhaseError(DomainError):
    """The phase of the minutes does not allow it."""

    code = "minutes_phase"
    text = _("Protokół jest w fazie „%(phase)s”, w której nie można tego zrobić.")


class MinutesEmptyError(DomainError):
    """Nothing was written down."""

    code = "minutes_empty"
    text = _("Protokół jest pusty. Wpisz przebieg co najmniej jednego punktu albo decyzję.")


class MinutesChangedError(ConflictError):
    """Somebody else wrote into the same point meanwhile; `data["theirs"]` is what they wrote."""

    code = "minutes_changed"
    field = "text"
    text = _("Ktoś zmienił zapis tego punktu w międzyczasie. Porównaj oba teksty i zapisz wspólny.")


class AmendmentDayError(DomainError):
    """The last day for amendments lies ahead and not too far."""

    code = "amendment_day"
    field = "amend_until"
    text = _("Wybierz dzień od dziś (%(today)s), najdalej za 60 dni.")


class AmendmentsOverError(DomainError):
    """The last day for amendments has passed."""

    code = "amendments_over"
    text = _("Termin zgłaszania uwag minął %(day)s. Napisz do osoby, która zwołała spotkanie.")


class AmendmentsOpenError(DomainError):
    """Attendees may still amend."""

    code = "amendments_open"
    text = _("Uczestnicy mogą zgłaszać uwagi do %(day)s. Opublikuj protokół po tym dniu albo skróć termin.")


class AmendmentUndecidedError(DomainError):
    """Every proposal gets its answer before the minutes are published."""

    code = "amendment_undecided"
    text = _("Najpierw przyjmij albo odrzuć wszystkie uwagi. Czekające: %(number)s.")


class AmendmentDecidedError(DomainError):
    """A proposal is answered once."""

    code = "amendment_decided"
    text = _("Na tę uwagę już odpowiedziano.")


class AmendmentSameError(DomainError):
    """A proposal that changes nothing."""

    code = "amendment_same"
    field = "text"
    text = _("Zmień treść zapisu: teraz jest taka sama jak w protokole.")


def check_phase(phase: str, to: MinutesPhase) -> None:
    """Minutes go forward, a phase at a time."""
    if to not in PHASES[MinutesPhase(phase)]:
        raise MinutesPhaseError(phase=MinutesPhase(phase).label)


def check_writing(phase: str) -> None:
    """Minutes are written live and while they are prepared, never once others have read them."""
    if phase not in WRITING:
        raise MinutesPhaseError(phase=MinutesPhase(phase).label)


def check_amending(*, amend_until: date, today: date) -> None:
    """Attendees get a term that they can meet."""
    if not today <= amend_until <= today + LONGEST_AMENDING:
        raise AmendmentDayError(today=as_day(today))


def check_amendment(*, phase: str, amend_until: date | None, today: date) -> None:
    """Amendments are proposed while the minutes are open to them, the last day included."""
    if phase != MinutesPhase.AMENDING or amend_until is None:
        raise MinutesPhaseError(phase=MinutesPhase(phase).label)
    if today > amend_until:
        raise AmendmentsOverError(day=as_day(amend_until))


def check_publication(*, phase: str, amend_until: date | None, undecided: int, today: date) -> None:
    """Published after the term, when every proposal has its answer."""
    check_phase(phase, MinutesPhase.PUBLISHED)
    if amend_until is not None and today <= amend_until:
        raise AmendmentsOpenError(day=as_day(amend_until))
    if undecided:
        raise AmendmentUndecidedError(number=undecided)


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 (64 hex digits) of a content's one canonical form: sorted keys, no spaces, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def plain(text: str) -> str:
    """Text as it is kept: browsers send their own ends of lines."""
    return text.replace("\r\n", "\n").strip()


def check_read(*, version: int, current: int, theirs: str, by: str) -> None:
    """Whoever saves has read the newest text; else both texts are shown, and nothing is overwritten."""
    if version != current:
        raise MinutesChangedError(theirs=theirs, by=by, version=current)
