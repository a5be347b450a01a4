"""`hsds validate`: what towns publish, against a folder of schemas of somebody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from core.opendata.queries import offer
from kooperacje.cli import app
from kooperacje.conformance import SchemasMissingError, conformance
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.core.opendata import stories

TERM: dict[str, Any] = {
    "name": "taxonomy_term",
    "type": "object",
    "required": ["id", "name", "description"],
    "properties": {"taxonomy_detail": {"name": "taxonomy", "type": "object", "required": ["id", "name"]}},
}
THING: dict[str, Any] = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "email": {"type": "string", "format": "email"},
        "attributes": {"type": "array", "items": {"properties": {"taxonomy_term": TERM}}},
    },
}
NAMES = ("service", "organization", "service_at_location")


def folder(where: Path, **more: Any) -> Path:
    """Schemas that are looser than the standard's, in its layout."""
    for name in NAMES:
        for file in (name, f"{name}_list"):
            (where / f"{file}.json").write_text(json.dumps(more.get(file, THING)))
    tabular = {"properties": {"service": {"items": THING}, "address": {"items": THING}}}
    (where / "tabular.json").write_text(json.dumps(tabular))
    return where


def test_every_object_is_counted_and_checked(in_town: str, tmp_path: Path) -> None:
    stories.whole_basket()
    found = {each.name: (each.number, each.faults) for each in conformance(folder(tmp_path))}
    assert found["service"] == (3, [])
    assert found["organization"] == found["organization_list"] == (2, [])
    assert found["service_at_location"][0] == 4
    assert found["taxonomy_term"][0] > 40
    assert found["services.csv"] == (3, [])


def test_a_fault_names_the_object_and_the_place(in_town: str, tmp_path: Path) -> None:
    stories.whole_basket()
    strict = {**THING, "properties": {**THING["properties"], "name": {"type": "number"}}}
    found = {each.name: each for each in conformance(folder(tmp_path, service_list=strict))}
    assert len(found["service_list"].faults) == 3
    assert str(offer.offered()[0].pk) in found["service_list"].faults[0]
    assert " name: " in found["service_list"].faults[0]


def test_a_folder_without_schemas_is_told(in_town: str, tmp_path: Path) -> None:
    with pytest.raises(SchemasMissingError, match=r"service\.json"):
        conformance(tmp_path)


@pytest.mark.django_db
def test_the_command_says_what_it_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def here(**_options: Any) -> Iterator[None]:
        yield

    monkeypatch.setattr("kooperacje.embedded.attach.attached", here)
    with in_tenant(CZESTOCHOWA):
        stories.whole_basket()
    asked = ["hsds", "validate", "--schemas", str(folder(tmp_path)), "--tenant", "czestochowa"]
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 0, told.output
    assert "czestochowa: service 3, service_list 3, organization 2" in told.output
    (tmp_path / "service.json").write_text(json.dumps({**THING, "required": ["nothing"], "name": "service"}))
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 1
    assert "'nothing' is a required property" in told.output
    assert CliRunner().invoke(app, [*asked[:-1], "nigdzie"]).exit_code == 2
