"""A release made once more, bit for bit, from sealed counts and its own parameters; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.protection.document import dump
from core.regional import rules, signing
from core.regional.errors import NothingReleasedError
from core.regional.models import Evidence, KnownFigure, Release
from core.regional.operations.drafting import Drafting
from core.regional.operations.protecting import Progress, protect
from core.regional.operations.refusing import named
from core.regional.operations.releasing import proof_of, sha, silent, unsigned
from core.regional.permissions import require_runner
from core.regional.queries import signed_content
from core.shared.actor import Actor
from tenants.context import in_sealed


@dataclass(frozen=True)
class Reproduction:
    """What agreed: hashes of inputs, cells, document and evidence, and the signature made again."""

    month: date
    agrees: Mapping[str, bool]

    @property
    def holds(self) -> bool:
        return all(self.agrees.values())


def reproduce(*, actor: Actor, month: date, progress: Progress = silent) -> Reproduction:
    """Make a release again and compare; months printed in one pass are made again in one pass.

    Raises `NothingReleasedError` for a month without a release.
    """
    require_runner(actor)
    with in_sealed():
        release = Release.objects.filter(month=month).first()
        if release is None or not release.signature:
            raise NothingReleasedError(month=named(month))
        together = [date.fromisoformat(f"{code}-01") for code in release.parameters["together"]]
        drafting = Drafting.after(min(together))
        drafts = []
        for each in Release.objects.filter(month__in=together).order_by("month"):
            expected = [_town(schema) for schema in each.coverage["expected"]]
            drafts.append(drafting.draft(each.month, expected, each.coverage["reported"]))
        known = list(KnownFigure.objects.filter(loaded_at__lte=release.released_at))
        protected = protect(drafts, drafting.counts, progress, known=known)
        proof = sha(proof_of(protected))
        made = unsigned(next(draft for draft in drafts if draft.month == month), drafts, protected)
        made.released_at, made.actor_name = release.released_at, release.actor_name
        made.document = sha(dump(protected.document).encode())
        earlier = Release.objects.filter(month__lt=month).order_by("-month")
        previous = earlier.values_list("signature", flat=True).first() or ""
        stored = Evidence.objects.get(month=max(together))
        return Reproduction(
            month,
            {
                "inputs": made.inputs == release.inputs,
                "cells": made.digest == release.digest,
                "document": made.document == release.document,
                "evidence": proof == stored.digest,
                "signature": signing.signed(signed_content(made, proof, previous)) == release.signature,
            },
        )


def _town(schema: str) -> rules.Town:
    """A town by its schema: its territorial code begins with its voivodeship's."""
    area = schema.partition("_")[2]
    return rules.Town(schema, area, area[:2], area)
