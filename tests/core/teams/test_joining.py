"""Joining a team with the leader's approval, and handing the lead over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from core.notifications.models import Message
from core.shared.actor import Actor
from core.shared.clock import standing_at
from core.shared.errors import NotVisibleError
from core.teams import queries as seats
from core.teams.enums import JoinState, MemberKind
from core.teams.errors import ModeratorStaysError
from core.teams.errors import joining as refused
from core.teams.models import HandOver, JoinRequest
from core.teams.operations import end_membership, joining, leading
from core.teams.queries import joining as queries
from core.teams.queries import planning as plans
from tests.support import families as build
from tests.support import people
from tests.support.teams import Table, planned, table


@pytest.fixture
def own(in_town: str) -> object:
    with standing_at(date(2026, 10, 5)):
        yield table()


def _delegate() -> Actor:
    from core.partnership import operations as partnership  # noqa: PLC0415

    school = build.partner("Szkoła nr 5")
    user = people.account("delegate", name="Ola Pedagog")
    partnership.name_person(actor=people.system(), partner=school, name="Ola Pedagog", user=user)
    return people.actor_of(user)


def test_a_number_of_nobody_is_answered_like_any_other(own: Table) -> None:
    school = _delegate()
    with pytest.raises(refused.CaseNumberError):
        joining.ask_by_number(actor=school, case_number=" ", reason="x")
    with pytest.raises(refused.JoinReasonError):
        joining.ask_by_number(actor=school, case_number="X/1", reason=" ")
    real = joining.ask_by_number(actor=school, case_number=own.case.number.lower(), reason="Uczę Zosię.")
    false = joining.ask_by_number(actor=school, case_number="R-0000", reason="Uczę kogoś.")
    assert joining.ask_by_number(actor=school, case_number=own.case.number, reason="Znów") == real
    rows = list(queries.own_requests(school))
    assert {row.state for row in rows} == {JoinState.WAITING}
    assert (real.case_id, false.case_id) == (own.case.pk, None)
    (mail,) = Message.objects.filter(kind="team_join_asked")
    assert mail.user_id == own.worker.user_id
    assert "Zosi" not in mail.body
    assert list(queries.waiting_of(own.worker)) == [real]
    with pytest.raises(NotVisibleError):
        queries.joining_visible(school, real.pk)
    assert not plans.own_invitations(school).exists()
    for other in (own.mother, people.actor("director"), own.worker):
        with pytest.raises(NotVisibleError):
            joining.ask_by_number(actor=other, case_number=own.case.number, reason="x")


def test_the_leader_approves_with_the_familys_word(own: Table) -> None:
    school = _delegate()
    request = joining.ask_by_number(actor=school, case_number=own.case.number, reason="Uczę Zosię.")
    with pytest.raises(refused.FamilyKnowsError):
        joining.approve(actor=own.worker, request=request, family_agrees=False)
    with pytest.raises(NotVisibleError):
        joining.approve(actor=table("Inna").worker, request=request, family_agrees=True)
    seat = joining.approve(actor=own.worker, request=request, family_agrees=True)
    assert joining.approve(actor=own.worker, request=request, family_agrees=True) == seat
    assert (seat.kind, seat.display_name) == (MemberKind.PARTNER, "Ola Pedagog")
    assert seat in seats.members_of(own.team)
    with pytest.raises(refused.JoinDecidedError):
        joining.decline(actor=own.worker, request=request, reason="Jednak nie")


def test_a_refusal_comes_back_with_its_reason(own: Table) -> None:
    school = _delegate()
    request = joining.ask_by_number(actor=school, case_number=own.case.number, reason="Uczę Zosię.")
    with pytest.raises(refused.JoinReasonError):
        joining.decline(actor=own.worker, request=request, reason="")
    joining.decline(actor=own.worker, request=request, reason="Na razie nie.")
    (row,) = queries.own_requests(school)
    assert (row.state, row.decision_reason) == (JoinState.DECLINED, "Na razie nie.")
    assert Message.objects.filter(kind="team_join_answered", user=school.user_id).count() == 1


def test_somebody_close_is_invited_asks_and_sits_at_the_table(own: Table) -> None:
    invite: dict[str, Any] = {"actor": own.worker, "team": own.team}
    with pytest.raises(refused.InvitedWhoError):
        joining.invite_to_ask(**invite)
    with pytest.raises(refused.HelperEmailError):
        joining.invite_to_ask(**invite, helper_name="Babcia Maria")
    request = joining.invite_to_ask(
        **invite,
        helper_name="Maria Sąsiadka",
        helper_email="maria@dom.example",
    )
    mail = Message.objects.get(kind="team_join_invitation")
    for secret in ("Wzorcow", own.case.number, "Sąsiadka"):
        assert secret not in mail.subject + mail.body
    token = mail.body.split("/dolacz/")[1].split("/")[0]
    with pytest.raises(refused.JoinDecidedError):
        joining.approve(actor=own.worker, request=request, family_agrees=True)
    joining.ask_by_link(token=token, reason="Odprowadzam dzieci.")
    joining.ask_by_link(token=token, reason="Odprowadzam dzieci.")
    seat = joining.approve(actor=own.worker, request=request, family_agrees=True)
    assert (seat.kind, seat.display_name) == (MemberKind.HELPER, "Maria Sąsiadka")
    with pytest.raises(refused.JoinDecidedError):
        joining.ask_by_link(token=token, reason="Jeszcze raz")
    planned(own)
    sent = Message.objects.filter(kind="team_meeting_invitation", recipient="maria@dom.example")
    assert sent.count() == 1
    joining.end_helper(actor=own.worker, member=seat)
    with standing_at(date(2026, 10, 6)):
        assert seat not in seats.members_of(own.team)


def test_what_nobody_answers_expires(own: Table) -> None:
    school = _delegate()
    joining.ask_by_number(actor=school, case_number="R-0000", reason="Uczę kogoś.")
    with standing_at(date(2026, 10, 5) + timedelta(30)):
        assert joining.expire_stale(actor=people.system()) == 0
    with standing_at(date(2026, 10, 5) + timedelta(31)):
        assert joining.expire_stale(actor=people.system()) == 1
        assert joining.expire_stale(actor=people.system()) == 0
    assert JoinRequest.objects.get().state == JoinState.EXPIRED


def test_the_lead_passes_only_by_a_hand_over_and_both_are_told(own: Table) -> None:
    moderator = next(seat for seat in own.seats if seat.is_moderator)
    with pytest.raises(ModeratorStaysError):
        end_membership(actor=own.worker, member=moderator)
    meeting = planned(own)
    successor = people.account("social_worker", name="Nowa Prowadząca")
    give: dict[str, Any] = {"case": own.case, "to": successor, "reason": "Urlop"}
    with pytest.raises(NotVisibleError):
        leading.hand_over(actor=own.delegate, **give)
    with pytest.raises(refused.HandOverReasonError):
        leading.hand_over(actor=own.worker, case=own.case, to=successor, reason=" ")
    with pytest.raises(refused.NewLeaderError):
        leading.hand_over(actor=own.worker, case=own.case, to=people.account("director"), reason="x")
    leading.hand_over(actor=own.worker, **give)
    own.case.refresh_from_db()
    assert own.case.social_worker == successor
    after = people.actor_of(successor)
    assert plans.planned_visible(after, meeting.pk) == meeting
    with pytest.raises(NotVisibleError):
        plans.planned_visible(own.worker, meeting.pk)
    (now,) = [seat for seat in seats.members_of(own.team) if seat.user_id == successor.pk]
    assert now.is_moderator
    told = Message.objects.filter(kind="team_handed_over")
    assert {mail.user_id for mail in told} == {own.worker.user_id, successor.pk}
    assert not any(own.case.number in mail.subject or "Urlop" in mail.body for mail in told)
    assert HandOver.objects.get().reason == "Urlop"


def test_a_director_hands_over_for_a_worker_who_cannot(own: Table) -> None:
    successor = people.account("social_worker")
    leading.hand_over(actor=people.actor("director"), case=own.case, to=successor, reason="Choroba")
    own.case.refresh_from_db()
    assert own.case.social_worker == successor
