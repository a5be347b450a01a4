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
