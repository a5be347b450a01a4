"""From the invitation to the certificate, against the real database."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.audit.models import AuditEvent
from core.partnership import errors, operations, queries
from core.partnership.enums import PartnerStage
from core.partnership.errors.papers import LeadCannotLeaveError
from core.partnership.models import (
    AccessionDeclaration,
    PartnerOrganisation,
    PartnerPerson,
    PartnershipAttendance,
    PartnershipCertificate,
    PartnershipMeeting,
)
from core.partnership.operations import papers
from core.shared.clock import standing_at
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.identifiers import BadNipError, BadRegonError
from core.shared.ids import uuid7
from tests.core.partnership.stories import INVITED, SIGNED, declared, invited
from tests.support import people

pytestmark = pytest.mark.usefixtures("in_town")


def actions() -> list[str]:
    return list(AuditEvent.objects.order_by("number").values_list("action", flat=True))


def test_a_partner_is_invited_declared_certified_and_may_leave() -> None:
    officer = people.actor(Role.NETWORK_OFFICER)
    partner = invited(actor=officer)
    assert queries.stage_on(partner) == PartnerStage.INVITED
    declaration = operations.sign_declaration(actor=officer, partner=partner, signed_on=SIGNED)
    assert queries.stage_on(partner) == PartnerStage.DECLARED
    certificate = operations.issue_certificate(actor=officer, declaration=declaration)
    assert queries.stage_on(partner) == PartnerStage.CERTIFIED
    operations.withdraw_declaration(actor=officer, declaration=declaration)
    assert queries.stage_on(partner) == PartnerStage.WITHDRAWN
    assert (declaration.number, len(certificate.code)) == ("1/2020", 12)
    assert actions()[-6:] == [
        "partnership.partner_invited",
        "partnership.declaration_signed",
        "documents.issued",
        "partnership.certificate_issued",
        "documents.issued",
        "partnership.declaration_withdrawn",
    ]


def test_the_list_and_the_rules_agree_about_stages() -> None:
    invited("Straż Miejska")
    declared("Policja")
    _, third = declared("Szpital", sector="health")
    operations.issue_certificate(actor=people.system(), declaration=third)
    _, fourth = declared("Fundacja", sector="ngo")
    operations.withdraw_declaration(actor=people.system(), declaration=fourth)
    found = list(queries.partners(people.system()))
    assert {item.name: item.stage for item in found} == {item.name: queries.stage_on(item) for item in found}
    assert queries.stage_counts(people.system()) == {
        "invited": 1,
        "declared": 1,
        "certified": 1,
        "withdrawn": 1,
    }


def test_signing_before_the_invitation_writes_nothing() -> None:
    partner = invited()
    before = len(actions())
    with pytest.raises(errors.SignedBeforeInvitationError):
        operations.sign_declaration(actor=people.system(), partner=partner, signed_on=date(2019, 11, 3))
    assert AccessionDeclaration.objects.count() == 0
    assert len(actions()) == before


def test_one_declaration_at_a_time_in_the_rules_and_in_the_database() -> None:
    partner, _ = declared()
    with pytest.raises(errors.DeclarationInForceError):
        operations.sign_declaration(actor=people.system(), partner=partner, signed_on=date(2021, 1, 1))
    with pytest.raises(IntegrityError, match="declaration_one_open_a_partner"), transaction.atomic():
        AccessionDeclaration.objects.create(partner=partner, number="9/2021", signed_on=SIGNED)


def test_numbers_follow_each_other_within_a_year() -> None:
    numbers = [declared(f"Partner {number}")[1].number for number in range(3)]
    assert numbers == ["1/2020", "2/2020", "3/2020"]
    partner = invited("Partner z 2024")
    later = operations.sign_declaration(actor=people.system(), partner=partner, signed_on=date(2024, 5, 1))
    assert later.number == "1/2024"


def test_the_same_form_twice_is_one_record() -> None:
    actor = people.system()
    keys = [uuid7() for _ in range(4)]
    for _ in range(2):
        partner = operations.invite_partner(
            actor=actor, name="Policja", sector="security", invited_on=INVITED, key=keys[0]
        )
        declaration = operations.sign_declaration(actor=actor, partner=partner, signed_on=SIGNED, key=keys[1])
        operations.issue_certificate(actor=actor, declaration=declaration)
        operations.name_person(actor=actor, partner=partner, name="Jan Zmyślony", key=keys[2])
        operations.hold_meeting(
            actor=actor,
            held_on=SIGNED,
            kind="formalising",
            title="Podpisanie",
            present=[partner],
            key=keys[3],
        )
    models = (
        PartnerOrganisation,
        AccessionDeclaration,
        PartnershipCertificate,
        PartnerPerson,
        PartnershipMeeting,
    )
    assert [model.objects.count() for model in models] == [1] * 5
    assert len(actions()) == 7  # with the papers of declaration and certificate


@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        ({"name": "  "}, errors.NameMissingError),
        ({"name": "komenda miejska POLICJI"}, errors.DuplicatePartnerError),
        ({"nip": "1234567890"}, BadNipError),
        ({"regon": "123"}, BadRegonError),
        ({"sector": "magia"}, errors.UnknownSectorError),
        ({"invited_on": date(2999, 1, 1)}, errors.InvitationInFutureError),
    ],
)
def test_an_organisation_that_does_not_fit_is_refused(
    details: dict[str, object], refusal: type[Exception]
) -> None:
    invited("Komenda Miejska Policji")
    fields = {"name": "Straż Miejska", "sector": "security", **details}
    with pytest.raises(refusal):
        operations.invite_partner(actor=people.system(), **fields)  # type: ignore[arg-type]
    assert PartnerOrganisation.objects.count() == 1


def test_a_tax_number_is_kept_bare_and_once() -> None:
    first = invited("Szpital", nip="526-104-08-28")
    assert first.nip == "5261040828"
    with pytest.raises(errors.DuplicateNipError):
        invited("Drugi szpital", nip="5261040828")


def test_a_town_has_one_lead_that_nobody_invited() -> None:
    lead = operations.register_lead(actor=people.system(), name="MOPS", short_name="MOPS")
    operations.sign_declaration(actor=people.system(), partner=lead, signed_on=SIGNED)
    assert queries.lead() == lead
    with pytest.raises(errors.SecondLeadError):
        operations.register_lead(actor=people.system(), name="Drugi MOPS")


def test_who_only_sees_the_partnership_cannot_change_it() -> None:
    worker = people.actor(Role.SOCIAL_WORKER)
    family = people.actor(Role.FAMILY_MEMBER)
    for actor, refusal in ((worker, errors.OfficerOnlyError), (family, NotVisibleError)):
        with pytest.raises(refusal):
            operations.invite_partner(actor=actor, name="Policja", sector="security")
    assert not PartnerOrganisation.objects.exists()
    with pytest.raises(NotVisibleError):
        queries.partners(family)


def test_a_delegate_opens_the_own_organisation_only() -> None:
    own, other = invited("Policja"), invited("Szpital", sector="health")
    user = people.account(Role.DELEGATE)
    operations.name_person(actor=people.system(), partner=own, name="Jan Zmyślony", user=user)
    delegate = people.actor_of(user)
    assert delegate.partner_id == own.pk
    assert queries.partner_visible(delegate, own.pk) == own
    assert set(queries.partners(delegate)) == {own, other}
    with pytest.raises(NotVisibleError):
        queries.partner_visible(delegate, other.pk)


def test_who_no_longer_speaks_for_a_partner_is_nobody_there() -> None:
    partner = invited()
    user = people.account(Role.DELEGATE)
    person = operations.name_person(
        actor=people.system(),
        partner=partner,
        name="Jan Zmyślony",
        user=user,
        starts_on=date(2024, 1, 1),
    )
    with standing_at(date(2026, 3, 1)):
        operations.end_person(actor=people.system(), person=person)
        assert queries.partner_of(user.pk) is None
    with standing_at(date(2026, 2, 28)):
        assert queries.partner_of(user.pk) == partner.pk


def test_an_account_speaks_for_one_person() -> None:
    partner = invited()
    user = people.account(Role.DELEGATE)
    operations.name_person(actor=people.system(), partner=partner, name="Jan", user=user)
    with pytest.raises(errors.AccountTakenError):
        operations.name_person(actor=people.system(), partner=partner, name="Ewa", user=user)


def test_whoever_came_to_a_meeting_counts_as_invited() -> None:
    first, second = invited("Policja"), invited("Szpital", sector="health")
    operations.hold_meeting(
        actor=people.system(),
        held_on=SIGNED,
        kind="working",
        title="Spotkanie robocze",
        present=[first],
        invited=[second],
    )
    found = queries.meetings(people.system()).get()
    assert (found.invited_number, found.present_number) == (2, 1)  # type: ignore[attr-defined]
    assert {item.partner_id: item.present for item in PartnershipAttendance.objects.all()} == {
        first.pk: True,
        second.pk: False,
    }
    with pytest.raises(errors.DuplicateMeetingError):
        operations.hold_meeting(
            actor=people.system(),
            held_on=SIGNED,
            kind="working",
            title="Spotkanie robocze",
            present=[second],
        )


def test_search_knows_neither_case_nor_polish_letters() -> None:
    partner = invited("Zakład Gospodarki Mieszkaniowej", short_name="ZGM TBS")
    invited("Szpital", sector="health")
    for typed in ("zaklad", "MIESZKANIOWEJ zgm", "Zakład"):
        assert list(queries.partners(people.system(), typed)) == [partner]
    assert not queries.partners(people.system(), "zakład szpital").exists()
    assert not queries.partners(people.system(), "100%").exists()


def test_the_partnership_of_one_town_is_not_that_of_another() -> None:
    from tenants.context import in_tenant  # noqa: PLC0415  stands in two towns

    partner, declaration = declared("Policja")
    certificate = operations.issue_certificate(actor=people.system(), declaration=declaration)
    with in_tenant("g_2475011"):
        invited("Policja w drugim mieście")
        officer = people.actor(Role.NETWORK_OFFICER)
        assert [item.name for item in queries.partners(officer)] == ["Policja w drugim mieście"]
        assert queries.certificate_check(certificate.code) is None
        with pytest.raises(NotVisibleError):
            queries.partner_visible(officer, partner.pk)


def test_a_certificate_is_checked_by_its_code_however_it_is_typed() -> None:
    _, declaration = declared("Policja")
    certificate = operations.issue_certificate(actor=people.system(), declaration=declaration)
    typed = queries.grouped_code(certificate.code).lower()
    found = queries.certificate_check(typed)
    assert found is not None
    assert (found.valid, found.partner, found.ends_on) == (True, "Policja", None)
    operations.withdraw_declaration(actor=people.system(), declaration=declaration)
    again = queries.certificate_check(typed)
    assert again is not None
    assert (again.state, again.ends_on is not None) == ("withdrawn", True)
    assert queries.certificate_check("NIEZNANYKOD1") is None


def test_the_certificate_is_printed_for_who_sees_the_partner() -> None:
    _, declaration = declared("Policja")
    certificate = operations.issue_certificate(actor=people.system(), declaration=declaration)
    worker = people.actor(Role.SOCIAL_WORKER)
    document = papers.fetch_certificate(actor=worker, certificate=certificate)
    assert document == papers.fetch_certificate(actor=worker, certificate=certificate)
    assert document.bytes.startswith(b"%PDF-")
    printed = papers.fetch_declaration(actor=worker, declaration=declaration)
    assert printed.filename == "deklaracja-1-2020.pdf"
    assert papers.fetch_declaration(actor=worker, declaration=declaration) == printed
    with pytest.raises(NotVisibleError):
        papers.fetch_certificate(actor=people.actor(Role.DELEGATE), certificate=certificate)


def test_the_lead_does_not_leave(in_town: str) -> None:
    lead = operations.register_lead(actor=people.system(), name="MOPS", short_name="MOPS")
    declaration = operations.sign_declaration(actor=people.system(), partner=lead, signed_on=SIGNED)
    with pytest.raises(LeadCannotLeaveError, match="Lider nie występuje"):
        operations.withdraw_declaration(actor=people.system(), declaration=declaration)
    declaration.refresh_from_db()
    assert declaration.withdrawn_on is None
