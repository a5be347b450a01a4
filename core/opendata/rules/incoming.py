"""What a file brings, whatever its form: organisations and services with their fields and problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from core.shared.imports.problems import Problem

MOST_ROWS: Final = 150_000
MOST_CARDS: Final = 10_000

ORGANISATION: Final = "organisation"
CARD: Final = "card"
OTHER: Final = "other"


@dataclass
class Incoming:
    """An organisation or a service of a file.

    `fields` holds only what the file speaks of; a field that it does not know stays as it is in the basket.
    `organisation` is the key by which the file names whose service it is (an id, a NIP or a name).
    """

    kind: str
    table: str
    line: int
    key: str = ""
    external_id: str = ""
    name: str = ""
    organisation: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    # In which column of which table each field stands, for what is found out later.
    places: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def blame(self, code: str, name: str, /, **data: Any) -> None:
        """Tell that the value of a field is wrong, at the place where it stood."""
        table, line, column = self.places.get(name, (self.table, self.line, ""))
        self.problems.append(Problem(code, table, line, column, data))

    @property
    def wrong(self) -> bool:
        """Whether anything but notes was found."""
        return any(not problem.note for problem in self.problems)


@dataclass
class Parsed:
    """All that a file brings, in its order."""

    organisations: list[Incoming] = field(default_factory=list)
    cards: list[Incoming] = field(default_factory=list)
    # Problems of rows that belong to no organisation and no service.
    loose: list[Problem] = field(default_factory=list)

    def __iter__(self) -> Iterator[Incoming]:
        yield from self.organisations
        yield from self.cards
