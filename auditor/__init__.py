"""The independent auditor of releases: reads `sdc-release/1` and nothing else, and attacks what it reads.

It shares no code with the mechanism that makes releases; a mistake there is not repeated here.
"""

from __future__ import annotations

from auditor.auditing import audit
from auditor.errors import RejectedError
from auditor.report import Report, Status

__all__ = ["RejectedError", "Report", "Status", "audit"]
