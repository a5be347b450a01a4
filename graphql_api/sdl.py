"""The committed text of each schema: written by a command, compared by a test."""

from __future__ import annotations

from pathlib import Path

from graphql_api.build import ApiSchema
from graphql_api.municipality.schema import schema as municipality
from graphql_api.region.schema import schema as region

HERE = Path(__file__).parent


def files() -> dict[Path, ApiSchema]:
    """Which file holds which schema."""
    return {
        HERE / "schema.municipality.graphql": municipality(),
        HERE / "schema.region.graphql": region(),
    }


def write() -> list[Path]:
    """Write every schema's text; returns the files that changed."""
    changed = []
    for path, schema in files().items():
        text = schema.sdl()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed
