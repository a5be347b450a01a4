"""Imports do not stay for ever: files and previews are for deciding, the cards keep their own history."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from core.audit.operations import record
from core.opendata.enums import ImportStatus
from core.opendata.models import ImportRow, ImportRun
from core.shared.actor import Actor
from core.shared.imports.runs import OPEN, OPEN_FOR, ROWS_FOR, end


@transaction.atomic
def forget_imports(*, actor: Actor) -> int:
    """Give up what nobody decided for a month, and forget the rows of what ended three months ago."""
    now = timezone.now()
    stale = ImportRun.objects.select_for_update().filter(status__in=OPEN, moved_at__lt=now - OPEN_FOR)
    number = 0
    for run in stale:
        end(run, ImportStatus.CANCELLED)
        record(actor, "opendata.import_forgotten", run)
        number += 1
    ImportRow.objects.filter(run__ended_at__lt=now - ROWS_FOR).delete()
    return number
