"""Authorising, taking back, disclosing: what left is written down and cannot be changed unseen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from core.privacy import errors, operations
from core.privacy.enums import Channel, Purpose
from core.privacy.models import Disclosure, DisclosureAuthorisation
from core.privacy.operations import authorisations, disclosing
from core.privacy.queries import ledger, sight
from core.privacy.queries.agreements import agreements
from core.privacy.rules.sight import DaySpan
from core.shared import clock
from core.shared.clock import standing_at
from core.shared.errors import NotVisibleError
from tests.support import people, vertical

if TYPE_CHECKING:
    from core.privacy.models import ParticipationAgreement
    from tests.support.vertical import AgreedFamily, Town

SEATED = [DaySpan(date(2026, 9, 10))]
pytestmark = pytest.mark.usefixtures("in_town")


@pytest.fixture
def police() -> Town:
    return vertical.town("Komisariat Próbny")


@pytest.fixture
def home() -> AgreedFamily:
    return vertical.agreed_family()


def authorised(home: AgreedFamily, police: Town, **more: Any) -> list[DisclosureAuthorisation]:
    values = {"categories": ["health", "identity"], "purpose": Purpose.TEAM, **more}
    return authorisations.authorise(
        actor=home.worker, case=home.case, person=home.mother, partner=police.partner, **values
    )


def told(home: AgreedFamily, police: Town, **more: Any) -> frozenset[str]:
    values = {
        "categories": ["identity", "health", "violence"],
        "purpose": Purpose.TEAM,
        "channel": Channel.PAGE,
        "seats": SEATED,
        **more,
    }
    return disclosing.disclose(
        actor=police.delegate, case=home.case, person=home.mother, partner_id=police.partner.pk, **values
    )


def test_only_what_was_authorised_is_told_and_it_is_written_down(home: AgreedFamily, police: Town) -> None:
    words = {one.category: str(one.pk) for one in authorised(home, police)}
    assert told(home, police) == {"identity", "health"}
    entry = Disclosure.objects.get()
    assert (entry.told, entry.person_id, entry.actor_id) == (words, home.mother.pk, police.delegate.user_id)


def test_nothing_told_is_nothing_written(home: AgreedFamily, police: Town) -> None:
    assert told(home, police) == frozenset()
    authorised(home, police)
    assert told(home, police, purpose=Purpose.SERVICE) == frozenset()
    assert told(home, police, seats=[]) == frozenset()
    assert Disclosure.objects.count() == 0


def test_taking_back_closes_at_the_next_look(home: AgreedFamily, police: Town) -> None:
    words = authorised(home, police)
    assert told(home, police) == {"identity", "health"}
    for _ in range(2):
        authorisations.take_back(actor=home.worker, authorisation=words[0])
    assert len(told(home, police)) == 1


def test_withdrawing_from_taking_part_closes_everything(home: AgreedFamily, police: Town) -> None:
    authorised(home, police)
    agreement = _agreement(home)
    operations.withdraw_agreement(actor=home.worker, agreement=agreement)
    assert told(home, police) == frozenset()


def _agreement(home: AgreedFamily) -> ParticipationAgreement:
    return next(one for one in agreements(home.case) if one.person_id == home.mother.pk)


def test_a_restriction_freezes_and_only_the_worker_lifts_it(home: AgreedFamily, police: Town) -> None:
    authorised(home, police)
    mother = people.actor_of(vertical.member_account(home, home.mother))
    first = authorisations.restrict(actor=mother, case=home.case, person=home.mother)
    assert authorisations.restrict(actor=mother, case=home.case, person=home.mother) == first
    assert told(home, police) == frozenset()
    with pytest.raises(NotVisibleError):
        authorisations.lift_restriction(actor=mother, case=home.case, person=home.mother)
    with standing_at(clock.today() + timedelta(days=1)):
        authorisations.lift_restriction(actor=home.worker, case=home.case, person=home.mother)
        assert told(home, police) == {"identity", "health"}


def test_what_could_they_see_on_the_third_of_march(home: AgreedFamily, police: Town) -> None:
    with standing_at(date(2026, 3, 2)):
        words = authorised(home, police)
    with standing_at(date(2026, 3, 10)):
        for one in words:
            authorisations.take_back(actor=home.worker, authorisation=one)

    def seen(day: int) -> list[str]:
        found = sight.decisions(
            case=home.case,
            person=home.mother,
            partner_id=police.partner.pk,
            categories=["identity", "health", "work"],
            purpose=Purpose.TEAM,
            seats=[DaySpan(date(2026, 3, 1))],
            at=datetime(2026, 3, day, 18, tzinfo=UTC),
        )
        return [category for category, decision in found.items() if decision.allowed]

    assert (seen(1), seen(3), seen(10)) == ([], ["identity", "health"], [])


def test_authorising_again_keeps_the_word_that_stands(home: AgreedFamily, police: Town) -> None:
    first = authorised(home, police)
    again = authorised(home, police, categories=["identity", "health", "work"])
    assert set(first) < set(again)
    assert DisclosureAuthorisation.objects.count() == 3


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"categories": []}, errors.NothingAuthorisedError),
        ({"categories": ["karalnosc"]}, errors.UnknownCategoryError),
        ({"purpose": "marketing"}, errors.UnknownPurposeError),
        ({"starts_on": date(2026, 10, 4)}, errors.AuthorisationDaysError),
        ({"last_day": date(2026, 10, 4)}, errors.AuthorisationDaysError),
        ({"form": "guardian"}, errors.NoGuardianForAdultsError),
        ({"explained": False}, errors.ExplanationMissingError),
    ],
)
def test_what_cannot_be_authorised(
    home: AgreedFamily, police: Town, change: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        authorised(home, police, **change)
    assert DisclosureAuthorisation.objects.count() == 0


def test_who_does_not_take_part_authorises_nothing(home: AgreedFamily, police: Town) -> None:
    operations.withdraw_agreement(actor=home.worker, agreement=_agreement(home))
    with pytest.raises(errors.NoAgreementError):
        authorised(home, police)


def test_another_worker_and_the_other_adult_have_no_say(home: AgreedFamily, police: Town) -> None:
    word = authorised(home, police)[0]
    told(home, police)
    father = people.actor_of(vertical.member_account(home, home.father))
    stranger = people.actor("social_worker")
    for actor in (father, stranger, police.delegate, police.officer):
        with pytest.raises(NotVisibleError):
            authorisations.take_back(actor=actor, authorisation=word)
        with pytest.raises(NotVisibleError):
            ledger.authorisation_visible(actor, word.pk)
        with pytest.raises(NotVisibleError):
            ledger.disclosures_of(actor, home.case)
    assert list(ledger.own_disclosures(father)) == []
    mother = people.actor_of(vertical.member_account(home, home.mother))
    assert ledger.own_disclosures(mother).count() == 1
    assert ledger.own_authorisations(mother).count() == 2
    authorisations.take_back(actor=mother, authorisation=word)
    assert ledger.own_authorisations(mother).count() == 1


def test_the_ledger_is_chained_and_cannot_be_changed(home: AgreedFamily, police: Town) -> None:
    authorised(home, police)
    for _ in range(3):
        told(home, police)
    assert ledger.first_altered_disclosure() is None
    for statement in (
        "UPDATE privacy_disclosure SET actor_name = 'Nikt'",
        "DELETE FROM privacy_disclosure WHERE number = 2",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            _run(statement)
    entry = Disclosure.objects.get(number=2)
    entry.number, entry.actor_name = 5, "Ktoś inny"
    with transaction.atomic():
        entry.save(force_insert=True)
    assert ledger.first_altered_disclosure() == 5


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_keeps_one_open_word_of_a_kind(home: AgreedFamily, police: Town) -> None:
    word = authorised(home, police)[0]
    word.pk = police.partner.pk
    with pytest.raises(IntegrityError, match="authorisation_once"), transaction.atomic():
        word.save(force_insert=True)
