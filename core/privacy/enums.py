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


class Recipient(TextChoices):
    """Who is told by law, whatever the person says: an institution that is no partner here."""

    FUNDER = "esf_funder", _("instytucja finansująca z EFS+")


class Duty(TextChoices):
    """What the law has told for; no authorisation stands behind it, and none can be taken back."""

    FUNDING_REPORT = "funding_report", _("sprawozdanie z projektu EFS+, którego wymaga prawo")


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


class TextKind(TextChoices):
    """The three texts of consent: to take part, to tell somebody, and what is done with data anyway."""

    AGREEMENT = "agreement", _("zgoda na udział")
    AUTHORISATION = "authorisation", _("pozwolenie na przekazanie danych")
    NOTICE = "notice", _("informacja o danych osobowych")


class TextOrigin(TextChoices):
    """Who wrote a text: it ships with the platform, or the town published its own."""

    PLATFORM = "platform", _("wzór platformy")
    TOWN = "town", _("tekst ośrodka")


class Language(TextChoices):
    """Languages in which a family is asked; each names itself."""

    PL = "pl", "polski"
    EN = "en", "English"
    UK = "uk", "українська"


class GuardianGround(TextChoices):
    """Why somebody may speak for another person."""

    PARENT = "parent", _("rodzic z władzą rodzicielską")
    FOSTER = "foster", _("rodzic zastępczy albo dyrektor placówki, umocowany przez sąd")
    LEGAL = "legal", _("opiekun prawny ustanowiony przez sąd")
    CURATOR = "curator", _("kurator ustanowiony przez sąd")


class Assent(TextChoices):
    """What a child, for whom a guardian speaks, says of it."""

    AGREES = "agrees", _("dziecko też tego chce")
    REFUSES = "refuses", _("dziecko tego nie chce")
    NOT_ASKED = "not_asked", _("dziecka nie pytano")


class SheetState(TextChoices):
    """How far a talk about consent has come."""

    DRAFT = "draft", _("w trakcie")
    WAITING = "waiting", _("wydrukowany, czeka na podpis")
    GIVEN = "given", _("zapisany")
    REFUSED = "refused", _("odmowa")
    DROPPED = "dropped", _("odłożony")


class Linked(TextChoices):
    """How a scan found its sheet."""

    CODE = "code", _("rozpoznany po kodzie QR")
    HAND = "hand", _("dołączony ręcznie")


class Article6(TextChoices):
    """Why anything at all may be kept (art. 6(1) GDPR), in words that people know."""

    CONSENT = "6_1_a", _("art. 6 ust. 1 lit. a RODO – zgoda osoby")
    CONTRACT = "6_1_b", _("art. 6 ust. 1 lit. b RODO – umowa z osobą")
    DUTY = "6_1_c", _("art. 6 ust. 1 lit. c RODO – obowiązek z ustawy")
    VITAL = "6_1_d", _("art. 6 ust. 1 lit. d RODO – ochrona życia i zdrowia")
    PUBLIC_TASK = "6_1_e", _("art. 6 ust. 1 lit. e RODO – zadanie publiczne")
    INTEREST = "6_1_f", _("art. 6 ust. 1 lit. f RODO – uzasadniony interes")


class Article9(TextChoices):
    """Why special categories, such as health, may be kept (art. 9(2) GDPR)."""

    CONSENT = "9_2_a", _("art. 9 ust. 2 lit. a RODO – wyraźna zgoda osoby")
    SOCIAL_LAW = "9_2_b", _("art. 9 ust. 2 lit. b RODO – zabezpieczenie społeczne")
    VITAL = "9_2_c", _("art. 9 ust. 2 lit. c RODO – ochrona życia i zdrowia")
    MEMBERS = "9_2_d", _("art. 9 ust. 2 lit. d RODO – działalność organizacji dla jej członków")
    PUBLIC = "9_2_e", _("art. 9 ust. 2 lit. e RODO – dane, które osoba sama upubliczniła")
    CLAIMS = "9_2_f", _("art. 9 ust. 2 lit. f RODO – roszczenia i wymiar sprawiedliwości")
    IMPORTANT = "9_2_g", _("art. 9 ust. 2 lit. g RODO – ważny interes publiczny z ustawy")
    CARE = "9_2_h", _("art. 9 ust. 2 lit. h RODO – opieka zdrowotna lub społeczna")
    HEALTH = "9_2_i", _("art. 9 ust. 2 lit. i RODO – zdrowie publiczne")
    ARCHIVE = "9_2_j", _("art. 9 ust. 2 lit. j RODO – archiwa, badania i statystyka")
