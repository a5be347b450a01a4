"""When an organisation is a partner: dates and documents."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.partnership import rules
from core.partnership.enums import PartnerStage
from core.partnership.errors import (
    DeclarationEndsBeforeStartError,
    DeclarationInForceError,
    DeclarationNotInForceError,
    InvitationInFutureError,
    IssuedBeforeSignatureError,
    IssuedInFutureError,
    MeetingInFutureError,
    NobodyPresentError,
    SignedBeforeInvitationError,
    SignedInFutureError,
    WithdrawnBeforeSignatureError,
    WithdrawnInFutureError,
)
from core.partnership.rules import Accession

TODAY = date(2026, 10, 5)
SIGNED = date(2020, 1, 10)
DAYS = st.dates(date(2018, 1, 1), date(2030, 12, 31))


def signature(**changes: object) -> None:
    given_ = {
        "partner": "Policja",
        "invited_on": date(2019, 11, 4),
        "signed_on": SIGNED,
        "valid_until": None,
        "earlier": [],
        "today": TODAY,
    }
    rules.check_signature(**{**given_, **changes})  # type: ignore[arg-type]


def test_a_declaration_counts_from_its_signature_to_the_day_before_its_withdrawal() -> None:
    accession = Accession(SIGNED, withdrawn_on=date(2021, 3, 1))
    assert not accession.in_force(SIGNED - timedelta(1))
    assert accession.in_force(SIGNED)
    assert accession.in_force(date(2021, 2, 28))
    assert not accession.in_force(date(2021, 3, 1))


def test_a_declaration_for_a_time_counts_on_its_last_day() -> None:
    accession = Accession(SIGNED, valid_until=date(2020, 12, 31))
    assert accession.in_force(date(2020, 12, 31))
    assert not accession.in_force(date(2021, 1, 1))


@given(signed_on=DAYS, withdrawn_on=DAYS, on=DAYS)
def test_nothing_counts_before_its_signature_or_from_its_withdrawal_on(
    signed_on: date, withdrawn_on: date, on: date
) -> None:
    expected = signed_on <= on < withdrawn_on
    assert Accession(signed_on, withdrawn_on).in_force(on) is expected


@pytest.mark.parametrize(
    ("accessions", "stage"),
    [
        ([], PartnerStage.INVITED),
        ([Accession(SIGNED)], PartnerStage.DECLARED),
        ([Accession(SIGNED, certified=True)], PartnerStage.CERTIFIED),
        ([Accession(SIGNED, date(2021, 1, 1), certified=True)], PartnerStage.WITHDRAWN),
        ([Accession(SIGNED, date(2021, 1, 1)), Accession(date(2022, 1, 1))], PartnerStage.DECLARED),
        ([Accession(TODAY + timedelta(1))], PartnerStage.INVITED),
    ],
)
def test_a_partner_comes_as_far_as_its_papers(accessions: list[Accession], stage: PartnerStage) -> None:
    assert rules.stage_of(accessions, TODAY) == stage


def test_signing_before_the_invitation_names_both_days() -> None:
    with pytest.raises(SignedBeforeInvitationError) as refusal:
        signature(invited_on=date(2020, 1, 20))
    assert refusal.value.field == "signed_on"
    assert refusal.value.message == (
        "Deklaracja nie może być podpisana przed zaproszeniem: Policja ma zaproszenie "
        "z 20.01.2020, a podana data podpisu to 10.01.2020."
    )


def test_signing_on_the_day_of_the_invitation_is_fine_and_the_lead_needs_none() -> None:
    signature(invited_on=SIGNED)
    signature(invited_on=None)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"signed_on": TODAY + timedelta(1)}, SignedInFutureError),
        ({"valid_until": SIGNED - timedelta(1)}, DeclarationEndsBeforeStartError),
        ({"earlier": [Accession(date(2019, 12, 1))]}, DeclarationInForceError),
        ({"earlier": [Accession(date(2021, 1, 1))]}, DeclarationInForceError),
    ],
)
def test_a_signature_that_does_not_fit_is_refused(
    changes: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        signature(**changes)


def test_a_partner_that_left_may_sign_again() -> None:
    signature(signed_on=date(2022, 1, 1), earlier=[Accession(SIGNED, withdrawn_on=date(2021, 12, 31))])


@pytest.mark.parametrize(
    ("declaration", "issued_on", "refusal"),
    [
        (Accession(SIGNED), SIGNED - timedelta(1), IssuedBeforeSignatureError),
        (Accession(SIGNED), TODAY + timedelta(1), IssuedInFutureError),
        (Accession(SIGNED, withdrawn_on=date(2020, 2, 1)), TODAY, DeclarationNotInForceError),
    ],
)
def test_a_certificate_confirms_a_declaration_in_force(
    declaration: Accession, issued_on: date, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        rules.check_issue(declaration=declaration, issued_on=issued_on, today=TODAY)


def test_a_withdrawal_neither_precedes_the_signature_nor_lies_ahead() -> None:
    with pytest.raises(WithdrawnBeforeSignatureError):
        rules.check_withdrawal(signed_on=SIGNED, withdrawn_on=SIGNED - timedelta(1), today=TODAY)
    with pytest.raises(WithdrawnInFutureError):
        rules.check_withdrawal(signed_on=SIGNED, withdrawn_on=TODAY + timedelta(1), today=TODAY)


def test_invitations_and_meetings_are_recorded_afterwards() -> None:
    with pytest.raises(InvitationInFutureError):
        rules.check_invitation(invited_on=TODAY + timedelta(1), today=TODAY)
    with pytest.raises(MeetingInFutureError):
        rules.check_meeting(held_on=TODAY + timedelta(1), present=3, today=TODAY)
    with pytest.raises(NobodyPresentError):
        rules.check_meeting(held_on=TODAY, present=0, today=TODAY)
