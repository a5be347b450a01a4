"""What meetings, their minutes and their decisions refuse, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError
from core.shared.meeting_hours import (
    BadRemoteAddressError,
    MeetingEndsBeforeStartError,
    MeetingInPastError,
    MeetingTooLongError,
    MeetingWithoutPlaceError,
    NoSuchHourError,
)
from core.shared.minutes import (
    AmendmentDayError,
    AmendmentDecidedError,
    AmendmentSameError,
    AmendmentsOpenError,
    AmendmentsOverError,
    AmendmentUndecidedError,
    MinutesChangedError,
    MinutesEmptyError,
    MinutesNotStartedError,
    MinutesPhaseError,
)

# What meetings of a partnership and of a family's team share is refused in the same words.
__all__ = [
    "AgendaClosedError",
    "AgendaItemUsedError",
    "AmendmentDayError",
    "AmendmentDecidedError",
    "AmendmentSameError",
    "AmendmentUndecidedError",
    "AmendmentsOpenError",
    "AmendmentsOverError",
    "AnswerUnknownError",
    "BadRemoteAddressError",
    "DecisionFrozenError",
    "DueBeforeMeetingError",
    "MeetingEndsBeforeStartError",
    "MeetingInPastError",
    "MeetingNotTodayError",
    "MeetingOverError",
    "MeetingTooLongError",
    "MeetingWithoutPlaceError",
    "MinutesChangedError",
    "MinutesEmptyError",
    "MinutesNotStartedError",
    "MinutesPhaseError",
    "NoSuchHourError",
    "NoTaskError",
    "NobodyInvitedError",
    "NotPublishedError",
    "OwnerMissingError",
    "PersonOfOtherError",
    "ReasonMissingError",
    "TaskClosedError",
    "TextMissingError",
    "TitleMissingError",
]


class MeetingOverError(DomainError):
    """A meeting that was held or cancelled is planned no more."""

    code = "meeting_over"
    text = _("To spotkanie już się odbyło albo zostało odwołane. Zaplanuj nowe.")


class TitleMissingError(DomainError):
    """A meeting or a point without a title."""

    code = "title_missing"
    field = "title"
    text = _("Podaj temat.")


class NobodyInvitedError(DomainError):
    """An invitation needs an addressee."""

    code = "nobody_invited"
    field = "partners"
    text = _("Zaznacz co najmniej jednego partnera do zaproszenia.")


class MeetingNotTodayError(DomainError):
    """Minutes and presence begin on the day of the meeting."""

    code = "meeting_not_today"
    text = _("Spotkanie jest zaplanowane na %(day)s. Obecność i protokół wpiszesz od tego dnia.")


class AgendaClosedError(DomainError):
    """The agenda of a meeting whose minutes are being amended or are published stays."""

    code = "agenda_closed"
    text = _("Porządku tego spotkania nie można już zmienić.")


class AgendaItemUsedError(DomainError):
    """A point with minutes or decisions is part of what happened."""

    code = "agenda_item_used"
    text = _("Ten punkt ma już zapis albo decyzję, więc zostaje w porządku spotkania.")


class AnswerUnknownError(DomainError):
    """Not one of the three answers."""

    code = "answer_unknown"
    field = "answer"
    text = _("Wybierz odpowiedź z listy.")


class ReasonMissingError(DomainError):
    """Whoever is refused learns why."""

    code = "reason_missing"
    field = "reason"
    text = _("Podaj powód.")


class TextMissingError(DomainError):
    """An empty text where one is needed."""

    code = "text_missing"
    field = "text"
    text = _("Wpisz treść.")


class NotPublishedError(DomainError):
    """An annex corrects what was published."""

    code = "minutes_not_published"
    text = _("Aneks dodaje się do opublikowanego protokołu. Ten popraw wprost.")


class DecisionFrozenError(DomainError):
    """The words of a decision freeze with the minutes."""

    code = "decision_frozen"
    text = _("Treść decyzji jest już w protokole. Poprawkę dodaj jako aneks po publikacji.")


class OwnerMissingError(DomainError):
    """A day or a person without the organisation that is to act."""

    code = "owner_missing"
    field = "owner"
    text = _("Wybierz organizację, która ma to zrobić.")


class PersonOfOtherError(DomainError):
    """The person named belongs to another organisation."""

    code = "person_of_other"
    field = "person"
    text = _("Ta osoba nie jest z organizacji, która ma to zrobić.")


class DueBeforeMeetingError(DomainError):
    """A task cannot be due before it was given."""

    code = "due_before_meeting"
    field = "due_on"
    text = _("Termin nie może być wcześniejszy niż dzień spotkania (%(day)s).")


class TaskClosedError(DomainError):
    """Done or cancelled once."""

    code = "task_closed"
    text = _("To zadanie jest już zakończone.")


class NoTaskError(DomainError):
    """A decision that gives nobody anything to do."""

    code = "no_task"
    text = _("Ta decyzja nie jest zadaniem: nie ma wykonawcy.")
