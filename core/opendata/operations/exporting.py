"""The basket taken away as a file: an act that is logged, since drafts and internal cards may be in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from django.db import transaction

from core.audit.operations import record
from core.basket.models import ServiceCard
from core.documents.rules import Document
from core.opendata.enums import ImportFormat
from core.opendata.queries import exports
from core.shared import clock
from core.shared.actor import Actor

_MAKE: Final[dict[str, tuple[Callable[[Iterable[ServiceCard]], bytes], str]]] = {
    ImportFormat.PACKAGE: (exports.package, "zip"),
    ImportFormat.JSON: (exports.nested, "json"),
    ImportFormat.CSV: (exports.sheet_csv, "csv"),
    ImportFormat.XLSX: (exports.sheet_xlsx, "xlsx"),
}


@transaction.atomic
def export_basket(*, actor: Actor, form: ImportFormat) -> Document:
    """All cards that the actor keeps, whatever their status but withdrawn, in one of the forms of imports."""
    make, ending = _MAKE[form]
    cards = list(exports.exportable(actor))
    document = Document.of(make(cards), f"koszyk-{clock.today().isoformat()}.{ending}")
    record(actor, "opendata.basket_exported", form=str(form), number=len(cards), sha256=document.sha256)
    return document
