"""The daily round: files whose day has come are destroyed, files that go soon are announced."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core.audit.operations import record
from core.documents.operations import received as documents
from core.identity.models import User
from core.notes.holds import held
from core.notes.models import Attachment
from core.notifications.operations import notify
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address


@dataclass(frozen=True)
class Round:
    """How many files were destroyed, kept by a hold, and announced."""

    destroyed: int
    held: int
    announced: int


@transaction.atomic
def destroy_due(*, actor: Actor, dry_run: bool = False) -> Round:
    """Destroy what is due and nobody holds, and tell each leading worker once of what goes in two weeks.

    Running it again on the same day changes nothing more. With `dry_run` it only counts.
    """
    today = clock.today()
    rows = Attachment.objects.filter(file__removed_on__isnull=True)
    kept = list(rows.select_related("file", "note__case").defer("file__content").order_by("created_at", "pk"))
    due = [one for one in kept if one.keeping.is_due(today)]
    near = [one for one in kept if one.keeping.is_near(today) and one.warned_on is None]
    on_hold = held({one.note.case_id for one in due})
    going = [one for one in due if one.note.case_id not in on_hold]
    if not dry_run:
        for one in going:
            _destroy(actor, one)
        _announce(actor, near)
    return Round(destroyed=len(going), held=len(due) - len(going), announced=len(near))


def _destroy(actor: Actor, attachment: Attachment) -> None:
    with translation.override("pl"):
        reason = _("Minął czas przechowywania: %(kept)s.") % {"kept": attachment.get_retention_display()}
    documents.remove(actor=actor, file=attachment.file, reason=reason)
    record(actor, "notes.file_destroyed", attachment, retention=attachment.retention)


def _announce(actor: Actor, near: list[Attachment]) -> None:
    """One message a worker, with a number and the way to the list: no name, no family."""
    today = clock.today()
    by_leader: dict[UUID, list[Attachment]] = defaultdict(list)
    for one in near:
        by_leader[one.note.case.social_worker_id].append(one)
    for user in User.objects.filter(pk__in=by_leader).order_by("email", "pk"):
        files = by_leader[user.pk]
        notify(
            actor=actor,
            to=user.email,
            kind="notes_files_going",
            context={"number": len(files), "link": address("/notatki/pliki/")},
            user=user,
            key=f"notes_files_going:{user.pk}:{today.isoformat()}",
        )
    Attachment.objects.filter(pk__in=[one.pk for one in near]).update(warned_on=today)
