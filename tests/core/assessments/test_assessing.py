"""Assessments begun, saved, finished, corrected; who may and who sees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.assessments.enums import AssessmentState
from core.assessments.errors import (
    AgreementFirstError,
    AlreadyFinishedError,
    AssessmentDayError,
    CorrectionReasonError,
    NobodyTookPartError,
    NotFinishedError,
    NothingAssessedError,
)
from core.assessments.models import Assessment, AssessmentRevision, FormVersion, Reading
from core.assessments.operations import (
    AssessmentData,
    correct_assessment,
    discard_draft,
    finish_assessment,
    publish_form,
    save_draft,
    start_assessment,
)
from core.assessments.operations.reminding import remind_due
from core.assessments.queries import changes, due, forms, sight
from core.assessments.rules.forms import OwnQuestion
from core.assessments.rules.readings import Entry
from core.audit.models import AuditEvent
from core.families.enums import Stage
from core.families.models import Case
from core.families.queries import persons_of
from core.notifications.models import Message
from core.safety.errors import TogetherError
from core.safety.operations import separate
from core.shared import clock, keyring
from core.shared.enums import Role
from core.shared.errors import ConflictError, NotVisibleError
from tests.support import people, vertical
from tests.support.assessments import assessed, data
from tests.support.families import family

if TYPE_CHECKING:
    from tests.support.vertical import AgreedFamily

pytestmark = pytest.mark.django_db
SPRING = date(2026, 3, 10)
SUMMER = date(2026, 6, 2)


@pytest.fixture
def made(in_town: str) -> AgreedFamily:
    return vertical.agreed_family()


class TestForm:
    """A town shapes its form; versions are added."""

    def test_versions_are_added_and_old_assessments_keep_theirs(self, made: AgreedFamily) -> None:
        director = people.actor(Role.DIRECTOR)
        old = assessed(made.worker, made.case, SPRING)
        assert old.form.number == 1
        own = [OwnQuestion("housing", "text", "Ile osób śpi w jednym pokoju?")]
        new = publish_form(
            actor=director, domains=["housing"], questions=[], own=own, every_weeks=10, after=1
        )
        assert (new.number, [domain.code for domain in new.form.domains]) == (2, ["housing"])
        again = publish_form(actor=director, domains=["housing"], questions=[], own=own, every_weeks=10)
        assert again.pk == new.pk
        with pytest.raises(ConflictError):
            publish_form(actor=director, domains=["work"], questions=[], after=1)
        assert len(sight.led_assessment(made.worker, old.pk).form.form.domains) == 10
        assert start_assessment(actor=made.worker, case=made.case).form.number == 2

    def test_only_those_who_shape_it(self, made: AgreedFamily) -> None:
        for actor in (made.worker, people.actor(Role.DELEGATE)):
            with pytest.raises(NotVisibleError):
                publish_form(actor=actor, domains=["housing"], questions=[])
        assert not FormVersion.objects.exists()
        assert not forms.versions_visible_to(people.actor(Role.FAMILY_MEMBER)).exists()


class TestDraft:
    """Before it is finished."""

    def test_starting_twice_gives_the_waiting_draft(self, made: AgreedFamily) -> None:
        first = start_assessment(actor=made.worker, case=made.case)
        assert start_assessment(actor=made.worker, case=made.case) == first
        alone = start_assessment(actor=made.worker, case=made.case, person=made.mother)
        assert alone != first
        assert [row.person for row in alone.took_part.all()] == [made.mother]

    def test_saved_again_and_again(self, made: AgreedFamily) -> None:
        draft = start_assessment(actor=made.worker, case=made.case)
        saved = save_draft(
            actor=made.worker,
            assessment=draft,
            data=data(SPRING, made.mother, Entry("work", 2), Entry("housing", 4), housing_title="own"),
            version=1,
        )
        kept = Reading.objects.get(domain="housing").pk
        with pytest.raises(ConflictError):
            save_draft(actor=made.worker, assessment=draft, data=data(SPRING, made.mother), version=1)
        repeated = save_draft(
            actor=made.worker,
            assessment=draft,
            data=data(SPRING, made.mother, Entry("work", 2), Entry("housing", 4), housing_title="own"),
            version=1,
        )
        assert repeated.version == saved.version
        save_draft(
            actor=made.worker,
            assessment=draft,
            data=data(SPRING, made.father, Entry("housing", 5, 6, "cicho", "piec")),
            version=saved.version,
        )
        reading = Reading.objects.get()
        assert (reading.pk, reading.worker, reading.family, reading.needs) == (kept, 5, 6, "piec")
        assert not draft.answers.exists()
        assert [row.person for row in draft.took_part.all()] == [made.father]

    @pytest.mark.usefixtures("in_town")
    def test_needs_agreement_first(self) -> None:
        worker = people.actor(Role.SOCIAL_WORKER)
        with pytest.raises(AgreementFirstError):
            start_assessment(actor=worker, case=family(worker))
        assert not Assessment.objects.exists()

    def test_days_and_strangers(self, made: AgreedFamily) -> None:
        with pytest.raises(AssessmentDayError):
            start_assessment(actor=made.worker, case=made.case, held_on=date(2026, 3, 1))
        other = family(made.worker)
        with pytest.raises(NotVisibleError):
            start_assessment(actor=made.worker, case=made.case, took_part=persons_of(other))
        for actor in (people.actor(Role.SOCIAL_WORKER), people.actor(Role.DIRECTOR)):
            with pytest.raises(NotVisibleError):
                start_assessment(actor=actor, case=made.case)
        assert not Assessment.objects.exists()

    def test_discarded(self, made: AgreedFamily) -> None:
        draft = start_assessment(actor=made.worker, case=made.case)
        discard_draft(actor=made.worker, assessment=draft)
        assert not Assessment.objects.exists()
        finished = assessed(made.worker, made.case, SPRING)
        with pytest.raises(AlreadyFinishedError):
            discard_draft(actor=made.worker, assessment=finished)


class TestFinished:
    """Finished, and corrected with its history."""

    def test_finishing_twice_is_finishing_once(self, made: AgreedFamily) -> None:
        assessment = assessed(made.worker, made.case, SPRING)
        finish_assessment(actor=made.worker, assessment=assessment)
        made.case.refresh_from_db()
        assert made.case.stage == Stage.ASSESSED
        assert AuditEvent.objects.filter(action="assessments.finished").count() == 1
        assert not [row for row in AuditEvent.objects.all() if "pieca" in str(vars(row))]
        with pytest.raises(AlreadyFinishedError):
            save_draft(actor=made.worker, assessment=assessment, data=data(SPRING, made.mother))

    def test_what_it_needs(self, made: AgreedFamily) -> None:
        draft = start_assessment(actor=made.worker, case=made.case)
        with pytest.raises(NobodyTookPartError):
            finish_assessment(
                actor=made.worker, assessment=draft, data=AssessmentData(SPRING, entries=[Entry("work", 1)])
            )
        with pytest.raises(NothingAssessedError):
            finish_assessment(
                actor=made.worker, assessment=draft, data=data(SPRING, made.mother, Entry("work", needs="x"))
            )
        draft.refresh_from_db()
        assert draft.state == AssessmentState.DRAFT

    def test_corrected(self, made: AgreedFamily) -> None:
        assessment = assessed(made.worker, made.case, SPRING)
        said = data(SPRING, made.mother, Entry("housing", 6))
        with pytest.raises(CorrectionReasonError):
            correct_assessment(
                actor=made.worker, assessment=assessment, data=said, reason=" ", version=assessment.version
            )
        corrected = correct_assessment(
            actor=made.worker, assessment=assessment, data=said, reason="pomyłka", version=assessment.version
        )
        assert corrected.state == AssessmentState.CORRECTED
        assert Reading.objects.get().worker == 6
        before = AssessmentRevision.objects.get()
        assert (before.number, before.reason) == (1, "pomyłka")
        assert '"worker": 3' in before.body
        with pytest.raises(ConflictError):
            correct_assessment(
                actor=made.worker, assessment=assessment, data=said, reason="znów", version=assessment.version
            )

    def test_a_draft_is_not_corrected(self, made: AgreedFamily) -> None:
        draft = start_assessment(actor=made.worker, case=made.case)
        with pytest.raises(NotFinishedError):
            correct_assessment(
                actor=made.worker, assessment=draft, data=data(SPRING, made.mother), reason="x", version=1
            )

    def test_the_database_refuses_what_cannot_be(self, made: AgreedFamily) -> None:
        assessment = assessed(made.worker, made.case, SPRING)
        for changed in ({"worker": 11}, {"family": 12}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Reading.objects.filter(assessment=assessment).update(**changed)
        with pytest.raises(IntegrityError), transaction.atomic():
            Assessment.objects.update(finished_at=None)


class TestSight:
    """A reading of a person is that person's."""

    def test_each_sees_what_is_theirs(self, made: AgreedFamily) -> None:
        mother = people.actor_of(vertical.member_account(made, made.mother))
        father = people.actor_of(vertical.member_account(made, made.father))
        common = assessed(made.worker, made.case, SPRING)  # the mother took part
        alone = assessed(made.worker, made.case, SPRING, Entry("safety", 2), person=made.mother)
        start_assessment(actor=made.worker, case=made.case)
        assert set(sight.own_assessments(mother)) == {common, alone}
        assert not sight.own_assessments(father)
        assert {row.domain for row in sight.readings_visible_to(mother)} == {"housing", "safety"}
        assert not sight.readings_visible_to(father)
        assert sight.assessments_visible_to(made.worker).count() == 3
        for actor in (father, people.actor(Role.DIRECTOR), people.actor(Role.SOCIAL_WORKER)):
            with pytest.raises(NotVisibleError):
                sight.assessment_visible(actor, alone.pk)
            assert not sight.assessments_visible_to(actor)
            assert not sight.answers_visible_to(actor)
            assert not sight.revisions_visible_to(actor)
        with pytest.raises(NotVisibleError):
            sight.of_case(people.actor(Role.DIRECTOR), made.case)

    def test_persons_kept_apart_are_talked_with_one_by_one(self, made: AgreedFamily) -> None:
        mother = people.actor_of(vertical.member_account(made, made.mother))
        father = people.actor_of(vertical.member_account(made, made.father))
        both = AssessmentData(SPRING, took_part=[made.mother, made.father], entries=[Entry("work", 3)])
        draft = start_assessment(actor=made.worker, case=made.case, held_on=SPRING)
        finish_assessment(actor=made.worker, assessment=draft, data=both)
        assert sight.own_assessments(father).count() == 1
        separate(
            actor=made.worker,
            case=made.case,
            kept_from=made.father,
            protected=made.mother,
            reason="obawa",
            starts_on=clock.today(),
        )
        assert not sight.own_assessments(father)
        assert sight.own_assessments(mother).count() == 1
        with pytest.raises(TogetherError):
            start_assessment(actor=made.worker, case=made.case, took_part=both.took_part)


class TestChange:
    """What changed since the last talk about the same."""

    def test_against_the_last_one_about_the_same_person(self, made: AgreedFamily) -> None:
        first = assessed(made.worker, made.case, SPRING, Entry("housing", 3, 2), Entry("work", 1))
        assessed(made.worker, made.case, SPRING, Entry("housing", 9), person=made.mother)
        last = assessed(made.worker, made.case, SUMMER, Entry("housing", 6, 6), Entry("health", 4))
        among = list(sight.of_case(made.worker, made.case))
        assert changes.earlier(last, among) == first
        assert changes.earlier(first, among) is None
        found = {one.domain: one for one in changes.changes(last, first)}
        assert (found["housing"].by_worker, found["housing"].by_family) == (3, 4)
        assert (found["work"].worker, found["work"].by_worker) == (None, None)
        assert list(found) == ["housing", "work", "health"]


def _queries_of(ask: Callable[[], list[due.DueAssessment]], found: int) -> int:
    """How many queries an answer of so many takes in a request of its own, which has opened no key yet."""
    keyring.forget()
    with CaptureQueriesContext(connection) as seen:
        assert len(ask()) == found
    return len(seen)


class TestDue:
    """Who is to be asked again."""

    def test_first_then_every_twelve_weeks(self, made: AgreedFamily) -> None:
        with clock.standing_at(SPRING):
            (first,) = due.due_for(made.worker)
            assert (first.due_on, first.person_name) == (date(2026, 3, 16), "")
        assessed(made.worker, made.case, SPRING)
        assessed(made.worker, made.case, SPRING, person=made.mother)
        day = SPRING + timedelta(weeks=12)
        with clock.standing_at(day - timedelta(days=15)):
            assert not due.due_for(made.worker)
        with clock.standing_at(day + timedelta(days=1)):
            found = due.due_for(made.worker)
            assert [(one.person_name, one.due_on) for one in found] == [("", day), ("Anna Przykładowa", day)]
            assert all(one.is_overdue(clock.today()) for one in found)
            assert not due.due_for(people.actor(Role.SOCIAL_WORKER))

    def test_constant_in_queries(self, made: AgreedFamily) -> None:
        """Three families take as many queries as one: the keys of all their names come at once, too."""
        made_all = [made, *(vertical.agreed_family() for _ in range(2))]
        for one in made_all:
            assessed(one.worker, one.case, SPRING, person=one.mother)
        cases = [one.case for one in made_all]
        assert _queries_of(lambda: due.due_of(cases), 3) == _queries_of(lambda: due.due_of(cases[:1]), 1)
        alone = _queries_of(lambda: due.due_for(made.worker), 1)
        Case.objects.filter(pk__in=[case.pk for case in cases]).update(social_worker=made.worker_user)
        assert _queries_of(lambda: due.due_for(made.worker), 3) == alone

    def test_drafts(self, made: AgreedFamily) -> None:
        draft = start_assessment(actor=made.worker, case=made.case)
        assert due.drafts_of(made.worker) == [draft]


def test_the_other_town_knows_nothing(made: AgreedFamily) -> None:
    from tenants.context import in_tenant  # noqa: PLC0415

    assessment = assessed(made.worker, made.case, SPRING)
    with in_tenant("g_2475011"):
        assert not Assessment.objects.exists()
        with pytest.raises(NotVisibleError):
            sight.led_assessment(people.system(), assessment.pk)


class TestReminder:
    """One letter to the worker, without names."""

    def test_once_about_the_same(self, made: AgreedFamily) -> None:
        assessed(made.worker, made.case, SPRING, person=made.mother)
        on = SPRING + timedelta(weeks=12)
        with clock.standing_at(on - timedelta(days=8)):
            assert remind_due(actor=people.system()) == 0
        for later in (-7, -6, 3):
            with clock.standing_at(on + timedelta(days=later)):
                assert remind_due(actor=people.system()) == 1
        (message,) = Message.objects.filter(kind="assessments_due")
        assert message.user == made.worker_user
        assert made.case.number in message.body
        assert "Przykładowa" not in message.body + message.subject
        assert made.case.number not in message.subject
        with clock.standing_at(on + timedelta(days=4)):
            assessed(made.worker, made.case, on, person=made.mother)
            assert remind_due(actor=people.system()) == 0
