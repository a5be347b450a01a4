"""Bringing files in: hand over, decide, give up."""

from __future__ import annotations

import graphene

from core.opendata.operations import uploading
from core.opendata.queries import runs
from core.shared.enums import Role
from graphql_api.basket.types import CategoryEnum
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.opendata.types import ImportRunType, SmallFile
from graphql_api.policies import policy

WRITERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, Role.DELEGATE, scopes=("basket:read", "basket:write"))
RUN = reference("ImportRun", runs.import_visible, "The import.")


class OpendataMutations:
    """The life of an import."""

    import_start = mutation(
        "ImportStart",
        result=ImportRunType,
        policy=WRITERS,
        takes={
            "filename": text("Name of the file."),
            "content": value(SmallFile, "The file: HSDS package or JSON, CSV or XLSX of the template."),
            "default_category": value(CategoryEnum, "For services that name no category.", required=False),
        },
        perform=uploading.start_import,
        description="Hand a small file in; it is read in the background, nothing is written yet.",
    )
    import_decide = mutation(
        "ImportDecide",
        result=ImportRunType,
        policy=WRITERS,
        takes={
            "run": RUN,
            "only_correct": value(
                graphene.Boolean,
                "Leave rows with errors out; without it they stop everything.",
                required=False,
            ),
        },
        perform=uploading.decide_import,
        description="Write what the preview shows, in the background.",
    )
    import_cancel = mutation(
        "ImportCancel",
        result=ImportRunType,
        policy=WRITERS,
        takes={"run": RUN},
        perform=uploading.cancel_import,
        description="Give an import up; nothing of it is written.",
    )
