"""Which record stands for which part of an address; a part that is not here fails the matrix."""

from __future__ import annotations

from typing import Any

from core.shared.ids import uuid7
from graphql_api.ids import read
from tests.e2e.walking import View

# Records of the API's walk, by the part's name; where a name means several things, by the view's area.
RECORDS = {
    "assessments.assessment_id": "FamilyAssessment",
    "families.ground_id": "CaseGround",
    "families.review_id": "ProgressReview",
    "involvement.question_id": "InvolvementQuestion",
    "meetings.amendment_id": "TeamAmendment",
    "meetings.decision_id": "TeamDecision",
    "meetings.invitation_id": "MeetingInvitation",
    "meetings.planned_id": "PlannedMeeting",
    "meetings.point_id": "TeamAgendaPoint",
    "meetings.request_id": "JoinRequest",
    "meetings.slot_id": "MeetingSlot",
    "meetings.person_id": "Person",
    "privacy.person_id": "Person",
    "reporting.person_id": "Person",
    "rights.person_id": "Person",
    "safety.person_id": "Person",
    "assessments.person_id": "Person",
    "access.person_id": "Person",
    "portal.person_id": "Person",
    "paths.person_id": "Person",
    "notes.person_id": "Person",
    "partner.person_id": "PartnerPerson",
    "notes.attachment_id": "NoteFile",
    "notes.note_id": "Note",
    "privacy.attachment_id": "NoteFile",
    "privacy.authorisation_id": "Authorisation",
    "privacy.basis_id": "LegalBasis",
    "privacy.sheet_id": "ConsentSheet",
    "privacy.text_id": "ConsentText",
    "rights.disposal_id": "Disposal",
    "rights.export_id": "PersonCopy",
    "rights.hold_id": "LegalHold",
    "rights.request_id": "DataRequest",
    "safety.separation_id": "Separation",
    "acceptance_id": "TextAcceptance",
    "address_id": "PartnerAddress",
    "agreement_id": "Agreement",
    "amendment_id": "DeclarationAmendment",
    "assessments.version_id": "AssessmentForm",
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
    "families.person_id": "Person",
    "partnership.person_id": "PartnerPerson",
    "plan_item_id": "PlanItem",
    "published_id": "PublishedMinutes",
    "basket.proposal_id": "CardProposal",
    "referral_id": "Referral",
    "request_id": "ConfirmationRequest",
    "opendata.run_id": "ImportRun",
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
OF_A_FAMILY = {
    "Agreement",
    "Authorisation",
    "Case",
    "CaseGround",
    "ConsentSheet",
    "DataRequest",
    "DateProposal",
    "Disposal",
    "FamilyAssessment",
    "Goal",
    "HouseholdFact",
    "InvolvementQuestion",
    "JoinRequest",
    "LegalHold",
    "MeetingInvitation",
    "MeetingSlot",
    "Need",
    "Note",
    "NoteFile",
    "PathPaper",
    "PathVersion",
    "Person",
    "PersonCopy",
    "PlaceClaim",
    "PlannedMeeting",
    "ProgressReview",
    "Referral",
    "Separation",
    "Task",
    "TeamAgendaPoint",
    "TeamAmendment",
    "TeamDecision",
    "TeamMeeting",
    "TeamMember",
}
# What is no record of the walk.
WORDS: dict[str, Any] = {
    "code": "mapping",
    "edition": 1,
    "file_kind": "csv",
    "form": "csv",
    "constraint": "reviewed",
    "domain": "housing",
    "field": "last_name",
    "indicators.key": "nieznany",
    "kept": "drafts",
    "language": "uk",
    "number": 1,
    "opendata.key": uuid7(),
    "privacy.kind": "agreement",
    "reporting.code": "2025",
    "reporting.kind": "xlsx",
    "run_id": uuid7(),
    "merge_id": uuid7(),
    "support_id": uuid7(),
    "kind": "stale",
    "name": "service",
    "path": "nieznane",
    "secret": "nieznany",
    "token": "nieznany",
    # Of a powiat or of the region: none of this town's.
    "edition_id": uuid7(),
    "offer_id": uuid7(),
    "notice_id": uuid7(),
}


def named(view: View, part: str) -> str | None:
    """The record that a part of a view's address stands for; None for a word."""
    return RECORDS.get(f"{_area(view)}.{part}") or RECORDS.get(part)


def is_named(view: View, part: str) -> bool:
    """Whether the matrix knows what to give."""
    return bool(named(view, part)) or _word(view, part) is not None


def _word(view: View, part: str) -> Any:
    return WORDS.get(f"{_area(view)}.{part}", WORDS.get(part))


def _area(view: View) -> str:
    return view.name.partition(":")[0]


def about_a_family(view: View) -> bool:
    """Whether an address names a record of a family."""
    return any(named(view, part) in OF_A_FAMILY for part in view.parameters)


def kwargs_of(view: View, ids: dict[str, str]) -> dict[str, Any]:
    """The parts of an address, filled in."""
    return {part: _given(view, part, ids) for part in view.parameters}


def _given(view: View, part: str, ids: dict[str, str]) -> Any:
    record = named(view, part)
    if record is None:
        return _word(view, part)
    found = read(ids[record])
    assert found is not None
    return found.key
