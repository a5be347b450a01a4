"""Everything about one person, gathered from all areas with other persons taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone, translation

from core.documents.models import ReceivedFile
from core.families.models import HouseholdMember, Person
from core.rights.rules.redaction import OTHER, redacted
from core.rights.rules.redaction import others as without_own
from core.rights.sections import EXPORTED, Section
from core.rights.wording import LABELS
from core.safety import queries as safety
from core.safety.rules import Wall
from core.shared import clock
from core.shared.encryption import EncryptedTextField
from core.teams.models import MeetingAttendance

FORMAT = "kooperacje.person-data"
_VERSION = 1
_FREE_TEXT = frozenset({"actor_name"})


def gathered(
    person: Person, now: datetime, progress: Callable[[int], None] = lambda _: None
) -> dict[str, Any]:
    """All sections for one person, in Polish; takes no actor. `progress` is told percents."""
    with translation.override("pl"):
        reader = _Reader(person)
        sections = []
        for number, section in enumerate(EXPORTED):
            progress(number * 90 // len(EXPORTED))
            rows = [reader.row(section, row) for row in reader.rows(section)]
            if rows:
                sections.append({"key": section.model, "title": str(section.title), "rows": rows})
        if papers := reader.papers():
            sections.append({"key": "documents.ReceivedFile", "title": "Skany i pliki", "rows": papers})
        return {
            "format": FORMAT,
            "version": _VERSION,
            "made_at": now.isoformat(),
            "person": str(person.pk),
            "sections": sections,
            "left_out": (
                "Dane innych osób zastąpiono napisem „[inna osoba]”. Nie ma tu zapisów, których ujawnienie"
                " zagrażałoby innej osobie (art. 15 ust. 4 RODO)."
            ),
        }


class _Reader:
    """What is known of the person whose copy is made: households, others in them, what stands between."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.memberships = list(HouseholdMember.objects.filter(person=person).order_by("starts_on", "pk"))
        households = {one.household_id for one in self.memberships}
        self.wall: Wall = safety.wall_of(person.pk)
        others = Person.objects.filter(memberships__household__in=households).exclude(pk=person.pk).distinct()
        self.names = without_own([other.full_name for other in others], person.full_name)

    def rows(self, section: Section) -> list[models.Model]:
        """The rows of a section that this person may have."""
        mine = Q(**{section.person: self.person.pk}) if section.person else Q(pk__in=[])
        if section.shared:
            mine |= self._common(section) & self._shown(section)
        found = section.rows.filter(mine).order_by(section.made if section.made != "pk" else "pk", "pk")
        return list(found.distinct()) if "__" in section.person else list(found)

    def _common(self, section: Section) -> Q:
        """Rows of nobody in particular in a household while the person lived there."""
        nobody = Q(**{f"{section.person}__isnull": True}) if section.person else Q()
        lived = Q(pk__in=[])
        for one in self.memberships:
            there = Q(**{section.household: one.household_id})
            if one.ends_on is not None:
                there &= Q(**{f"{section.made}__lt": _start(one.ends_on)})
            lived |= there
        return nobody & lived

    def _shown(self, section: Section) -> Q:
        """What the safety rules let this person see of what is common."""
        if self.wall.is_open:
            return Q()
        if section.meeting:
            seats = MeetingAttendance.objects.filter(present=True)
            return safety.own_meetings(self.wall, seats, meeting="meeting", person="member__person")
        if self.wall.shared_since == date.min:
            return Q()
        shown = Q(**{f"{section.record}__in": list(self.wall.opened)})
        if self.wall.shared_since is not None:
            shown |= Q(**{f"{section.made}__gte": _start(self.wall.shared_since)})
        return shown

    def row(self, section: Section, row: models.Model) -> dict[str, Any]:
        """One row as names and values."""
        return {name: value for name in section.fields if (value := self._value(row, name)) not in ("", None)}

    def _value(self, row: models.Model, name: str) -> Any:
        owner: Any = row
        *steps, last = name.split(".")
        for step in steps:
            owner = getattr(owner, step, None)
        if owner is None:
            return None
        if name == "display_name" and owner.person_id not in (None, self.person.pk):
            return OTHER
        shown = getattr(owner, f"get_{last}_display", None)
        value = shown() if shown is not None else getattr(owner, last)
        return self._plain(value, free=_is_free(owner, last))

    def _plain(self, value: Any, *, free: bool) -> Any:
        if isinstance(value, datetime):
            return timezone.localtime(value).isoformat(timespec="minutes")
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, bool):
            return "tak" if value else "nie"
        if isinstance(value, dict):
            return ", ".join(sorted(str(_category(key)) for key in value))
        if isinstance(value, str) and free:
            return redacted(value, self.names)
        return value if isinstance(value, int | None) else str(value)

    def papers(self) -> list[dict[str, Any]]:
        """Files that belong to the person's own consents: their names and fingerprints."""
        own = [
            *self.person.agreements.values_list("pk", flat=True),
            *self.person.authorisations.values_list("pk", flat=True),
        ]
        files = ReceivedFile.objects.filter(subject_id__in=own, removed_on__isnull=True).defer("content")
        return [
            {
                "received_on": clock.day_of(file.received_at).isoformat(),
                "number": file.filename,
                "digest": file.sha256,
            }
            for file in files.order_by("received_at", "pk")
        ]


def printable(data: dict[str, Any], title: str, subtitle: str) -> dict[str, Any]:
    """The same for the printed copy: labels in Polish, days as people write them."""
    return {
        "title": title,
        "subtitle": subtitle,
        "note": data["left_out"],
        "sections": [
            {
                "title": section["title"],
                "rows": [
                    [[str(LABELS[name]), _written(value)] for name, value in row.items()]
                    for row in section["rows"]
                ],
            }
            for section in data["sections"]
        ],
    }


def labels() -> Iterator[tuple[str, str]]:
    """Every name in a copy with the section that has it."""
    for section in EXPORTED:
        for name in section.fields:
            yield section.model, name


def _written(value: Any) -> str:
    text = str(value)
    try:
        if len(text) == len("2026-01-01"):
            return date.fromisoformat(text).strftime("%d.%m.%Y")
        if len(text) >= len("2026-01-01T00:00") and text[10] == "T":
            return datetime.fromisoformat(text).strftime("%d.%m.%Y %H:%M")
    except ValueError:
        return text
    return text


def _category(key: str) -> Any:
    from core.privacy.enums import DataCategory  # noqa: PLC0415  only for the ledger

    return DataCategory(key).label if key in DataCategory.values else key


def _is_free(owner: models.Model, name: str) -> bool:
    """Whether a value is what somebody wrote about the family, and may name others."""
    if name in _FREE_TEXT:
        return True
    field = next((one for one in owner._meta.get_fields() if one.name == name), None)
    return isinstance(field, EncryptedTextField) and owner._meta.label != "families.Person"


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())
