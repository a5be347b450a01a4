"""The closed lists that conditions and facts choose from."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ConditionKind(TextChoices):
    """The kinds of conditions, in the order in which the editor offers them."""

    AGE = "age", _("Wiek osoby")
    CHILD_UNDER = "child_under", _("Dziecko w rodzinie")
    HOUSEHOLD_TYPE = "household_type", _("Rodzaj gospodarstwa")
    TERRITORY = "territory", _("Miejsce zamieszkania")
    GROUND = "ground", _("Powód wsparcia (art. 7)")
    LABOUR = "labour", _("Sytuacja na rynku pracy")
    DISABILITY = "disability", _("Orzeczenie o niepełnosprawności")
    INCOME = "income", _("Dochód na osobę")
    DOCUMENT = "document", _("Dokument")
    REFERRAL = "referral", _("Skierowanie")
    SEX = "sex", _("Płeć")
    LANGUAGE = "language", _("Język")
    AGREES = "agrees", _("Gotowość rodziny")
    ANY_OF = "any_of", _("Jeden z kilku warunków")


class FactKind(TextChoices):
    """What can be known about a household or one of its persons, and asked when it is not."""

    AGE = "age", _("wiek")
    SEX = "sex", _("płeć")
    LABOUR = "labour", _("sytuacja na rynku pracy")
    DISABILITY = "disability", _("orzeczenie o niepełnosprawności")
    LANGUAGE = "language", _("język")
    TERRITORY = "territory", _("miejsce zamieszkania")
    HOUSEHOLD_TYPE = "household_type", _("rodzaj gospodarstwa")
    GROUND = "ground", _("powód wsparcia")
    INCOME = "income", _("dochód na osobę")
    DOCUMENT = "document", _("dokument")
    REFERRAL = "referral", _("skierowanie")
    AGREES = "agrees", _("gotowość rodziny")


# Facts about one person; the others are the household's or the need's.
PERSONAL = frozenset({FactKind.AGE, FactKind.SEX, FactKind.LABOUR, FactKind.DISABILITY, FactKind.LANGUAGE})
# Facts that stand in the family's record: they are changed there, never answered beside it.
RECORDED = frozenset({FactKind.HOUSEHOLD_TYPE, FactKind.GROUND})


class SexChoice(TextChoices):
    """Sex, with the values of the families' records."""

    FEMALE = "F", _("kobieta")
    MALE = "M", _("mężczyzna")


class LabourStatus(TextChoices):
    """Where somebody stands on the labour market (the groups of the ESF+ indicators)."""

    REGISTERED = "registered", _("osoba bezrobotna zarejestrowana w urzędzie pracy")
    UNREGISTERED = "unregistered", _("osoba bez pracy, niezarejestrowana w urzędzie pracy")
    INACTIVE = "inactive", _("osoba, która nie szuka pracy")
    LEARNING = "learning", _("osoba ucząca się albo dziecko")
    EMPLOYED = "employed", _("osoba zatrudniona")
    SELF_EMPLOYED = "self_employed", _("osoba prowadząca działalność")
    RETIRED = "retired", _("osoba na emeryturze albo rencie")


class DisabilityLevel(TextChoices):
    """What a certificate says; a child under 16 has one without a degree."""

    NONE = "none", _("brak orzeczenia")
    CHILD = "child", _("orzeczenie o niepełnosprawności dziecka")
    LIGHT = "light", _("stopień lekki")
    MODERATE = "moderate", _("stopień umiarkowany")
    SEVERE = "severe", _("stopień znaczny")


class Document(TextChoices):
    """Papers that a service asks to see."""

    INCOME_PROOF = "income_proof", _("zaświadczenie o dochodach")
    LABOUR_OFFICE = "labour_office", _("zaświadczenie z urzędu pracy")
    MEDICAL = "medical", _("zaświadczenie lekarskie")
    SCHOOL_OPINION = "school_opinion", _("opinia szkoły albo przedszkola")
    PPP_OPINION = "ppp_opinion", _("opinia poradni psychologiczno-pedagogicznej")
    PPP_CERTIFICATE = "ppp_certificate", _("orzeczenie o potrzebie kształcenia specjalnego")
    TENANCY = "tenancy", _("umowa najmu albo tytuł prawny do mieszkania")
    DEBT_STATEMENT = "debt_statement", _("zestawienie zadłużenia")
    COURT_ORDER = "court_order", _("orzeczenie sądu")
    BLUE_CARD = "blue_card", _("karta „A” procedury Niebieskie Karty")
    RESIDENCE = "residence", _("dokument pobytowy cudzoziemca")
    LARGE_FAMILY = "large_family", _("Karta Dużej Rodziny")


class ReferralSource(TextChoices):
    """Who may send somebody to a service."""

    SOCIAL_WORKER = "social_worker", _("pracownika socjalnego")
    DOCTOR = "doctor", _("lekarza")
    SCHOOL = "school", _("szkoły")
    COURT = "court", _("sądu albo kuratora")
    POLICE = "police", _("Policji")
    LABOUR_OFFICE = "labour_office", _("urzędu pracy")
    PCPR = "pcpr", _("powiatowego centrum pomocy rodzinie")


class Agreement(TextChoices):
    """What a service asks somebody to be ready for."""

    HOME_VISITS = "home_visits", _("wizyty w domu")
    GROUP = "group", _("zajęcia w grupie")
    WHOLE_FAMILY = "whole_family", _("udział całej rodziny")
    SCHOOL_CONTACT = "school_contact", _("kontakt usługodawcy ze szkołą")
    EXAMINATION = "examination", _("badanie albo diagnozę")
    REGULAR = "regular", _("regularną obecność")
    ABSTINENCE = "abstinence", _("trzeźwość w czasie zajęć")
    STAY = "stay", _("pobyt na miejscu, także w nocy")
