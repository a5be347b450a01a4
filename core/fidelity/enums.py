"""What the model of work asks for, as sentences, and how a family's way stands to each."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Constraint(TextChoices):
    """The rules of the model, in the order in which a family meets them."""

    AGREEMENT_FIRST = "agreement_first", _("Zgoda rodziny jest przed pierwszą informacją dla partnera.")
    ASSESSMENT_FIRST = "assessment_first", _("Ocena mocnych stron i potrzeb jest przed zespołem.")
    FIRST_MEETING = "first_meeting", _("Pierwsze spotkanie zespołu jest w terminie od zgody rodziny.")
    FAMILY_PRESENT = "family_present", _("Rodzina jest na każdym spotkaniu zespołu.")
    MINUTES_IN_TIME = "minutes_in_time", _("Ustalenia ze spotkania są gotowe w terminie.")
    PATH_AGREED = "path_agreed", _("Rodzina zgadza się na ścieżkę, zanim ktoś wykona pierwszy krok.")
    STEPS_FROM_BASKET = "steps_from_basket", _("Część kroków to usługi z lokalnego koszyka.")
    ANSWER_IN_TIME = "answer_in_time", _("Partner odpowiada na prośbę w terminie.")
    REVIEWED = "reviewed", _("Rodzina i pracownik regularnie sprawdzają, co się zmieniło.")
    CLOSING_CONVERSATION = "closing_conversation", _("Przed zakończeniem jest rozmowa końcowa.")


class Standing(TextChoices):
    """How a case stands to a rule."""

    SATISFIED = "satisfied", _("spełnione")
    VIOLATED = "violated", _("niespełnione")
    PENDING = "pending", _("jeszcze czas")
    NOT_APPLICABLE = "not_applicable", _("nie dotyczy")


class EventKind(TextChoices):
    """What happened, or did not happen in time."""

    DISCLOSURE = "disclosure", _("informacja dla partnera bez zgody")
    REQUEST = "request", _("prośba do partnera przed zgodą rodziny")
    TEAM_FORMED = "team_formed", _("zespół utworzony bez oceny")
    MEETING_WITHOUT_FAMILY = "meeting_without_family", _("spotkanie bez rodziny")
    LATE_MEETING = "late_meeting", _("pierwsze spotkanie po terminie")
    NO_MEETING = "no_meeting", _("minął termin pierwszego spotkania")
    LATE_MINUTES = "late_minutes", _("ustalenia ze spotkania po terminie")
    NO_MINUTES = "no_minutes", _("minął termin ustaleń ze spotkania")
    STEP_DONE = "step_done", _("krok wykonany przed zgodą na ścieżkę")
    CLOSED_UNAGREED = "closed_unagreed", _("sprawa zakończona bez zgody na ścieżkę")
    FEW_FROM_BASKET = "few_from_basket", _("za mało kroków z koszyka")
    LATE_ANSWER = "late_answer", _("odpowiedź partnera po terminie")
    NO_ANSWER = "no_answer", _("minął termin odpowiedzi partnera")
    LATE_REVIEW = "late_review", _("przegląd po terminie")
    NO_REVIEW = "no_review", _("minął termin przeglądu")
    CLOSED_UNTOLD = "closed_untold", _("sprawa zakończona bez rozmowy końcowej")
