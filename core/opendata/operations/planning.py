"""What a file would change: each organisation and service compared with what the town has.

The comparison asks the database a handful of times, however long the file is. Values are checked by the
rules that write them later, so that the preview promises nothing that the writing would refuse.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from core.basket import rules as basket_rules
from core.basket.enums import CardStatus, ProposalKind, ProposalStatus
from core.basket.models import CardProposal, ServiceCard
from core.basket.operations.fields import checked
from core.basket.permissions import may_publish
from core.opendata.enums import RowKind, RowState
from core.opendata.models import ImportRun
from core.opendata.rules.derived import as_uuid
from core.opendata.rules.incoming import Incoming, Parsed
from core.partnership.enums import OrganisationKind
from core.partnership.models import PartnerOrganisation
from core.partnership.operations.organisations import known_place
from core.reference.grounds import Sector
from core.shared.actor import Actor
from core.shared.errors import DomainError
from core.shared.identifiers import checked_nip, checked_regon
from core.shared.ids import uuid7
from core.shared.imports.problems import Problem
from core.shared.text import folded

SHEET_SOURCE: Final = "arkusz"
_ORGANISATION: Final = (
    "name",
    "short_name",
    "sector",
    "kind",
    "nip",
    "regon",
    "teryt",
    "email",
    "phone",
    "address",
    "website",
)


@dataclass
class Planned:
    """A row of the preview."""

    incoming: Incoming
    kind: RowKind
    state: RowState = RowState.UNCHANGED
    target: UUID | None = None
    partner_key: UUID | None = None
    version: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)

    def close(self) -> Planned:
        """Decide the state: an error outweighs everything, a card without differences stays."""
        if self.incoming.wrong:
            self.state, self.values, self.before = RowState.WRONG, {}, {}
        return self


class Plan:
    """One file against one town."""

    def __init__(self, actor: Actor, run: ImportRun) -> None:
        self.actor = actor
        self.run = run
        self.publishes = may_publish(actor)
        self.partners = {partner.pk: partner for partner in PartnerOrganisation.objects.all()}
        self.by_nip = {partner.nip: partner for partner in self.partners.values() if partner.nip}
        self.by_name: dict[str, PartnerOrganisation] = {}
        for partner in self.partners.values():
            self.by_name.setdefault(folded(partner.name), partner)
        self.by_short = {folded(each.short_name): each for each in self.partners.values() if each.short_name}
        # Organisation of the file -> the partner that it is or will be; None where it has an error.
        self.files_own: dict[str, UUID | None] = {}
        self.names: dict[tuple[UUID, str], int] = {}
        self.ids: dict[tuple[UUID | None, str], int] = {}

    def rows(self, parsed: Parsed) -> Iterable[Planned]:
        """Organisations first, since services point to them; then services, then what belongs to neither."""
        for incoming in parsed.organisations:
            yield self._organisation(incoming).close()
        self._fetch(parsed.cards)
        for incoming in parsed.cards:
            yield self._card(incoming).close()
        for problem in parsed.loose:
            if not problem.note:
                loose = Incoming("other", problem.table, problem.line, problems=[problem])
                yield Planned(loose, RowKind.OTHER).close()

    # Organisations

    def _organisation(self, incoming: Incoming) -> Planned:
        planned = Planned(incoming, RowKind.ORGANISATION)
        known = self._known_organisation(incoming)
        if self.run.partner_id is not None:
            self._not_a_delegates(incoming, known)
        elif known is None:
            self._new_organisation(planned)
        else:
            values = self._organisation_values(incoming, known)
            planned.before = {
                name: getattr(known, name) for name, value in values.items() if getattr(known, name) != value
            }
            planned.values = {name: values[name] for name in planned.before}
            planned.state = RowState.CHANGED if planned.before else RowState.UNCHANGED
            planned.target = known.pk
        target = known.pk if known else planned.target
        self.files_own[incoming.key] = None if incoming.wrong else target
        return planned

    def _known_organisation(self, incoming: Incoming) -> PartnerOrganisation | None:
        """By id, by NIP, by name, in this order."""
        key = as_uuid(incoming.key)
        found = self.partners.get(key) if key else None
        nip = incoming.fields.get("nip", "").replace("-", "").replace(" ", "")
        return found or self.by_nip.get(nip) or self.by_name.get(folded(incoming.name))

    def _not_a_delegates(self, incoming: Incoming, known: PartnerOrganisation | None) -> None:
        if known is None or known.pk != self.run.partner_id:
            incoming.blame("organisation_foreign", "name")
        else:
            note = Problem("kept_organisation", incoming.table, incoming.line, note=True)
            incoming.problems.append(note)

    def _new_organisation(self, planned: Planned) -> None:
        incoming = planned.incoming
        values = self._organisation_values(incoming, None)
        values.setdefault("sector", Sector.OTHER.value)
        values.setdefault("kind", OrganisationKind.OTHER.value)
        planned.values = {name: value for name, value in values.items() if value != ""}
        planned.state = RowState.NEW
        planned.target = as_uuid(incoming.key)

    def _organisation_values(self, incoming: Incoming, known: PartnerOrganisation | None) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name in _ORGANISATION:
            if name in incoming.fields:
                values[name] = _organisation_value(incoming, name, incoming.fields[name])
        holder = self.by_nip.get(values.get("nip", ""))
        if holder is not None and (known is None or holder.pk != known.pk):
            incoming.blame("nip_taken", "nip", name=holder.name)
        return values

    # Services

    def _fetch(self, incoming: list[Incoming]) -> None:
        """Everything that the town has of these organisations' and these ids' cards."""
        self.owners = [self._owner(each) for each in incoming]
        involved = {owner for owner in self.owners if owner}
        keys = {key for each in incoming if (key := as_uuid(each.external_id))}
        cards = ServiceCard.objects.select_related("partner")
        self.cards = {card.pk: card for card in cards.filter(partner_id__in=involved)}
        for some in _chunks(sorted(keys - set(self.cards)), 1_000):
            self.cards.update({card.pk: card for card in cards.filter(pk__in=some)})
        self.by_source = {
            (card.source, card.external_id): card for card in self.cards.values() if card.external_id
        }
        self.by_card_name = {
            (card.partner_id, card.name): card
            for card in self.cards.values()
            if card.status != CardStatus.WITHDRAWN
        }
        self.waiting = {} if self.publishes else _waiting(involved)
        self.owner_of = {id(each): owner for each, owner in zip(incoming, self.owners, strict=True)}

    def _owner(self, incoming: Incoming) -> UUID | None:
        """The partner of a service; tells what is wrong where there is none."""
        named = incoming.organisation
        if incoming.table == "services" and named in self.files_own:
            owner = self.files_own[named]
            if owner is None:
                incoming.blame("organisation_wrong", "organisation")
                return None
        elif not named and self.run.partner_id:
            owner = self.run.partner_id
        elif not named:
            incoming.blame("organisation_missing", "organisation")
            return None
        else:
            found = self._partner_named(named)
            if found is None:
                incoming.blame("organisation_unknown", "organisation", value=named[:80])
                return None
            owner = found.pk
        if self.run.partner_id and owner != self.run.partner_id:
            incoming.blame("organisation_foreign", "organisation")
            return None
        return owner

    def _partner_named(self, named: str) -> PartnerOrganisation | None:
        key = as_uuid(named)
        if key:
            return self.partners.get(key)
        digits = named.replace("-", "").replace(" ", "")
        if digits.isdigit():
            return self.by_nip.get(digits)
        return self.by_name.get(folded(named)) or self.by_short.get(folded(named))

    def _card(self, incoming: Incoming) -> Planned:
        planned = Planned(incoming, RowKind.CARD, partner_key=self.owner_of[id(incoming)])
        if planned.partner_key is None:
            return planned
        known = self._known_card(incoming, planned.partner_key)
        self._once(incoming, planned.partner_key)
        if known is None:
            self._new_card(planned)
            return planned
        planned.target, planned.version = known.pk, known.version
        if known.partner_id != planned.partner_key:
            incoming.blame("card_of_another", "external_id")
            return planned
        values = self._card_values(incoming, known)
        waiting = self.waiting.get(known.pk, {})
        for name, value in values.items():
            if waiting.get(name, getattr(known, name)) != value:
                planned.before[name] = getattr(known, name)
                planned.values[name] = value
        planned.state = RowState.CHANGED if planned.before else RowState.UNCHANGED
        self._check_known(planned, known)
        return planned

    def _known_card(self, incoming: Incoming, owner: UUID) -> ServiceCard | None:
        """By its own id, by where it was imported from, or, where the file has no ids, by its name."""
        key = as_uuid(incoming.external_id)
        if key and key in self.cards:
            return self.cards[key]
        if incoming.external_id and not key and self.publishes:
            source = f"{SHEET_SOURCE}:{owner}"
            return self.by_source.get((source, incoming.external_id))
        if key and incoming.table == "services":
            return None
        return self.by_card_name.get((owner, incoming.name))

    def _once(self, incoming: Incoming, owner: UUID) -> None:
        """A file may name a card once: the second row would undo the first at every import."""
        first = self.names.setdefault((owner, incoming.name), incoming.line)
        if incoming.name and first != incoming.line:
            incoming.blame("duplicate_name", "name", first=first)
        if incoming.external_id and incoming.table != "services":
            first = self.ids.setdefault((owner, incoming.external_id), incoming.line)
            if first != incoming.line:
                incoming.blame("duplicate_id", "external_id", first=first)

    def _new_card(self, planned: Planned) -> None:
        incoming = planned.incoming
        if incoming.fields.get("status") == "defunct":
            note = Problem("ended_service", incoming.table, incoming.line, note=True)
            incoming.problems.append(note)
            return
        if not incoming.name.strip():
            incoming.blame("required", "name")
        if not incoming.fields.get("category"):
            if self.run.default_category:
                incoming.fields["category"] = self.run.default_category
            else:
                incoming.blame("category_missing", "category")
        if (planned.partner_key, incoming.name) in self.by_card_name:
            incoming.blame("name_taken", "name")
        values = self._card_values(incoming, None)
        blank = ServiceCard()
        defaults = {name: getattr(blank, name) for name in values}
        planned.values = {name: value for name, value in values.items() if value != defaults[name]}
        planned.values |= {name: values[name] for name in ("name", "category") if name in values}
        planned.target = as_uuid(incoming.external_id) or uuid7()
        if incoming.external_id and not as_uuid(incoming.external_id) and self.publishes:
            planned.values["external_id"] = incoming.external_id
            planned.values["source"] = f"{SHEET_SOURCE}:{planned.partner_key}"
        planned.state = RowState.NEW

    def _check_known(self, planned: Planned, known: ServiceCard) -> None:
        incoming = planned.incoming
        if planned.before and known.status == CardStatus.WITHDRAWN:
            incoming.blame("card_withdrawn", "name")
        if "name" in planned.values:
            holder = self.by_card_name.get((known.partner_id, planned.values["name"]))
            if holder is not None and holder.pk != known.pk:
                incoming.blame("name_taken", "name")

    def _card_values(self, incoming: Incoming, known: ServiceCard | None) -> dict[str, Any]:
        """What the file says, as the card would keep it; every wrong field is told at its place."""
        values: dict[str, Any] = {}
        for name, value in incoming.fields.items():
            if name not in basket_rules.EDITABLE or name in ("min_age", "max_age"):
                continue
            if any(problem.column and not problem.note for problem in _at(incoming, name)):
                continue
            try:
                values |= checked(self.actor, {name: value}, known)
            except DomainError as error:
                incoming.blame(error.code, name, **_plain(error.data))
        ages: dict[str, Any] = {
            name: incoming.fields[name] for name in ("min_age", "max_age") if name in incoming.fields
        }
        if ages:
            try:
                values |= checked(self.actor, ages, known)
            except DomainError as error:
                incoming.blame(error.code, error.field or "min_age", **_plain(error.data))
        return values


def _organisation_value(incoming: Incoming, name: str, value: str) -> str:
    """A value as the organisation would keep it."""
    checks = {"nip": checked_nip, "regon": checked_regon, "teryt": known_place}
    longest = getattr(PartnerOrganisation._meta.get_field(name), "max_length", None)
    value = str(value).strip()
    if name == "name" and not value:
        incoming.blame("required", "name")
    elif longest and len(value) > longest and name not in checks:
        incoming.blame("longer_than", name, most=longest, now=len(value))
    elif value:
        try:
            if name == "email":
                validate_email(value)
            elif name == "website":
                URLValidator(schemes=["http", "https"])(value)
            elif name in checks:
                return checks[name](value)
        except DomainError as error:
            incoming.blame(error.code, name)
        except ValidationError:
            incoming.blame(
                {"email": "not_an_email", "website": "not_an_address"}[name], name, value=value[:80]
            )
    return value


def _at(incoming: Incoming, name: str) -> list[Problem]:
    """Problems that were already told of the place where a field stands."""
    table, line, column = incoming.places.get(name, ("", 0, ""))
    return [
        problem
        for problem in incoming.problems
        if (problem.table, problem.line, problem.column) == (table, line, column)
    ]


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value, int | str) else str(value) for name, value in data.items()}


def _waiting(partners: set[UUID]) -> dict[UUID, dict[str, Any]]:
    """What partners already asked for: the same file again does not ask twice."""
    found = CardProposal.objects.filter(
        card__partner_id__in=partners, kind=ProposalKind.CHANGE, status=ProposalStatus.PENDING
    )
    return {proposal.card_id: proposal.changes for proposal in found}


def _chunks(items: list[UUID], size: int) -> Iterable[list[UUID]]:
    return (items[start : start + size] for start in range(0, len(items), size))
