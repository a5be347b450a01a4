"""Częstochowa in full: the partners of the real partnership, one family told to the end.

Partners and the day of their declarations are those of the public record (10 January 2020); every
person, number and event beside them is made up.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import Final

from core.partnership.enums import OrganisationKind
from core.paths.enums import LifeArea
from core.reference.grounds import Ground, HouseholdRole, HouseholdType, Sector
from core.reference.territory import BY_SLUG
from core.shared.enums import Role
from demo.stories import families, partnership
from demo.stories.institutions import institutions
from demo.stories.people import Somebody, email_of
from demo.stories.plan import (
    Doer,
    FamilyPlan,
    GoalPlan,
    MeetingPlan,
    MemberPlan,
    OfferPlan,
    PartnerPlan,
    StaffPlan,
    TaskPlan,
)

TOWN: Final = BY_SLUG["czestochowa"]
HOST: Final = f"{TOWN.slug}.example"
INVITED_ON: Final = dt.date(2019, 11, 19)
SIGNED_ON: Final = dt.date(2020, 1, 10)

OFFICER: Final = StaffPlan("Irena Wzorcowa", (Role.DATA_PROTECTION,), email_of("Irena Wzorcowa", TOWN.slug))
STAFF: Final = (
    StaffPlan("Maria Wymyślona", (Role.DIRECTOR,), email_of("Maria Wymyślona", TOWN.slug)),
    StaffPlan("Jan Zmyślony", (Role.NETWORK_OFFICER,), email_of("Jan Zmyślony", TOWN.slug)),
    StaffPlan("Ewa Umowna", (Role.SOCIAL_WORKER,), email_of("Ewa Umowna", TOWN.slug)),
    StaffPlan("Marek Pokazowy", (Role.SOCIAL_WORKER,), email_of("Marek Pokazowy", TOWN.slug)),
    StaffPlan("Beata Modelowa", (Role.SOCIAL_WORKER,), email_of("Beata Modelowa", TOWN.slug)),
    OFFICER,
)

# key, name, sector, contact person, the contact's job, cards put into the basket
_PARTNERS: Final = (
    (
        "welfare",
        TOWN.lead_name,
        Sector.SOCIAL_ASSISTANCE,
        "Jan Zmyślony",
        "pracownik do spraw sieci",
        ("social_work", "family_assistant", "debt_advice", "food_help"),
    ),
    (
        "police",
        "Komenda Miejska Policji w Częstochowie",
        Sector.SECURITY,
        "Tomasz Wzorcowy",
        "dzielnicowy",
        ("constable",),
    ),
    (
        "city_guard",
        "Straż Miejska w Częstochowie",
        Sector.SECURITY,
        "Rafał Szkicowy",
        "strażnik rejonowy",
        ("street_patrol",),
    ),
    (
        "hospital",
        "Wojewódzki Szpital Specjalistyczny w Częstochowie",
        Sector.HEALTH,
        "Dorota Papierowa",
        "pracownica socjalna szpitala",
        ("hospital_social",),
    ),
    (
        "sport",
        "Miejski Ośrodek Sportu i Rekreacji w Częstochowie",
        Sector.CULTURE_SPORT,
        "Kamil Próbny",
        "koordynator zajęć",
        ("family_pass",),
    ),
    (
        "labour",
        "Powiatowy Urząd Pracy w Częstochowie",
        Sector.EMPLOYMENT,
        "Oliwia Fikcyjna",
        "doradczyni zawodowa",
        ("job_counsellor", "job_training"),
    ),
    (
        "housing",
        "Zakład Gospodarki Mieszkaniowej TBS w Częstochowie",
        Sector.HOUSING,
        "Iwona Hipotetyczna",
        "inspektorka do spraw lokatorskich",
        ("rent_plan", "rent_work"),
    ),
    (
        "school_support",
        "Zespół Poradni Psychologiczno-Pedagogicznych w Częstochowie",
        Sector.EDUCATION,
        "Renata Poglądowa",
        "psycholożka",
        ("school_diagnosis", "parenting_group"),
    ),
    (
        "foundation",
        "Fundacja dla Rozwoju",
        Sector.NGO,
        "Łukasz Teoretyczny",
        "koordynator wolontariatu",
        ("mentor", "legal_advice"),
    ),
)

_SHORT: Final = {
    "police": "Policja",
    "city_guard": "Straż Miejska",
    "hospital": "Szpital wojewódzki",
    "sport": "MOSiR",
    "labour": "Urząd pracy",
    "housing": "ZGM TBS",
    "school_support": "Zespół Poradni",
}
_BODIES: Final = {
    "hospital": OrganisationKind.VOIVODESHIP_UNIT,
    "housing": OrganisationKind.COMPANY,
}

# How many families came in each quarter. Fifteen before 2026: the region prints the town's quarters.
# Seven in the third quarter of 2026, printed as "3-7"; the visitor's own family makes eight, printed
# as "8-12". The family told in full is one of the first quarter of 2026.
NEW_FAMILIES: Final = (2, 3, 2, 2, 3, 3, 2, 3, 7)


def address_of(person: str) -> str:
    """Address of somebody in the town's story."""
    return email_of(person, TOWN.slug)


def partners() -> tuple[PartnerPlan, ...]:
    """The nine partners, all signed on one day."""
    return tuple(
        PartnerPlan(
            key=key,
            name=name,
            short_name=TOWN.lead_short if key == "welfare" else _SHORT.get(key, name),
            sector=sector,
            body=_BODIES.get(key, institutions()[key].body),
            is_lead=key == "welfare",
            invited_on=INVITED_ON,
            signed_on=SIGNED_ON,
            left_on=None,
            contact_name=contact,
            contact_job=job,
            email=f"{partnership.mailbox_of(key)}@{HOST}",
            delegate_email=address_of(contact),
            offers=_offers(key, wanted),
        )
        for key, name, sector, contact, job, wanted in _PARTNERS
    )


def _offers(institution: str, wanted: tuple[str, ...]) -> tuple[OfferPlan, ...]:
    cards = tuple(card for card in institutions()[institution].cards if card.key in wanted)
    return partnership.offers_of(random.Random(f"basket of Częstochowa {institution}"), cards, SIGNED_ON)


_ANNA: Final = Somebody("Anna", "Przykładowa", "f", dt.date(1988, 5, 14))
_PATH_ON: Final = dt.date(2026, 3, 19)

FLAGSHIP: Final = FamilyPlan(
    number=0,
    name=_ANNA.name,
    kind="debt_and_school",
    household=HouseholdType.TWO_PARENTS,
    grounds=(Ground.UNEMPLOYMENT, Ground.POVERTY, Ground.HELPLESSNESS),
    members=(
        MemberPlan(_ANNA, HouseholdRole.LEAD),
        MemberPlan(Somebody("Piotr", "Przykładowy", "m", dt.date(1985, 11, 2)), HouseholdRole.SPOUSE),
        MemberPlan(Somebody("Zofia", "Przykładowa", "f", dt.date(2012, 8, 23)), HouseholdRole.CHILD),
        MemberPlan(Somebody("Filip", "Przykładowy", "m", dt.date(2018, 2, 9)), HouseholdRole.CHILD),
    ),
    strengths=(
        "Pani Anna pracuje na pół etatu i dobrze planuje wydatki",
        "Dziadkowie mieszkają na tej samej ulicy",
        "Zofia lubi rysować i chce skończyć szkołę z koleżankami",
    ),
    needs=(
        "Zaległość czynszowa rośnie od dziesięciu miesięcy",
        "Pan Piotr stracił pracę i od roku nie ma stałego zajęcia",
        "Zofia nie nadąża z matematyką, grozi jej powtarzanie klasy",
    ),
    worker=0,
    registered_on=dt.date(2026, 2, 24),
    agreed_on=dt.date(2026, 3, 3),
    team_on=dt.date(2026, 3, 6),
    meetings=(
        MeetingPlan(
            on=_PATH_ON,
            family_came=True,
            partner_missing=False,
            minutes=(
                "Rodzina opowiedziała, co jest dla niej najtrudniejsze. Wspólnie zapisano trzy "
                "cele i zadania. TBS wstrzymuje windykację do czasu podpisania ugody. Poradnia "
                "zbada Zofię jeszcze przed świętami."
            ),
        ),
        MeetingPlan(
            on=dt.date(2026, 5, 28),
            family_came=True,
            partner_missing=False,
            minutes=(
                "Ugoda podpisana, dwie raty zapłacone. Pan Piotr zaczął kurs operatora wózków. "
                "Poradnia przekazała zalecenia szkole. Rodzina prosi o późniejszą godzinę spotkań."
            ),
        ),
        MeetingPlan(
            on=dt.date(2026, 8, 27),
            family_came=True,
            partner_missing=True,
            minutes=(
                "Zofia dostała promocję do następnej klasy. Pan Piotr zdał egzamin i szuka pracy "
                "z doradczynią. Ustalono, że część długu zostanie odpracowana jesienią."
            ),
        ),
        MeetingPlan(on=dt.date(2026, 10, 15), family_came=True, partner_missing=False, minutes=""),
    ),
    path_on=_PATH_ON,
    goals=(
        GoalPlan(
            "Dług za mieszkanie przestaje rosnąć",
            LifeArea.MONEY,
            (
                TaskPlan(
                    "Spisać wszystkie długi z doradcą",
                    Doer.PARTNER,
                    "debt_advice",
                    dt.date(2026, 4, 10),
                    dt.date(2026, 4, 8),
                ),
                TaskPlan(
                    "Podpisać ugodę o ratach czynszu",
                    Doer.PARTNER,
                    "rent_plan",
                    dt.date(2026, 4, 30),
                    dt.date(2026, 4, 23),
                ),
                TaskPlan(
                    "Płacić bieżący czynsz do 10. dnia miesiąca",
                    Doer.FAMILY,
                    None,
                    dt.date(2026, 10, 10),
                ),
                TaskPlan(
                    "Odpracować część długu: porządki w kamienicy",
                    Doer.PARTNER,
                    "rent_work",
                    dt.date(2026, 11, 30),
                ),
            ),
            why="Chcemy spać spokojnie i zostać w naszym mieszkaniu.",
        ),
        GoalPlan(
            "Pan Piotr ma stałą pracę",
            LifeArea.WORK,
            (
                TaskPlan(
                    "Spotkać się z doradczynią zawodową",
                    Doer.PARTNER,
                    "job_counsellor",
                    dt.date(2026, 4, 17),
                    dt.date(2026, 4, 15),
                ),
                TaskPlan(
                    "Ukończyć kurs operatora wózków widłowych",
                    Doer.PARTNER,
                    "job_training",
                    dt.date(2026, 8, 14),
                    dt.date(2026, 8, 12),
                ),
                TaskPlan(
                    "Porozmawiać o ofercie pracy w magazynie",
                    Doer.PARTNER,
                    "job_counsellor",
                    dt.date(2026, 10, 20),
                    added_on=dt.date(2026, 9, 30),
                ),
                TaskPlan(
                    "Wysłać pięć zgłoszeń o pracę w miesiącu",
                    Doer.FAMILY,
                    None,
                    dt.date(2026, 10, 31),
                ),
            ),
            why="Piotr chce znowu wychodzić rano do pracy.",
        ),
        GoalPlan(
            "Zofia kończy szkołę razem z klasą",
            LifeArea.LEARNING,
            (
                TaskPlan(
                    "Zbadać trudności w nauce i przekazać zalecenia szkole",
                    Doer.PARTNER,
                    "school_diagnosis",
                    dt.date(2026, 4, 15),
                    dt.date(2026, 4, 22),
                ),
                TaskPlan(
                    "Warsztaty dla rodziców",
                    Doer.PARTNER,
                    "parenting_group",
                    dt.date(2026, 6, 18),
                    dt.date(2026, 6, 16),
                ),
                TaskPlan(
                    "Mentor: matematyka raz w tygodniu",
                    Doer.PARTNER,
                    "mentor",
                    dt.date(2026, 11, 20),
                ),
                TaskPlan(
                    "Wspólne popołudnie na pływalni, bez rozmów o szkole",
                    Doer.PARTNER,
                    "family_pass",
                    dt.date(2026, 6, 30),
                    dt.date(2026, 6, 27),
                ),
            ),
            why="Zofia nie chce zostać sama w starej klasie.",
        ),
    ),
    closed_on=None,
    ending=None,
)


def all_families() -> tuple[FamilyPlan, ...]:
    """The family told in full and twenty-seven others."""
    rng = random.Random("families of Częstochowa")
    days = sorted(
        families.day_in_quarter(rng, start)
        for (start, _), count in zip(families.QUARTERS, NEW_FAMILIES, strict=True)
        for _ in range(count)
    )
    basket = tuple(offer for partner in partners() for offer in partner.offers)
    workers = sum(Role.SOCIAL_WORKER in person.roles for person in STAFF)
    others = tuple(
        families.family(TOWN, number, day, basket=basket, workers=workers, in_full=True)
        for number, day in enumerate(days, start=1)
    )
    return (FLAGSHIP, *others)
