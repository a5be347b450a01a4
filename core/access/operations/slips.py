"""A slip of paper that opens the way to the own page, and taking that way back."""

from __future__ import annotations

import segno
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.access import rules
from core.access.errors import NoAccessError, NotTakingPartError
from core.access.models import AccessSlip, OwnAccess
from core.access.permissions import require_giver
from core.access.queries.doors import CODE_PURPOSE, slip_behind
from core.audit.operations import record
from core.documents.operations import render
from core.documents.rules import Document
from core.families.models import Case, Person
from core.families.permissions import require_open
from core.privacy.queries.agreements import has_agreement_in
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.encryption import blind_index
from core.shared.errors import NotVisibleError

ENTRY = "/wejscie/kartka/"
LANGUAGES = ("pl", "uk", "en")


@transaction.atomic
def issue_slip(
    *, actor: Actor, case: Case, person: Person, code: str | None = None
) -> tuple[AccessSlip, str]:
    """Make a slip for a person of the household and return it with its code, which is known only now.

    An earlier slip that nobody used stops working. Only for who takes part (or has a page already) and is
    old enough: raises `NotTakingPartError`, `TooYoungError`, `BirthdayMissingError`, `CaseClosedError`.
    """
    require_giver(actor, case, person)
    require_open(case)
    locked = Person.objects.select_for_update().get(pk=person.pk)
    now = clock.now()
    rules.check_age(locked.born_on, clock.today())
    if locked.user_id is None and not has_agreement_in(case, locked):
        raise NotTakingPartError
    _close_slips(locked)
    text = rules.bare_code(code) if code else rules.new_code()
    slip = AccessSlip.objects.create(
        person=locked,
        code_index=blind_index(text, CODE_PURPOSE),
        expires_at=now + rules.CODE_DAYS,
        issued_by_id=actor.user_id,
    )
    record(actor, "access.slip_issued", slip, person=str(locked.pk))
    return slip, text


def slip_paper(*, actor: Actor, case: Case, person: Person, code: str, language: str = "pl") -> Document:
    """The slip on half a page, neutral: no names, no office, no word of what it is about.

    The code is kept nowhere, so it is handed in again; one that opens nothing for this person prints
    nothing (`NotVisibleError`).
    """
    require_giver(actor, case, person)
    slip = slip_behind(code)
    if slip is None or slip.person_id != person.pk:
        raise NotVisibleError
    with translation.override(language if language in LANGUAGES else "pl"):
        return render("access_slip", _paper(slip, rules.bare_code(code), language), clock.today())


@transaction.atomic
def take_away(*, actor: Actor, case: Case, person: Person) -> None:
    """Close a person's way to their page from the next request on; a new slip opens it again.

    Raises `NoAccessError` when there is nothing to take.
    """
    require_giver(actor, case, person)
    locked = Person.objects.select_for_update().get(pk=person.pk)
    closed = _close_slips(locked)
    access = OwnAccess.objects.select_for_update().filter(person=locked, taken_away_at__isnull=True).first()
    if access is not None:
        access.taken_away_at = clock.now()
        access.save(update_fields=["taken_away_at"])
    user = locked.user
    opened = user is not None and user.is_active
    if user is not None and opened:
        user.is_active = False
        user.save(update_fields=["is_active"])
    if not (closed or access or opened):
        raise NoAccessError
    record(actor, "access.taken_away", locked, case=str(case.pk))


def _close_slips(person: Person) -> int:
    waiting = AccessSlip.objects.filter(person=person, used_at__isnull=True, revoked_at__isnull=True)
    return waiting.update(revoked_at=clock.now())


def _paper(slip: AccessSlip, code: str, language: str) -> dict[str, object]:
    where = address(ENTRY)
    return {
        "lead": "",
        "language": language,
        "title": _("Moja strona"),
        "qr": segno.make(where, error="m", micro=False).svg_inline(border=0, dark="#12263a"),
        "qr_label": _("Kod QR z adresem strony"),
        "address": where.split("://", maxsplit=1)[-1],
        "code": rules.in_groups(code.upper()),
        "steps": [
            _("Zeskanuj kod telefonem albo wpisz adres:"),
            _("Przepisz te znaki:"),
            _("Wymyśl PIN z sześciu cyfr i go zapamiętaj. Potem ta kartka nie będzie już potrzebna."),
        ],
        "until": _("Działa jeden raz, do %(day)s.")
        % {"day": f"{timezone.localtime(slip.expires_at):%d.%m.%Y}"},
        "keep": _("Nie pokazuj tej kartki nikomu. Gdy już wejdziesz, możesz ją zniszczyć."),
    }
