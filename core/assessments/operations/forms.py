"""A town publishes the form it asks by: every change is a version more, none is changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import connection, transaction

from core.assessments.models import FormVersion
from core.assessments.permissions import require_shaper
from core.assessments.queries.forms import template, version_in_force
from core.assessments.rules.forms import Form, OwnQuestion, chosen, stored
from core.assessments.rules.readings import EVERY_WEEKS, check_interval
from core.audit.operations import record
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError

# Versions may not be locked (the role cannot update them): one writer a town at a time.
_LOCK = "SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.assessment_forms'))"


@transaction.atomic
def publish_form(
    *,
    actor: Actor,
    domains: Collection[str],
    questions: Collection[str],
    required: Collection[str] = (),
    own: Sequence[OwnQuestion] = (),
    every_weeks: int = EVERY_WEEKS,
    note: str = "",
    after: int | None = None,
) -> FormVersion:
    """Publish what the town chose from the template, with its own questions, as the next version.

    `after` is the number of the version that the writer read: another one meanwhile is a conflict. What
    is in force already is not published again. Assessments begun before keep their version.
    """
    require_shaper(actor)
    _take_turn()
    check_interval(every_weeks)
    latest = version_in_force()
    if after is not None and after != (latest.number if latest else 0):
        raise ConflictError
    form = chosen(template(), domains=domains, questions=questions, required=required, own=own)
    if latest and latest.form == form and latest.every_weeks == every_weeks:
        return latest
    return _publish(actor, form, every_weeks, note.strip()[:300], latest)


def version_to_ask_by(actor: Actor) -> FormVersion:
    """The version in force; the template becomes the town's first version when it is first used."""
    if (version := version_in_force()) is not None:
        return version
    _take_turn()
    return version_in_force() or _publish(actor, template(), EVERY_WEEKS, "", None)


def _publish(
    actor: Actor, form: Form, every_weeks: int, note: str, latest: FormVersion | None
) -> FormVersion:
    version = FormVersion.objects.create(
        number=latest.number + 1 if latest else 1,
        template=form.template,
        content=stored(form),
        every_weeks=every_weeks,
        note=note,
        published_at=clock.now(),
        published_by_id=actor.user_id,
    )
    record(actor, "assessments.form_published", version, number=version.number, domains=len(form.domains))
    return version


def _take_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
