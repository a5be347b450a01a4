"""What can be wrong with a planned meeting or its minutes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class PlanOverError(DomainError):
    code = "team_meeting_over"
    text = _("To spotkanie już się odbyło albo zostało odwołane. Zaplanuj nowe.")


class PlanNotSetError(DomainError):
    code = "team_meeting_not_set"
    text = _("Termin tego spotkania nie jest jeszcze ustalony. Najpierw wybierz termin.")


class PlanIsSetError(DomainError):
    code = "team_meeting_is_set"
    text = _("Termin jest już ustalony. Odpowiedz, czy będziesz na spotkaniu.")


class PlanNotTodayError(DomainError):
    code = "team_meeting_not_today"
    text = _("Spotkanie jest zaplanowane na %(day)s. Obecność i protokół wpiszesz od tego dnia.")


class NobodyAskedError(DomainError):
    code = "team_nobody_asked"
    field = "members"
    text = _("Zaznacz co najmniej jedną osobę z rodziny i kogoś jeszcze albo zaproś cały zespół.")


class ModeratorAskedError(DomainError):
    code = "team_moderator_asked"
    field = "members"
    text = _("Moderator prowadzi spotkanie, więc musi być wśród zaproszonych.")


class SlotsError(DomainError):
    code = "team_slots"
    field = "slots"
    text = _("Zaproponuj od jednego do dziesięciu różnych terminów.")


class SlotPassedError(DomainError):
    code = "team_slot_passed"
    text = _("Ten termin już minął. Wybierz inny.")


class AnswersNeededError(DomainError):
    code = "team_answers_needed"
    text = _("Zaznacz odpowiedź przy każdym terminie.")


class AnswerByError(DomainError):
    code = "team_answer_by"
    field = "answer_by"
    text = _("Odpowiedzi zbieraj od dziś do dnia pierwszego terminu.")


class WhyMissingError(DomainError):
    code = "team_why_missing"
    field = "reason"
    text = _("Napisz, dlaczego. Zaproszeni zobaczą ten powód.")


class SubstituteError(DomainError):
    code = "team_substitute"
    field = "substitute"
    text = _("Zastąpić może inna osoba z tej samej instytucji.")


class QuorumMissingError(DomainError):
    code = "team_no_quorum"
    text = _(
        "Na spotkaniu %(day)s nie było wymaganego składu (moderator, rodzina i jeszcze ktoś z zespołu), "
        "więc nie można na nim uzgodnić ścieżki. Zwołaj następne albo zapytaj rodzinę w inny sposób."
    )


class QuorumRuleError(DomainError):
    code = "team_quorum_rule"
    text = _("Podaj od 1 do 5 osób z rodziny i najwyżej 10 innych osób.")


class PointTitleError(DomainError):
    code = "team_point_title"
    field = "title"
    text = _("Podaj temat punktu.")


class PointUsedError(DomainError):
    code = "team_point_used"
    text = _("Ten punkt ma już zapis albo ustalenie, więc zostaje w porządku spotkania.")


class DecisionTextError(DomainError):
    code = "team_decision_text"
    field = "text"
    text = _("Wpisz, co ustaliliście.")


class DecisionHasStepError(DomainError):
    code = "team_decision_step"
    text = _("Z tego ustalenia jest już krok na ścieżce.")
