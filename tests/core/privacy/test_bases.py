"""The register of legal bases: proposed by kind, written down by the town, dated."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from core.partnership.models import PartnerOrganisation
from core.privacy import errors
from core.privacy.enums import Article6, Article9
from core.privacy.models import LegalBasis
from core.privacy.operations import bases as operations
from core.privacy.queries import bases, texts
from core.privacy.vocabulary import DEFAULTS, proposed_for
from core.reference.grounds import Sector
from core.shared.clock import standing_at
from core.shared.errors import ConflictError, NotVisibleError
from tests.support import families as build
from tests.support import people

TODAY = date(2026, 10, 5)
WORDS: dict[str, Any] = {
    "records": "Dokumentacja interwencji",
    "article6": ["6_1_e"],
    "article9": ["9_2_g"],
    "act": "ustawa o strażach gminnych",
    "plain": "Straż zapisuje interwencje, bo każe jej ustawa.",
}


@pytest.fixture(autouse=True)
def _on_the_day(in_town: str) -> object:
    with standing_at(TODAY):
        yield


def test_each_kind_of_institution_has_a_proposal() -> None:
    assert set(DEFAULTS) == set(Sector)
    for proposed in [*DEFAULTS.values(), *proposed_for(Sector.OTHER, is_lead=True)]:
        assert set(proposed.article6) <= set(Article6.values)
        assert set(proposed.article9) <= set(Article9.values)
        assert proposed.article6


def test_what_is_written_down_takes_the_place_of_the_proposal_and_keeps_its_days() -> None:
    police, officer = build.partner(), people.actor("network_officer")
    [kept] = bases.kept_records([police])
    assert kept.bases[0].is_proposed
    first = operations.keep_basis(actor=officer, partner=police, **WORDS)
    with standing_at(date(2026, 11, 2)):
        second = operations.change_basis(actor=officer, basis=first, **{**WORDS, "act": "inna ustawa"})
        assert [one.act for one in bases.kept_records([police])[0].bases] == ["inna ustawa"]
        before = bases.kept_records([police], date(2026, 10, 6))[0].bases
        assert [(one.act, one.row) for one in before] == [("ustawa o strażach gminnych", first)]
        with pytest.raises(ConflictError):
            operations.change_basis(actor=officer, basis=first, **WORDS)
        operations.end_basis(actor=officer, basis=second)
        assert bases.kept_records([police])[0].bases[0].is_proposed
    assert LegalBasis.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"article6": []}, errors.BasisMissingError),
        ({"article6": ["6_1_z"]}, errors.UnknownBasisError),
        ({"article9": ["9_2_z"]}, errors.UnknownBasisError),
        ({"plain": " "}, errors.BasisWordsMissingError),
    ],
)
def test_what_cannot_be_written(change: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        operations.keep_basis(actor=people.actor("director"), partner=build.partner(), **{**WORDS, **change})


def test_one_basis_for_one_kind_of_records() -> None:
    police, officer = build.partner(), people.actor("network_officer")
    operations.keep_basis(actor=officer, partner=police, **WORDS)
    with pytest.raises(errors.BasisExistsError):
        operations.keep_basis(actor=officer, partner=police, **WORDS)


def test_others_read_the_register_and_do_not_write() -> None:
    police = build.partner()
    row = operations.keep_basis(actor=people.actor("director"), partner=police, **WORDS)
    for role in ("social_worker", "delegate", "family_member"):
        with pytest.raises(NotVisibleError):
            operations.keep_basis(actor=people.actor(role), partner=police, **WORDS)
        with pytest.raises(NotVisibleError):
            operations.name_contact(actor=people.actor(role), partner=police)
    assert bases.basis_visible(people.actor("family_member"), row.pk) == row
    with pytest.raises(NotVisibleError):
        bases.basis_visible(people.actor("delegate"), row.pk)


def test_the_notice_names_the_leads_contact_for_data() -> None:
    lead = PartnerOrganisation.objects.filter(is_lead=True).first() or PartnerOrganisation.objects.create(
        name="Ośrodek Wzorcowy", sector=Sector.SOCIAL_ASSISTANCE, is_lead=True
    )
    officer = people.actor("network_officer")
    named = operations.name_contact(
        actor=officer, partner=lead, contact="ul. Prosta 1", inspector="Iwona Inspektor, iod@osrodek.example"
    )
    assert texts.controller().inspector == "Iwona Inspektor, iod@osrodek.example"
    assert "Iwona Inspektor" in texts.words_of(texts.text_in_force("notice", "en"))
    with pytest.raises(ConflictError):
        operations.name_contact(actor=officer, partner=lead, version=named.version + 1)
