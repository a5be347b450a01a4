"""What an audit found, for programs (`to_dict`) and for people (`sentence`, `lines`)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from auditor.criteria import Leak
from auditor.evidence import EvidenceReport


class Status(StrEnum):
    PRINTED = "printed"
    KNOWN = "known"
    PROVEN = "proven"
    DISCLOSED = "disclosed"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Finding:
    """One cell: surely within `outer` (None is without a bound), shown possible: `inner`."""

    cell: int
    name: str
    status: Status
    outer: tuple[int, int | None]
    inner: tuple[int, int] | None
    leaks: tuple[Leak, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetFinding:
    """One linear combination, for example a change from month to month; it may be negative."""

    target: int
    status: Status
    outer: tuple[int | None, int | None]
    inner: tuple[int, int]
    leaks: tuple[Leak, ...] = ()


@dataclass(frozen=True)
class Report:
    """The verdict on one release, with a finding for every cell and every target."""

    findings: tuple[Finding, ...]
    targets: tuple[TargetFinding, ...]
    identities: int
    evidence: EvidenceReport | None
    worlds: tuple[tuple[int, ...], ...]
    cpu_seconds: float

    def number(self, status: Status) -> int:
        return sum(finding.status == status for finding in self.findings)

    def leaking(self, leak: Leak) -> int:
        return sum(leak in finding.leaks for finding in self.findings)

    @property
    def cells(self) -> int:
        return len(self.findings)

    @property
    def exact(self) -> int:
        return self.leaking(Leak.EXACT)

    @property
    def narrow(self) -> int:
        return self.leaking(Leak.NARROW)

    @property
    def certain(self) -> int:
        return self.leaking(Leak.CERTAIN)

    @property
    def disclosed(self) -> int:
        return self.number(Status.DISCLOSED)

    @property
    def undecided(self) -> int:
        return self.number(Status.UNDECIDED)

    @property
    def proven(self) -> int:
        return self.number(Status.PROVEN)

    @property
    def targets_exact(self) -> int:
        return sum(Leak.EXACT in target.leaks for target in self.targets)

    @property
    def targets_undecided(self) -> int:
        return sum(target.status == Status.UNDECIDED for target in self.targets)

    @property
    def holds(self) -> bool:
        """Nothing is disclosed, nothing is undecided, and the evidence, if any, proves what it claims."""
        clear = not (self.disclosed or self.undecided or self.targets_exact or self.targets_undecided)
        return clear and (self.evidence is None or self.evidence.holds)

    @property
    def sentence(self) -> str:
        """The verdict in one sentence."""
        if self.holds:
            return (
                f"The release holds: of none of its {self.cells} numbers can anybody be certain"
                " that it lies between 1 and 4."
            )
        reasons = [
            (self.disclosed, "numbers are disclosed"),
            (self.undecided, "numbers could not be decided"),
            (self.targets_exact, "changes can be read exactly"),
            (self.targets_undecided, "changes could not be decided"),
        ]
        told = [f"{number} {text}" for number, text in reasons if number]
        if self.evidence and self.evidence.faults:
            told.append(f"{len(self.evidence.faults)} worlds of the evidence do not hold")
        if self.evidence and self.evidence.unproven:
            told.append(f"the evidence leaves {len(self.evidence.unproven)} numbers unproven")
        return f"The release must not be published: {'; '.join(told)}."

    def lines(self, most: int = 20) -> list[str]:
        """The verdict, the figures behind it, and the first cells that are wrong."""
        found = [
            self.sentence,
            (
                f"{self.cells} cells, {self.identities} identities: {self.proven} proven,"
                f" {self.number(Status.PRINTED)} printed exactly, {self.number(Status.KNOWN)} known,"
                f" {self.disclosed} disclosed ({self.exact} exact, {self.narrow} narrow,"
                f" {self.certain} certain),"
                f" {self.undecided} undecided; {self.cpu_seconds:.1f} s."
            ),
        ]
        if self.targets:
            found.append(
                f"{len(self.targets)} changes: {self.targets_exact} exact, {self.targets_undecided} open."
            )
        if self.evidence:
            found.append(
                f"Evidence: {self.evidence.worlds} worlds prove {self.evidence.proven} of {self.cells} cells."
            )
            found += [f"  world {each.world}: {each.sentence}" for each in self.evidence.faults[:most]]
        wrong = [each for each in self.findings if each.status in (Status.DISCLOSED, Status.UNDECIDED)]
        found += [f"  {_told(each)}" for each in wrong[:most]]
        if len(wrong) > most:
            found.append(f"  and {len(wrong) - most} more.")
        return found

    def to_dict(self, *, cells: bool = True) -> dict[str, Any]:
        """Plain JSON values; without the cells a summary."""
        summary: dict[str, Any] = {
            "holds": self.holds,
            "sentence": self.sentence,
            "cells": self.cells,
            "identities": self.identities,
            "exact": self.exact,
            "narrow": self.narrow,
            "certain": self.certain,
            "undecided": self.undecided,
            "proven": self.proven,
            "printed": self.number(Status.PRINTED),
            "known": self.number(Status.KNOWN),
            "targets": len(self.targets),
            "targets_exact": self.targets_exact,
            "targets_undecided": self.targets_undecided,
            "worlds": len(self.worlds),
            "cpu_seconds": round(self.cpu_seconds, 3),
            "evidence": None if self.evidence is None else _plain(self.evidence),
        }
        if cells:
            summary["findings"] = [_plain(finding) for finding in self.findings]
            summary["target_findings"] = [_plain(target) for target in self.targets]
        return summary


def _plain(found: Any) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(found).items()}


def _told(finding: Finding) -> str:
    low, high = finding.outer
    reach = f"{low} and more" if high is None else str(low) if low == high else f"{low} to {high}"
    how = ", ".join(finding.leaks) or "not decided"
    return f"{finding.name} (cell {finding.cell}): {reach}: {how}"
