"""Which services fit, in which order, and the bundle that a page proposes."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.basket import operations as basket
from core.basket.eligibility import Verdict
from core.basket.models import ServiceCard
from core.basket.operations import combining
from core.families import operations as families
from core.matching.enums import Cause, Fit, Why
from core.matching.operations import answers, needs
from core.matching.queries import bundles, matches
from core.matching.queries.facts import Known
from core.places.operations import hold_place
from core.referrals import operations as referrals
from tests.core.matching.stories import Home, home, need, service
from tests.support import people

PUPIL = {"type": "age", "min": 7, "max": 15}
JOBLESS = {"type": "labour", "values": ["registered"]}


def names(found: list[matches.Match]) -> list[tuple[str, str]]:
    return [(each.card.name, each.fit.value) for each in found]


def found_for(at: Home, wanted: Any) -> list[matches.Match]:
    return matches.match(at.worker, at.case, wanted)


def test_what_fits_stands_before_what_may_fit_and_what_does_not(in_town: str) -> None:
    at = home()
    service("Świetlica", "education", {"type": "age", "min": 60})
    service("Kurs", "education", JOBLESS)
    service("Korepetycje", "education", PUPIL)
    service("Basen", "sport")
    basket.suspend_card(actor=people.system(), card=service("Wstrzymane"))
    wanted = need(at, person=at.daughter)
    # She is eleven: she learns, and is not registered at the labour office.
    assert names(found_for(at, wanted)) == [("Korepetycje", "yes"), ("Kurs", "no"), ("Świetlica", "no")]
    fathers = need(at, person=at.father)
    assert names(found_for(at, fathers)) == [("Kurs", "unknown"), ("Korepetycje", "no"), ("Świetlica", "no")]


def test_equal_services_stand_in_the_order_of_the_alphabet(in_town: str) -> None:
    at = home()
    for name in ("Łódka", "Zajęcia", "Lekcje", "Ćwiczenia", "Cyrk"):
        service(name)
    found = found_for(at, need(at))
    assert [each.card.name for each in found] == ["Cyrk", "Ćwiczenia", "Lekcje", "Łódka", "Zajęcia"]
    assert len({each.score.total for each in found}) == 1


@pytest.mark.parametrize(
    ("wanted", "offered", "words"),
    [
        ("Ciepły posiłek dla dzieci", "Posiłek w szkole dzieci od 6 lat", 100),
        ("Ciepły posiłek dla dzieci", "Patrol i pomoc osobom bez dachu nad głową", 0),
        ("Rozmowa z psychologiem", "Poradnia psychologa rodzice", 100),
        ("Pomoc w nauce matematyki i czytania", "Nauka czytania", 100),
        ("", "Nauka czytania", None),
    ],
)
def test_a_service_that_says_what_the_need_says_stands_higher(
    wanted: str, offered: str, words: int | None
) -> None:
    assert matches.said_of(wanted, offered) == words


def test_an_answer_on_the_spot_changes_the_match(in_town: str) -> None:
    at = home()
    service("Kurs", "employment", JOBLESS, {"type": "income", "percent": 150})
    wanted = need(at, "employment", "Praca dla taty", person=at.father)
    before = found_for(at, wanted)[0]
    assert before.fit == Fit.UNKNOWN
    assert [row.question.kind for row in matches.open_questions([before])] == ["income", "labour"]
    answers.answer(actor=at.worker, case=at.case, kind="labour", person=at.father, value="registered")
    answers.answer(actor=at.worker, case=at.case, kind="income", value="1 200,00", source="document")
    after = found_for(at, wanted)[0]
    assert after.fit == Fit.YES
    assert after.score.total > before.score.total
    answers.answer(actor=at.worker, case=at.case, kind="income", value="1 235,00")
    assert found_for(at, wanted)[0].fit == Fit.NO


def test_for_a_need_of_the_family_one_person_must_meet_all(in_town: str) -> None:
    at = home()
    service("Zajęcia dla uczniów", "education", PUPIL)
    service("Kurs", "education", {"type": "age", "min": 18}, {"type": "sex", "values": ["M"]})
    found = {each.card.name: each for each in found_for(at, need(at))}
    assert found["Zajęcia dla uczniów"].person == str(at.daughter.pk)
    assert found["Kurs"].person == str(at.father.pk)
    own = {each.card.name: each for each in found_for(at, need(at, person=at.daughter))}
    assert own["Zajęcia dla uczniów"].person == ""


def test_the_record_of_the_family_answers_by_itself(in_town: str) -> None:
    at = home()
    service("Tylko tu", "housing", {"type": "territory", "values": ["2464011"]})
    service("Tylko tam", "housing", {"type": "territory", "values": ["2475011"]})
    service("Dla rodzin z dziećmi", "housing", {"type": "household_type", "values": ["two_parents"]})
    service("Z dzieckiem do 6 lat", "housing", {"type": "child_under", "under": 6})
    service("Przy przemocy", "housing", {"type": "ground", "values": ["7"]})
    service("Skierowanie", "housing", {"type": "referral", "values": ["social_worker"]})
    wanted = need(at, "housing", "Mieszkanie")
    answers_now = dict(names(found_for(at, wanted)))
    assert answers_now == {
        "Tylko tu": "yes",
        "Tylko tam": "no",
        "Dla rodzin z dziećmi": "yes",
        "Z dzieckiem do 6 lat": "no",
        "Przy przemocy": "unknown",
        "Skierowanie": "yes",
    }
    families.record_grounds(actor=at.worker, case=at.case, codes=["1"])
    assert dict(names(found_for(at, wanted)))["Przy przemocy"] == "no"
    families.record_grounds(actor=at.worker, case=at.case, codes=["1", "7"])
    assert dict(names(found_for(at, wanted)))["Przy przemocy"] == "yes"


def test_places_waiting_and_distance_count_and_a_held_place_is_free_for_its_family(in_town: str) -> None:
    at = home()
    full = service("Pełna", capacity=1, teryt="2475011")
    near = service("Bliska", capacity=2, teryt="2464011")
    other = home()
    hold_place(actor=other.worker, case=other.case, card=full)
    wanted = need(at)
    found = {each.card.pk: each for each in found_for(at, wanted)}
    assert (found[full.pk].free, found[near.pk].free) == (0, 2)
    assert found[full.pk].score.points["places"] == 0
    assert found[full.pk].score.points["nearness"] == 0
    assert found[near.pk].score.points["nearness"] == 5
    theirs = {each.card.pk: each for each in found_for(other, need(other))}
    assert theirs[full.pk].is_held
    assert theirs[full.pk].free == 1


def test_the_same_families_get_the_same_order_whatever_order_cards_came_in(in_town: str) -> None:
    at = home()
    rows = [(f"Usługa {number}", PUPIL if number % 2 else JOBLESS) for number in range(6)]
    random.Random(4).shuffle(rows)
    for name, rule in rows:
        service(name, "education", rule)
    wanted = need(at)
    first = names(found_for(at, wanted))
    assert first == names(found_for(at, wanted))
    assert first == [
        *[(f"Usługa {number}", "yes") for number in (1, 3, 5)],
        *[(f"Usługa {number}", "unknown") for number in (0, 2, 4)],
    ]


def test_every_reason_says_the_same_when_asked_again(in_town: str) -> None:
    at = home()
    service("Kurs", "education", JOBLESS, PUPIL, {"type": "any_of", "conditions": [PUPIL, JOBLESS]})
    wanted = need(at, person=at.daughter)
    known = Known(at.case).about(at.daughter.pk)[0]
    for each in found_for(at, wanted):
        for reason in each.result.reasons:
            assert reason.condition.verdict(known) is reason.verdict
    assert {reason.verdict for reason in found_for(at, wanted)[0].result.reasons} == {Verdict.YES, Verdict.NO}


def test_the_cause_of_a_gap_is_proposed_from_what_the_services_say(in_town: str) -> None:
    at = home()
    wanted = need(at)
    assert matches.cause_for(found_for(at, wanted)) == Cause.NO_SERVICE
    service("Dla seniorów", "education", {"type": "age", "min": 60})
    assert matches.cause_for(found_for(at, wanted)) == Cause.NOT_ELIGIBLE
    card = service("Korepetycje")
    assert matches.cause_for(found_for(at, wanted)) is None
    referral = referrals.send_referral(actor=at.worker, case=at.case, service=card, need="Matematyka")
    referrals.decline(actor=people.system(), referral=referral, reason="Brak prowadzącego")
    assert matches.cause_for(found_for(at, wanted)) == Cause.REFUSED_BY_PARTNER
    service("Pełna", capacity=0)
    assert matches.cause_for(found_for(at, wanted)) == Cause.NO_PLACE


def test_the_bundle_covers_all_needs_with_the_fewest_services(in_town: str) -> None:
    at = home()
    wide = service("Centrum", "education")
    combining.set_combination(actor=people.system(), card=wide, also_covers=["employment", "health"])
    service("Korepetycje", "education")
    service("Doradca", "employment")
    service("Lekarz", "health")
    rows = [need(at, category, category) for category in ("education", "employment", "health")]
    found = bundles.bundle(at.worker, at.case)
    assert [(each.card, [one.pk for one, _ in each.matches]) for each in found.chosen] == [
        (wide, [row.pk for row in rows])
    ]
    assert found.chosen[0].why == (Why.COVERS_MORE, Why.BEST, Why.FEWER)
    assert (found.uncovered, found.avoided, found.proven) == ((), (), True)


def test_the_bundle_leaves_contradictions_out_and_says_what_it_cannot_cover(in_town: str) -> None:
    at = home()
    mediation = service("Mediacje", "family_support")
    shelter = service("Schronienie", "housing")
    combining.set_combination(actor=people.system(), card=mediation, approach="joint_talks")
    combining.set_combination(actor=people.system(), card=shelter, approach="protection")
    safety = need(at, "housing", "Bezpieczne miejsce", urgency="urgent")
    talk = need(at, "family_support", "Rozmowa z mężem")
    sport = need(at, "sport", "Ruch")
    found = bundles.bundle(at.worker, at.case)
    assert [each.card for each in found.chosen] == [shelter]
    assert [(row.pk, cause) for row, cause in found.uncovered] == [
        (talk.pk, None),
        (sport.pk, Cause.NO_SERVICE),
    ]
    pair = {found.avoided[0].first, found.avoided[0].second}
    assert (pair, found.avoided[0].reason) == ({mediation, shelter}, "")
    listening = service("Rozmowa z psychologiem", "family_support")
    found = bundles.bundle(at.worker, at.case)
    assert {each.card for each in found.chosen} == {shelter, listening}
    assert [row.pk for row, _ in found.uncovered] == [sport.pk]
    assert needs.drop_need(actor=at.worker, need=safety).state == "dropped"
    assert {each.card for each in bundles.bundle(at.worker, at.case).chosen} & {mediation, listening}


def test_a_service_in_use_is_kept_and_nothing_contradicts_it(in_town: str) -> None:
    at = home()
    used, better = service("Stara świetlica"), service("Nowa świetlica", languages=["pl"], teryt="2464011")
    excluded = service("Basen", "sport")
    combining.exclude(actor=people.system(), card=used, other=excluded, reason="W tych samych godzinach")
    referrals.send_referral(actor=at.worker, case=at.case, service=used, need="Odrabianie lekcji")
    wanted = [need(at), need(at, "sport", "Ruch")]
    found = bundles.bundle(at.worker, at.case)
    assert [(each.card, each.why) for each in found.chosen] == [(used, (Why.IN_USE,))]
    assert [row.pk for row, _ in found.uncovered] == [wanted[1].pk]
    assert found.avoided[0].reason == "W tych samych godzinach"
    referrals.send_referral(actor=at.worker, case=at.case, service=better, need="Odrabianie lekcji")
    assert [{card.name for card in cards} for cards in bundles.bundle(at.worker, at.case).doubled] == [
        {"Stara świetlica", "Nowa świetlica"}
    ]


def test_two_children_may_share_one_service(in_town: str) -> None:
    at = home()
    card = service("Korepetycje", "education", {"type": "age", "max": 17})
    families.add_person(
        actor=at.worker,
        case=at.case,
        person=families.PersonData("Staś", "Wzorcowy", "child", born_on=date(2013, 1, 1)),
    )
    from core.families.queries import persons_of  # noqa: PLC0415

    brother = next(person for person in persons_of(at.case) if person.first_name == "Staś")
    for child in (at.daughter, brother):
        need(at, person=child)
    found = bundles.bundle(at.worker, at.case)
    assert [each.card for each in found.chosen] == [card]
    assert len(found.chosen[0].matches) == 2


def test_matches_and_bundle_ask_as_many_questions_for_three_cards_as_for_one(in_town: str) -> None:
    at = home()
    wanted = need(at)
    counts = []
    for name in ("Jedna", "Druga", "Trzecia"):
        card = service(name, "education", PUPIL, capacity=3)
        combining.set_combination(actor=people.system(), card=card)
        with CaptureQueriesContext(connection) as captured:
            found_for(at, wanted)
            bundles.bundle(at.worker, at.case)
        counts.append(len(captured))
    assert counts[0] == counts[2]
    assert ServiceCard.objects.count() == 3
