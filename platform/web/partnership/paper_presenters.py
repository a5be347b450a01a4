"""From declarations, amendments, certificates and copies to what the partner's page shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from core.documents.enums import FileType, SignatureVerdict
from core.partnership.enums.papers import CertificateState
from core.partnership.queries import grouped_code
from core.partnership.queries.papers import terms_on
from core.partnership.rules.papers import last_day, state_of
from core.reference.grounds import ServiceCategory
from web.shell.components import Action, Cell, Column, Event, Row, SummaryRow, Table
from web.shell.templatetags.shell import day, moment

if TYPE_CHECKING:
    from core.documents.rules import Reproduction

VERDICT_MEANINGS: dict[str, str] = {
    SignatureVerdict.TRUSTED: "good",
    SignatureVerdict.INTACT: "attention",
    SignatureVerdict.EXPIRED: "attention",
    SignatureVerdict.UNSIGNED: "neutral",
    SignatureVerdict.FOREIGN: "bad",
    SignatureVerdict.CHANGED: "bad",
    SignatureVerdict.BROKEN: "bad",
}


@dataclass(frozen=True)
class CopyLine:
    """A file that came back, as a line of a card."""

    name: str
    url: str
    verdict: str
    meaning: str
    received: str


@dataclass(frozen=True)
class PaperCard:
    """A paper with what belongs to it, and what may be done about it."""

    title: str
    status: str
    meaning: str
    facts: list[SummaryRow]
    downloads: list[Action] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    copies: list[CopyLine] = field(default_factory=list)
    parts: list[PaperCard] = field(default_factory=list)


def draft_card(draft: Any, *, manages: bool) -> PaperCard:
    """A declaration that waits for its signature."""
    facts = [SummaryRow(_("Przygotowana"), day(draft.prepared_on)), *_terms(draft.scope, draft.categories)]
    if draft.valid_until:
        facts.append(SummaryRow(_("Ma obowiązywać do"), day(draft.valid_until)))
    actions = [
        Action(_("Odnotuj podpis"), reverse("partnership:sign-draft", args=[draft.pk]), kind="primary"),
        Action(_("Odłóż"), reverse("partnership:discard-draft", args=[draft.pk])),
    ]
    return PaperCard(
        title=_("Deklaracja przystąpienia nr %(number)s") % {"number": draft.number},
        status=_("czeka na podpis"),
        meaning="attention",
        facts=facts,
        downloads=[Action(_("Pobierz do podpisu (PDF)"), reverse("partnership:draft-pdf", args=[draft.pk]))],
        actions=actions if manages else [],
    )


def declaration_card(
    declaration: Any, copies: dict[UUID, list[Any]], on: date, *, manages: bool
) -> PaperCard:
    """One declaration with certificate, copies and amendments."""
    status, meaning = _standing(declaration, on)
    certificate = getattr(declaration, "certificate", None)
    downloads = [
        Action(_("Pobierz deklarację (PDF)"), reverse("partnership:declaration-pdf", args=[declaration.pk]))
    ]
    if certificate:
        url = reverse("partnership:certificate-pdf", args=[certificate.pk])
        downloads.append(Action(_("Pobierz certyfikat (PDF)"), url))
    return PaperCard(
        title=_("Deklaracja przystąpienia nr %(number)s") % {"number": declaration.number},
        status=status,
        meaning=meaning,
        facts=_declaration_facts(declaration, certificate, on),
        downloads=downloads,
        actions=_declaration_actions(declaration, certificate, on) if manages else [],
        copies=[copy_line(copy) for copy in copies.get(declaration.pk, [])],
        parts=[
            amendment_card(item, copies.get(item.pk, []), manages=manages)
            for item in declaration.amendments.all()
            if item.discarded_on is None
        ],
    )


def _standing(declaration: Any, on: date) -> tuple[str, str]:
    """How a declaration stands, in words and as a meaning."""
    accession = declaration.as_accession()
    state, last = state_of(accession, on), last_day(accession)
    if state == CertificateState.VALID and last is not None:
        return _("obowiązuje do %(day)s") % {
            "day": day(last)
        }, "attention" if declaration.withdrawn_on else "good"
    if state == CertificateState.VALID:
        return _("obowiązuje"), "good"
    if state == CertificateState.WITHDRAWN:
        return _("partner wystąpił"), "neutral"
    return _("wygasła"), "neutral"


def _declaration_facts(declaration: Any, certificate: Any, on: date) -> list[SummaryRow]:
    terms = terms_on(declaration, on)
    facts = [SummaryRow(_("Podpisana"), day(declaration.signed_on)), *_terms(terms.scope, terms.categories)]
    if declaration.valid_until:
        facts.append(SummaryRow(_("Ostatni dzień"), day(declaration.valid_until)))
    if declaration.withdrawn_on:
        facts.append(SummaryRow(_("Partner występuje od"), day(declaration.withdrawn_on)))
        if declaration.withdrawal_reason:
            facts.append(SummaryRow(_("Powód wystąpienia"), declaration.withdrawal_reason))
    if certificate:
        issued = _("nr %(number)s z dnia %(day)s") % {
            "number": certificate.number,
            "day": day(certificate.issued_on),
        }
        facts.append(SummaryRow(_("Certyfikat"), issued))
        check = reverse("partnership:check", args=[certificate.code])
        code = grouped_code(certificate.code)
        facts.append(SummaryRow(_("Kod do sprawdzenia"), code, url=check, action=_("Sprawdź")))
    return facts


def _terms(scope: str, categories: Sequence[str]) -> list[SummaryRow]:
    names = [str(item.label) for item in ServiceCategory if item.value in categories]
    rows = [SummaryRow(_("Zakres usług"), scope), SummaryRow(_("Obszary usług"), ", ".join(names))]
    return [row for row in rows if row.value]


def _declaration_actions(declaration: Any, certificate: Any, on: date) -> list[Action]:
    """What an officer does next; what waits for a signature comes before a new amendment."""
    pk = declaration.pk
    actions = []
    if declaration.as_accession().in_force(on):
        if not certificate:
            url = reverse("partnership:issue", args=[pk])
            actions.append(Action(_("Wydaj certyfikat"), url, kind="primary"))
        waiting = any(item.is_open for item in declaration.amendments.all())
        if declaration.withdrawn_on is None and not waiting:
            actions.append(Action(_("Przygotuj aneks"), reverse("partnership:amend-declaration", args=[pk])))
    actions.append(Action(_("Dołącz podpisaną kopię"), reverse("partnership:add-copy", args=[pk])))
    if certificate:
        url = reverse("partnership:reprint", args=[certificate.pk])
        actions.append(Action(_("Wydrukuj certyfikat na nowo"), url))
    if declaration.as_accession().in_force(on):
        if declaration.withdrawn_on is None and not declaration.partner.is_lead:
            actions.append(Action(_("Odnotuj wystąpienie"), reverse("partnership:withdraw", args=[pk])))
        elif declaration.withdrawn_on is not None:
            url = reverse("partnership:call-off-withdrawal", args=[pk])
            actions.append(Action(_("Partner jednak zostaje"), url))
    return actions


def amendment_card(amendment: Any, copies: Iterable[Any], *, manages: bool) -> PaperCard:
    """One amendment below its declaration."""
    facts = [SummaryRow(_("Obowiązuje od"), day(amendment.effective_on))]
    if amendment.signed_on:
        facts.insert(0, SummaryRow(_("Podpisany"), day(amendment.signed_on)))
    if amendment.scope is not None:
        facts.append(SummaryRow(_("Nowy zakres usług"), amendment.scope or _("wykreślony")))
    if amendment.categories is not None:
        names = [str(item.label) for item in ServiceCategory if item.value in amendment.categories]
        facts.append(SummaryRow(_("Nowe obszary usług"), ", ".join(names) or _("wykreślone")))
    if amendment.changes_term:
        term = day(amendment.valid_until) if amendment.valid_until else _("bezterminowo")
        facts.append(SummaryRow(_("Nowy ostatni dzień"), term))
    pk = amendment.pk
    if amendment.is_open:
        actions = [
            Action(_("Odnotuj podpis"), reverse("partnership:sign-amendment", args=[pk]), kind="primary"),
            Action(_("Odłóż"), reverse("partnership:discard-amendment", args=[pk])),
        ]
    else:
        url = reverse("partnership:add-amendment-copy", args=[pk])
        actions = [Action(_("Dołącz podpisaną kopię"), url)]
    return PaperCard(
        title=_("Aneks nr %(number)s") % {"number": amendment.number},
        status=_("czeka na podpis") if amendment.is_open else _("podpisany"),
        meaning="attention" if amendment.is_open else "good",
        facts=facts,
        downloads=[Action(_("Pobierz aneks (PDF)"), reverse("partnership:amendment-pdf", args=[pk]))],
        actions=actions if manages else [],
        copies=[copy_line(copy) for copy in copies],
    )


def copy_line(copy: Any) -> CopyLine:
    """A received file with the verdict of the last look at it."""
    check = copy.last_check
    verdict = SignatureVerdict(check.verdict) if check else SignatureVerdict.UNSIGNED
    gone = copy.removed_on is not None
    return CopyLine(
        name=copy.filename,
        url=reverse("partnership:copy", args=[copy.pk]),
        verdict=_("usunięty") if gone else str(verdict.label),
        meaning="neutral" if gone else VERDICT_MEANINGS[verdict],
        received=day(copy.received_at),
    )


def copy_facts(copy: Any) -> list[SummaryRow]:
    """What a received file is."""
    rows = [
        SummaryRow(_("Rodzaj pliku"), str(FileType(copy.media_type).label)),
        SummaryRow(_("Wielkość"), filesizeformat(copy.size)),
        SummaryRow(_("Dołączony"), moment(copy.received_at)),
        SummaryRow(_("Kto dołączył"), copy.received_by.name if copy.received_by else _("system")),
        SummaryRow(_("Odcisk pliku (SHA-256)"), copy.sha256),
    ]
    if copy.removed_on:
        rows.append(SummaryRow(_("Usunięty"), f"{day(copy.removed_on)}: {copy.removed_because}"))
    return rows


def signature_cards(report: dict[str, Any]) -> list[PaperCard]:
    """Each signature of a file: who, when, under which certificate."""
    cards = []
    for number, item in enumerate(report.get("signatures", []), start=1):
        verdict = SignatureVerdict(item["verdict"])
        rows = [
            SummaryRow(_("Kto podpisał"), item.get("signer", "")),
            SummaryRow(_("Organizacja"), item.get("organisation", "")),
            SummaryRow(_("Kiedy (według podpisu)"), _moment_of(item.get("claimed_at"))),
            SummaryRow(_("Kiedy (znacznik czasu)"), _moment_of(item.get("stamped_at"))),
            SummaryRow(_("Wystawca certyfikatu"), item.get("issuer", "")),
            SummaryRow(_("Certyfikat ważny od"), _moment_of(item.get("certificate_from"))),
            SummaryRow(_("Certyfikat ważny do"), _moment_of(item.get("certificate_to"))),
            SummaryRow(_("Numer certyfikatu"), item.get("serial", "")),
        ]
        cards.append(
            PaperCard(
                title=_("Podpis %(number)s") % {"number": number},
                status=str(verdict.label),
                meaning=VERDICT_MEANINGS[verdict],
                facts=[row for row in rows if row.value],
            )
        )
    return cards


def _moment_of(text: str | None) -> str:
    return moment(parse_datetime(text)) if text else ""


def documents_table(rows: Iterable[tuple[Any, Reproduction]]) -> Table:
    """Printed papers of a partner, each printed again just now and compared."""
    kinds = {
        "amendment": _("Aneks"),
        "certificate": _("Certyfikat"),
        "declaration": _("Deklaracja przystąpienia"),
    }
    lines = []
    for document, again in rows:
        edition = _("wydruk %(number)s") % {"number": document.edition} if document.edition > 1 else ""
        note = _("Wzór zmienił się od wydruku.") if again.template_changed else ""
        lines.append(
            Row(
                [
                    Cell(f"{kinds.get(document.kind, document.kind)} {document.number}", note=edition),
                    Cell(day(document.issued_on)),
                    Cell(
                        _("zgodny co do bajtu") if again.well else _("inny niż wydany"),
                        meaning="good" if again.well else "bad",
                        note=note,
                    ),
                    Cell(document.sha256),
                ]
            )
        )
    columns = [
        Column(_("Dokument")),
        Column(_("Data")),
        Column(_("Sprawdzenie")),
        Column(_("Odcisk (SHA-256)")),
    ]
    return Table(_("Wydane dokumenty"), columns, lines, caption_hidden=True, stacked=True)


def paper_events(declaration: Any) -> list[Event]:
    """What happened with a declaration, for the history of the partner."""
    number = {"number": declaration.number}
    events = [Event(_("Podpisanie deklaracji nr %(number)s") % number, declaration.signed_on, meaning="good")]
    if certificate := getattr(declaration, "certificate", None):
        title = _("Wydanie certyfikatu nr %(number)s") % {"number": certificate.number}
        events.append(Event(title, certificate.issued_on, meaning="good"))
    for amendment in declaration.amendments.all():
        if amendment.signed_on:
            title = _("Podpisanie aneksu nr %(number)s") % {"number": amendment.number}
            events.append(Event(title, amendment.signed_on, meaning="good"))
    if declaration.withdrawn_on:
        title = _("Wystąpienie z partnerstwa (deklaracja nr %(number)s)") % number
        events.append(
            Event(title, declaration.withdrawn_on, text=declaration.withdrawal_reason, meaning="bad")
        )
    return events
