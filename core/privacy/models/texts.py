"""The plain words that people agree to: every version kept for good."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat

from core.privacy.enums import Language, TextKind, TextOrigin
from core.shared.models import Entity


class ConsentText(Entity):
    """One version of one text in one language; added to, never changed.

    The database refuses a fingerprint that is not that of the words, so that "which text did she accept"
    has one answer for ever.
    """

    kind = models.CharField(max_length=20, choices=TextKind.choices)
    language = models.CharField(max_length=2, choices=Language.choices)
    origin = models.CharField(max_length=10, choices=TextOrigin.choices)
    version = models.CharField(max_length=20)
    valid_from = models.DateField()
    title = models.CharField(max_length=200)
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")

    append_only = True

    class Meta(Entity.Meta):
        ordering: ClassVar = ["kind", "language", "-valid_from", "-published_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "language", "origin", "version"], name="consent_text_version_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=TextKind.values), name="consent_text_kind_known"),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="consent_text_language_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    sha256=Func(
                        Concat(F("title"), Value("\n"), F("body"), output_field=models.TextField()),
                        template="encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')",
                        output_field=models.CharField(),
                    )
                ),
                name="consent_text_fingerprint",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.version}"
