"""What can be wrong with an agreement, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class NotOfTheHouseholdError(DomainError):
    code = "not_of_the_household"
    field = "person"
    text = _("Ta osoba nie należy w tym dniu do gospodarstwa tej sprawy.")


class AgreementExistsError(DomainError):
    code = "agreement_exists"
    field = "person"
    text = _("Ta osoba już się zgodziła. Zgoda obowiązuje, dopóki jej nie wycofa.")


class NoAgreementError(DomainError):
    """The own page shows a path; without agreeing there is none."""

    code = "no_agreement"
    text = _("Dostęp dostaje osoba, która zgodziła się na udział. Najpierw zapisz jej zgodę.")


class HasAccountError(DomainError):
    """One person, one account: a second one would take the first away."""

    code = "has_account"
    text = _("Ta osoba ma już dostęp do swojej strony.")


class AgreementDayError(DomainError):
    code = "agreement_day"
    field = "given_on"
    text = _("Zgodę można zapisać od dnia otwarcia sprawy (%(opened_on)s) do dziś.")


class GuardianNeededError(DomainError):
    """A child is represented; an adult represents themselves."""

    code = "guardian_needed"
    field = "form"
    text = _("Za osobę niepełnoletnią zgadza się opiekun. Zaznacz zgodę przez opiekuna.")


class NoGuardianForAdultsError(DomainError):
    code = "no_guardian_for_adults"
    field = "form"
    text = _("Osoba dorosła zgadza się sama. Zaznacz zgodę na ekranie albo na papierze.")


class UnknownFormError(DomainError):
    code = "unknown_form"
    field = "form"
    text = _("Zaznacz, w jaki sposób udzielono zgody.")


class AlreadyWithdrawnError(DomainError):
    code = "already_withdrawn"
    text = _("Ta zgoda została już wycofana.")


class WithdrawalDayError(DomainError):
    code = "withdrawal_day"
    field = "withdrawn_on"
    text = _("Zgodę można wycofać od dnia, w którym ją dano (%(given_on)s), do dziś.")


class NothingAuthorisedError(DomainError):
    code = "nothing_authorised"
    field = "categories"
    text = _("Zaznacz przynajmniej jedną rzecz, o której wolno powiedzieć tej instytucji.")


class UnknownCategoryError(DomainError):
    code = "unknown_category"
    field = "categories"
    text = _("Nie ma takiego rodzaju danych: %(category)s. Wybierz z listy.")


class UnknownPurposeError(DomainError):
    code = "unknown_purpose"
    field = "purpose"
    text = _("Wybierz, do czego instytucja może tego użyć.")


class AuthorisationDaysError(DomainError):
    """Secrecy is not lifted for the past."""

    code = "authorisation_days"
    field = "starts_on"
    text = _("Upoważnienie zaczyna się dziś albo później, a kończy nie wcześniej, niż się zaczęło.")


class ExplanationMissingError(DomainError):
    """Somebody must have heard what they agree to."""

    code = "explanation_missing"
    field = "explained"
    text = _("Przeczytajcie razem wyjaśnienie i zaznacz, że osoba je zrozumiała.")


class GuardianMissingError(DomainError):
    """Somebody speaks for another person: it is known who, and why they may."""

    code = "guardian_missing"
    field = "guardian"
    text = _("Zapisz, kto zgadza się za tę osobę i na jakiej podstawie.")


class GuardianNotFitError(DomainError):
    code = "guardian_not_fit"
    field = "guardian"
    text = _("Opiekunem jest inna, dorosła osoba. Wybierz ją z rodziny albo wpisz jej imię i nazwisko.")


class AssentMissingError(DomainError):
    """From sixteen nobody is passed over."""

    code = "assent_missing"
    field = "assent"
    text = _("Osobę, która skończyła 16 lat, trzeba zapytać o zdanie. Zapisz, co odpowiedziała.")


class AssentRefusedError(DomainError):
    code = "assent_refused"
    field = "assent"
    text = _("Ta osoba skończyła 16 lat i nie chce. Opiekun nie może zgodzić się wbrew niej.")


class UnknownLanguageError(DomainError):
    code = "unknown_language"
    field = "language"
    text = _("Wybierz język: polski, angielski albo ukraiński.")


class UnknownTextKindError(DomainError):
    code = "unknown_text_kind"
    field = "kind"
    text = _("Wybierz, który tekst chcesz zmienić.")


class TextTitleMissingError(DomainError):
    code = "text_title_missing"
    field = "title"
    text = _("Wpisz tytuł tekstu.")


class TextDayError(DomainError):
    """What people have agreed to does not change behind them."""

    code = "text_day"
    field = "valid_from"
    text = _("Nowy tekst obowiązuje od dziś albo od późniejszego dnia.")


class TextUnchangedError(DomainError):
    code = "text_unchanged"
    field = "body"
    text = _("Ten tekst jest taki sam jak obowiązujący. Zmień go albo wróć.")


class UnknownPlaceholderError(DomainError):
    code = "unknown_placeholder"
    field = "body"
    text = _(
        "Nie znamy pola %(name)s. W nawiasach klamrowych mogą stać: {administrator}, {kontakt}, {inspektor}."
    )


class PromiseMissingError(DomainError):
    """Every text says that refusing costs nothing; the law of consent hangs on it."""

    code = "promise_missing"
    field = "body"
    text = _(
        "Tekst musi mówić, że odmowa nie wpływa na świadczenia i pomoc. Zostaw w nim zdanie: „%(sentence)s”"
    )


class SheetSettledError(DomainError):
    code = "sheet_settled"
    text = _("Ta rozmowa jest już zakończona. Zacznij nową, jeżeli coś się zmieniło.")


class NothingAnsweredError(DomainError):
    code = "nothing_answered"
    field = "agrees"
    text = _("Zapisz, czy ta osoba zgadza się na udział.")


class SheetNotPrintedError(DomainError):
    code = "sheet_not_printed"
    text = _("Ten formularz nie czeka na podpis. Wybierz formularz, który był drukowany.")


class SignatureDayError(DomainError):
    code = "signature_day"
    field = "signed_on"
    text = _("Formularz podpisano między dniem wydruku (%(printed_on)s) a dziś. Popraw datę.")


class CodeUnreadableError(DomainError):
    """The picture shows no code of ours."""

    code = "code_unreadable"
    field = "file"
    text = _(
        "Na tym skanie nie widać kodu QR. Zeskanuj kartkę jeszcze raz, prosto i ostro, albo wskaż formularz "
        "ręcznie."
    )


class ForeignSheetError(DomainError):
    code = "foreign_sheet"
    field = "file"
    text = _("Kod na tym skanie należy do innej sprawy albo innego formularza. Sprawdź, czy to ta kartka.")


class SheetAlteredError(DomainError):
    """The paper says something else than what was printed."""

    code = "sheet_altered"
    field = "file"
    text = _(
        "Kod na tej kartce nie zgadza się z zapisanym formularzem. Wydrukuj formularz i podpiszcie nowy."
    )


class ScanLinkedError(DomainError):
    code = "scan_linked"
    field = "file"
    text = _("Do tego formularza jest już dołączony skan.")


class BasisMissingError(DomainError):
    code = "basis_missing"
    field = "article6"
    text = _("Zaznacz przynajmniej jedną podstawę z art. 6.")


class BasisWordsMissingError(DomainError):
    code = "basis_words_missing"
    field = "plain"
    text = _("Napisz prostymi słowami, jakie zapiski prowadzi instytucja i dlaczego.")


class UnknownBasisError(DomainError):
    code = "unknown_basis"
    field = "article6"
    text = _("Nie ma takiej podstawy: %(basis)s. Wybierz z listy.")


class BasisExistsError(DomainError):
    code = "basis_exists"
    field = "records"
    text = _("Dla tych zapisków podstawa jest już zapisana. Zmień ją zamiast dodawać drugą.")
