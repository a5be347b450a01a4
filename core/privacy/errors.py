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


class LedgerAlteredError(DomainError):
    """The chain of disclosures does not fit."""

    code = "ledger_altered"
    status = 500
    text = _(
        "Rejestr ujawnień jest naruszony od wpisu %(number)s. Zawiadom administratora i inspektora danych."
    )
