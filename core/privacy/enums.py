"""How an agreement was given."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgreementForm(TextChoices):
    """On a screen, on paper, or signed for a child by its guardian."""

    SCREEN = "screen", _("na ekranie")
    PAPER = "paper", _("na papierze")
    GUARDIAN = "guardian", _("przez opiekuna, za dziecko")


class DataCategory(TextChoices):
    """What may be told of a person, each on its own: a school needs no debts, a bailiff no illness."""

    IDENTITY = "identity", _("imię, nazwisko i wiek")
    CONTACT = "contact", _("jak się skontaktować")
    HOUSEHOLD = "household", _("z kim mieszka")
    UPBRINGING = "upbringing", _("wychowanie i opieka nad dziećmi")
    EDUCATION = "education", _("nauka")
    WORK = "work", _("praca")
    FINANCES = "finances", _("dochody i długi")
    HOUSING = "housing", _("mieszkanie")
    HEALTH = "health", _("zdrowie i niepełnosprawność")
    ADDICTION = "addiction", _("uzależnienie")
    VIOLENCE = "violence", _("przemoc")
    PATH = "path", _("cele i zadania ścieżki")
    MINUTES = "minutes", _("ustalenia ze spotkań zespołu")
    NEED = "need", _("o co prosimy w prośbie o usługę")


class Purpose(TextChoices):
    """What a partner may use it for; another use needs another authorisation."""

    TEAM = "team", _("wspólna praca w zespole zadaniowym")
    SERVICE = "service", _("udzielenie usługi")
    INVOLVEMENT = "involvement", _("pytanie, kto już pomaga tej rodzinie")


class Channel(TextChoices):
    """By which door something left."""

    PAGE = "page", _("otwarcie strony")
    REQUEST = "request", _("prośba o usługę")
    QUESTION = "question", _("pytanie, kto już pomaga")
    API = "api", _("odczyt przez program")
    PDF = "pdf", _("wydruk")
    MAIL = "mail", _("wiadomość")
    EXPORT = "export", _("eksport")


class Check(TextChoices):
    """The questions that decide what a partner may see, in the order in which they are asked."""

    NOT_RESTRICTED = "not_restricted", _("Osoba nie zażądała ograniczenia przetwarzania.")
    AGREED = "agreed", _("Osoba zgodziła się na udział i nie wycofała zgody.")
    AUTHORISED = "authorised", _("Osoba upoważniła do przekazania tego tej instytucji w tym celu.")
    NEEDED = (
        "needed",
        _("Instytucja pracuje z tą rodziną: jest w zespole, ma otwartą prośbę albo pytanie, czy pomaga."),
    )
