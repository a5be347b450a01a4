"""Numbers of assessments in a dossier: each on the word that its domain needs, written into the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.assessments.rules.readings import Entry
from core.privacy.models import Disclosure
from core.shared import clock
from tests.core.dossier.test_dossier import clinic, home, lets, opened
from tests.support.assessments import assessed

if TYPE_CHECKING:
    from tests.support.vertical import Family, Town

__all__ = ["clinic", "home"]
pytestmark = pytest.mark.usefixtures("in_town")


def test_only_opened_domains_and_only_numbers(home: Family, clinic: Town) -> None:
    said = [Entry("housing", 3, 4, needs="piec"), Entry("work", 5), Entry("network", 2)]
    assessed(home.worker, home.case, clock.today(), *said)
    assessed(home.worker, home.case, clock.today(), Entry("health", 6), person=home.mother)
    assessed(home.worker, home.case, clock.today(), Entry("health", 1), person=home.father)
    assert opened(home, clinic).readings == []
    lets(home, clinic, home.mother, "housing", "health")
    (own,) = opened(home, clinic).readings
    assert (own.category, own.person, own.worker) == ("health", home.mother, 6)
    told = Disclosure.objects.latest("number")
    assert (told.person_id, set(told.told)) == (home.mother.pk, {"health"})
    lets(home, clinic, home.father, "housing")
    assert {(one.category, one.worker, one.family) for one in opened(home, clinic).readings} == {
        ("housing", 3, 4),
        ("health", 6, None),
    }
    assert "piec" not in str(opened(home, clinic).readings)
