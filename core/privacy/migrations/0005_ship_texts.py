"""The first texts of consent for every town; what was agreed to before them points to the Polish ones."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from django.db import migrations

from core.privacy.rules.texts import FIRST_DAY, FIRST_VERSION, fingerprint, shipped

KINDS = ("agreement", "authorisation", "notice")
LANGUAGES = ("pl", "en", "uk")
# The same id in every town, so that two towns' schemas stay alike and papers can be compared.
SPACE = uuid.UUID("4d0a4b0e-5a0f-5c8a-9a52-6f6b6f6f7031")


def ship(apps: Any, _editor: Any) -> None:
    """Nine texts; then each word that was given before points to the Polish text of its kind."""
    model = apps.get_model("privacy", "ConsentText")
    for kind in KINDS:
        for language in LANGUAGES:
            title, body = shipped(kind, language, FIRST_VERSION)
            model.objects.get_or_create(
                id=uuid.uuid5(SPACE, f"{kind}/{language}/{FIRST_VERSION}"),
                defaults={
                    "kind": kind,
                    "language": language,
                    "origin": "platform",
                    "version": FIRST_VERSION,
                    "valid_from": FIRST_DAY,
                    "title": title,
                    "body": body,
                    "sha256": fingerprint(title, body),
                    "published_at": datetime(2026, 1, 1, tzinfo=UTC),
                    "created_at": datetime(2026, 1, 1, tzinfo=UTC),
                },
            )
    for name, kind in (("ParticipationAgreement", "agreement"), ("DisclosureAuthorisation", "authorisation")):
        words = apps.get_model("privacy", name).objects.filter(text__isnull=True)
        for language in LANGUAGES:
            text = model.objects.get(id=uuid.uuid5(SPACE, f"{kind}/{language}/{FIRST_VERSION}"))
            words.filter(language=language).update(text=text)
        apps.get_model("privacy", name).objects.filter(form="guardian").update(for_minor=True)


class Migration(migrations.Migration):
    dependencies = [("privacy", "0004_consent_texts")]

    operations = [migrations.RunPython(ship, migrations.RunPython.noop, elidable=False)]
