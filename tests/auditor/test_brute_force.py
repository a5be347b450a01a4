"""The auditor against tables whose every world is counted out."""

from __future__ import annotations

import pytest

from auditor import RejectedError, Status, audit
from auditor.criteria import leaks
from tests.auditor.tables import dealt


@pytest.mark.parametrize("group", range(10))
def test_it_finds_exactly_what_counting_out_all_worlds_finds(group: int) -> None:
    for seed in range(group * 20, group * 20 + 20):
        table = dealt(seed)
        truth = table.truth()
        if None in truth:
            with pytest.raises(RejectedError, match="contradicts itself"):
                audit(table.document)
            continue
        report = audit(table.document)
        for finding, real in zip(report.findings, truth, strict=True):
            assert real is not None
            told = leaks(*real)
            assert finding.status is not Status.UNDECIDED, (seed, finding)
            assert (finding.status is Status.DISCLOSED) == bool(told), (seed, finding, real)
            if finding.status is Status.DISCLOSED:
                assert set(finding.leaks) <= set(told), (seed, finding, real)
            low, high = finding.outer
            assert low <= real[0], (seed, finding, real)
            # Counting out ends somewhere: above that a bound cannot be compared.
            assert high is None or high >= min(real[1], 8), (seed, finding, real)
            if finding.inner is not None:
                assert finding.inner[0] >= real[0], (seed, finding, real)
