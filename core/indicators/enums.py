"""What is counted, along what, and for which length of time."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PeriodKind(TextChoices):
    """Lengths of time for which figures are made."""

    MONTH = "month", _("miesiąc")
    QUARTER = "quarter", _("kwartał")
    YEAR = "year", _("rok")


class Measure(TextChoices):
    """Counts that a town makes from its own records; the basis of every indicator."""

    FAMILIES_ACTIVE = "families_active", _("rodziny w toku na koniec okresu")
    FAMILIES_NEW = "families_new", _("rodziny, które dołączyły")
    FAMILIES_CLOSED = "families_closed", _("rodziny, które zakończyły udział")
    FAMILIES_SERVED = "families_served", _("rodziny objęte wsparciem")
    FAMILIES_ASSESSED = "families_assessed", _("rodziny z rozpoznanymi powodami")
    GROUND_MENTIONS = "ground_mentions", _("rozpoznane powody łącznie")
    FIRST_MEETINGS = "first_meetings", _("pierwsze spotkania zespołów zadaniowych")
    FIRST_MEETING_MEDIAN = "first_meeting_median", _("mediana dni do pierwszego spotkania")
    TEAM_MEETINGS = "team_meetings", _("spotkania zespołów zadaniowych")
    TEAM_MEETINGS_WITH_FAMILY = "team_meetings_with_family", _("spotkania z udziałem rodziny")
    CASES_PAST_FIRST_MEETING = "cases_past_first_meeting", _("rodziny po pierwszym spotkaniu")
    CASES_WITH_PLAN = "cases_with_plan", _("rodziny z uzgodnioną ścieżką")
    PARTNERS_ACTIVE = "partners_active", _("aktywni partnerzy")
    PARTNERSHIP_MEETINGS = "partnership_meetings", _("spotkania partnerstwa")
    CARDS_PUBLISHED = "cards_published", _("usługi w koszyku")


class Dimension(TextChoices):
    """One-way breakdowns; crossings are not counted (disclosure control keeps to margins)."""

    GROUND = "ground", _("powód wsparcia")
    HOUSEHOLD = "household", _("typ gospodarstwa")
    SEX = "sex", _("płeć osoby wiodącej")
    AGE = "age", _("wiek osoby wiodącej")
    OUTCOME = "outcome", _("wynik")
    DAYS = "days", _("liczba dni")
    SECTOR = "sector", _("sektor")
    MEETING = "meeting", _("rodzaj spotkania")
    CATEGORY = "category", _("kategoria usługi")


class AgeBand(TextChoices):
    """Age of the person who leads the household, in full years."""

    UNDER_18 = "0-17", _("do 17 lat")
    TO_29 = "18-29", _("18–29 lat")
    TO_54 = "30-54", _("30–54 lata")
    FROM_55 = "55+", _("55 lat i więcej")
    UNKNOWN = "unknown", _("nie podano")


class DayBand(TextChoices):
    """Days from a family's agreement to its first team meeting."""

    WEEK = "0-7", _("do 7 dni")
    FORTNIGHT = "8-14", _("8–14 dni")
    MONTH = "15-30", _("15–30 dni")
    TWO_MONTHS = "31-60", _("31–60 dni")
    LONGER = "61+", _("61 dni i więcej")


class Unit(TextChoices):
    """What a figure is counted in."""

    FAMILIES = "families", _("rodziny")
    PARTNERS = "partners", _("organizacje")
    MEETINGS = "meetings", _("spotkania")
    SERVICES = "services", _("usługi")
    PERCENT = "percent", _("%")
    MEAN = "mean", _("średnio na rodzinę")
    DAYS = "days", _("dni")


class Direction(TextChoices):
    """How to read a change; never the ground for a league table."""

    MORE = "more", _("więcej znaczy lepiej")
    LESS = "less", _("mniej znaczy lepiej")
    NEUTRAL = "neutral", _("sama zmiana nie jest ani dobra, ani zła")
