"""What the partnership refuses, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class OfficerOnlyError(DomainError):
    """Somebody who sees the partnership tried to change it."""

    code = "officer_only"
    status = 403
    text = _("To może zrobić tylko pracownik ds. sieci albo dyrektor.")


class DuplicatePartnerError(DomainError):
    """Two organisations of one town would bear one name."""

    code = "duplicate_partner"
    field = "name"
    text = _("Organizacja o tej nazwie jest już na liście partnerów.")


class DuplicateNipError(DomainError):
    """Two organisations of one town would bear one tax number."""

    code = "duplicate_nip"
    field = "nip"
    text = _("Organizacja z tym numerem NIP jest już na liście partnerów.")


class SecondLeadError(DomainError):
    """A partnership has one lead."""

    code = "second_lead"
    field = "is_lead"
    text = _("Partnerstwo ma już lidera.")


class NameMissingError(DomainError):
    """An organisation or a person without a name."""

    code = "name_missing"
    field = "name"
    text = _("Podaj nazwę.")


class UnknownSectorError(DomainError):
    """Not a sector of the catalogue."""

    code = "unknown_sector"
    field = "sector"
    text = _("Wybierz sektor z listy.")


class InvitationInFutureError(DomainError):
    """An invitation is recorded once it was sent."""

    code = "invitation_in_future"
    field = "invited_on"
    text = _("Data zaproszenia nie może być późniejsza niż dziś (%(today)s).")


class SignedBeforeInvitationError(DomainError):
    """Nobody accedes to a partnership before being invited to it."""

    code = "signed_before_invitation"
    field = "signed_on"
    text = _(
        "Deklaracja nie może być podpisana przed zaproszeniem: %(partner)s ma zaproszenie "
        "z %(invited_on)s, a podana data podpisu to %(signed_on)s."
    )


class SignedInFutureError(DomainError):
    """A declaration is recorded once it was signed."""

    code = "signed_in_future"
    field = "signed_on"
    text = _("Data podpisu nie może być późniejsza niż dziś (%(today)s).")


class DeclarationInForceError(DomainError):
    """One organisation, one declaration at a time."""

    code = "declaration_in_force"
    field = "signed_on"
    text = _("Ten partner ma już obowiązującą deklarację. Najpierw odnotuj jej wycofanie.")


class DeclarationEndsBeforeStartError(DomainError):
    """A declaration cannot end before it was signed."""

    code = "declaration_ends_before_start"
    field = "valid_until"
    text = _("Deklaracja nie może wygasnąć przed dniem podpisu.")


class DeclarationNotInForceError(DomainError):
    """Only a declaration in force gives a certificate."""

    code = "declaration_not_in_force"
    text = _("Certyfikat można wydać tylko do obowiązującej deklaracji przystąpienia.")


class IssuedBeforeSignatureError(DomainError):
    """A certificate confirms what was signed."""

    code = "issued_before_signature"
    field = "issued_on"
    text = _("Certyfikat nie może być wydany przed podpisaniem deklaracji (%(signed_on)s).")


class IssuedInFutureError(DomainError):
    """A certificate bears the day on which it was issued."""

    code = "issued_in_future"
    field = "issued_on"
    text = _("Data wydania certyfikatu nie może być późniejsza niż dziś (%(today)s).")


class WithdrawnBeforeSignatureError(DomainError):
    """Nobody withdraws from what was not yet signed."""

    code = "withdrawn_before_signature"
    field = "withdrawn_on"
    text = _("Wycofanie nie może być wcześniejsze niż podpisanie deklaracji (%(signed_on)s).")


class WithdrawnInFutureError(DomainError):
    """A withdrawal is recorded once it was declared."""

    code = "withdrawn_in_future"
    field = "withdrawn_on"
    text = _("Data wycofania nie może być późniejsza niż dziś (%(today)s).")


class AccountTakenError(DomainError):
    """An account stands for one person of one partner."""

    code = "account_taken"
    field = "user"
    text = _("To konto należy już do innej osoby u partnera.")


class PersonEndsBeforeStartError(DomainError):
    """A person's period at a partner runs forward."""

    code = "person_ends_before_start"
    field = "ends_on"
    text = _("Osoba nie może zakończyć współpracy przed jej rozpoczęciem.")


class MeetingInFutureError(DomainError):
    """Minutes are of a meeting that took place."""

    code = "meeting_in_future"
    field = "held_on"
    text = _("Odnotuj spotkanie po tym, jak się odbyło: podana data jest późniejsza niż dziś (%(today)s).")


class NobodyPresentError(DomainError):
    """A meeting to which nobody came did not take place."""

    code = "nobody_present"
    field = "present"
    text = _("Zaznacz co najmniej jednego obecnego partnera.")


class DuplicateMeetingError(DomainError):
    """One meeting, one record."""

    code = "duplicate_meeting"
    field = "title"
    text = _("Spotkanie o tym tytule z tego dnia jest już odnotowane.")
