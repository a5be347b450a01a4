"""The paper of a talk about consent: what was said, the texts, a code on every page, places to sign."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import segno
from django.utils import translation
from django.utils.translation import gettext as _

from core.documents.operations import render
from core.documents.rules import Document
from core.privacy.enums import Assent, DataCategory, GuardianGround, Purpose
from core.privacy.errors import SheetNotPrintedError
from core.privacy.models import ConsentSheet, ConsentText
from core.privacy.queries.sheets import content_of
from core.privacy.queries.texts import words_of
from core.privacy.rules.sheets import Answers, Permission, loaded, marked
from core.privacy.rules.texts import PROMISES, Controller
from core.shared import clock
from core.shared.prose import parsed


def sheet_paper(sheet: ConsentSheet) -> Document:
    """The PDF of a settled sheet in the language of the person; printed again, it is the same to the byte."""
    if sheet.settled_at is None:
        raise SheetNotPrintedError
    with translation.override(sheet.language):
        return render("consent", sheet_data(sheet), clock.day_of(sheet.settled_at))


def sheet_data(sheet: ConsentSheet) -> dict[str, Any]:
    """What the paper says, in the language of the moment."""
    content = content_of(sheet)
    answers = loaded(content)
    about = Controller(**content["controller"])
    code = marked(sheet.code, sheet.content_sha256)
    return {
        "lead": about.name,
        "language": sheet.language,
        "number": sheet.code,
        "code": " ".join(sheet.code[place : place + 4] for place in (0, 4, 8)),
        "qr": segno.make(code, error="q", micro=False).svg_inline(border=2, dark="#000000", light="#ffffff"),
        "person": content["person_name"],
        "said": said_of(answers, content),
        "permissions": permissions_of(answers, content),
        "promise": PROMISES[sheet.language],
        "texts": [
            _laid_out(text, about)
            for text in (sheet.agreement_text, sheet.authorisation_text, sheet.notice_text)
            if text is not None
        ],
        "labels": _labels(),
    }


def said_of(answers: Answers, content: dict[str, Any]) -> list[str]:
    """What was said beside the permissions, in sentences."""
    said = []
    if answers.agrees is True:
        said.append(_("Zgadzam się na udział w zespole."))
    elif answers.agrees is False:
        said.append(_("Nie zgadzam się na udział w zespole."))
    elif content.get("takes_part"):
        said.append(_("Biorę już udział w zespole i nadal tego chcę."))
    if answers.guardian is not None:
        ground = GuardianGround(answers.guardian.ground).label
        said.append(
            _("Za tę osobę mówi: %(name)s (%(ground)s).")
            % {"name": content["guardian_name"], "ground": ground}
        )
    if answers.assent:
        said.append(_("Zdanie dziecka: %(assent)s.") % {"assent": Assent(answers.assent).label})
    if answers.agrees is not False and not answers.given:
        said.append(_("Nie pozwalam powiedzieć o mnie nic żadnej instytucji."))
    return said


def permissions_of(answers: Answers, content: dict[str, Any]) -> list[dict[str, Any]]:
    """One entry an institution: what it may be told, what for, how long."""
    if answers.agrees is False:
        return []
    names = content.get("partner_names", {})
    return [_permission(partner, one, names) for partner, one in answers.given.items()]


def _permission(partner: UUID, one: Permission, names: dict[str, str]) -> dict[str, Any]:
    return {
        "partner": names.get(str(partner), ""),
        "what": [str(DataCategory(each).label) for each in DataCategory.values if each in one.categories],
        "purposes": [str(Purpose(each).label) for each in Purpose.values if each in one.purposes],
        "until": one.last_day.strftime("%d.%m.%Y") if one.last_day else _("aż to wycofam"),
        "after": _("także 30 dni po odejściu z zespołu") if one.after_leaving else "",
    }


def _laid_out(text: ConsentText, about: Controller) -> dict[str, Any]:
    blocks = parsed(words_of(text, about))
    return {
        "title": text.title,
        "version": text.version,
        "blocks": [{"heading": one.is_heading, "text": one.text, "items": list(one.items)} for one in blocks],
    }


def _labels() -> dict[str, str]:
    return {
        "title": _("Moja zgoda i moje pozwolenia"),
        "said": _("Moja decyzja"),
        "permissions": _("Komu i o czym wolno powiedzieć"),
        "what": _("Co"),
        "purposes": _("Po co"),
        "until": _("Do kiedy"),
        "version": _("wersja tekstu"),
        "code": _("Numer formularza"),
        "qr": _("Kod QR formularza: po nim system rozpozna podpisany skan"),
        "day": _("dzień"),
        "person": _("podpis osoby albo opiekuna"),
        "worker": _("podpis pracownika socjalnego"),
    }
