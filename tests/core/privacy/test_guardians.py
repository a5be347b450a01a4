"""Who speaks for a child, and until when."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from core.families.operations import PersonData
from core.families.queries import persons_of
from core.notifications.models import Message
from core.privacy import errors, queries
from core.privacy.models import DisclosureAuthorisation
from core.privacy.operations import authorisations, record_agreement
from core.privacy.operations.reminding import remind_consents
from core.privacy.queries import sight
from core.privacy.queries.agreements import to_ask_anew
from core.privacy.rules import Guardian
from core.privacy.rules.sight import DaySpan
from core.shared.clock import standing_at
from tests.support import families as build
from tests.support import people

TODAY = date(2026, 10, 5)
BIRTHDAY = date(2026, 11, 20)
TEEN = PersonData("Ola", "Wzorcowa", "child", born_on=date(2008, 11, 20), sex="F")
YOUNGER = PersonData("Staś", "Wzorcowy", "child", born_on=date(2013, 1, 2), sex="M")


@pytest.fixture(autouse=True)
def _on_the_day(in_town: str) -> object:
    with standing_at(TODAY):
        yield


def house() -> tuple[Any, Any, list[Any]]:
    worker = people.actor("social_worker")
    case = build.family(worker, build.MOTHER, build.FATHER, TEEN, YOUNGER)
    return worker, case, persons_of(case)


def by(mother: Any, **more: Any) -> dict[str, Any]:
    return {"form": "guardian", "guardian": Guardian("parent", person=mother.pk), **more}


def test_the_guardian_and_the_ground_stay_with_the_word() -> None:
    worker, case, (mother, _father, _teen, younger) = house()
    word = record_agreement(actor=worker, case=case, person=younger, language="uk", **by(mother))
    assert (word.guardian, word.guardian_ground, word.for_minor) == (mother, "parent", True)
    assert (word.given_by, word.assent, word.text.language) == ("Łucja Wzorcowa", "not_asked", "uk")


def test_a_guardian_from_elsewhere_is_named() -> None:
    worker, case, (_mother, _father, _teen, younger) = house()
    guardian = Guardian("legal", name=" Ewa  Opiekuńcza ")
    word = record_agreement(actor=worker, case=case, person=younger, form="guardian", guardian=guardian)
    assert (word.guardian_id, word.given_by) == (None, "Ewa Opiekuńcza")


def test_who_cannot_be_a_guardian() -> None:
    worker, case, (_mother, _father, teen, younger) = house()
    stranger = persons_of(build.family(worker))[0]
    for guardian in (
        Guardian("parent", person=teen.pk),
        Guardian("parent", person=younger.pk),
        Guardian("parent", person=stranger.pk),
        Guardian("parent", name=" "),
    ):
        with pytest.raises(errors.GuardianNotFitError):
            record_agreement(actor=worker, case=case, person=younger, form="guardian", guardian=guardian)


def test_a_court_may_give_an_adult_a_guardian_and_that_word_does_not_end_with_an_age() -> None:
    worker, case, (mother, father, *_rest) = house()
    with pytest.raises(errors.NoGuardianForAdultsError):
        record_agreement(actor=worker, case=case, person=father, **by(mother))
    guardian = Guardian("legal", person=mother.pk)
    word = record_agreement(actor=worker, case=case, person=father, form="guardian", guardian=guardian)
    assert word.for_minor is False
    assert queries.has_agreement(father, date(2050, 1, 1))


def test_nobody_agrees_against_a_person_of_sixteen() -> None:
    worker, case, (mother, _father, teen, younger) = house()
    with pytest.raises(errors.AssentMissingError):
        record_agreement(actor=worker, case=case, person=teen, **by(mother))
    with pytest.raises(errors.AssentRefusedError):
        record_agreement(actor=worker, case=case, person=teen, **by(mother, assent="refuses"))
    assert record_agreement(actor=worker, case=case, person=teen, **by(mother, assent="agrees"))
    # A child of thirteen is heard; what it says is kept and decides nothing alone.
    assert (
        record_agreement(actor=worker, case=case, person=younger, **by(mother, assent="refuses")).assent
        == "refuses"
    )


def test_at_eighteen_the_guardians_word_ends_and_the_person_is_asked_anew() -> None:
    worker, case, (mother, _father, teen, _younger) = house()
    police = build.partner()
    record_agreement(actor=worker, case=case, person=teen, **by(mother, assent="agrees"))
    [word] = authorisations.authorise(
        actor=worker,
        case=case,
        person=teen,
        partner=police,
        categories=["education"],
        purpose="team",
        **by(mother, assent="agrees"),
    )

    def seen(on: date) -> bool:
        found = sight.decisions(
            case=case,
            person=teen,
            partner_id=police.pk,
            categories=["education"],
            purpose="team",
            seats=[DaySpan(date(2026, 9, 1))],
            on=on,
        )
        return found["education"].allowed

    assert to_ask_anew(worker) == []
    with standing_at(date(2026, 11, 21)):
        assert [seen(date(2026, 11, day)) for day in (19, 20, 21)] == [True, False, False]
        assert not queries.has_agreement(teen)
        assert queries.has_agreement(teen, date(2026, 11, 19))
        assert list(DisclosureAuthorisation.objects.in_force(_noon(BIRTHDAY))) == []
        assert to_ask_anew(worker) == [(case, teen)]
        assert to_ask_anew(people.actor("social_worker")) == []
        record_agreement(actor=worker, case=case, person=teen)
        assert to_ask_anew(worker) == []
        assert queries.has_agreement(teen)
        # Taking part again does not bring back what the guardian had allowed.
        assert not seen(date(2026, 11, 21))
        [own] = authorisations.authorise(
            actor=worker, case=case, person=teen, partner=police, categories=["education"], purpose="team"
        )
        assert own != word
        assert seen(date(2026, 11, 21))


def _noon(day: date) -> Any:
    return datetime.combine(day, time(12), tzinfo=UTC)


def test_the_worker_is_written_to_once_about_who_came_of_age() -> None:
    worker, case, (mother, _father, teen, _younger) = house()
    record_agreement(actor=worker, case=case, person=teen, **by(mother, assent="agrees"))
    assert remind_consents(actor=people.system()) == 0
    with standing_at(BIRTHDAY):
        assert [remind_consents(actor=people.system()) for _ in range(2)] == [1, 1]
        (letter,) = Message.objects.filter(kind="consent_of_age")
        assert (letter.user_id, case.number in letter.body + letter.subject) == (worker.user_id, True)
        assert "Wzorcow" not in letter.subject + letter.body
        record_agreement(actor=worker, case=case, person=teen)
        assert remind_consents(actor=people.system()) == 0
