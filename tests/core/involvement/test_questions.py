"""Who already helps this person: asked with a word, answered by name or blindly, and nothing told beside."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core.audit.models import AuditEvent
from core.involvement import errors, operations, queries
from core.involvement.enums import Way
from core.involvement.models import InvolvementMark, InvolvementQuestion
from core.notifications.models import Message
from core.privacy.enums import Purpose
from core.privacy.models import Disclosure, DisclosureAuthorisation
from core.privacy.operations import authorisations
from core.shared import clock
from core.shared.clock import standing_at
from core.shared.errors import NotVisibleError
from tests.support import people, vertical

pytestmark = pytest.mark.usefixtures("in_town")
PESEL, OTHER = "90050100010", "90041200060"


@pytest.fixture
def clinic() -> vertical.Town:
    return vertical.town()


@pytest.fixture
def home() -> vertical.AgreedFamily:
    made = vertical.agreed_family()
    made.mother.pesel = PESEL
    made.mother.save()
    return made


def lets(home: vertical.AgreedFamily, clinic: vertical.Town, *categories: str) -> None:
    authorisations.authorise(
        actor=home.worker,
        case=home.case,
        person=home.mother,
        partner=clinic.partner,
        categories=list(categories),
        purpose=Purpose.INVOLVEMENT,
    )


def asked(home: vertical.AgreedFamily, clinic: vertical.Town) -> InvolvementQuestion:
    (question,) = operations.ask(
        actor=home.worker, case=home.case, person=home.mother, partners=[clinic.partner]
    )
    return question


def test_nobody_is_asked_without_the_persons_word(home: Any, clinic: Any) -> None:
    with pytest.raises(errors.NothingToAskError, match="Poradnia"):
        asked(home, clinic)
    lets(home, clinic, "identity")
    with pytest.raises(errors.NothingToAskError):
        asked(home, clinic)
    with pytest.raises(errors.NobodyAskedError):
        operations.ask(actor=home.worker, case=home.case, person=home.mother, partners=[])
    with pytest.raises(NotVisibleError):
        operations.ask(
            actor=people.actor("social_worker"), case=home.case, person=home.mother, partners=[clinic.partner]
        )


def test_the_letter_and_the_list_name_nobody(home: Any, clinic: Any) -> None:
    lets(home, clinic, "health", "identity")
    question = asked(home, clinic)
    letter = Message.objects.get(kind="involvement_asked")
    assert letter.user_id == clinic.delegate.user_id
    for secret in ("Anna", "Przykład", home.case.number, "zdrow"):
        assert secret not in letter.subject + letter.body
    assert list(queries.waiting_for(clinic.delegate)) == [question]
    assert Disclosure.objects.count() == 0
    assert asked(home, clinic).pk == question.pk


def test_a_name_shown_stands_in_the_ledger_and_the_answer_reaches_the_leader(home: Any, clinic: Any) -> None:
    lets(home, clinic, "health", "work", "identity")
    question = asked(home, clinic)
    seen = operations.open_question(actor=clinic.delegate, question=question)
    assert (seen.name, seen.age) == ("Anna Przykładowa", 36)
    assert seen.helps == ["work", "health"]
    entry = Disclosure.objects.get()
    assert (entry.purpose, list(entry.told), entry.channel) == ("involvement", ["identity"], "question")
    assert entry.about == f"involvement.involvementquestion:{question.pk}"
    with pytest.raises(errors.WorkerMissingError):
        operations.answer(actor=clinic.delegate, question=question, helps=["health"])
    with pytest.raises(errors.UnknownHelpError):
        operations.answer(actor=clinic.delegate, question=question, helps=["violence"], worker="x")
    operations.answer(actor=clinic.delegate, question=question, helps=["health"], worker="Ewa, tel. 111")
    (found,) = queries.questions_of(home.worker, home.case)
    assert (found.confirmed, found.worker, found.way) == (["health"], "Ewa, tel. 111", Way.NAMED)
    assert Message.objects.get(kind="involvement_answered").user_id == home.worker.user_id
    with pytest.raises(errors.AnsweredAlreadyError):
        operations.answer(actor=clinic.delegate, question=question)
    trail = AuditEvent.objects.filter(action__startswith="involvement.")
    assert all("health" not in str(event.data) for event in trail)


@pytest.mark.parametrize(("number", "confirmed"), [(PESEL, ["health"]), (OTHER, [])])
def test_a_blind_answer_matches_numbers_and_tells_the_institution_nothing(
    home: Any, clinic: Any, number: str, confirmed: list[str]
) -> None:
    lets(home, clinic, "health")
    question = asked(home, clinic)
    seen = operations.open_question(actor=clinic.delegate, question=question)
    assert (seen.name, seen.age) == (None, None)
    with pytest.raises(NotVisibleError):
        operations.answer(actor=clinic.delegate, question=question)
    operations.answer_blindly(
        actor=clinic.delegate,
        question=question,
        numbers=f"{number}\n\n 44051401359 ",
        helps=["health"],
        worker="Ewa",
    )
    found = InvolvementQuestion.objects.get()
    assert (found.confirmed, found.worker) == (confirmed, "Ewa" if confirmed else "")
    assert Disclosure.objects.count() == 0
    assert InvolvementMark.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"numbers": "90050100010"}, errors.HelpMissingError),
        ({"numbers": " ", "helps": ["health"]}, errors.NumberMissingError),
        ({"numbers": "1\n2", "helps": ["health"]}, errors.NumberWrongError),
        ({"numbers": PESEL, "helps": ["health"], "worker": " "}, errors.WorkerMissingError),
    ],
)
def test_a_half_filled_answer_is_sent_back(
    home: Any, clinic: Any, values: dict[str, Any], refusal: type[Exception]
) -> None:
    lets(home, clinic, "health")
    with pytest.raises(refusal):
        operations.answer_blindly(actor=clinic.delegate, question=asked(home, clinic), **values)
    assert InvolvementQuestion.objects.get().answered_at is None


def test_numbers_left_answer_the_next_question_at_once_and_end(home: Any, clinic: Any) -> None:
    lets(home, clinic, "health", "work")
    operations.answer_blindly(
        actor=clinic.delegate,
        question=asked(home, clinic),
        numbers=PESEL,
        helps=["health"],
        worker="Ewa",
        keep=True,
    )
    assert PESEL not in str(InvolvementMark.objects.values().get())
    assert queries.marks_number(clinic.delegate) == 1
    second = asked(home, clinic)
    assert (second.way, second.confirmed, second.worker) == (Way.LISTED, ["health"], "Ewa")
    # The institution does not learn that somebody of its list was asked for.
    assert second not in queries.questions_visible_to(clinic.delegate)
    with pytest.raises(NotVisibleError):
        queries.waiting_one(clinic.delegate, second.pk)
    with standing_at(clock.today() + timedelta(days=91)):
        assert operations.forget_numbers() == 1
    assert operations.take_numbers_back(actor=clinic.delegate) == 0


def test_a_word_taken_back_closes_the_question(
    home: Any, clinic: Any, django_capture_on_commit_callbacks: Any
) -> None:
    lets(home, clinic, "health")
    question = asked(home, clinic)
    with django_capture_on_commit_callbacks(execute=True):
        authorisations.take_back(actor=home.worker, authorisation=DisclosureAuthorisation.objects.get())
    assert list(queries.waiting_for(clinic.delegate)) == []
    with pytest.raises(NotVisibleError):
        operations.open_question(actor=clinic.delegate, question=question)
    question.refresh_from_db()
    assert question.closed
    assert Message.objects.get(kind="involvement_asked").status == "withdrawn"


def test_nobody_else_asks_answers_or_reads(home: Any, clinic: Any) -> None:
    lets(home, clinic, "health", "identity")
    question = asked(home, clinic)
    other = vertical.town("Inna Instytucja")
    for stranger in (other.delegate, clinic.officer, home.worker, people.actor("director")):
        with pytest.raises(NotVisibleError):
            operations.open_question(actor=stranger, question=question)
        with pytest.raises(NotVisibleError):
            operations.answer(actor=stranger, question=question)
        with pytest.raises(NotVisibleError):
            queries.waiting_one(stranger, question.pk)
    assert list(queries.questions_visible_to(clinic.officer)) == []
    with pytest.raises(NotVisibleError):
        queries.questions_of(people.actor("social_worker"), home.case)


def test_a_question_waits_two_weeks(home: Any, clinic: Any) -> None:
    lets(home, clinic, "health")
    first = asked(home, clinic)
    with standing_at(clock.today() + timedelta(days=15)):
        assert list(queries.waiting_for(clinic.delegate)) == []
        with pytest.raises(NotVisibleError):
            operations.answer_blindly(actor=clinic.delegate, question=first)
        assert asked(home, clinic).pk != first.pk
