"""What is counted, along what, and for which length of time."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PeriodKind(TextChoices):
    """Lengths of time for which figures are made."""

    MONTH = "month", _("miesiąc")
    QUARTER = "quarter", _("kwartał")
    HALF = "half", _("półrocze")
    YEAR = "year", _("rok")


class Measure(TextChoices):
    """Counts that a town makes from its own records, or enters; the basis of every indicator."""

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
    PARTNERSHIPS_FORMED = "partnerships_formed", _("zawiązane partnerstwa")
    SECTORS_COVERED = "sectors_covered", _("sektory z aktywnym partnerem")
    SECTORS_KNOWN = "sectors_known", _("sektory w katalogu")
    PARTNERS_INVITED = "partners_invited", _("organizacje zaproszone")
    PARTNERS_ACCEDED = "partners_acceded", _("organizacje zaproszone, które przystąpiły")
    ATTENDANCE_INVITED = "attendance_invited", _("zaproszenia partnerów na spotkania")
    ATTENDANCE_PRESENT = "attendance_present", _("obecności zaproszonych partnerów")
    SUPPORT_MINUTES = "support_minutes", _("minuty wsparcia kadry")
    SUPPORT_SESSIONS = "support_sessions", _("spotkania wspierające kadrę")
    PERSONS_TRAINED = "persons_trained", _("udział osób w warsztatach i szkoleniach")
    CARDS_REVIEWED = "cards_reviewed", _("usługi sprawdzone w ostatnim roku")
    CARDS_USED = "cards_used", _("usługi użyte w ścieżkach")
    NEEDS_RECORDED = "needs_recorded", _("zapisane potrzeby")
    NEEDS_UNMET = "needs_unmet", _("potrzeby bez usługi")
    PERSONS_SERVED = "persons_served", _("osoby w rodzinach objętych wsparciem")
    CASES_CONSENTED = "cases_consented", _("rodziny w toku z kompletem zgód")
    FAMILIES_WITHDRAWN = "families_withdrawn", _("rodziny, które zrezygnowały")
    FAMILIES_ACHIEVED = "families_achieved", _("rodziny, które osiągnęły cele")
    TEAMS_ACTIVE = "teams_active", _("zespoły rodzin w toku")
    TEAM_INSTITUTIONS = "team_institutions", _("instytucje w zespołach łącznie")
    TEAMS_BROAD = "teams_broad", _("zespoły z co najmniej trzech sektorów")
    REQUESTS_DUE = "requests_due", _("prośby, na które minął termin odpowiedzi")
    REQUESTS_IN_TIME = "requests_in_time", _("prośby z odpowiedzią w 7 dni")
    TASKS_DUE = "tasks_due", _("kroki z terminem w okresie")
    TASKS_IN_TIME = "tasks_in_time", _("kroki zrobione w terminie")
    GOALS_SET = "goals_set", _("cele w zakończonych sprawach")
    GOALS_ACHIEVED = "goals_achieved", _("cele osiągnięte w zakończonych sprawach")
    RATINGS_COMPARED = "ratings_compared", _("porównane oceny")
    RATINGS_FIRST = "ratings_first", _("suma pierwszych ocen")
    RATINGS_LAST = "ratings_last", _("suma ostatnich ocen")
    DURATION_MEDIAN = "duration_median", _("mediana miesięcy udziału")
    FAMILIES_CLOSED_BEFORE = "families_closed_before", _("rodziny, które zakończyły udział rok wcześniej")
    FAMILIES_RETURNED = "families_returned", _("rodziny, które wróciły w ciągu roku")
    VOICE_ANSWERS = "voice_answers", _("odpowiedzi rodzin o wpływie na plan")
    ESF_PARTICIPANTS = "esf_participants", _("uczestnicy EFS+")
    ESF_INSTITUTIONS = "esf_institutions", _("instytucje publiczne objęte wsparciem")
    ESF_LEAVERS = "esf_leavers", _("osoby, które zakończyły udział w EFS+")
    ESF_RESULTS = "esf_results", _("osoby z rezultatem po zakończeniu udziału w EFS+")
    ESF_ASKED_LATER = "esf_asked_later", _("osoby zapytane po sześciu miesiącach")
    REACH_PERSONS = "reach_persons", _("osoby w rodzinach objętych pomocą społeczną")
    REACH_POPULATION = "reach_population", _("mieszkańcy")
    SUPPORTED_FAMILIES = "supported_families", _("rodziny objęte pomocą społeczną")
    CASELOAD_FAMILIES = "caseload_families", _("rodziny objęte pracą socjalną")
    CASELOAD_WORKERS = "caseload_workers", _("pracownicy socjalni")
    CASELOAD_RESIDENTS = "caseload_residents", _("mieszkańcy (na pracownika socjalnego)")
    ASSISTED_FAMILIES = "assisted_families", _("rodziny z asystentem rodziny")
    ASSISTANTS = "assistants", _("asystenci rodziny")


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
    DISABILITY = "disability", _("niepełnosprawność")
    SUPPORT = "support", _("rodzaj wsparcia kadry")
    CAUSE = "cause", _("przyczyna braku usługi")
    DOER = "doer", _("kto robi krok")
    AREA = "area", _("obszar życia celu")
    DOMAIN = "domain", _("obszar oceny")
    CHANGE = "change", _("zmiana oceny")
    MONTHS = "months", _("liczba miesięcy")
    INFLUENCE = "influence", _("odpowiedź na zdanie „Miałem wpływ na swój plan”")
    LABOUR = "labour", _("status na rynku pracy")
    ISCED = "isced", _("wykształcenie")
    VULNERABILITY = "vulnerability", _("szczególna sytuacja")
    REFUSAL = "refusal", _("odmowa podania szczególnej sytuacji")
    RESULT = "result", _("rezultat po zakończeniu udziału")
    LASTING = "lasting", _("rezultat po sześciu miesiącach")


class AgeBand(TextChoices):
    """Age of the person who leads the household, in full years."""

    UNDER_18 = "0-17", _("do 17 lat")
    TO_29 = "18-29", _("18–29 lat")
    TO_54 = "30-54", _("30–54 lata")
    FROM_55 = "55+", _("55 lat i więcej")
    UNKNOWN = "unknown", _("nie podano")

    @classmethod
    def of(cls, age: int | None) -> AgeBand:
        """The band of an age; the statements of `facts` say the same in SQL."""
        if age is None:
            return cls.UNKNOWN
        return next((band for years, band in zip(_AGE_EDGES, cls, strict=False) if age < years), cls.FROM_55)


# Ages at which the next band begins.
_AGE_EDGES: Final = (18, 30, 55)


class DayBand(TextChoices):
    """Days from a family's agreement to its first team meeting."""

    WEEK = "0-7", _("do 7 dni")
    FORTNIGHT = "8-14", _("8–14 dni")
    MONTH = "15-30", _("15–30 dni")
    TWO_MONTHS = "31-60", _("31–60 dni")
    LONGER = "61+", _("61 dni i więcej")


class MonthBand(TextChoices):
    """Full months from a family's agreement to the end of its case."""

    QUARTER = "0-3", _("do 3 miesięcy")
    HALF = "4-6", _("4–6 miesięcy")
    NINE = "7-9", _("7–9 miesięcy")
    EXPECTED = "10-13", _("10–13 miesięcy")
    LONG = "14-18", _("14–18 miesięcy")
    LONGER = "19+", _("19 miesięcy i więcej")


class Doer(TextChoices):
    """Whose step it is: a service of the basket is its partner's."""

    FAMILY = "family", _("rodzina")
    WORKER = "worker", _("pracownik socjalny")
    PARTNER = "partner", _("partner")


class Change(TextChoices):
    """The last rating beside the first one."""

    BETTER = "better", _("lepiej")
    SAME = "same", _("bez zmian")
    WORSE = "worse", _("gorzej")


class Influence(TextChoices):
    """Answers to "I had influence on my plan"."""

    NONE = "1", _("1 – wcale")
    LITTLE = "2", _("2 – mały")
    SOME = "3", _("3 – trochę")
    MUCH = "4", _("4 – duży")
    FULL = "5", _("5 – pełny")


class Labour(TextChoices):
    """Labour status of a participant on the day of entry (EECO02-05)."""

    UNEMPLOYED = "unemployed", _("bezrobotny, krócej niż długotrwale")
    LONG_TERM = "long_term", _("długotrwale bezrobotny")
    INACTIVE = "inactive", _("bierny zawodowo")
    EMPLOYED = "employed", _("pracujący, także na własny rachunek")


class Isced(TextChoices):
    """Highest completed education (EECO09-11)."""

    LOW = "0-2", _("najwyżej gimnazjalne lub podstawowe (ISCED 0–2)")
    MIDDLE = "3-4", _("ponadpodstawowe lub policealne (ISCED 3–4)")
    HIGH = "5-8", _("wyższe (ISCED 5–8)")


class Vulnerability(TextChoices):
    """Situations that a participant may state or refuse to state (EECO12-17)."""

    DISABILITY = "disability", _("osoba z niepełnosprawnością")
    THIRD_COUNTRY = "third_country", _("obywatel państwa spoza Unii Europejskiej")
    FOREIGN = "foreign", _("osoba obcego pochodzenia")
    MINORITY = "minority", _("osoba z mniejszości, także romskiej")
    HOMELESS = "homeless", _("bezdomność lub wykluczenie z dostępu do mieszkań")
    RURAL = "rural", _("mieszkaniec wsi")


class Statement(TextChoices):
    """What a participant said of such a situation."""

    YES = "yes", _("tak")
    NO = "no", _("nie")
    REFUSED = "refused", _("odmowa podania")


class ExitResult(TextChoices):
    """What changed by four weeks after leaving (EECR01-04)."""

    SEARCHING = "searching", _("szuka pracy (EECR01)")
    LEARNING = "learning", _("uczy się lub szkoli (EECR02)")
    QUALIFIED = "qualified", _("uzyskał kwalifikacje (EECR03)")
    WORKING = "working", _("pracuje (EECR04)")


class LastingResult(TextChoices):
    """How things stood six months after leaving (EECR05-06)."""

    WORKING = "working", _("pracuje (EECR05)")
    BETTER = "better", _("jest w lepszej sytuacji na rynku pracy (EECR06)")


class ContextKind(TextChoices):
    """What a town enters or imports from its public reports, once a half-year or a year."""

    PERSONS = "persons", _("osoby w rodzinach objętych pomocą społeczną")
    POPULATION = "population", _("liczba mieszkańców")
    FAMILIES = "families", _("rodziny objęte pomocą społeczną")
    GROUND = "ground", _("rodziny z danym powodem (art. 7)")
    SOCIAL_WORK = "social_work", _("rodziny objęte pracą socjalną")
    WORKERS = "workers", _("pracownicy socjalni")
    ASSISTED = "assisted", _("rodziny z asystentem rodziny")
    ASSISTANTS = "assistants", _("asystenci rodziny")


class FigureStatus(TextChoices):
    """Why a number is none, in the signs of the assessment of social assistance resources (OZPS)."""

    NO_DATA = ".", _("brak danych")
    NOT_APPLICABLE = "x", _("nie dotyczy")


class Origin(TextChoices):
    """Where an indicator comes from."""

    PILOT = "pilot", _("pilotaż modelu")
    SEED = "seed", _("opis modelu")
    ESF = "esf", _("wskaźnik wspólny EFS+")
    REPORT = "report", _("sprawozdanie MRPiPS-03 i ocena zasobów (OZPS)")
    SISTER = "sister", _("model siostrzany")
    OWN = "own", _("propozycja katalogu")


class Unit(TextChoices):
    """What a figure is counted in."""

    FAMILIES = "families", _("rodziny")
    PARTNERS = "partners", _("organizacje")
    MEETINGS = "meetings", _("spotkania")
    SERVICES = "services", _("usługi")
    PERCENT = "percent", _("%")
    MEAN = "mean", _("średnio")
    DAYS = "days", _("dni")
    PERSONS = "persons", _("osoby")
    PARTNERSHIPS = "partnerships", _("partnerstwa")
    HOURS = "hours", _("godziny")
    MONTHS = "months", _("miesiące")
    POINTS = "points", _("punkty")
    NEEDS = "needs", _("potrzeby")
    RATINGS = "ratings", _("oceny")
    ANSWERS = "answers", _("odpowiedzi")


class Direction(TextChoices):
    """How to read a change; never the ground for a league table."""

    MORE = "more", _("więcej znaczy lepiej")
    LESS = "less", _("mniej znaczy lepiej")
    NEUTRAL = "neutral", _("sama zmiana nie jest ani dobra, ani zła")
