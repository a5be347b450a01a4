"""What a person of the family could infer of another person's steps, without ever seeing one."""

from __future__ import annotations

from datetime import date

import pytest

from core.families import operations as families
from core.paths import errors, operations, queries
from core.paths.models import PlanConsent
from core.paths.operations import TaskData
from core.privacy import operations as privacy
from core.privacy.queries import own_agreement
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.teams import operations as teams
from core.teams.queries import members_of
from tests.support import people, vertical

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_town")]

COMING = date(2026, 10, 20)


def his_actor(family: vertical.Family) -> Actor:
    return people.actor_of(vertical.member_account(family, family.father))


def test_a_private_step_does_not_ask_the_others_again() -> None:
    """Asked anew about a path without a visible change, he would know that she has a step of her own."""
    family = vertical.family()
    operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("Wspólny krok"))
    for person in (family.mother, family.father):
        operations.agree_plan(actor=family.worker, plan=family.plan, person=person, mode="meeting")
    him = his_actor(family)
    assert queries.own_path(him).has_agreed
    hers = people.actor_of(vertical.member_account(family, family.mother))
    step = operations.add_task(
        actor=hers, goal=family.goal, task=TaskData("Zadzwonię po pomoc", for_person=family.mother)
    )
    operations.set_goal(
        actor=family.worker, plan=family.plan, title="Jej cel", area="safety", for_person=family.mother
    )
    operations.abandon_task(actor=family.worker, task=step, reason="Inaczej")
    assert queries.own_path(him).has_agreed
    operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("Drugi wspólny krok"))
    assert not queries.own_path(him).has_agreed


def test_agreeing_tells_nothing_of_hidden_steps() -> None:
    """With nothing to see there is nothing to agree to, whatever the other person has."""
    family = vertical.family()
    operations.add_task(
        actor=family.worker, goal=family.goal, task=TaskData("Jej krok", for_person=family.mother)
    )
    with pytest.raises(errors.NothingToAgreeError):
        operations.agree_plan(
            actor=his_actor(family), plan=family.plan, person=family.father, mode="own_page"
        )


def test_consents_of_others_are_not_read_for_the_own_page() -> None:
    family = vertical.family()
    operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("Wspólny krok"))
    operations.agree_plan(actor=family.worker, plan=family.plan, person=family.mother, mode="meeting")
    overview = queries.own_path(his_actor(family)).overview
    assert overview is not None
    assert overview.consents == []


def test_only_who_sits_in_the_team_learns_when_it_meets() -> None:
    """Somebody who withdrew, or never took part, is not told when the others leave home."""
    family = vertical.family()
    present = members_of(family.team)
    teams.hold_meeting(actor=family.worker, team=family.team, present=present, next_on=COMING)
    him = his_actor(family)
    before = queries.own_path(him)
    assert before.overview is not None
    assert (before.overview.next_meeting_on, len(before.meetings)) == (COMING, 1)
    agreement = own_agreement(him)
    assert agreement is not None
    privacy.withdraw_agreement(actor=him, agreement=agreement)
    after = queries.own_path(him)
    assert after.overview is not None
    assert (after.overview.next_meeting_on, after.meetings) == (None, [])


def test_a_path_speaks_of_its_own_household_only() -> None:
    """A worker leads two families: an id of one does not reach the path of the other."""
    family = vertical.family()
    other = families.register_household(
        actor=family.worker,
        household_type="two_parents",
        persons=[families.PersonData("Inna", "Osoba", born_on=date(1990, 1, 1))],
        opened_on=date(2026, 9, 1),
    )
    stranger = other.household.members.get().person
    privacy.record_agreement(actor=family.worker, case=other, person=stranger)
    operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("Wspólny krok"))
    with pytest.raises(NotVisibleError):
        operations.agree_plan(actor=family.worker, plan=family.plan, person=stranger, mode="paper")
    with pytest.raises(NotVisibleError):
        operations.set_goal(
            actor=family.worker, plan=family.plan, title="Cel", area="home", for_person=stranger
        )
    with pytest.raises(NotVisibleError):
        operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("Krok", for_person=stranger))
    assert not PlanConsent.objects.filter(person=stranger).exists()


def test_a_closed_path_is_read_not_ticked_off() -> None:
    family = vertical.family()
    task = operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("Krok"))
    families.close_case(actor=family.worker, case=family.case, outcome="partly")
    with pytest.raises(errors.CaseClosedError):
        operations.complete_task(actor=his_actor(family), task=task)
