"""A signed paper comes back as a scan: recognised by its code, compared, and put to its sheet."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction

from core.audit.operations import record
from core.documents.codes import codes_of
from core.documents.operations.received import receive
from core.documents.rules import Document, file_type
from core.families import queries as families
from core.privacy.enums import AgreementForm, Linked, SheetState
from core.privacy.errors import (
    CodeUnreadableError,
    ForeignSheetError,
    ScanLinkedError,
    SheetAlteredError,
    SheetNotPrintedError,
)
from core.privacy.models import ConsentSheet
from core.privacy.operations.sheets import sign_sheet
from core.privacy.rules.sheets import fingerprint, unmarked
from core.shared.actor import Actor


@transaction.atomic
def link_scan(
    *,
    actor: Actor,
    name: str,
    content: bytes,
    sheet: ConsentSheet | None = None,
    signed_on: date | None = None,
) -> ConsentSheet:
    """Put a scan to its sheet; a sheet that waited for its signature holds from now on.

    Without `sheet` the code on the paper says which one. With it, a paper whose code cannot be read is
    taken by hand, but one whose code names another sheet is refused. The same file twice is one scan.
    Raises `CodeUnreadableError`, `ForeignSheetError`, `SheetAlteredError`, `ScanLinkedError`,
    `SheetNotPrintedError`, `SignatureDayError` and what `receive` raises.
    """
    kind = file_type(content, settings.MOST_UPLOAD_BYTES)
    marks = [mark for said in codes_of(content, kind) if (mark := unmarked(said)) is not None]
    found = _sheet_of(actor, marks, sheet)
    locked: ConsentSheet = (
        ConsentSheet.objects.select_related("case", "person").select_for_update(of=("self",)).get(pk=found.pk)
    )
    if locked.form != AgreementForm.PAPER or locked.state in (SheetState.DRAFT, SheetState.DROPPED):
        raise SheetNotPrintedError
    sha256 = locked.content_sha256
    if fingerprint(locked.content) != sha256 or any(mark != (locked.code, sha256) for mark in marks):
        raise SheetAlteredError
    if locked.scan_id is not None:
        return _known(locked, content)
    if locked.state == SheetState.WAITING:
        locked = sign_sheet(actor=actor, sheet=locked, signed_on=signed_on)
    locked.scan = receive(actor=actor, subject=locked, name=name, content=content)
    locked.linked = Linked.CODE if marks else Linked.HAND
    locked.save(update_fields=["scan", "linked"])
    record(actor, "privacy.scan_linked", locked, linked=locked.linked, sha256=sha256)
    return locked


def _sheet_of(actor: Actor, marks: list[tuple[str, str]], named: ConsentSheet | None) -> ConsentSheet:
    """The sheet that a paper belongs to, as far as the actor leads its case."""
    if named is not None:
        if any(code != named.code for code, _ in marks):
            raise ForeignSheetError
        return named
    if not marks:
        raise CodeUnreadableError
    sheet = ConsentSheet.objects.select_related("case").filter(code=marks[0][0]).first()
    if sheet is None or not families.leads(actor, sheet.case):
        raise ForeignSheetError
    return sheet


def _known(sheet: ConsentSheet, content: bytes) -> ConsentSheet:
    if sheet.scan is not None and sheet.scan.sha256 == Document.of(content, "").sha256:
        return sheet
    raise ScanLinkedError
