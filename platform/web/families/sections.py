"""The parts of the case page: persons with their agreements, grounds, team, meetings, history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.families import permissions
from core.families import queries as families
from core.families.enums import Stage
from core.families.rules import age_on, is_adult
from core.matching.queries import needs
from core.partnership.queries.contacts import stand_ins
from core.privacy import queries as privacy
from core.reference.grounds import HouseholdRole, wording
from core.shared import clock
from core.teams import queries as teams
from core.teams.enums import MemberKind
from web.families import presenters
from web.families.presenters import NextStep, StageMark
from web.shell.components import Event, Identity, Tab

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from core.families.models import Case, CaseGround, HouseholdMember, Person
    from core.partnership.models import PersonSubstitution
    from core.privacy.models import ParticipationAgreement
    from core.shared.actor import Actor
    from core.teams.models import TeamMeeting, TeamMember
    from core.teams.queries import Progress
    from web.families.reading import CaseRead


@dataclass(frozen=True)
class PersonLine:
    """A person of the household and whether they agree to take part."""

    name: str
    role: str
    age: str
    agreement: str
    meaning: str
    agree_url: str = ""
    withdraw_url: str = ""
    moved_out_url: str = ""
    access_url: str = ""


@dataclass(frozen=True)
class GroundLine:
    """A ground with its wording of the day."""

    name: str
    since: date


@dataclass(frozen=True)
class SeatLine:
    """A seat in the team."""

    name: str
    what: str
    is_moderator: bool
    end_url: str = ""


@dataclass(frozen=True)
class ToSeat:
    """Somebody of the family who agreed after the team was formed."""

    name: str
    url: str


@dataclass(frozen=True)
class CasePage:
    """Everything of a case on one page, for the worker who leads it."""

    identity: Identity
    stages: list[StageMark]
    step: NextStep | None
    persons: list[PersonLine]
    grounds: list[GroundLine]
    seats: list[SeatLine] | None
    to_seat: list[ToSeat]
    meetings: list[Event]
    history: list[Event]
    may_write: bool
    needs_url: str
    open_needs: int

    @property
    def parts(self) -> list[Tab]:
        """Ways to the parts of a page that is long on a phone."""
        path = [Tab(_("Ścieżka"), "#path-heading")] if self.seats is not None else []
        return [
            *path,
            Tab(_("Potrzeby i dopasowanie"), self.needs_url, count=self.open_needs),
            Tab(_("Rodzina i zgody"), "#persons", count=len(self.persons)),
            Tab(_("Spotkania"), "#meetings", count=sum(bool(meeting.url) for meeting in self.meetings)),
            Tab(_("Zespół"), "#team", count=len(self.seats or [])),
            Tab(_("Powody"), "#grounds", count=len(self.grounds)),
        ]


def case_page(actor: Actor, read: CaseRead) -> CasePage:
    """The case as its leading worker sees it; the caller has checked that the actor leads it."""
    case, members, agreements, team = read.case, read.members, read.agreements, read.record.team
    progress = read.record.progress(someone_agrees=privacy.somebody_agrees(agreements))
    writes = permissions.may_write(actor, case)
    seats = teams.members_of(team, known=read.known) if team else []
    away = stand_ins(seat.partner_person_id for seat in seats if seat.partner_person_id)
    dates = {step.to_stage: step.on for step in read.transitions}
    lines = _persons(case, members, agreements, writes=writes)
    return CasePage(
        identity=presenters.identity(case, progress, members[0].person if members else None, len(members)),
        stages=presenters.stage_marks(case, dates),
        step=_step(case, progress, lines) if writes else None,
        persons=lines,
        grounds=[_ground(ground) for ground in families.grounds_of(case)],
        seats=[_seat(case, seat, away, writes=writes) for seat in seats] if team else None,
        to_seat=_to_seat(case, members, agreements, seats) if team and writes else [],
        meetings=_meetings(case, read.record.meetings, progress),
        history=[_transition(step) for step in reversed(read.transitions)],
        may_write=writes,
        needs_url=reverse("matching:overview", args=[case.pk]),
        open_needs=needs.open_needs(actor, case),
    )


def _step(case: Case, progress: Progress, lines: list[PersonLine]) -> NextStep:
    """What is due; where an agreement is missing, the way leads to the first adult to be asked."""
    step = presenters.next_step(case, progress.due)
    if step.url:
        return step
    ask = next((line.agree_url for line in lines if line.agree_url), "")
    action = _("Przejdź do zgody") if ask else ""
    return NextStep(step.text, step.by, step.when, step.meaning, ask, action)


def _persons(
    case: Case,
    members: list[HouseholdMember],
    agreements: list[ParticipationAgreement],
    *,
    writes: bool,
) -> list[PersonLine]:
    latest = {agreement.person_id: agreement for agreement in agreements}
    return [_person(case, row, latest.get(row.person_id), writes=writes) for row in members]


def _person(
    case: Case,
    member: HouseholdMember,
    agreement: ParticipationAgreement | None,
    *,
    writes: bool,
) -> PersonLine:
    person, today = member.person, clock.today()
    agrees = agreement is not None and agreement.withdrawn_on is None
    words, meaning = _agreement_words(agreement, adult=is_adult(person.born_on, today))
    withdraw = agreement is not None and agrees
    return PersonLine(
        name=person.full_name,
        role=str(HouseholdRole(member.role).label),
        age=_("lat: %(age)d") % {"age": age_on(person.born_on, today)} if person.born_on else "",
        agreement=words,
        meaning=meaning,
        agree_url="" if agrees or not writes else reverse("families:agree", args=[case.pk, person.pk]),
        withdraw_url=reverse("families:withdraw", args=[case.pk, agreement.pk])
        if agreement is not None and withdraw
        else "",
        moved_out_url=reverse("families:moved-out", args=[case.pk, person.pk])
        if writes and member.role != HouseholdRole.LEAD
        else "",
        access_url=reverse("families:own-page", args=[case.pk, person.pk])
        if writes and agrees and person.user_id is None
        else "",
    )


def _agreement_words(agreement: ParticipationAgreement | None, *, adult: bool) -> tuple[str, str]:
    if agreement is None:
        return (_("bez zgody"), "attention") if adult else (_("dziecko, bez zgody"), "neutral")
    if agreement.withdrawn_on is not None:
        on = agreement.withdrawn_on.strftime("%d.%m.%Y")
        return _("zgoda wycofana %(on)s") % {"on": on}, "bad"
    return _("zgoda od %(on)s") % {"on": agreement.given_on.strftime("%d.%m.%Y")}, "good"


def _ground(ground: CaseGround) -> GroundLine:
    return GroundLine(str(wording(ground.code, on=clock.today()).name), ground.starts_on)


def _seat(case: Case, seat: TeamMember, away: dict[UUID, PersonSubstitution], *, writes: bool) -> SeatLine:
    what = seat.organisation or str(MemberKind(seat.kind).label)
    if seat.partner_person_id in away:
        acting = away[seat.partner_person_id]
        last = (acting.ends_on - timedelta(days=1)).strftime("%d.%m.%Y")
        what += _(" (do %(day)s zastępuje: %(name)s)") % {"day": last, "name": acting.substitute.name}
    ends = writes and seat.kind == MemberKind.PARTNER
    return SeatLine(
        name=seat.display_name,
        what=what,
        is_moderator=seat.is_moderator,
        end_url=reverse("families:end-seat", args=[case.pk, seat.pk]) if ends else "",
    )


def _to_seat(
    case: Case,
    members: list[HouseholdMember],
    agreements: list[ParticipationAgreement],
    seats: list[TeamMember],
) -> list[ToSeat]:
    agreeing = {row.person_id for row in agreements if row.withdrawn_on is None}
    seated = {seat.person_id for seat in seats}
    waiting: list[Person] = [
        row.person for row in members if row.person_id in agreeing and row.person_id not in seated
    ]
    return [
        ToSeat(person.full_name, reverse("families:add-family", args=[case.pk, person.pk]))
        for person in waiting
    ]


def _meetings(case: Case, rows: Sequence[TeamMeeting], progress: Progress) -> list[Event]:
    held = [_meeting(case, row) for row in rows]
    due = progress.due.by if progress.due.step == "next_meeting" else None
    if due is not None and due >= clock.today():
        # A day that nobody agreed on is the last good one, not an appointment.
        agreed = any(row.next_on == due for row in rows)
        title = _("Następne spotkanie") if agreed else _("Następne spotkanie najpóźniej")
        held.insert(0, Event(title, due, meaning="attention"))
    return held


def _meeting(case: Case, row: Any) -> Event:
    there = {"present": row.present_number, "invited": row.invited_number}
    return Event(
        title=_("Spotkanie %(number)d") % {"number": row.number},
        when=row.held_on,
        by=_("obecni: %(present)d z %(invited)d") % there,
        text="" if row.family_present else _("Bez rodziny"),
        url=reverse("families:meeting", args=[case.pk, row.pk]),
        meaning="good" if row.family_present else "bad",
    )


def _transition(step: Any) -> Event:
    stage = str(Stage(step.to_stage).label)
    return Event(
        title=_("Etap: %(stage)s") % {"stage": stage},
        when=step.on,
        by=step.actor_name,
        text=step.reason,
        meaning="good" if step.to_stage == Stage.PATH else "",
    )
