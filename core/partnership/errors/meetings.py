"""What meetings, their minutes and their decisions refuse, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import ConflictError, DomainError


class MeetingOverError(DomainError):
    """A meeting that was held or cancelled is planned no more."""

    code = "meeting_over"
    text = _("To spotkanie już się odbyło albo zostało odwołane. Zaplanuj nowe.")


class MeetingEndsBeforeStartError(DomainError):
    """The end is not after the beginning."""

    code = "meeting_ends_before_start"
    field = "ends"
    text = _("Godzina zakończenia musi być późniejsza niż godzina rozpoczęcia.")


class MeetingTooLongError(DomainError):
    """Longer than a day of work: surely a slip of the hand."""

    code = "meeting_too_long"
    field = "ends"
    text = _("Spotkanie może trwać najwyżej 12 godzin. Popraw godziny.")


class NoSuchHourError(DomainError):
    """The hour that the clocks skip in spring."""

    code = "no_such_hour"
    field = "starts"
    text = _("Tej godziny nie ma: w tym dniu zegary przestawia się na czas letni. Wybierz inną.")


class MeetingInPastError(DomainError):
    """One plans ahead; the past is recorded."""

    code = "meeting_in_past"
    field = "day"
    text = _("Zaplanuj spotkanie na dziś (%(today)s) lub później. Odbyte spotkanie odnotuj osobno.")


class MeetingWithoutPlaceError(DomainError):
    """Nobody can come to a meeting that is nowhere."""

    code = "meeting_without_place"
    field = "place"
    text = _("Podaj miejsce albo adres spotkania zdalnego.")


class BadRemoteAddressError(DomainError):
    """Not an address that a browser opens safely."""

    code = "bad_remote_address"
    field = "remote_address"
    text = _("Podaj pełny adres spotkania zdalnego, zaczynający się od https://.")


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
