"""What can be wrong with a seat or a meeting as it was held."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class NobodyAgreesError(DomainError):
    code = "nobody_agrees"
    text = _("Zespół powołuje się, gdy ktoś z rodziny zgodził się na udział. Najpierw zapisz zgodę.")


class TeamExistsError(DomainError):
    code = "team_exists"
    text = _("Ta rodzina ma już zespół zadaniowy.")


class FormedOnError(DomainError):
    code = "formed_on"
    field = "formed_on"
    text = _("Zespół można powołać od dnia zgody rodziny (%(agreed_on)s) do dziś.")


class PartnerNotActiveError(DomainError):
    code = "partner_not_active"
    field = "partner"
    text = _("%(partner)s nie ma w tym dniu obowiązującej deklaracji przystąpienia.")


class PersonOfAnotherPartnerError(DomainError):
    code = "person_of_another_partner"
    field = "partner_person"
    text = _("Ta osoba nie reprezentuje wybranego partnera.")


class ModeratorStaysError(DomainError):
    code = "moderator_stays"
    text = _("Moderator prowadzi zespół i nie może z niego wyjść.")


class MemberDayError(DomainError):
    code = "member_day"
    field = "ends_on"
    text = _("Udział w zespole trwa od %(starts_on)s i nie może skończyć się wcześniej ani jutro.")


class FamilyAbsentError(DomainError):
    """The family is the co-author of its path, so a meeting without it is an exception to explain."""

    code = "family_absent"
    field = "without_family_reason"
    text = _(
        "Spotkanie bez rodziny: zaznacz, kto z rodziny był obecny, albo napisz, dlaczego spotkanie "
        "odbyło się bez niej."
    )


class ModeratorAbsentError(DomainError):
    code = "moderator_absent"
    field = "present"
    text = _("Spotkanie prowadzi moderator. Zaznacz jego obecność.")


class NotInTeamError(DomainError):
    code = "not_in_team"
    field = "present"
    text = _("Zaznaczono osobę, która w dniu spotkania nie należała do zespołu.")


class MeetingDayError(DomainError):
    code = "meeting_day"
    field = "held_on"
    text = _("Spotkanie można zapisać od dnia powołania zespołu (%(formed_on)s) do dziś.")


class NextMeetingDayError(DomainError):
    code = "next_meeting_day"
    field = "next_on"
    text = _("Następne spotkanie musi być po tym, które zapisujesz.")
