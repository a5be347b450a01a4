"""Data of participants of ESF+: rules, invariants, results, who may, and the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from core.audit.rules import digest_of
from core.families import queries as families
from core.families.models import Case
from core.families.rules import age_on
from core.fidelity.queries.facts import facts_of
from core.indicators.enums import Isced, Labour, Vulnerability
from core.indicators.errors import funding as refused
from core.indicators.models import EsfParticipation
from core.indicators.operations import compute
from core.indicators.operations import funding as operations
from core.indicators.participants import Entry, Exit, broken_invariants, check_entry, later_due
from core.indicators.queries import counts_of
from core.indicators.queries.funding import participants_of, sums_of
from core.indicators.rules import Period
from core.privacy.models import ProcessingRestriction
from core.privacy.queries import ledger
from core.privacy.queries.receipts import receipt_of, verify_receipt
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError, NotVisibleError
from tests.support import people
from tests.support.families import agreed, family

SAID = dict.fromkeys(Vulnerability.values, "no")
DAY = date(2026, 1, 12)


def entry(on: date = DAY, labour: str = "long_term", isced: str = "3-4", **said: str) -> Entry:
    return Entry(on, labour, isced, {**SAID, **said})


@pytest.fixture
def worker(in_town: str) -> Iterator[Actor]:
    with clock.standing_at(date(2026, 10, 5)):
        yield people.actor("social_worker")


@pytest.fixture
def case(worker: Actor) -> Case:
    made = family(worker, opened_on=date(2026, 1, 2))
    with clock.standing_at(date(2026, 1, 10)):
        agreed(worker, made, given_on=date(2026, 1, 10))
    made.refresh_from_db()
    return made


def start(worker: Actor, case: Case, number: int = 0, **more: Any) -> EsfParticipation:
    person = families.persons_of(case)[number]
    return operations.record_entry(actor=worker, case=case, person=person, entry=entry(**more))


def test_from_entry_to_six_months_and_into_the_figures(worker: Actor, case: Case) -> None:
    made = start(worker, case, disability="refused", rural="yes")
    made = operations.record_exit(
        actor=worker,
        participation=made,
        left=Exit(date(2026, 3, 10), as_planned=True, asked_on=date(2026, 3, 20), results=["working"]),
        version=made.version,
    )
    operations.record_later(
        actor=worker,
        participation=made,
        asked_on=date(2026, 9, 15),
        results=["working"],
        version=made.version,
    )
    compute(actor=people.system(), months=[date(2026, 3, 1), date(2026, 6, 1), date(2026, 9, 1)])
    first, half = counts_of(Period("quarter", date(2026, 1, 1))), counts_of(Period("half", date(2026, 1, 1)))
    assert first["esf_participants", "", ""] == half["esf_participants", "", ""] == 1
    assert first["esf_participants", "labour", "long_term"] == 1
    assert first["esf_participants", "refusal", "disability"] == 1
    assert first["esf_participants", "vulnerability", "rural"] == 1
    assert ("esf_participants", "vulnerability", "disability") not in first
    assert first["esf_leavers", "result", "working"] == first["esf_results", "sex", "F"] == 1
    assert counts_of(Period("quarter", date(2026, 7, 1)))["esf_asked_later", "lasting", "working"] == 1


def test_texts_are_sealed(worker: Actor, case: Case) -> None:
    made = start(worker, case)
    made.support = "Kurs spawania"
    made.save()
    stored = EsfParticipation.objects.filter(pk=made.pk).values_list("support", flat=True).get()
    assert "spawania" not in stored


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"on": date(2026, 1, 9)}, refused.EntryBeforeAgreementError),
        ({"on": date(2026, 10, 6)}, refused.EntryInFutureError),
        ({"number": 2, "labour": "unemployed"}, refused.ChildAtWorkError),
        ({"number": 2, "labour": "inactive", "isced": "3-4"}, refused.TooYoungForEducationError),
        ({"homeless": ""}, refused.StatementMissingError),
    ],
)
def test_an_entry_that_cannot_be(
    worker: Actor, case: Case, given: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        start(worker, case, **given)
    assert not EsfParticipation.objects.exists()


@pytest.mark.parametrize(
    ("left", "refusal"),
    [
        (Exit(date(2026, 1, 1), True), refused.EndBeforeEntryError),
        (Exit(date(2026, 12, 1), True), refused.EndInFutureError),
        (Exit(date(2026, 3, 1), True, None, ["working"]), refused.ResultsNeedDayError),
        (Exit(date(2026, 3, 1), True, date(2026, 3, 30)), refused.ExitAskedLateError),
        (Exit(date(2026, 3, 1), True, date(2026, 3, 2), ["searching"]), refused.SearchingImpossibleError),
    ],
)
def test_an_end_that_cannot_be(worker: Actor, case: Case, left: Exit, refusal: type[Exception]) -> None:
    made = start(worker, case)
    with pytest.raises(refusal):
        operations.record_exit(actor=worker, participation=made, left=left, version=made.version)


def test_work_is_no_result_of_somebody_at_work(worker: Actor, case: Case) -> None:
    made = start(worker, case, labour="employed")
    left = Exit(date(2026, 3, 1), as_planned=True, asked_on=date(2026, 3, 2), results=["working"])
    with pytest.raises(refused.ResultImpossibleError):
        operations.record_exit(actor=worker, participation=made, left=left, version=made.version)


def test_six_months_are_six_months(worker: Actor, case: Case) -> None:
    assert later_due(date(2026, 8, 31)) == date(2027, 2, 28)
    made = start(worker, case)
    ask: dict[str, Any] = {"actor": worker, "participation": made, "results": [], "version": made.version}
    with pytest.raises(refused.NotLeftYetError):
        operations.record_later(asked_on=date(2026, 9, 1), **ask)


def test_two_people_write_at_once(worker: Actor, case: Case) -> None:
    made = start(worker, case)
    person = families.persons_of(case)[0]
    again: dict[str, Any] = {"actor": worker, "case": case, "person": person, "entry": entry(isced="0-2")}
    with pytest.raises(refused.AlreadyParticipantError):
        operations.record_entry(**again)
    operations.record_entry(**again, version=made.version)
    with pytest.raises(ConflictError):
        operations.record_entry(**again, version=made.version)


@pytest.mark.parametrize("role", ["director", "network_officer", "social_worker", "delegate"])
def test_only_who_leads_the_case_writes(worker: Actor, case: Case, role: str) -> None:
    with pytest.raises(NotVisibleError):
        start(people.actor(role), case)


@pytest.mark.parametrize("role", ["network_officer", "social_worker", "delegate"])
def test_only_the_director_takes_the_report_out(worker: Actor, case: Case, role: str) -> None:
    start(worker, case)
    with pytest.raises(NotVisibleError):
        operations.take_out(actor=people.actor(role), since=DAY, until=DAY)
    found = operations.take_out(actor=people.actor("director"), since=DAY, until=DAY)
    assert len(found) == 1
    assert EsfParticipation.objects.get().told_on == date(2026, 10, 5)


def test_taking_out_stands_in_the_ledger_of_each_person_whom_it_tells_of(worker: Actor, case: Case) -> None:
    """Names and PESEL leave by the one door: by law, not on a word; nothing of who restricted their data."""
    first, second, *_ = families.persons_of(case)
    held = start(worker, case)
    start(worker, case, number=1, labour="employed")
    with clock.standing_at(date(2026, 9, 1)):
        ProcessingRestriction.objects.create(person=second, since=clock.now())
    director = people.actor("director", name="Dorota Dyrektorska")
    found = operations.take_out(actor=director, since=DAY, until=DAY)
    assert [one.participation.person_id for one in found] == [first.pk]
    (entry,) = ledger.disclosures_of(worker, case)
    assert (entry.person_id, entry.partner_id, entry.recipient) == (first.pk, None, "esf_funder")
    assert (entry.purpose, entry.channel, entry.actor_name) == ("funding_report", "export", director.name)
    assert set(entry.told) == {"identity", "education", "work", "housing", "health", "path"}
    assert set(entry.told.values()) == {"6_1_c"}
    assert entry.about == f"indicators.esf_participation:{held.pk}"
    assert "EFS+" in entry.institution
    assert EsfParticipation.objects.get(person=second).told_on is None
    # The same file once more is another telling; the chain holds, and a changed recipient breaks it.
    operations.take_out(actor=director, since=DAY, until=DAY)
    assert [row.number for row in ledger.disclosures_of(worker, case)] == [entry.number + 1, entry.number]
    assert ledger.first_altered_disclosure() is None
    assert verify_receipt(str(receipt_of(entry))).genuine
    entry.recipient = ""
    assert digest_of(entry.before, entry.content()) != entry.digest
    facts = facts_of([case], date(2026, 10, 5))[case.pk]
    assert not facts.told


def test_the_ledger_names_somebody_who_was_told(worker: Actor, case: Case) -> None:
    start(worker, case)
    operations.take_out(actor=people.actor("director"), since=DAY, until=DAY)
    entry = ledger.disclosures_of(worker, case)[0]
    entry.number, entry.recipient = entry.number + 1, ""
    with pytest.raises(IntegrityError, match="disclosure_to_somebody"), transaction.atomic():
        entry.save(force_insert=True)


def test_the_workbook_opens_and_adds_up(worker: Actor, case: Case) -> None:
    from web.reporting.sheets import participants_book  # noqa: PLC0415  a page's sheet

    start(worker, case)
    start(worker, case, number=1, labour="employed")
    book = CalamineWorkbook.from_filelike(BytesIO(participants_book(participants_of(DAY, DAY))))
    people_sheet, sums = book.sheet_names
    rows = book.get_sheet_by_name(people_sheet).to_python()
    assert [row[0] for row in rows[1:]] == ["Łucja", "Jan"]
    found = {row[0]: row[1:] for row in book.get_sheet_by_name(sums).to_python()[1:]}
    assert found["EECO01"] == [1, 1, 2]
    assert found["EECO02"] == [1, 0, 1]
    assert found["EECO05"] == [0, 1, 1]
    assert len(found) == 23


people_ = st.tuples(
    st.sampled_from(["F", "M"]),
    st.dates(date(1950, 1, 1), date(2020, 1, 1)),
    st.sampled_from(Labour.values),
    st.sampled_from(Isced.values),
    st.sampled_from(["yes", "no", "refused"]),
)


@given(st.lists(people_, max_size=12))
def test_whatever_is_accepted_adds_up(found: list[tuple[str, date, str, str, str]]) -> None:
    """02 + 04 + 05 = 01, ages and education too, for every group of people that the rules let in."""
    sums: Counter[tuple[str, str]] = Counter()
    for sex, born_on, labour, isced, said in found:
        stated = Entry(DAY, labour, isced, dict.fromkeys(Vulnerability.values, said))
        try:
            check_entry(stated, born_on=born_on, sex=sex, agreed_on=DAY, today=DAY)
        except (refused.ChildAtWorkError, refused.TooYoungForEducationError):
            continue
        row = EsfParticipation(entered_on=DAY, labour=labour, isced=isced, **stated.statements)
        age = age_on(born_on, DAY)
        from core.indicators.queries.funding import Participant  # noqa: PLC0415

        sums += sums_of([Participant(row, sex, age)])
    assert broken_invariants(sums) == []


def test_a_sum_that_does_not_add_up_is_named() -> None:
    assert broken_invariants(Counter({("", ""): 2, ("labour", "employed"): 2})) == [
        "EECO06 + EECO07 + 30–54 + EECO08 = EECO01",
        "EECO09 + EECO10 + EECO11 = EECO01",
        "K + M = EECO01",
    ]
