"""What a partner sees of a family: each person's word for the own part, all adults' for what is common."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from core.dossier import operations, queries
from core.dossier.rules import GROUND_CATEGORY, OF_ALL, opened_by_all
from core.families.operations import PersonData, add_person, record_grounds
from core.paths import operations as paths
from core.paths.operations import TaskData
from core.privacy.models import Disclosure, DisclosureAuthorisation
from core.privacy.operations import authorisations, withdraw_agreement
from core.privacy.operations.disclosing import disclose
from core.privacy.queries import agreements
from core.privacy.queries.ledger import first_altered_disclosure
from core.reference.grounds import Ground
from core.referrals.operations.departures import withdraw_partner
from core.shared import clock
from core.shared.clock import standing_at
from core.shared.errors import ConflictError, NotVisibleError
from core.teams import operations as teams
from core.teams.models import TeamMember
from core.teams.queries import members_of
from tests.support import people, vertical

if TYPE_CHECKING:
    from core.families.models import Person
    from tests.support.vertical import Family, Town

EVERYTHING = ["identity", "household", "path", "minutes", "health", "violence", "work"]
pytestmark = pytest.mark.usefixtures("in_town")


@pytest.fixture
def clinic() -> Town:
    return vertical.town("Poradnia Próbna")


@pytest.fixture
def home(clinic: Town) -> Family:
    made = vertical.family()
    teams.add_partner_member(actor=made.worker, team=made.team, partner=clinic.partner)
    record_grounds(actor=made.worker, case=made.case, codes=[Ground.ILLNESS, Ground.VIOLENCE, Ground.CRISIS])
    for title, person in (("Wspólne", None), ("Jej", made.mother), ("Jego", made.father)):
        task = TaskData(title=title, kind="family", for_person=person)
        paths.add_task(actor=made.worker, goal=made.goal, task=task)
    teams.hold_meeting(
        actor=made.worker,
        team=made.team,
        held_on=clock.today(),
        present=[seat for seat in members_of(made.team) if seat.is_moderator],
        minutes="Ustalono spokój.",
        without_family_reason="Choroba",
    )
    return made


def lets(home: Family, clinic: Town, person: Person, *categories: str, **more: Any) -> None:
    authorisations.authorise(
        actor=home.worker,
        case=home.case,
        person=person,
        partner=clinic.partner,
        categories=list(categories or EVERYTHING),
        purpose="team",
        **more,
    )


def opened(home: Family, clinic: Town) -> operations.Dossier:
    return operations.open_dossier(actor=clinic.delegate, case_id=home.case.pk)


def titles(found: operations.Dossier) -> set[str]:
    return {task.title for task in found.tasks}


def test_without_a_word_there_is_nothing_and_no_entry(home: Family, clinic: Town) -> None:
    found = opened(home, clinic)
    assert (found.household, found.grounds, found.tasks, found.minutes) == ([], [], [], [])
    assert Disclosure.objects.count() == 0


def test_one_persons_word_opens_that_persons_part_alone(home: Family, clinic: Town) -> None:
    lets(home, clinic, home.mother)
    found = opened(home, clinic)
    assert found.sight.of_one(home.mother) == {"identity", "household", "path"}
    assert found.sight.of_one(home.father) == frozenset()
    assert titles(found) == {"Jej"}
    assert (found.grounds, found.minutes) == ([], [])
    entry = Disclosure.objects.get()
    assert (entry.person_id, sorted(entry.told)) == (home.mother.pk, ["household", "identity", "path"])


def test_what_is_common_needs_every_adult(home: Family, clinic: Town) -> None:
    lets(home, clinic, home.mother)
    lets(home, clinic, home.father, "health", "minutes", "path")
    found = opened(home, clinic)
    assert titles(found) == {"Wspólne", "Jej", "Jego"}
    assert [ground.code for ground in found.grounds] == [Ground.ILLNESS]
    assert [meeting.minutes for meeting in found.minutes] == ["Ustalono spokój."]
    assert Disclosure.objects.count() == 2
    assert first_altered_disclosure() is None


def test_a_ground_without_a_category_is_never_told(home: Family, clinic: Town) -> None:
    for person in (home.mother, home.father):
        lets(home, clinic, person, *OF_ALL)
    codes = {ground.code for ground in opened(home, clinic).grounds}
    assert codes == {Ground.ILLNESS, Ground.VIOLENCE}
    assert {Ground.CRISIS, Ground.PRISON_RELEASE, Ground.OTHER}.isdisjoint(GROUND_CATEGORY)


def test_a_word_taken_back_while_the_dossier_opens_shows_nothing(
    home: Family, clinic: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lets(home, clinic, home.mother)

    def late(**given: Any) -> frozenset[str]:
        for word in DisclosureAuthorisation.objects.filter(category="path"):
            authorisations.take_back(actor=home.worker, authorisation=word)
        return disclose(**given)

    monkeypatch.setattr("core.dossier.operations.disclose", late)
    with pytest.raises(ConflictError):
        opened(home, clinic)
    assert Disclosure.objects.count() == 0


def test_who_left_the_partnership_sees_no_family_though_its_seat_stands(home: Family, clinic: Town) -> None:
    lets(home, clinic, home.mother)
    assert titles(opened(home, clinic)) == {"Jej"}
    (declaration,) = clinic.partner.declarations.all()
    with standing_at(clock.today() + timedelta(days=1)):
        withdraw_partner(actor=people.system(), declaration=declaration)
        assert titles(opened(home, clinic)) == set()
    with standing_at(clock.today() + timedelta(days=40)), pytest.raises(NotVisibleError):
        opened(home, clinic)


def test_withdrawing_acts_at_the_next_look(home: Family, clinic: Town) -> None:
    lets(home, clinic, home.mother)
    assert titles(opened(home, clinic)) == {"Jej"}
    agreement = next(one for one in agreements(home.case) if one.person_id == home.mother.pk)
    withdraw_agreement(actor=home.worker, agreement=agreement)
    found = opened(home, clinic)
    assert [person.pk for person in found.sight.persons] == [home.father.pk]
    assert found.tasks == []


def test_what_is_common_stays_shut_when_an_adult_withdraws_or_restricts(home: Family, clinic: Town) -> None:
    for person in (home.mother, home.father):
        lets(home, clinic, person, *OF_ALL)
    assert opened(home, clinic).minutes
    agreement = next(one for one in agreements(home.case) if one.person_id == home.father.pk)
    withdraw_agreement(actor=home.worker, agreement=agreement)
    assert (opened(home, clinic).minutes, opened(home, clinic).grounds) == ([], [])


def test_a_restriction_by_an_adult_who_never_took_part_shuts_what_is_common(
    home: Family, clinic: Town
) -> None:
    for person in (home.mother, home.father):
        lets(home, clinic, person, *OF_ALL)
    grandmother = add_person(
        actor=home.worker,
        case=home.case,
        person=PersonData("Helena", "Przykładowa", "grandparent", date(1955, 1, 1)),
        starts_on=clock.today(),
    )
    assert opened(home, clinic).minutes
    authorisations.restrict(actor=home.worker, case=home.case, person=grandmother)
    assert opened(home, clinic).minutes == []


def test_thirty_days_after_leaving_only_where_it_was_said(home: Family, clinic: Town) -> None:
    lets(home, clinic, home.mother, "identity")
    lets(home, clinic, home.mother, "path", after_leaving=True)
    TeamMember.objects.filter(partner=clinic.partner).update(ends_on=clock.today())
    with standing_at(clock.today() + timedelta(days=5)):
        assert opened(home, clinic).sight.of_one(home.mother) == {"path"}
    with standing_at(clock.today() + timedelta(days=40)), pytest.raises(NotVisibleError):
        opened(home, clinic)


def test_who_has_nothing_to_do_with_the_family_finds_nothing(home: Family, clinic: Town) -> None:
    other = vertical.town("Inna Instytucja")
    for actor in (other.delegate, home.worker, people.actor("director"), people.actor("network_officer")):
        with pytest.raises(NotVisibleError):
            operations.open_dossier(actor=actor, case_id=home.case.pk)
    assert list(queries.cases_of_partner(other.delegate)) == []
    assert [case.pk for case in queries.cases_of_partner(clinic.delegate)] == [home.case.pk]
    with pytest.raises(NotVisibleError):
        queries.explained(people.actor("social_worker"), home.case, clinic.partner.pk)


def test_a_day_on_which_the_word_was_taken_back_had_an_open_door(home: Family, clinic: Town) -> None:
    lets(home, clinic, home.mother, "identity")
    word = DisclosureAuthorisation.objects.get()
    with standing_at(clock.today() + timedelta(days=1)):
        authorisations.take_back(actor=home.worker, authorisation=word)
        day = clock.today()
        assert opened(home, clinic).sight.of_one(home.mother) == frozenset()
        assert queries.explained(home.worker, home.case, clinic.partner.pk, day).of_one(home.mother)
        after = day + timedelta(days=1)
        assert not queries.explained(home.worker, home.case, clinic.partner.pk, after).of_one(home.mother)


def test_the_past_is_answered_as_it_was(home: Family, clinic: Town) -> None:
    lets(home, clinic, home.mother, "identity")
    before = queries.explained(home.worker, home.case, clinic.partner.pk, date(2026, 10, 4))
    assert before.of_one(home.mother) == frozenset()
    with standing_at(clock.today() + timedelta(days=1)):
        today = queries.explained(home.worker, home.case, clinic.partner.pk, clock.today())
        assert today.of_one(home.mother) == {"identity"}


def test_no_adult_opens_nothing() -> None:
    assert opened_by_all({}, []) == frozenset()
    assert opened_by_all({1: {"work"}}, [1, 2]) == frozenset()
    assert opened_by_all({1: {"work", "identity"}, 2: {"work"}}, [1, 2]) == {"work"}
