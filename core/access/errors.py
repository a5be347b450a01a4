"""What the rules of entering and writing refuse, in plain sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class NotTakingPartError(DomainError):
    code = "not_taking_part"
    text = _("Kartkę daje się osobie, która zgodziła się na udział. Najpierw zapisz jej zgodę.")


class TooYoungError(DomainError):
    code = "too_young"
    text = _("Własną stronę może mieć osoba od 13. roku życia. Młodszemu dziecku pokaż ścieżkę na papierze.")


class BirthdayMissingError(DomainError):
    code = "birthday_missing"
    text = _("Nie wiemy, ile lat ma ta osoba. Najpierw uzupełnij datę urodzenia.")


class SlipUnknownError(DomainError):
    """One sentence for a code that never was, was used, is too old or was taken back."""

    code = "slip_unknown"
    field = "code"
    text = _("Ten kod nie działa. Kod działa jeden raz i przez 14 dni. Poproś o nową kartkę.")


class NoAccessError(DomainError):
    code = "no_access"
    text = _("Ta osoba nie ma teraz dostępu. Możesz dać jej nową kartkę.")


class WrongPinError(DomainError):
    code = "wrong_pin"
    field = "old_pin"
    text = _("Obecny PIN się nie zgadza. Po pięciu błędnych próbach trzeba odczekać 15 minut.")


class MessageEmptyError(DomainError):
    code = "message_empty"
    field = "text"
    text = _("Napisz kilka słów.")


class MessageLongError(DomainError):
    code = "message_long"
    field = "text"
    text = _("To za długa wiadomość. Skróć ją do 1000 znaków albo wyślij dwie.")
