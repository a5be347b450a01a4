"""What can be wrong with an assessment or its form, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class AgreementFirstError(DomainError):
    code = "agreement_first"
    text = _("Najpierw zapisz zgodę na udział, potem oceńcie razem mocne strony i potrzeby.")


class AssessmentDayError(DomainError):
    code = "assessment_day"
    field = "held_on"
    text = _("Podaj dzień od zgody rodziny (%(agreed_on)s) do dziś.")


class ReadingRangeError(DomainError):
    code = "reading_range"
    text = _("Ocena to liczba całkowita od 0 do 10.")


class UnknownDomainError(DomainError):
    """A domain that the form does not have, or one that is asked of each person alone."""

    code = "unknown_domain"
    text = _("Tej dziedziny nie ma w tym formularzu. Odśwież stronę i spróbuj jeszcze raz.")


class UnknownAnswerError(DomainError):
    code = "unknown_answer"
    text = _("Na pytanie „%(question)s” odpowiedz jedną z podanych odpowiedzi.")


class TextTooLongError(DomainError):
    code = "text_too_long"
    text = _("Skróć wpis do %(longest)d znaków.")


class NothingAssessedError(DomainError):
    code = "nothing_assessed"
    text = _("Zaznacz liczbę choć w jednej dziedzinie, potem zakończ ocenę.")


class AnswerRequiredError(DomainError):
    code = "answer_required"
    text = _("Odpowiedz jeszcze na pytanie: %(question)s")


class NobodyTookPartError(DomainError):
    code = "nobody_took_part"
    field = "took_part"
    text = _("Zaznacz, kto z rodziny brał udział w rozmowie. Oceny nie robi się bez rodziny.")


class AlreadyFinishedError(DomainError):
    code = "assessment_finished"
    text = _("Ta ocena jest zakończona. Możesz ją poprawić, podając powód.")


class NotFinishedError(DomainError):
    code = "assessment_not_finished"
    text = _("Ta ocena jest jeszcze szkicem. Dokończ ją.")


class CorrectionReasonError(DomainError):
    code = "correction_reason"
    field = "reason"
    text = _("Napisz krótko, co i dlaczego poprawiasz.")


class NoDomainsError(DomainError):
    code = "no_domains"
    field = "domains"
    text = _("Zostaw w formularzu co najmniej jedną dziedzinę.")


class UnknownTemplatePartError(DomainError):
    code = "unknown_template_part"
    text = _("Tej części nie ma we wzorze formularza. Odśwież stronę i wybierz jeszcze raz.")


class QuestionTextError(DomainError):
    code = "question_text"
    text = _("Wpisz treść własnego pytania, najwyżej 200 znaków.")


class QuestionChoicesError(DomainError):
    code = "question_choices"
    text = _("Pytanie z listą potrzebuje od 2 do 8 odpowiedzi, każda w osobnym wierszu.")


class IntervalError(DomainError):
    code = "assessment_interval"
    field = "every_weeks"
    text = _("Podaj liczbę tygodni od 4 do 52.")
