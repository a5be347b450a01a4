"""Import directions that the contracts in pyproject.toml cannot say."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
OWN = ("kooperacje", "demo", "web", "graphql_api", "core", "tenants", "auditor")


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*OWN, cache_dir=None, exclude_type_checking_imports=True)


def own_imports(package: str) -> set[tuple[str, str]]:
    """Every (importer, imported) pair whose importer lies in a package."""
    modules = {name for name in graph().modules if name == package or name.startswith(f"{package}.")}
    return {
        (module, imported)
        for module in modules
        for imported in graph().find_modules_directly_imported_by(module)
    }


def test_the_domain_knows_nothing_of_tenancy_but_where_it_stands() -> None:
    # Where one stands, and values that are worth something only there.
    allowed = {"tenants.context", "tenants.signing"}
    found = {pair for pair in own_imports("core") if pair[1].split(".")[0] == "tenants"}
    assert found
    assert {pair for pair in found if pair[1] not in allowed} == set()


def test_tenancy_knows_nothing_of_what_is_built_on_it() -> None:
    assert {pair for pair in own_imports("tenants") if not pair[1].startswith("tenants")} == set()


def test_faces_know_the_project_by_its_typed_request_only() -> None:
    found = own_imports("web") | own_imports("graphql_api")
    reached = {imported for _, imported in found if imported.split(".")[0] == "kooperacje"}
    assert reached <= {"kooperacje.http"}


def test_graphql_names_models_in_types_and_loaders_only() -> None:
    found = {
        importer
        for importer, imported in own_imports("graphql_api")
        if imported.startswith("core.") and imported.endswith(".models")
    }
    # `types`, or `paper_types` where an area has several.
    kinds = {name: name.rsplit(".", 1)[1].rsplit("_", 1)[-1] for name in found}
    assert {name for name, kind in kinds.items() if kind not in {"types", "loaders"}} == set()


def test_the_demo_speaks_to_operations_and_never_to_records() -> None:
    found = {pair for pair in own_imports("demo") if pair[1].startswith("core.")}
    assert {pair for pair in found if pair[1].endswith(".models")} == set()


def imported_names(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("banned", ["django.http", "django.shortcuts", "django.urls", "django.views"])
def test_the_domain_knows_no_http(banned: str) -> None:
    offenders = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "core").rglob("*.py"))
        if any(name == banned or name.startswith(f"{banned}.") for name in imported_names(path))
    ]
    assert offenders == []
