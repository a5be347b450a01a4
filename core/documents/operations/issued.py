"""Papers with a number: printed once, kept to the byte, printed again to see that they still come out so.

Areas call this from their own operations, having decided that the actor may.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from core.audit.operations import record
from core.documents.errors import UnknownTemplateError
from core.documents.models import IssuedDocument, PrintTemplate
from core.documents.operations.printing import Template, printed, render, template_of
from core.documents.queries import documents_of
from core.documents.rules import Reproduction
from core.shared import clock
from core.shared.actor import Actor
from core.shared.encryption import seal_bytes
from core.shared.kinship import family_of


@transaction.atomic
def issue(
    *,
    actor: Actor,
    template: str,
    number: str,
    data: Mapping[str, Any],
    subject: models.Model,
    issued_on: date | None = None,
) -> IssuedDocument:
    """Print a paper for a record and keep it for good.

    `template` names the kind of paper, too; `data` are plain JSON values (days already as text). Asked for
    what the newest edition says already, it gives that edition: nothing is printed twice. The same number
    with other data is a further edition.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.issued'))")
    day = issued_on or clock.today()
    version = _version(template_of(template))
    known = documents_of(subject, template).first()
    if known is not None and (known.printed_data, known.issued_on) == (dict(data), day):
        return known
    document = render(template, data, day)
    editions = IssuedDocument.objects.filter(kind=template, number=number)
    last = editions.aggregate(last=models.Max("edition"))["last"]
    family = family_of(subject)
    issued = IssuedDocument(
        template=version,
        kind=template,
        number=number,
        edition=(last or 0) + 1,
        issued_on=day,
        family=family,
        data={} if family else dict(data),
        sealed_data=json.dumps(dict(data), cls=DjangoJSONEncoder) if family else "",
        filename=document.filename,
        size=len(document.content),
        sha256=document.sha256,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
    )
    content = document.content
    issued.content = seal_bytes(content, issued.place, family) if family else content
    issued.save(force_insert=True)
    record(actor, "documents.issued", issued, kind=template, number=number, sha256=issued.sha256)
    return issued


def reproduce(document: IssuedDocument) -> Reproduction:
    """Print a paper again from what was kept with it, and compare byte for byte.

    The template is the one of its day, kept with the paper; only fonts and Typst are those installed now,
    and where they differ from those of its day the answer says so.
    """
    version = document.template
    again = printed(version.sources, document.printed_data, document.issued_on, version.setting["standards"])
    try:
        today: Template | None = template_of(document.kind)
    except UnknownTemplateError:
        today = None
    now = today.setting if today else {}
    return Reproduction(
        number=f"{document.kind} {document.number}",
        same=again == document.bytes,
        intact=Template(version.name, version.sources, version.setting).sha256 == version.sha256,
        template_changed=today is None or today.sources != version.sources,
        tools_changed=any(now.get(tool) != version.setting.get(tool) for tool in ("fonts", "typst")),
    )


def _version(template: Template) -> PrintTemplate:
    """The kept template; added at its first use."""
    found, _ = PrintTemplate.objects.get_or_create(
        sha256=template.sha256,
        defaults={
            "name": template.name,
            "sources": dict(template.sources),
            "setting": dict(template.setting),
            "first_used_on": clock.today(),
        },
    )
    return found
