"""Writing about families: register, add persons and grounds, go from stage to stage, review, close."""

from core.families.operations.grounds import change_ground, record_grounds, remove_ground
from core.families.operations.households import (
    add_person,
    change_role,
    correct_household,
    end_membership,
    return_person,
)
from core.families.operations.importing import (
    cancel_family_import,
    decide_family_import,
    forget_family_imports,
    resume_family_import,
    start_family_import,
)
from core.families.operations.merging import merge_persons, undo_merge
from core.families.operations.persons import PersonData, correct_person, link_account
from core.families.operations.registering import register_household, reopen_household
from core.families.operations.reviews import (
    ClosingData,
    ReviewData,
    change_closing_conversation,
    change_review,
    record_closing_conversation,
    record_review,
)
from core.families.operations.searching import PeselAnswer, search_pesel
from core.families.operations.stages import (
    close_case,
    mark_agreed,
    mark_assessed,
    mark_path,
    mark_team,
    resume_case,
)

__all__ = [
    "ClosingData",
    "PersonData",
    "PeselAnswer",
    "ReviewData",
    "add_person",
    "cancel_family_import",
    "change_closing_conversation",
    "change_ground",
    "change_review",
    "change_role",
    "close_case",
    "correct_household",
    "correct_person",
    "decide_family_import",
    "end_membership",
    "forget_family_imports",
    "link_account",
    "mark_agreed",
    "mark_assessed",
    "mark_path",
    "mark_team",
    "merge_persons",
    "record_closing_conversation",
    "record_grounds",
    "record_review",
    "register_household",
    "remove_ground",
    "reopen_household",
    "resume_case",
    "resume_family_import",
    "return_person",
    "search_pesel",
    "start_family_import",
    "undo_merge",
]
