"""Writing about families: register, add persons and grounds, go from stage to stage, close."""

from core.families.operations.grounds import record_grounds
from core.families.operations.persons import add_person, end_membership, link_account
from core.families.operations.registering import PersonData, register_household, reopen_household
from core.families.operations.stages import (
    close_case,
    mark_agreed,
    mark_assessed,
    mark_path,
    mark_team,
    resume_case,
)

__all__ = [
    "PersonData",
    "add_person",
    "close_case",
    "end_membership",
    "link_account",
    "mark_agreed",
    "mark_assessed",
    "mark_path",
    "mark_team",
    "record_grounds",
    "register_household",
    "reopen_household",
    "resume_case",
]
