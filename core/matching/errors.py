"""What matching refuses, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class NeedTextMissingError(DomainError):
    """A need in a few words of the family."""

    code = "need_text_missing"
    field = "text"
    text = _("Napisz w jednym zdaniu, czego potrzeba.")


class NeedTextTooLongError(DomainError):
    """A need is a sentence, not a story."""

    code = "need_text_too_long"
    field = "text"
    text = _("Skróć opis potrzeby do %(most)d znaków. Historia rodziny nie jest tu potrzebna.")


class UnknownNeedChoiceError(DomainError):
    """A value that is not on its list."""

    code = "need_unknown_choice"
    text = _("„%(value)s” nie jest na liście. Wybierz wartość z listy.")


class NeedSettledError(DomainError):
    """A need that is met or dropped is not changed any more."""

    code = "need_settled"
    status = 409
    text = _("Ta potrzeba ma stan „%(state)s”. Otwórz ją ponownie, żeby coś zmienić.")


class ServiceDoesNotCoverError(DomainError):
    """A service of another kind cannot meet a need."""

    code = "service_does_not_cover"
    field = "service"
    text = _("Usługa „%(service)s” nie obejmuje tej kategorii. Wybierz inną usługę albo zmień kategorię.")


class NeedDayError(DomainError):
    """A need is recorded on a day on which the case was open."""

    code = "need_day"
    field = "recorded_on"
    text = _("Podaj dzień od otwarcia sprawy (%(opened_on)s) do dziś.")


class NotAnswerableError(DomainError):
    """A fact of the family's record is changed there."""

    code = "fact_not_answerable"
    text = _("To zapisuje się przy rodzinie, nie tutaj. Uzupełnij dane rodziny.")


class BadAnswerError(DomainError):
    """An answer that the question does not allow."""

    code = "fact_bad_answer"
    field = "value"
    text = _("Wybierz jedną z podanych odpowiedzi.")


class BadAgeError(DomainError):
    """Not an age."""

    code = "fact_bad_age"
    field = "value"
    text = _("Podaj wiek w latach: od 0 do 130.")


class BadIncomeError(DomainError):
    """Not an amount."""

    code = "fact_bad_income"
    field = "value"
    text = _("Podaj kwotę w złotych na osobę miesięcznie, na przykład 823,00.")


class BadLanguagesError(DomainError):
    """No language was named."""

    code = "fact_bad_languages"
    field = "value"
    text = _("Zaznacz przynajmniej jeden język z listy.")
