"""What a spreadsheet of families would do: compared with the town, as far as its worker may know it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from core.families.models import Case, Household, HouseholdMember, Person, pesel_index_of
from core.families.queries import Known, leads
from core.families.rules.alike import Named, alike
from core.families.rules.sheet import SHEET, SheetHousehold, SheetPerson
from core.reference.grounds import HouseholdRole, HouseholdType
from core.shared import clock
from core.shared.actor import Actor
from core.shared.imports.enums import RowState
from core.shared.imports.problems import Problem

CHUNK: Final = 500
_MOST_ALIKE: Final = 3
_FACTS: Final = ("first_name", "last_name", "born_on", "sex", "pesel")


@dataclass
class PlannedHousehold:
    """A household of the file: what would be written of it.

    `values` go to the operations; `before` and `after` are what a reader compares.
    """

    line: int
    title: str
    state: RowState
    household: UUID | None = None
    values: dict[str, Any] = field(default_factory=dict)
    changes: list[dict[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class _Home:
    """A household on record with the number of the file."""

    household: Household
    case: Case | None = None
    stays: list[HouseholdMember] = field(default_factory=list)
    grounds: set[str] = field(default_factory=set)

    def lead(self) -> HouseholdMember | None:
        return next((stay for stay in self._now() if stay.role == HouseholdRole.LEAD), None)

    def lives_here(self, person: Person) -> bool:
        return any(stay.person_id == person.pk for stay in self._now())

    def _now(self) -> Iterator[HouseholdMember]:
        today = clock.today()
        return (stay for stay in self.stays if stay.ends_on is None or stay.ends_on > today)


class Plan:
    """The file against the town; `known` counts the numbers that it found with other workers."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._mine = Known(actor)
        self.known_elsewhere = 0

    def rows(self, households: list[SheetHousehold]) -> Iterator[PlannedHousehold]:
        """Every household of the file in its order."""
        for start in range(0, len(households), CHUNK):
            chunk = households[start : start + CHUNK]
            homes = _homes({household.number for household in chunk if household.number})
            owners = self._owners(chunk)
            for household in chunk:
                yield self._plan(household, homes.get(household.number), owners)

    def _owners(self, chunk: Iterable[SheetHousehold]) -> dict[str, tuple[Person, Case | None]]:
        """Persons on record by the PESEL numbers of the file, with the case that speaks for each."""
        numbers = {row.fields["pesel"] for one in chunk for row in one.persons if row.fields.get("pesel")}
        by_index = {pesel_index_of(number): number for number in numbers}
        persons = list(Person.objects.filter(pesel_index__in=list(by_index)))
        stays = HouseholdMember.objects.filter(person__in=persons).order_by("starts_on", "pk")
        homes: dict[UUID, UUID] = dict(stays.values_list("person", "household"))
        cases = Case.objects.filter(household__in=homes.values()).select_related("social_worker")
        newest = {case.household_id: case for case in cases.order_by("opened_on", "pk")}
        return {
            by_index[str(person.pesel_index)]: (person, newest.get(homes[person.pk]))
            for person in persons
            if person.pk in homes
        }

    def _plan(
        self, row: SheetHousehold, home: _Home | None, owners: dict[str, tuple[Person, Case | None]]
    ) -> PlannedHousehold:
        planned = PlannedHousehold(row.line, _title(row), RowState.NEW)
        if home is not None:
            planned.household = home.household.pk
            if home.case is None or not leads(self._actor, home.case):
                self.known_elsewhere += 1
                contact = str(home.case.social_worker.name) if home.case else ""
                row.blame("household_elsewhere", row.line, "source_number", contact=contact)
                return _wrong(planned, row)
            if home.case.closed_on is not None:
                row.note("household_closed", row.line, "source_number", case=home.case.number)
                planned.state, planned.problems = RowState.UNCHANGED, row.problems
                return planned
        self._judge_numbers(row, home, owners)
        values = self._known(row, home, planned) if home else self._new(row)
        if row.wrong:
            return _wrong(planned, row)
        planned.values, planned.problems = values, row.problems
        if home is not None:
            planned.state = RowState.CHANGED if planned.changes else RowState.UNCHANGED
        return planned

    def _judge_numbers(
        self, row: SheetHousehold, home: _Home | None, owners: dict[str, tuple[Person, Case | None]]
    ) -> None:
        """A PESEL on record elsewhere: in an own family by its number, else by whom to ask."""
        for person in row.persons:
            owner, case = owners.get(person.fields.get("pesel", ""), (None, None))
            if owner is None or case is None or (home and case.household_id == home.household.pk):
                continue
            if case.closed_on is not None:
                row.note("person_returns", person.line, "pesel")
            elif leads(self._actor, case):
                row.blame("pesel_in_own_case", person.line, "pesel", case=case.number)
            else:
                self.known_elsewhere += 1
                row.blame("pesel_elsewhere", person.line, "pesel", contact=str(case.social_worker.name))

    def _new(self, row: SheetHousehold) -> dict[str, Any]:
        for person in row.persons:
            self._note_alike(row, person)
        if not row.fields.get("household_type"):
            guess = HouseholdType.SINGLE if len(row.persons) == 1 else HouseholdType.OTHER
            row.fields["household_type"] = guess.value
            row.note("type_guessed", row.line, "household_type", value=str(guess.label))
        return {
            "household_type": row.fields["household_type"],
            "source_number": row.number,
            "opened_on": _iso(row.fields.get("opened_on")),
            "grounds": row.fields.get("grounds", []),
            "add": [_as_json(person) for person in row.persons],
        }

    def _note_alike(self, row: SheetHousehold, person: SheetPerson) -> None:
        given = person.fields
        found = self._mine.like(given.get("first_name", ""), given.get("last_name", ""), given.get("born_on"))
        for case in list(dict.fromkeys(one.case.number for one in found))[:_MOST_ALIKE]:
            row.note("person_alike", person.line, "last_name", case=case)

    def _known(self, row: SheetHousehold, home: _Home, planned: PlannedHousehold) -> dict[str, Any]:
        """What the file adds to a family on record; what it does not speak of stays."""
        values: dict[str, Any] = {"version": home.household.version, "add": [], "correct": [], "grounds": []}
        wanted_type = row.fields.get("household_type")
        if wanted_type and wanted_type != home.household.household_type:
            values["household_type"] = wanted_type
            planned.changes.append(_change("", "household_type", home.household.household_type, wanted_type))
        new_grounds = [code for code in row.fields.get("grounds", []) if code not in home.grounds]
        if new_grounds:
            values["grounds"] = [*home.grounds, *new_grounds]
            planned.changes.append(_change("", "grounds", "", "; ".join(new_grounds)))
        taken: set[UUID] = set()
        for person in row.persons:
            match = _match(person, home, taken)
            if match is None:
                self._adds(row, home, person, planned, values)
                continue
            taken.add(match.pk)
            _corrects(person, match, planned, values)
            if not home.lives_here(match):
                row.note("person_moved_out", person.line, "last_name")
        return values

    def _adds(
        self,
        row: SheetHousehold,
        home: _Home,
        person: SheetPerson,
        planned: PlannedHousehold,
        values: dict[str, Any],
    ) -> None:
        if person.fields.get("role") == HouseholdRole.LEAD and home.lead() is not None:
            row.blame("two_leads", person.line, "role")
            return
        self._note_alike(row, person)
        values["add"].append(_as_json(person))
        planned.changes.append(_change(person.name, "person", "", person.name))


def _homes(numbers: set[str]) -> dict[str, _Home]:
    """Households on record by their numbers, with their newest case and everybody's stays."""
    rows = Household.objects.filter(source_number__in=numbers)
    homes = {household.pk: _Home(household) for household in rows}
    cases = Case.objects.filter(household__in=homes).select_related("social_worker")
    for case in cases.order_by("opened_on", "pk"):
        home = homes[case.household_id]
        if home.case is None or home.case.closed_on is not None:
            home.case = case
    stays = HouseholdMember.objects.filter(household__in=homes).select_related("person")
    for stay in stays.order_by("starts_on", "pk"):
        homes[stay.household_id].stays.append(stay)
    today = clock.today()
    for home in homes.values():
        if home.case is not None and home.case.closed_on is None:
            home.grounds = {
                ground.code
                for ground in home.case.grounds.all()
                if ground.starts_on <= today and (ground.ends_on is None or ground.ends_on > today)
            }
    return {home.household.source_number: home for home in homes.values()}


def _match(row: SheetPerson, home: _Home, taken: set[UUID]) -> Person | None:
    """Who of the household a line speaks of: by PESEL, else by name and nothing that speaks against it."""
    number = row.fields.get("pesel")
    wanted = Named.of(
        row.fields.get("first_name", ""), row.fields.get("last_name", ""), row.fields.get("born_on")
    )
    persons = {stay.person_id: stay.person for stay in home.stays if stay.person_id not in taken}
    if number:
        index = pesel_index_of(number)
        for person in persons.values():
            if person.pesel_index == index:
                return person
    for person in persons.values():
        if number and person.pesel_index:
            continue  # two numbers are two people
        if alike(wanted, Named.of(person.first_name, person.last_name, person.born_on)):
            return person
    return None


def _corrects(row: SheetPerson, person: Person, planned: PlannedHousehold, values: dict[str, Any]) -> None:
    """What the file says otherwise about a person, or says for the first time."""
    before = {name: _text(getattr(person, name)) for name in _FACTS}
    wanted = {name: _text(row.fields.get(name)) or before[name] for name in _FACTS}
    differing = [name for name in _FACTS if wanted[name] != before[name]]
    if not differing:
        return
    for name in differing:
        # A PESEL is never shown, only that it comes.
        shown = ("", "") if name == "pesel" else (before[name], wanted[name])
        planned.changes.append(_change(person.full_name, name, *shown))
    values["correct"].append({"person": str(person.pk), "version": person.version, **wanted})


def _wrong(planned: PlannedHousehold, row: SheetHousehold) -> PlannedHousehold:
    planned.state, planned.problems = RowState.WRONG, row.problems
    planned.changes = []
    return planned


def _title(row: SheetHousehold) -> str:
    """How a household is called in the preview: its number and whom it is about."""
    name = row.persons[0].name if row.persons else ""
    return " · ".join(part for part in (row.number, name) if part) or SHEET


def _change(who: str, name: str, before: str, after: str) -> dict[str, str]:
    return {"who": who, "field": name, "before": before, "after": after}


def _as_json(row: SheetPerson) -> dict[str, str]:
    return {name: _text(value) for name, value in row.fields.items() if name != "source_number"} | {
        "line": str(row.line)
    }


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def _text(value: Any) -> str:
    return _iso(value) if hasattr(value, "isoformat") else str(value or "")
