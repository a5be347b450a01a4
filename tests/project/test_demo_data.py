"""The demonstration's stories: nobody real, nothing impossible, always the same."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

import pytest

import demo
from core.audit import queries as log
from core.families import queries as families
from core.families.enums import Stage
from core.reference.territory import BY_SLUG, MUNICIPALITIES, VOIVODESHIPS, Municipality
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from demo import loading
from demo.stories import czestochowa, people
from demo.stories.institutions import institutions
from demo.stories.plan import TODAY, FamilyPlan
from demo.stories.town import story_of
from demo.territory import specs
from tenants.context import in_tenant

TOWN = czestochowa.TOWN
SMALL = "p_2401"
ALL = pytest.mark.parametrize("town", MUNICIPALITIES, ids=lambda town: town.slug)


def strings_of(value: object) -> Iterator[str]:
    """Every text inside a plan."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from strings_of(getattr(value, field.name))
    elif isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings_of(item)


@ALL
def test_every_person_is_visibly_made_up(town: Municipality) -> None:
    story = story_of(town)
    made_up = {name for pair in people.SURNAMES for name in pair}
    names = [
        *(member.person.name for family in story.families for member in family.members),
        *(person.name for person in story.staff),
        *(partner.contact_name for partner in story.partners),
    ]
    assert {name.split()[-1] for name in names} <= made_up


@ALL
def test_no_story_holds_a_number_of_a_person_or_an_address_that_leads_anywhere(
    town: Municipality,
) -> None:
    texts = list(strings_of(story_of(town)))
    assert not [text for text in texts if re.search(r"\d{9,}", text)]
    addresses = [text for text in texts if "@" in text]
    assert addresses
    assert all(text.endswith(".example") for text in addresses)


@ALL
def test_each_family_goes_its_way_forwards(town: Municipality) -> None:
    story = story_of(town)
    offered = {offer.card.key: offer.published_on for offer in story.offers}
    for family in story.families:
        steps = [family.registered_on, family.agreed_on, family.team_on]
        steps += [meeting.on for meeting in family.meetings] + [family.closed_on]
        taken = [day for day in steps if day]
        assert taken == sorted(taken)
        assert family.registered_on < TODAY
        assert family.closed_on is None or family.closed_on < TODAY
        assert (family.closed_on is None) == (family.ending is None)
        for goal in family.goals:
            assert family.path_on is not None
            for task in goal.tasks:
                assert task.due_on > family.path_on
                assert task.done_on is None or family.path_on < task.done_on < TODAY
                assert task.card is None or offered[task.card] <= family.path_on


@ALL
def test_partners_sign_after_they_were_invited(town: Municipality) -> None:
    story = story_of(town)
    assert [partner.key for partner in story.partners if partner.is_lead] == ["welfare"]
    for partner in story.partners:
        assert partner.signed_on is None or partner.invited_on <= partner.signed_on < TODAY
        assert all(offer.published_on > partner.signed_on for offer in partner.offers if partner.signed_on)
        assert all(offer.published_on <= offer.reviewed_on <= TODAY for offer in partner.offers)
    for meeting in story.meetings:
        assert set(meeting.present) <= set(meeting.invited)
        assert meeting.on < TODAY


def test_the_stories_are_always_the_same() -> None:
    before = [story_of(town) for town in MUNICIPALITIES]
    story_of.cache_clear()
    assert [story_of(town) for town in MUNICIPALITIES] == before


def test_the_demonstration_is_larger_than_the_pilot_and_has_every_ending() -> None:
    days = [family.registered_on for town in MUNICIPALITIES for family in story_of(town).families]
    assert 800 <= len(days) <= 1000
    endings = Counter(family.ending for town in MUNICIPALITIES for family in story_of(town).families)
    assert all(endings[ending] for ending in endings)


def test_czestochowa_has_exactly_its_nine_partners() -> None:
    partners = czestochowa.partners()
    assert [partner.name for partner in partners] == [
        "Miejski Ośrodek Pomocy Społecznej w Częstochowie",
        "Komenda Miejska Policji w Częstochowie",
        "Straż Miejska w Częstochowie",
        "Wojewódzki Szpital Specjalistyczny w Częstochowie",
        "Miejski Ośrodek Sportu i Rekreacji w Częstochowie",
        "Powiatowy Urząd Pracy w Częstochowie",
        "Zakład Gospodarki Mieszkaniowej TBS w Częstochowie",
        "Zespół Poradni Psychologiczno-Pedagogicznych w Częstochowie",
        "Fundacja dla Rozwoju",
    ]
    assert {partner.signed_on for partner in partners} == {dt.date(2020, 1, 10)}


def test_seven_families_joined_in_czestochowa_in_the_quarter_that_is_not_released_yet() -> None:
    story = story_of(TOWN)
    joined = [family for family in story.families if _in_quarter(family)]
    assert len(joined) == 7
    assert len(story.families) == 28


def test_the_region_can_print_the_quarters_of_half_the_towns() -> None:
    """Only a town that served more than twelve families in 2025 has its quarters printed."""
    served = {town.slug: _served_in_2025(story_of(town).families) for town in MUNICIPALITIES}
    assert served["czestochowa"] > 12
    assert 20 <= sum(number > 12 for number in served.values()) <= 35


def _served_in_2025(plans: tuple[FamilyPlan, ...]) -> int:
    first, last = dt.date(2025, 1, 1), dt.date(2025, 12, 31)
    return sum(
        plan.agreed_on is not None
        and plan.agreed_on <= last
        and (plan.closed_on is None or plan.closed_on >= first)
        for plan in plans
    )


def _in_quarter(family: FamilyPlan) -> bool:
    return family.agreed_on is not None and dt.date(2026, 7, 1) <= family.agreed_on < dt.date(2026, 10, 1)


def test_there_is_an_account_of_each_role_with_an_open_password() -> None:
    rows = demo.accounts()
    roles = Counter(row.role for row in rows)
    assert roles == {str(role.label): 4 if role is Role.REGIONAL_COORDINATOR else 1 for role in Role}
    assert all(row.password.startswith("pokaz-") for row in rows)
    assert len({(row.slug, row.login) for row in rows}) == len(rows)


def test_all_tenants_are_founded_and_a_small_demonstration_begins_with_czestochowa() -> None:
    assert len(specs()) == 50 + 4 + 1
    few = specs(4)
    assert few[0].slug == "czestochowa"
    assert {spec.voivodeship for spec in few[:4]} == set(VOIVODESHIPS)
    with pytest.raises(ValueError, match="between 1 and 50"):
        specs(0)


def test_every_kind_of_partner_offers_something() -> None:
    assert all(item.cards for item in institutions().values())
    keys = [card.key for item in institutions().values() for card in item.cards]
    assert len(set(keys)) == len(keys)


def _stages(schema: str) -> dict[str, int]:
    return families.stage_counts(Actor.system("test", schema))


@pytest.mark.slow
def test_a_story_is_told_once(db: None) -> None:
    with clock.standing_at(TODAY):
        assert loading.tell(SMALL) == SMALL
        with in_tenant(SMALL):
            told = _stages(SMALL)
            assert log.has_entry(loading.TOLD)
            assert log.first_altered_entry() is None
        story = story_of(BY_SLUG["powiat-bedzinski"])
        assert sum(told.values()) == len(story.families)
        assert told[Stage.CLOSED] == sum(family.closed_on is not None for family in story.families)
        loading.tell(SMALL)
        with in_tenant(SMALL):
            assert _stages(SMALL) == told


@pytest.mark.slow
def test_a_story_that_breaks_off_leaves_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(loading, "tell_family", break_off)
    with clock.standing_at(TODAY), pytest.raises(RuntimeError):
        loading.tell(SMALL)
    with in_tenant(SMALL):
        assert sum(_stages(SMALL).values()) == 0
        assert not log.has_entry(loading.TOLD)


@pytest.mark.slow
def test_loading_tells_all_towns_and_releases_their_history(db: None) -> None:
    seen: list[tuple[str, int, int]] = []
    with clock.standing_at(TODAY):
        told = demo.load(lambda *step: seen.append(step), processes=1)
        assert told == 6
        assert demo.load(processes=1) == 0
    total = 6 + len(loading.HISTORY)
    assert seen[0] == ("", 0, total)
    assert seen[-1] == ("", total, total)
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
