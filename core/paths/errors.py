"""Why a path cannot be written so."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class TeamMissingError(DomainError):
    """A path is built by a team."""

    code = "team_missing"
    text = _("Najpierw powołaj zespół zadaniowy: ścieżkę buduje zespół razem z rodziną.")


class CaseClosedError(DomainError):
    """A closed case has no new steps."""

    code = "case_closed"
    text = _("Ta sprawa jest zakończona. Ścieżki zakończonej sprawy nie zmienia się.")


class TitleMissingError(DomainError):
    """A goal or task without words."""

    code = "title_missing"
    field = "title"
    text = _("Napisz to słowami rodziny, w jednym zdaniu.")


class ServiceMissingError(DomainError):
    """A task drawn from the basket names its service."""

    code = "service_missing"
    field = "service"
    text = _("Wybierz usługę z koszyka albo zmień rodzaj zadania.")


class DueBeforeStartError(DomainError):
    """A date before the path began."""

    code = "due_before_start"
    field = "due_on"
    text = _("Termin jest wcześniejszy niż początek ścieżki (%(start)s). Podaj późniejszą datę.")


class NothingToAgreeError(DomainError):
    """An empty path."""

    code = "nothing_to_agree"
    text = _("Ścieżka nie ma jeszcze żadnego zadania. Dodaj cel i zadanie, zanim rodzina się zgodzi.")


class NotTakingPartError(DomainError):
    """Only those who agreed to take part agree to the path."""

    code = "not_taking_part"
    field = "person"
    text = _(
        "Ta osoba nie zgodziła się na udział, więc nie może uzgodnić ścieżki. Najpierw zapisz jej zgodę."
    )


class TaskFinishedError(DomainError):
    """The task was done or put aside already."""

    code = "task_finished"
    status = 409
    text = _("To zadanie jest już zakończone: %(status)s.")


class TaskReasonMissingError(DomainError):
    """Putting a task aside says why, since that is what is learned from."""

    code = "task_reason_missing"
    field = "reason"
    text = _("Napisz krótko, dlaczego odkładacie to zadanie.")


class OwnerMissingError(DomainError):
    """A partner's task names the partner."""

    code = "owner_missing"
    field = "owner"
    text = _("Wybierz partnera, który to zrobi, albo zmień rodzaj zadania.")


class OwnerNotFittingError(DomainError):
    """Who does a step fits its kind: a person of the family, a worker, a partner."""

    code = "owner_not_fitting"
    field = "owner"
    text = _("Tej osoby nie można wybrać do takiego zadania. Wybierz kogoś z listy.")


class ReasonMissingError(DomainError):
    """What was agreed and is changed is changed for a reason."""

    code = "path_reason_missing"
    field = "reason"
    text = _("Napisz krótko, dlaczego to zmieniacie. Powód zostaje przy kroku.")


class WordsMissingError(DomainError):
    """An objection and a wish are kept in the person's own words."""

    code = "words_missing"
    field = "words"
    text = _("Napisz to słowami tej osoby.")


class NotAbandonedError(DomainError):
    """Only what was put aside or done is taken up again."""

    code = "not_finished"
    status = 409
    text = _("Tego nie trzeba wznawiać: jest w toku. Odśwież stronę.")


class SameDateError(DomainError):
    """The proposed day is the day that stands already."""

    code = "same_date"
    field = "due_on"
    text = _("Ten termin już obowiązuje. Podaj inny dzień.")


class PastDateError(DomainError):
    """A new day lies ahead."""

    code = "past_date"
    field = "due_on"
    text = _("Podaj dzień od dziś.")


class ProposalDecidedError(DomainError):
    """The proposal was answered already."""

    code = "proposal_decided"
    status = 409
    text = _("Na tę propozycję ktoś już odpowiedział: %(state)s. Odśwież stronę.")


class RequestGoingOnError(DomainError):
    """Another service is asked for when the first request has come to its end."""

    code = "request_going_on"
    status = 409
    text = _("Prośba do partnera jest w toku. Poczekaj na odpowiedź albo odłóż ten krok.")


class NoServiceStepError(DomainError):
    """Only a step that is a service asks a partner."""

    code = "no_service_step"
    text = _("Ten krok nie jest usługą z koszyka. Dodaj nowy krok z usługą.")


class WholePaperUnsafeError(DomainError):
    """A paper of the whole path would tell one person of another's steps."""

    code = "whole_paper_unsafe"
    field = "person"
    text = _("Na tej ścieżce są kroki tylko dla jednej osoby. Wybierz osobę: wydruk pokaże tylko jej część.")


class SocialPlanMissingError(DomainError):
    """The plan of social services is printed after its few fields are filled in."""

    code = "social_plan_missing"
    text = _("Najpierw uzupełnij pola planu usług społecznych.")


class SocialPlanSpanError(DomainError):
    """The plan ends after it begins."""

    code = "social_plan_span"
    field = "ends_on"
    text = _("Plan kończy się wcześniej, niż zaczyna. Podaj późniejszy koniec.")


class StalledDaysError(DomainError):
    """Silence of a day is no standstill, and one of a year is noticed too late."""

    code = "stalled_days"
    field = "days"
    text = _("Podaj od %(least)d do %(most)d dni.")


class PaperUnreadableError(DomainError):
    """Nothing on the scan says which paper it is."""

    code = "paper_unreadable"
    field = "file"
    text = _("Nie widać kodu z wydruku. Zeskanuj całą stronę albo dołącz skan na stronie tego wydruku.")


class ForeignPaperError(DomainError):
    """The code names another paper, or nothing of this case."""

    code = "foreign_paper"
    field = "file"
    text = _("To skan innego wydruku. Sprawdź numer na dole strony.")


class PaperScannedError(DomainError):
    """Another scan belongs to the paper already."""

    code = "paper_scanned"
    status = 409
    text = _("Ten wydruk ma już skan z podpisem.")
