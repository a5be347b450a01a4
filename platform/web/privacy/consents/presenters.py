"""What pages of consent show: a question with its text, a settled sheet, the table of who agreed to what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.families.queries import members_of, persons_of
from core.families.rules import is_adult
from core.privacy import queries as privacy
from core.privacy.documents import permissions_of, said_of
from core.privacy.enums import DataCategory, Language, SheetState, TextKind
from core.privacy.queries import ledger
from core.privacy.queries import sheets as queries
from core.privacy.queries.agreements import to_ask_anew
from core.privacy.queries.texts import controller, text_in_force, words_of
from core.privacy.rules.sheets import Answers, Asked, Step, check_answers, loaded, steps
from core.privacy.rules.texts import PROMISES, Controller
from core.shared import clock
from core.shared.errors import DomainError
from core.shared.prose import Block, parsed
from core.teams.queries import members_of as seats_of
from core.teams.queries import team_of
from web.shell.components import Cell, Column, Crumb, Row, Table
from web.shell.templatetags.shell import day

if TYPE_CHECKING:
    from uuid import UUID

    from core.families.models import Case, Person
    from core.privacy.models import ConsentSheet, ConsentText
    from core.shared.actor import Actor

_HEADINGS = {
    "notice": gettext_lazy("Co robimy z Twoimi danymi"),
    "guardian": gettext_lazy("Kto zgadza się za tę osobę?"),
    "agree": gettext_lazy("Czy chcesz wziąć udział?"),
    "assent": gettext_lazy("Co mówi dziecko?"),
    "partners": gettext_lazy("Komu wolno coś o Tobie powiedzieć?"),
    "what": gettext_lazy("O czym wolno powiedzieć?"),
    "why": gettext_lazy("Po co i jak długo?"),
    "summary": gettext_lazy("Czy wszystko się zgadza?"),
}


@dataclass(frozen=True)
class Question:
    """One screen: its heading, the text that is read together, and what was said before."""

    heading: str
    promise: str
    partner: str = ""
    blocks: list[Block] = field(default_factory=list)
    more: list[Block] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    permissions: list[dict[str, Any]] = field(default_factory=list)
    refuses: bool = False
    missing: str = ""


def question(sheet: ConsentSheet, now: Step, answers: Answers, asked: Asked) -> Question:
    """A question in the language of the moment."""
    names = {str(key): name for key, name in queries.partners_to_name(answers).items()}
    shown: dict[str, Any] = {}
    if now.name == "notice":
        shown["more"] = _words(TextKind.NOTICE, sheet.language)
    elif now.name == "agree":
        shown["blocks"] = _words(TextKind.AGREEMENT, sheet.language)
    elif now.name == "partners":
        shown["more"] = _words(TextKind.AUTHORISATION, sheet.language)
    elif now.name == "summary":
        content = {
            "takes_part": asked.takes_part,
            "partner_names": names,
            "guardian_name": _guardian_name(sheet, answers),
        }
        shown = {
            "said": said_of(answers, content),
            "permissions": permissions_of(answers, content),
            "refuses": answers.agrees is False and not asked.takes_part,
            "missing": _missing(asked, answers),
        }
    return Question(
        heading=str(_HEADINGS[now.name]),
        promise=PROMISES[sheet.language],
        partner=names.get(str(now.partner), "") if now.partner else "",
        **shown,
    )


def _missing(asked: Asked, answers: Answers) -> str:
    """What was not asked yet, as a sentence."""
    if not asked.adult and answers.guardian is None:
        return _("Zapisz najpierw, kto zgadza się za tę osobę.")
    try:
        check_answers(asked, answers, clock.today())
    except DomainError as error:
        return error.message
    return ""


def _words(kind: str, language: str) -> list[Block]:
    return parsed(words_of(text_in_force(kind, language), controller()))


def _guardian_name(sheet: ConsentSheet, answers: Answers) -> str:
    if answers.guardian is None:
        return ""
    names = {person.pk: person.full_name for person in persons_of(sheet.case)}
    return names.get(answers.guardian.person, "") if answers.guardian.person else answers.guardian.name


def place(sheet: ConsentSheet) -> str:
    """Where a talk goes on: the first question that has no answer yet."""
    asked, answers = queries.asked_of(sheet), queries.answers_of(sheet)
    for step in steps(asked, answers):
        if not _answered(step, answers):
            return step.key
    return "summary"


def _answered(step: Step, answers: Answers) -> bool:
    said = answers.of(step.partner) if step.partner else None
    return {
        "notice": answers.read,
        "guardian": answers.guardian is not None,
        "agree": answers.agrees is not None,
        "assent": bool(answers.assent),
        "partners": answers.partners is not None,
        "what": bool(said and said.categories),
        "why": bool(said and said.purposes),
    }.get(step.name, False)


@dataclass(frozen=True)
class Next:
    """Somebody of the family to talk with."""

    name: str
    url: str
    note: str


def following(actor: Actor, case: Case, but: UUID | None = None) -> list[Next]:
    """Who of the family has not been asked to take part yet."""
    agreeing = {person.pk for person in privacy.persons_agreeing(case)}
    refused = {one.person_id for one in queries.sheets_of(actor, case) if one.state == SheetState.REFUSED}
    return [
        Next(
            member.person.full_name,
            reverse("privacy:talk-begin", args=[case.pk, member.person_id]),
            str(member.get_role_display()),
        )
        for member in members_of(case)
        if member.person_id not in agreeing | refused and member.person_id != but
    ]


@dataclass(frozen=True)
class ShownText:
    """A text that was accepted, with its version."""

    title: str
    version: str
    blocks: list[Block]
    url: str


@dataclass(frozen=True)
class ShownSheet:
    """A settled sheet as it was confirmed or signed."""

    said: list[str]
    permissions: list[dict[str, Any]]
    texts: list[ShownText]
    language: str
    promise: str


def settled(sheet: ConsentSheet) -> ShownSheet:
    """A sheet with the very texts that were read, filled in as on that day."""
    content = queries.content_of(sheet)
    answers = loaded(content)
    about = controller_of(content)
    texts = (sheet.agreement_text, sheet.authorisation_text, sheet.notice_text)
    # What the person said stays in the person's language, whoever reads it.
    with translation.override(sheet.language):
        said, permissions = said_of(answers, content), permissions_of(answers, content)
    return ShownSheet(
        said=said,
        permissions=permissions,
        texts=[
            ShownText(
                text.title,
                text.version,
                parsed(words_of(text, about)),
                reverse("privacy:consent-text", args=[text.pk]),
            )
            for text in texts
            if text is not None
        ],
        language=str(Language(sheet.language).label),
        promise=PROMISES[sheet.language],
    )


def controller_of(content: dict[str, Any]) -> Controller:
    """Who answered for the data on the day of the talk."""
    return Controller(**content["controller"]) if "controller" in content else controller()


def overview(actor: Actor, case: Case) -> Table:
    """Who takes part and who may know what of whom, one row a person."""
    words = list(ledger.authorisations_of(actor, case).filter(withdrawn_at__isnull=True))
    agreements = {one.person_id: one for one in privacy.agreements(case) if one.withdrawn_on is None}
    rows = [_person_row(case, member, agreements.get(member.person_id), words) for member in members_of(case)]
    columns = [
        Column(_("Osoba")),
        Column(_("Udział w zespole")),
        Column(_("Komu i o czym wolno powiedzieć")),
        Column(_("Co można zrobić")),
    ]
    return Table(_("Kto się na co zgodził"), columns, rows, caption_hidden=True, stacked=True)


def _person_row(case: Case, member: Any, agreement: Any, words: list[Any]) -> Row:
    person, today = member.person, clock.today()
    mine = [one for one in words if one.person_id == person.pk and _stands(one, today)]
    standing = agreement is not None and not _ended(agreement, person)
    if standing:
        note = agreement.get_form_display()
        if agreement.given_by:
            note = _("%(form)s: %(name)s") % {"form": note, "name": agreement.given_by}
        state = Cell(
            _("tak, od %(day)s") % {"day": day(agreement.given_on)},
            meaning="good",
            note=note,
            url=reverse("privacy:consent-text", args=[agreement.text_id]),
        )
    else:
        state = Cell(_("nie"), meaning="neutral" if not is_adult(person.born_on, today) else "attention")
    by_partner: dict[str, set[str]] = {}
    for one in mine:
        by_partner.setdefault(one.partner.name, set()).add(one.category)
    alike: dict[str, list[str]] = {}
    for name, known in by_partner.items():
        what = ", ".join(str(each.label) for each in DataCategory if each.value in known)
        alike.setdefault(what, []).append(name)
    told = [f"{', '.join(names)}: {what}" for what, names in alike.items()]
    return Row(
        [
            Cell(person.full_name, note=member.get_role_display()),
            state,
            Cell(_("nikomu nic"), items=told if standing else ()),
            Cell(
                _("Zmień lub dodaj") if standing else _("Zapytaj"),
                url=reverse("privacy:talk-begin", args=[case.pk, person.pk]),
            ),
        ]
    )


def _stands(word: Any, today: Any) -> bool:
    return not (word.ends_on and word.ends_on <= today) and not _ended(word, word.person)


def _ended(word: Any, person: Person) -> bool:
    """Whether a guardian's word ended with the child's coming of age."""
    return word.for_minor and is_adult(person.born_on, clock.today())


@dataclass(frozen=True)
class Missing:
    """Something that is missing for what comes next, with where to get it."""

    text: str
    url: str
    action: str


def missing(actor: Actor, case: Case) -> list[Missing]:
    """What stands in the way of the planned next step, the most urgent first."""
    found = [
        Missing(
            _("%(name)s ma już 18 lat. Zgoda opiekuna wygasła.") % {"name": person.full_name},
            reverse("privacy:talk-begin", args=[case.pk, person.pk]),
            _("Zapytaj na nowo"),
        )
        for of, person in to_ask_anew(actor)
        if of.pk == case.pk
    ]
    team, agreeing = team_of(case), privacy.persons_agreeing(case)
    if team is None and not agreeing:
        found.append(
            Missing(
                _("Zespołu nie można powołać bez zgody na udział przynajmniej jednej osoby."),
                "",
                "",
            )
        )
    words = list(ledger.authorisations_of(actor, case).filter(withdrawn_at__isnull=True))
    knowing = {one.partner_id for one in words if _stands(one, clock.today())}
    seats = seats_of(team) if team else []
    seated = {seat.partner_id: seat.partner for seat in seats if seat.partner}
    found += [
        Missing(
            _("%(partner)s jest w zespole, ale nikt nie pozwolił nic powiedzieć tej instytucji.")
            % {"partner": partner.name},
            reverse("privacy:talk-begin", args=[case.pk, agreeing[0].pk]),
            _("Zapytaj: %(name)s") % {"name": agreeing[0].full_name},
        )
        for partner in seated.values()
        if partner is not None and partner.pk not in knowing and agreeing
    ]
    return found + _papers(actor, case)


def _papers(actor: Actor, case: Case) -> list[Missing]:
    """Papers that wait for a signature, then those that wait for their scan."""
    found = []
    for sheet in queries.sheets_of(actor, case):
        name = sheet.person.full_name
        url = reverse("privacy:sheet", args=[sheet.pk])
        if sheet.state == SheetState.WAITING:
            text = _("Formularz wydrukowany i niepodpisany: %(name)s.") % {"name": name}
            found.append(Missing(text, url, _("Otwórz formularz")))
        elif sheet.scan_missing:
            text = _("Brakuje skanu podpisanego formularza: %(name)s.") % {"name": name}
            found.append(Missing(text, url, _("Dołącz skan")))
    return found


_STATE_MEANING = {
    SheetState.GIVEN: "good",
    SheetState.WAITING: "attention",
    SheetState.REFUSED: "neutral",
    SheetState.DRAFT: "info",
}


def sheets_table(sheets: list[ConsentSheet]) -> Table:
    """Talks and papers of a case."""
    rows = [
        Row(
            [
                Cell(day(one.created_at), url=_sheet_url(one)),
                Cell(one.person.full_name),
                Cell(one.get_state_display(), meaning=_STATE_MEANING.get(SheetState(one.state), "neutral")),
                Cell(
                    one.get_form_display(),
                    note=_("brak skanu") if one.scan_missing else (one.get_linked_display() or ""),
                ),
            ]
        )
        for one in sheets
    ]
    columns = [Column(_("Kiedy")), Column(_("Z kim")), Column(_("Stan")), Column(_("W jaki sposób"))]
    return Table(_("Rozmowy i formularze"), columns, rows, caption_hidden=True, stacked=True)


def _sheet_url(sheet: ConsentSheet) -> str:
    if sheet.state == SheetState.DRAFT:
        return reverse("privacy:talk-begin", args=[sheet.case_id, sheet.person_id])
    return reverse("privacy:sheet", args=[sheet.pk])


def texts_table(texts: list[ConsentText]) -> Table:
    """All versions of all texts."""
    rows = [
        Row(
            [
                Cell(text.title, url=reverse("privacy:consent-text", args=[text.pk]), lang=text.language),
                Cell(text.get_kind_display()),
                Cell(text.get_language_display(), lang=text.language),
                Cell(text.version, note=text.get_origin_display()),
                Cell(day(text.valid_from)),
            ]
        )
        for text in texts
    ]
    columns = [
        Column(_("Tytuł")),
        Column(_("Rodzaj")),
        Column(_("Język")),
        Column(_("Wersja")),
        Column(_("Obowiązuje od")),
    ]
    return Table(_("Teksty zgód"), columns, rows, caption_hidden=True, stacked=True)


def own_crumbs(here: str) -> list[Crumb]:
    """The way back of a person of a family, who came from the own consents."""
    return [Crumb(_("Moje zgody"), reverse("portal:consents")), Crumb(here)]
