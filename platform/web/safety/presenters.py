"""Safety of a family as values that templates lay out: for the leading worker alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from core.families import queries as families
from core.safety import queries
from core.safety.enums import SpokenLanguage, Way
from core.safety.rules import Reach
from core.shared import clock
from core.shared.hours import ALWAYS, EVERY_DAY
from web.safety.forms import WEEKDAYS
from web.shell.components import SummaryRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.families.models import Case, Person
    from core.safety.models import ContactDetails, Separation
    from core.safety.queries import PartnerContact
    from core.shared.actor import Actor


@dataclass(frozen=True)
class PersonContact:
    """One person: what must not be done comes first."""

    name: str
    warnings: list[str]
    rows: list[SummaryRow]
    edit_url: str


@dataclass(frozen=True)
class SeparationLine:
    """Who may not know of whom."""

    text: str
    state: str
    meaning: str
    reason: str
    end_url: str = ""
    open_url: str = ""


@dataclass(frozen=True)
class SafetyPage:
    """All of it."""

    persons: list[PersonContact]
    separations: list[SeparationLine]
    separately: str
    may_separate: bool


@dataclass(frozen=True)
class SafetyCard:
    """What the case page must not keep silent about."""

    url: str
    warnings: list[str]
    kept_from: list[str]
    separately: bool


def safety_page(actor: Actor, case: Case) -> SafetyPage:
    """The page of a case that the actor leads; four queries beside the household's."""
    persons = families.persons_visible(actor, case)
    contacts = queries.contacts_of(actor, case, persons)
    flag = queries.separate_procedure_of(actor, case)
    return SafetyPage(
        persons=[_person(case, person, contacts.get(person.pk)) for person in persons],
        separations=[_separation(case, one) for one in queries.separations_of(actor, case)],
        separately=flag.starts_on.strftime("%d.%m.%Y") if flag else "",
        may_separate=len(persons) > 1,
    )


def safety_card(actor: Actor, case: Case, persons: Sequence[Person]) -> SafetyCard:
    """The warnings of a case for its own page, with the persons that the actor may see."""
    said = [
        f"{details.person.first_name}: {warning}"
        for details in queries.contacts_of(actor, case, persons).values()
        for warning in warnings_of(details)
    ]
    return SafetyCard(
        url=reverse("safety:overview", args=[case.pk]),
        warnings=said,
        kept_from=[
            _("%(one)s nie może nic wiedzieć o: %(other)s.")
            % {"one": one.kept_from.full_name, "other": one.protected.full_name}
            for one in queries.standing_in(case, known=persons)
        ],
        separately=queries.separate_procedure_of(actor, case) is not None,
    )


def warnings_of(details: ContactDetails | PartnerContact) -> list[str]:
    """What must not be done, in plain words."""
    found = []
    if getattr(details, "address_concealed", False):
        found.append(_("Adres zastrzeżony. Nie podawaj go nikomu."))
    if getattr(details, "phone_concealed", False):
        found.append(_("Telefon zastrzeżony. Nie podawaj go nikomu."))
    if getattr(details, "email_concealed", False):
        found.append(_("E-mail zastrzeżony. Nie podawaj go nikomu."))
    if Way.IN_PERSON in details.reach.ways:
        found.append(_("Kontakt tylko osobiście."))
    if details.no_messages:
        found.append(_("Nie zostawiaj wiadomości."))
    if details.no_letters:
        found.append(_("Nie wysyłaj listów."))
    return found


def hours_words(reach: Reach) -> str:
    """Days and hours as people say them."""
    hours = reach.hours
    if hours == ALWAYS:
        return _("o każdej porze")
    every = hours.weekdays == EVERY_DAY
    days = [str(name) for digit, name in WEEKDAYS if digit in hours.weekdays]
    words = _("codziennie") if every else ", ".join(days)
    if hours.from_time is None or hours.until_time is None:
        return words
    return f"{words}, {hours.from_time:%H:%M}–{hours.until_time:%H:%M}"


def ways_words(reach: Reach) -> str:
    """Safe ways in their order."""
    return ", ".join(str(way.label) for way in Way if way.value in reach.ways)


def partner_rows(contact: PartnerContact) -> list[SummaryRow]:
    """What an institution sees of a person's contact: empty things are not named."""
    language = str(SpokenLanguage(contact.language).label)
    rows = [
        (_("Telefon"), contact.phone),
        (_("E-mail"), contact.email),
        (_("Adres"), contact.address),
        (_("Bezpieczny kontakt"), ways_words(contact.reach)),
        (_("Kiedy"), hours_words(contact.reach)),
        (_("Uwaga"), " ".join(warnings_of(contact))),
        (_("Język"), f"{language}, {_('potrzebny tłumacz')}" if contact.needs_interpreter else language),
    ]
    return [SummaryRow(key, value) for key, value in rows if value]


def _person(case: Case, person: Person, details: ContactDetails | None) -> PersonContact:
    url = reverse("safety:contact", args=[case.pk, person.pk])
    if details is None:
        return PersonContact(person.full_name, [], [], url)
    language = str(SpokenLanguage(details.language).label)
    rows = [
        (_("Bezpieczny kontakt"), ways_words(details.reach) or _("jeszcze nie wiadomo")),
        (_("Kiedy"), hours_words(details.reach)),
        (_("Przez kogo"), details.through),
        (_("Telefon"), details.phone),
        (_("E-mail"), details.email),
        (_("Adres"), details.address),
        (_("Język"), f"{language}, {_('potrzebny tłumacz')}" if details.needs_interpreter else language),
    ]
    return PersonContact(
        person.full_name,
        warnings_of(details),
        [SummaryRow(key, value) for key, value in rows if value],
        url,
    )


def _separation(case: Case, one: Separation) -> SeparationLine:
    names = {"one": one.kept_from.full_name, "other": one.protected.full_name}
    standing = not one.mistaken and (one.ends_on is None or one.ends_on > clock.today())
    if one.mistaken:
        state, meaning = _("zapisane przez pomyłkę"), "neutral"
    elif one.last_day is None:
        state, meaning = _("od %(on)s") % {"on": one.starts_on.strftime("%d.%m.%Y")}, "bad"
    else:
        days = {"on": one.starts_on.strftime("%d.%m.%Y"), "until": one.last_day.strftime("%d.%m.%Y")}
        state, meaning = _("od %(on)s do %(until)s") % days, "bad" if standing else "neutral"
    return SeparationLine(
        text=_("%(one)s nie może nic wiedzieć o: %(other)s.") % names,
        state=state,
        meaning=meaning,
        reason=one.reason,
        end_url=reverse("safety:end", args=[case.pk, one.pk]) if standing else "",
        open_url="" if one.mistaken else reverse("safety:opened", args=[case.pk, one.kept_from_id]),
    )
