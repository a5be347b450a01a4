"""The documents say what the code does; what can be compared is compared."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
RECORDS = sorted((DOCS / "adr").glob("0*.md"))


def source_text() -> str:
    folders = ("core", "tenants", "graphql_api", "auditor", "platform", "tests")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in [*files, ROOT / "kooperacje"])


def publiccode() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yaml").read_text())
    return document


def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "architecture" / "index.html").exists()


def test_every_term_of_the_glossary_is_used_in_the_code() -> None:
    text = source_text()
    rows = re.findall(
        r"^\| .+ \| .+ \| `([\w.]+)` \| .+ \|$", (DOCS / "glossary.md").read_text(), re.MULTILINE
    )
    assert len(rows) > 30
    assert [name for name in rows if not re.search(rf"\b{re.escape(name)}\b", text)] == []


def test_every_model_of_a_tenant_has_a_row_in_the_glossary() -> None:
    models = {
        name
        for pattern in ("*/models.py", "*/models/*.py")
        for path in (ROOT / "core").glob(pattern)
        for name in re.findall(r"^class (\w+)\((?:Entity|models\.Model)\b", path.read_text(), re.MULTILINE)
    }
    # The kernel's base and the technical records have no word of the trade.
    technical = {
        "Entity",
        "User",
        "RoleGrant",
        "ApiToken",
        "CaseTransition",
        "ComputedPeriod",
        "PartnershipAttendance",
        "GivenWord",
        "Pin",
    }
    glossary = (DOCS / "glossary.md").read_text()
    assert sorted(name for name in models - technical if f"`{name}`" not in glossary) == []


def test_every_command_is_explained() -> None:
    from kooperacje.cli import app  # noqa: PLC0415  the command line is heavy to import

    names = {command.name for command in app.registered_commands}
    explained = set(
        re.findall(r"^\| `([\w-]+)` \|", (DOCS / "reference" / "cli.md").read_text(), re.MULTILINE)
    )
    assert explained == names


def test_every_setting_is_explained() -> None:
    read = set()
    for path in (ROOT / "platform" / "kooperacje" / "settings").rglob("*.py"):
        read |= set(re.findall(r'ENV\.\w+\(\s*"([A-Z_]+)"', path.read_text()))
    table = (DOCS / "running" / "configuration.md").read_text()
    assert read
    assert sorted(name for name in read if f"`{name}`" not in table) == []


def test_every_setting_that_is_explained_exists() -> None:
    table = (DOCS / "running" / "configuration.md").read_text()
    named = set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE))
    text = source_text()
    assert sorted(name for name in named if name not in text) == []


def test_every_scope_of_a_token_is_explained() -> None:
    from core.identity.rules import SCOPES  # noqa: PLC0415  beside the page it is compared with

    page = (DOCS / "reference" / "graphql.md").read_text()
    assert [scope for scope in SCOPES if f"`{scope}`" not in page] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_records_of_decisions_have_their_parts(record: Path) -> None:
    text = record.read_text()
    number = record.stem.split("-", 1)[0]
    assert text.startswith(f"# {number}. ")
    for part in ("## Context", "## Decision", "## Consequences", "## Rejected"):
        assert part in text, part
    assert f"]({record.name})" in (DOCS / "adr" / "index.md").read_text()


def test_records_are_numbered_without_gaps() -> None:
    numbers = [int(record.stem.split("-", 1)[0]) for record in RECORDS]
    assert numbers == list(range(1, len(numbers) + 1))


def test_areas_named_in_the_architecture_are_those_of_the_contract() -> None:
    config = (ROOT / "pyproject.toml").read_text()
    page = (DOCS / "architecture.md").read_text()
    layers = re.search(r'containers = \["core"\].*?layers = \[(.*?)\]', config, re.DOTALL)
    assert layers
    order = re.findall(r"\w+", layers[1])
    drawn = re.search(r"^core +(opendata.*?)^tenants", page, re.MULTILINE | re.DOTALL)
    assert drawn
    assert re.findall(r"\w+", drawn[1]) == order


def test_publiccode_is_complete() -> None:
    document = publiccode()
    assert document["publiccodeYmlVersion"] == "0.4"
    assert document["legal"]["license"] == "EUPL-1.2"
    assert set(document["description"]) == {"pl", "en"}
    assert document["localisation"]["availableLanguages"] == ["pl", "en", "uk"]
    for text in document["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 500 <= len(text["longDescription"]) <= 10_000
        assert text["features"]


def test_publiccode_names_the_version_of_the_package() -> None:
    found = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert found
    assert publiccode()["softwareVersion"] == found[1]


def test_the_licence_is_the_whole_eupl() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "15.Applicable Law" in text
    assert "Appendix" in text


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md", "README.md", "deploy/README.md"])
def test_links_of_the_papers_at_the_root_lead_somewhere(name: str) -> None:
    page = ROOT / name
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_no_page_names_a_machine_or_uses_the_bare_acronyms_towards_users() -> None:
    for page in PAGES:
        text = page.read_text()
        assert "/home/" not in text, page
        assert "/root/" not in text, page
