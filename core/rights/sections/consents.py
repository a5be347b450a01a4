"""Consents, what was told on them, and requests of persons."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.rights.enums import AfterErasure, Kept
from core.rights.sections.section import Section

CONSENTS: Final[tuple[Section, ...]] = (
    Section(
        "privacy.ParticipationAgreement",
        _("Zgody na udział"),
        person="person",
        kept=Kept.CONSENTS,
        fields=("given_on", "form", "text_version", "withdrawn_on"),
        after=AfterErasure.NUMBERS,
    ),
    Section(
        "privacy.DisclosureAuthorisation",
        _("Upoważnienia do ujawnienia"),
        person="person",
        kept=Kept.CONSENTS,
        fields=(
            "partner.name",
            "category",
            "purpose",
            "starts_on",
            "ends_on",
            "after_leaving",
            "form",
            "language",
            "text_version",
            "given_at",
            "withdrawn_at",
        ),
        after=AfterErasure.NUMBERS,
    ),
    Section(
        "privacy.ProcessingRestriction",
        _("Ograniczenia przetwarzania"),
        household="person__home",
        person="person",
        kept=Kept.CONSENTS,
        fields=("since", "until"),
        after=AfterErasure.NUMBERS,
    ),
    Section(
        "privacy.Disclosure",
        _("Rejestr ujawnień: kto, kiedy i co o tej osobie przeczytał"),
        person="person",
        kept=Kept.LEDGER,
        made="at",
        after=AfterErasure.NUMBERS,
        fields=("number", "at", "institution", "told", "aim", "channel", "actor_name", "digest"),
    ),
    Section(
        "privacy.ConsentSheet",
        _("Treść zgód"),
        person="person",
        kept=Kept.CONSENTS,
        fields=("given_on", "state", "form", "language", "content", "code", "settled_at"),
    ),
    Section(
        "involvement.InvolvementQuestion",
        _("Pytania do instytucji, kto już pomaga"),
        person="person",
        kept=Kept.LEDGER,
        fields=("asked_on", "partner.name", "answered_at", "helps", "worker"),
    ),
)

RIGHTS: Final[tuple[Section, ...]] = (
    Section(
        "rights.DataSubjectRequest",
        _("Żądania dotyczące danych"),
        person="person",
        kept=Kept.CONSENTS,
        fields=(
            "received_on",
            "kind",
            "way",
            "content",
            "due_on",
            "extended_because",
            "answered_on",
            "outcome",
            "answer",
        ),
    ),
    Section(
        "rights.PersonExport",
        _("Kopie danych"),
        person="person",
        fields=("requested_at", "status", "fetched_at"),
    ),
    Section(
        "rights.Correction",
        _("Sprostowania"),
        person="person",
        fields=("made_at", "field", "before", "after", "reason", "made_by.name"),
    ),
)
