"""What institutions may know, one after the other: the same for the person who said so and for the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.privacy.enums import DataCategory, Purpose
from core.shared import clock
from web.shell.templatetags.shell import day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.privacy.models import DisclosureAuthorisation


@dataclass(frozen=True)
class PermissionLine:
    """One word that was given: what, what for, until when; by whom, where a worker reads of several."""

    what: str
    purpose: str
    until: Any
    url: str
    person: str = ""
    taken_back: str = ""
    stands: bool = True


@dataclass(frozen=True)
class Told:
    """An institution with all that it may know, in one sentence and word by word."""

    partner: str
    lines: list[PermissionLine]
    all_url: str

    @property
    def what(self) -> str:
        """What it may know, each thing once, whatever it is for; who somebody is comes first."""
        known = {line.what for line in self.lines if line.stands}
        return ", ".join(label for one in DataCategory if (label := str(one.label)) in known)


def permissions(rows: Iterable[DisclosureAuthorisation], *, named: bool = False) -> list[Told]:
    """What each institution may know, a purpose after the other; rows come in the order of institutions.

    `named` for the worker: person by person, what was taken back too, which comes last.
    """
    purposes, categories = Purpose.values, DataCategory.values
    words_given = list(rows)
    persons = list(dict.fromkeys(one.person_id for one in words_given))

    def place(one: DisclosureAuthorisation) -> tuple[bool, int, int, int]:
        person = persons.index(one.person_id) if named else 0
        what = purposes.index(one.purpose), categories.index(one.category)
        return one.withdrawn_at is not None, person, *what

    groups = groupby(words_given, key=lambda one: one.partner_id)
    found = [sorted(words, key=place) for _partner, words in groups]
    return [
        Told(
            str(words[0].partner.name),
            [_permission(one, named=named) for one in words],
            reverse("privacy:take-back-from", args=[words[0].pk]),
        )
        for words in found
    ]


def _permission(word: DisclosureAuthorisation, *, named: bool) -> PermissionLine:
    gone = _("wycofane %(on)s") % {"on": day(word.withdrawn_at)} if word.withdrawn_at else ""
    return PermissionLine(
        what=str(DataCategory(word.category).label),
        purpose=str(Purpose(word.purpose).label),
        until=word.ends_on - timedelta(days=1) if word.ends_on else None,
        url="" if gone else reverse("privacy:take-back", args=[word.pk]),
        person=word.person.full_name if named else "",
        taken_back=gone,
        stands=not gone and (word.ends_on is None or word.ends_on > clock.today()),
    )
