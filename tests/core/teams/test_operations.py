"""Forming a team, seating partners, holding meetings: on the real database."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.families.models import Case
from core.partnership import operations as partnership
from core.privacy import operations as privacy
from core.privacy import queries as agreements
from core.shared.clock import standing_at
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from core.teams import errors, operations, queries
from core.teams.models import CaseTeam, MeetingAttendance, TeamMeeting
from core.teams.operations import holding, locking
from tests.support import families as build
from tests.support import people


@pytest.fixture(autouse=True)
def _on_the_day(in_town: str) -> object:
    with standing_at(date(2026, 10, 5)):
        yield


def test_a_team_is_the_family_that_agreed_and_its_worker_as_moderator() -> None:
    worker = people.actor("social_worker", name="Ewa Moderująca")
    case = build.family(worker)
    team = build.team(worker, case)
    seats = [(seat.kind, seat.display_name, seat.is_moderator) for seat in queries.members_of(team)]
    assert seats == [("family", "Łucja Wzorcowa", False), ("worker", "Ewa Moderująca", True)]
    assert case.stage == "team"


def test_no_team_before_agreement_and_no_second_team() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    with pytest.raises(errors.NobodyAgreesError):
        operations.form_team(actor=worker, case=case)
    assert not CaseTeam.objects.exists()
    build.agreed(worker, case)
    with pytest.raises(errors.NobodyAgreesError):
        operations.form_team(actor=worker, case=case, formed_on=date(2026, 9, 2))
    with pytest.raises(errors.FormedOnError):
        operations.form_team(actor=worker, case=case, formed_on=date(2026, 10, 6))
    operations.form_team(actor=worker, case=case)
    with pytest.raises(errors.TeamExistsError):
        operations.form_team(actor=worker, case=case)


def test_only_a_partner_with_a_declaration_in_force_sits_in_a_team() -> None:
    worker = people.actor("social_worker")
    team = build.team(worker, build.family(worker))
    with pytest.raises(errors.PartnerNotActiveError, match="Policja"):
        operations.add_partner_member(actor=worker, team=team, partner=build.partner("Policja", signed=False))
    guards = build.partner("Straż Miejska")
    assert queries.partners_to_invite(team) == [guards]
    seat = operations.add_partner_member(actor=worker, team=team, partner=guards)
    assert operations.add_partner_member(actor=worker, team=team, partner=guards) == seat
    assert queries.partners_to_invite(team) == []
    assert list(queries.teams_of_partner(guards.pk)) == [team]


def test_a_partner_is_seated_by_its_own_person_only() -> None:
    worker = people.actor("social_worker")
    team = build.team(worker, build.family(worker))
    guards, clinic = build.partner("Straż Miejska"), build.partner("Poradnia")
    named = partnership.name_person(
        actor=people.system(), partner=clinic, name="Jan Delegat", job_title="", email=""
    )
    with pytest.raises(errors.PersonOfAnotherPartnerError):
        operations.add_partner_member(actor=worker, team=team, partner=guards, partner_person=named)
    operations.add_partner_member(actor=worker, team=team, partner=clinic, partner_person=named)
    seat = queries.members_of(team)[-1]
    assert (seat.display_name, seat.organisation) == ("Jan Delegat", "Poradnia")


def test_a_meeting_keeps_who_came_and_what_was_agreed() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    team = build.team(worker, case)
    operations.add_partner_member(
        actor=worker, team=team, partner=build.partner(), starts_on=date(2026, 9, 6)
    )
    mother, moderator, _guards = queries.members_of(team)
    meeting = operations.hold_meeting(
        actor=worker,
        team=team,
        held_on=date(2026, 9, 9),
        present=[mother, moderator],
        minutes="Ustalono trzy cele.",
        next_on=date(2026, 10, 7),
    )
    assert (meeting.number, meeting.family_present) == (1, True)
    rows = [(row.member.kind, row.present) for row in queries.attendance_of(meeting)]
    assert rows == [("family", True), ("worker", True), ("partner", False)]
    [listed] = queries.meetings_of(case)
    assert (listed.present_number, listed.invited_number) == (2, 3)  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("SELECT minutes FROM teams_teammeeting")
        assert "Ustalono" not in cursor.fetchone()[0]
    assert TeamMeeting.objects.get().minutes == "Ustalono trzy cele."
    progress = queries.progress_of([case])[case.pk]
    assert (progress.meetings, progress.with_family, progress.due.by) == (1, 1, date(2026, 10, 7))


def test_a_meeting_without_the_family_is_refused_or_recorded_with_its_reason() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    team = build.team(worker, case)
    moderator = queries.members_of(team)[-1]
    with pytest.raises(errors.FamilyAbsentError) as refused:
        operations.hold_meeting(actor=worker, team=team, present=[moderator])
    assert refused.value.field == "without_family_reason"
    assert not TeamMeeting.objects.exists()
    assert not MeetingAttendance.objects.exists()
    operations.hold_meeting(
        actor=worker, team=team, present=[moderator], without_family_reason="Choroba dziecka"
    )
    meeting = TeamMeeting.objects.get()
    assert (meeting.family_present, meeting.without_family_reason) == (False, "Choroba dziecka")
    assert queries.progress_of([case])[case.pk].with_family == 0


def test_a_meeting_needs_its_day_its_moderator_and_members_of_that_day() -> None:
    worker = people.actor("social_worker")
    team = build.team(worker, build.family(worker))
    other = build.team(worker, build.family(worker))
    mother, moderator = queries.members_of(team)
    for day in (date(2026, 9, 4), date(2026, 10, 6)):
        with pytest.raises(errors.MeetingDayError):
            operations.hold_meeting(actor=worker, team=team, held_on=day, present=[mother, moderator])
    with pytest.raises(errors.ModeratorAbsentError):
        operations.hold_meeting(actor=worker, team=team, present=[mother])
    with pytest.raises(errors.NotInTeamError):
        operations.hold_meeting(actor=worker, team=team, present=[moderator, queries.members_of(other)[0]])
    with pytest.raises(errors.NextMeetingDayError):
        operations.hold_meeting(
            actor=worker, team=team, present=[mother, moderator], next_on=date(2026, 10, 5)
        )
    assert not TeamMeeting.objects.exists()


def test_who_withdraws_the_agreement_leaves_the_team_at_once() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    team = build.team(worker, case)
    [agreement] = agreements.agreements(case)
    privacy.withdraw_agreement(actor=worker, agreement=agreement)
    assert [seat.kind for seat in queries.members_of(team)] == ["worker"]
    assert [seat.kind for seat in queries.members_of(team, date(2026, 10, 4))] == ["family", "worker"]
    assert queries.progress_of([case])[case.pk].due.step == "no_agreement"


def test_a_seat_ends_but_the_moderators_does_not() -> None:
    worker = people.actor("social_worker")
    team = build.team(worker, build.family(worker))
    guards = build.partner()
    seat = operations.add_partner_member(actor=worker, team=team, partner=guards, starts_on=date(2026, 9, 6))
    with pytest.raises(errors.MemberDayError):
        operations.end_membership(actor=worker, member=seat, ends_on=date(2026, 9, 1))
    operations.end_membership(actor=worker, member=seat, ends_on=date(2026, 10, 4))
    mother, moderator = queries.members_of(team)
    with pytest.raises(errors.ModeratorStaysError):
        operations.end_membership(actor=worker, member=moderator)
    assert mother.kind == "family"


def test_membership_is_known_to_family_worker_and_delegate_only() -> None:
    worker = people.actor("social_worker")
    case = build.family(worker)
    team = build.team(worker, case)
    guards = build.partner()
    operations.add_partner_member(actor=worker, team=team, partner=guards)
    mother = queries.members_of(team)[0].person
    assert mother is not None
    seen = {
        "worker": queries.is_member(worker, case),
        "mother": queries.is_member(people.actor("family_member").standing_for(person_id=mother.pk), case),
        "delegate": queries.is_member(people.actor("delegate").standing_for(partner_id=guards.pk), case),
        "other worker": queries.is_member(people.actor("social_worker"), case),
        "director": queries.is_member(people.actor("director"), case),
    }
    assert seen == {
        "worker": True,
        "mother": True,
        "delegate": True,
        "other worker": False,
        "director": False,
    }


def test_another_worker_changes_nothing() -> None:
    case = build.family(people.actor("social_worker"))
    stranger = people.actor("social_worker")
    with pytest.raises(NotVisibleError):
        operations.form_team(actor=stranger, case=case)
    assert not CaseTeam.objects.exists()


def test_progress_of_one_case_and_of_three_takes_the_same_number_of_queries() -> None:
    worker = people.actor("social_worker")
    cases = [build.family(worker) for _ in range(3)]
    for case in cases:
        build.team(worker, case)
    asked = []
    for wanted in (1, 3):
        with CaptureQueriesContext(connection) as caught:
            assert len(queries.progress_of(cases[:wanted])) == wanted
        asked.append(len(caught))
    assert asked == [3, 3]


def test_a_form_sent_twice_records_one_meeting() -> None:
    worker = people.actor("social_worker")
    team = build.team(worker, build.family(worker))
    present = queries.members_of(team)
    first = operations.hold_meeting(actor=worker, team=team, present=present)
    again = operations.hold_meeting(actor=worker, team=team, present=present, key=first.pk)
    assert again == first
    assert TeamMeeting.objects.count() == 1


def test_the_same_minutes_sent_twice_at_once_are_one_meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second waits for the case; what the first wrote meanwhile must be found, not run into."""
    worker = people.actor("social_worker")
    team = build.team(worker, build.family(worker))
    key, present = uuid7(), queries.members_of(team)

    def send() -> TeamMeeting:
        return operations.hold_meeting(actor=worker, team=team, present=present, key=key)

    waited = locking.lock_case

    def another_is_faster(case: Case) -> None:
        monkeypatch.setattr(holding, "lock_case", waited)
        send()
        waited(case)

    monkeypatch.setattr(holding, "lock_case", another_is_faster)
    assert send().pk == key
    assert team.meetings.count() == 1
