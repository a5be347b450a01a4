"""Keeping cards through the API: the same rules as the pages, by the same operations."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core.basket.models import CardProposal, ServiceCard
from core.partnership.operations import update_partner
from core.shared import clock
from core.shared.enums import Role
from graphql_api.ids import global_id
from graphql_api.municipality.schema import schema
from tests.graphql_api.caller import Answer, Caller, token_for
from tests.support import vertical

CHANGE = """mutation($card:ID!,$cost:NoNullString,$version:Int){serviceCardChange(input:{
  card:$card,cost:$cost,version:$version,languages:[UKRAINIAN,POLISH],minAge:6,clear:[CAPACITY],comment:"Dotacja."})
  {result{id cost minAge languages capacity version} userErrors{field code message}}}"""
PROPOSALS = """{cardProposals(first:5,status:PENDING){totalCount nodes{id kind status comment madeByName
  differences{field label before after} overtaken card{name partner{name}}}}}"""
ACCEPT = """mutation($p:ID!,$v:Int){cardProposalAccept(input:{cardProposal:$p,version:$v})
  {result{status card{cost}} userErrors{code message}}}"""
DECLINE = """mutation($p:ID!,$why:NoNullString!){cardProposalDecline(input:{cardProposal:$p,reason:$why})
  {result{status declineReason} userErrors{field code}}}"""
HISTORY = """query($card:ID!){cardRevisions(first:10,card:$card){nodes{version kind status actorName reason
  contents{field label value} card{name}}} cardDifferences(card:$card,before:2,after:3){field before after}
  today:cardOn(card:$card,on:"2026-12-31"){version card{name partner{name}}}
  cardOn(card:$card,on:"2020-01-01"){version}}"""
SCORE = "query($card:ID!){serviceCard(id:$card){freshness scoreParts{part points most advice}}}"
ASK = """mutation($p:ID!){confirmationAsk(input:{partner:$p}){result{id sentTo cardsAsked cardsOpen
  items{answer card{name}} partner{name}} userErrors{code message}}}"""
OPEN = "{confirmationRequests(first:5,unanswered:true){nodes{sentTo timesSent cardsOpen}}}"
FINDINGS = "{basketFindings{fault number since cardId cardName partnerName}}"


def asked(answer: Answer, name: str) -> Any:
    """The result of a mutation without refusals."""
    assert answer.data[name]["userErrors"] == []
    return answer.data[name]["result"]


@pytest.fixture
def town(in_town: str) -> vertical.Town:
    """A partner with a published card, its delegate and the officer."""
    return vertical.town()


def callers(town: vertical.Town) -> tuple[Caller, Caller]:
    """Programs of the delegate and of the network officer."""
    delegate = Caller(schema, token_for(user=town.delegate_user))
    return delegate, Caller(schema, token_for(Role.NETWORK_OFFICER))


def test_a_wish_is_made_read_and_decided(town: vertical.Town) -> None:
    delegate, officer = callers(town)
    card = global_id("ServiceCard", town.card.pk)
    result = asked(delegate(CHANGE, card=card, cost="bezpłatnie"), "serviceCardChange")
    assert (result["cost"], result["minAge"]) == ("", None)
    (wish,) = officer(PROPOSALS).data["cardProposals"]["nodes"]
    assert (wish["kind"], wish["comment"]) == ("CHANGE", "Dotacja.")
    assert {each["field"]: each["after"] for each in wish["differences"]} == {
        "cost": "bezpłatnie",
        "min_age": "6",
        "languages": "polski, ukraiński",
    }
    late = officer(ACCEPT, p=wish["id"], v=1).data["cardProposalAccept"]
    assert [each["code"] for each in late["userErrors"]] == ["CONFLICT"]
    done = asked(officer(ACCEPT, p=wish["id"]), "cardProposalAccept")
    assert done == {"status": "ACCEPTED", "card": {"cost": "bezpłatnie"}}
    assert officer(PROPOSALS).data["cardProposals"]["totalCount"] == 0


def test_the_officer_writes_at_once_and_declines_with_a_reason(town: vertical.Town) -> None:
    delegate, officer = callers(town)
    card = global_id("ServiceCard", town.card.pk)
    result = asked(officer(CHANGE, card=card, cost="5 zł", version=2), "serviceCardChange")
    assert (result["cost"], result["languages"]) == ("5 zł", ["POLISH", "UKRAINIAN"])
    delegate(CHANGE, card=card, cost="100 zł")
    (wish,) = officer(PROPOSALS).data["cardProposals"]["nodes"]
    refused = officer(DECLINE, p=wish["id"], why=" ").data["cardProposalDecline"]["userErrors"]
    assert [(each["field"], each["code"]) for each in refused] == [
        (["input", "reason"], "DECLINE_REASON_MISSING")
    ]
    assert asked(officer(DECLINE, p=wish["id"], why="Za drogo."), "cardProposalDecline") == {
        "status": "DECLINED",
        "declineReason": "Za drogo.",
    }


def test_history_and_score_are_for_keepers(town: vertical.Town) -> None:
    _delegate, officer = callers(town)
    card = global_id("ServiceCard", town.card.pk)
    officer(CHANGE, card=card, cost="5 zł")
    answer = officer(HISTORY, card=card).data
    assert [each["kind"] for each in answer["cardRevisions"]["nodes"]] == ["EDITED", "PUBLISHED", "DRAFTED"]
    assert {"field": "cost", "before": "", "after": "5 zł"} in answer["cardDifferences"]
    assert answer["cardOn"] is None
    assert answer["today"] == {
        "version": 3,
        "card": {"name": town.card.name, "partner": {"name": town.partner.name}},
    }
    parts = officer(SCORE, card=card).data["serviceCard"]["scoreParts"]
    assert sum(part["most"] for part in parts) == 100
    stranger = Caller(schema, token_for(Role.FAMILY_MEMBER))
    shown = stranger(SCORE, card=card).data["serviceCard"]
    assert (shown["freshness"], shown["scoreParts"]) == ("FRESH", None)
    assert stranger(HISTORY, card=card).data["cardRevisions"] is None


def test_partners_are_asked_and_findings_read(town: vertical.Town) -> None:
    delegate, officer = callers(town)
    partner = global_id("Partner", town.partner.pk)
    update_partner(actor=town.officer, partner=town.partner, email="poradnia@town.example")
    ServiceCard.objects.update(reviewed_on=clock.today() - timedelta(400))
    sent = asked(officer(ASK, p=partner), "confirmationAsk")
    assert (sent["sentTo"], sent["cardsAsked"], sent["cardsOpen"]) == ("poradnia@town.example", 1, 1)
    assert sent["items"] == [{"answer": None, "card": {"name": town.card.name}}]
    (waiting,) = officer(OPEN).data["confirmationRequests"]["nodes"]
    assert waiting["timesSent"] == 1
    assert delegate(OPEN).data["confirmationRequests"] is None
    assert officer(FINDINGS).data["basketFindings"] == []
    assert not CardProposal.objects.exists()
