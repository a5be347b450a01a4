"""Certification against every set of counts there is, on tables small enough to list them all."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from core.protection.certify import Certificate, certify, verdicts
from core.protection.document import Cell, Document, Known, Measure, Relation
from core.protection.errors import ContradictionError, DeadEndError, EvidenceError
from core.protection.evidence import Evidence, unproven, verify
from core.protection.search import Verdict
from core.protection.system import system_of
from tests.core.protection.tables import MOST, document, key, listed_verdicts, tables, worlds

FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def told_by_a_total() -> Document:
    """Two towns print 3 to 7, their sum 0 to 7: none of them can be above 4."""
    cells = [
        Cell("m", key("n", "any"), 3, 7),
        Cell("m", key("n1", "any"), 3, 7),
        Cell("m", key("n2", "any"), 3, 7),
    ]
    return document(cells)


@FEW
@given(tables())
def test_the_verdict_is_that_of_all_worlds(drawn: tuple[Document, list[int]]) -> None:
    doc, _ = drawn
    assert verdicts(doc) == listed_verdicts(doc)


@FEW
@given(tables())
def test_no_planted_count_is_told_once_certified(drawn: tuple[Document, list[int]]) -> None:
    doc, counts = drawn
    certificate = certify(doc, new=range(len(doc.cells)))
    public = doc.withholding(certificate.withheld)
    assert set(listed_verdicts(public)) == {Verdict.SAFE}
    assert system_of(public).holds(np.array(counts, dtype=np.int64))
    if set(listed_verdicts(doc)) == {Verdict.SAFE}:
        assert certificate.withheld == ()


@FEW
@given(tables())
def test_every_world_of_the_evidence_is_among_all_worlds(drawn: tuple[Document, list[int]]) -> None:
    doc, _ = drawn
    certificate = certify(doc, new=range(len(doc.cells)))
    every = worlds(doc.withholding(certificate.withheld))
    everything = set(map(tuple, every.T.tolist()))
    first = list(certificate.evidence.first)
    for changes in ((), *certificate.evidence.others):
        world = [*first]
        for at, value in changes:
            world[at] = value
        if max(world) <= MOST:
            assert tuple(world) in everything


def test_what_a_total_tells_is_withheld() -> None:
    doc = told_by_a_total()
    assert verdicts(doc) == listed_verdicts(doc) == [Verdict.SAFE, Verdict.TOLD, Verdict.TOLD]
    certificate = certify(doc, new=range(3))
    assert len(certificate.withheld) == 1


def test_frozen_cells_are_never_touched() -> None:
    doc = told_by_a_total()
    for new in (0, 1, 2):
        assert certify(doc, new=[new]).withheld == (new,)


def test_frozen_cells_that_tell_by_themselves_are_a_dead_end() -> None:
    doc = document([Cell("m", key("n", "any"), 3, 3), Cell("m", key("s", "any"), 8, 12)])
    with pytest.raises(DeadEndError) as refused:
        certify(doc, new=[1])
    assert refused.value.cells == (0,)
    assert certify(doc, new=[0]).withheld == (0,)


def test_two_frozen_cells_that_one_new_cell_tells_are_no_dead_end() -> None:
    """What was withheld for the first helps the second: it is asked again instead of given up."""
    frozen = [Cell(measure, (), 3, 7) for measure in ("first", "second")]
    around = [Cell(f"far{number}", (), 5, 5) for number in range(70)]
    cells = [*frozen, Cell("new", (), 0, 2), *around]
    doc = Document(
        hierarchies={},
        measures={cell.measure: Measure() for cell in cells},
        cells=tuple(cells),
        relations=(
            Relation(((1, 0), (-1, 2)), None, 2),
            Relation(((1, 1), (-1, 2)), None, 2),
            Relation(((-1, 2), *((1, place) for place in range(3, len(cells)))), 0, None),
        ),
    )
    assert verdicts(doc)[:3] == [Verdict.TOLD, Verdict.TOLD, Verdict.TOLD]
    assert certify(doc, new=[2]).withheld == (2,)


def test_numbers_that_fit_no_counts_are_refused() -> None:
    cells = [Cell("m", key("n", "any"), 0, 2), Cell("m", key("n1", "any"), 3, 7)]
    with pytest.raises(ContradictionError):
        certify(document(cells), new=[0, 1])


def test_the_same_document_gives_the_same_certificate() -> None:
    doc = told_by_a_total()
    assert certify(doc, new=range(3)) == certify(doc, new=range(3))


def test_a_zero_is_safe_and_a_withheld_cell_may_be_told() -> None:
    """A withheld part between printed ones is between its total and them."""
    cells = [
        Cell("m", key("n", "any"), 13, 13),
        Cell("m", key("n1", "any"), 10, 10),
        Cell("m", key("n2", "any"), 0, None),
    ]
    doc = document(cells)
    assert verdicts(doc) == [Verdict.SAFE, Verdict.SAFE, Verdict.TOLD]
    certificate = certify(doc, new=[0, 1])
    assert len(certificate.withheld) == 1


def test_an_insider_knows_more_and_what_he_knows_needs_no_proof() -> None:
    cells = [
        Cell("m", key("n", "any"), 8, 12),
        Cell("m", key("n1", "any"), 8, 12),
        Cell("m", key("n2", "any"), 0, 2),
    ]
    doc = document(cells)
    assert set(verdicts(doc)) == {Verdict.SAFE}
    inside = document([cells[0], cells[1], Cell("m", key("n2", "any"), 3, 7)]).knowing([Known(1, 8)])
    assert verdicts(inside) == [Verdict.SAFE, Verdict.SAFE, Verdict.TOLD]
    assert set(verdicts(inside.withholding([0]))) == {Verdict.SAFE}
    with pytest.raises(ContradictionError):
        verdicts(doc.knowing([Known(2, 9)]))


def test_what_an_insider_knows_is_not_withheld_for_him() -> None:
    cells = [
        Cell("m", key("n", "any"), 8, 12),
        Cell("m", key("n1", "any"), 8, 12),
        Cell("m", key("n2", "any"), 3, 7),
    ]
    inside = document(cells).knowing([Known(1, 8)])
    withheld = certify(inside, new=range(3)).withheld
    assert withheld
    assert 1 not in withheld
    assert set(verdicts(inside.withholding(withheld))) == {Verdict.SAFE}


def test_a_relation_is_part_of_what_everybody_knows() -> None:
    cells = [Cell("m", key("n", "any"), 3, 7), Cell("m", key("s", "any"), 3, 7)]
    assert set(verdicts(document(cells))) == {Verdict.SAFE}
    together = (Relation(((1, 0), (1, 1)), None, 7),)
    doc = document(cells, relations=together)
    assert verdicts(doc) == listed_verdicts(doc) == [Verdict.TOLD, Verdict.TOLD]


def proof() -> tuple[Document, Evidence]:
    doc = told_by_a_total()
    certificate = certify(doc, new=range(3))
    return doc.withholding(certificate.withheld), certificate.evidence


def test_evidence_is_read_back_and_verified() -> None:
    doc, evidence = proof()
    again = Evidence.from_dict(evidence.as_dict())
    assert again == evidence
    verify(doc, again)


def test_a_world_that_was_changed_is_rejected() -> None:
    doc, evidence = proof()
    for cell in range(3):
        first = list(evidence.first)
        first[cell] += 40
        with pytest.raises(EvidenceError):
            verify(doc, replace(evidence, first=tuple(first)))
    with pytest.raises(EvidenceError, match="not there"):
        verify(doc, replace(evidence, others=(((9, 1),),)))
    with pytest.raises(EvidenceError, match="the document 3"):
        verify(doc, replace(evidence, first=evidence.first[:2]))
    with pytest.raises(EvidenceError, match="this is no evidence"):
        Evidence.from_dict({"first": "x"})


def test_evidence_with_a_world_missing_does_not_prove() -> None:
    doc, evidence = proof()
    poor = replace(evidence, others=())
    assert unproven(doc, poor)
    with pytest.raises(EvidenceError, match="nothing proves cell"):
        verify(doc, poor)


def test_evidence_of_another_release_is_rejected() -> None:
    doc, evidence = proof()
    other = document([replace(cell, lo=cell.lo + 20, hi=None) for cell in doc.cells])
    with pytest.raises(EvidenceError, match="does not fit a printed number"):
        verify(other, evidence)


def test_a_certificate_names_its_seed_and_version() -> None:
    told = certify(told_by_a_total(), new=range(3)).as_dict()
    assert (told["version"], told["seed"]) == ("certify/4", 1)
    assert isinstance(certify(told_by_a_total(), new=range(3)), Certificate)


def test_parts_without_a_tree_of_places_are_certified_too() -> None:
    doc = Document(
        hierarchies={"label": {"any": ("x", "y")}},
        measures={"m": Measure(additive=("label",))},
        cells=(Cell("m", (), 3, 7), Cell("m", (("label", "x"),), 3, 7), Cell("m", (("label", "y"),), 3, 7)),
    )
    assert len(certify(doc, new=range(3)).withheld) == 1
