"""The command that prints every issued paper again."""

from __future__ import annotations

from typing import Any

import pytest

from core.documents.operations import issued, printing
from core.documents.rules import Reproduction
from kooperacje import paperwork
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA, SOSNOWIEC
from tests.core.partnership.stories import declared


@pytest.fixture
def two_towns(db: None) -> None:
    for schema in (CZESTOCHOWA, SOSNOWIEC):
        with in_tenant(schema):
            declared()


def test_all_papers_of_all_towns_are_verified(two_towns: None) -> None:
    (last,) = paperwork.compared()
    assert (last.well, last.sentence) == (True, "documents: 2 verified, 0 different.")
    assert paperwork.fingerprints().sentence == "2 issued papers have the bytes that were issued."


def test_the_first_that_differs_is_named_with_the_reason(
    two_towns: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "STANDARDS", ("ua-1",))
    true_print = printing.printed

    def other(*arguments: Any) -> bytes:
        return true_print(*arguments) + b"\n"

    monkeypatch.setattr(issued, "printed", other)
    *differences, last = paperwork.compared()
    assert [finding.well for finding in differences] == [False, False]
    assert "Częstochowa: declaration 1/2020 comes out different." in differences[0].sentence
    assert (
        last.sentence == "documents: 0 verified, 2 different, the first is Częstochowa: declaration 1/2020."
    )


@pytest.mark.parametrize(
    ("same", "intact", "well"), [(True, True, True), (False, True, False), (True, False, False)]
)
def test_a_paper_is_well_when_its_kept_template_makes_its_bytes(
    *, same: bool, intact: bool, well: bool
) -> None:
    assert Reproduction("x", same, intact, False, False).well is well
