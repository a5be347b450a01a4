"""Whether what was printed is still what its release says."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

from core.regional import rules, signing
from core.regional.models import Evidence, PublishedCell, Release


def digest_of_cells(cells: Iterable[PublishedCell]) -> str:
    """SHA-256 of what a release printed, whatever the order in which its cells are read."""
    return rules.digest_of(
        sorted(
            [
                cell.period_kind,
                cell.period_start.isoformat(),
                cell.level,
                cell.area,
                cell.measure,
                cell.dimension,
                cell.member,
                str(cell.value),
                cell.reason,
            ]
            for cell in cells
        )
    )


def signed_content(release: Release, evidence: str, previous: str) -> dict[str, Any]:
    """What the signature stands under; `previous` chains a release to the one before."""
    return {
        "month": f"{release.month:%Y-%m}",
        "released_at": release.released_at.astimezone(UTC).isoformat(),
        "actor": release.actor_name,
        "catalogue": release.catalogue,
        "definitions": release.definitions,
        "coverage": release.coverage,
        "cells": release.cells,
        "withheld": release.withheld,
        "digest": release.digest,
        "parameters": release.parameters,
        "inputs": release.inputs,
        "document": release.document,
        "utility": release.utility,
        "evidence": evidence,
        "previous": previous,
    }


@dataclass(frozen=True)
class Standing:
    """Whether a release is what it was: printed cells, the proof, and the signature over all of it.

    A signature covers the one of the release before, so that none can be taken out either. `intact` needs
    nothing but what is printed; whether the `key` that signed is this deployment's, only who signs can say.
    """

    month: date
    cells: bool
    evidence: bool
    signature: bool
    key: str

    @property
    def intact(self) -> bool:
        return self.cells and self.evidence and self.signature

    @property
    def trusted(self) -> bool:
        return self.key in signing.trusted_keys()

    @property
    def holds(self) -> bool:
        return self.intact and self.trusted


def standings() -> list[Standing]:
    """Every release with whether it still stands, the oldest first."""
    found, previous = [], ""
    for release in Release.objects.order_by("month"):
        found.append(_standing(release, previous))
        previous = release.signature
    return found


def standing_of(release: Release) -> Standing:
    """The same of one."""
    earlier = Release.objects.filter(month__lt=release.month).order_by("-month")
    return _standing(release, earlier.values_list("signature", flat=True).first() or "")


def _standing(release: Release, previous: str) -> Standing:
    proof = Evidence.objects.filter(month=release.proven_in or release.month).first()
    content = signed_content(release, proof.digest if proof else "", previous)
    cells = PublishedCell.objects.filter(release=release.month)
    return Standing(
        release.month,
        cells=digest_of_cells(cells) == release.digest,
        evidence=proof is not None and _digest_of_proof(proof) == proof.digest,
        signature=signing.holds(content, release.signature, release.signed_by),
        key=release.signed_by,
    )


def _digest_of_proof(proof: Evidence) -> str:
    try:
        return hashlib.sha256(zlib.decompress(bytes(proof.body))).hexdigest()
    except zlib.error:
        return ""
