"""A signed contract comes back as a scan: recognised by its code and put to the paper that was printed."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from core.audit.operations import record
from core.documents.codes import codes_of
from core.documents.models import ReceivedFile
from core.documents.operations.received import hand_over, receive
from core.documents.rules import Document, file_type
from core.families.queries import leads
from core.paths.errors import ForeignPaperError, PaperScannedError, PaperUnreadableError
from core.paths.models import PathPaper, PathwayPlan
from core.paths.permissions import require_author
from core.paths.queries.papers import scan_of
from core.paths.rules.papers import SIGNED, unmarked
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


@transaction.atomic
def link_paper_scan(
    *, actor: Actor, plan: PathwayPlan, name: str, content: bytes, paper: PathPaper | None = None
) -> PathPaper:
    """Put a scan to the paper that was signed; the same file twice is one scan.

    Without `paper` the code on the scan says which one of the path it is. With it, a scan whose code cannot
    be read is taken by hand, but one whose code names another paper is refused. Raises
    `PaperUnreadableError`, `ForeignPaperError`, `PaperScannedError` and what `receive` raises.
    """
    require_author(actor, plan)
    kind = file_type(content, settings.MOST_UPLOAD_BYTES)
    named = {one for said in codes_of(content, kind) if (one := unmarked(said)) is not None}
    if paper is None and not named:
        raise PaperUnreadableError
    wanted = {paper.pk} if paper is not None else named
    if len(wanted) != 1 or (named and named != wanted):
        raise ForeignPaperError
    rows = PathPaper.objects.select_related("plan__case").defer("content")
    found = rows.filter(pk__in=wanted, plan=plan, kind__in=SIGNED).first()
    if found is None:
        raise ForeignPaperError
    PathwayPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    known = scan_of(found)
    if known is not None:
        if known.sha256 != Document.of(content, "").sha256:
            raise PaperScannedError
        return found
    receive(actor=actor, subject=found, name=name, content=content)
    record(actor, "paths.scan_linked", found, number=found.number, by_code=bool(named))
    return found


@transaction.atomic
def fetch_paper_scan(*, actor: Actor, paper: PathPaper) -> tuple[ReceivedFile, bytes]:
    """The scan of a paper for who leads the case; taking it is written down."""
    scan = scan_of(paper)
    if scan is None or not leads(actor, paper.plan.case):
        raise NotVisibleError
    return scan, hand_over(actor=actor, file=scan)
