"""A talk about consent, on a screen and on paper whose scan comes back."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from core.documents.errors import UnknownFileTypeError
from core.families.operations import PersonData
from core.families.queries import persons_of
from core.notifications.models import Message
from core.privacy import errors, queries
from core.privacy.documents import sheet_paper
from core.privacy.models import ConsentSheet, DisclosureAuthorisation, ParticipationAgreement
from core.privacy.operations import sheets
from core.privacy.operations.reminding import remind_consents
from core.privacy.operations.scans import link_scan
from core.privacy.operations.texts import publish_text
from core.privacy.queries.sheets import answers_of, missing_scans, sheet_visible
from core.privacy.queries.texts import text_in_force
from core.privacy.rules import Guardian
from core.privacy.rules.sheets import Answers, Asked, Permission, Step, dumped, loaded, step_before, steps
from core.shared.clock import standing_at
from core.shared.errors import ConflictError, NotVisibleError
from tests.e2e.certificates import words_of
from tests.support import families as build
from tests.support import people

TODAY = date(2026, 10, 5)


@dataclass
class Table:
    """A worker at a kitchen table."""

    worker: Any
    case: Any
    mother: Any
    child: Any
    school: Any
    police: Any

    def talk(self, person: Any = None, language: str = "pl", **said: Any) -> ConsentSheet:
        sheet = sheets.begin_sheet(
            actor=self.worker, case=self.case, person=person or self.mother, language=language
        )
        return sheets.save_answers(actor=self.worker, sheet=sheet, answers=self.says(**said))

    def says(self, **said: Any) -> Answers:
        permission = Permission(("education", "path"), ("team", "service"), date(2027, 10, 4))
        values = {
            "read": True,
            "agrees": True,
            "partners": (self.school.pk,),
            "permissions": {self.school.pk: permission},
        }
        return Answers(**{**values, **said})


@pytest.fixture
def table(in_town: str) -> Any:
    with standing_at(TODAY):
        worker = people.actor("social_worker")
        case = build.family(worker)
        mother, _father, child = persons_of(case)
        yield Table(worker, case, mother, child, build.partner("Szkoła 1"), build.partner("Policja"))


def scanned(paper: bytes, page: int = 0, turn: int = 0) -> bytes:
    """A page as a photograph of a telephone: grey, a little smaller, perhaps upside down."""
    picture = pypdfium2.PdfDocument(paper)[page].render(scale=2.2, grayscale=True).to_pil()
    picture = picture.rotate(turn, expand=True, fillcolor=200)
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=60)
    return kept.getvalue()


def blank() -> bytes:
    kept = io.BytesIO()
    Image.new("L", (600, 800), 230).save(kept, "PNG")
    return kept.getvalue()


def test_the_questions_follow_what_was_said(table: Table) -> None:
    adult, child = Asked(adult=True, age=36), Asked(adult=False, age=14)
    names = [step.name for step in steps(adult, Answers())]
    assert names == ["notice", "agree", "summary"]
    yes = table.says()
    assert [step.name for step in steps(adult, yes)] == [
        "notice",
        "agree",
        "partners",
        "what",
        "why",
        "summary",
    ]
    assert [step.name for step in steps(child, Answers())] == [
        "notice",
        "guardian",
        "agree",
        "assent",
        "summary",
    ]
    known = Asked(adult=True, takes_part=True)
    assert [step.name for step in steps(known, Answers())] == ["notice", "partners", "summary"]
    assert step_before(adult, yes, Step("what", table.school.pk)) == Step("partners")
    assert step_before(adult, yes, Step("notice")) is None
    assert loaded(dumped(yes)) == yes


def test_what_was_confirmed_on_the_screen_holds_in_the_words_that_were_read(table: Table) -> None:
    sheet = sheets.confirm_sheet(actor=table.worker, sheet=table.talk(language="uk"))
    assert sheet.state == "given"
    [agreement] = queries.agreements(table.case)
    assert (agreement.form, agreement.language, agreement.sheet_id) == ("screen", "uk", sheet.pk)
    assert agreement.text == text_in_force("agreement", "uk")
    words = DisclosureAuthorisation.objects.filter(person=table.mother)
    assert {(one.category, one.purpose) for one in words} == {
        (category, purpose) for category in ("education", "path") for purpose in ("team", "service")
    }
    assert {(one.ends_on, one.text.kind, one.sheet_id) for one in words} == {
        (date(2027, 10, 5), "authorisation", sheet.pk)
    }
    again = sheets.confirm_sheet(actor=table.worker, sheet=sheet)
    assert again.state == "given"
    assert DisclosureAuthorisation.objects.count() == 4


def test_a_newer_text_does_not_change_what_was_accepted(table: Table) -> None:
    sheet = sheets.confirm_sheet(actor=table.worker, sheet=table.talk())
    accepted = text_in_force("agreement", "pl")
    publish_text(
        actor=people.actor("director"),
        kind="agreement",
        language="pl",
        title="Zgoda",
        body=f"{accepted.body}\n\nCoś nowego.",
    )
    sheet.refresh_from_db()
    assert sheet.agreement_text == accepted
    assert queries.agreements(table.case)[0].text == accepted


def test_a_refusal_is_kept_and_gives_nothing(table: Table) -> None:
    sheet = sheets.confirm_sheet(actor=table.worker, sheet=table.talk(agrees=False))
    assert sheet.state == "refused"
    assert not ParticipationAgreement.objects.exists()
    assert not DisclosureAuthorisation.objects.exists()
    table.case.refresh_from_db()
    assert table.case.stage == "screening"


def test_a_broken_off_talk_goes_on_where_it_was(table: Table) -> None:
    left = table.talk()
    again = sheets.begin_sheet(actor=table.worker, case=table.case, person=table.mother)
    assert again == left
    assert answers_of(again) == table.says()
    with pytest.raises(ConflictError):
        sheets.save_answers(actor=table.worker, sheet=again, answers=Answers(), version=1)
    sheets.drop_sheet(actor=table.worker, sheet=again)
    fresh = sheets.begin_sheet(actor=table.worker, case=table.case, person=table.mother)
    assert fresh != left
    assert answers_of(fresh) == Answers()
    with pytest.raises(NotVisibleError):
        sheet_visible(table.worker, left.pk)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"agrees": None}, errors.NothingAnsweredError),
        ({"permissions": {}}, errors.NothingAuthorisedError),
    ],
)
def test_what_was_not_asked_is_not_confirmed(
    table: Table, said: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        sheets.confirm_sheet(actor=table.worker, sheet=table.talk(**said))
    assert not ParticipationAgreement.objects.exists()


def test_a_guardian_speaks_in_a_talk_too(table: Table) -> None:
    with pytest.raises(errors.GuardianNeededError):
        sheets.confirm_sheet(actor=table.worker, sheet=table.talk(table.child))
    speaks = Guardian("parent", person=table.mother.pk)
    sheet = sheets.save_answers(
        actor=table.worker, sheet=table.talk(table.child), answers=table.says(guardian=speaks)
    )
    sheets.confirm_sheet(actor=table.worker, sheet=sheet)
    [agreement] = queries.agreements(table.case)
    assert (agreement.form, agreement.guardian, agreement.for_minor) == ("guardian", table.mother, True)


def test_a_signed_paper_is_recognised_by_its_code_and_holds_from_then_on(table: Table) -> None:
    sheet = sheets.print_sheet(actor=table.worker, sheet=table.talk(language="uk"))
    assert sheet.state == "waiting"
    assert not ParticipationAgreement.objects.exists()
    paper = sheet_paper(sheet)
    assert paper.content == sheet_paper(sheet).content
    words = words_of(paper.content)
    assert "Łucja Wzorcowa" in words
    assert "Szkoła 1" in words
    assert "Відмова не впливає на жодну виплату" in words
    scan = scanned(paper.content, turn=180)
    linked = link_scan(actor=table.worker, name="skan.jpg", content=scan)
    assert (linked.pk, linked.state, linked.linked) == (sheet.pk, "given", "code")
    assert queries.has_agreement(table.mother)
    assert DisclosureAuthorisation.objects.count() == 4
    assert link_scan(actor=table.worker, name="skan.jpg", content=scan).scan_id == linked.scan_id
    with pytest.raises(errors.ScanLinkedError):
        link_scan(actor=table.worker, name="inny.jpg", content=scanned(paper.content, page=1))


def test_a_paper_may_hold_before_its_scan_and_the_scan_is_missed(table: Table) -> None:
    with standing_at(date(2026, 10, 2)):
        sheet = sheets.print_sheet(actor=table.worker, sheet=table.talk())
    for day in (date(2026, 10, 1), date(2026, 10, 6)):
        with pytest.raises(errors.SignatureDayError):
            sheets.sign_sheet(actor=table.worker, sheet=sheet, signed_on=day)
    signed = sheets.sign_sheet(actor=table.worker, sheet=sheet, signed_on=date(2026, 10, 3))
    assert queries.agreements(table.case)[0].given_on == date(2026, 10, 3)
    assert list(missing_scans(table.worker)) == [signed]
    assert remind_consents(actor=people.system()) == 0
    with standing_at(date(2026, 10, 10)):
        assert [remind_consents(actor=people.system()) for _ in range(2)] == [1, 1]
        assert Message.objects.filter(kind="consent_scans_missing").count() == 1
    with pytest.raises(errors.CodeUnreadableError):
        link_scan(actor=table.worker, name="skan.png", content=blank())
    by_hand = link_scan(actor=table.worker, name="skan.png", content=blank(), sheet=signed)
    assert by_hand.linked == "hand"
    assert list(missing_scans(table.worker)) == []


def test_another_paper_is_refused(table: Table) -> None:
    sheet = sheets.print_sheet(actor=table.worker, sheet=table.talk())
    scan = scanned(sheet_paper(sheet).content)
    father = persons_of(table.case)[1]
    other = sheets.print_sheet(actor=table.worker, sheet=table.talk(father))
    with pytest.raises(errors.ForeignSheetError):
        link_scan(actor=table.worker, name="x.jpg", content=scan, sheet=other)
    with pytest.raises(errors.ForeignSheetError):
        link_scan(actor=people.actor("social_worker"), name="x.jpg", content=scan)
    ConsentSheet.objects.filter(pk=sheet.pk).update(content_sha256="0" * 64)
    with pytest.raises(errors.SheetAlteredError):
        link_scan(actor=table.worker, name="x.jpg", content=scan)
    with pytest.raises(UnknownFileTypeError):
        link_scan(actor=table.worker, name="x.exe", content=b"MZ program")
    assert not ParticipationAgreement.objects.exists()


def test_another_worker_talks_with_nobody(table: Table) -> None:
    sheet = table.talk()
    stranger = people.actor("social_worker")
    attempts: list[Callable[[], object]] = [
        lambda: sheets.begin_sheet(actor=stranger, case=table.case, person=table.mother),
        lambda: sheets.save_answers(actor=stranger, sheet=sheet, answers=Answers()),
        lambda: sheets.confirm_sheet(actor=stranger, sheet=sheet),
        lambda: sheets.print_sheet(actor=stranger, sheet=sheet),
        lambda: sheets.sign_sheet(actor=stranger, sheet=sheet),
        lambda: sheets.drop_sheet(actor=stranger, sheet=sheet),
        lambda: sheet_visible(stranger, sheet.pk),
    ]
    for attempt in attempts:
        with pytest.raises(NotVisibleError):
            attempt()


def test_nobody_from_elsewhere_is_asked(table: Table) -> None:
    other = build.family(table.worker, PersonData("Ewa", "Inna", "lead", born_on=date(1990, 1, 1)))
    with pytest.raises(errors.NotOfTheHouseholdError):
        sheets.begin_sheet(actor=table.worker, case=table.case, person=persons_of(other)[0])
