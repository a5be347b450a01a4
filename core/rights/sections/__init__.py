"""The register of what is kept about families: a person's copy, what erasure does, how long it stays.

Each model that leads to a family has an entry here, or a test fails: whoever adds a model says whose it is.
An entry without fields is withheld from a person's copy, and says why.
"""

from __future__ import annotations

from typing import Final

from core.rights.sections.consents import CONSENTS, RIGHTS
from core.rights.sections.families import CASES, PERSONS
from core.rights.sections.inner import INNER
from core.rights.sections.section import Section
from core.rights.sections.work import FUNDING, PATH, TEAM

SECTIONS: Final[tuple[Section, ...]] = (*PERSONS, *CASES, *CONSENTS, *TEAM, *PATH, *FUNDING, *RIGHTS, *INNER)
EXPORTED: Final[tuple[Section, ...]] = tuple(section for section in SECTIONS if section.fields)

__all__ = ["EXPORTED", "SECTIONS", "Section"]
