"""A talk about consent: begun, answered question by question, settled on the screen or on paper."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.families.models import Case, Person
from core.families.permissions import require_leader, require_open
from core.families.queries import persons_of
from core.partnership.models import PartnerOrganisation
from core.privacy.enums import AgreementForm, Language, SheetState, TextKind
from core.privacy.errors import NotOfTheHouseholdError, SheetNotPrintedError, SheetSettledError
from core.privacy.models import ConsentSheet
from core.privacy.operations.agreements import record_agreement
from core.privacy.operations.authorisations import authorise
from core.privacy.operations.speaking import spoken
from core.privacy.queries.agreements import has_agreement_in
from core.privacy.queries.sheets import answers_of, asked_of, content_of, partners_to_name
from core.privacy.queries.texts import controller, text_in_force
from core.privacy.rules import sheets as rules
from core.privacy.rules.sheets import Answers
from core.privacy.rules.texts import check_language
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError


@transaction.atomic
def begin_sheet(
    *, actor: Actor, case: Case, person: Person, language: str | None = None, afresh: bool = False
) -> ConsentSheet:
    """The open talk with a person, as it was left, or a new one; in the language that the person reads."""
    require_leader(actor, case)
    require_open(case)
    Person.objects.select_for_update().get(pk=person.pk)
    known = ConsentSheet.objects.filter(case=case, person=person, state=SheetState.DRAFT).first()
    if known is not None and not afresh:
        return known
    if known is not None:
        drop_sheet(actor=actor, sheet=known)
    if person.pk not in {one.pk for one in persons_of(case)}:
        raise NotOfTheHouseholdError
    spoken_in = language or Language.PL.value
    check_language(spoken_in)
    return ConsentSheet.objects.create(
        case=case,
        person=person,
        language=spoken_in,
        content=rules.written(rules.dumped(Answers())),
        code="".join(secrets.choice(rules.ALPHABET) for _ in range(rules.CODE_LENGTH)),
        begun_by_id=actor.user_id,
    )


@transaction.atomic
def save_answers(
    *,
    actor: Actor,
    sheet: ConsentSheet,
    answers: Answers | None = None,
    language: str | None = None,
    version: int | None = None,
) -> ConsentSheet:
    """Keep what was said so far; another window's newer answers are a visible conflict."""
    locked = _locked(actor, sheet)
    if locked.state != SheetState.DRAFT:
        raise SheetSettledError
    if version is not None and version != locked.version:
        raise ConflictError
    if language is not None:
        check_language(language)
        locked.language = language
    if answers is not None:
        locked.content = rules.written(rules.dumped(answers))
    locked.version += 1
    locked.save(update_fields=["language", "content", "version"])
    return locked


@transaction.atomic
def confirm_sheet(*, actor: Actor, sheet: ConsentSheet) -> ConsentSheet:
    """The person confirms the summary on the screen: from now on it holds. A second time changes nothing.

    Raises `SheetSettledError`, `NothingAnsweredError`, `NothingAuthorisedError` and what an agreement and
    an authorisation raise.
    """
    locked = _locked(actor, sheet)
    if locked.state in (SheetState.GIVEN, SheetState.REFUSED):
        return locked
    if locked.state != SheetState.DRAFT:
        raise SheetSettledError
    _freeze(locked, AgreementForm.SCREEN.value)
    return _take_effect(actor, locked, clock.today())


@transaction.atomic
def print_sheet(*, actor: Actor, sheet: ConsentSheet) -> ConsentSheet:
    """The summary goes on paper: it waits for a signature and holds nothing yet. Again is the same.

    Raises what `confirm_sheet` raises.
    """
    locked = _locked(actor, sheet)
    if locked.state == SheetState.DRAFT:
        _freeze(locked, AgreementForm.PAPER.value)
        locked.state = SheetState.WAITING
        locked.save()
        record(actor, "privacy.sheet_printed", locked, sha256=locked.content_sha256)
    elif locked.form != AgreementForm.PAPER:
        raise SheetSettledError
    return locked


@transaction.atomic
def sign_sheet(*, actor: Actor, sheet: ConsentSheet, signed_on: date | None = None) -> ConsentSheet:
    """The paper was signed: it holds, and its scan is missed until it is put to it.

    An agreement counts from the day of the signature, a permission from now: secrecy is not lifted for
    the past. Raises `SheetNotPrintedError`, `SignatureDayError`.
    """
    locked = _locked(actor, sheet)
    if locked.state in (SheetState.GIVEN, SheetState.REFUSED) and locked.form == AgreementForm.PAPER:
        return locked
    if locked.state != SheetState.WAITING or locked.settled_at is None:
        raise SheetNotPrintedError
    today = clock.today()
    day = signed_on or today
    rules.check_signature(clock.day_of(locked.settled_at), day, today)
    return _take_effect(actor, locked, day)


@transaction.atomic
def drop_sheet(*, actor: Actor, sheet: ConsentSheet) -> ConsentSheet:
    """Put aside a talk that was broken off or a paper that nobody signed; what was said in it goes."""
    locked = _locked(actor, sheet)
    if locked.state == SheetState.DROPPED:
        return locked
    if locked.state not in (SheetState.DRAFT, SheetState.WAITING):
        raise SheetSettledError
    locked.state, locked.content = SheetState.DROPPED, ""
    locked.save(update_fields=["state", "content"])
    record(actor, "privacy.sheet_dropped", locked)
    return locked


def _locked(actor: Actor, sheet: ConsentSheet) -> ConsentSheet:
    require_leader(actor, sheet.case)
    found: ConsentSheet = (
        ConsentSheet.objects.select_related("case", "person").select_for_update(of=("self",)).get(pk=sheet.pk)
    )
    return found


def _freeze(sheet: ConsentSheet, form: str) -> None:
    """Fix what stands on the screen or paper: answers, texts, names of today, and their fingerprint."""
    require_open(sheet.case)
    today = clock.today()
    asked, answers = asked_of(sheet), answers_of(sheet)
    rules.check_answers(asked, answers, today)
    texts = {kind: text_in_force(kind, sheet.language, today) for kind in TextKind.values}
    if asked.takes_part or answers.agrees:
        spoken(
            case=sheet.case,
            person=sheet.person,
            form=rules.form_of(form, answers),
            on=today,
            guardian=answers.guardian,
            assent=answers.assent,
            text=texts[TextKind.AGREEMENT],
        )
    sheet.form = form
    sheet.agreement_text = texts[TextKind.AGREEMENT]
    sheet.authorisation_text = texts[TextKind.AUTHORISATION]
    sheet.notice_text = texts[TextKind.NOTICE]
    sheet.content = rules.written(_shown(sheet, answers, takes_part=asked.takes_part))
    sheet.content_sha256 = rules.fingerprint(sheet.content)
    sheet.settled_at = clock.now()
    sheet.version += 1


def _shown(sheet: ConsentSheet, answers: Answers, *, takes_part: bool) -> dict[str, Any]:
    """All that the person sees before confirming, as plain values."""
    about = controller()
    named = partners_to_name(answers)
    texts = (sheet.agreement_text, sheet.authorisation_text, sheet.notice_text)
    return {
        **rules.dumped(answers),
        "sheet": str(sheet.pk),
        "code": sheet.code,
        "language": sheet.language,
        "form": sheet.form,
        "takes_part": takes_part,
        "person": str(sheet.person_id),
        "person_name": sheet.person.full_name,
        "guardian_name": _guardian_name(sheet.case, answers),
        "partner_names": {str(key): name for key, name in named.items()},
        "controller": {"name": about.name, "contact": about.contact, "inspector": about.inspector},
        "texts": {text.kind: text.sha256 for text in texts if text is not None},
    }


def _guardian_name(case: Case, answers: Answers) -> str:
    guardian = answers.guardian
    if guardian is None:
        return ""
    names = {person.pk: person.full_name for person in persons_of(case)}
    return names.get(guardian.person, guardian.name) if guardian.person else guardian.name


def _take_effect(actor: Actor, sheet: ConsentSheet, given_on: date) -> ConsentSheet:
    """Record what a settled sheet says: the agreement, and a permission each institution and purpose."""
    answers, kept = answers_of(sheet), content_of(sheet)
    sheet.given_on = given_on
    takes_part = has_agreement_in(sheet.case, sheet.person)
    agreed = bool(answers.agrees) or bool(kept.get("takes_part"))
    sheet.state = SheetState.GIVEN if agreed else SheetState.REFUSED
    sheet.save()
    said: dict[str, Any] = {
        "form": rules.form_of(sheet.form, answers),
        "guardian": answers.guardian,
        "assent": answers.assent,
        "sheet": sheet,
    }
    if answers.agrees and not takes_part:
        record_agreement(
            actor=actor,
            case=sheet.case,
            person=sheet.person,
            given_on=given_on,
            language=sheet.language,
            text=sheet.agreement_text,
            **said,
        )
    if agreed:
        _authorise(actor, sheet, answers, said)
    record(actor, f"privacy.sheet_{sheet.state}", sheet, form=sheet.form, sha256=sheet.content_sha256)
    return sheet


def _authorise(actor: Actor, sheet: ConsentSheet, answers: Answers, said: dict[str, Any]) -> None:
    partners: dict[UUID, PartnerOrganisation] = PartnerOrganisation.objects.in_bulk(list(answers.given))
    for key, permission in answers.given.items():
        for purpose in permission.purposes:
            authorise(
                actor=actor,
                case=sheet.case,
                person=sheet.person,
                partner=partners[key],
                categories=list(permission.categories),
                purpose=purpose,
                last_day=permission.last_day,
                after_leaving=permission.after_leaving,
                language=sheet.language,
                text=sheet.authorisation_text,
                **said,
            )
