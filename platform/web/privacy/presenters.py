"""From authorisations, decisions and the ledger to what their pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.dossier.queries import ages_told, persons_told
from core.dossier.rules import OF_ONE
from core.privacy.enums import Channel, DataCategory
from web.safety.presenters import partner_rows
from web.shell.components import Cell, Column, Row, SummaryRow, Tab, Table
from web.shell.templatetags.shell import day, moment

if TYPE_CHECKING:
    from uuid import UUID

    from core.dossier.operations import Dossier
    from core.dossier.queries import Beside, PersonTold, Sight
    from core.families.models import Person
    from core.privacy.rules.sight import Decision
    from core.safety.queries import PartnerContact


def sections(case: Any, current: str) -> list[Tab]:
    """What is allowed, what was told, and the question of who could see what."""
    return [
        Tab(_("Zgody"), reverse("privacy:consents", args=[case.pk]), current == "consents"),
        Tab(_("Upoważnienia"), reverse("privacy:authorisations", args=[case.pk]), current == "words"),
        Tab(_("Kto co zobaczył"), reverse("privacy:disclosures", args=[case.pk]), current == "ledger"),
        Tab(_("Kto co może zobaczyć"), reverse("privacy:sight", args=[case.pk]), current == "sight"),
        Tab(_("Kto już pomaga"), reverse("involvement:overview", args=[case.pk]), current == "helpers"),
    ]


def disclosures_table(entries: Iterable[Any], *, named: bool) -> Table:
    """What left, to whom, by which door, on whose word; with the mark by which the entry is checked."""
    rows = [
        Row(
            [
                Cell(
                    moment(entry.at),
                    url=reverse("privacy:receipt", args=[entry.number]),
                    note=_("nr %(number)s") % {"number": entry.number},
                ),
                Cell(entry.institution, note=entry.actor_name),
                Cell(
                    ", ".join(
                        str(DataCategory(one).label) for one in DataCategory.values if one in entry.told
                    )
                ),
                *([Cell(entry.person.full_name)] if named else []),
                Cell(Channel(entry.channel).label, note=entry.aim),
            ]
        )
        for entry in entries
    ]
    columns = [
        Column(_("Kiedy")),
        Column(_("Kto zobaczył")),
        Column(_("Co")),
        *([Column(_("Czyje"))] if named else []),
        Column(_("W jaki sposób")),
    ]
    return Table(_("Kto co zobaczył"), columns, rows, caption_hidden=True, stacked=True)


def checks_table(person: Person, decided: Mapping[str, Decision], sight: Sight) -> Table:
    """For each kind of data: seen or not, and the first reason why not."""
    rows = []
    for category, decision in decided.items():
        failed = next((check for check, passed in decision.checks if not passed), None)
        alone = category in OF_ONE
        shown = category in (sight.of_one(person) | sight.of_all) if alone else category in sight.of_all
        if shown:
            reason = _("Tak: są wszystkie cztery warunki.")
        elif failed is not None:
            reason = _("Brakuje: %(check)s") % {"check": failed.label}
        else:
            reason = _("Dotyczy całej rodziny, a nie każda dorosła osoba na to pozwoliła.")
        rows.append(
            Row(
                [
                    Cell(DataCategory(category).label),
                    Cell(_("widzi") if shown else _("nie widzi"), meaning="info" if shown else "neutral"),
                    Cell(reason),
                ]
            )
        )
    columns = [Column(_("Rodzaj danych")), Column(_("Widzi?")), Column(_("Dlaczego"))]
    return Table(person.full_name, columns, rows, stacked=True)


def beside_table(beside: Beside) -> Table:
    """The same for a request or a question; each kind of data stands alone there."""
    rows = []
    for category, decision in beside.decided.items():
        failed = next((check for check, passed in decision.checks if not passed), None)
        reason = (
            _("Tak: są wszystkie cztery warunki.")
            if failed is None
            else _("Brakuje: %(check)s") % {"check": failed.label}
        )
        seen = _("widzi") if failed is None else _("nie widzi")
        meaning = "info" if failed is None else "neutral"
        rows.append(Row([Cell(DataCategory(category).label), Cell(seen, meaning=meaning), Cell(reason)]))
    columns = [Column(_("Rodzaj danych")), Column(_("Widzi?")), Column(_("Dlaczego"))]
    caption = f"{beside.person.full_name} – {beside.purpose.label}"
    return Table(caption, columns, rows, stacked=True)


def whys(sight: Sight, category: str) -> list[str]:
    """Why the institution sees this: whose word, of which day and wording, until when; in sentences."""
    lines = []
    for person, told in zip(sight.persons, persons_told(sight), strict=True):
        decision = sight.decided[person.pk][category]
        word = decision.word
        if not decision.allowed or word is None:
            continue
        version, _slash, language = word.text.partition("/")
        lines.append(
            _("%(who)s: pozwolenie z %(on)s, %(until)s (wersja wyjaśnienia: %(version)s, %(language)s).")
            % {
                "who": name_of(told),
                "on": day(word.given.since),
                "until": _("do %(last)s") % {"last": day(word.days.ends_on - timedelta(days=1))}
                if word.days.ends_on
                else _("do odwołania"),
                "version": version,
                "language": language,
            }
        )
    return lines


def name_of(person: PersonTold) -> str:
    """A person's name where they have told it, else a number."""
    return person.name or _("Osoba %(number)s") % {"number": person.number}


@dataclass(frozen=True)
class PersonLine:
    """A person as a partner may know them: named and aged only with their word."""

    name: str
    note: str
    tasks: list[Any]
    contact: list[SummaryRow] = field(default_factory=list)


def person_lines(
    sight: Sight, tasks: Iterable[Any], contacts: Mapping[UUID, PartnerContact]
) -> list[PersonLine]:
    """One line a person who takes part, in the order of agreeing."""
    chosen = list(tasks)
    return [
        PersonLine(
            name_of(person),
            _("wiek: %(age)s") % {"age": person.age} if person.age is not None else "",
            [task for task in chosen if task.for_person_id == person.pk],
            partner_rows(contacts[person.pk]) if person.pk in contacts else [],
        )
        for person in persons_told(sight)
    ]


@dataclass(frozen=True)
class SharedNote:
    """A note of the workers as a partner reads it, with the files on it."""

    on: date
    about: str
    category: str
    author: str
    body: str
    own_words: str
    files: list[tuple[str, str]]


def shared_note_lines(found: Dossier) -> list[SharedNote]:
    """Notes told to an institution; a person is named only where they have told their name."""
    sight = found.sight
    names = {person.pk: name_of(person) for person in persons_told(sight)}
    return [
        SharedNote(
            on=note.noted_on,
            about=names[note.about_id] if note.about_id else _("cała rodzina"),
            category=str(DataCategory(note.category).label),
            author=str(note.author.name),
            body=note.body,
            own_words=note.own_words,
            files=[
                (one.file.filename, reverse("privacy:dossier-file", args=[sight.case.pk, one.pk]))
                for one in found.files.get(note.pk, [])
            ],
        )
        for note in found.notes
    ]


def household_lines(members: Iterable[Any], sight: Sight) -> list[str]:
    """Roles, with an age where the person has told it."""
    return [
        _("%(role)s, %(age)s lat") % {"role": member.get_role_display(), "age": age}
        if age is not None
        else str(member.get_role_display())
        for member, age in ages_told(members, sight)
    ]
