"""The director decides on the terms of the town."""

from __future__ import annotations

from dataclasses import asdict

from django.db import connection, transaction

from core.audit.operations import record
from core.fidelity.errors import TermRangeError
from core.fidelity.models import FidelityTerms
from core.fidelity.permissions import require_decider
from core.fidelity.queries.terms import version_in_force
from core.fidelity.rules.facts import SPANS, Terms
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError

# Versions may not be locked (the role cannot update them): one writer a town at a time.
_LOCK = "SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.fidelity_terms'))"


@transaction.atomic
def decide_terms(*, actor: Actor, terms: Terms, after: int | None = None) -> FidelityTerms:
    """Set the terms by which figures and findings are read from now on, for the past too.

    `after` is the number of the version that was read (0: the model's own); another one meanwhile is a
    conflict. Terms that are in force already are not written again. Raises `TermRangeError`.
    """
    require_decider(actor)
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    latest = version_in_force()
    if after is not None and after != (latest.number if latest else 0):
        raise ConflictError
    for name, (lowest, highest) in SPANS.items():
        if not lowest <= getattr(terms, name) <= highest:
            error = TermRangeError(lowest=lowest, highest=highest)
            error.field = name
            raise error
    if latest is not None and latest.terms == terms:
        return latest
    version = FidelityTerms.objects.create(
        number=latest.number + 1 if latest else 1,
        decided_on=clock.today(),
        decided_by_id=actor.user_id,
        **asdict(terms),
    )
    record(actor, "fidelity.terms_decided", version, **asdict(terms))
    return version
