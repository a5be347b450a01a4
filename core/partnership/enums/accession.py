"""Choices of accession: stages of the partnership, invitations and their answers, addresses, contact."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StepCode(TextChoices):
    """Stages of a partnership in the model's order."""

    DIAGNOSIS = "diagnosis", _("Diagnoza lokalna potrzeb i zasobów")
    RESOURCE_MAP = "resource_map", _("Mapa zasobów")
    INVITATIONS = "invitations", _("Zaproszenia")
    INITIATING = "initiating", _("Dwa spotkania inicjujące")
    FORMALISING = "formalising", _("Spotkanie formalizujące")
    RULES = "rules", _("Regulamin współpracy")
    BASKET = "basket", _("Lokalny koszyk usług")
    ANNUAL_PLAN = "annual_plan", _("Roczny plan pracy")
    PERIODIC = "periodic", _("Spotkania okresowe")
    EVALUATION = "evaluation", _("Ocena współpracy")
    DECISION = "decision", _("Kontynuacja albo zamknięcie")


class StepOutcome(TextChoices):
    """What was decided at the end: the next year of work begins, or the partnership ends."""

    CONTINUED = "continued", _("partnerstwo działa dalej")
    CLOSED = "closed", _("partnerstwo zostało zamknięte")


class ResourceStatus(TextChoices):
    """What became of an institution on the resource map."""

    MAPPED = "mapped", _("na mapie")
    SHORTLISTED = "shortlisted", _("wybrana do zaproszenia")
    INVITED = "invited", _("zaproszona")
    DROPPED = "dropped", _("pominięta")


class InvitationChannel(TextChoices):
    """How an invitation reaches an institution."""

    EMAIL = "email", _("e-mail")
    LETTER = "letter", _("list")
    PLATFORM = "platform", _("w systemie, do powiatu")


class InvitationAnswer(TextChoices):
    """What an institution answered; empty while it has not."""

    JOINS = "joins", _("przystępuje")
    DECLINES = "declines", _("odmawia")
    CALL = "call", _("prosi o telefon")


class AnsweredVia(TextChoices):
    """By whose hand an answer was written down."""

    LINK = "link", _("przez stronę z zaproszenia")
    OFFICER = "officer", _("wpisana przez pracownika")
    PLATFORM = "platform", _("z systemu powiatu")


class AddressKind(TextChoices):
    """What an address of an organisation is for."""

    SEAT = "seat", _("siedziba")
    CORRESPONDENCE = "correspondence", _("do korespondencji")
    SERVICE = "service", _("miejsce usług")


class ContactWay(TextChoices):
    """How somebody can be reached in a period."""

    PHONE = "phone", _("telefonicznie")
    EMAIL = "email", _("e-mailem")
    IN_PERSON = "in_person", _("osobiście")


class Mover(TextChoices):
    """Who must act next for an organisation to come further."""

    OFFICER = "officer", _("pracownik ds. sieci")
    INSTITUTION = "institution", _("instytucja")
    NOBODY = "nobody", _("nikt")


class Move(TextChoices):
    """What has to happen next between the partnership and an organisation."""

    INVITE = "invite", _("wyślij zaproszenie albo zapytaj o decyzję")
    ANSWER = "answer", _("czekamy na odpowiedź")
    CHASE = "chase", _("termin odpowiedzi minął: zadzwoń")
    CALL = "call", _("prosi o telefon: zadzwoń")
    SIGN = "sign", _("chce przystąpić: przygotuj deklarację")
    DECLINED = "declined", _("odmówiła")
    CERTIFY = "certify", _("wydaj certyfikat")
    NAME_DELEGATE = "name_delegate", _("wskaże przedstawiciela do zespołów")
    READY = "ready", _("wszystko gotowe")
    LEFT = "left", _("wycofała się")
