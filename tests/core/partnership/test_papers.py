"""Declarations from the printer to the last day: prepared, signed, amended, withdrawn, run out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from core.documents.models import IssuedDocument, ReceivedFile
from core.documents.operations import issued
from core.notifications.models import Message
from core.partnership import errors, queries
from core.partnership.enums import PartnerStage
from core.partnership.errors import papers as refused
from core.partnership.models import AccessionDeclaration, DeclarationAmendment, DeclarationDraft
from core.partnership.operations import amendments, copies, drafts, endings, papers
from core.partnership.queries import papers as read
from core.partnership.rules import Accession
from core.partnership.rules.papers import Change, Terms, last_day, reminder_due, state_of, terms_on
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import DomainError, NotVisibleError
from tests.core.documents.test_papers import JPEG, PNG
from tests.core.documents.test_render import words
from tests.core.partnership.stories import SIGNED, declared, invited
from tests.support import people
from tests.support.signing import authority, signed

pytestmark = pytest.mark.usefixtures("in_town")
TODAY = date(2026, 10, 5)


def prepared(name: str = "Komenda Miejska Policji", **more: Any) -> DeclarationDraft:
    return drafts.prepare_declaration(
        actor=people.system(), partner=invited(name), scope="Dzielnicowi", categories=["health"], **more
    )


def amended(declaration: AccessionDeclaration, **more: Any) -> DeclarationAmendment:
    details = {"effective_on": TODAY, "scope": "Nowy zakres", **more}
    return amendments.prepare_amendment(actor=people.system(), declaration=declaration, **details)


def test_a_prepared_declaration_is_a_numbered_paper_with_room_for_the_signature() -> None:
    draft = prepared(valid_until=date(2027, 12, 31))
    assert draft.document is not None
    text = words(draft.document.bytes)
    for said in (
        f"nr {draft.number}",
        "Dzielnicowi",
        "Promocja i ochrona zdrowia",
        "31.12.2027",
        "Dzień podpisania",
    ):
        assert said in text
    assert queries.stage_on(draft.partner) == PartnerStage.INVITED
    assert issued.reproduce(IssuedDocument.objects.get(pk=draft.document.pk)).well


def test_signed_it_becomes_the_declaration_of_its_number_with_its_scan() -> None:
    draft = prepared()
    declaration = drafts.sign_draft(
        actor=people.system(), draft=draft, signed_on=TODAY, name="skan.jpg", content=JPEG
    )
    assert (declaration.number, declaration.scope, declaration.categories) == (
        draft.number,
        "Dzielnicowi",
        ["health"],
    )
    assert drafts.sign_draft(actor=people.system(), draft=draft, signed_on=TODAY) == declaration
    assert papers.paper_of(people.system(), declaration) == draft.document
    assert len(read.copies_of([declaration])[declaration.pk]) == 1
    assert not read.drafts_of(draft.partner).exists()
    with pytest.raises(refused.DraftClosedError):
        drafts.discard_draft(actor=people.system(), draft=draft)


def test_signed_electronically_it_is_the_very_paper_that_was_printed() -> None:
    first, second = prepared("Policja"), prepared("Szkoła")
    assert first.document is not None
    assert second.document is not None
    person = authority().person("Ewa Dyrektorska")
    with pytest.raises(DomainError, match="foreign_document"):
        drafts.sign_draft(
            actor=people.system(),
            draft=first,
            signed_on=TODAY,
            name="a.pdf",
            content=signed(second.document.bytes, person),
        )
    first.refresh_from_db()
    assert first.declaration_id is None
    assert not AccessionDeclaration.objects.exists()
    done = drafts.sign_draft(
        actor=people.system(),
        draft=first,
        signed_on=TODAY,
        name="a.pdf",
        content=signed(first.document.bytes, person),
    )
    (copy,) = read.copies_of([done])[done.pk]
    assert copy.last_check is not None
    assert copy.last_check.verdict == "intact"


def test_numbers_go_on_after_prepared_and_put_aside_ones() -> None:
    first = prepared("Policja")
    drafts.discard_draft(actor=people.system(), draft=first)
    assert drafts.discard_draft(actor=people.system(), draft=first).discarded_on == TODAY
    with pytest.raises(refused.DraftClosedError):
        drafts.sign_draft(actor=people.system(), draft=first, signed_on=TODAY)
    direct = papers.sign_declaration(actor=people.system(), partner=invited("Szkoła"), signed_on=TODAY)
    second = prepared("Szpital")
    signed_one = drafts.sign_draft(actor=people.system(), draft=second, signed_on=TODAY)
    third = prepared("Żłobek")
    assert [first.number, direct.number, signed_one.number, third.number] == [
        f"{number}/2026" for number in (1, 2, 3, 4)
    ]


def test_one_declaration_waits_at_a_time_and_an_endless_one_needs_no_next() -> None:
    draft = prepared()
    with pytest.raises(refused.DraftOpenError):
        drafts.prepare_declaration(actor=people.system(), partner=draft.partner)
    partner, _ = declared("Szkoła")
    with pytest.raises(errors.DeclarationInForceError):
        drafts.prepare_declaration(actor=people.system(), partner=partner)
    with pytest.raises(refused.TermOverError):
        prepared("Szpital", valid_until=TODAY)
    with pytest.raises(refused.UnknownServiceCategoryError):
        drafts.prepare_declaration(actor=people.system(), partner=invited("Klub"), categories=["magia"])


def test_terms_of_a_day_count_in_what_was_signed_by_then() -> None:
    first = Terms("a", ("health",))
    changes = [
        Change(2, date(2026, 6, 1), scope="c"),
        Change(1, date(2026, 3, 1), scope="b", categories=("sport",)),
    ]
    assert terms_on(first, changes, date(2026, 2, 28)) == first
    assert terms_on(first, changes, date(2026, 3, 1)) == Terms("b", ("sport",))
    assert terms_on(first, changes, date(2026, 6, 1)) == Terms("c", ("sport",))


def test_an_amendment_counts_once_signed_and_from_its_day() -> None:
    _, declaration = declared()
    amendment = amended(declaration, effective_on=date(2026, 11, 1), categories=["sport", "culture"])
    assert amendment.document is not None
    text = words(amendment.document.bytes)
    for said in ("Aneks nr 1", declaration.number, "Nowy zakres", "Kultura", "01.11.2026"):
        assert said in text
    later = date(2026, 11, 1)
    assert read.terms_on(declaration, later).scope == ""
    amendments.sign_amendment(
        actor=people.system(), amendment=amendment, signed_on=TODAY, name="aneks.png", content=PNG
    )
    again = AccessionDeclaration.objects.get(pk=declaration.pk)
    assert read.terms_on(again, date(2026, 10, 31)) == Terms("", ())
    assert read.terms_on(again, later) == Terms("Nowy zakres", ("sport", "culture"))
    assert len(read.copies_of([again])[amendment.pk]) == 1
    second = amended(again, scope=None, categories=[])
    assert second.number == 2
    amendments.sign_amendment(actor=people.system(), amendment=second, signed_on=TODAY)
    assert amendments.sign_amendment(actor=people.system(), amendment=second, signed_on=TODAY).number == 2


def test_a_new_term_holds_from_its_signature_and_changes_no_day_before() -> None:
    partner = invited()
    declaration = papers.sign_declaration(
        actor=people.system(), partner=partner, signed_on=SIGNED, valid_until=date(2026, 12, 31)
    )
    amendment = amended(
        declaration,
        scope=None,
        effective_on=date(2027, 1, 1),
        changes_term=True,
        valid_until=date(2028, 12, 31),
    )
    declaration.refresh_from_db()
    assert declaration.valid_until == date(2026, 12, 31)
    amendments.sign_amendment(actor=people.system(), amendment=amendment, signed_on=TODAY)
    declaration.refresh_from_db()
    assert declaration.valid_until == date(2028, 12, 31)
    for day in (SIGNED, date(2026, 12, 31), date(2027, 1, 1), date(2028, 12, 31)):
        assert declaration.as_accession().in_force(day)
    endless = amended(declaration, scope=None, changes_term=True)
    amendments.sign_amendment(actor=people.system(), amendment=endless, signed_on=TODAY)
    declaration.refresh_from_db()
    assert declaration.valid_until is None


@pytest.mark.parametrize(
    ("details", "error"),
    [
        ({"scope": None}, refused.NothingChangesError),
        ({"effective_on": date(2020, 1, 9)}, refused.EffectiveOutsideTermError),
        ({"effective_on": date(2027, 1, 2)}, refused.EffectiveOutsideTermError),
        ({"effective_on": date(2027, 10, 7)}, refused.EffectiveTooFarError),
        ({"changes_term": True, "valid_until": date(2026, 10, 4)}, refused.TermOverError),
        ({"categories": ["magia"]}, refused.UnknownServiceCategoryError),
    ],
)
def test_what_an_amendment_cannot_be(details: dict[str, Any], error: type[Exception]) -> None:
    declaration = papers.sign_declaration(
        actor=people.system(), partner=invited(), signed_on=SIGNED, valid_until=date(2026, 12, 31)
    )
    with pytest.raises(error):
        amended(declaration, **details)
    assert not DeclarationAmendment.objects.exists()


def test_what_has_lapsed_or_was_given_up_is_declared_anew_and_not_amended() -> None:
    _, declaration = declared()
    amendment = amended(declaration)
    with pytest.raises(refused.AmendmentOpenError):
        amended(declaration)
    with pytest.raises(refused.SignedBeforeDeclarationError):
        amendments.sign_amendment(actor=people.system(), amendment=amendment, signed_on=SIGNED - timedelta(1))
    with pytest.raises(errors.SignedInFutureError):
        amendments.sign_amendment(actor=people.system(), amendment=amendment, signed_on=TODAY + timedelta(1))
    papers.withdraw_declaration(
        actor=people.system(), declaration=declaration, withdrawn_on=TODAY + timedelta(30)
    )
    with pytest.raises(refused.AmendmentNotInForceError):
        amendments.sign_amendment(actor=people.system(), amendment=amendment, signed_on=TODAY)
    amendments.discard_amendment(actor=people.system(), amendment=amendment)
    with pytest.raises(refused.AmendmentNotInForceError):
        amended(declaration)
    with pytest.raises(refused.AmendmentClosedError):
        amendments.sign_amendment(actor=people.system(), amendment=amendment, signed_on=TODAY)


def test_a_departure_may_be_announced_and_called_off_before_its_day() -> None:
    partner, declaration = declared()
    day = TODAY + timedelta(30)
    left = papers.withdraw_declaration(
        actor=people.system(), declaration=declaration, withdrawn_on=day, reason="Zmiana zadań"
    )
    assert (left.withdrawn_on, left.withdrawal_noted_on, left.withdrawal_reason) == (
        day,
        TODAY,
        "Zmiana zadań",
    )
    assert queries.stage_on(partner) == PartnerStage.DECLARED
    assert queries.stage_on(partner, day) == PartnerStage.WITHDRAWN
    papers.call_off_withdrawal(actor=people.system(), declaration=declaration)
    assert queries.stage_on(partner, day) == PartnerStage.DECLARED
    papers.withdraw_declaration(actor=people.system(), declaration=declaration)
    with pytest.raises(refused.WithdrawalTookEffectError):
        papers.call_off_withdrawal(actor=people.system(), declaration=declaration)


def test_a_departure_has_bounds() -> None:
    _, declaration = declared()
    with pytest.raises(refused.WithdrawnTooFarError):
        papers.withdraw_declaration(
            actor=people.system(), declaration=declaration, withdrawn_on=date(2062, 1, 1)
        )
    ended = papers.sign_declaration(
        actor=people.system(), partner=invited("Szkoła"), signed_on=SIGNED, valid_until=date(2021, 1, 1)
    )
    with pytest.raises(refused.AlreadyEndedError):
        papers.withdraw_declaration(actor=people.system(), declaration=ended)


@pytest.mark.parametrize(
    ("accession", "state", "ends"),
    [
        (Accession(SIGNED), "valid", None),
        (Accession(SIGNED, valid_until=date(2026, 12, 31)), "valid", date(2026, 12, 31)),
        (Accession(SIGNED, withdrawn_on=date(2026, 11, 1)), "valid", date(2026, 10, 31)),
        (Accession(SIGNED, withdrawn_on=TODAY), "withdrawn", date(2026, 10, 4)),
        (Accession(SIGNED, valid_until=date(2026, 10, 4)), "expired", date(2026, 10, 4)),
        (Accession(SIGNED, date(2026, 9, 1), date(2026, 10, 4)), "withdrawn", date(2026, 8, 31)),
        (Accession(SIGNED, date(2026, 10, 4), date(2026, 9, 1)), "expired", date(2026, 9, 1)),
    ],
)
def test_what_a_certificate_is_worth_follows_the_declaration(
    accession: Accession, state: str, ends: date | None
) -> None:
    assert (state_of(accession, TODAY), last_day(accession)) == (state, ends)


def test_a_certificate_bears_its_check_as_code_and_keeps_number_and_code_when_printed_anew() -> None:
    partner, declaration = declared("Policja")
    certificate = papers.issue_certificate(actor=people.system(), declaration=declaration)
    first = papers.fetch_certificate(actor=people.system(), certificate=certificate)
    assert f"czestochowa.localhost/w/{certificate.code}/" in words(first.bytes)
    assert first.data["qr"].startswith("<svg")
    assert issued.reproduce(IssuedDocument.objects.get(pk=first.pk)).well
    assert papers.print_certificate(actor=people.system(), certificate=certificate) == first
    from core.partnership.operations import update_partner  # noqa: PLC0415

    update_partner(actor=people.system(), partner=partner, name="Policja Miejska")
    certificate = read.certificate_visible(people.system(), certificate.pk)
    assert papers.fetch_certificate(actor=people.system(), certificate=certificate) == first
    second = papers.print_certificate(actor=people.system(), certificate=certificate)
    assert (second.edition, second.number) == (2, first.number)
    assert papers.fetch_certificate(actor=people.system(), certificate=certificate) == second


def test_copies_are_for_staff_and_the_partner_and_each_taking_is_written_down() -> None:
    from core.audit.models import AuditEvent  # noqa: PLC0415

    partner, declaration = declared("Policja")
    copy = copies.add_copy(actor=people.system(), paper=declaration, name="skan.png", content=PNG)
    worker = people.actor(Role.SOCIAL_WORKER)
    delegate = people.actor(Role.DELEGATE).standing_for(partner_id=partner.pk)
    for reader in (worker, delegate):
        assert copies.fetch_copy(actor=reader, copy=copy) == PNG
    assert AuditEvent.objects.filter(action="documents.handed_over").count() == 2
    stranger = people.actor(Role.DELEGATE).standing_for(partner_id=invited("Szkoła").pk)
    family = people.actor(Role.FAMILY_MEMBER)
    for other in (stranger, family):
        with pytest.raises(NotVisibleError):
            copies.fetch_copy(actor=other, copy=copy)
        with pytest.raises(NotVisibleError):
            papers.fetch_declaration(actor=other, declaration=declaration)
    assert list(read.copies_visible_to(stranger)) == []
    assert list(read.copies_visible_to(delegate)) == [copy]
    for reader in (worker, delegate):
        with pytest.raises(errors.OfficerOnlyError):
            copies.remove_copy(actor=reader, copy=copy, reason="nie moje")
    copies.remove_copy(actor=people.actor(Role.NETWORK_OFFICER), copy=copy, reason="inna sprawa")
    with pytest.raises(NotVisibleError):
        copies.fetch_copy(actor=worker, copy=copy)
    assert ReceivedFile.objects.get().removed_because == "inna sprawa"


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.DELEGATE, Role.FAMILY_MEMBER])
def test_only_officer_and_director_prepare_papers(role: str) -> None:
    partner, declaration = declared()
    actor = people.actor(role)
    with pytest.raises((errors.OfficerOnlyError, NotVisibleError)):
        drafts.prepare_declaration(actor=actor, partner=partner)
    with pytest.raises((errors.OfficerOnlyError, NotVisibleError)):
        amendments.prepare_amendment(actor=actor, declaration=declaration, effective_on=TODAY, scope="x")
    with pytest.raises((errors.OfficerOnlyError, NotVisibleError)):
        copies.add_copy(actor=actor, paper=declaration, name="skan.png", content=PNG)
    assert not DeclarationDraft.objects.exists()
    assert not DeclarationAmendment.objects.exists()
    assert not ReceivedFile.objects.exists()


@pytest.mark.parametrize(("left", "due"), [(61, None), (60, 60), (15, 60), (14, 14), (0, 14), (-1, None)])
def test_reminders_come_sixty_and_fourteen_days_before_the_last(left: int, due: int | None) -> None:
    assert reminder_due(TODAY + timedelta(left), TODAY) == due


def test_officer_and_partner_are_told_once_of_each_deadline() -> None:
    people.account(Role.NETWORK_OFFICER)
    for name, days in (("Policja", 60), ("Szkoła", 61), ("Szpital", 3)):
        papers.sign_declaration(
            actor=people.system(),
            partner=invited(name, email=f"biuro@{len(name)}.example"),
            signed_on=SIGNED,
            valid_until=TODAY + timedelta(days),
        )
    assert endings.remind_of_endings(actor=people.system()) == 2
    assert endings.remind_of_endings(actor=people.system()) == 2
    assert Message.objects.count() == 4
    assert not any("Szkoła" in message.body for message in Message.objects.all())
    with clock.standing_at(TODAY + timedelta(46)):
        endings.remind_of_endings(actor=people.system())
    assert sum("Policja" in message.body for message in Message.objects.all()) == 4
