"""A finished assessment corrected: what it said before is kept, with who corrected it and why."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.db.models import Max

from core.assessments.enums import AssessmentState
from core.assessments.errors import CorrectionReasonError, NotFinishedError
from core.assessments.models import Assessment, AssessmentRevision
from core.assessments.operations.assessing import (
    AssessmentData,
    check_complete,
    locked_for_writing,
    write_content,
)
from core.audit.operations import record
from core.shared import clock
from core.shared.actor import Actor

LONGEST_REASON = 300


@transaction.atomic
def correct_assessment(
    *, actor: Actor, assessment: Assessment, data: AssessmentData, reason: str, version: int
) -> Assessment:
    """Put right what a finished assessment says; raises what `finish_assessment` raises.

    Raises `NotFinishedError` for a draft, `CorrectionReasonError`, `ConflictError`.
    """
    locked = locked_for_writing(actor, assessment, version)
    if locked.state == AssessmentState.DRAFT:
        raise NotFinishedError
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise CorrectionReasonError
    before = said(locked)
    write_content(locked, data)
    check_complete(locked)
    last = locked.revisions.aggregate(last=Max("number"))["last"]
    AssessmentRevision.objects.create(
        assessment=locked,
        number=(last or 0) + 1,
        at=clock.now(),
        actor_id=actor.user_id,
        actor_name=actor.name,
        reason=reason.strip(),
        body=json.dumps(before, ensure_ascii=False),
    )
    locked.state = AssessmentState.CORRECTED
    locked.version += 1
    locked.save(update_fields=["held_on", "others", "words", "state", "version"])
    record(actor, "assessments.corrected", locked, case=str(locked.case_id))
    return locked


def said(assessment: Assessment) -> dict[str, Any]:
    """All that an assessment says, as a correction keeps it."""
    return {
        "held_on": assessment.held_on.isoformat(),
        "others": assessment.others,
        "words": assessment.words,
        "took_part": [str(key) for key in assessment.took_part.values_list("person", flat=True)],
        "readings": [
            {name: getattr(row, name) for name in ("domain", "worker", "family", "strengths", "needs")}
            for row in assessment.readings.order_by("created_at", "pk")
        ],
        "answers": {row.question: row.value for row in assessment.answers.order_by("question", "pk")},
    }
