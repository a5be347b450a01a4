"""Writing the register, asking for copies, putting right, holding, and the end of data."""

from __future__ import annotations

from core.families.queries import case_visible, own_case
from core.rights import operations, queries
from core.shared.enums import Role
from graphql_api.families.loaders import person_visible
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.policies import policy
from graphql_api.rights.loaders import hold_visible
from graphql_api.rights.types import (
    CorrectedFieldEnum,
    CorrectionType,
    DataRequestType,
    DisposalType,
    LegalHoldType,
    PersonCopyType,
    RequestKindEnum,
    RequestOutcomeEnum,
    RequestWayEnum,
)
from graphql_api.scalars import Date

_SCOPES = ("families:read", "families:write")
LEADERS = policy(Role.SOCIAL_WORKER, scopes=_SCOPES)
BOTH = policy(Role.SOCIAL_WORKER, *queries.ANSWERING, scopes=_SCOPES)
TOWN = policy(*queries.ANSWERING, scopes=_SCOPES)
CASE = reference("Case", own_case, "The case.")
ANY_CASE = reference("Case", case_visible, "The case.")
PERSON = reference("Person", person_visible, "Whose data.")
REQUEST = reference("DataRequest", queries.request_visible, "The request.")
HOLD = reference("LegalHold", hold_visible, "The hold.")
DISPOSAL = reference("Disposal", queries.disposal_visible, "The disposal.")


class RightsMutations:
    """What the leading worker and the director write."""

    data_request_receive = mutation(
        "DataRequestReceive",
        result=DataRequestType,
        policy=LEADERS,
        takes={
            "case": CASE,
            "person": PERSON,
            "kind": value(RequestKindEnum, "What is asked."),
            "content": text("In the person's words.", required=False),
            "way": value(RequestWayEnum, "How it came; in person when left out.", required=False),
            "received_on": value(Date, "Day it came; today when left out.", required=False),
        },
        perform=operations.receive_request,
        description="Write down a person's request; a restriction takes effect at once.",
    )
    data_request_extend = mutation(
        "DataRequestExtend",
        result=DataRequestType,
        policy=BOTH,
        takes={"data_request": REQUEST, "reason": text("Why; the person is told.")},
        perform=lambda *, actor, data_request, reason: operations.extend_request(
            actor=actor, request=data_request, reason=reason
        ),
        description="Take two more months, once.",
    )
    data_request_answer = mutation(
        "DataRequestAnswer",
        result=DataRequestType,
        policy=BOTH,
        takes={
            "data_request": REQUEST,
            "outcome": value(RequestOutcomeEnum, "How it ends."),
            "answer": text("What the person was told."),
        },
        perform=lambda *, actor, data_request, **given: operations.answer_request(
            actor=actor, request=data_request, **given
        ),
        description="Close a request.",
    )
    person_copy_request = mutation(
        "PersonCopyRequest",
        result=PersonCopyType,
        policy=LEADERS,
        takes={"case": CASE, "person": PERSON},
        perform=operations.request_export,
        description="Have a copy of everything about a person made.",
    )
    person_correct = mutation(
        "PersonCorrect",
        result=CorrectionType,
        policy=LEADERS,
        takes={
            "case": CASE,
            "person": PERSON,
            "field": value(CorrectedFieldEnum, "What is put right."),
            "value": text("What should stand there; a day as DD.MM.YYYY."),
            "reason": text("On what ground."),
            "seen": text("What stood there for the caller; refused when it has changed.", required=False),
        },
        perform=operations.correct_person,
        description="Put one value of a person right.",
    )
    legal_hold_place = mutation(
        "LegalHoldPlace",
        result=LegalHoldType,
        policy=BOTH,
        takes={"case": ANY_CASE, "reason": text("Why the data must stay.")},
        perform=operations.place_hold,
        description="Keep the data of a case whatever the period and whoever asks.",
    )
    legal_hold_lift = mutation(
        "LegalHoldLift",
        result=LegalHoldType,
        policy=TOWN,
        takes={"hold": HOLD},
        perform=operations.lift_hold,
        description="Lift a hold.",
    )
    erasure_propose = mutation(
        "ErasurePropose",
        result=DisposalType,
        policy=BOTH,
        takes={"case": ANY_CASE, "reason": text("The ground, without names.")},
        perform=operations.propose_erasure,
        description="Ask that a family's data go; another person approves.",
    )
    person_erasure_propose = mutation(
        "PersonErasurePropose",
        result=DisposalType,
        policy=LEADERS,
        takes={"case": CASE, "person": PERSON, "reason": text("The ground, without names.")},
        perform=operations.propose_person_erasure,
        description="Ask that the data of one person go, the others' staying; another person approves.",
    )
    disposal_approve = mutation(
        "DisposalApprove",
        result=DisposalType,
        policy=TOWN,
        takes={"disposal": DISPOSAL},
        perform=operations.approve_disposal,
        description="Carry a disposal out: keys are destroyed for good.",
    )
    disposal_reject = mutation(
        "DisposalReject",
        result=DisposalType,
        policy=BOTH,
        takes={"disposal": DISPOSAL},
        perform=operations.reject_disposal,
        description="Leave everything as it is.",
    )
