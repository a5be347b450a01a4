"""What can be wrong with a household or a case, in sentences."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError
from core.shared.imports import errors as shared


class EmptyHouseholdError(DomainError):
    code = "empty_household"
    text = _("Wpisz co najmniej jedną osobę: gospodarstwo nie może być puste.")


class MissingNameError(DomainError):
    code = "missing_name"
    field = "first_name"
    text = _("Wpisz imię i nazwisko każdej osoby.")


class TwoLeadsError(DomainError):
    code = "two_leads"
    field = "role"
    text = _("W gospodarstwie może być jedna osoba wiodąca. Wybierz innym osobom inną rolę.")


class UnknownChoiceError(DomainError):
    """A code outside one of the closed vocabularies."""

    code = "unknown_choice"
    text = _("Wartość „%(value)s” nie występuje w słowniku.")


class BornInFutureError(DomainError):
    code = "born_in_future"
    field = "born_on"
    text = _("Data urodzenia nie może być z przyszłości.")


class DuplicatePeselError(DomainError):
    code = "duplicate_pesel"
    field = "pesel"
    text = _("Osoba z tym numerem PESEL jest już zapisana. Jedna osoba ma jeden zapis.")


class PeselMismatchError(DomainError):
    code = "pesel_mismatch"
    field = "pesel"
    text = _("Numer PESEL nie zgadza się z datą urodzenia lub płcią. Popraw jedno z nich.")


class OpenedInFutureError(DomainError):
    code = "opened_in_future"
    field = "opened_on"
    text = _("Data rozpoczęcia nie może być z przyszłości.")


class CaseAlreadyOpenError(DomainError):
    code = "case_already_open"
    text = _("To gospodarstwo ma już otwartą sprawę.")


class NotASocialWorkerError(DomainError):
    code = "not_a_social_worker"
    field = "social_worker"
    text = _("Sprawę prowadzi pracownik socjalny tego partnerstwa. Wybierz osobę z listy.")


class CaseClosedError(DomainError):
    code = "case_closed"
    text = _("Ta sprawa jest zakończona i nie można jej już zmieniać.")


class WrongStageError(DomainError):
    """A step was taken out of its order (see `rules.STAGES`)."""

    code = "wrong_stage"
    text = _("Najpierw trzeba wykonać wcześniejszy krok. Sprawa jest teraz na etapie: %(stage)s.")


class ClosedTooEarlyError(DomainError):
    code = "closed_before_last_step"
    field = "closed_on"
    text = _("Sprawa nie może zakończyć się przed dniem ostatniego zapisanego etapu (%(on)s).")


class ClosedInFutureError(DomainError):
    code = "closed_in_future"
    field = "closed_on"
    text = _("Data zakończenia nie może być z przyszłości.")


class NothingToResumeError(DomainError):
    code = "nothing_to_resume"
    text = _("Ta sprawa trwa. Wznowić można sprawę po rozmowie końcowej albo zakończoną.")


class ResumedTooLateError(DomainError):
    code = "resumed_too_late"
    text = _("Od zakończenia minęło więcej niż %(days)s dni. Otwórz nową sprawę tej rodziny.")


class MissingReasonError(DomainError):
    code = "missing_reason"
    field = "reason"
    text = _("Napisz w jednym zdaniu, dlaczego.")


class UnknownGroundError(DomainError):
    """A point of art. 7 that does not exist or is not in force on the day."""

    code = "unknown_ground"
    field = "codes"
    text = _("Powód „%(ground)s” nie występuje w art. 7 ustawy w dniu %(on)s.")


class GroundDayError(DomainError):
    code = "ground_day"
    field = "starts_on"
    text = _("Powody można zapisać od dnia otwarcia sprawy (%(opened_on)s) do dziś.")


class NoGroundsError(DomainError):
    code = "no_grounds"
    field = "codes"
    text = _("Zaznacz co najmniej jeden powód.")


class MembershipDayError(DomainError):
    code = "membership_day"
    field = "ends_on"
    text = _("Ten dzień jest wcześniejszy niż dzień, od którego osoba należy do gospodarstwa.")


class AccountTakenError(DomainError):
    code = "account_taken"
    text = _("To konto należy już do innej osoby.")


class SourceNumberTakenError(DomainError):
    """The number in the centre's system belongs to a household that is written down already."""

    code = "source_number_taken"
    field = "source_number"
    text = _("Rodzina z tym numerem jest już zapisana. Wyszukaj ją albo popraw numer.")


class LivesElsewhereError(DomainError):
    code = "lives_elsewhere"
    field = "starts_on"
    text = _("Ta osoba mieszka teraz w innej zapisanej rodzinie. Najpierw trzeba tam zapisać wyprowadzkę.")


class LivesHereError(DomainError):
    code = "lives_here"
    text = _("Ta osoba mieszka już z tą rodziną.")


class ReturnDayError(DomainError):
    code = "return_day"
    field = "starts_on"
    text = _("Wybierz dzień od %(ends_on)s: wcześniej ta osoba mieszkała z rodziną.")


class LeadNeededError(DomainError):
    code = "lead_needed"
    field = "role"
    text = _("Najpierw wskaż inną osobę wiodącą: gospodarstwo zawsze ją ma.")


class FormerLeadRoleError(DomainError):
    code = "former_lead_role"
    field = "former_lead_role"
    text = _("Wybierz, kim będzie osoba, która dotąd była wiodąca.")


class RoleDayError(DomainError):
    code = "role_day"
    field = "starts_on"
    text = _("Wybierz dzień od %(since)s do dziś.")


class GroundOverlapError(DomainError):
    code = "ground_overlap"
    field = "starts_on"
    text = _("W tych dniach ten powód jest już zapisany. Popraw tamten wpis.")


class GroundEndError(DomainError):
    code = "ground_end"
    field = "ends_on"
    text = _("Powód musi kończyć się po dniu, w którym się zaczął.")


class NoPathYetError(DomainError):
    code = "no_path_yet"
    text = _("Przegląd dotyczy ścieżki. Najpierw uzgodnijcie ścieżkę z rodziną.")


class ReviewDayError(DomainError):
    code = "review_day"
    field = "held_on"
    text = _("Wybierz dzień od %(since)s do dziś.")


class NextReviewDayError(DomainError):
    code = "next_review_day"
    field = "next_on"
    text = _("Następny przegląd odbywa się po tym i najpóźniej po 12 tygodniach, czyli do %(latest)s.")


class ReviewExistsError(DomainError):
    code = "review_exists"
    field = "held_on"
    text = _("Przegląd z tego dnia jest już zapisany. Popraw tamten zapis.")


class EmptyReviewError(DomainError):
    code = "empty_review"
    field = "works"
    text = _("Napisz choć jedno zdanie: co działa, co nie działa albo co mówi rodzina.")


class ConversationWithoutFamilyError(DomainError):
    code = "conversation_without_family"
    field = "persons"
    text = _("Zaznacz, kto z rodziny rozmawiał. Jeśli nikt, zakończ sprawę bez rozmowy.")


class InfluenceError(DomainError):
    code = "influence"
    field = "influence"
    text = _("Wpływ na plan ocenia się od 1 do 5.")


class TooManySearchesError(DomainError):
    code = "too_many_searches"
    status = 429
    text = _("To było już %(most)s wyszukiwań po numerze PESEL w ciągu godziny. Spróbuj później.")


# What is wrong with a line of a spreadsheet of families, or worth knowing about it.
SENTENCES: Final[dict[str, Any]] = {
    "number_missing": _("Wpisz numer rodziny w systemie: po nim poznajemy tę samą rodzinę."),
    "differs_in_household": _(
        "Ta rodzina ma tu inną wartość niż w wierszu %(first)s. Wpisz to samo albo zostaw puste pole."
    ),
    "not_a_day": _("To nie jest data. Wpisz na przykład 12.04.1990."),
    "not_a_ground": _("„%(value)s” nie jest punktem art. 7. Wpisz na przykład: 1; 4; 7a."),
    "too_many_persons": _("Jedna rodzina ma w pliku więcej niż %(most)s osób. Sprawdź numery rodzin."),
    "two_leads": TwoLeadsError.text,
    "pesel_twice": _("Ten numer PESEL jest już w wierszu %(first)s. Jedna osoba ma jeden wiersz."),
    "pesel_in_own_case": _("Osoba z tym numerem PESEL jest już w Twojej sprawie %(case)s."),
    "pesel_elsewhere": _("Ta osoba jest już znana w ośrodku. Skontaktuj się: %(contact)s."),
    "household_elsewhere": _("Ta rodzina jest już znana w ośrodku. Skontaktuj się: %(contact)s."),
    # Not errors: what the reader should know.
    "household_closed": _(
        "Praca z tą rodziną jest zakończona (sprawa %(case)s), więc nic się nie zmieni. "
        "Gdy rodzina wraca, otwórz nową sprawę."
    ),
    "person_returns": _("Ta osoba ma już zapis z zakończonej sprawy. Zostanie użyty ten sam zapis."),
    "person_moved_out": _("Ta osoba już nie mieszka z rodziną. Powrót zapiszesz w sprawie."),
    "person_alike": _("Podobna osoba jest w Twojej sprawie %(case)s. Sprawdź, czy to nie ta sama."),
    "type_guessed": _("Nie podano rodzaju gospodarstwa. Zapiszemy: %(value)s."),
}


def sentence(code: str, data: dict[str, Any]) -> str:
    """What a problem of a line says, in the language of the moment."""
    return shared.sentence(code, data, SENTENCES)


class MergeRecordsError(DomainError):
    """What somebody said would change whose it is."""

    code = "merge_records"
    field = "dropped"
    text = _(
        "Drugi zapis ma już własne zgody, zadania albo konto. Połączyć można tylko zapis bez wpisów: "
        "wybierz odwrotnie albo popraw dane."
    )


class MergeDiffersError(DomainError):
    """Two different human beings, or a slip that has to be corrected first."""

    code = "merge_differs"
    field = "dropped"
    text = _(
        "Te zapisy mają różny PESEL, datę urodzenia albo płeć. Najpierw popraw dane, jeśli to ta sama osoba."
    )


class MergeLeadError(DomainError):
    """The household would be without its leading person."""

    code = "merge_lead"
    field = "dropped"
    text = _("Drugi zapis jest osobą wiodącą. Wejdź na jej stronę i połącz z nią ten zapis.")


class MergeUndoneError(DomainError):
    """There is nothing to take apart any more."""

    code = "merge_undone"
    status = 409
    text = _("To połączenie jest już cofnięte.")
