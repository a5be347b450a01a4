"""What can be wrong with a request to join a team or with a hand-over."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class JoinDecidedError(DomainError):
    code = "join_decided"
    text = _("Na tę prośbę już odpowiedziano.")


class JoinReasonError(DomainError):
    code = "join_reason"
    field = "reason"
    text = _("Napisz w jednym zdaniu, dlaczego.")


class CaseNumberError(DomainError):
    code = "join_case_number"
    field = "case_number"
    text = _("Wpisz numer sprawy, który podała Ci rodzina.")


class FamilyKnowsError(DomainError):
    """Nobody is let in over the family's head: it knows who will sit at its table, and agrees."""

    code = "join_family_knows"
    field = "family_agrees"
    text = _("Najpierw zapytaj rodzinę i zaznacz, że się zgadza.")


class HelperNameError(DomainError):
    code = "helper_name"
    field = "helper_name"
    text = _("Wpisz imię i nazwisko osoby pomagającej.")


class HelperEmailError(DomainError):
    code = "helper_email"
    field = "helper_email"
    text = _("Podaj adres e-mail tej osoby: na niego wyślemy zaproszenie.")


class InvitedWhoError(DomainError):
    code = "join_invited_who"
    text = _("Wybierz instytucję albo wpisz osobę pomagającą.")


class NewLeaderError(DomainError):
    code = "new_leader"
    field = "to"
    text = _("Wybierz innego pracownika socjalnego, który ma czynne konto.")


class HandOverReasonError(DomainError):
    code = "hand_over_reason"
    field = "reason"
    text = _("Napisz, dlaczego przekazujesz prowadzenie.")
