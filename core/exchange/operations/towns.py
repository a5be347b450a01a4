"""A region asks for a new town; the operator founds it or says why not."""

from __future__ import annotations

import re
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from core.audit.operations import record
from core.exchange import errors
from core.exchange.enums import RequestAnswer
from core.exchange.models import TownRequest
from core.exchange.permissions import require_region
from core.exchange.queries.towns import own_request, request_to_answer
from core.exchange.rules import voivodeship_of
from core.shared import clock
from core.shared.actor import Actor
from core.shared.identifiers import BadTerytError, checked_teryt
from core.shared.ids import uuid7
from core.shared.integrity import refusing
from tenants.context import current_schema, tenants_of

_CODE = re.compile(r"^(\d{4}|\d{7})$")


@transaction.atomic
def ask_for_town(
    *,
    actor: Actor,
    code: str,
    name: str,
    organisation: str,
    contact: str,
    note: str = "",
    key: UUID | None = None,
) -> TownRequest:
    """Ask the operator to found a town; `contact` is the office's e-mail address.

    Raises `TownCodeError`, `TownElsewhereError`, `TownExistsError`, `TownAskedError`, `RequestFieldsError`.
    """
    require_region(actor)
    if key and (known := TownRequest.objects.filter(pk=key).first()) is not None:
        return known
    code = _checked(code)
    name, organisation, contact = (" ".join(text.split()) for text in (name, organisation, contact))
    if not (name and organisation and _is_address(contact)):
        raise errors.RequestFieldsError
    with refusing({"town_request_one_open": errors.TownAskedError}):
        request = TownRequest.objects.create(
            pk=key or uuid7(),
            from_schema=current_schema(),
            code=code,
            name=name,
            organisation=organisation,
            contact=contact,
            note=note.strip(),
            asked_on=clock.today(),
            actor_name=actor.name,
        )
    record(actor, "exchange.town_asked_for", request, code=code)
    return request


@transaction.atomic
def take_back_request(*, actor: Actor, request_id: UUID | str) -> TownRequest:
    """Withdraw a request that waits. Raises `RequestAnsweredError`."""
    require_region(actor)
    return _answered(actor, own_request(actor, request_id), RequestAnswer.CANCELLED)


@transaction.atomic
def decline_request(*, actor: Actor, request_id: UUID | str, note: str) -> TownRequest:
    """The operator says why not. Raises `NoteMissingError`, `RequestAnsweredError`."""
    request = request_to_answer(actor, request_id)
    if not note.strip():
        raise errors.NoteMissingError
    return _answered(actor, request, RequestAnswer.DECLINED, note.strip())


@transaction.atomic
def settle_request(*, actor: Actor, request_id: UUID | str) -> TownRequest:
    """Tick off a request whose town answers at its address. Raises `NotFoundedError`,
    `RequestAnsweredError`.
    """
    request = request_to_answer(actor, request_id)
    if not _exists(request.code):
        raise errors.NotFoundedError
    return _answered(actor, request, RequestAnswer.FOUNDED)


def _answered(actor: Actor, request: TownRequest, answer: RequestAnswer, note: str = "") -> TownRequest:
    locked = TownRequest.objects.select_for_update().get(pk=request.pk)
    if locked.answer:
        raise errors.RequestAnsweredError
    locked.answer, locked.answered_on, locked.answer_note = answer, clock.today(), note
    changed = ["answer", "answered_on"]
    locked.save(update_fields=[*changed, "answer_note"] if note else changed)
    record(actor, "exchange.town_request_answered", locked, code=locked.code, answer=answer)
    return locked


def _checked(code: str) -> str:
    code = code.strip()
    if not _CODE.match(code):
        raise errors.TownCodeError
    try:
        checked_teryt(code)
    except BadTerytError as error:
        raise errors.TownCodeError from error
    if code[:2] != voivodeship_of(current_schema()):
        raise errors.TownElsewhereError
    if _exists(code):
        raise errors.TownExistsError
    return code


def _exists(code: str) -> bool:
    return any(str(town.schema_name).partition("_")[2] == code for town in tenants_of("municipality"))


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
