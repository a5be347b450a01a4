"""A town with many partners, cards and meetings, written straight into its tables.

Seven thousand operations would take half an hour and be measured for nothing; rows are those that the
operations would have written, with the texts' own search words. Everything is made up.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

from core.basket import quality
from core.basket.enums import CapacityUnit, CardStatus, ReferralMode
from core.basket.models import ServiceCard
from core.basket.models.cards import words_of_card
from core.basket.models.history import CardStanding
from core.identity.operations import create_user
from core.partnership.enums import MeetingKind, OrganisationKind
from core.partnership.enums.meetings import MeetingState
from core.partnership.models import (
    AccessionDeclaration,
    PartnerOrganisation,
    PartnershipCertificate,
    PartnershipMeeting,
)
from core.partnership.models.meetings import AgendaItem, PartnershipAttendance
from core.partnership.models.organisations import words_of_partner
from core.places.models import CapacityPeriod
from core.reference.grounds import Sector, ServiceCategory
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from tenants.context import current_schema, in_tenant
from tenants.operations import TenantSpec, provision

OFFICER = "sieci@pomiar.example"
BATCH = 1_000
ATTENDING = 12
STREETS = ("Lipowa", "Polna", "Szkolna", "Ogrodowa", "Parkowa", "Słoneczna", "Kwiatowa", "Leśna")
HOUSES = ("Poradnia", "Przychodnia", "Fundacja", "Stowarzyszenie", "Szkoła Podstawowa", "Przedszkole")
FAMOUS = ("Wędka", "Tęcza", "Parasol", "Nadzieja", "Przystań", "Bliżej", "Iskra", "Razem", "Most", "Dłoń")
SERVICES = (
    ("Konsultacje psychologiczne", "Rozmowa z psychologiem o kłopotach w domu i w szkole."),
    ("Porady prawne", "Prawnik pomaga napisać pismo i wyjaśnia, co można zrobić z długami."),
    ("Zajęcia wyrównawcze", "Nauczycielka pomaga w odrabianiu lekcji i nadrobieniu zaległości."),
    ("Grupa wsparcia", "Spotkania osób w podobnej sytuacji, prowadzone przez terapeutkę."),
    ("Dożywianie", "Ciepły posiłek w stołówce albo paczka z żywnością na tydzień."),
    ("Terapia uzależnień", "Spotkania z terapeutą od uzależnień, także dla bliskich osoby pijącej."),
    ("Mieszkanie treningowe", "Pobyt w mieszkaniu z opiekunem, który uczy prowadzić dom."),
    ("Mediacje rodzinne", "Mediator pomaga dorosłym dogadać się w sprawie dzieci."),
    ("Warsztaty dla rodziców", "Jak stawiać granice bez krzyku i jak rozmawiać z nastolatkiem."),
    ("Doradztwo zawodowe", "Doradca pomaga napisać życiorys i znaleźć pracę albo kurs."),
    ("Asystent rodziny", "Asystent przychodzi do domu i pomaga w codziennych sprawach."),
    ("Rehabilitacja", "Ćwiczenia z fizjoterapeutą po chorobie albo wypadku."),
)
GROUPS = (
    ("rodzin z dziećmi", None, None),
    ("dzieci do 6 lat", 0, 6),
    ("młodzieży", 13, 18),
    ("seniorów", 60, None),
    ("osób bezrobotnych", 18, None),
    ("osób z niepełnosprawnością", None, None),
    ("osób zadłużonych", 18, None),
    ("osób w kryzysie bezdomności", 18, None),
)


@dataclass(frozen=True)
class Size:
    """How many rows a town has."""

    partners: int
    cards: int
    meetings: int


SMALL = Size(10, 10, 10)
LARGE = Size(200, 5_000, 2_000)


def make(schema: str, slug: str, size: Size) -> None:
    """Found the town, fill it and let the database count its rows."""
    name = f"Miasto {slug}"
    provision(TenantSpec(schema, "municipality", name, f"MOPS {slug}", slug, "24", "gmina", confirmed=True))
    with in_tenant(schema):
        fill(size)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def fill(size: Size) -> None:
    """Write the rows into the town of the moment, with an officer who may read all of them."""
    partners = _partners(size.partners)
    _cards(partners, size.cards)
    _meetings(partners, size.meetings)
    create_user(
        actor=Actor.system("bench", current_schema()),
        email=OFFICER,
        name="Olga Pomiarowa",
        roles=[Role.NETWORK_OFFICER],
        password="haslo-do-pomiarow-123",  # noqa: S106  lives as long as the measurement
    )


def _partners(number: int) -> list[PartnerOrganisation]:
    sectors, kinds = itertools.cycle(Sector.values), itertools.cycle(OrganisationKind.values)
    made = []
    for index in range(number):
        house, famous = HOUSES[index % len(HOUSES)], FAMOUS[index // len(HOUSES) % len(FAMOUS)]
        partner = PartnerOrganisation(
            name=f"{house} „{famous}” nr {index + 1}",
            sector=next(sectors),
            kind=next(kinds),
            address=f"ul. {STREETS[index % len(STREETS)]} {index + 1}, 42-200 Zmyślin",
            phone=f"+48 34 000 {index // 100:02} {index % 100:02}",
            email=f"kontakt{index}@partner.example",
            is_lead=index == 0,
            invited_on=date(2019, 11, 4),
        )
        partner.words = words_of_partner(partner)
        made.append(partner)
    PartnerOrganisation.objects.bulk_create(made, BATCH)
    declarations = [
        AccessionDeclaration(partner=partner, number=f"{index + 1}/2020", signed_on=date(2020, 1, 10))
        for index, partner in enumerate(made)
        if index % 10 != 9  # noqa: PLR2004  one in ten is only invited
    ]
    AccessionDeclaration.objects.bulk_create(declarations, BATCH)
    PartnershipCertificate.objects.bulk_create(
        PartnershipCertificate(
            declaration=item, number=f"C/{index}", code=f"{index:012}", issued_on=date(2020, 2, 1)
        )
        for index, item in enumerate(declarations)
        if index % 2
    )
    return made


def _cards(partners: list[PartnerOrganisation], number: int) -> None:
    made = list(itertools.islice(_told(partners), number))
    ServiceCard.objects.bulk_create(made, BATCH)
    CardStanding.objects.bulk_create(
        [
            CardStanding(card=card, status=card.status, starts_on=card.published_on or date(2025, 1, 1))
            for card in made
        ],
        BATCH,
    )
    CapacityPeriod.objects.bulk_create(
        [
            CapacityPeriod(
                card=card,
                starts_on=date(2026, 1, 1),
                places=index % 12,
                updated_on=date(2026, 9, 1),
            )
            for index, card in enumerate(made)
            if index % 3 == 0
        ],
        BATCH,
    )


def _told(partners: list[PartnerOrganisation]) -> Iterator[ServiceCard]:
    """Cards in turn over the partners; every twentieth is a draft, every tenth not for families."""
    categories = itertools.cycle(ServiceCategory.values)
    today = clock.today()
    for index in itertools.count():
        partner = partners[index % len(partners)]
        service, text = SERVICES[index // 7 % len(SERVICES)]
        group, youngest, oldest = GROUPS[index // 3 % len(GROUPS)]
        draft = index % 20 == 19  # noqa: PLR2004
        card = ServiceCard(
            partner=partner,
            name=f"{service} dla {group} ({index + 1})",
            description=f"{text} Pierwsze spotkanie trwa godzinę. Można przyjść z bliską osobą. "
            "Nie trzeba mieć skierowania, wystarczy zadzwonić i umówić dzień.",
            category=next(categories),
            target_group=f"dla {group}",
            min_age=youngest,
            max_age=oldest,
            eligibility_note="Mieszkańcy miasta.",
            cost="bezpłatnie",
            place=f"Filia nr {index % 9 + 1}",
            street=f"ul. {STREETS[index % len(STREETS)]} {index % 90 + 1}",
            postcode="42-200",
            city="Zmyślin",
            hours="poniedziałek-piątek 8.00-16.00",
            referral_mode=ReferralMode.values[index % len(ReferralMode.values)],
            contact_role="koordynator",
            remote=index % 5 == 0,
            is_public=index % 10 != 0,
            languages=["pl", "uk"] if index % 4 == 0 else ["pl"],
            accessibility=["step_free", "lift"] if index % 6 == 0 else [],
            capacity_unit=CapacityUnit.PERSON,
            status=CardStatus.DRAFT if draft else CardStatus.PUBLISHED,
            published_on=None if draft else date(2024, 3, 1),
            reviewed_on=today - timedelta(days=index % 500),
        )
        card.words, card.content_points = words_of_card(card), quality.content_points(card)
        yield card


def _meetings(partners: list[PartnerOrganisation], number: int) -> None:
    first, zone = date(2021, 1, 4), ZoneInfo("Europe/Warsaw")
    made = []
    for index in range(number):
        day = first + timedelta(days=index % 2_000)
        starts = datetime.combine(day, time(10), tzinfo=zone)
        made.append(
            PartnershipMeeting(
                state=MeetingState.HELD,
                day=day,
                held_on=day,
                starts_at=starts,
                ends_at=starts + timedelta(hours=2),
                kind=MeetingKind.values[index % len(MeetingKind.values)],
                title=f"Spotkanie partnerstwa nr {index + 1}",
                place="Sala konferencyjna, ul. Lipowa 1",
                minutes="Omówiono nowe usługi i plan na kolejny kwartał.",
            )
        )
    PartnershipMeeting.objects.bulk_create(made, BATCH)
    PartnershipAttendance.objects.bulk_create(
        [
            PartnershipAttendance(
                meeting=meeting,
                partner=partners[(index + step * 7) % len(partners)],
                invited_at=meeting.starts_at,
                present=step % 3 != 0,
                entered_at=meeting.ends_at,
            )
            for index, meeting in enumerate(made)
            for step in range(min(ATTENDING, len(partners)))
            if len(partners) % 7 or step < len(partners) // 7 + 1
        ],
        BATCH,
        ignore_conflicts=True,
    )
    AgendaItem.objects.bulk_create(
        [
            AgendaItem(meeting=meeting, position=position, title=title, text="Rozmowa przy stole.")
            for meeting in made
            for position, title in enumerate(("Nowe usługi", "Plan pracy", "Sprawy różne"), start=1)
        ],
        BATCH,
    )
