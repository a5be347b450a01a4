"""Slips, numbers and PINs: once, in time, for the right person, and not for who guesses."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.access import operations as access
from core.access.errors import (
    NoAccessError,
    NotTakingPartError,
    SlipUnknownError,
    TooYoungError,
    WrongPinError,
)
from core.access.models import AccessSlip, OwnAccess
from core.access.queries import doors_of
from core.identity.errors import PinShapeError
from core.privacy.operations import withdraw_agreement
from core.privacy.queries import agreements
from core.safety.operations import ContactData, set_contact
from core.safety.queries import may_write_to
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from tenants.context import in_tenant
from tests.conftest import SOSNOWIEC
from tests.core.access.conftest import Home
from tests.support import people

PIN = "204518"


def _enter(home: Home, pin: str = PIN, email: str = "") -> OwnAccess:
    _slip, code = access.issue_slip(actor=home.worker, case=home.case, person=home.mother)
    return access.enter_with_slip(code=code, pin=pin, email=email)


def test_a_slip_opens_the_own_page_once(home: Home) -> None:
    slip, code = access.issue_slip(actor=home.worker, case=home.case, person=home.mother)
    assert code not in {slip.code_index, str(slip.pk)}
    typed = f" {code[:4].upper()} {code[4:8]}-{code[8:]} "
    entered = access.enter_with_slip(code=typed, pin=PIN)
    user = access.sign_in(number=f"{entered.number[:4]} {entered.number[4:]}", pin=PIN)
    assert user is not None
    actor = people.actor_of(user)
    assert (actor.person_id, actor.roles) == (home.mother.pk, frozenset({Role.FAMILY_MEMBER.value}))
    assert user.email == ""
    with pytest.raises(SlipUnknownError):
        access.enter_with_slip(code=code, pin=PIN)


def test_a_slip_runs_out_after_a_fortnight(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    _slip, code = access.issue_slip(actor=home.worker, case=home.case, person=home.mother)
    later = clock.now() + timedelta(days=14)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(SlipUnknownError):
        access.enter_with_slip(code=code, pin=PIN)


def test_a_new_slip_puts_the_old_one_out_of_force_and_brings_a_new_pin(home: Home) -> None:
    first = _enter(home)
    _slip, lost = access.issue_slip(actor=home.worker, case=home.case, person=home.mother)
    _slip, code = access.issue_slip(actor=home.worker, case=home.case, person=home.mother)
    with pytest.raises(SlipUnknownError):
        access.enter_with_slip(code=lost, pin="918273")
    assert access.sign_in(number=first.number, pin=PIN) is not None, (
        "the old PIN works until the slip is used"
    )
    again = access.enter_with_slip(code=code, pin="918273")
    assert again.number == first.number
    assert access.sign_in(number=first.number, pin=PIN) is None
    assert access.sign_in(number=first.number, pin="918273") is not None


def test_a_used_slip_ends_older_sessions(home: Home) -> None:
    entered = _enter(home)
    user = access.sign_in(number=entered.number, pin=PIN)
    assert user is not None
    before = user.get_session_auth_hash()
    _enter(home, pin="918273")
    user.refresh_from_db()
    assert user.get_session_auth_hash() != before


def test_five_wrong_tries_put_the_pin_to_sleep(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    entered = _enter(home)
    for _ in range(5):
        assert access.sign_in(number=entered.number, pin="000001") is None
    assert access.sign_in(number=entered.number, pin=PIN) is None, "also the right one sleeps"
    later = clock.now() + timedelta(minutes=16)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert access.sign_in(number=entered.number, pin=PIN) is not None


def test_a_number_that_nobody_has_opens_nothing(home: Home) -> None:
    assert access.sign_in(number="12345678", pin=PIN) is None
    assert access.sign_in(number="", pin="") is None


def test_an_easy_pin_leaves_the_slip_unused(home: Home) -> None:
    _slip, code = access.issue_slip(actor=home.worker, case=home.case, person=home.mother)
    for easy in ("111111", "123456", "12345", "abcdef"):
        with pytest.raises(PinShapeError):
            access.enter_with_slip(code=code, pin=easy)
    access.enter_with_slip(code=code, pin=PIN)


def test_access_is_taken_away_and_given_back(home: Home) -> None:
    entered = _enter(home)
    access.take_away(actor=home.worker, case=home.case, person=home.mother)
    assert access.sign_in(number=entered.number, pin=PIN) is None
    with pytest.raises(NoAccessError):
        access.take_away(actor=home.worker, case=home.case, person=home.mother)
    _enter(home)
    assert access.sign_in(number=entered.number, pin=PIN) is not None


def test_taking_away_stops_a_slip_that_nobody_used(home: Home) -> None:
    _slip, code = access.issue_slip(actor=home.worker, case=home.case, person=home.mother)
    access.take_away(actor=home.worker, case=home.case, person=home.mother)
    with pytest.raises(SlipUnknownError):
        access.enter_with_slip(code=code, pin=PIN)


def test_who_gets_a_slip(home: Home) -> None:
    access.issue_slip(actor=home.worker, case=home.case, person=home.teenager)
    with pytest.raises(TooYoungError):
        access.issue_slip(actor=home.worker, case=home.case, person=home.child)
    with pytest.raises(NotTakingPartError):
        access.issue_slip(actor=home.worker, case=home.case, person=home.father)
    for other in (Role.SOCIAL_WORKER, Role.DIRECTOR, Role.NETWORK_OFFICER, Role.DELEGATE):
        with pytest.raises(NotVisibleError):
            access.issue_slip(actor=people.actor(other), case=home.case, person=home.mother)
    doors = {door.person.pk: door for door in doors_of(home.worker, home.case)}
    assert doors[home.teenager.pk].slip_until is not None
    assert doors[home.child.pk].too_young
    assert not doors[home.father.pk].may_receive
    with pytest.raises(NotVisibleError):
        doors_of(people.actor(Role.DIRECTOR), home.case)


def test_who_withdraws_keeps_the_own_page(home: Home) -> None:
    _enter(home)
    agreement = next(one for one in agreements(home.case) if one.person_id == home.mother.pk)
    withdraw_agreement(actor=home.worker, agreement=agreement)
    home.mother.refresh_from_db()
    access.issue_slip(actor=home.worker, case=home.case, person=home.mother)


def test_the_slip_says_nothing_of_what_it_is_about(home: Home) -> None:
    _slip, code = access.issue_slip(actor=home.worker, case=home.case, person=home.mother)
    for language in ("pl", "uk", "en"):
        paper = access.slip_paper(
            actor=home.worker, case=home.case, person=home.mother, code=code, language=language
        )
        assert paper.content.startswith(b"%PDF")
        assert b"Wzorcow" not in paper.content
    with pytest.raises(NotVisibleError):
        access.slip_paper(actor=home.worker, case=home.case, person=home.teenager, code=code)


def test_the_own_address_is_safe_unless_something_else_was_said(home: Home) -> None:
    _enter(home, email="moja@poczta.example")
    writing = may_write_to(home.mother)
    assert (writing.allowed, writing.address) == (True, "moja@poczta.example")
    set_contact(
        actor=home.worker, case=home.case, person=home.mother, contact=ContactData(ways=("in_person",))
    )
    _enter(home, email="moja@poczta.example")
    assert not may_write_to(home.mother).allowed


def test_a_pin_is_changed_by_who_knows_it(home: Home) -> None:
    entered = _enter(home)
    user = access.sign_in(number=entered.number, pin=PIN)
    assert user is not None
    actor = people.actor_of(user)
    with pytest.raises(WrongPinError):
        access.change_pin(actor=actor, old_pin="000001", new_pin="918273")
    assert OwnAccess.objects.get(pk=entered.pk).wrong == 1
    access.change_pin(actor=actor, old_pin=PIN, new_pin="918273")
    assert access.sign_in(number=entered.number, pin="918273") is not None
    with pytest.raises(NotVisibleError):
        access.change_pin(actor=home.worker, old_pin=PIN, new_pin="918273")


def test_a_code_and_a_number_are_worth_nothing_in_another_town(home: Home) -> None:
    entered = _enter(home)
    _slip, code = access.issue_slip(actor=home.worker, case=home.case, person=home.teenager)
    with in_tenant(SOSNOWIEC):
        assert access.sign_in(number=entered.number, pin=PIN) is None
        with pytest.raises(SlipUnknownError):
            access.enter_with_slip(code=code, pin=PIN)
    assert AccessSlip.objects.filter(used_at__isnull=True).count() == 1
