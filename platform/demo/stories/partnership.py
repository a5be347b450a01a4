"""How a town's partnership came to be: who was invited, who signed, what they put in."""

from __future__ import annotations

import datetime as dt
import random
from typing import Final

from core.partnership.enums import MeetingKind, OrganisationKind
from core.reference.territory import Municipality, SizeClass, UnitKind
from core.shared.enums import Role
from demo.stories.institutions import CardPlan, Institution, institutions
from demo.stories.people import email_of, somebody
from demo.stories.plan import TODAY, OfferPlan, PartnerPlan, PartnershipMeetingPlan, StaffPlan

_CENTRE: Final = "Powiatowe Centrum Pomocy Rodzinie "
_PARTNERS: Final = {
    SizeClass.METROPOLIS: (12, 15),
    SizeClass.LARGE: (9, 12),
    SizeClass.MEDIUM: (6, 9),
    SizeClass.SMALL: (5, 7),
}
_WORKERS: Final = {
    SizeClass.METROPOLIS: 4,
    SizeClass.LARGE: 3,
    SizeClass.MEDIUM: 2,
    SizeClass.SMALL: 1,
}
_ALWAYS: Final = ("police", "labour", "school_support", "housing", "foundation")
# What the common mailbox of an institution is called.
_MAILBOXES: Final = {
    "welfare": "kontakt",
    "pcpr": "pcpr",
    "police": "komenda",
    "city_guard": "straz-miejska",
    "hospital": "szpital",
    "addiction": "poradnia-uzaleznien",
    "mental_health": "zdrowie-psychiczne",
    "sport": "sport",
    "labour": "urzad-pracy",
    "housing": "mieszkania",
    "school_support": "poradnia",
    "school": "szkola",
    "foundation": "fundacja",
    "association": "stowarzyszenie",
    "library": "biblioteka",
    "probation": "kuratorzy",
    "integration": "cis",
    "fire": "straz-pozarna",
    "insurance": "ubezpieczenia",
    "culture": "dom-kultury",
    "kindergarten": "przedszkole",
    "charity": "dobroczynnosc",
}
# Quarterly meetings of the partnership in the time the figures cover.
_MEETINGS: Final = (
    (dt.date(2025, 2, 18), "Plan pracy na 2025 rok przyjęty. Przejrzano koszyk usług."),
    (dt.date(2025, 6, 10), "Omówiono pierwsze ścieżki i terminy odpowiedzi partnerów."),
    (dt.date(2025, 10, 14), "Ustalono dyżury partnerów na zimę. Zgłoszono nowe usługi."),
    (dt.date(2026, 1, 27), "Podsumowano rok. Plan pracy na 2026 rok przyjęty."),
    (dt.date(2026, 5, 19), "Uzgodniono wspólne zasady spotkań z rodzinami."),
    (dt.date(2026, 9, 8), "Omówiono jesienne zgłoszenia ze szkół i wolne miejsca w usługach."),
)

_INITIATING: Final = (
    (17, "Przedstawiono zasoby instytucji i zasady współpracy. Spisano wzajemne korzyści."),
    (8, "Uzgodniono regulamin, sposób porozumiewania się i wzór karty usługi."),
)
_FOUNDED: Final = "Podpisano deklaracje przystąpienia, wręczono certyfikaty, przyjęto regulamin."


def place_of(town: Municipality) -> str:
    """Where institutions have their seat, with its preposition: a powiat's are in its town."""
    if town.kind is UnitKind.POWIAT and not town.is_city_with_powiat_rights:
        return town.lead_name.removeprefix(_CENTRE)
    return town.locative


def staff_of(town: Municipality) -> tuple[StaffPlan, ...]:
    """A director, a network officer and, by size, one to four social workers."""
    rng = random.Random(f"staff {town.code}")
    roles: list[tuple[Role, ...]] = [(Role.DIRECTOR,), (Role.NETWORK_OFFICER,)]
    roles += [(Role.SOCIAL_WORKER,)] * _WORKERS[town.size]
    first = rng.randrange(100)
    return tuple(
        _employee(rng, town, number=first + index, roles=granted) for index, granted in enumerate(roles)
    )


def _employee(rng: random.Random, town: Municipality, *, number: int, roles: tuple[Role, ...]) -> StaffPlan:
    person = somebody(rng, number=number, sex=rng.choice("ffm"), age=rng.randrange(28, 62), on=TODAY)
    return StaffPlan(person.name, roles, email_of(person.name, town.slug))


def partners_of(town: Municipality) -> tuple[PartnerPlan, ...]:
    """The leading centre and institutions drawn by the size of the town."""
    rng = random.Random(f"partners {town.code}")
    kinds = institutions()
    wanted = rng.randint(*_PARTNERS[town.size])
    rest = [key for key in kinds if key not in {*_ALWAYS, "welfare", "pcpr"}]
    joint = ["pcpr"] if _has_land_powiat(town) else []
    chosen = [*_ALWAYS, *joint, *rng.sample(rest, k=max(0, wanted - len(_ALWAYS) - len(joint)))]
    formalised_on = _formalised_on(rng, town)
    lead = _lead(rng, town, kinds["welfare"], formalised_on)
    others = [_partner(rng, town, kinds[key], formalised_on, position) for position, key in enumerate(chosen)]
    return (lead, *others)


def _has_land_powiat(town: Municipality) -> bool:
    return town.kind is UnitKind.GMINA and not town.is_city_with_powiat_rights


def _formalised_on(rng: random.Random, town: Municipality) -> dt.date:
    """Participants of the pilot formalised in the winter of 2019/2020, the assumed ones later."""
    first = dt.date(2019, 11, 12) if town.confirmed else dt.date(2024, 3, 5)
    return _working_day(first + dt.timedelta(days=rng.randrange(0, 100)))


def _working_day(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def mailbox_of(key: str) -> str:
    """The name of an institution's common mailbox."""
    return _MAILBOXES.get(key, "sekretariat")


def _lead(rng: random.Random, town: Municipality, kind: Institution, formalised_on: dt.date) -> PartnerPlan:
    contact = _contact(rng)
    return PartnerPlan(
        key=kind.key,
        name=town.lead_name,
        short_name=town.lead_short,
        sector=kind.sector,
        body=(OrganisationKind.POWIAT_UNIT if town.kind is UnitKind.POWIAT else OrganisationKind.GMINA_UNIT),
        is_lead=True,
        invited_on=formalised_on - dt.timedelta(days=60),
        signed_on=formalised_on,
        left_on=None,
        contact_name=contact,
        contact_job=kind.contact_job,
        email=f"kontakt@{town.slug}.example",
        delegate_email=email_of(contact, town.slug),
        offers=offers_of(rng, kind.cards[: rng.randint(3, 4)], formalised_on),
    )


def _partner(
    rng: random.Random, town: Municipality, kind: Institution, formalised_on: dt.date, position: int
) -> PartnerPlan:
    """Most sign at the formalising meeting; some come years later, a few are still thinking."""
    invited_on = formalised_on - dt.timedelta(days=rng.randrange(20, 60))
    signed_on: dt.date | None = formalised_on
    left_on = None
    chance = rng.random() if position >= len(_ALWAYS) else 0.0
    if chance > 0.9:
        invited_on, signed_on = dt.date(2026, 8, 4) + dt.timedelta(days=rng.randrange(40)), None
    elif chance > 0.6:
        signed_on = _working_day(dt.date(2025, 2, 3) + dt.timedelta(days=rng.randrange(560)))
        invited_on = signed_on - dt.timedelta(days=rng.randrange(14, 60))
    elif chance > 0.55:
        left_on = dt.date(2026, 1, 31)
    in_force = signed_on is not None and left_on is None
    contact = _contact(rng)
    return PartnerPlan(
        key=kind.key,
        name=kind.name.replace("{w}", place_of(town)),
        short_name=kind.short_name,
        sector=kind.sector,
        body=kind.body,
        is_lead=False,
        invited_on=invited_on,
        signed_on=signed_on,
        left_on=left_on,
        contact_name=contact,
        contact_job=kind.contact_job,
        email=f"{mailbox_of(kind.key)}@{town.slug}.example",
        delegate_email=email_of(contact, f"{mailbox_of(kind.key)}.{town.slug}"),
        offers=offers_of(rng, kind.cards[: rng.randint(1, 2)], signed_on) if in_force else (),
    )


def _contact(rng: random.Random) -> str:
    person = somebody(
        rng, number=rng.randrange(100), sex=rng.choice("fm"), age=rng.randrange(28, 60), on=TODAY
    )
    return person.name


def offers_of(
    rng: random.Random, cards: tuple[CardPlan, ...], signed_on: dt.date | None
) -> tuple[OfferPlan, ...]:
    """The first card is the everyday service and comes soon; others join the basket over years."""
    if signed_on is None:
        return ()
    offers = []
    for position, card in enumerate(cards):
        published_on = signed_on + dt.timedelta(days=rng.randrange(14, 40))
        if position:
            published_on = max(published_on, dt.date(2023, 1, 9)) + dt.timedelta(days=rng.randrange(0, 1000))
        published_on = _working_day(min(published_on, dt.date(2026, 9, 4)))
        looked_over_on = dt.date(2025, 6, 2) + dt.timedelta(days=rng.randrange(0, 480))
        offers.append(OfferPlan(card, published_on, max(published_on, looked_over_on)))
    return tuple(offers)


def meetings_of(town: Municipality, partners: tuple[PartnerPlan, ...]) -> tuple[PartnershipMeetingPlan, ...]:
    """The formalising meeting and the quarterly ones; about one partner in six stays away."""
    rng = random.Random(f"meetings {town.code}")
    lead = next(item for item in partners if item.is_lead)
    if lead.signed_on is None:
        return ()
    founded_on = lead.signed_on
    founders = tuple(item.key for item in partners if item.invited_on < founded_on)
    initiating = [
        PartnershipMeetingPlan(
            _working_day(founded_on - dt.timedelta(days=days)),
            MeetingKind.INITIATING,
            founders,
            _who_came(rng, founders),
            minutes,
        )
        for days, minutes in _INITIATING
    ]
    members = _members(partners, founded_on)
    founding = PartnershipMeetingPlan(founded_on, MeetingKind.FORMALISING, members, members, _FOUNDED)
    later = [
        _working_meeting(rng, day, _members(partners, day), minutes)
        for day, minutes in _MEETINGS
        if day > founded_on and (town.size is not SizeClass.SMALL or rng.random() < 0.8)
    ]
    return (*initiating, founding, *later)


def _working_meeting(
    rng: random.Random, day: dt.date, members: tuple[str, ...], minutes: str
) -> PartnershipMeetingPlan:
    return PartnershipMeetingPlan(day, MeetingKind.WORKING, members, _who_came(rng, members), minutes)


def _members(partners: tuple[PartnerPlan, ...], on: dt.date) -> tuple[str, ...]:
    return tuple(
        item.key
        for item in partners
        if item.signed_on and item.signed_on <= on and (item.left_on is None or on < item.left_on)
    )


def _who_came(rng: random.Random, members: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in members if key == "welfare" or rng.random() < 0.84)
