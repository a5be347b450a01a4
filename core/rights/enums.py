"""What somebody may ask, how it ended, and how long what is kept."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RequestKind(TextChoices):
    """A right of chapter III GDPR."""

    ACCESS = "access", _("dostęp do danych i ich kopia")
    PORTABILITY = "portability", _("przeniesienie danych")
    CORRECTION = "correction", _("sprostowanie danych")
    RESTRICTION = "restriction", _("ograniczenie przetwarzania")
    OBJECTION = "objection", _("sprzeciw")
    ERASURE = "erasure", _("usunięcie danych")


class RequestWay(TextChoices):
    """How a request came."""

    OWN_PAGE = "own_page", _("na własnej stronie")
    IN_PERSON = "in_person", _("osobiście")
    LETTER = "letter", _("listem")
    EMAIL = "email", _("e-mailem")


class RequestOutcome(TextChoices):
    """How a request was answered; nothing while it is open."""

    FULFILLED = "fulfilled", _("spełnione")
    PARTLY = "partly", _("spełnione w części")
    REFUSED = "refused", _("odmowa")


class ExportStatus(TextChoices):
    """A file of everything about a person: being made, waiting, handed over once, or gone."""

    WAITING = "waiting", _("w przygotowaniu")
    READY = "ready", _("gotowy do pobrania")
    FETCHED = "fetched", _("pobrany")
    EXPIRED = "expired", _("wygasł")
    FAILED = "failed", _("nie powstał")


class CorrectedField(TextChoices):
    """What of a person can be put right."""

    FIRST_NAME = "first_name", _("imię")
    LAST_NAME = "last_name", _("nazwisko")
    BORN_ON = "born_on", _("data urodzenia")
    SEX = "sex", _("płeć")
    PESEL = "pesel", _("numer PESEL")


class DisposalKind(TextChoices):
    """Why data of families go."""

    REQUEST = "request", _("na wniosek osoby")
    PERSON = "person", _("na wniosek osoby, jej dane")
    RETENTION = "retention", _("po okresie przechowywania")


class DisposalStatus(TextChoices):
    """Proposed by one person, carried out on the word of another."""

    PROPOSED = "proposed", _("czeka na zatwierdzenie")
    DONE = "done", _("wykonane")
    REJECTED = "rejected", _("odrzucone")


class Kept(TextChoices):
    """What is kept for how long; each a class of the town's index of files."""

    CASE = "case", _("sprawa rodziny i jej ścieżka")
    TEAM = "team", _("protokoły zespołu zadaniowego")
    CONSENTS = "consents", _("zgody i upoważnienia")
    LEDGER = "ledger", _("rejestr ujawnień")
    ATTACHMENTS = "attachments", _("skany i załączniki")
    DRAFTS = "drafts", _("wersje robocze")


class AfterErasure(TextChoices):
    """What becomes of a kind of records when the family's key is destroyed."""

    UNREADABLE = "unreadable", _("nieczytelne")
    NUMBERS = "numbers", _("zostaje sama liczba i daty")
