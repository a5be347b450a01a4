"""What the basket refuses, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class CardChangeNotAllowedError(DomainError):
    """Somebody who sees a card tried to change it."""

    code = "card_change_not_allowed"
    status = 403
    text = _("Kartę zmienia partner, który ją prowadzi, albo pracownik ds. sieci.")


class PublisherOnlyError(DomainError):
    """Somebody who may write a card tried to put it into the basket or take it out."""

    code = "publisher_only"
    status = 403
    text = _("Usługę publikuje, wstrzymuje i wycofuje pracownik ds. sieci albo dyrektor.")


class PartnerWithoutDeclarationError(DomainError):
    """The basket holds services of partners, and a partner is who signed."""

    code = "partner_without_declaration"
    text = _(
        "Nie można opublikować usługi: %(partner)s nie ma obowiązującej deklaracji przystąpienia. "
        "Najpierw odnotuj podpisaną deklarację."
    )


class WrongStatusError(DomainError):
    """The card does not stand where this step starts."""

    code = "wrong_status"
    text = _("Karta „%(name)s” ma stan „%(status)s”, więc nie można tego zrobić.")


class CardIncompleteError(DomainError):
    """A card in the basket must tell a family what it is."""

    code = "card_incomplete"
    field = "description"
    text = _("Opisz usługę prostymi słowami, zanim trafi do koszyka.")


class CardNameMissingError(DomainError):
    """A card without a name."""

    code = "card_name_missing"
    field = "name"
    text = _("Podaj nazwę usługi.")


class UnknownCategoryError(DomainError):
    """Not a category of the catalogue."""

    code = "unknown_category"
    field = "category"
    text = _("Wybierz kategorię z listy.")


class DuplicateCardError(DomainError):
    """A partner offers one thing under one name."""

    code = "duplicate_card"
    field = "name"
    text = _("Ten partner ma już kartę usługi o tej nazwie.")


class WithdrawnInFutureError(DomainError):
    """A withdrawal is recorded on the day on which it takes effect, or later."""

    code = "card_withdrawn_in_future"
    field = "withdrawn_on"
    text = _("Data wycofania nie może być późniejsza niż dziś.")


class WithdrawnBeforePublicationError(DomainError):
    """What was not yet offered cannot be withdrawn."""

    code = "card_withdrawn_before_publication"
    field = "withdrawn_on"
    text = _("Wycofanie nie może być wcześniejsze niż publikacja usługi.")


class UnknownReferralModeError(DomainError):
    """Not a way to a service."""

    code = "unknown_referral_mode"
    field = "referral_mode"
    text = _("Wybierz z listy, jak można skorzystać z usługi.")


class UnknownCapacityUnitError(DomainError):
    """Not a unit of places."""

    code = "unknown_capacity_unit"
    field = "capacity_unit"
    text = _("Wybierz z listy, w czym liczycie miejsca.")


class UnknownAccessibilityError(DomainError):
    """Not a facility of the list."""

    code = "unknown_accessibility"
    field = "accessibility"
    text = _("Zaznacz udogodnienia z listy.")


class UnknownLanguageError(DomainError):
    """Not a language of the list."""

    code = "unknown_language"
    field = "languages"
    text = _("Zaznacz języki z listy.")


class AgesReversedError(DomainError):
    """The upper bound lies below the lower one."""

    code = "ages_reversed"
    field = "max_age"
    text = _("Wiek „do” nie może być mniejszy niż wiek „od”.")


class AgeTooHighError(DomainError):
    """Nobody has such an age."""

    code = "age_out_of_range"
    field = "min_age"
    text = _("Podaj wiek w latach, od 0 do %(most)s.")


class BadPostcodeError(DomainError):
    """Not a postal code."""

    code = "bad_postcode"
    field = "postcode"
    text = _("Podaj kod pocztowy w postaci 42-200.")


class BadCapacityError(DomainError):
    """A number of places that no service has."""

    code = "bad_capacity"
    field = "capacity"
    text = _("Podaj liczbę miejsc od 0 do %(most)s albo zostaw puste pole.")


class TooManyDocumentsError(DomainError):
    """A list of documents that nobody would bring."""

    code = "too_many_documents"
    field = "documents_needed"
    text = _("Podaj najwyżej %(most)s dokumentów, każdy w nowym wierszu, do %(longest)s znaków.")


class BadCardEmailError(DomainError):
    """Not an e-mail address."""

    code = "bad_card_email"
    field = "email"
    text = _("Podaj adres e-mail w postaci nazwa@domena.pl albo zostaw puste pole.")


class BadWebsiteError(DomainError):
    """Not an address of a page."""

    code = "bad_website"
    field = "website"
    text = _("Podaj adres strony, który zaczyna się od https:// albo http://.")


class TooLongError(DomainError):
    """A text longer than its place on the card."""

    code = "too_long"
    text = _("Skróć tekst: to pole mieści najwyżej %(most)s znaków.")

    def __init__(self, *, field: str, most: int) -> None:
        super().__init__(most=most)
        self.field = field


class ImportedTwiceError(DomainError):
    """Two cards would come from one record of another system."""

    code = "imported_twice"
    field = "external_id"
    text = _("Karta z tym numerem z systemu źródłowego już jest w koszyku.")


class ChangeNeedsApprovalError(DomainError):
    """A partner tried to write straight into the basket."""

    code = "change_needs_approval"
    status = 403
    text = _("Ta karta jest w koszyku. Zgłoś zmianę: zobaczy ją i zatwierdzi pracownik ds. sieci.")


class ProposalDecidedError(DomainError):
    """A wish that was decided, or that its writer replaced by another."""

    code = "proposal_decided"
    text = _("Tej prośby już nie ma w kolejce: %(status)s. Wróć do listy i sprawdź, co czeka.")


class DeclineReasonMissingError(DomainError):
    """A partner must know what to mend."""

    code = "decline_reason_missing"
    field = "reason"
    text = _("Napisz partnerowi, dlaczego nie i co poprawić.")


class NothingProposedError(DomainError):
    """A wish that changes nothing."""

    code = "nothing_proposed"
    text = _("Karta mówi już dokładnie to samo. Zmień coś albo potwierdź, że jest aktualna.")


class NobodyToAskError(DomainError):
    """A partner without an e-mail address."""

    code = "nobody_to_ask"
    text = _("%(partner)s nie ma adresu e-mail. Wpisz adres osoby koordynującej albo organizacji.")


class NothingToConfirmError(DomainError):
    """No card of the partner waits for a look."""

    code = "nothing_to_confirm"
    text = _("Żadna karta tego partnera nie czeka teraz na potwierdzenie.")


class UnknownApproachError(DomainError):
    """Not a way of working that is on the list."""

    code = "unknown_approach"
    field = "approach"
    text = _("Wybierz sposób pracy z listy.")


class ExclusionWithItselfError(DomainError):
    """A service goes along with itself."""

    code = "exclusion_with_itself"
    field = "other"
    text = _("Wybierz inną usługę: ta sama nie może się wykluczać ze sobą.")


class ExclusionReasonMissingError(DomainError):
    """Who reads that two services exclude each other wants to know why."""

    code = "exclusion_reason_missing"
    field = "reason"
    text = _("Napisz, dlaczego te usługi się wykluczają.")
