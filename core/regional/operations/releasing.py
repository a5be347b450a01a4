"""Print months, one or a whole history: round, certify, withhold, audit, sign, all of it or nothing."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from typing import Any, Final

from django.db import transaction

from core.indicators.definitions import versions_on
from core.indicators.rules import shifted
from core.protection.document import dump
from core.regional import catalogue, rules, signing
from core.regional.errors import NothingSubmittedError
from core.regional.models import Evidence, InsiderProof, PublishedCell, Release, Submission
from core.regional.operations.drafting import Draft, Drafting, row_of
from core.regional.operations.protecting import Progress, Protected, protect
from core.regional.operations.refusing import lock, named, require_nobody_restored, require_releasable
from core.regional.permissions import require_runner
from core.regional.queries import digest_of_cells, signed_content, towns
from core.regional.truth import Truth
from core.regional.utility import utility
from core.shared import clock
from core.shared.actor import Actor
from tenants.context import in_sealed

ORDER: Final = "period, measure, breakdown, area"


def silent(_step: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def release_month(*, actor: Actor, month: date, progress: Progress = silent) -> Release:
    """Print a month from what the towns handed over, with the quarter and year that end with it.

    Needs the worker's login. Raises `MonthNotOverError`, `AlreadyReleasedError`, `LaterReleasedError`,
    `NothingSubmittedError`, `BeingRestoredError`, `WrongFormulaError` or `NotSafeError`; then nothing was
    printed.
    """
    return release_months(actor=actor, months=[month], progress=progress)[0]


def release_months(
    *, actor: Actor, months: Sequence[date], progress: Progress = silent, on_day: int | None = None
) -> list[Release]:
    """Print several months that follow each other, certified in one pass; all or none.

    Every month keeps a release of its own. What is proven for all of them together holds for each with
    those before it, since fewer numbers tell less. With `on_day` each bears that day of the month after.
    """
    require_runner(actor)
    if not months:
        return []
    expected = towns()
    with in_sealed(), transaction.atomic():
        lock(shared=False)
        require_nobody_restored(expected)
        drafting = Drafting.after(min(months))
        drafts = []
        for month in sorted(months):
            with _standing_after(month, on_day):
                require_releasable(month)
            drafts.append(drafting.draft(month, expected, _reported(month, expected)))
        protected = protect(drafts, drafting.counts, progress)
        return _print(actor, drafts, protected, on_day)


def _standing_after(month: date, on_day: int | None) -> Any:
    return clock.standing_at(shifted(month, 1).replace(day=on_day)) if on_day else nullcontext()


def _reported(month: date, expected: Sequence[rules.Town]) -> set[str]:
    given = Submission.objects.filter(month=month).values_list("schema_name", flat=True)
    reported = set(given) & {town.schema for town in expected}
    if not reported:
        raise NothingSubmittedError(month=named(month))
    return reported


def _print(actor: Actor, drafts: Sequence[Draft], protected: Protected, on_day: int | None) -> list[Release]:
    newest = max(draft.month for draft in drafts)
    body = proof_of(protected)
    proof = Evidence(month=newest, digest=sha(body), body=zlib.compress(body, 9))
    proof.save(force_insert=True)
    InsiderProof(month=newest, body=protected.for_next).save(force_insert=True)
    document = sha(dump(protected.document).encode())
    previous = Release.objects.order_by("-month").values_list("signature", flat=True).first() or ""
    releases = []
    for draft in drafts:
        with _standing_after(draft.month, on_day):
            release = unsigned(draft, drafts, protected)
            release.released_at, release.actor_name = clock.now(), actor.name
        release.document, release.proven_in = document, newest
        release.signature = signing.signed(signed_content(release, proof.digest, previous))
        release.signed_by = signing.public_key()
        release.save(force_insert=True)
        previous = release.signature
        PublishedCell.objects.bulk_create(draft.cells, batch_size=2000)
        releases.append(release)
    return releases


def unsigned(draft: Draft, drafts: Sequence[Draft], protected: Protected) -> Release:
    """Everything of a release that follows from its inputs."""
    certificate = protected.certificate
    return Release(
        month=draft.month,
        catalogue=catalogue.VERSION,
        definitions=versions_on(draft.month),
        coverage=draft.said(),
        cells=len(draft.cells),
        withheld=sum(cell.value is None for cell in draft.cells),
        digest=digest_of_cells(draft.cells),
        parameters={
            "step": rules.STEP,
            "fewest_municipalities": rules.FEWEST_MUNICIPALITIES,
            "mechanism": certificate.version,
            "seed": certificate.seed,
            "order": ORDER,
            "rounds": certificate.rounds,
            "together": [f"{each.month:%Y-%m}" for each in drafts],
            "breaks": sorted(list(item) for item in protected.breaks if _is_of(item.period, draft)),
            "for_insiders": protected.for_insiders,
            "known_left_out": protected.known_left_out,
        },
        inputs=signing.keyed_hash(_inputs(draft, protected.truth)),
        utility=utility([row_of(cell) for cell in draft.cells], protected.truth.value),
    )


def _is_of(code: str, draft: Draft) -> bool:
    """Whether a period of this code was printed with the draft."""
    return any(code == period.code for period in draft.periods)


def _inputs(draft: Draft, truth: Truth) -> list[Any]:
    """The sealed counts behind a draft, in one fixed order."""
    return [
        [counted.area, counted.kind, counted.start.isoformat(), *key, value]
        for counted, counts in sorted(truth.of_periods(draft.periods))
        for key, value in sorted(counts.items())
    ]


def proof_of(protected: Protected) -> bytes:
    """The evidence as it is kept and signed."""
    return signing.canonical(protected.certificate.evidence.as_dict())


def sha(body: bytes) -> str:
    """SHA-256 of a document or of evidence."""
    return hashlib.sha256(body).hexdigest()
