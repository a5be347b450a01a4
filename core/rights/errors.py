"""What can be wrong with requests, exports and disposals, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError
from core.shared.keyring import KeyDestroyedError as ErasedFamilyError

__all__ = ["ErasedFamilyError"]


class RequestDayError(DomainError):
    code = "request_day"
    field = "received_on"
    text = _("Żądanie nie mogło wpłynąć w przyszłości. Popraw datę.")


class RequestAnsweredError(DomainError):
    code = "request_answered"
    text = _("To żądanie jest już załatwione. Nowe zapisz osobno.")


class AnswerMissingError(DomainError):
    code = "answer_missing"
    field = "answer"
    text = _("Napisz, co odpowiedziano osobie. Przy odmowie podaj powód i pouczenie o skardze.")


class ExtensionError(DomainError):
    code = "extension"
    field = "reason"
    text = _("Termin można przedłużyć raz, o dwa miesiące, z podaniem powodu, zanim minie.")


class ExportTakenError(DomainError):
    code = "export_taken"
    status = 409
    text = _("Ten plik pobrano już albo wygasł. Przygotuj nowy.")


class ExportNotReadyError(DomainError):
    code = "export_not_ready"
    status = 409
    text = _("Plik jeszcze powstaje. Odśwież stronę za chwilę.")


class NothingToCorrectError(DomainError):
    code = "nothing_to_correct"
    field = "value"
    text = _("Nowa wartość jest taka sama jak dotychczasowa.")


class CorrectionValueError(DomainError):
    code = "correction_value"
    field = "value"
    text = _("Wpisz poprawną wartość. Datę zapisz jako DD.MM.RRRR.")


class CorrectionReasonError(DomainError):
    code = "correction_reason"
    field = "reason"
    text = _("Napisz, na jakiej podstawie poprawiasz dane, na przykład: dowód osobisty.")


class HoldReasonError(DomainError):
    code = "hold_reason"
    field = "reason"
    text = _("Napisz, dlaczego dane muszą zostać, na przykład: toczy się sprawa w sądzie.")


class OnHoldError(DomainError):
    code = "on_hold"
    text = _("Dane tej rodziny są wstrzymane przed usunięciem. Najpierw zdejmij wstrzymanie.")


class StillOpenError(DomainError):
    code = "still_open"
    text = _("Rodzina ma otwartą sprawę. Usunąć dane można dopiero po jej zamknięciu.")


class StillLivesError(DomainError):
    code = "still_lives"
    text = _(
        "Ta osoba należy do rodziny z otwartą sprawą. Najpierw zapisz, że odeszła z gospodarstwa,"
        " albo zamknij sprawę."
    )


class ErasedPersonError(DomainError):
    code = "erased_person"
    text = _("Dane tej osoby zostały już usunięte.")


class DisposalReasonError(DomainError):
    code = "disposal_reason"
    field = "reason"
    text = _("Napisz podstawę usunięcia. Nie wpisuj nazwisk ani opisu sytuacji.")


class DisposalStandsError(DomainError):
    code = "disposal_stands"
    text = _("Usunięcie danych tej rodziny czeka już na zatwierdzenie.")


class SamePersonError(DomainError):
    code = "same_person"
    text = _("Usunięcie zatwierdza inna osoba niż ta, która o nie wystąpiła.")


class DisposalSettledError(DomainError):
    code = "disposal_settled"
    status = 409
    text = _("To usunięcie jest już rozstrzygnięte.")


class NothingDueError(DomainError):
    code = "nothing_due"
    text = _("Na dziś nie ma danych, którym minął okres przechowywania.")


class PeriodError(DomainError):
    code = "period"
    field = "amount"
    text = _("Podaj okres od 1 do 100 lat albo od 1 do 3650 dni.")
