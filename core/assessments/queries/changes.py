"""What changed since the last talk about the same person, or about the same family."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from core.assessments.models import Assessment
from core.assessments.rules.readings import Change


def earlier(assessment: Assessment, among: Sequence[Assessment]) -> Assessment | None:
    """The finished assessment before this one about the same person or family, among those given.

    Takes what the reader may see: nobody learns of a change against a talk hidden from them.
    """
    before = [
        one
        for one in among
        if one.finished_at is not None
        and one.pk != assessment.pk
        and (one.case_id, one.person_id) == (assessment.case_id, assessment.person_id)
        and _moment(one) < _moment(assessment)
    ]
    return max(before, key=_moment, default=None)


def _moment(one: Assessment) -> tuple[date, UUID]:
    return (one.held_on, one.pk)


def changes(assessment: Assessment, before: Assessment | None) -> list[Change]:
    """The readings of every domain in either talk, in the order of the form."""
    now = {row.domain: row for row in assessment.readings.all()}
    then = {row.domain: row for row in before.readings.all()} if before else {}
    order = [domain.code for domain in assessment.form.form.domains]
    codes = [code for code in order if code in now or code in then]
    codes += [code for code in now if code not in order]
    return [
        Change(
            domain=code,
            worker=now[code].worker if code in now else None,
            family=now[code].family if code in now else None,
            worker_before=then[code].worker if code in then else None,
            family_before=then[code].family if code in then else None,
        )
        for code in codes
    ]
