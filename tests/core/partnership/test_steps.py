"""Stages of the partnership: their order, their evidence, their history."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.audit.models import AuditEvent
from core.partnership import errors
from core.partnership import operations as partnership
from core.partnership.enums.accession import StepCode
from core.partnership.errors import steps as refusals
from core.partnership.models import PartnershipStep, PartnershipStepChange
from core.partnership.operations import resources
from core.partnership.operations.steps import record_step
from core.partnership.queries.steps import Evidence, board, step_history
from core.partnership.rules import steps as rules
from core.partnership.rules.steps import StepState
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.ids import uuid7
from tenants.context import in_tenant
from tests.core.partnership.stories import declared, invited
from tests.support import people

TODAY = date(2026, 10, 5)
FIRST = date(2026, 1, 10)


def reach(step: str, on: date | None, **more: Any) -> PartnershipStep:
    return record_step(actor=people.system(), step=step, reached_on=on, **more)


def reach_all(until: StepCode, year: int = 2026) -> None:
    """Every stage up to one, a week after the other."""
    for number, code in enumerate(rules.steps_of(1)):
        if code == until:
            return
        reach(code, date(year, 1, 1 + number))


def line(code: StepCode) -> Any:
    return next(each for each in board(people.system()).lines if each.code == code)


def test_the_table_names_every_stage_once_after_another() -> None:
    assert list(rules.AFTER) == list(StepCode)
    assert [rules.AFTER[code] for code in list(StepCode)[1:]] == list(StepCode)[:-1]
    assert rules.prerequisite(1, StepCode.DIAGNOSIS) is None
    assert rules.prerequisite(2, StepCode.ANNUAL_PLAN) == (1, StepCode.DECISION)
    assert rules.prerequisite(2, StepCode.PERIODIC) == (2, StepCode.ANNUAL_PLAN)


@pytest.mark.parametrize(
    ("on", "before", "early"),
    [
        (FIRST, None, True),
        (FIRST, FIRST, False),
        (FIRST, date(2026, 1, 11), True),
        (FIRST, date(2026, 1, 9), False),
    ],
)
def test_a_stage_is_early_until_the_one_before_is_reached(
    on: date, before: date | None, *, early: bool
) -> None:
    assert rules.too_early(on, StepState(1, StepCode.DIAGNOSIS, reached_on=before)) is early


def test_stages_are_reached_in_order_or_with_a_stated_reason(in_town: str) -> None:
    with pytest.raises(refusals.StepBeforeOthersError) as refused:
        reach(StepCode.RESOURCE_MAP, FIRST)
    assert "Diagnoza lokalna potrzeb i zasobów" in refused.value.message
    assert PartnershipStep.objects.count() == 0
    step = reach(StepCode.RESOURCE_MAP, FIRST, reason="Mapa powstała w innym projekcie.")
    assert (step.reached_on, step.recorded_by) == (FIRST, "testy")
    assert line(StepCode.RESOURCE_MAP).out_of_order


def test_a_plan_needs_no_order_and_a_future_day_is_a_plan(in_town: str) -> None:
    reach(StepCode.BASKET, None, planned_on=date(2027, 1, 1))
    assert line(StepCode.BASKET).planned_on == date(2027, 1, 1)
    with pytest.raises(refusals.StepInFutureError):
        reach(StepCode.DIAGNOSIS, date(2026, 10, 6))


def test_a_correction_has_a_reason_and_leaves_what_was(in_town: str) -> None:
    reach(StepCode.DIAGNOSIS, FIRST, note="Uchwała rady")
    with pytest.raises(refusals.CorrectionReasonMissingError):
        reach(StepCode.DIAGNOSIS, date(2026, 1, 12))
    reach(StepCode.DIAGNOSIS, date(2026, 1, 12), reason="Pomyłka w dacie")
    entries = list(step_history(people.system(), 1, StepCode.DIAGNOSIS))
    assert [(each.reached_on, each.reason) for each in entries] == [
        (date(2026, 1, 12), "Pomyłka w dacie"),
        (FIRST, ""),
    ]
    # A note is not a correction.
    reach(StepCode.DIAGNOSIS, date(2026, 1, 12), note="Nowa notatka")
    assert line(StepCode.DIAGNOSIS).row.note == "Nowa notatka"


def test_the_history_cannot_be_changed(in_town: str) -> None:
    from django.db import ProgrammingError, transaction  # noqa: PLC0415

    reach(StepCode.DIAGNOSIS, FIRST)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        PartnershipStepChange.objects.update(reason="nic")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        PartnershipStepChange.objects.all().delete()


def test_the_same_form_twice_is_one_entry(in_town: str) -> None:
    key = uuid7()
    first = reach(StepCode.DIAGNOSIS, FIRST, key=key)
    assert reach(StepCode.DIAGNOSIS, FIRST, key=key) == first
    assert PartnershipStepChange.objects.count() == 1
    assert AuditEvent.objects.filter(action="partnership.step_recorded").count() == 1


def test_who_saw_an_older_state_overwrites_nothing(in_town: str) -> None:
    seen = uuid7()
    reach(StepCode.DIAGNOSIS, FIRST, key=seen)
    reach(StepCode.DIAGNOSIS, FIRST, note="Druga osoba", seen=seen)
    with pytest.raises(ConflictError):
        reach(StepCode.DIAGNOSIS, FIRST, note="Pierwsza osoba", seen=seen)
    assert line(StepCode.DIAGNOSIS).row.note == "Druga osoba"


def test_going_on_opens_a_year_that_begins_with_its_plan(in_town: str) -> None:
    reach_all(StepCode.DECISION)
    with pytest.raises(refusals.OutcomeMissingError):
        reach(StepCode.DECISION, date(2026, 2, 1))
    reach(StepCode.DECISION, date(2026, 2, 1), outcome="continued")
    shown = board(people.system())
    assert (shown.edition, [each.code for each in shown.lines]) == (2, list(rules.YEARLY))
    with pytest.raises(refusals.UnknownStepError):
        reach(StepCode.RULES, date(2026, 3, 1))
    with pytest.raises(refusals.StepBeforeOthersError):
        reach(StepCode.ANNUAL_PLAN, date(2026, 1, 31))
    reach(StepCode.ANNUAL_PLAN, date(2026, 2, 1))
    with pytest.raises(refusals.LaterEditionBegunError):
        reach(StepCode.DECISION, date(2026, 2, 1), outcome="closed", edition=1, reason="Zmiana zdania")
    assert board(people.system(), 1).reached == 11


def test_nothing_follows_a_closed_partnership(in_town: str) -> None:
    reach_all(StepCode.DECISION)
    reach(StepCode.DECISION, date(2026, 2, 1), outcome="closed")
    assert board(people.system()).closed
    with pytest.raises(refusals.PartnershipClosedError):
        reach(StepCode.RULES, date(2026, 1, 6), reason="Poprawka")
    reach(StepCode.DECISION, date(2026, 2, 1), outcome="continued", reason="Rada zmieniła zdanie")
    assert not board(people.system()).closed


def test_the_records_suggest_days(in_town: str) -> None:
    actor = people.system()
    with clock.standing_at(FIRST):
        written = resources.write_assessment(
            actor=actor, title="Diagnoza", made_on=FIRST, needs="Samotność", resources="Klub seniora"
        )
        resources.adopt_assessment(actor=actor, assessment=written)
        entry = resources.map_resource(actor=actor, name="Biblioteka", sector="culture_sport")
        resources.map_resource(actor=actor, name="Dom Kultury", sector="culture_sport")
    with clock.standing_at(date(2026, 1, 20)):
        resources.shortlist_resource(actor=actor, entry=entry)
    partner = invited("Policja")
    for day, kind in ((3, "initiating"), (9, "initiating"), (12, "formalising"), (20, "working")):
        partnership.hold_meeting(
            actor=actor, held_on=date(2026, 3, day), kind=kind, title=f"Spotkanie {day}", present=[partner]
        )
    shown = {each.code: each.evidence for each in board(actor).lines}
    assert shown == {
        StepCode.DIAGNOSIS: Evidence(1, FIRST),
        StepCode.RESOURCE_MAP: Evidence(2, date(2026, 1, 20)),
        StepCode.INVITATIONS: Evidence(1, date(2019, 11, 4)),
        StepCode.INITIATING: Evidence(2, date(2026, 3, 9), 2),
        StepCode.FORMALISING: Evidence(1, date(2026, 3, 12)),
        StepCode.RULES: shown[StepCode.RULES],
        StepCode.BASKET: None,
        StepCode.ANNUAL_PLAN: shown[StepCode.ANNUAL_PLAN],
        StepCode.PERIODIC: Evidence(1, date(2026, 3, 20)),
        StepCode.EVALUATION: None,
        StepCode.DECISION: None,
    }
    found = board(actor, further=lambda _days: {StepCode.BASKET: Evidence(4, FIRST)})
    assert next(each for each in found.lines if each.code == StepCode.BASKET).suggested_on == FIRST
    assert line(StepCode.DIAGNOSIS).is_next


def test_one_initiating_meeting_is_not_two(in_town: str) -> None:
    partnership.hold_meeting(
        actor=people.system(), held_on=FIRST, kind="initiating", title="Pierwsze", present=[invited()]
    )
    assert line(StepCode.INITIATING).evidence == Evidence(1, None, 2)


def test_only_managers_write_and_partners_read(in_town: str) -> None:
    delegate = people.actor(Role.DELEGATE)
    board(delegate)
    for refused in (delegate, people.actor(Role.SOCIAL_WORKER)):
        with pytest.raises(errors.OfficerOnlyError):
            record_step(actor=refused, step="diagnosis", reached_on=FIRST)
    with pytest.raises(NotVisibleError):
        board(people.actor(Role.FAMILY_MEMBER))
    assert PartnershipStep.objects.count() == 0


def test_a_town_has_its_own_stages(in_town: str) -> None:
    reach(StepCode.DIAGNOSIS, FIRST)
    with in_tenant("g_2475011"):
        assert board(people.system()).reached == 0
    assert board(people.system()).reached == 1


def test_the_board_asks_as_much_for_many_records_as_for_few(in_town: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            board(people.system())
        return len(captured)

    reach(StepCode.DIAGNOSIS, FIRST)
    declared("Straż")
    few = queries()
    reach(StepCode.RESOURCE_MAP, FIRST)
    reach(StepCode.INVITATIONS, FIRST)
    declared("Policja")
    invited("Szkoła")
    assert queries() == few
