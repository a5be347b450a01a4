"""Asking a partner and the partner's answer."""

from __future__ import annotations

import pytest
from django.db import connection

from core.paths.operations import TaskData, add_task
from core.privacy.operations import withdraw_agreement
from core.privacy.queries import agreements
from core.referrals import operations, queries
from core.referrals.errors import AlreadyAnsweredError, AlreadyOpenError, NeedMissingError, ReasonMissingError
from core.referrals.models import Referral
from core.referrals.rules import FOLLOWING, may_follow
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from tests.support import people, vertical

pytestmark = pytest.mark.usefixtures("in_town")


def sent() -> tuple[vertical.Town, vertical.Family, Referral]:
    town, family = vertical.town(), vertical.family()
    task = add_task(
        actor=family.worker,
        goal=family.goal,
        task=TaskData("Rozmowy", kind="service", service=town.card, need="Dwie rozmowy w maju"),
    )
    assert task.referral is not None
    return town, family, task.referral


def test_every_end_of_a_request_is_an_end() -> None:
    ends = {status for status, following in FOLLOWING.items() if not following}
    assert ends == {
        "declined",
        "expired",
        "delivered",
        "not_delivered",
        "cannot_say",
        "returned",
        "withdrawn",
    }
    assert not may_follow("sent", "delivered")


def test_another_partner_does_not_see_the_request_nor_answer_it() -> None:
    _, _, referral = sent()
    other = vertical.town("Inna Instytucja")
    assert list(queries.visible_to(other.delegate)) == []
    with pytest.raises(NotVisibleError):
        queries.referral_visible(other.delegate, referral.pk)
    with pytest.raises(NotVisibleError):
        operations.accept(actor=other.delegate, referral=referral)
    referral.refresh_from_db()
    assert referral.status == "sent"


def test_the_own_partner_sees_exactly_its_requests() -> None:
    town, family, referral = sent()
    assert list(queries.referrals_of_partner(town.delegate)) == [referral]
    assert list(queries.visible_to(family.worker)) == [referral]
    assert list(queries.visible_to(people.actor(Role.SOCIAL_WORKER))) == []
    assert list(queries.visible_to(people.actor(Role.DIRECTOR))) == []


def test_a_refusal_needs_its_reason_and_is_final() -> None:
    town, _, referral = sent()
    with pytest.raises(ReasonMissingError):
        operations.decline(actor=town.delegate, referral=referral, reason="  ")
    declined = operations.decline(actor=town.delegate, referral=referral, reason="Brak terminów")
    assert declined.decline_reason == "Brak terminów"
    with pytest.raises(AlreadyAnsweredError):
        operations.accept(actor=town.delegate, referral=referral)


def test_answering_twice_alike_has_one_effect() -> None:
    town, _, referral = sent()
    first = operations.accept(actor=town.delegate, referral=referral)
    again = operations.accept(actor=town.delegate, referral=referral)
    assert (again.status, again.answered_on) == (first.status, first.answered_on)


def test_one_open_request_for_a_service_and_it_says_what_is_needed() -> None:
    town, family, _ = sent()
    with pytest.raises(AlreadyOpenError):
        operations.send_referral(actor=family.worker, case=family.case, service=town.card, need="Znów")
    with pytest.raises(NeedMissingError):
        operations.send_referral(actor=family.worker, case=family.case, service=town.card, need=" ")
    assert Referral.objects.count() == 1


def test_the_need_is_sealed_in_the_database() -> None:
    _, _, referral = sent()
    with connection.cursor() as cursor:
        cursor.execute("SELECT need FROM referrals_referral WHERE id = %s", [referral.pk])
        (stored,) = cursor.fetchone()
    assert "rozmowy" not in stored.lower()
    assert Referral.objects.get(pk=referral.pk).need == "Dwie rozmowy w maju"


def test_a_withdrawn_agreement_closes_the_request_to_the_partner_at_the_next_look() -> None:
    town, family, referral = sent()
    first, last = agreements(family.case)
    withdraw_agreement(actor=family.worker, agreement=first)
    assert list(queries.referrals_of_partner(town.delegate)) == [referral]
    withdraw_agreement(actor=family.worker, agreement=last)
    assert list(queries.visible_to(town.delegate)) == []
    with pytest.raises(NotVisibleError):
        queries.referral_visible(town.delegate, referral.pk)
    with pytest.raises(NotVisibleError):
        operations.accept(actor=town.delegate, referral=referral)
    referral.refresh_from_db()
    assert referral.status == "sent"
    assert list(queries.visible_to(family.worker)) == [referral]
