"""Names of the records that queries hand to pages.

Pages read records and may not import their models (see the import contracts); these names keep the
signatures readable.
"""

from __future__ import annotations

from typing import Any, TypeAlias

Case: TypeAlias = Any
CaseGround: TypeAlias = Any
CaseTeam: TypeAlias = Any
HouseholdMember: TypeAlias = Any
ParticipationAgreement: TypeAlias = Any
PartnerOrganisation: TypeAlias = Any
PartnerPerson: TypeAlias = Any
Person: TypeAlias = Any
TeamMember: TypeAlias = Any
TeamMeeting: TypeAlias = Any
