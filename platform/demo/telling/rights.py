"""A request in the register, one answered, a correction, and a family whose data are on hold."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.families import queries as families
from core.rights import operations
from demo.stories.plan import TODAY, FamilyPlan
from demo.telling.cast import Cast, on

if TYPE_CHECKING:
    # Types only: stories read and write through operations and queries.
    from core.families.models import Case


def tell_rights(cast: Cast, told: list[tuple[FamilyPlan, Case]]) -> None:
    """One family in full, one closed family on hold."""
    for plan, case in told:
        if plan.is_told_in_full:
            _ask(cast, plan, case)
    # The first worker's families come first: that worker can be signed in as.
    closed = sorted(((plan, case) for plan, case in told if plan.closed_on), key=lambda one: one[0].worker)
    for place, (plan, case) in enumerate(closed[:2]):
        worker = cast.workers[plan.worker]
        with on(TODAY):
            if place == 0:
                operations.place_hold(actor=worker, case=case, reason="Kontrola wojewody potrwa do wiosny.")
            else:
                operations.propose_erasure(
                    actor=worker, case=case, reason="Rodzina poprosiła o to na piśmie."
                )
    with on(TODAY):
        operations.remind_due(actor=cast.system)


def _ask(cast: Cast, plan: FamilyPlan, case: Case) -> None:
    worker = cast.workers[plan.worker]
    person = families.persons_of(case)[0]
    with on(TODAY - timedelta(days=20)):
        asked = operations.receive_request(
            actor=worker,
            case=case,
            person=person,
            kind="access",
            way="in_person",
            content="Chcę wiedzieć, co jest zapisane.",
        )
    with on(TODAY - timedelta(days=18)):
        operations.answer_request(
            actor=worker, request=asked, outcome="fulfilled", answer="Kopię danych wydano osobiście."
        )
    with on(TODAY - timedelta(days=26)):
        operations.receive_request(
            actor=worker,
            case=case,
            person=person,
            kind="correction",
            way="letter",
            content="Proszę poprawić datę urodzenia dziecka.",
        )
    with on(TODAY):
        operations.request_export(actor=worker, case=case, person=person)
