"""A family's story: registered, agreed, team, meetings, path, tasks, sometimes an ending."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from core.families import operations as families
from core.families import queries as households
from core.families.enums import Sex
from core.identity import operations as identity
from core.paths import operations as paths
from core.paths.enums import ConsentMode, Proposer, TaskKind
from core.places import operations as places
from core.places.queries import free_on, periods_of
from core.privacy import operations as privacy
from core.privacy.enums import AgreementForm
from core.privacy.rules import Guardian
from core.referrals import operations as referrals
from core.referrals.enums import ReferralStatus
from core.shared.actor import Actor
from core.shared.enums import Role
from core.teams import operations as teams
from core.teams import queries as seats
from core.teams.enums import MemberKind
from demo.stories.plan import (
    TODAY,
    Doer,
    Ending,
    FamilyPlan,
    GoalPlan,
    MeetingPlan,
    TaskPlan,
)
from demo.telling.cast import Cast, on
from demo.telling.reviews import tell_closing_talk, tell_reviews
from demo.telling.talks import is_late, tell_first_talk

if TYPE_CHECKING:
    # Types only: stories read and write through operations and queries.
    from core.families.models import Case, Person
    from core.paths.models import Goal, Task
    from core.privacy.models import ParticipationAgreement
    from core.referrals.models import Referral
    from core.teams.models import CaseTeam, TeamMember

_TASK_KINDS: Final = {
    Doer.PARTNER: TaskKind.SERVICE,
    Doer.FAMILY: TaskKind.FAMILY,
    Doer.WORKER: TaskKind.WORKER,
}
# Messages about requests of long ago would fill everybody's post.
_ANNOUNCED: Final = dt.timedelta(days=21)
_SEXES: Final = {"f": Sex.FEMALE, "m": Sex.MALE}
_WITHOUT_FAMILY: Final = "Rodzina poprosiła o spotkanie bez niej: choroba dziecka."
_GIVEN_UP: Final = "Nie udało się w umówionym czasie; rodzina wybrała inne rozwiązanie."
# Days until a partner answers: mostly within the week the partnership agreed on.
_ANSWERS: Final = (1, 1, 2, 2, 3, 3, 4, 5, 6, 6, 9, 13)


@dataclass(slots=True)
class _Life:
    """What has been written about a family so far."""

    plan: FamilyPlan
    worker: Actor
    case: Case
    people: list[Person]
    team: CaseTeam | None = None
    members: list[TeamMember] = field(default_factory=list)
    agreements: list[ParticipationAgreement] = field(default_factory=list)
    goals: list[tuple[GoalPlan, Goal]] = field(default_factory=list)
    tasks: list[tuple[TaskPlan, Task]] = field(default_factory=list)


def tell_family(cast: Cast, plan: FamilyPlan, *, account: tuple[str, str] | None = None) -> Case:
    """The whole way of a family; ``account`` (address, password) lets its leading person sign in."""
    worker = cast.workers[plan.worker]
    life = _register(plan, worker)
    if plan.agreed_on:
        _agree(life, plan.agreed_on)
        if not is_late(plan):
            tell_first_talk(worker, plan, life.case)
    if account:
        _open_account(cast, life, *account)
    if plan.team_on:
        _form_team(cast, life, plan.team_on)
        if is_late(plan):
            tell_first_talk(worker, plan, life.case)
    if plan.path_on:
        _draw_path(cast, life, plan.path_on)
    for position, meeting in enumerate(plan.meetings, start=1):
        if meeting.is_held:
            _meet(life, meeting, plan.meetings[position:])
    _walk(cast, life)
    _add_later(cast, life)
    tell_reviews(worker, life.case, plan, life.people)
    if plan.closed_on and plan.ending:
        _close(life, plan.closed_on, plan.ending)
    return life.case


def _register(plan: FamilyPlan, worker: Actor) -> _Life:
    with on(plan.registered_on) as day:
        case = families.register_household(
            actor=worker,
            household_type=plan.household,
            persons=[
                families.PersonData(
                    first_name=member.person.first_name,
                    last_name=member.person.last_name,
                    role=member.role,
                    born_on=member.person.born_on,
                    sex=_SEXES[member.person.sex],
                )
                for member in plan.members
            ],
            opened_on=day,
            source_number=f"POM/{plan.number + 1:04}",
        )
        families.record_grounds(actor=worker, case=case, codes=plan.grounds, starts_on=day)
        return _Life(plan, worker, case, households.persons_of(case, day))


def _agree(life: _Life, day: dt.date) -> None:
    """Adults decide for themselves; a family told in full also speaks for its children."""
    with on(day):
        adults = {person.pk for person in households.adults_of(life.case, day)}
        for person in life.people:
            if person.pk not in adults and not life.plan.is_told_in_full:
                continue
            is_adult = person.pk in adults
            life.agreements.append(
                privacy.record_agreement(
                    actor=life.worker,
                    case=life.case,
                    person=person,
                    given_on=day,
                    form=AgreementForm.PAPER if is_adult else AgreementForm.GUARDIAN,
                    guardian=None if is_adult else Guardian("parent", person=life.people[0].pk),
                    assent="agrees",
                )
            )


def _open_account(cast: Cast, life: _Life, email: str, password: str) -> None:
    lead = life.people[0]
    user = identity.create_user(
        actor=cast.system,
        email=email,
        name=life.plan.name,
        roles=[Role.FAMILY_MEMBER.value],
        password=password,
    )
    families.link_account(actor=life.worker, person=lead, user=user)


def _form_team(cast: Cast, life: _Life, day: dt.date) -> None:
    """The family and its social worker; in the story told in full also the partners' delegates.

    Elsewhere partners take their seats when a task draws on their service.
    """
    cards = (task.card for goal in life.plan.goals for task in goal.tasks)
    wanted = dict.fromkeys(cast.partner_plan(card).key for card in cards if card)
    with on(day):
        life.team = teams.form_team(actor=life.worker, case=life.case, formed_on=day)
        for key in wanted if life.plan.is_told_in_full else ():
            teams.add_partner_member(
                actor=life.worker,
                team=life.team,
                partner=cast.partners[key],
                partner_person=cast.people[key],
                starts_on=day,
            )


def _meet(life: _Life, meeting: MeetingPlan, later: tuple[MeetingPlan, ...]) -> None:
    if life.team is None:
        return
    with on(meeting.on) as day:
        if not life.members:
            life.members = seats.members_of(life.team, day)
        members = life.members
        partners = [member for member in members if member.kind == MemberKind.PARTNER]
        missing = {partners[-1].pk} if meeting.partner_missing and partners else set()
        present = [
            member
            for member in members
            if member.pk not in missing and (meeting.family_came or member.kind != MemberKind.FAMILY)
        ]
        teams.hold_meeting(
            actor=life.worker,
            team=life.team,
            held_on=day,
            present=present,
            minutes=meeting.minutes,
            place="Sala spotkań ośrodka",
            without_family_reason="" if meeting.family_came else _WITHOUT_FAMILY,
            next_on=later[0].on if later else None,
        )


def _draw_path(cast: Cast, life: _Life, day: dt.date) -> None:
    """Goals and tasks are written at the first meeting and agreed there."""
    with on(day):
        plan = paths.start_plan(actor=life.worker, case=life.case, started_on=day)
        for goal_plan in life.plan.goals:
            goal = paths.set_goal(
                actor=life.worker, plan=plan, title=goal_plan.name, area=goal_plan.area, why=goal_plan.why
            )
            life.goals.append((goal_plan, goal))
            for task_plan in goal_plan.tasks:
                if task_plan.added_on is None:
                    _add_task(cast, life, goal, task_plan, day)
        adults = households.adults_of(life.case, day)
        for person in adults if life.plan.is_told_in_full else adults[:1]:
            paths.agree_plan(
                actor=life.worker,
                plan=plan,
                person=person,
                mode=ConsentMode.MEETING,
                agreed_on=day,
            )


def _add_task(cast: Cast, life: _Life, goal: Goal, plan: TaskPlan, day: dt.date) -> None:
    data = paths.TaskData(
        title=plan.name,
        kind=_TASK_KINDS[plan.doer],
        due_on=plan.due_on,
        service=cast.cards[plan.card] if plan.card else None,
        proposed_by=Proposer.FAMILY if plan.doer is Doer.FAMILY else Proposer.WORKER,
        announce=day > TODAY - _ANNOUNCED,
    )
    task = paths.add_task(actor=life.worker, goal=goal, task=data, on=day)
    life.tasks.append((plan, task))


def _walk(cast: Cast, life: _Life) -> None:
    """Answers of partners and finished tasks, each on its own day."""
    rng = random.Random(f"walk {cast.plan.municipality.code} {life.plan.number}")
    for plan, task in tuple(life.tasks):
        if task.referral is not None and plan.card:
            _serve(cast, life, plan, task, rng.choice(_ANSWERS))
        elif plan.done_on:
            with on(plan.done_on) as day:
                paths.complete_task(actor=life.worker, task=task, done_on=day)
        if plan.failed and life.plan.closed_on:
            with on(life.plan.closed_on):
                paths.abandon_task(actor=life.worker, task=task, reason=_GIVEN_UP)


def _add_later(cast: Cast, life: _Life) -> None:
    """Steps that came up on the way; the family agrees to the changed path when it has read it."""
    for goal_plan, goal in life.goals:
        for task_plan in goal_plan.tasks:
            if task_plan.added_on:
                with on(task_plan.added_on) as day:
                    _add_task(cast, life, goal, task_plan, day)


def _make_room(voice: Actor, request: Referral) -> None:
    """A partner that takes one more on has found a place for it, and says so."""
    here = free_on(request.service)
    if here is None or here.free:
        return
    period = periods_of(request.service).last()
    places.set_period(
        actor=voice,
        card=request.service,
        places=here.places + 1,
        taken_elsewhere=here.elsewhere,
        period=period,
    )


def _serve(cast: Cast, life: _Life, plan: TaskPlan, task: Task, days: int) -> None:
    """The partner accepts and reports; what it was asked lately still waits for its answer."""
    if task.referral is None or plan.card is None or life.plan.path_on is None:
        return
    voice = cast.voice_of(cast.partner_plan(plan.card).key)
    answered_on = life.plan.path_on + dt.timedelta(days=days)
    if plan.done_on:
        answered_on = min(answered_on, plan.done_on)
    if answered_on >= min(life.plan.closed_on or TODAY, TODAY):
        return
    with on(answered_on) as day:
        _make_room(voice, task.referral)
        referrals.accept(actor=voice, referral=task.referral, answered_on=day)
    met_on = answered_on + dt.timedelta(days=2 * days + 1)
    if met_on <= min(plan.done_on or TODAY, TODAY):
        with on(met_on):
            referrals.note_first_contact(actor=voice, referral=task.referral)
    if plan.done_on:
        with on(plan.done_on) as day:
            paths.report_delivery(
                actor=voice,
                referral=task.referral,
                outcome=ReferralStatus.DELIVERED,
                finished_on=day,
            )
    elif plan.failed and life.plan.closed_on:
        with on(life.plan.closed_on) as day:
            paths.report_delivery(
                actor=voice,
                referral=task.referral,
                outcome=ReferralStatus.NOT_DELIVERED,
                finished_on=day,
            )


def _close(life: _Life, day: dt.date, ending: Ending) -> None:
    with on(day):
        if ending is Ending.WITHDRAWN:
            for agreement in life.agreements:
                privacy.withdraw_agreement(actor=life.worker, agreement=agreement, withdrawn_on=day)
        if ending is Ending.ACHIEVED:
            for _, goal in life.goals:
                paths.achieve_goal(actor=life.worker, goal=goal, finished_on=day)
        tell_closing_talk(life.worker, life.case, life.plan, life.people)
        families.close_case(actor=life.worker, case=life.case, outcome=ending.value, closed_on=day)
