"""What invitations, the resource map and the data of organisations refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class AssessmentEmptyError(DomainError):
    """A diagnosis says what people need and what the town has."""

    code = "assessment_empty"
    field = "needs"
    text = _("Opisz potrzeby i zasoby, zanim przyjmiesz diagnozę.")


class AssessmentAdoptedError(DomainError):
    """An adopted diagnosis stays as it was adopted."""

    code = "assessment_adopted"
    text = _("Przyjętej diagnozy nie można zmienić. Napisz następną.")


class AssessmentInFutureError(DomainError):
    """A diagnosis tells how things are, not how they will be."""

    code = "assessment_in_future"
    field = "made_on"
    text = _("Dzień diagnozy nie może być późniejszy niż dziś.")


class DuplicateResourceError(DomainError):
    """One institution, one place on the map."""

    code = "duplicate_resource"
    field = "name"
    text = _("Ta instytucja jest już na mapie zasobów.")


class ResourceInvitedError(DomainError):
    """An institution that was invited is a partner's page now."""

    code = "resource_invited"
    text = _("Ta instytucja jest już zaproszona. Jej dane zmień na stronie partnera.")


class DropReasonMissingError(DomainError):
    """Why an institution is left out is worth knowing a year later."""

    code = "drop_reason_missing"
    field = "reason"
    text = _("Napisz, dlaczego ta instytucja nie będzie zaproszona.")


class InvitationOpenError(DomainError):
    """One question at a time."""

    code = "invitation_open"
    text = _("Ta organizacja ma zaproszenie, na które jeszcze nie odpowiedziała.")


class InvitationNotNeededError(DomainError):
    """Who has signed is not invited again; the lead invites."""

    code = "invitation_not_needed"
    text = _("Ta organizacja ma już deklarację albo prowadzi partnerstwo. Nie trzeba jej zapraszać.")


class InvitationAddressMissingError(DomainError):
    """An e-mail needs an address."""

    code = "invitation_address_missing"
    field = "email"
    text = _("Podaj adres e-mail albo wybierz list.")


class InvitationClosedError(DomainError):
    """A cancelled invitation is answered by nobody."""

    code = "invitation_closed"
    text = _("To zaproszenie nie jest już aktualne. Zadzwoń do lidera partnerstwa.")


class AlreadyAnsweredError(DomainError):
    """The first answer given by the link counts; a change is a matter for a talk."""

    code = "already_answered"
    text = _("Odpowiedź jest już zapisana. Aby ją zmienić, zadzwoń do lidera partnerstwa.")


class AnswerMissingError(DomainError):
    """An answer is one of three."""

    code = "answer_missing"
    field = "answer"
    text = _("Wybierz odpowiedź.")


class DeclineReasonMissingError(DomainError):
    """A refusal with its reason teaches the partnership something."""

    code = "decline_reason_missing"
    field = "reason"
    text = _("Napisz krótko, dlaczego nie przystępujecie.")


class CallContactMissingError(DomainError):
    """Whom to call, and under which number."""

    code = "call_contact_missing"
    field = "contact"
    text = _("Podaj, do kogo i pod jaki numer mamy zadzwonić.")


class AnswerDeadlinePassedError(DomainError):
    """The day to answer by lies after the day of sending."""

    code = "answer_deadline_passed"
    field = "answer_by"
    text = _("Termin odpowiedzi musi być późniejszy niż dzień zaproszenia.")


class UnknownPlaceError(DomainError):
    """A territorial code that the register does not have."""

    code = "unknown_place"
    field = "teryt"
    text = _("W rejestrze TERYT nie ma dziś takiego kodu. Sprawdź cyfry albo zostaw puste pole.")


class AddressIncompleteError(DomainError):
    """A letter reaches a street or a locality."""

    code = "address_incomplete"
    field = "city"
    text = _("Podaj miejscowość i kod pocztowy w postaci 00-000.")


class AddressKindTakenError(DomainError):
    """One seat, one address for letters; places of service may be many."""

    code = "address_kind_taken"
    field = "kind"
    text = _("Ta organizacja ma już adres tego rodzaju. Zmień tamten.")


class SubstituteOfOtherPartnerError(DomainError):
    """A substitute comes from the same organisation and is somebody else."""

    code = "substitute_of_other_partner"
    field = "substitute"
    text = _("Zastępcą może być inna osoba tego samego partnera.")


class SubstitutionOverlapsError(DomainError):
    """One substitute at a time: a team must know whom to call."""

    code = "substitution_overlaps"
    field = "starts_on"
    text = _("W tym czasie tę osobę zastępuje już ktoś inny.")


class SubstitutionSpanError(DomainError):
    """A substitution runs forward."""

    code = "substitution_span"
    field = "last_on"
    text = _("Zastępstwo nie może kończyć się przed pierwszym dniem.")


class ContactPeriodSpanError(DomainError):
    """Hours and days of contact run forward."""

    code = "contact_period_span"
    field = "until_time"
    text = _("Godzina końca musi być późniejsza niż godzina początku.")


class WeekdaysMissingError(DomainError):
    """On which days somebody can be reached."""

    code = "weekdays_missing"
    field = "weekdays"
    text = _("Zaznacz co najmniej jeden dzień tygodnia.")


class NotAPowiatError(DomainError):
    """Only a land powiat on this platform is invited this way."""

    code = "not_a_powiat"
    field = "powiat"
    text = _("Wybierz powiat z listy.")
