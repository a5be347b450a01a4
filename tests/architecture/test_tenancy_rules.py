"""Ways to leave a tenant's schema, or to carry data across, that only tenants/ may use.

Each was seen to leak with stock django-tenants: `with tenant:` and its decorators swap schemas between
threads, a raw thread starts in nobody's schema, a cache of the process answers one town with another's rows.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ("core", "graphql_api", "platform")
BANNED_NAMES = {
    "schema_context": "use tenants.context.in_tenant",
    "tenant_context": "use tenants.context.in_tenant",
    "set_tenant": "use tenants.context.in_tenant",
    "set_schema": "use tenants.context.in_tenant",
    "set_schema_to_public": "use tenants.context.in_public",
    "ThreadPoolExecutor": "a raw thread stands in no tenant",
    "Thread": "a raw thread stands in no tenant",
    "Timer": "a raw thread stands in no tenant",
    "lru_cache": "a process serves every town: memory of one must not answer another",
}
# Who may, and why.
EXCUSED: dict[tuple[str, str], str] = {
    ("platform/demo/loading.py", "Thread"): "ends a helper process with its parent; asks no database",
    ("core/shared/encryption.py", "lru_cache"): "the town is part of what a derived key is kept under",
    ("core/shared/lemmas.py", "lru_cache"): "a dictionary of the language is the same in every town",
}


def syntax_trees() -> Iterator[tuple[str, ast.Module]]:
    for source in SOURCES:
        for path in sorted((ROOT / source).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def banned_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in BANNED_NAMES:
            yield node.id
        elif isinstance(node, ast.Attribute) and node.attr in BANNED_NAMES:
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names if alias.name in BANNED_NAMES)


def bare_tenant_blocks(tree: ast.Module) -> Iterator[int]:
    """`with tenant:` without a call: django-tenants' own context manager."""
    for node in ast.walk(tree):
        if isinstance(node, ast.With | ast.AsyncWith):
            for item in node.items:
                named = ast.unparse(item.context_expr).rsplit(".", 1)[-1]
                if not isinstance(item.context_expr, ast.Call) and "tenant" in named.lower():
                    yield node.lineno


def strings_of(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every text that is not a docstring."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


def test_no_banned_name_outside_tenants() -> None:
    found = {
        (name, banned)
        for name, tree in syntax_trees()
        for banned in banned_names(tree)
        if (name, banned) not in EXCUSED
    }
    assert sorted(f"{name}: {banned} ({BANNED_NAMES[banned]})" for name, banned in found) == []


def test_excuses_are_still_needed() -> None:
    used = {(name, banned) for name, tree in syntax_trees() for banned in banned_names(tree)}
    assert set(EXCUSED) - used == set()


def test_no_bare_with_tenant() -> None:
    found = [f"{name}:{line}" for name, tree in syntax_trees() for line in bare_tenant_blocks(tree)]
    assert found == []


@pytest.mark.parametrize("phrase", ["search_path", "set role", "reset role", "session authorization"])
def test_no_raw_change_of_schema_or_role(phrase: str) -> None:
    found = [
        f"{name}:{text.lineno}"
        for name, tree in syntax_trees()
        for text in strings_of(tree)
        if phrase in str(text.value).lower()
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("with tenant:\n    pass", [1]),
        ("with request.tenant:\n    pass", [1]),
        ("with in_tenant(tenant):\n    pass", []),
        ("with open(name) as tenant_file:\n    pass", []),
    ],
)
def test_the_scan_sees_what_it_is_for(source: str, seen: list[int]) -> None:
    assert list(bare_tenant_blocks(ast.parse(source))) == seen
    assert list(banned_names(ast.parse("import threading\nthreading.Thread(target=print)"))) == ["Thread"]
