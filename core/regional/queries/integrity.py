"""Whether what was printed is still what its release says."""

from __future__ import annotations

from collections.abc import Iterable
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


def altered_releases() -> list[date]:
    """Months whose printed cells no longer give the hash of their release; empty when all do."""
    return [
        release.month
        for release in Release.objects.order_by("month")
        if digest_of_cells(PublishedCell.objects.filter(release=release.month)) != release.digest
    ]


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


def unsigned_releases() -> list[date]:
    """Months whose release does not bear a signature of this deployment; empty when all do.

    A signature covers the release before it, so that none can be taken out either.
    """
    found, previous = [], ""
    digests = dict(Evidence.objects.values_list("month", "digest"))
    for release in Release.objects.order_by("month"):
        content = signed_content(release, digests.get(release.proven_in or release.month, ""), previous)
        trusted = release.signed_by in signing.trusted_keys()
        if not (trusted and signing.holds(content, release.signature, release.signed_by)):
            found.append(release.month)
        previous = release.signature
    return found
