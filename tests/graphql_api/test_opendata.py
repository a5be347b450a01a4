"""Imports through GraphQL: handed in, looked at, decided; the same rights and sentences as at the pages."""

from __future__ import annotations

import base64
from typing import Any
from uuid import UUID

import pytest

from core.basket.models import ServiceCard
from core.opendata.models import ImportRun
from core.opendata.operations.reading import read_import
from core.opendata.operations.writing import write_import
from core.partnership.operations import name_person
from core.shared import clock
from core.shared.enums import Role
from graphql_api.ids import key_of
from graphql_api.municipality.schema import schema
from tests.core.opendata import stories
from tests.graphql_api.caller import Caller, token_for
from tests.support import people

START = """mutation($content:SmallFile!){ importStart(input:{filename:"usługi.csv",content:$content}){
  result{id status format} userErrors{code message field}}}"""
DECIDE = """mutation($run:ID!,$only:Boolean){ importDecide(input:{run:$run,onlyCorrect:$only}){
  result{status written} userErrors{code}}}"""
LOOK = """query($run:ID!){ importRun(id:$run){ status new wrong written }
  importRows(run:$run,first:10){ nodes{ state line name changes{name before after}
    problems{line column code message note} } } }"""
SHEET = "Organizacja;Nazwa usługi;Kategoria\nOP;Dobra;Kultura\nNieznana;Zła;Kultura\n"


@pytest.fixture
def officer(in_town: str) -> Caller:
    stories.partner()
    return Caller(schema, token_for(Role.NETWORK_OFFICER))


def handed_in(caller: Caller, text: str = SHEET) -> str:
    """A file handed in and read; its id."""
    content = base64.b64encode(text.encode()).decode()
    payload = caller(START, content=content).data["importStart"]
    assert payload["userErrors"] == []
    read_import(run_id=key(payload["result"]["id"]))
    return str(payload["result"]["id"])


def key(run: str) -> UUID:
    found = key_of(run, "ImportRun")
    assert found is not None
    return found


def test_a_program_brings_a_file_in(officer: Caller) -> None:
    run = handed_in(officer)
    found = officer(LOOK, run=run).data
    assert found["importRun"] == {"status": "READY", "new": 1, "wrong": 1, "written": 0}
    good, bad = found["importRows"]["nodes"]
    assert (good["state"], {"name": "name", "before": None, "after": '"Dobra"'} in good["changes"]) == (
        "NEW",
        True,
    )
    assert bad["problems"] == [
        {
            "line": 3,
            "column": "Organizacja",
            "code": "ORGANISATION_UNKNOWN",
            "message": "Nie ma takiej organizacji w partnerstwie: „Nieznana”. "
            "Najpierw ją zaproś albo popraw nazwę.",
            "note": False,
        }
    ]
    refused = officer(DECIDE, run=run).data["importDecide"]
    assert [error["code"] for error in refused["userErrors"]] == ["IMPORT_HAS_ERRORS"]
    assert not ServiceCard.objects.exists()
    assert officer(DECIDE, run=run, only=True).data["importDecide"]["result"]["status"] == "WRITING"
    write_import(run_id=key(run))
    assert officer(LOOK, run=run).data["importRun"]["written"] == 1
    assert ServiceCard.objects.get().name == "Dobra"


def test_an_import_is_given_up(officer: Caller) -> None:
    run = handed_in(officer)
    cancel = "mutation($run:ID!){ importCancel(input:{run:$run}){ result{status} userErrors{code} } }"
    assert officer(cancel, run=run).data["importCancel"]["result"]["status"] == "CANCELLED"
    listed = officer("{ importRuns(first:5){ nodes{ id } } }").data["importRuns"]["nodes"]
    assert listed == [{"id": run}]


@pytest.mark.parametrize("content", ["nie base64!", "A" * 200_000, ""])
def test_what_is_no_small_file_is_refused(officer: Caller, content: str) -> None:
    answer = officer(START, content=content)
    assert answer.codes or answer.data["importStart"]["userErrors"][0]["code"] == "FILE_EMPTY"
    assert not ImportRun.objects.exists()


def test_others_see_no_import(officer: Caller) -> None:
    run = handed_in(officer)
    partner = stories.partner("Inna", nip="", short_name="IN")
    user = people.account(Role.DELEGATE)
    name_person(actor=people.system(), partner=partner, name="Dorota", user=user, starts_on=clock.today())
    callers: list[tuple[Caller, Any]] = [
        (Caller(schema, token_for(user=user)), {"nodes": []}),
        (Caller(schema, token_for(Role.SOCIAL_WORKER)), None),
        (Caller(schema, token_for(Role.NETWORK_OFFICER, scopes=("partners:read",))), None),
    ]
    for caller, rows in callers:
        found = caller(LOOK, run=run).data
        assert found["importRun"] is None
        assert found["importRows"] == rows


def test_every_code_has_its_term(officer: Caller) -> None:
    terms = officer("{ hsdsTerms { taxonomy code termId name } }").data["hsdsTerms"]
    assert len({term["termId"] for term in terms}) == len(terms)
    assert {"category", "referral_mode", "sector"} <= {term["taxonomy"] for term in terms}
