"""Meetings of teams to come and their minutes: a day looked for, a day set, minutes in each phase."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.meeting_hours import moment
from core.teams.operations import answering, minutes, planning, room
from core.teams.queries import members_of, team_of
from core.teams.queries.planning import invitations_of, slots_of
from demo.stories.plan import TODAY, FamilyPlan
from demo.telling.cast import Cast, on

if TYPE_CHECKING:
    from core.families.models import Case
    from core.teams.models import CaseTeam, PlannedMeeting

_PLACE: Final = "Ośrodek, sala spotkań"
_REMOTE: Final = "https://wideo.example/spotkanie"
_WEEK: Final = dt.timedelta(days=7)
# How many days ago the meetings of each phase were held, and what becomes of their minutes.
_HELD: Final = ((1, "preparing"), (5, "amending"), (24, "published"))


def tell_gatherings(cast: Cast, told: list[tuple[FamilyPlan, Case]]) -> None:
    """The family told in full has one meeting set and one past in each phase; two others wait for a day."""
    going = [(plan, case) for plan, case in told if plan.team_on and plan.agreed_on and not plan.closed_on]
    for place, (plan, case) in enumerate(going[:3]):
        team = team_of(case)
        if team is None:
            continue
        worker = _leader(cast, case)
        if plan.is_told_in_full:
            for days, phase in reversed(_HELD):
                _hold(worker, team, TODAY - dt.timedelta(days=days), phase)
            _set(worker, team)
        elif place < 2:
            _look_for_a_day(worker, team)


def _leader(cast: Cast, case: Case) -> Actor:
    return Actor(
        user_id=case.social_worker_id,
        name=case.social_worker.name,
        tenant=cast.system.tenant,
        roles=frozenset({Role.SOCIAL_WORKER.value}),
    )


def _look_for_a_day(worker: Actor, team: CaseTeam) -> None:
    with on(TODAY - dt.timedelta(days=1)):
        days = [TODAY + _WEEK + dt.timedelta(days=number) for number in (0, 1, 3)]
        planned = planning.propose_times(
            actor=worker,
            team=team,
            members=members_of(team),
            times=[(moment(day, dt.time(10)), moment(day, dt.time(11, 30))) for day in days],
            answer_by=TODAY + dt.timedelta(days=3),
            place=_PLACE,
        )
        slots = list(slots_of(planned))
        for row in [row for row in invitations_of(planned) if not row.member.is_moderator][:2]:
            choices = dict(zip((slot.pk for slot in slots), ("busy", "free", "if_needed"), strict=True))
            answering.answer_times(actor=worker, invitation=row, choices=choices)


def _set(worker: Actor, team: CaseTeam) -> None:
    with on(TODAY - dt.timedelta(days=1)):
        planned = _planned(worker, team, TODAY + dt.timedelta(days=4))
        for title in ("Co udało się od ostatniego spotkania", "Szkoła", "Kto i co robi dalej"):
            room.add_point(actor=worker, planned=planned, title=title)
        for row in invitations_of(planned)[:2]:
            if not row.member.is_moderator:
                answering.answer(actor=worker, invitation=row, answer="yes")


def _planned(worker: Actor, team: CaseTeam, day: dt.date) -> PlannedMeeting:
    return planning.plan_meeting(
        actor=worker,
        team=team,
        members=members_of(team),
        starts_at=moment(day, dt.time(10)),
        ends_at=moment(day, dt.time(11, 30)),
        place=_PLACE,
        remote_address=_REMOTE,
    )


def _hold(worker: Actor, team: CaseTeam, day: dt.date, phase: str) -> None:
    """One meeting as far as its phase; a team that was formed later has none of that day."""
    if day < team.formed_on:
        return
    with on(day):
        seats = members_of(team)
        if not any(seat.kind == "family" for seat in seats):
            return
        planned = _planned(worker, team, day)
        room.start(actor=worker, planned=planned)
        school = room.add_point(actor=worker, planned=planned, title="Szkoła i czas po szkole")
        home = room.add_point(actor=worker, planned=planned, title="Co dzieje się w domu")
        said = "Dzieci chodzą na zajęcia dwa razy w tygodniu. Rodzina mówi, że jest spokojniej."
        school = room.save_point(actor=worker, point=school, text=said, version=0)
        room.save_point(actor=worker, point=home, text="Rachunki są zapłacone do końca miesiąca.", version=0)
        text = "Spotykamy się znowu za cztery tygodnie."
        room.add_decision(actor=worker, planned=planned, text=text, point=home)
        for row in invitations_of(planned):
            room.tick(actor=worker, invitation=row, coming="present")
        room.finish(actor=worker, planned=planned)
        if phase == "preparing":
            return
        until = day + _WEEK
        minutes.open_amendments(actor=worker, planned=planned, amend_until=until)
    if phase == "published":
        with on(until + dt.timedelta(days=1)):
            minutes.publish(actor=worker, planned=planned)
