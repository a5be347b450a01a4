"""Teams that reach for the last places at the same moment, each over a connection of its own."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import close_old_connections, connection

from core.basket.models import ServiceCard
from core.families.models import Case
from core.places import operations
from core.places.errors import NoFreePlaceError
from core.places.models import CapacityPeriod, PlaceClaim
from core.shared import clock
from core.shared.actor import Actor
from tenants.context import in_tenant
from tests.core.places.test_operations import a_case, service
from tests.support import people
from tests.support.database import as_owner

TOWN = "p_2401"
PLACES, TEAMS, ROUNDS = 3, 6, 12
TOUCHED = (
    "identity_user",
    "partnership_partnerorganisation",
    "families_household",
    "families_person",
    "audit_auditevent",
)


@pytest.fixture
def rivals(transactional_db: None) -> Iterator[tuple[ServiceCard, list[Case], Actor]]:
    """Committed records, since the rivals' connections must see them; wiped by the owner afterwards."""
    with in_tenant(TOWN):
        worker = people.actor("social_worker")
        card = service(PLACES)
        cases = [a_case(worker) for _ in range(TEAMS)]
    yield card, cases, worker
    with as_owner(), connection.cursor() as cursor:
        tables = ", ".join(f'"{TOWN}"."{table}"' for table in TOUCHED)
        cursor.execute(f"TRUNCATE {tables} CASCADE")


def test_no_place_is_promised_twice_at_once(rivals: tuple[ServiceCard, list[Case], Actor]) -> None:
    card, cases, worker = rivals
    start = threading.Barrier(TEAMS)
    refused, broken, most = [], [], []

    def reach(case: Case, chance: random.Random) -> None:
        try:
            start.wait(10)
            with in_tenant(TOWN):
                for _ in range(ROUNDS):
                    try:
                        claim = operations.hold_place(actor=worker, case=case, card=card)
                    except NoFreePlaceError:
                        refused.append(case.pk)
                        continue
                    most.append(PlaceClaim.objects.live(clock.now()).filter(card=card).count())
                    if chance.random() < 0.7:
                        operations.release_place(actor=worker, claim=claim)
        except Exception as error:  # noqa: BLE001  a rival's failure must fail the test, not a thread
            broken.append(error)
        finally:
            close_old_connections()
            connection.close()

    threads = [
        threading.Thread(target=reach, args=(case, random.Random(number)))
        for number, case in enumerate(cases)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert broken == []
    assert max(most) <= PLACES
    # Rivals that never met would prove nothing.
    assert max(most) == PLACES
    assert refused
    with in_tenant(TOWN):
        live = PlaceClaim.objects.live(clock.now()).filter(card=card)
        assert live.count() <= PLACES
        assert CapacityPeriod.objects.filter(card=card).count() == 1
        assert all(claim.expires_at == clock.now() + timedelta(hours=72) for claim in live)
