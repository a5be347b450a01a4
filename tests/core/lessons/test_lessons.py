"""From what a town learned to what its neighbours read."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from core.exchange import errors as exchange_errors
from core.exchange.enums import EditionState
from core.exchange.models import HandedLesson, LessonEdition
from core.exchange.operations import lessons as region
from core.exchange.operations.lessons import Words
from core.exchange.queries import lessons as collected
from core.lessons import errors, operations, queries
from core.lessons.enums import LessonState
from core.lessons.models import Lesson
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from tenants.context import in_tenant
from tests.support import people

pytestmark = pytest.mark.usefixtures("db")
TOWN, OTHER, LEADER, NEIGHBOUR = "g_2464011", "g_2475011", "r_24", "r_10"
WORDS: dict[str, Any] = {
    "kind": "good_practice",
    "title": "Dyżur asystenta w szkole",
    "situation": "Rodzice nie przychodzili do ośrodka.",
    "actions": "Asystent dyżuruje w szkole w czasie zebrań.",
    "effect": "Połowa rozmów odbywa się od razu.",
    "grounds": ["9"],
    "sector": "education",
}


def officer() -> Any:
    return people.actor(Role.NETWORK_OFFICER)


def coordinator() -> Any:
    return people.actor(Role.REGIONAL_COORDINATOR, name="Teresa Regionalna")


def handed(**changes: Any) -> Lesson:
    with in_tenant(TOWN):
        lesson = operations.record_lesson(actor=officer(), **{**WORDS, **changes})
        return operations.hand_lesson(actor=officer(), lesson=lesson)


def published(**changes: Any) -> LessonEdition:
    lesson = handed(**changes)
    with in_tenant(LEADER):
        return region.publish_lesson(
            actor=coordinator(), lesson=collected.handed_lesson(coordinator(), lesson.pk)
        )


def test_a_draft_stays_in_the_town() -> None:
    with in_tenant(TOWN):
        lesson = operations.record_lesson(actor=people.actor(Role.SOCIAL_WORKER), **WORDS)
        assert list(queries.lessons(officer(), search="dyzur SZKOLE")) == [lesson]
        assert list(queries.lessons(people.actor(Role.DELEGATE))) == []
        with pytest.raises(errors.LessonOfficeOnlyError):
            operations.hand_lesson(actor=people.actor(Role.SOCIAL_WORKER), lesson=lesson)
        with pytest.raises(NotVisibleError):
            operations.record_lesson(actor=people.actor(Role.DELEGATE), **WORDS)
    for schema in (OTHER, LEADER, NEIGHBOUR):
        with in_tenant(schema):
            assert not HandedLesson.objects.exists()


def test_the_way_to_the_neighbours() -> None:
    edition = published(names_source=True)
    assert (edition.source, edition.state) == ("Częstochowa", EditionState.PUBLISHED)
    with in_tenant(OTHER):
        (seen,) = collected.published_lessons(people.actor(Role.DELEGATE), ground="9")
        assert (seen.title, seen.source) == (WORDS["title"], "Częstochowa")
        assert not HandedLesson.objects.exists()
        assert not LessonEdition.objects.filter(lesson__schema_name=TOWN).exists()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            LessonEdition.objects.update(title="x")
        assert LessonEdition.objects.update(withdrawn_on=seen.published_on) == 0
    with in_tenant(NEIGHBOUR):
        assert not LessonEdition.objects.exists()
        assert not HandedLesson.objects.exists()


def test_the_source_is_named_only_where_it_allows() -> None:
    edition = published()
    assert edition.source == ""
    with in_tenant(OTHER):
        seen = collected.published_lesson(officer(), edition.pk)
        assert TOWN not in repr(vars(seen))


def test_a_lesson_marked_for_all_reaches_other_regions() -> None:
    lesson = handed()
    with in_tenant(LEADER):
        actor = coordinator()
        row = collected.handed_lesson(actor, lesson.pk)
        words = Words(**{**WORDS, "title": "Dyżury w szkołach"})
        region.edit_lesson(actor=actor, lesson=row, words=words, tags=["Szkoła", "dyżury"], for_all=True)
        assert collected.state_of(collected.handed_lesson(actor, lesson.pk)) == "draft"
        region.publish_lesson(actor=actor, lesson=row)
        assert collected.tags_in_use(actor) == ["dyżury", "szkoła"]
        assert list(collected.handed_lessons(actor, tag="szkoła", state="published")) == [row]
        assert not collected.handed_lessons(actor, tag="praca").exists()
    with in_tenant(NEIGHBOUR):
        (seen,) = collected.published_lessons(coordinator())
        assert (seen.title, seen.tags) == ("Dyżury w szkołach", ["szkoła", "dyżury"])
    with in_tenant(TOWN):
        # The town's own words stay as it wrote them.
        assert queries.lesson_visible(officer(), lesson.pk).title == WORDS["title"]


def test_a_returned_lesson_is_mended_and_comes_back_as_new() -> None:
    lesson = handed()
    with in_tenant(LEADER):
        row = collected.handed_lesson(coordinator(), lesson.pk)
        assert collected.state_of(row) == "new"
        with pytest.raises(exchange_errors.NoteMissingError):
            region.return_lesson(actor=coordinator(), lesson=row, note="")
        region.return_lesson(actor=coordinator(), lesson=row, note="Dopisz, ile to kosztuje.")
        assert collected.state_of(collected.handed_lesson(coordinator(), lesson.pk)) == "returned"
    with in_tenant(OTHER):
        assert not LessonEdition.objects.exists()
    with in_tenant(TOWN):
        actor = officer()
        edition = queries.edition_of(lesson)
        assert edition is not None
        assert edition.note == "Dopisz, ile to kosztuje."
        operations.edit_lesson(actor=actor, lesson=lesson, effect="Połowa rozmów od razu, bez kosztów.")
        again = operations.hand_lesson(actor=actor, lesson=lesson)
        assert again.revision == 2
        with pytest.raises(errors.LessonHandedError):
            operations.edit_lesson(actor=actor, lesson=lesson, effect="Inaczej.")
    with in_tenant(LEADER):
        (row,) = collected.handed_lessons(coordinator(), state="new")
        edition = region.publish_lesson(actor=coordinator(), lesson=row)
        assert (edition.effect, edition.note) == ("Połowa rozmów od razu, bez kosztów.", "")


def test_what_a_town_takes_back_disappears_at_once() -> None:
    edition = published()
    with in_tenant(TOWN):
        lesson = queries.lesson_visible(officer(), edition.lesson_id)
        for _ in range(2):
            operations.withdraw_lesson(actor=officer(), lesson=lesson)
        assert queries.lesson_visible(officer(), lesson.pk).state == LessonState.WITHDRAWN
    with in_tenant(OTHER):
        assert not LessonEdition.objects.exists()
    with in_tenant(LEADER):
        actor = coordinator()
        row = collected.handed_lesson(actor, lesson.pk)
        assert collected.state_of(row) == "withdrawn"
        assert list(collected.handed_lessons(actor)) == []
        with pytest.raises(exchange_errors.LessonWithdrawnError):
            region.publish_lesson(actor=actor, lesson=row)
    with in_tenant(TOWN):
        operations.hand_lesson(actor=officer(), lesson=lesson)
    with in_tenant(OTHER):
        # Handed over anew it waits for the region again.
        assert not LessonEdition.objects.exists()
    with in_tenant(LEADER):
        region.publish_lesson(actor=coordinator(), lesson=row)
    with in_tenant(OTHER):
        assert LessonEdition.objects.count() == 1


def test_a_region_takes_its_edition_off() -> None:
    edition = published()
    with in_tenant(LEADER):
        row = collected.handed_lesson(coordinator(), edition.lesson_id)
        region.retract_lesson(actor=coordinator(), lesson=row)
    with in_tenant(OTHER):
        assert not LessonEdition.objects.exists()


@pytest.mark.parametrize(
    ("field", "text"), [("situation", "Pani z nr 44051401359"), ("title", "Tel. 601 234 567")]
)
def test_personal_data_are_refused_where_they_stand(field: str, text: str) -> None:
    with in_tenant(TOWN):
        with pytest.raises(exchange_errors.PersonalDataError) as refusal:
            operations.record_lesson(actor=officer(), **{**WORDS, field: text})
        assert refusal.value.field == field
        assert not Lesson.objects.exists()
    lesson = handed()
    with in_tenant(LEADER):
        row = collected.handed_lesson(coordinator(), lesson.pk)
        with pytest.raises(exchange_errors.PersonalDataError):
            region.edit_lesson(actor=coordinator(), lesson=row, words=Words(**{**WORDS, field: text}))
        assert not LessonEdition.objects.exists()


def test_what_is_missing_or_unknown_is_named() -> None:
    with in_tenant(TOWN):
        lesson = operations.record_lesson(actor=officer(), kind="conclusion", title="Krótko")
        with pytest.raises(errors.LessonIncompleteError) as refusal:
            operations.hand_lesson(actor=officer(), lesson=lesson)
        assert refusal.value.field == "situation"
        for wrong in ({"title": ""}, {"grounds": ["99"]}, {"sector": "x"}, {"category": "x"}):
            with pytest.raises((errors.LessonTitleMissingError, errors.UnknownTagError)):
                operations.record_lesson(actor=officer(), **{**WORDS, **wrong})


def test_recorded_twice_is_there_once() -> None:
    key = uuid7()
    with in_tenant(TOWN):
        for _ in range(2):
            operations.record_lesson(actor=officer(), **WORDS, key=key)
        assert Lesson.objects.count() == 1


def test_a_town_cannot_write_for_another_nor_edit_for_the_region() -> None:
    lesson = handed()
    with in_tenant(OTHER):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            HandedLesson.objects.create(
                schema_name=TOWN, kind="conclusion", title="x", handed_on=clock.today()
            )
        assert HandedLesson.objects.filter(pk=lesson.pk).update(title="x") == 0
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            LessonEdition.objects.create(
                lesson_id=lesson.pk, owner_schema=LEADER, kind="conclusion", title="x"
            )
    with in_tenant(NEIGHBOUR):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            LessonEdition.objects.create(
                lesson_id=lesson.pk, owner_schema=NEIGHBOUR, kind="conclusion", title="x"
            )
        with pytest.raises(NotVisibleError):
            collected.handed_lesson(coordinator(), lesson.pk)
