"""What the data of a participant of ESF+ refuse: one sentence that says what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class EntryBeforeAgreementError(DomainError):
    """Nobody takes part before the family agreed."""

    code = "esf_entry_before_agreement"
    field = "entered_on"
    text = _("Podaj dzień nie wcześniejszy niż zgoda rodziny na udział.")


class EntryInFutureError(DomainError):
    """Status is that of a day that has come."""

    code = "esf_entry_in_future"
    field = "entered_on"
    text = _("Ten dzień jeszcze nie nadszedł. Podaj dzień rozpoczęcia udziału.")


class PersonIncompleteError(DomainError):
    """Every common indicator is given by sex and age."""

    code = "esf_person_incomplete"
    text = _("Uzupełnij najpierw datę urodzenia i płeć tej osoby w kartotece rodziny.")


class ChildAtWorkError(DomainError):
    """Below the working age nobody is employed or unemployed."""

    code = "esf_child_at_work"
    field = "labour"
    text = _("Osoba ma %(age)s lat. Przed ukończeniem 15 lat wybierz „bierny zawodowo”.")


class TooYoungForEducationError(DomainError):
    """A level that cannot have been completed at that age."""

    code = "esf_too_young_for_education"
    field = "isced"
    text = _("Osoba ma %(age)s lat, więc nie mogła ukończyć tej szkoły. Wybierz niższe wykształcenie.")


class StatementMissingError(DomainError):
    """Each situation is answered: yes, no, or a refusal."""

    code = "esf_statement_missing"
    text = _("Przy każdej szczególnej sytuacji zaznacz „tak”, „nie” albo „odmowa podania”.")


class AlreadyParticipantError(DomainError):
    """One record for a person in a case."""

    code = "esf_already_participant"
    text = _("Dane tej osoby już zapisano. Odśwież stronę i popraw je, jeżeli trzeba.")


class EndBeforeEntryError(DomainError):
    """Nobody leaves before entering."""

    code = "esf_end_before_entry"
    field = "ended_on"
    text = _("Podaj dzień nie wcześniejszy niż rozpoczęcie udziału.")


class EndInFutureError(DomainError):
    """Leaving is told when it has happened."""

    code = "esf_end_in_future"
    field = "ended_on"
    text = _("Ten dzień jeszcze nie nadszedł. Zapisz zakończenie, gdy udział się skończy.")


class ResultsNeedDayError(DomainError):
    """A result is true on a day."""

    code = "esf_results_need_day"
    field = "exit_on"
    text = _("Podaj dzień, w którym zapytano o rezultaty.")


class ExitAskedLateError(DomainError):
    """Results on leaving are those of the first four weeks."""

    code = "esf_exit_asked_late"
    field = "exit_on"
    text = _("O rezultaty pyta się od dnia zakończenia do czterech tygodni po nim, najpóźniej %(last)s.")


class ResultImpossibleError(DomainError):
    """Work is a result only for somebody who had none."""

    code = "esf_result_impossible"
    field = "results"
    text = _("Rezultatu %(result)s nie zaznacza się osobie, która na początku miała status „%(status)s”.")


class SearchingImpossibleError(DomainError):
    """Looking for work is a result only for somebody who did not."""

    code = "esf_searching_impossible"
    field = "results"
    text = _("Rezultat EECR01 zaznacza się tylko osobie, która na początku była bierna zawodowo.")


class SearchingAtWorkError(DomainError):
    """One is at work or looks for it."""

    code = "esf_searching_at_work"
    field = "results"
    text = _("Zaznacz EECR01 albo EECR04: kto pracuje, ten nie szuka pracy.")


class NotLeftYetError(DomainError):
    """Six months are counted from leaving."""

    code = "esf_not_left_yet"
    text = _("Zapisz najpierw zakończenie udziału.")


class LaterAskedWrongError(DomainError):
    """Six months after leaving, and four weeks to ask."""

    code = "esf_later_asked_wrong"
    field = "later_on"
    text = _("O trwałe rezultaty pyta się od %(first)s do %(last)s, sześć miesięcy po zakończeniu.")


class BetterImpossibleError(DomainError):
    """A better position is a result of those who had work."""

    code = "esf_better_impossible"
    field = "results"
    text = _("Rezultat EECR06 zaznacza się tylko osobie, która na początku pracowała.")


class FiguresBrokenError(DomainError):
    """Sums that do not add up are not sent to anybody."""

    code = "esf_figures_broken"
    text = _("Nic nie pobrano, bo sumy się nie zgadzają: %(sums)s. Popraw dane uczestników.")
