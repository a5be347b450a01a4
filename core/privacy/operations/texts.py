"""A town publishes its own wording of a text; what was accepted before stays as it was."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection, transaction

from core.audit.operations import record
from core.privacy.enums import TextOrigin
from core.privacy.errors import TextUnchangedError
from core.privacy.models import ConsentText
from core.privacy.permissions import require_publisher
from core.privacy.queries.texts import text_in_force
from core.privacy.rules.texts import check_kind, check_text, fingerprint
from core.shared import clock
from core.shared.actor import Actor
from core.shared.ids import uuid7
from core.shared.prose import canonical


@transaction.atomic
def publish_text(
    *,
    actor: Actor,
    kind: str,
    language: str,
    title: str,
    body: str,
    valid_from: date | None = None,
    key: UUID | None = None,
) -> ConsentText:
    """Publish the town's own version of a text in one language, in force from a day (today) on.

    Directors only. Raises `UnknownTextKindError`, `UnknownLanguageError`, `TextTitleMissingError`,
    `PromiseMissingError`, `UnknownPlaceholderError`, `TextDayError`, `TextUnchangedError`.
    """
    require_publisher(actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.consent_texts'))")
    if key is not None and (known := ConsentText.objects.filter(pk=key).first()) is not None:
        return known
    check_kind(kind, language)
    today = clock.today()
    day = valid_from or today
    words = canonical(body)
    name = " ".join(title.split())
    check_text(language=language, title=name, body=words, valid_from=day, today=today)
    sha256 = fingerprint(name, words)
    if sha256 == text_in_force(kind, language, day).sha256:
        raise TextUnchangedError
    own = ConsentText.objects.filter(
        kind=kind, language=language, origin=TextOrigin.TOWN, version__startswith=f"{day.year}-"
    )
    text = ConsentText.objects.create(
        pk=key or uuid7(),
        kind=kind,
        language=language,
        origin=TextOrigin.TOWN,
        version=f"{day.year}-{own.count() + 1}-gmina",
        valid_from=day,
        title=name,
        body=words,
        sha256=sha256,
        published_at=clock.now(),
        published_by_id=actor.user_id,
    )
    record(actor, "privacy.text_published", text, kind=kind, language=language, sha256=sha256)
    return text
