"""Requests, copies, corrections, holds and the end of a family's data."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from pypdf import PdfReader

from core.audit.models import AuditEvent
from core.families import keys
from core.families import queries as families
from core.families.models import Case, FamilyKey, Person
from core.families.operations import (
    PersonData,
    add_person,
    close_case,
    end_membership,
    merge_persons,
    reopen_household,
    resume_case,
)
from core.identity.errors import OfficerAloneError
from core.identity.operations import create_user
from core.notifications.models import Message
from core.paths import operations as paths
from core.paths.models import FamilyWord, Goal, Task, TaskVoice
from core.paths.operations import TaskData
from core.rights import errors, operations, queries
from core.rights.models import Correction, Disposal, PersonExport
from core.rights.operations.outliving import list_path
from core.rights.queries import disposals
from core.rights.rules import deadlines, erased, redaction, retention
from core.shared import clock, keyring
from core.shared.errors import ConflictError, DomainError, NotVisibleError
from tests.support import families as build
from tests.support import people

pytestmark = pytest.mark.usefixtures("in_town")


@pytest.fixture(autouse=True)
def _lists(settings: Any, tmp_path: Path) -> None:
    settings.DESTROYED_KEYS = tmp_path


@pytest.fixture
def told() -> SimpleNamespace:
    """A family with a path: a shared goal that names the father, one of the father's alone."""
    worker = people.actor("social_worker")
    case = build.family(worker)
    build.team(worker, case)
    mother, father, child = families.persons_of(case)
    plan = paths.start_plan(actor=worker, case=case)
    paths.set_goal(actor=worker, plan=plan, title="Rozmowa z Janem i Łucją", area="home")
    paths.set_goal(actor=worker, plan=plan, title="Tylko ojca", area="health", for_person=father)
    return SimpleNamespace(worker=worker, case=case, mother=mother, father=father, child=child)


def _closed(worker: Any, case: Case, on: date) -> Case:
    return close_case(actor=worker, case=case, outcome="achieved", closed_on=on)


def _packed(story: SimpleNamespace, person: Person) -> dict[str, bytes]:
    export = operations.request_export(actor=story.worker, case=story.case, person=person)
    operations.exports.make_export(actor=people.system(), export_id=str(export.pk))
    packed = operations.fetch_export(actor=story.worker, export=export)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _copy(story: SimpleNamespace, person: Person) -> dict[str, Any]:
    export = operations.request_export(actor=story.worker, case=story.case, person=person)
    operations.exports.make_export(actor=people.system(), export_id=str(export.pk))
    packed = operations.fetch_export(actor=story.worker, export=export)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.read("dane.pdf").startswith(b"%PDF")
        found: dict[str, Any] = json.loads(archive.read("dane.json"))
        return found


def test_a_copy_has_ones_own_and_what_is_common_and_nobody_else(told: SimpleNamespace) -> None:
    data = _copy(told, told.mother)
    text = json.dumps(data, ensure_ascii=False)
    assert "Łucja" in text
    assert "Rozmowa z [inna osoba] i Łucją" in text
    for secret in ("Tylko ojca", "Jan ", "Zosia", "Janem"):
        assert secret not in text
    assert {"families.Person", "privacy.ParticipationAgreement", "paths.Goal"} <= {
        section["key"] for section in data["sections"]
    }
    assert "Tylko ojca" in json.dumps(_copy(told, told.father), ensure_ascii=False)


def test_a_copy_has_what_the_person_said_of_the_path_and_its_papers(told: SimpleNamespace) -> None:
    worker, case, mother = told.worker, told.case, told.mother
    goal = Goal.objects.get(plan__case=case, for_person=None)
    step = paths.add_task(
        actor=worker, goal=goal, task=TaskData("Telefon do szkoły", "family", due_on=date(2026, 10, 20))
    )
    paths.object_to_step(actor=worker, task=step, person=mother, words="Nie w piątek", mode="meeting")
    paths.object_to_step(actor=worker, task=step, person=told.father, words="Tajne ojca", mode="meeting")
    paths.say_what_matters(actor=worker, case=case, person=mother, words="Spokój w domu", mode="meeting")
    own = people.actor("family_member").standing_for(person_id=mother.pk)
    paths.propose_date(actor=own, task=step, person=mother, due_on=date(2026, 10, 25), why="Jestem w pracy")
    paths.print_own_copy(actor=worker, plan=goal.plan, person=mother)
    found = _packed(told, mother)
    sections = {one["key"]: str(one["rows"]) for one in json.loads(found["dane.json"])["sections"]}
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(found["dane.pdf"])).pages)
    said = {
        "paths.TaskVoice": "Nie w piątek",
        "paths.FamilyWord": "Spokój w domu",
        "paths.DateProposal": "Jestem w pracy",
        "paths.TaskChange": "Telefon do szkoły",
    }
    assert {key: words for key, words in said.items() if words not in sections[key]} == {}
    assert {words for words in said.values() if words not in printed} == set()
    assert "paths.PathPaper" in sections
    assert "Tajne ojca" not in str(sections)


def test_somebody_kept_apart_gets_nothing_that_is_common(told: SimpleNamespace) -> None:
    from core.safety.operations import separate  # noqa: PLC0415

    separate(
        actor=told.worker, case=told.case, kept_from=told.father, protected=told.mother, reason="przemoc"
    )
    text = json.dumps(_copy(told, told.father), ensure_ascii=False)
    assert "Rozmowa" not in text
    assert "przemoc" not in text
    assert "Tylko ojca" in text


def test_a_copy_is_fetched_once(told: SimpleNamespace) -> None:
    first = operations.request_export(actor=told.worker, case=told.case, person=told.mother)
    assert operations.request_export(actor=told.worker, case=told.case, person=told.mother) == first
    with pytest.raises(errors.ExportNotReadyError):
        operations.fetch_export(actor=told.worker, export=first)
    operations.exports.make_export(actor=people.system(), export_id=str(first.pk))
    stored = PersonExport.objects.get(pk=first.pk).content
    assert stored is not None
    assert bytes(stored)[:2] != b"PK"
    assert operations.fetch_export(actor=told.worker, export=first)[:2] == b"PK"
    with pytest.raises(errors.ExportTakenError):
        operations.fetch_export(actor=told.worker, export=first)
    assert AuditEvent.objects.filter(action="rights.export_fetched").count() == 1


def test_a_copy_that_nobody_fetches_is_deleted(told: SimpleNamespace) -> None:
    export = operations.request_export(actor=told.worker, case=told.case, person=told.mother)
    operations.exports.make_export(actor=people.system(), export_id=str(export.pk))
    assert operations.expire_exports(actor=people.system()) == 0
    with clock.standing_at(clock.today() + timedelta(days=8)):
        assert operations.expire_exports(actor=people.system()) == 1
    with pytest.raises(errors.ExportTakenError):
        operations.fetch_export(actor=told.worker, export=export)


@pytest.mark.parametrize("role", ["social_worker", "director", "network_officer", "delegate"])
def test_nobody_else_gets_a_copy(told: SimpleNamespace, role: str) -> None:
    with pytest.raises(NotVisibleError):
        operations.request_export(actor=people.actor(role), case=told.case, person=told.mother)


def test_the_person_asks_for_their_own_copy_and_nobody_elses(told: SimpleNamespace) -> None:
    mother = people.actor("family_member").standing_for(person_id=told.mother.pk)
    assert operations.request_export(actor=mother, case=told.case, person=told.mother).person == told.mother
    with pytest.raises(NotVisibleError):
        operations.request_export(actor=mother, case=told.case, person=told.father)


def test_a_request_is_due_in_a_month_extended_once_and_answered_once(told: SimpleNamespace) -> None:
    worker = told.worker
    request = operations.receive_request(
        actor=worker, case=told.case, person=told.mother, kind="access", received_on=date(2026, 9, 30)
    )
    assert request.due_on == date(2026, 10, 30)
    with pytest.raises(errors.ExtensionError):
        operations.extend_request(actor=worker, request=request, reason=" ")
    assert operations.extend_request(actor=worker, request=request, reason="dużo akt").due_on == date(
        2026, 12, 30
    )
    with pytest.raises(errors.ExtensionError):
        operations.extend_request(actor=worker, request=request, reason="znów")
    with pytest.raises(errors.AnswerMissingError):
        operations.answer_request(actor=worker, request=request, outcome="fulfilled", answer="")
    with pytest.raises(ConflictError):
        operations.answer_request(actor=worker, request=request, outcome="refused", answer="x", version=1)
    director = people.actor("director")
    operations.answer_request(actor=director, request=request, outcome="fulfilled", answer="wydano kopię")
    with pytest.raises(errors.RequestAnsweredError):
        operations.answer_request(actor=worker, request=request, outcome="refused", answer="x")
    assert not queries.may_read_contents(director, request)
    assert [one.pk for one in queries.requests_visible_to(director)] == [request.pk]
    assert list(queries.requests_visible_to(people.actor("social_worker"))) == []


def test_a_restriction_works_at_once_and_a_future_day_is_refused(told: SimpleNamespace) -> None:
    operations.receive_request(actor=told.worker, case=told.case, person=told.mother, kind="restriction")
    assert told.mother.restrictions.filter(until=None).count() == 1
    with pytest.raises(errors.RequestDayError):
        operations.receive_request(
            actor=told.worker,
            case=told.case,
            person=told.mother,
            kind="access",
            received_on=clock.today() + timedelta(days=1),
        )


def test_who_must_answer_is_reminded_once(told: SimpleNamespace) -> None:
    people.actor("director")
    operations.receive_request(actor=told.worker, case=told.case, person=told.mother, kind="objection")
    assert operations.remind_due(actor=people.system()) == 0
    with clock.standing_at(date(2026, 10, 30)):
        operations.remind_due(actor=people.system())
        operations.remind_due(actor=people.system())
    sent = Message.objects.filter(kind="data_request_due")
    assert sent.count() >= 2
    assert len({one.key for one in sent}) == sent.count()
    assert "Wzorcow" not in "".join(one.subject + one.body for one in sent)


def test_a_correction_keeps_what_stood_there_sealed(told: SimpleNamespace) -> None:
    with pytest.raises(errors.CorrectionReasonError):
        operations.correct_person(
            actor=told.worker, case=told.case, person=told.mother, field="last_name", value="Nowa", reason=""
        )
    operations.correct_person(
        actor=told.worker,
        case=told.case,
        person=told.mother,
        field="last_name",
        value="Nowa",
        reason="dowód",
        seen="Wzorcowa",
    )
    with pytest.raises(ConflictError):
        operations.correct_person(
            actor=told.worker,
            case=told.case,
            person=told.mother,
            field="last_name",
            value="Inna",
            reason="dowód",
            seen="Wzorcowa",
        )
    with pytest.raises(errors.NothingToCorrectError):
        operations.correct_person(
            actor=told.worker, case=told.case, person=told.mother, field="last_name", value="Nowa", reason="x"
        )
    operations.correct_person(
        actor=told.worker,
        case=told.case,
        person=told.mother,
        field="pesel",
        value=build.PESEL,
        reason="dowód",
    )
    person = Person.objects.get(pk=told.mother.pk)
    assert (person.full_name, person.pesel) == ("Łucja Nowa", build.PESEL)
    assert families.person_with_pesel(told.worker, build.PESEL) == person
    kept = Correction.objects.get(field="last_name")
    assert (kept.before, kept.after) == ("Wzorcowa", "Nowa")
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(row_to_json(c)::text, '') FROM rights_correction c")
        assert "Wzorcowa" not in cursor.fetchone()[0]


def test_erasure_takes_two_persons_and_leaves_numbers(told: SimpleNamespace) -> None:
    with pytest.raises(errors.StillOpenError):
        operations.propose_erasure(actor=told.worker, case=told.case, reason="wniosek")
    case = _closed(told.worker, told.case, clock.today())
    plan = operations.propose_erasure(actor=told.worker, case=case, reason="wniosek z 1.10.2026")
    with pytest.raises(errors.DisposalStandsError):
        operations.propose_erasure(actor=told.worker, case=case, reason="jeszcze raz")
    with pytest.raises(NotVisibleError):
        operations.approve_disposal(actor=told.worker, disposal=plan)
    director = people.actor("director")
    before = queries.preview(case.household)
    done = operations.approve_disposal(actor=director, disposal=plan)
    assert done.status == "done"
    assert [person.full_name for person in families.persons_of(case)] == ["dane usunięte"] * 3
    assert {person.born_on.month for person in families.persons_of(case) if person.born_on} == {1}
    assert queries.preview(case.household).numbers["numbers"] == before.numbers["numbers"]
    assert Case.objects.get(pk=case.pk).outcome == "achieved"
    assert operations.fetch_protocol(actor=director, disposal=done).startswith(b"%PDF")
    with pytest.raises(errors.DisposalSettledError):
        operations.approve_disposal(actor=director, disposal=plan)
    with pytest.raises(errors.ErasedFamilyError):
        operations.propose_erasure(actor=told.worker, case=case, reason="znów")


def test_who_proposes_does_not_approve(told: SimpleNamespace) -> None:
    director = people.actor("director")
    case = _closed(told.worker, told.case, clock.today())
    plan = operations.propose_erasure(actor=director, case=case, reason="wniosek")
    with pytest.raises(errors.SamePersonError):
        operations.approve_disposal(actor=director, disposal=plan)
    operations.reject_disposal(actor=director, disposal=plan)
    assert families.persons_of(case)[0].full_name == "Łucja Wzorcowa"
    operations.propose_erasure(actor=told.worker, case=case, reason="jednak")


def test_a_hold_beats_erasure_even_when_it_comes_late(told: SimpleNamespace) -> None:
    case = _closed(told.worker, told.case, clock.today())
    plan = operations.propose_erasure(actor=told.worker, case=case, reason="wniosek")
    hold = operations.place_hold(actor=told.worker, case=case, reason="sprawa w sądzie")
    director = people.actor("director")
    done = operations.approve_disposal(actor=director, disposal=plan)
    assert [item.spared_because for item in done.items.all()] == ["hold"]
    assert families.persons_of(case)[0].full_name == "Łucja Wzorcowa"
    with pytest.raises(errors.OnHoldError):
        operations.propose_erasure(actor=told.worker, case=case, reason="znów")
    with pytest.raises(NotVisibleError):
        operations.lift_hold(actor=told.worker, hold=hold)
    operations.lift_hold(actor=director, hold=hold)
    operations.propose_erasure(actor=told.worker, case=case, reason="znów")


def test_a_destroyed_key_does_not_come_back_with_a_backup(
    told: SimpleNamespace, django_capture_on_commit_callbacks: Any
) -> None:
    case = _closed(told.worker, told.case, clock.today())
    backup = list(FamilyKey.objects.values_list("pk", "wrapped"))
    plan = operations.propose_erasure(actor=told.worker, case=case, reason="wniosek")
    with django_capture_on_commit_callbacks(execute=True):
        operations.approve_disposal(actor=people.actor("director"), disposal=plan)
    assert case.household_id.hex in list_path().read_text()
    for family, wrapped in backup:  # yesterday's dump
        FamilyKey.objects.filter(pk=family).update(wrapped=wrapped, destroyed_at=None)
    keyring.forget()
    assert families.persons_of(case)[0].full_name == "Łucja Wzorcowa"
    assert operations.reapply_destroyed_keys(actor=people.system()) == 1
    assert families.persons_of(case)[0].full_name == "dane usunięte"
    assert operations.reapply_destroyed_keys(actor=people.system()) == 0


def test_a_lost_list_is_written_anew_and_a_forged_line_destroys_nothing(
    told: SimpleNamespace, django_capture_on_commit_callbacks: Any
) -> None:
    forged = f"{told.case.household_id.hex} 2026-10-05T00:00:00+00:00 {'0' * 64}\nhalf a li"
    list_path().write_text(forged)
    assert operations.reapply_destroyed_keys(actor=people.system()) == 0
    assert families.persons_of(told.case)[0].full_name == "Łucja Wzorcowa"
    keys.destroy([told.case.household_id], clock.now())
    with django_capture_on_commit_callbacks(execute=True):
        operations.reapply_destroyed_keys(actor=people.system())
    with transaction.atomic():
        read = erased.read(list_path().read_text(), operations.outliving._vouched)
    assert list(read.families) == [told.case.household_id]


def test_retention_lists_what_is_due_and_spares_the_rest() -> None:
    worker, director = people.actor("social_worker"), people.actor("director")
    old = _closed(worker, build.family(worker, opened_on=date(2014, 3, 1)), date(2015, 6, 1))
    held = _closed(worker, build.family(worker, build.CHILD, opened_on=date(2014, 3, 1)), date(2015, 6, 1))
    young = _closed(worker, build.family(worker, build.FATHER, opened_on=date(2016, 3, 1)), date(2016, 6, 1))
    again = _closed(worker, build.family(worker, build.MOTHER, opened_on=date(2014, 3, 1)), date(2015, 6, 1))
    reopen_household(actor=worker, case=again)
    operations.place_hold(actor=director, case=held, reason="kontrola")
    due = queries.due_for_disposal(director)
    assert {(one.household.pk, one.hold) for one in due} == {
        (old.household_id, False),
        (held.household_id, True),
    }
    assert {one.may_go_on for one in due} == {date(2026, 1, 1)}
    plan = operations.propose_disposal_of_due(actor=director, reason="B10")
    assert plan.items.count() == 1
    done = operations.approve_disposal(actor=people.actor("director"), disposal=plan)
    assert queries.erased_households([one.household_id for one in (old, held, young, again)]) == {
        old.household_id
    }
    assert done.items.get().erased_at is not None
    with pytest.raises(errors.NothingDueError):
        operations.propose_disposal_of_due(actor=director, reason="B10")
    with pytest.raises(NotVisibleError):
        queries.due_for_disposal(worker)


def test_a_longer_period_spares_what_was_proposed() -> None:
    worker, director = people.actor("social_worker"), people.actor("director")
    _closed(worker, build.family(worker, opened_on=date(2014, 3, 1)), date(2015, 6, 1))
    plan = operations.propose_disposal_of_due(actor=director, reason="B10")
    operations.set_period(actor=director, kept="case", amount=25, symbol="8123", version=0)
    done = operations.approve_disposal(actor=people.actor("director"), disposal=plan)
    assert done.items.get().spared_because == "period"
    with pytest.raises(ConflictError):
        operations.set_period(actor=director, kept="case", amount=5, symbol="", version=0)
    with pytest.raises(errors.PeriodError):
        operations.set_period(actor=director, kept="case", amount=0, symbol="")
    assert Disposal.objects.count() == 1


def test_many_families_take_as_many_queries_as_one(django_assert_max_num_queries: Any) -> None:
    worker, director = people.actor("social_worker"), people.actor("director")
    for _ in range(4):
        _closed(worker, build.family(worker, build.MOTHER, opened_on=date(2014, 3, 1)), date(2015, 6, 1))
    with django_assert_max_num_queries(7):
        assert len(disposals.due_for_disposal(director)) == 4


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day: date, months: int, expected: date) -> None:
    assert deadlines.months_after(day, months) == expected


def test_periods_count_from_the_first_of_january_after_closing() -> None:
    assert retention.may_go_on("case", date(2026, 1, 1), 10) == date(2037, 1, 1)
    assert retention.may_go_on("case", date(2026, 12, 31), 10) == date(2037, 1, 1)
    assert retention.may_go_on("drafts", date(2026, 12, 1), 30) == date(2027, 1, 1)
    closings = [(date(2020, 5, 1), ["case"]), (date(2019, 5, 1), ["case", "ledger"])]
    assert retention.family_may_go_on(closings, {"case": 5, "ledger": 10}) == date(2030, 1, 1)


def test_names_go_in_every_case_of_the_declension_and_ones_own_stays() -> None:
    names = redaction.others(["Jan Wzorcowy", "Zofia Kowalska"], "Łucja Wzorcowa")
    text = redaction.redacted("Janowi i Zofii Kowalskiej pomoże Łucja Wzorcowa.", names)
    assert text == "[inna osoba] i [inna osoba] [inna osoba] pomoże Łucja Wzorcowa."


def test_an_erased_family_is_not_taken_up_again(told: SimpleNamespace) -> None:
    case = _closed(told.worker, told.case, clock.today())
    operations.approve_disposal(
        actor=people.actor("data_protection"),
        disposal=operations.propose_erasure(actor=told.worker, case=case, reason="wniosek"),
    )
    for again in (
        lambda: resume_case(actor=told.worker, case=case, reason="wrócili"),
        lambda: reopen_household(actor=told.worker, case=case),
        lambda: paths.say_what_matters(actor=told.worker, case=case, person=told.mother, words="x"),
    ):
        with pytest.raises(DomainError) as refused:
            again()
        assert refused.value.code in ("erased_family", "case_closed")
    assert Case.objects.filter(household=case.household_id).count() == 1


def test_one_director_and_the_data_protection_officer_are_two(told: SimpleNamespace) -> None:
    officer, director = people.actor("data_protection"), people.actor("director")
    case = _closed(told.worker, told.case, clock.today())
    done = operations.approve_disposal(
        actor=officer, disposal=operations.propose_erasure(actor=director, case=case, reason="wniosek")
    )
    assert done.status == "done"
    assert list(queries.requests_visible_to(officer)) == []
    with pytest.raises(NotVisibleError):
        families.own_case(officer, case.pk)


def test_a_director_makes_no_officer_of_somebody_who_decides(told: SimpleNamespace) -> None:
    director = people.actor("director")
    with pytest.raises(OfficerAloneError):
        create_user(
            actor=director, email="a@b.example", name="Iga", roles=["data_protection", "social_worker"]
        )
    assert create_user(actor=director, email="a@b.example", name="Iga", roles=["data_protection"])


@pytest.fixture
def moved(told: SimpleNamespace) -> SimpleNamespace:
    """The father said and wrote things, then moved out."""
    worker, case, father = told.worker, told.case, told.father
    goal = Goal.objects.get(plan__case=case, for_person=None)
    step = paths.add_task(actor=worker, goal=goal, task=TaskData("Jan zadzwoni do szkoły", "family"))
    paths.object_to_step(actor=worker, task=step, person=father, words="Nie chcę do szkoły", mode="meeting")
    paths.say_what_matters(actor=worker, case=case, person=father, words="Chcę rower", mode="meeting")
    paths.say_what_matters(actor=worker, case=case, person=told.mother, words="Jan ma pracę", mode="meeting")
    operations.correct_person(
        actor=worker, case=case, person=father, field="first_name", value="Janusz", reason="dowód Jana"
    )
    told.father.refresh_from_db()
    return told


def _gone(moved: SimpleNamespace) -> Disposal:
    end_membership(actor=moved.worker, case=moved.case, person=moved.father, ends_on=clock.today())
    return operations.propose_person_erasure(
        actor=moved.worker, case=moved.case, person=moved.father, reason="wniosek"
    )


def test_one_person_goes_and_the_others_stay(moved: SimpleNamespace) -> None:
    with pytest.raises(errors.StillLivesError):
        operations.propose_person_erasure(
            actor=moved.worker, case=moved.case, person=moved.father, reason="wniosek"
        )
    wanted = _gone(moved)
    with pytest.raises(errors.DisposalStandsError):
        operations.propose_person_erasure(
            actor=moved.worker, case=moved.case, person=moved.father, reason="znów"
        )
    director = people.actor("director")
    done = operations.approve_disposal(actor=director, disposal=wanted)
    father = Person.objects.get(pk=moved.father.pk)
    assert (father.full_name, father.pesel, father.born_on) == ("dane usunięte", None, date(1988, 1, 1))
    words = {voice.words for voice in TaskVoice.objects.filter(person=father)}
    assert words | {one.words for one in FamilyWord.objects.filter(person=father)} == {""}
    assert {one.before + one.after + one.reason for one in Correction.objects.filter(person=father)} == {""}
    assert Goal.objects.get(for_person=father).title == "dane usunięte"
    assert Task.objects.get().title == "[osoba usunięta] zadzwoni do szkoły"
    assert Goal.objects.get(for_person=None).title == "Rozmowa z [osoba usunięta] i Łucją"
    assert Person.objects.get(pk=moved.mother.pk).full_name == "Łucja Wzorcowa"
    assert operations.fetch_protocol(actor=director, disposal=done).startswith(b"%PDF")
    with pytest.raises(errors.ErasedPersonError):
        operations.propose_person_erasure(
            actor=moved.worker, case=moved.case, person=moved.father, reason="znów"
        )


def test_the_second_record_of_somebody_goes_with_them(
    moved: SimpleNamespace, django_capture_on_commit_callbacks: Any
) -> None:
    twin = add_person(actor=moved.worker, case=moved.case, person=PersonData("Janusz", "Wzorcowy", "parent"))
    merge_persons(actor=moved.worker, case=moved.case, kept=moved.father, dropped=twin)
    wanted = _gone(moved)
    with pytest.raises(NotVisibleError):
        operations.propose_person_erasure(actor=moved.worker, case=moved.case, person=twin, reason="znów")
    with django_capture_on_commit_callbacks(execute=True):
        operations.approve_disposal(actor=people.actor("director"), disposal=wanted)
    assert Person.objects.get(pk=twin.pk).full_name == "dane usunięte"
    assert Task.objects.get().title == "[osoba usunięta] zadzwoni do szkoły"
    listed = {row.split(" ")[1] for row in list_path().read_text().splitlines() if row.startswith("person ")}
    assert listed == {moved.father.pk.hex, twin.pk.hex}


def test_the_database_lets_words_be_emptied_and_nothing_else_be_changed(moved: SimpleNamespace) -> None:
    voices = TaskVoice.objects.filter(person=moved.father)
    with pytest.raises(DatabaseError), transaction.atomic():
        voices.update(said_on=date(2020, 1, 1))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE paths_taskvoice SET words = 'co innego'")
    assert voices.update(words="") == 1


def test_a_hold_keeps_one_person_too(moved: SimpleNamespace) -> None:
    wanted = _gone(moved)
    operations.place_hold(actor=moved.worker, case=moved.case, reason="sprawa w sądzie")
    done = operations.approve_disposal(actor=people.actor("director"), disposal=wanted)
    assert done.items.get().spared_because == "hold"
    assert Person.objects.get(pk=moved.father.pk).full_name == "Janusz Wzorcowy"
