"""Choices of the service basket."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CardStatus(TextChoices):
    """Where a card stands; the way between is in `rules.TRANSITIONS`."""

    DRAFT = "draft", _("szkic")
    PUBLISHED = "published", _("opublikowana")
    SUSPENDED = "suspended", _("wstrzymana")
    WITHDRAWN = "withdrawn", _("wycofana")


class ReferralMode(TextChoices):
    """How somebody comes to a service."""

    TEAM = "team", _("przez zespół zadaniowy")
    REFERRAL = "referral", _("skierowanie pracownika socjalnego")
    PHONE = "phone", _("zgłoszenie telefoniczne")
    DIRECT = "direct", _("bez skierowania, wystarczy przyjść")


class Freshness(TextChoices):
    """Whether somebody looked at a card within a year."""

    FRESH = "fresh", _("aktualna")
    DUE = "due", _("wymaga przeglądu")
    STALE = "stale", _("po terminie przeglądu")


class Accessibility(TextChoices):
    """What makes a service usable for somebody who moves, sees, hears or understands otherwise."""

    STEP_FREE = "step_free", _("wejście bez schodów")
    LIFT = "lift", _("winda")
    ACCESSIBLE_TOILET = "accessible_toilet", _("toaleta dla osób na wózku")
    PARKING = "parking", _("miejsce parkingowe dla osób z niepełnosprawnością")
    INDUCTION_LOOP = "induction_loop", _("pętla indukcyjna")
    SIGN_LANGUAGE = "sign_language", _("tłumacz języka migowego (PJM)")
    EASY_TO_READ = "easy_to_read", _("informacje w tekście łatwym do czytania (ETR)")
    BRAILLE = "braille", _("napisy w alfabecie Braille’a")
    ASSISTANCE_DOG = "assistance_dog", _("można wejść z psem asystującym")
    QUIET_ROOM = "quiet_room", _("spokojne miejsce do rozmowy")
    CHILDREN_CORNER = "children_corner", _("kącik dla dzieci")
    HOME_VISITS = "home_visits", _("dojazd do domu")
    ESCORT = "escort", _("pomoc w dotarciu na miejsce")


class CardLanguage(TextChoices):
    """Languages in which a family can talk at a service; the value is the ISO 639 code."""

    POLISH = "pl", _("polski")
    ENGLISH = "en", _("angielski")
    UKRAINIAN = "uk", _("ukraiński")
    RUSSIAN = "ru", _("rosyjski")
    BELARUSIAN = "be", _("białoruski")
    GERMAN = "de", _("niemiecki")
    FRENCH = "fr", _("francuski")
    SPANISH = "es", _("hiszpański")
    CZECH = "cs", _("czeski")
    ROMANI = "rom", _("romski")
    ARABIC = "ar", _("arabski")
    VIETNAMESE = "vi", _("wietnamski")
    GEORGIAN = "ka", _("gruziński")
    SILESIAN = "szl", _("śląski")
    SIGN = "pso", _("polski język migowy (PJM)")


class CapacityUnit(TextChoices):
    """What the places of a service are counted in."""

    PERSON = "person", _("osoby")
    FAMILY = "family", _("rodziny")
    BED = "bed", _("łóżka")
    FLAT = "flat", _("mieszkania")
    GROUP = "group", _("grupy")
    HOUR = "hour", _("godziny w miesiącu")


class RevisionKind(TextChoices):
    """What happened to a card."""

    BEGUN = "begun", _("stan, od którego liczy się historia")
    DRAFTED = "drafted", _("napisano szkic")
    EDITED = "edited", _("zmieniono treść")
    PUBLISHED = "published", _("opublikowano")
    RESTORED = "restored", _("przywrócono do koszyka")
    SUSPENDED = "suspended", _("wstrzymano")
    WITHDRAWN = "withdrawn", _("wycofano")
    REVIEWED = "reviewed", _("potwierdzono, że karta jest aktualna")


class ProposalKind(TextChoices):
    """What a partner asks for."""

    CHANGE = "change", _("zmiana treści karty")
    PUBLICATION = "publication", _("publikacja w koszyku")
    SUSPENSION = "suspension", _("wstrzymanie usługi")
    WITHDRAWAL = "withdrawal", _("wycofanie usługi")


class ProposalStatus(TextChoices):
    """What became of it."""

    PENDING = "pending", _("czeka na decyzję")
    ACCEPTED = "accepted", _("zatwierdzona")
    DECLINED = "declined", _("odrzucona")
    TAKEN_BACK = "taken_back", _("cofnięta przez partnera")


class ConfirmationAnswer(TextChoices):
    """What a partner said when asked whether a card is still true."""

    CONFIRMED = "confirmed", _("bez zmian")
    CHANGED = "changed", _("zgłoszono zmianę")


class Approach(TextChoices):
    """How a service works with people, as far as another service can contradict it."""

    ORDINARY = "ordinary", _("zwykła praca, nic nie wyklucza")
    JOINT_TALKS = "joint_talks", _("wspólne rozmowy stron, na przykład mediacje")
    PROTECTION = "protection", _("ochrona osoby przed kimś bliskim")
    AT_HOME = "at_home", _("opieka w domu")
    RESIDENTIAL = "residential", _("pobyt całodobowy poza domem")
