"""Receipts, and the look at the chains: which row was altered is named, whatever was altered."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from core.audit.models import AuditEvent
from core.audit.operations import keep_head
from core.audit.queries import Head, kept_heads
from core.audit.rules import START, digest_of, first_unfitting
from core.notifications.models import Message
from core.privacy.enums import Channel, Purpose
from core.privacy.models import Disclosure
from core.privacy.operations import authorisations, verifying
from core.privacy.operations.disclosing import disclose
from core.privacy.queries import chains
from core.privacy.queries.receipts import receipt_of, verify_receipt
from core.privacy.rules import receipts
from core.privacy.rules.sight import DaySpan
from core.shared.enums import Role
from kooperacje.cli import app
from tenants.context import in_tenant, tenants_of
from tests.conftest import CZESTOCHOWA, SOSNOWIEC
from tests.support import people, vertical

if TYPE_CHECKING:
    from collections.abc import Callable

OPERATOR = "operator"


@pytest.fixture
def told(in_town: str) -> Disclosure:
    """An entry of a mother's health told to a clinic."""
    clinic, home = vertical.town(), vertical.agreed_family()
    given: dict[str, Any] = {"case": home.case, "person": home.mother}
    authorisations.authorise(
        actor=home.worker, partner=clinic.partner, categories=["health"], purpose=Purpose.TEAM, **given
    )
    for _ in range(3):
        disclose(
            actor=clinic.delegate,
            partner_id=clinic.partner.pk,
            categories=["health", "work"],
            purpose=Purpose.TEAM,
            channel=Channel.PAGE,
            seats=[DaySpan(date(2026, 9, 1))],
            about="test:1",
            **given,
        )
    return Disclosure.objects.get(number=2)


def test_an_entry_names_the_wording_that_was_heard(told: Disclosure) -> None:
    assert told.texts == {"health": "2026-1/pl"}
    assert told.about == "test:1"
    assert {"texts", "about"} <= set(told.content())


def test_a_receipt_is_genuine_however_it_is_typed(told: Disclosure) -> None:
    text = str(receipt_of(told))
    for typed in (text, text.lower(), text.replace("-", " - "), f"  {text} "):
        found = verify_receipt(typed)
        assert (found.genuine, found.number, found.at) == (True, 2, told.at)


def test_a_receipt_of_another_entry_town_or_hand_is_not(told: Disclosure) -> None:
    text = str(receipt_of(told))
    other = text[:-1] + ("0" if text[-1] != "0" else "1")
    for wrong in (other, text.replace("U2-", "U1-"), text.replace("U2-", "U9-"), "", "U2", "x" * 500, "U2-é"):
        assert not verify_receipt(wrong).genuine
    with in_tenant(SOSNOWIEC):
        assert not verify_receipt(text).genuine


def test_a_receipt_of_an_altered_entry_is_not_genuine(
    told: Disclosure, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = str(receipt_of(told))
    monkeypatch.setattr(Disclosure, "content", lambda self: {"number": self.number, "told": {}})
    assert not verify_receipt(text).genuine


@given(st.integers(1, 10**15 - 1), st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_a_receipt_is_read_as_it_was_written(number: int, digest: bytes, signature: bytes) -> None:
    receipt = receipts.Receipt(number, digest.hex(), signature.hex())
    again = receipts.read(str(receipt))
    assert again is not None
    assert again.is_of(digest.hex(), signature.hex())
    assert again.number == number


def _chain(length: int) -> list[Disclosure]:
    entries, before = [], START
    for number in range(1, length + 1):
        entry = Disclosure(
            number=number,
            at=datetime(2026, 3, number, tzinfo=UTC),
            case_id=UUID(int=1),
            person_id=UUID(int=2),
            partner_id=UUID(int=3),
            told={"health": "4"},
            texts={"health": "2026-1/pl"},
            purpose="team",
            channel="page",
            actor_name="Anna",
            before=before,
        )
        entry.digest = before = digest_of(before, entry.content())
        entries.append(entry)
    return entries


ALTERED: dict[str, Any] = {
    "at": datetime(2026, 5, 1, tzinfo=UTC),
    "person_id": UUID(int=9),
    "partner_id": UUID(int=9),
    "told": {"health": "5"},
    "texts": {"health": "2026-1/uk"},
    "about": "x",
    "purpose": "service",
    "channel": "api",
    "actor_name": "Ann",
    "digest": "0" * 64,
    "before": "1" * 64,
}


@given(st.integers(0, 9), st.sampled_from(sorted(ALTERED)))
def test_the_first_altered_row_is_named(place: int, field: str) -> None:
    entries = _chain(10)
    assert first_unfitting(entries) is None
    setattr(entries[place], field, ALTERED[field])
    assert first_unfitting(entries) == place + 1


@given(st.integers(0, 8))
def test_a_missing_row_is_found_by_the_one_after_it(place: int) -> None:
    entries = _chain(10)
    del entries[place]
    assert first_unfitting(entries) == place + 2


def test_a_chain_rewritten_as_a_whole_does_not_match_what_was_noted_outside(told: Disclosure) -> None:
    noted = chains.heads()
    assert chains.faults(noted) == []
    cut = Head(chains.LEDGER, 7, "0" * 64)
    (fault,) = chains.faults([*noted, cut])
    assert (fault.chain, fault.number, fault.outside) == (chains.LEDGER, 7, True)


def test_an_altered_row_warns_the_director_and_its_end_is_not_noted(
    told: Disclosure, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    director = people.account(Role.DIRECTOR)
    system = people.system()
    with django_capture_on_commit_callbacks(execute=True):
        assert verifying.verify_ledger(actor=system) == []
    assert {head.chain for head in chains.heads_noted_outside(CZESTOCHOWA)} == {chains.LEDGER, chains.AUDIT}
    told.number, told.actor_name = 9, "Ktoś inny"
    told.save(force_insert=True)
    noted = len(chains.heads_noted_outside(CZESTOCHOWA))
    with django_capture_on_commit_callbacks(execute=True):
        (fault,) = verifying.verify_ledger(actor=system)
    assert (fault.chain, fault.number) == (chains.LEDGER, 9)
    assert len(chains.heads_noted_outside(CZESTOCHOWA)) == noted + 1  # the audit log's only
    message = Message.objects.get(kind="ledger_altered", user=director)
    assert "9" in message.body
    assert AuditEvent.objects.filter(action="privacy.ledger_verified").count() == 2
    found = CliRunner().invoke(app, ["ledger", "verify", "--tenant", "czestochowa"])
    assert found.exit_code == 1
    assert "disclosures number 9 does not fit its chain" in found.output


def test_the_command_says_that_all_is_well(told: Disclosure) -> None:
    found = CliRunner().invoke(app, ["ledger", "verify"])
    assert found.exit_code == 0, found.output
    assert "czestochowa: intact (3 in disclosures" in found.output
    assert CliRunner().invoke(app, ["ledger", "verify", "--tenant", "nigdzie"]).exit_code == 2


def test_the_same_end_is_noted_once(in_town: str) -> None:
    (operator,) = tenants_of(OPERATOR)
    with in_tenant(operator):
        for _ in range(2):
            keep_head(actor=people.system(), schema=in_town, head=Head("audit", 3, "a" * 64))
        assert kept_heads(in_town) == [Head("audit", 3, "a" * 64)]
        assert kept_heads("g_0000000") == []
