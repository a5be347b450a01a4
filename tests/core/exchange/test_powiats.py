"""A gmina invites a powiat: each side writes its own, and nobody else sees that there is anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from core.audit.models import AuditEvent
from core.exchange import errors as exchange_errors
from core.exchange.models import PartnershipInvitation, PartnershipInvitationAnswer
from core.exchange.operations.invitations import answer_offer
from core.exchange.queries import invitations as offers
from core.notifications.models import Message
from core.partnership import operations as partnership
from core.partnership.errors import accession as errors
from core.partnership.models import PartnerInvitation, PartnerOrganisation
from core.partnership.operations import invitations, powiats
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from tenants.context import in_public, in_tenant
from tests.support import people

GMINA, OTHER, POWIAT = "g_2464011", "g_2475011", "p_2401"
TODAY = date(2026, 10, 5)
TABLES = ("exchange_partnershipinvitation", "exchange_partnershipinvitationanswer")


def invite(message: str = "Zapraszamy.", **more: Any) -> PartnerInvitation:
    with in_tenant(GMINA):
        return powiats.invite_powiat(actor=people.system(), powiat=POWIAT, message=message, **more)


def answer(invitation: PartnerInvitation, *, accepts: bool = True, reason: str = "") -> None:
    with in_tenant(POWIAT):
        offer = offers.received_one(people.system(), invitation.pk)
        answer_offer(
            actor=people.system(), offer=offer, accepts=accepts, reason=reason, contact="Sekretariat"
        )


@contextmanager
def denied() -> Iterator[None]:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        yield


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def settle() -> int:
    with in_tenant(GMINA):
        return powiats.settle_offers(actor=people.system())


def actions() -> list[str]:
    return list(AuditEvent.objects.order_by("number").values_list("action", flat=True))


def test_an_accepting_powiat_becomes_the_strategic_partner(db: None) -> None:
    invitation = invite()
    with in_tenant(POWIAT):
        offer = offers.received(people.system()).get()
        assert (offer.from_town, offer.message) == ("Częstochowa", "Zapraszamy.")
        assert offers.waiting(people.system()) == 1
    answer(invitation)
    assert (settle(), settle()) == (1, 0)
    with in_tenant(GMINA):
        partner = PartnerOrganisation.objects.get()
        assert (partner.name, partner.is_strategic, partner.tenant_schema, partner.kind) == (
            "PCPR w Będzinie",
            True,
            POWIAT,
            "powiat_unit",
        )
        invitation = PartnerInvitation.objects.get()
        assert (invitation.answer, invitation.answered_via, invitation.answer_contact) == (
            "joins",
            "platform",
            "Sekretariat",
        )
        assert {"exchange.partnership_offered", "partnership.strategic_partner_linked"} <= set(actions())
        with pytest.raises(errors.InvitationNotNeededError):
            powiats.invite_powiat(actor=people.system(), powiat=POWIAT)
    with in_tenant(POWIAT):
        assert "exchange.offer_accepted" in actions()
        assert PartnerOrganisation.objects.count() == 0


def test_a_declining_powiat_says_why_and_is_no_strategic_partner(db: None) -> None:
    invitation = invite()
    with pytest.raises(exchange_errors.OfferReasonMissingError):
        answer(invitation, accepts=False)
    answer(invitation, accepts=False, reason="Brak ludzi")
    with pytest.raises(exchange_errors.OfferAnsweredError):
        answer(invitation)
    answer(invitation, accepts=False, reason="Brak ludzi")
    assert settle() == 1
    with in_tenant(GMINA):
        assert PartnerOrganisation.objects.get().is_strategic is False
        invitation = PartnerInvitation.objects.get()
        assert (invitation.answer, invitation.answer_reason) == ("declines", "Brak ludzi")
        # Asked once more, in the same row of the list of partners.
        again = powiats.invite_powiat(actor=people.system(), powiat=POWIAT)
        assert again.partner_id == invitation.partner_id


def test_an_invitation_taken_back_can_no_longer_be_answered(db: None) -> None:
    invitation = invite()
    with in_tenant(GMINA):
        invitations.cancel_invitation(actor=people.system(), invitation=invitation)
    with pytest.raises(exchange_errors.OfferAnsweredError):
        answer(invitation)
    with in_tenant(POWIAT):
        assert offers.waiting(people.system()) == 0


def test_the_same_form_twice_is_one_invitation(db: None) -> None:
    key = uuid7()
    assert invite(key=key) == invite(key=key)
    with in_tenant(POWIAT):
        assert offers.received(people.system()).count() == 1
    with pytest.raises(errors.InvitationOpenError):
        invite()
    with in_tenant(POWIAT):
        assert offers.received(people.system()).count() == 1


def test_an_organisation_of_that_name_on_the_list_is_the_powiats_row(db: None) -> None:
    with in_tenant(GMINA):
        row = partnership.invite_partner(
            actor=people.system(), name="PCPR w BĘDZINIE", sector="social_assistance"
        )
    invitation = invite()
    assert invitation.partner_id == row.pk


def test_officers_of_both_sides_are_told_once(db: None) -> None:
    with in_tenant(GMINA):
        people.account(Role.NETWORK_OFFICER)
    invitation = invite()
    with in_tenant(POWIAT):
        people.account(Role.NETWORK_OFFICER)
        for _ in range(2):
            assert powiats.announce_offers(actor=people.system()) == 1
        assert Message.objects.filter(kind="powiat_invited").count() == 1
    answer(invitation)
    settle()
    with in_tenant(GMINA):
        assert powiats.announce_offers(actor=people.system()) == 0
        assert Message.objects.filter(kind="partner_invitation_answered").count() == 1


def test_other_towns_see_nothing_of_it(db: None) -> None:
    answer(invite())
    with in_tenant(OTHER):
        assert PartnershipInvitation.objects.count() == 0
        assert PartnershipInvitationAnswer.objects.count() == 0
        with pytest.raises(NotVisibleError):
            offers.received(people.system())
    for tenant in ("r_24", "operator"):
        with in_tenant(tenant), denied():
            PartnershipInvitation.objects.count()
    with in_public(), denied():
        PartnershipInvitation.objects.count()


def test_neither_side_reaches_the_others_schema(db: None) -> None:
    answer(invite())
    for schema, foreign in ((GMINA, POWIAT), (POWIAT, GMINA)):
        with in_tenant(schema), denied():
            sql(f"SELECT count(*) FROM {foreign}.partnership_partnerorganisation")


def offer_of(sender: str, asked: str) -> PartnershipInvitation:
    return PartnershipInvitation(
        from_schema=sender,
        to_schema=asked,
        from_town="X",
        from_organisation="X",
        to_organisation="X",
        sent_on=TODAY,
        answer_by=TODAY + timedelta(days=7),
    )


def refused(schema: str, row: Any) -> None:
    with in_tenant(schema), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        row.save(force_insert=True)


def test_nobody_writes_in_anothers_name(db: None) -> None:
    invitation = invite()
    refused(OTHER, offer_of(GMINA, POWIAT))
    refused(POWIAT, offer_of(GMINA, POWIAT))
    forged = {"invitation_id": invitation.pk, "answered_on": TODAY}
    # The gmina cannot accept for the powiat, nor a third town for anybody.
    refused(GMINA, PartnershipInvitationAnswer(by_schema=POWIAT, answer="accepted", **forged))
    refused(OTHER, PartnershipInvitationAnswer(by_schema=OTHER, answer="cancelled", **forged))
    refused(POWIAT, PartnershipInvitationAnswer(by_schema=GMINA, answer="cancelled", **forged))
    with in_tenant(GMINA):
        assert PartnershipInvitationAnswer.objects.count() == 0


def test_what_was_written_is_never_changed(db: None) -> None:
    answer(invite())
    for schema in (GMINA, POWIAT):
        for statement in ("UPDATE public.{} SET id = id", "DELETE FROM public.{}"):
            for table in TABLES:
                with in_tenant(schema), denied():
                    sql(statement.format(table))


def test_every_role_of_the_server_that_is_no_town_has_no_right(db: None) -> None:
    prefix = settings.DATABASE_ROLE_PREFIX
    with connection.cursor() as cursor:
        for role in ("web", "worker", "everyone", "region", "operator", "release"):
            for table in TABLES:
                cursor.execute(
                    "SELECT has_table_privilege(%s, %s, 'SELECT,INSERT,UPDATE,DELETE')",
                    [f"{prefix}_{role}", f"public.{table}"],
                )
                assert cursor.fetchone() == (False,)


def test_only_powiats_on_the_list_are_invited_and_only_by_gminas(db: None) -> None:
    with in_tenant(GMINA):
        assert [each.schema for each in offers.powiats_to_invite()] == [POWIAT]
        for schema in ("p_9999", OTHER, ""):
            with pytest.raises(errors.NotAPowiatError):
                powiats.invite_powiat(actor=people.system(), powiat=schema)
    with in_tenant(POWIAT):
        assert offers.powiats_to_invite() == []
        with pytest.raises(NotVisibleError):
            offers.received(people.actor(Role.SOCIAL_WORKER))
        with pytest.raises(NotVisibleError):
            offers.received(people.actor(Role.DELEGATE))


def test_the_answer_starts_the_gminas_job_in_the_gmina(
    db: None, django_capture_on_commit_callbacks: Any
) -> None:
    invitation = invite()
    with django_capture_on_commit_callbacks(execute=True):
        answer(invitation)
    with in_tenant(GMINA):
        assert PartnerOrganisation.objects.get().is_strategic


def test_a_late_answer_still_counts(db: None) -> None:
    invitation = invite(answer_by=TODAY + timedelta(days=1))
    with clock.standing_at(TODAY + timedelta(days=30)):
        answer(invitation)
        assert settle() == 1
