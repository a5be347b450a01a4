"""Papers of a path: numbered, sealed, each person their part; the plan of social services."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.db import connection
from pypdf import PdfReader

from core.paths import errors, operations
from core.paths.models import PathPaper, Task
from core.paths.operations import SocialPlanData, TaskData, Terms
from core.paths.queries.papers import document_of, papers_visible_to
from core.safety import operations as safety
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.ids import uuid7
from tests.support import people, vertical

pytestmark = pytest.mark.usefixtures("in_town")


def text_of(paper: PathPaper) -> str:
    reader = PdfReader(io.BytesIO(document_of(paper).content))
    assert str(reader.root_object["/Lang"]).split("-")[0] == paper.language
    return " ".join("\n".join(page.extract_text() for page in reader.pages).split())


def walked(family: vertical.Family) -> Task:
    task = operations.add_task(
        actor=family.worker, goal=family.goal, task=TaskData("Zadzwonić do szkoły", due_on=date(2026, 11, 2))
    )
    operations.object_to_step(
        actor=family.worker, task=task, person=family.father, words="Nie chcę dzwonić.", mode="meeting"
    )
    operations.agree_plan(actor=family.worker, plan=family.plan, person=family.mother, mode="meeting")
    return task


@pytest.mark.parametrize("language", ["pl", "en", "uk"])
def test_the_contract_says_who_agreed_and_who_did_not(language: str) -> None:
    family = vertical.family()
    walked(family)
    paper = operations.print_contract(actor=family.worker, plan=family.plan, language=language)
    text = text_of(paper)
    for words in ("Zadzwonić do szkoły", "02.11.2026", "Nie chcę dzwonić.", "Anna Przykładowa", paper.number):
        assert words in text
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM paths_pathpaper")
        assert b"%PDF" not in bytes(cursor.fetchone()[0])


def test_where_somebody_has_a_step_of_their_own_each_person_gets_the_own_paper() -> None:
    family = vertical.family()
    walked(family)
    operations.add_task(
        actor=family.worker, goal=family.goal, task=TaskData("Jej krok", for_person=family.mother)
    )
    for act in (operations.print_contract,):
        with pytest.raises(errors.WholePaperUnsafeError):
            act(actor=family.worker, plan=family.plan)
    his = text_of(operations.print_contract(actor=family.worker, plan=family.plan, person=family.father))
    hers = text_of(operations.print_contract(actor=family.worker, plan=family.plan, person=family.mother))
    assert "Jej krok" in hers
    assert "Nie chcę dzwonić." not in hers
    assert "Jej krok" not in his
    assert "Anna" not in his


def test_a_separated_person_gets_nothing_of_what_is_common() -> None:
    family = vertical.family()
    walked(family)
    safety.separate(
        actor=family.worker,
        case=family.case,
        kept_from=family.father,
        protected=family.mother,
        reason="Obawia się go.",
    )
    with pytest.raises(errors.WholePaperUnsafeError):
        operations.print_contract(actor=family.worker, plan=family.plan)
    with pytest.raises(errors.NothingToAgreeError):
        operations.print_contract(actor=family.worker, plan=family.plan, person=family.father)


def test_a_person_prints_the_own_copy_and_reads_only_own_papers() -> None:
    family = vertical.family()
    walked(family)
    key = uuid7()
    her = people.actor_of(vertical.member_account(family, family.mother))
    for _ in range(2):
        paper = operations.print_own_copy(actor=her, plan=family.plan, person=family.mother, key=key)
    text = text_of(paper)
    assert "Zadzwonić do szkoły" in text
    assert "/moje/" in text
    for neutral in ("pomoc społeczna", "ośrodek", "ścieżk"):
        assert neutral not in text.lower()
    assert papers_visible_to(her).count() == 1
    operations.print_contract(actor=family.worker, plan=family.plan)
    assert papers_visible_to(her).count() == 1
    assert papers_visible_to(family.worker).count() == 2
    with pytest.raises(NotVisibleError):
        operations.print_own_copy(actor=her, plan=family.plan, person=family.father)
    with pytest.raises(NotVisibleError):
        operations.print_contract(actor=her, plan=family.plan)


def test_the_path_prints_as_the_plan_of_social_services() -> None:
    town, family = vertical.town(), vertical.family()
    service = operations.add_task(
        actor=family.worker, goal=family.goal, task=TaskData("Rozmowy", kind="service", service=town.card)
    )
    with pytest.raises(errors.SocialPlanMissingError):
        operations.print_social_plan(actor=family.worker, plan=family.plan)
    data = SocialPlanData(
        starts_on=date(2026, 10, 5),
        ends_on=date(2027, 3, 31),
        needs="Wsparcie w wychowaniu.",
        expectations="Spokojne wieczory.",
        principles="Przychodzimy na umówione spotkania.",
        duties="Odwołujemy dzień wcześniej.",
        monitored_on=[date(2026, 12, 1), date(2027, 2, 1)],
    )
    terms = {service: Terms("Dwie rozmowy w tygodniu", "ul. Przykładowa 1", date(2026, 10, 12))}
    with pytest.raises(errors.SocialPlanSpanError):
        operations.write_social_plan(
            actor=family.worker,
            plan=family.plan,
            data=SocialPlanData(starts_on=date(2026, 10, 5), ends_on=date(2026, 1, 1)),
        )
    saved = operations.write_social_plan(actor=family.worker, plan=family.plan, data=data, terms=terms)
    with pytest.raises(ConflictError):
        operations.write_social_plan(actor=family.worker, plan=family.plan, data=data, version=0)
    assert saved.coordinator == "Sonia Socjalna"
    text = text_of(operations.print_social_plan(actor=family.worker, plan=family.plan))
    for words in (
        "Wsparcie w wychowaniu.",
        "Spokojne wieczory.",
        "Poradnia Próbna",
        "Dwie rozmowy w tygodniu",
        "ul. Przykładowa 1",
        "01.12.2026, 01.02.2027",
        "Sonia Socjalna",
        "Odwołujemy dzień wcześniej.",
    ):
        assert words in text
