"""How the partnership came about: diagnosis, resource map, stages, invitations, ways to reach people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from core.basket.queries.stages import partnership_board
from core.exchange.operations.invitations import answer_offer
from core.exchange.queries import invitations as offers
from core.partnership import operations as partnership
from core.partnership.enums import OrganisationKind
from core.partnership.enums.accession import AddressKind, ContactWay, InvitationChannel, StepCode
from core.partnership.operations import contacts, invitations, powiats, resources
from core.partnership.operations.steps import record_step
from core.partnership.queries.steps import StepLine
from core.reference.grounds import Sector
from core.shared.actor import Actor
from demo.stories.plan import TODAY
from demo.telling.cast import STORYTELLER, Cast, on
from tenants.context import in_tenant, tenants_of

if TYPE_CHECKING:
    from demo.stories.plan import PartnerPlan

_NEEDS: Final = (
    "Rodziny czekają na pomoc w kilku miejscach naraz i za każdym razem opowiadają wszystko od nowa. "
    "Najczęściej brakuje wsparcia psychologa dla dzieci, pomocy w długach i opieki po lekcjach."
)
_RESOURCES: Final = (
    "Na miejscu działa kilkanaście instytucji, które już pomagają rodzinom: poradnie, szkoły, straż, "
    "policja, organizacje pozarządowe. Rzadko umawiają się na wspólną pracę z jedną rodziną."
)
_MAPPED: Final = (
    ("Biblioteka Przykładowa", Sector.CULTURE_SPORT, "Klub dla młodzieży po lekcjach", "mapped"),
    ("Fundacja Zmyślona", Sector.NGO, "Porady dla osób z długami", "shortlisted"),
    ("Spółdzielnia Socjalna Wzór", Sector.EMPLOYMENT, "Miejsca pracy na próbę", "shortlisted"),
    ("Klub Sportowy Próbny", Sector.CULTURE_SPORT, "Zajęcia dla dzieci", "dropped"),
)
_ANSWERS: Final[tuple[dict[str, str], ...]] = (
    {"answer": "call", "contact": "sekretariat, 00 000 00 00"},
    {"answer": "declines", "reason": "W tym roku nie mamy osoby, która przychodziłaby na spotkania."},
    {},
    {"answer": "joins", "contact": "kierownik placówki"},
)
_MONTH: Final = dt.timedelta(days=30)
_REACHED_PARTNERS: Final = 3
# A gmina that waits for its powiat's answer; all other powiats accepted.
_WAITING: Final = ("g_2416021", "p_2416")


def tell_accession(cast: Cast) -> None:
    """What went before the partners and beside them."""
    _tell_preparation(cast)
    _tell_invitations(cast)
    _tell_contacts(cast)
    _tell_steps(cast)


def _tell_preparation(cast: Cast) -> None:
    begun = min(plan.invited_on for plan in cast.plan.partners)
    with on(begun - 3 * _MONTH) as day:
        written = resources.write_assessment(
            actor=cast.officer,
            title=f"Diagnoza lokalna: {cast.plan.municipality.name}",
            made_on=day,
            author="zespół ośrodka z mieszkańcami",
            sources="Rozmowy z mieszkańcami, sprawozdania ośrodka, ankieta wśród instytucji.",
            needs=_NEEDS,
            resources=_RESOURCES,
            conclusions="Zaprosić instytucje do stałego partnerstwa i prowadzić wspólny koszyk usług.",
        )
        resources.adopt_assessment(actor=cast.officer, assessment=written)
    slug = cast.plan.municipality.slug
    for number, (name, sector, offer, status) in enumerate(_MAPPED, start=1):
        with on(begun - 2 * _MONTH):
            entry = resources.map_resource(
                actor=cast.officer,
                name=name,
                sector=sector,
                kind=OrganisationKind.NGO if sector == Sector.NGO else OrganisationKind.OTHER,
                offer=offer,
                email=f"mapa{number}@{slug}.example",
            )
        with on(begun - _MONTH):
            if status == "shortlisted":
                resources.shortlist_resource(actor=cast.officer, entry=entry)
            elif status == "dropped":
                reason = "Zawiesił zajęcia do końca remontu."
                resources.drop_resource(actor=cast.officer, entry=entry, reason=reason)


def _tell_invitations(cast: Cast) -> None:
    """Institutions that have signed nothing yet: one calls, one declines, one is silent, one joins."""
    waiting = [plan for plan in cast.plan.partners if plan.signed_on is None and not plan.is_lead]
    for plan, given in zip(waiting, _ANSWERS, strict=False):
        with on(max(plan.invited_on, TODAY - dt.timedelta(days=12))):
            invitation = invitations.send_invitation(
                actor=cast.officer,
                partner=cast.partners[plan.key],
                channel=InvitationChannel.EMAIL if plan.email else InvitationChannel.LETTER,
                message="Najbliższe spotkanie partnerstwa jest w październiku.",
            )
        if given:
            with on(TODAY - dt.timedelta(days=3)):
                invitations.answer_invitation(actor=cast.officer, invitation=invitation, **given)
    with on(TODAY - dt.timedelta(days=2)):
        letter = partnership.invite_partner(
            actor=cast.officer,
            name="Parafia Przykładowa",
            sector=Sector.CHURCH,
            kind=OrganisationKind.CHURCH,
            address="ul. Przykładowa 1, 00-000 Miejscowość",
        )
        invitations.send_invitation(actor=cast.officer, partner=letter, channel=InvitationChannel.LETTER)


def _tell_contacts(cast: Cast) -> None:
    """Where the first partners are, when their people are reached, and one substitution that runs."""
    chosen = [plan for plan in cast.known_first() if plan.key in cast.people and not plan.left_on]
    for number, plan in enumerate(chosen[:_REACHED_PARTNERS], start=1):
        _reach(cast, plan, number)
    if not chosen:
        return
    plan, person = chosen[0], cast.people[chosen[0].key]
    with on(TODAY - dt.timedelta(days=4)) as day:
        stand_in = partnership.name_person(
            actor=cast.officer,
            partner=cast.partners[plan.key],
            name="Zofia Zastępcza",
            job_title="zastępczyni kierownika",
            is_delegate=True,
        )
        contacts.name_substitute(
            actor=cast.officer,
            person=person,
            substitute=stand_in,
            starts_on=day,
            last_on=day + dt.timedelta(days=13),
        )


def _reach(cast: Cast, plan: PartnerPlan, number: int) -> None:
    with on(plan.signed_on or plan.invited_on):
        contacts.write_address(
            actor=cast.officer,
            partner=cast.partners[plan.key],
            kind=AddressKind.SEAT,
            street=f"ul. Przykładowa {number}",
            postcode="00-000",
            city=cast.plan.municipality.name.removeprefix("powiat "),
        )
        contacts.set_contact_period(
            actor=cast.officer,
            person=cast.people[plan.key],
            way=ContactWay.PHONE if number % 2 else ContactWay.EMAIL,
            weekdays="12345" if number % 2 else "24",
            from_time=dt.time(8),
            until_time=dt.time(13 + number % 3),
        )


def _tell_steps(cast: Cast) -> None:
    """The officer goes down the board and confirms what the records show; the last is left to confirm."""
    with on(TODAY - dt.timedelta(days=1)):
        for line in partnership_board(cast.officer).lines:
            if line.suggested_on and line.code != StepCode.PERIODIC:
                _confirm(cast, line)
            elif line.code == StepCode.EVALUATION:
                record_step(actor=cast.officer, step=line.code, planned_on=dt.date(2026, 12, 10))


def _confirm(cast: Cast, line: StepLine) -> None:
    states = {each.code: each for each in partnership_board(cast.officer).lines}
    before = states[line.depends_on].reached_on if line.depends_on else None
    suggested: Any = line.suggested_on
    early = line.depends_on is not None and (before is None or suggested < before)
    reason = "Partnerstwo zaczęło ten etap, zanim zamknęło poprzedni." if early else ""
    record_step(actor=cast.officer, step=line.code, reached_on=suggested, reason=reason)


def tell_powiats(told: set[str]) -> None:
    """Gminas ask the powiat above them; all but one accepted. Only where both stories were told just now."""
    names = {each.schema_name for each in tenants_of("municipality")} & told
    for gmina in sorted(name for name in names if name.startswith("g_")):
        powiat = f"p_{gmina.removeprefix('g_')[:4]}"
        if powiat in names:
            _tell_powiat(gmina, powiat)


def _tell_powiat(gmina: str, powiat: str) -> None:
    with in_tenant(gmina), on(TODAY - dt.timedelta(days=9)):
        powiats.invite_powiat(
            actor=Actor.system(STORYTELLER, gmina),
            powiat=powiat,
            message="Chcemy razem prowadzić rodziny, którymi zajmują się oba nasze ośrodki.",
        )
    if (gmina, powiat) == _WAITING:
        return
    with in_tenant(powiat), on(TODAY - dt.timedelta(days=5)):
        actor = Actor.system(STORYTELLER, powiat)
        for offer in offers.received(actor).filter(answer__isnull=True):
            answer_offer(actor=actor, offer=offer, accepts=True, contact="sekretariat powiatowego centrum")
    with in_tenant(gmina), on(TODAY - dt.timedelta(days=5)):
        powiats.settle_offers(actor=Actor.system(STORYTELLER, gmina))
