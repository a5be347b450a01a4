"""Writing the partnership's texts: versions, acceptances, tasks, templates adopted or not."""

from __future__ import annotations

from typing import Any

import graphene

from core.exchange.queries.templates import offered_version
from core.partnership import queries as partnership
from core.partnership.operations import adopting, plans, reminding, texts
from core.partnership.queries import texts as queries
from core.shared.enums import Role
from graphql_api.exchange.types import TemplateAdoptionType
from graphql_api.mutations import Given, mutation, reference, text, value
from graphql_api.policies import policy
from graphql_api.scalars import Date, NoNullString
from graphql_api.texts.types import (
    MannerEnum,
    MergeChoiceInput,
    PlanItemType,
    TextAcceptanceType,
    TextKindEnum,
    TextVersionType,
)

_SCOPES = ("partners:read", "partners:write")
WRITERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, scopes=_SCOPES)
DELEGATES = policy(Role.DELEGATE, scopes=_SCOPES)
TICKERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, Role.DELEGATE, scopes=_SCOPES)
VERSION = reference("TextVersion", queries.version_visible, "The version.")
ITEM = reference("PlanItem", queries.item_visible, "The task.")
OFFERED = reference("TemplateVersion", offered_version, "The published version of a template.")
PARTNER = reference("Partner", partnership.partner_visible, "Who answers for it.", required=False)
BLOCKS = Given(
    graphene.List(graphene.NonNull(NoNullString)),
    "Headings (they begin with #) and paragraphs (points begin with -), in order.",
)
ITEM_FIELDS = {
    "what": text("What is to be done."),
    "partner": PARTNER,
    "responsible": text("Who else answers for it.", required=False),
    "month": value(graphene.Int, "Month of the plan's year, 1 to 12.", required=False),
    "term": text("Term in words.", required=False),
}


def _draft(*, blocks: list[str], **given: Any) -> Any:
    return texts.draft_version(body="\n\n".join(blocks), **given)


def _edit(*, blocks: list[str], **given: Any) -> Any:
    return texts.edit_version(body="\n\n".join(blocks), **given)


def _record(**given: Any) -> Any:
    texts.record_acceptances(**given)
    return given["version"]


def _undo(**given: Any) -> bool:
    texts.undo_acceptance(**given)
    return True


def _remove(**given: Any) -> bool:
    plans.remove_item(**given)
    return True


def _adopt(*, choices: list[Any] | None = None, **given: Any) -> Any:
    chosen = {choice["number"]: str(choice["side"].value) for choice in choices or ()}
    return adopting.adopt(choices=chosen, **given)


class TextMutations:
    """What officers and delegates write about the texts."""

    text_draft = mutation(
        "TextDraft",
        result=TextVersionType,
        policy=WRITERS,
        takes={
            "kind": value(TextKindEnum, "Rules or plan."),
            "year": value(graphene.Int, "Year of the plan.", required=False),
            "title": text("Title."),
            "blocks": BLOCKS,
            "note": text("What is new and why.", required=False),
        },
        perform=_draft,
        description="Begin the next wording of the rules, or of a year's plan.",
    )
    text_edit = mutation(
        "TextEdit",
        result=TextVersionType,
        policy=WRITERS,
        takes={
            "version": VERSION,
            "title": text("Title."),
            "blocks": BLOCKS,
            "note": text("What is new and why.", required=False),
        },
        perform=_edit,
        description="Change a draft's words.",
    )
    text_put = mutation(
        "TextPut",
        result=TextVersionType,
        policy=WRITERS,
        takes={"version": VERSION},
        perform=texts.put_to_partners,
        description="Ask all partners to accept a version; its words are fixed.",
    )
    text_bring_into_force = mutation(
        "TextBringIntoForce",
        result=TextVersionType,
        policy=WRITERS,
        takes={
            "version": VERSION,
            "in_force_on": value(Date, "First day; today when left out.", required=False),
        },
        perform=texts.bring_into_force,
        description="Let a version hold; the one before it is replaced.",
    )
    text_abandon = mutation(
        "TextAbandon",
        result=TextVersionType,
        policy=WRITERS,
        takes={"version": VERSION},
        perform=texts.abandon,
        description="Give a version up before it holds.",
    )
    text_accept = mutation(
        "TextAccept",
        result=TextAcceptanceType,
        policy=DELEGATES,
        takes={"version": VERSION},
        perform=texts.accept_as_delegate,
        description="Accept a version for the own organisation.",
    )
    text_acceptances_record = mutation(
        "TextAcceptancesRecord",
        result=TextVersionType,
        policy=WRITERS,
        takes={
            "version": VERSION,
            "partners": reference("Partner", partnership.partner_visible, "Who accepted.", many=True),
            "manner": value(MannerEnum, "MEETING or PAPER."),
            "accepted_on": value(Date, "Day; today when left out.", required=False),
            "person_name": text("Who said so.", required=False),
        },
        perform=_record,
        description="Record what partners said at a meeting or signed on paper.",
    )
    text_acceptance_undo = mutation(
        "TextAcceptanceUndo",
        result=graphene.Boolean,
        policy=WRITERS,
        takes={
            "acceptance": reference("TextAcceptance", queries.acceptance_visible, "The wrong entry."),
            "reason": text("Why it was wrong."),
        },
        perform=_undo,
        description="Take away an entry that the officer made by mistake.",
    )
    text_remind = mutation(
        "TextRemind",
        result=graphene.Int,
        policy=WRITERS,
        takes={"version": VERSION},
        perform=reminding.remind,
        description="Ask again who has not accepted; answers how many messages were written.",
    )
    plan_item_add = mutation(
        "PlanItemAdd",
        result=PlanItemType,
        policy=WRITERS,
        takes={"version": VERSION, **ITEM_FIELDS},
        perform=plans.add_item,
        description="Write a task into a draft plan.",
    )
    plan_item_edit = mutation(
        "PlanItemEdit",
        result=PlanItemType,
        policy=WRITERS,
        takes={"item": ITEM, **ITEM_FIELDS},
        perform=plans.edit_item,
        description="Change a task of a draft plan; what is left out is emptied.",
    )
    plan_item_remove = mutation(
        "PlanItemRemove",
        result=graphene.Boolean,
        policy=WRITERS,
        takes={"item": ITEM},
        perform=_remove,
        description="Strike a task out of a draft plan.",
    )
    plan_item_tick = mutation(
        "PlanItemTick",
        result=PlanItemType,
        policy=TICKERS,
        takes={
            "item": ITEM,
            "done_on": value(Date, "Day; today when left out.", required=False),
            "done_note": text("What came of it.", required=False),
        },
        perform=plans.tick_item,
        description="Tick a task off; a delegate only the own organisation's.",
    )
    plan_item_untick = mutation(
        "PlanItemUntick",
        result=PlanItemType,
        policy=TICKERS,
        takes={"item": ITEM},
        perform=plans.untick_item,
        description="Say that a task is not done after all.",
    )
    template_adopt = mutation(
        "TemplateAdopt",
        result=TextVersionType,
        policy=WRITERS,
        takes={
            "offered": OFFERED,
            "year": value(graphene.Int, "Year of the plan; this one when left out.", required=False),
            "choices": value(
                graphene.List(graphene.NonNull(MergeChoiceInput)),
                "What to take at each conflict.",
                required=False,
            ),
        },
        perform=_adopt,
        description="Make the local draft to which a version of a template leads.",
    )
    template_use = mutation(
        "TemplateUse",
        result=TemplateAdoptionType,
        policy=WRITERS,
        takes={"offered": OFFERED},
        perform=adopting.use,
        description="Say that the town uses a template that makes no text of its own.",
    )
    template_keep = mutation(
        "TemplateKeep",
        result=TemplateAdoptionType,
        policy=WRITERS,
        takes={"offered": OFFERED, "reason": text("Why the town keeps its text.")},
        perform=adopting.keep,
        description="Stay with the own text and say why.",
    )
