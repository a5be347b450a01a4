"""Which record stands for which part of an address; a part that is not here fails the matrix."""

from __future__ import annotations

from typing import Any

from core.shared.ids import uuid7
from graphql_api.ids import read
from tests.e2e.walking import View

# Records of the API's walk, by the part's name; where a name means several things, by the view's area.
RECORDS = {
    "acceptance_id": "TextAcceptance",
    "address_id": "PartnerAddress",
    "agreement_id": "Agreement",
    "amendment_id": "DeclarationAmendment",
    "partnership.assessment_id": "LocalNeedsAssessment",
    "attendance_id": "PartnershipAttendance",
    "card_id": "ServiceCard",
    "case_id": "Case",
    "certificate_id": "Certificate",
    "claim_id": "PlaceClaim",
    "decision_id": "MeetingDecision",
    "declaration_id": "Declaration",
    "draft_id": "DeclarationDraft",
    "entry_id": "ResourceMapEntry",
    "fact_id": "HouseholdFact",
    "file_id": "SignedCopy",
    "goal_id": "Goal",
    "invitation_id": "PartnerInvitation",
    "item_id": "AgendaItem",
    "lesson_id": "Lesson",
    "families.meeting_id": "TeamMeeting",
    "partnership.meeting_id": "PartnershipMeeting",
    "member_id": "TeamMember",
    "message_id": "Message",
    "need_id": "Need",
    "other_id": "ServiceCard",
    "partner_id": "Partner",
    "partnership.period_id": "ContactPeriod",
    "places.period_id": "CapacityPeriod",
    "access.person_id": "Person",
    "families.person_id": "Person",
    "partnership.person_id": "PartnerPerson",
    "plan_item_id": "PlanItem",
    "published_id": "PublishedMinutes",
    "basket.proposal_id": "CardProposal",
    "referral_id": "Referral",
    "request_id": "ConfirmationRequest",
    "run_id": "ImportRun",
    "substitution_id": "PersonSubstitution",
    "task_id": "Task",
    "text_id": "PartnershipText",
    "paths.paper_id": "PathPaper",
    "paths.proposal_id": "DateProposal",
    "portal.proposal_id": "DateProposal",
    "paths.version_id": "PathVersion",
    "version_id": "TextVersion",
    "offered_id": "TemplateVersion",
}
# Records of a family: an address with one of them is open to no stranger.
OF_A_FAMILY = {"Agreement", "Case", "Goal", "HouseholdFact", "Need", "Person", "Referral", "Task"} | {
    "DateProposal",
    "PathPaper",
    "PathVersion",
    "PlaceClaim",
    "TeamMeeting",
    "TeamMember",
}
# What is no record of the walk.
WORDS: dict[str, Any] = {
    "code": "mapping",
    "edition": 1,
    "file_kind": "csv",
    "form": "cards",
    "key": "nieznany",
    "kind": "stale",
    "name": "service",
    "path": "nieznane",
    "secret": "nieznany",
    "token": "nieznany",
    # Of a powiat or of the region: none of this town's.
    "edition_id": uuid7(),
    "offer_id": uuid7(),
}


def named(view: View, part: str) -> str | None:
    """The record that a part of a view's address stands for; None for a word."""
    return RECORDS.get(f"{_area(view)}.{part}") or RECORDS.get(part)


def is_named(view: View, part: str) -> bool:
    """Whether the matrix knows what to give."""
    return bool(named(view, part)) or part in WORDS


def _area(view: View) -> str:
    return view.name.partition(":")[0]


def about_a_family(view: View) -> bool:
    """Whether an address names a record of a family."""
    return any(named(view, part) in OF_A_FAMILY for part in view.parameters)


def kwargs_of(view: View, ids: dict[str, str]) -> dict[str, Any]:
    """The parts of an address, filled in."""
    return {part: _given(named(view, part), part, ids) for part in view.parameters}


def _given(record: str | None, part: str, ids: dict[str, str]) -> Any:
    if record is None:
        return WORDS[part]
    found = read(ids[record])
    assert found is not None
    return found.key
