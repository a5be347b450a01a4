"""Papers and files of a record. Whether somebody may see them, the record's own area decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Func

from core.documents.models import IssuedDocument, ReceivedFile, ReceivedFileQuerySet
from core.shared.encryption import unseal_bytes
from core.shared.errors import NotVisibleError
from core.shared.keyring import KeyDestroyedError


def documents_of(subject: models.Model, kind: str | None = None) -> models.QuerySet[IssuedDocument]:
    """Papers printed for a record, the newest edition first; their bytes are read only when asked for."""
    found = IssuedDocument.objects.filter(subject_id=subject.pk, subject_type=subject._meta.label_lower)
    if kind is not None:
        found = found.filter(kind=kind)
    return found.defer("content").order_by("-edition", "-issued_on", "-pk")


def files_of(subjects: Iterable[models.Model]) -> dict[UUID, list[ReceivedFile]]:
    """Files received for some records, the newest first, with their checks: two queries for any number."""
    found: dict[UUID, list[ReceivedFile]] = {subject.pk: [] for subject in subjects}
    for file in files_for(list(found)):
        found[file.subject_id].append(file)
    return found


def files_for(subject_ids: Iterable[UUID]) -> ReceivedFileQuerySet:
    """The same as rows: what GraphQL and counts build on."""
    found: ReceivedFileQuerySet = ReceivedFile.objects.listed().filter(subject_id__in=list(subject_ids))
    return found


def file_named(file_id: UUID | str) -> ReceivedFile:
    """One received file without its content; the caller checks whose it is."""
    found: ReceivedFile | None = ReceivedFile.objects.listed().filter(pk=file_id).first()
    if found is None:
        raise NotVisibleError
    return found


def content_of(file: ReceivedFile) -> bytes:
    """The received bytes; `NotVisibleError` after their removal."""
    sealed = ReceivedFile.objects.values_list("content", flat=True).filter(pk=file.pk).first()
    if sealed is None:
        raise NotVisibleError
    try:
        return unseal_bytes(bytes(sealed), file.place, file.family)
    except KeyDestroyedError as error:
        raise NotVisibleError from error


def altered_documents() -> models.QuerySet[IssuedDocument]:
    """Papers whose bytes do not fit their fingerprint: none, unless somebody got round the database."""
    fingerprint = Func(F("content"), template="encode(sha256(%(expressions)s), 'hex')")
    open_ones = IssuedDocument.objects.filter(family__isnull=True)  # a seal that was touched does not open
    return open_ones.defer("content").exclude(sha256=fingerprint).order_by("pk")


def documents_number() -> int:
    """How many papers the town has issued."""
    return IssuedDocument.objects.count()


def all_documents() -> Iterator[IssuedDocument]:
    """Every paper of the town with its template, oldest first."""
    found = IssuedDocument.objects.select_related("template").order_by("created_at", "pk")
    yield from found.iterator(chunk_size=100)


def roots_of_trust() -> list[bytes]:
    """Certificates that the operator laid into the folder of trust, by name; none without the folder."""
    folder = Path(settings.TRUST_ROOTS)
    if not folder.is_dir():
        return []
    wanted = {".pem", ".crt", ".cer", ".der"}
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() in wanted and file.is_file())
    return [file.read_bytes() for file in files]
