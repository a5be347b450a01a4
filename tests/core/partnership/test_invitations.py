"""Invitations: sent, answered by link, reminded of, counted; the resource map they come from."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.audit.models import AuditEvent
from core.notifications.errors import LinkBrokenError
from core.notifications.models import Message
from core.partnership import errors as common
from core.partnership import operations as partnership
from core.partnership.enums import PartnerStage
from core.partnership.enums.accession import Move
from core.partnership.errors import accession as errors
from core.partnership.models import PartnerInvitation, PartnerOrganisation, ResourceMapEntry
from core.partnership.operations import invitations, resources
from core.partnership.queries import invitations as queries
from core.partnership.queries import resources as resource_queries
from core.partnership.rules.invitations import (
    AccessionRate,
    Asked,
    next_move,
    reminder_due,
    total_rate,
)
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from tenants.context import in_tenant
from tests.core.partnership.stories import declared, invited
from tests.support import people

TODAY = date(2026, 10, 5)


def sent(partner: PartnerOrganisation | None = None, **more: Any) -> PartnerInvitation:
    chosen = partner or invited(email="biuro@policja.example")
    return invitations.send_invitation(actor=people.system(), partner=chosen, **{"channel": "email", **more})


def answered(invitation: PartnerInvitation, answer: str = "joins", **more: Any) -> PartnerInvitation:
    return invitations.answer_invitation(
        actor=people.system(), invitation=invitation, answer=answer, via="link", **more
    )


def test_an_invitation_by_mail_carries_a_link_that_finds_it(in_town: str) -> None:
    invitation = sent(message="Spotkajmy się 12 października.")
    message = Message.objects.get(kind="partner_invitation")
    assert (message.recipient, invitation.number) == ("biuro@policja.example", "1/2026")
    assert "Spotkajmy się 12 października." in message.body
    token = re.findall(r"/zaproszenie/([^/\s]+)/", message.body)[0]
    assert queries.invitation_behind(token) == invitation
    assert "&" not in message.subject
    with in_tenant("g_2475011"), pytest.raises(LinkBrokenError):
        queries.invitation_behind(token)


def test_a_letter_sends_no_mail(in_town: str) -> None:
    invitation = sent(channel="letter")
    assert (invitation.email, Message.objects.count()) == ("", 0)


def test_the_same_form_twice_is_one_invitation_and_one_mail(in_town: str) -> None:
    partner, key = invited(email="biuro@policja.example"), uuid7()
    assert sent(partner, key=key) == sent(partner, key=key)
    assert (PartnerInvitation.objects.count(), Message.objects.count()) == (1, 1)


def test_one_question_at_a_time_and_none_to_partners(in_town: str) -> None:
    partner = invited(email="biuro@policja.example")
    sent(partner)
    with pytest.raises(errors.InvitationOpenError):
        sent(partner)
    signed, _ = declared("Straż Miejska", email="straz@straz.example")
    lead = partnership.register_lead(actor=people.system(), name="MOPS", email="m@mops.example")
    for refused in (signed, lead):
        with pytest.raises(errors.InvitationNotNeededError):
            sent(refused)
    with pytest.raises(errors.InvitationAddressMissingError):
        sent(invited("Szkoła"))
    with pytest.raises(errors.AnswerDeadlinePassedError):
        sent(invited("Szpital"), channel="letter", answer_by=TODAY)
    assert PartnerInvitation.objects.count() == 1


@pytest.mark.parametrize(
    ("given_", "refusal"),
    [
        ({"answer": "maybe"}, errors.AnswerMissingError),
        ({"answer": "declines"}, errors.DeclineReasonMissingError),
        ({"answer": "declines", "reason": "  "}, errors.DeclineReasonMissingError),
        ({"answer": "call"}, errors.CallContactMissingError),
    ],
)
def test_an_incomplete_answer_says_what_is_missing(
    in_town: str, given_: dict[str, str], refusal: type[Exception]
) -> None:
    invitation = sent()
    with pytest.raises(refusal):
        answered(invitation, **given_)
    invitation.refresh_from_db()
    assert invitation.answer == ""


def test_by_link_the_first_answer_counts_and_an_officer_may_correct_it(in_town: str) -> None:
    officer = people.account(Role.NETWORK_OFFICER)
    invitation = answered(sent(), "call", contact="Jan Zmyślony, 600 000 000")
    told = Message.objects.get(kind="partner_invitation_answered")
    assert (told.user_id, "600 000 000" in told.body) == (officer.pk, True)
    assert answered(invitation, "call", contact="Jan Zmyślony, 600 000 000") == invitation
    with pytest.raises(errors.AlreadyAnsweredError):
        answered(invitation, "joins")
    corrected = invitations.answer_invitation(
        actor=people.actor_of(officer), invitation=invitation, answer="joins"
    )
    assert (corrected.answer, corrected.answered_via) == ("joins", "officer")
    assert Message.objects.filter(kind="partner_invitation_answered").count() == 1


def test_a_cancelled_invitation_is_answered_by_nobody(in_town: str) -> None:
    invitation = invitations.cancel_invitation(actor=people.system(), invitation=sent())
    with pytest.raises(errors.InvitationClosedError):
        answered(invitation)
    assert Message.objects.get(kind="partner_invitation").status == "withdrawn"
    # And a new one may be sent.
    sent(PartnerOrganisation.objects.get())


def test_reminders_come_weekly_twice_and_never_twice_a_day(in_town: str) -> None:
    invitation = sent()
    asked = []
    for day in range(40):
        with clock.standing_at(TODAY + timedelta(days=day)):
            asked += [day] * invitations.remind_invited(actor=people.system())
            assert invitations.remind_invited(actor=people.system()) == 0
    assert asked == [7, 14]
    invitation.refresh_from_db()
    assert (invitation.reminders, invitation.reminded_on) == (2, TODAY + timedelta(days=14))
    assert Message.objects.filter(kind="partner_invitation_reminder").count() == 2


def test_nobody_is_reminded_who_answered_acceded_or_got_a_letter(in_town: str) -> None:
    answered(sent())
    sent(invited("Szkoła"), channel="letter")
    partner = invited("Straż", email="s@straz.example")
    sent(partner)
    partnership.sign_declaration(actor=people.system(), partner=partner, signed_on=TODAY)
    with clock.standing_at(TODAY + timedelta(days=30)):
        assert invitations.remind_invited(actor=people.system()) == 0


@given(
    reminders=st.integers(0, 4),
    last=st.none() | st.integers(0, 60),
    answer=st.sampled_from(["", "joins", "declines", "call"]),
    after=st.integers(0, 60),
)
def test_a_reminder_is_due_only_for_the_silent(
    reminders: int, last: int | None, answer: str, after: int
) -> None:
    reminded = None if last is None else TODAY + timedelta(days=last)
    asked = Asked("email", TODAY, answer, reminders=reminders, reminded_on=reminded)
    due = reminder_due(asked, TODAY + timedelta(days=after))
    assert not due or (answer == "" and reminders < 2 and after >= (last or 0) + 7)


def test_the_rate_counts_organisations_by_sector(in_town: str) -> None:
    partnership.register_lead(actor=people.system(), name="MOPS")
    declared("Policja", sector="security")
    signed, declaration = declared("Straż", sector="security")
    partnership.withdraw_declaration(actor=people.system(), declaration=declaration)
    sent(signed, channel="letter")
    invited("Szpital", sector="health")
    rates = queries.accession_rates(people.system())
    assert rates == {"security": AccessionRate(2, 2), "health": AccessionRate(1, 0)}
    assert (total_rate(rates.values()), total_rate(rates.values()).percent) == (AccessionRate(3, 2), 67)
    assert AccessionRate(0, 0).percent is None


@pytest.mark.parametrize(
    ("stage", "asked", "spoken_for", "move"),
    [
        ("invited", None, False, Move.INVITE),
        ("invited", Asked("email", TODAY, answer_by=TODAY), False, Move.ANSWER),
        ("invited", Asked("email", TODAY, answer_by=TODAY - timedelta(1)), False, Move.CHASE),
        ("invited", Asked("email", TODAY, "joins"), False, Move.SIGN),
        ("invited", Asked("email", TODAY, "declines"), False, Move.DECLINED),
        ("invited", Asked("email", TODAY, "call"), False, Move.CALL),
        ("invited", Asked("email", TODAY, cancelled=True), False, Move.INVITE),
        ("declared", None, True, Move.CERTIFY),
        ("certified", None, False, Move.NAME_DELEGATE),
        ("certified", None, True, Move.READY),
        ("withdrawn", Asked("email", TODAY, "joins"), True, Move.LEFT),
        ("withdrawn", Asked("email", TODAY, answer_by=TODAY), True, Move.ANSWER),
    ],
)
def test_the_board_says_what_comes_next(
    *, stage: str, asked: Asked | None, spoken_for: bool, move: Move
) -> None:
    assert next_move(stage=stage, asked=asked, spoken_for=spoken_for, today=TODAY) == move


def mapped(name: str = "Dom Kultury", **more: Any) -> ResourceMapEntry:
    return resources.map_resource(actor=people.system(), name=name, **{"sector": "culture_sport", **more})


def test_one_click_makes_a_chosen_institution_an_invited_partner(in_town: str) -> None:
    entry = mapped(email="dom@kultura.example", phone="34 000 00 00", address="ul. Próbna 1")
    resources.shortlist_resource(actor=people.system(), entry=entry)
    invitation = resources.invite_resource(actor=people.system(), entry=entry)
    partner = invitation.partner
    assert (partner.name, partner.sector, partner.email, partner.phone, partner.address) == (
        "Dom Kultury",
        "culture_sport",
        "dom@kultura.example",
        "34 000 00 00",
        "ul. Próbna 1",
    )
    entry.refresh_from_db()
    assert (entry.status, entry.partner_id) == ("invited", partner.pk)
    assert resources.invite_resource(actor=people.system(), entry=entry) == invitation
    assert (Message.objects.count(), PartnerOrganisation.objects.count()) == (1, 1)
    with pytest.raises(errors.ResourceInvitedError):
        resources.drop_resource(actor=people.system(), entry=entry, reason="Nie")


def test_without_an_address_the_institution_gets_a_letter(in_town: str) -> None:
    assert resources.invite_resource(actor=people.system(), entry=mapped()).channel == "letter"


def test_a_refused_invitation_leaves_the_map_as_it_was(in_town: str) -> None:
    invited("Dom Kultury")
    entry = mapped()
    with pytest.raises(common.DuplicatePartnerError):
        resources.invite_resource(actor=people.system(), entry=entry)
    entry.refresh_from_db()
    assert (entry.status, PartnerInvitation.objects.count()) == ("mapped", 0)


def test_the_map_is_searched_narrowed_and_counted(in_town: str) -> None:
    mapped(offer="Zajęcia dla młodzieży")
    left = mapped("Klub Sportowy")
    resources.drop_resource(actor=people.system(), entry=left, reason="Zawiesił działalność")
    actor = people.actor(Role.SOCIAL_WORKER)
    assert [each.name for each in resource_queries.resources(actor, "MLODZIEZY")] == ["Dom Kultury"]
    assert [each.name for each in resource_queries.resources(actor, status="dropped")] == ["Klub Sportowy"]
    assert resource_queries.resource_counts(actor) == {
        "mapped": 1,
        "shortlisted": 0,
        "invited": 0,
        "dropped": 1,
    }
    with pytest.raises(errors.DuplicateResourceError):
        mapped("DOM KULTURY")
    with pytest.raises(errors.DropReasonMissingError):
        resources.drop_resource(actor=people.system(), entry=left, reason=" ")


def test_an_adopted_diagnosis_stays_as_it_is(in_town: str) -> None:
    actor = people.system()
    written = resources.write_assessment(actor=actor, title="Diagnoza 2026", made_on=TODAY)
    with pytest.raises(errors.AssessmentEmptyError):
        resources.adopt_assessment(actor=actor, assessment=written)
    resources.write_assessment(
        actor=actor, assessment=written, title="Diagnoza 2026", made_on=TODAY, needs="A", resources="B"
    )
    delegate = people.actor(Role.DELEGATE)
    assert list(resource_queries.assessments(delegate)) == []
    adopted = resources.adopt_assessment(actor=actor, assessment=written)
    assert resources.adopt_assessment(actor=actor, assessment=written).adopted_on == adopted.adopted_on
    assert list(resource_queries.assessments(delegate)) == [written]
    with pytest.raises(errors.AssessmentAdoptedError):
        resources.write_assessment(actor=actor, assessment=written, title="Inna", made_on=TODAY)
    with pytest.raises(errors.AssessmentInFutureError):
        resources.write_assessment(actor=actor, title="Inna", made_on=TODAY + timedelta(1))


def test_partners_do_not_see_whom_the_town_thinks_of_inviting(in_town: str) -> None:
    sent()
    mapped()
    for refused in (people.actor(Role.DELEGATE), people.actor(Role.FAMILY_MEMBER)):
        with pytest.raises(NotVisibleError):
            resource_queries.resources(refused)
        with pytest.raises(NotVisibleError):
            queries.invitations(refused)
    worker = people.actor(Role.SOCIAL_WORKER)
    before = AuditEvent.objects.count()
    with pytest.raises(common.OfficerOnlyError):
        resources.map_resource(actor=worker, name="Inna", sector="health")
    with pytest.raises(common.OfficerOnlyError):
        invitations.send_invitation(actor=worker, partner=PartnerOrganisation.objects.get(), channel="letter")
    assert AuditEvent.objects.count() == before


def test_columns_show_each_organisation_with_its_newest_invitation(in_town: str) -> None:
    partner = invited(email="biuro@policja.example")
    invitations.cancel_invitation(actor=people.system(), invitation=sent(partner))
    newest = sent(partner)
    shown = queries.partners_by_stage(people.system(), most=10)[PartnerStage.INVITED]
    assert [(each.pk, each.asked[0].pk, each.spoken_for) for each in shown] == [  # type: ignore[attr-defined]
        (partner.pk, newest.pk, False)
    ]


def test_each_column_is_cut_by_itself(in_town: str) -> None:
    for name in ("Biblioteka", "Ośrodek sportu", "Przedszkole"):
        invited(name)
    shown = queries.partners_by_stage(people.system(), most=2)
    assert {stage: len(column) for stage, column in shown.items()} == {
        **dict.fromkeys(PartnerStage.values, 0),
        PartnerStage.INVITED: 2,
    }
