"""Why a question cannot be asked or answered, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class NothingToAskError(DomainError):
    """Asking an institution needs the person's word for just this."""

    code = "nothing_to_ask"
    field = "partners"
    text = _(
        "Osoba nie pozwoliła zapytać tej instytucji: %(partner)s. Najpierw zapisz upoważnienie do pytania,"
        " kto już pomaga."
    )


class NobodyAskedError(DomainError):
    code = "nobody_asked"
    field = "partners"
    text = _("Zaznacz przynajmniej jedną instytucję.")


class NumberMissingError(DomainError):
    code = "number_missing"
    field = "numbers"
    text = _("Wpisz przynajmniej jeden numer PESEL, po jednym w wierszu.")


class NumberWrongError(DomainError):
    """A misread digit would answer no for somebody who is helped."""

    code = "number_wrong"
    field = "numbers"
    text = _("Wiersz %(line)s nie jest numerem PESEL. Popraw go albo usuń.")


class TooManyNumbersError(DomainError):
    code = "too_many_numbers"
    field = "numbers"
    text = _("Naraz można wpisać najwyżej %(most)s numerów. Podziel listę na części.")


class HelpMissingError(DomainError):
    """A number alone says nothing."""

    code = "help_missing"
    field = "helps"
    text = _("Zaznacz, w czym pomagacie osobom z tej listy.")


class UnknownHelpError(DomainError):
    code = "unknown_help"
    field = "helps"
    text = _("Zaznacz tylko to, o co pytamy.")


class WorkerMissingError(DomainError):
    """Yes is of use when somebody can be called."""

    code = "worker_missing"
    field = "worker"
    text = _("Napisz, z kim u Was się skontaktować: imię i nazwisko oraz telefon albo e-mail.")


class AnsweredAlreadyError(DomainError):
    code = "answered_already"
    status = 409
    text = _("Na to pytanie jest już odpowiedź. Odśwież stronę, żeby zobaczyć obecny stan.")
