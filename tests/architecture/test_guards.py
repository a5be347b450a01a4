"""Mistakes that would break everything at once, or that nobody would notice."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ("core", "tenants", "graphql_api", "platform")
LONGEST_MODULE = 450


def source_files() -> list[Path]:
    return sorted(
        path for source in SOURCES for path in (ROOT / source).rglob("*.py") if "migrations" not in path.parts
    )


def test_platform_never_becomes_a_package() -> None:
    """It would shadow the standard library's module of that name for every process."""
    assert not (ROOT / "platform" / "__init__.py").exists()
    assert not (ROOT / "tests" / "platform").exists()


def test_modules_stay_readable() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in source_files()
    }
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_every_area_of_the_domain_stands_under_the_contract_on_its_inside() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = config["tool"]["importlinter"]["contracts"]
    (inside,) = [item for item in contracts if item["name"].startswith("Inside an area")]
    areas = {f"core.{path.parent.name}" for path in (ROOT / "core").glob("*/__init__.py")}
    # The kernel has no doors, writes or rights of its own.
    assert set(inside["containers"]) == areas - {"core.shared"}


def test_no_utils_helpers_managers_or_handlers() -> None:
    """A module is named after what it knows."""
    vague = {
        "utils",
        "util",
        "helpers",
        "helper",
        "manager",
        "managers",
        "handlers",
        "misc",
        "common",
    }
    assert [str(path) for path in source_files() if path.stem in vague or path.parent.name in vague] == []


def test_tests_are_not_imported_by_the_product() -> None:
    for path in source_files():
        text = path.read_text(encoding="utf-8")
        assert "import tests" not in text, path
        assert "from tests" not in text, path
