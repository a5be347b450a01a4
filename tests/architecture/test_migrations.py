"""Migrations of an area are one line: a fork would let towns differ by who migrated when."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(
    path.parent
    for source in ("core", "tenants", "platform")
    for path in (ROOT / source).rglob("migrations/__init__.py")
)


def parents_of(migration: Path, names: set[str]) -> set[str]:
    """Migrations of the same folder that a migration names in its dependencies."""
    for node in ast.walk(ast.parse(migration.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "dependencies":
            texts = {
                item.elts[1].value
                for item in ast.walk(node.value)
                if isinstance(item, ast.Tuple)
                and len(item.elts) == 2  # (application, migration)
                and isinstance(item.elts[0], ast.Constant)
                and isinstance(item.elts[1], ast.Constant)
                and item.elts[0].value == migration.parent.parent.name
            }
            return {str(text) for text in texts} & names
    return set()


def test_there_are_migrations() -> None:
    assert FOLDERS


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.parent.name)
def test_migrations_are_linear(folder: Path) -> None:
    migrations = sorted(path for path in folder.glob("*.py") if path.stem != "__init__")
    names = [path.stem for path in migrations]
    numbers = [int(name.split("_", 1)[0]) for name in names]
    assert numbers == list(range(1, len(numbers) + 1))
    for index, migration in enumerate(migrations):
        expected = {names[index - 1]} if index else set()
        assert parents_of(migration, set(names)) == expected, migration.stem
