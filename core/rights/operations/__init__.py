"""Answering for data: requests, copies, corrections, holds, and the end of data."""

from __future__ import annotations

from core.rights.operations.correcting import correct_person
from core.rights.operations.disposing import (
    approve_disposal,
    fetch_protocol,
    propose_disposal_of_due,
    propose_erasure,
    propose_person_erasure,
    reject_disposal,
    set_period,
)
from core.rights.operations.exports import expire_exports, fetch_export, make_export, request_export
from core.rights.operations.holds import lift_hold, place_hold
from core.rights.operations.outliving import reapply_destroyed_keys
from core.rights.operations.requests import answer_request, extend_request, receive_request, remind_due

__all__ = [
    "answer_request",
    "approve_disposal",
    "correct_person",
    "expire_exports",
    "extend_request",
    "fetch_export",
    "fetch_protocol",
    "lift_hold",
    "make_export",
    "place_hold",
    "propose_disposal_of_due",
    "propose_erasure",
    "propose_person_erasure",
    "reapply_destroyed_keys",
    "receive_request",
    "reject_disposal",
    "remind_due",
    "request_export",
    "set_period",
]
