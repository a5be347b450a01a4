"""Between rounding and printing: withhold what would betray, prove the rest, have it attacked.

Certification reads printed numbers only. The auditor is a program of its own that reads nothing but the
document anybody can export. A release that either of them does not pass is not printed.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np

from auditor import RejectedError, Report, Status, audit
from core.indicators.rules import periods_ending_with
from core.protection.certify import NEAR, Certificate, certify
from core.protection.document import Document, Known, dump
from core.protection.errors import ContradictionError, DeadEndError, ProtectionError
from core.protection.evidence import Evidence, verify
from core.protection.nearest import Change
from core.protection.solver import Table
from core.regional.enums import Reason, SealedKind
from core.regional.errors import KnownStopsReleaseError, NotSafeError
from core.regional.insiders import Insiders
from core.regional.models import InsiderProof, KnownFigure, Release
from core.regional.operations.drafting import Draft, row_of, sealed
from core.regional.operations.refusing import named, require_possible
from core.regional.places import Row, place_of
from core.regional.queries.releases import breaks_of, coverage_of, known_in, printed_rows
from core.regional.remembering import packed, unpacked
from core.regional.revisions import year_revised_by
from core.regional.rules import Counts
from core.regional.system import Break, System, system_of
from core.regional.truth import Counted, Truth, breaks

_log = logging.getLogger(__name__)
Progress = Callable[[str, int, int], None]
# An insider's knowledge may ask for more to be withheld than an outsider's; so many times at most.
_ROUNDS: Final = 20
_FAULTY: Final = "audytor nie potwierdził dowodu"
_INSIDER: Final = "urząd, który zna swoje liczby, odczytałby cudze"


@dataclass(frozen=True)
class Protected:
    """What came out: the document as it will be readable, its proof, and what was left out of it."""

    document: Document
    certificate: Certificate
    breaks: frozenset[Break]
    report: Report
    for_insiders: int
    known_left_out: int
    # What showed that no town is certain, for the next release.
    for_next: bytes = field(repr=False)
    system: System = field(repr=False)
    truth: Truth = field(repr=False)


def protect(
    drafts: Sequence[Draft],
    counts: dict[Counted, Counts],
    progress: Progress,
    known: Sequence[KnownFigure] | None = None,
) -> Protected:
    """Protect the months together with everything printed before; withheld cells lose their number.

    Raises `NotSafeError`; then nothing may be printed.
    """
    months = [draft.month for draft in drafts]
    try:
        figures = list(KnownFigure.objects.all()) if known is None else known
        return _protected(drafts, counts, progress, figures)
    except (ProtectionError, RejectedError) as error:
        _tell(months[-1], error, str(error))
        raise NotSafeError(month=named(months[-1]), why=str(error)) from error
    except NotSafeError as error:
        _tell(months[-1], error, str(error.data["why"]))
        raise
    except KnownStopsReleaseError as error:
        _tell(months[-1], error, "")
        raise


def _tell(month: date, cause: Exception, why: str) -> None:
    """Say in the worker's log why nothing is printed; a contradiction may quote a count, so only its kind."""
    said = "" if isinstance(cause, ContradictionError) else why
    told = {"month": f"{month:%Y-%m}", "cause": type(cause).__name__, "why": said}
    _log.error("release.refused", extra=told)


def _protected(
    drafts: Sequence[Draft],
    counts: dict[Counted, Counts],
    progress: Progress,
    figures: Sequence[KnownFigure],
) -> Protected:
    months = {draft.month for draft in drafts}
    system, truth, broken = _system(drafts, counts)
    known = known_in(system, figures)
    new = frozenset(system.printed_by(months))
    try:
        certificate, left_out = _certified(system, new, known, progress)
    except ContradictionError:
        require_possible(system, known, max(months), drafts[-1].expected)
        raise
    withheld = set(certificate.withheld)
    insiders = Insiders(system.document.withholding(withheld), system, truth, _earlier(system, min(months)))
    withheld |= _for_insiders(insiders, new - withheld, max(months), progress)
    document = system.document.withholding(withheld)
    # Withholding more only widens what is possible: the worlds that prove the rest prove it still.
    verify(document, certificate.evidence)
    report = _audited(document, certificate.evidence, max(months))
    cells = {place_of(row_of(cell)): cell for draft in drafts for cell in draft.cells}
    for number in withheld:
        cell = cells[system.places[number]]
        cell.value, cell.reason = None, Reason.WOULD_BETRAY
    return Protected(
        document=document,
        certificate=certificate,
        breaks=broken,
        report=report,
        for_insiders=len(withheld) - len(certificate.withheld),
        known_left_out=left_out,
        for_next=packed(insiders.kept, system),
        system=system,
        truth=truth,
    )


def _earlier(system: System, month: date) -> Iterator[Change]:
    """What showed with the release before that no town is certain."""
    found = InsiderProof.objects.filter(month__lt=month).order_by("-month").first()
    return unpacked(bytes(found.body), system) if found else iter(())


def _for_insiders(insiders: Insiders, free: Collection[int], month: date, progress: Progress) -> set[int]:
    """New cells to withhold besides, so that no town that knows its own numbers reads others'."""
    chosen: set[int] = set()
    for _ in range(_ROUNDS):
        progress("insiders", 0, 0)
        found = insiders.told()
        if not found:
            if told_before := int(insiders.told_before.sum()):
                _log.warning("release.told_before", extra={"month": f"{month:%Y-%m}", "cells": told_before})
            return chosen
        left = set(free) - chosen
        more = insiders.relieved(found, left)
        if not more and (unhelped := insiders.still_told(found)):
            more = _instead(unhelped, left, insiders.table)
            insiders.withhold(more)
        chosen |= more
    raise NotSafeError(month=named(month), why=_INSIDER)


def _instead(told: Collection[int], free: Collection[int], table: Table) -> set[int]:
    """New cells to withhold for cells that an insider could read: themselves, or the nearest that tell.

    One in each neighbourhood, zeros before small numbers: what it leaves told is asked again.
    """
    chosen: set[int] = set()
    near_chosen = np.zeros(table.system.size, dtype=bool)
    for cell in sorted(told, key=lambda each: (table.system.lo[each], each)):
        if near_chosen[cell]:
            continue
        found = np.array([cell], dtype=np.int64)
        while not (near := sorted(set(found.tolist()).intersection(free))):
            wider = table.cells_of(table.rows_of(found))
            if len(wider) == len(found):
                raise DeadEndError([cell])
            found = wider
        chosen.add(near[0])
        near_chosen[table.around(cell, NEAR)] = True
    return chosen


def _system(drafts: Sequence[Draft], counts: dict[Counted, Counts]) -> tuple[System, Truth, frozenset[Break]]:
    """Everything printed and the drafts; identities that corrections broke are left out."""
    months = {draft.month for draft in drafts}
    releases = list(Release.objects.filter(month__lt=min(months)).order_by("month"))
    coverages = {item.month: coverage_of(item) for item in releases}
    coverages |= {draft.month: draft.coverage for draft in drafts}
    rows: list[Row] = printed_rows(until=max(item.month for item in releases)) if releases else []
    rows += [row_of(cell) for draft in drafts for cell in draft.cells]
    before = breaks_of(releases)
    for item in releases:
        counts |= _sealed_with(item)
    system = system_of(rows, coverages, before)
    broken = frozenset(breaks(system, Truth(system, counts), months))
    if broken:
        system = system_of(rows, coverages, before | broken)
    return system, Truth(system, counts), broken


def _sealed_with(release: Release) -> dict[Counted, Counts]:
    """The sealed counts of a release: what its towns know of themselves for good."""
    reported = release.coverage["reported"]
    periods = [(period.kind, period.start) for period in periods_ending_with(release.month)]
    if year := year_revised_by(release.month):
        periods.append((SealedKind.REVISED, year))
    return {
        Counted(schema.partition("_")[2], kind, start): own
        for kind, start in periods
        for schema, own in sealed(kind, start, reported).items()
        if own or kind != SealedKind.REVISED
    }


def _certified(
    system: System, new: frozenset[int], known: Sequence[Known], progress: Progress
) -> tuple[Certificate, int]:
    """The certificate, and how many known figures it could not reckon with.

    A town may publish elsewhere what, with numbers printed long ago, tells of a few families. What is
    printed cannot be taken back, so such publications do not stop later releases; `releases known load`
    says so when they are loaded.
    """
    if known:
        try:
            return certify(system.document.knowing(known), new=new, progress=progress), 0
        except DeadEndError:
            pass
    return certify(system.document, new=new, progress=progress), len(known)


def _audited(document: Document, evidence: Evidence, month: date) -> Report:
    """The independent auditor's report on what anybody will be able to export.

    It gets the evidence as well: worlds that hold under the identities it wrote down itself need no search,
    one that does not hold ends the release.
    """
    report = audit(read_back(document), evidence={"worlds": evidence.whole()})
    undecided = report.number(Status.UNDECIDED)
    if report.disclosed or undecided:
        why = f"audytor odczytał {report.disclosed} liczb, a {undecided} nie rozstrzygnął"
        raise NotSafeError(month=named(month), why=why)
    if report.evidence is None or report.evidence.faults:
        raise NotSafeError(month=named(month), why=_FAULTY)
    return report


def read_back(document: Document) -> Any:
    """The document as an outsider gets it: written out and read again."""
    return json.loads(dump(document))
