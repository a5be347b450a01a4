"""Files that come back: a scan of what was signed on paper, or a PDF with an electronic signature.

Areas call this from their own operations, having decided that the actor may.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from core.audit.operations import record
from core.documents import errors, rules
from core.documents.cleaning import cleaned
from core.documents.enums import REFUSED, FileType, SignatureVerdict
from core.documents.examination import examined
from core.documents.models import IssuedDocument, ReceivedFile, SignatureCheck
from core.documents.queries import content_of, roots_of_trust
from core.documents.rules import Document
from core.shared import clock
from core.shared.actor import Actor
from core.shared.encryption import seal_bytes
from core.shared.ids import uuid7
from core.shared.integrity import refusing
from core.shared.kinship import family_of

_ONCE = {"received_once_a_subject": errors.AlreadyReceivedError}
_REFUSALS = {
    SignatureVerdict.CHANGED: errors.ChangedAfterSigningError,
    SignatureVerdict.BROKEN: errors.BrokenSignatureError,
}


@transaction.atomic
def receive(
    *,
    actor: Actor,
    subject: models.Model,
    name: str,
    content: bytes,
    issued: IssuedDocument | None = None,
    key: UUID | None = None,
    strict: bool = False,
) -> ReceivedFile:
    """Keep a file for a record, sealed, with what its signatures say.

    `issued` is the paper that should have been signed: an electronic signature counts only when the file
    begins with that paper's very bytes, since a signature is added behind them, and still shows its pages.
    `strict` is for files that no signature protects: pictures lose all but the picture (place and device of
    the camera), a PDF may neither act nor carry other files (`cleaning`).
    Raises `FileTooLargeError`, `UnknownFileTypeError`, `EmptyFileError`, `BrokenPdfError`, `LockedPdfError`,
    `NotSignedError`, `ChangedAfterSigningError`, `BrokenSignatureError`, `ForeignDocumentError`,
    `AlreadyReceivedError`; strictly also `HiddenContentError`, `ActivePdfError`, `PictureTooLargeError`.
    """
    if key and (known := ReceivedFile.objects.filter(pk=key).first()) is not None:
        return known
    kind = rules.file_type(content, settings.MOST_UPLOAD_BYTES)
    if strict:
        content = cleaned(content, kind)
    report = _report(content, kind, issued, strict=strict)
    file = ReceivedFile(
        pk=key or uuid7(),
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        media_type=kind,
        filename=rules.kept_name(name, kind),
        size=len(content),
        sha256=Document.of(content, "").sha256,
        family=family_of(subject),
        received_at=clock.now(),
        received_by_id=actor.user_id,
        issued=issued,
    )
    file.content = seal_bytes(content, file.place, file.family)
    with refusing(_ONCE):
        file.save(force_insert=True)
    verdict = str(report["verdict"])
    _note(file, report)
    record(actor, "documents.received", file, sha256=file.sha256, verdict=verdict)
    return file


@transaction.atomic
def check_again(*, actor: Actor, file: ReceivedFile) -> SignatureCheck:
    """Look at the signatures once more: the roots of trust or the day may have changed."""
    report = _examined(content_of(file), FileType(file.media_type), file.issued)
    check = _note(file, report)
    record(actor, "documents.checked_again", file, verdict=check.verdict)
    return check


@transaction.atomic
def remove(*, actor: Actor, file: ReceivedFile, reason: str) -> ReceivedFile:
    """Empty a file that was uploaded by mistake; that it was there, and why it went, stays."""
    if not reason.strip():
        raise errors.RemovalReasonMissingError
    locked = ReceivedFile.objects.select_for_update().defer("content").get(pk=file.pk)
    if locked.removed_on is not None:
        return locked
    locked.content, locked.removed_on = None, clock.today()
    locked.removed_because = reason.strip()[:200]
    locked.save(update_fields=["content", "removed_on", "removed_because"])
    record(actor, "documents.removed", locked)
    return locked


@transaction.atomic
def hand_over(*, actor: Actor, file: ReceivedFile) -> bytes:
    """The bytes of a received file for somebody who may have them, written down."""
    content = content_of(file)
    record(actor, "documents.handed_over", file)
    return content


def _note(file: ReceivedFile, report: dict[str, Any]) -> SignatureCheck:
    """Keep what a look found; about a family's file it is sealed, since it names who signed."""
    told: dict[str, Any] = {"report": report}
    if file.family is not None:
        told = {"report": {}, "sealed_report": json.dumps(report, cls=DjangoJSONEncoder)}
    return SignatureCheck.objects.create(
        file=file, checked_at=clock.now(), verdict=str(report["verdict"]), **told
    )


def _report(content: bytes, kind: FileType, issued: IssuedDocument | None, *, strict: bool) -> dict[str, Any]:
    """What the signatures say; a file that proves nothing is refused."""
    if issued is not None and content == issued.bytes:
        raise errors.NotSignedError
    report = _examined(content, kind, issued, strict=strict)
    if report.get("fault") == "locked":
        raise errors.LockedPdfError
    if report.get("fault") == "active":
        raise errors.ActivePdfError
    if report.get("fault"):
        raise errors.BrokenPdfError
    verdict = SignatureVerdict(str(report["verdict"]))
    if verdict == SignatureVerdict.FOREIGN and issued is not None:
        raise errors.ForeignDocumentError(number=issued.number)
    if verdict in REFUSED:
        raise _REFUSALS[verdict]
    return report


def _examined(
    content: bytes, kind: FileType, issued: IssuedDocument | None, *, strict: bool = False
) -> dict[str, Any]:
    """The examination with the question whether it is our paper that was signed."""
    if kind != FileType.PDF:
        return {"fault": "", "verdict": SignatureVerdict.UNSIGNED.value, "signatures": []}
    begins = issued is not None and content.startswith(issued.bytes)
    length = issued.size if issued is not None and begins else 0
    report = examined(content, roots_of_trust(), clock.now(), length, passive=strict)
    if issued is None or not report["signatures"]:
        return report
    # A revision added before the signature shows other words behind our bytes.
    ours = begins and report["shows_issued"]
    foreign = not ours and report["verdict"] not in REFUSED
    verdict = SignatureVerdict.FOREIGN.value if foreign else report["verdict"]
    return {**report, "verdict": verdict, "issued_sha256": issued.sha256 if ours else ""}
