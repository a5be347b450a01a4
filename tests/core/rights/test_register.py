"""The register of what is kept about families is whole."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import models

from core.rights.queries.exporting import labels
from core.rights.sections import SECTIONS, Section
from core.rights.wording import LABELS
from core.shared.encryption import EncryptedTextField
from core.shared.kinship import family_path

ABOUT_FAMILIES = sorted(model._meta.label for model in apps.get_models() if family_path(model) is not None)


def test_every_model_about_a_family_says_what_becomes_of_it() -> None:
    """Export, erasure and retention know it: `core/rights/sections.py`."""
    assert sorted(section.model for section in SECTIONS) == ABOUT_FAMILIES


def test_what_is_withheld_from_a_copy_says_why() -> None:
    assert [one.model for one in SECTIONS if bool(one.fields) == bool(one.withheld)] == []


def test_every_value_of_a_copy_has_a_polish_name() -> None:
    used = {name for _, name in labels()}
    assert sorted(used - set(LABELS)) == []
    assert sorted(set(LABELS) - used) == []


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.model)
def test_the_ways_of_a_section_exist(section: Section, in_town: str) -> None:
    for way in filter(None, (section.household, section.person)):
        assert not section.rows.filter(**{f"{way}": None}).exists() or way != "pk"
    if section.fields:
        section.rows.order_by(section.made).first()
        for name in section.fields:
            _reachable(section.class_, name.split("."))


def _reachable(model: Any, steps: list[str]) -> None:
    for step in steps[:-1]:
        model = model._meta.get_field(step).related_model
    assert hasattr(model, steps[-1]) or model._meta.get_field(steps[-1])


@pytest.mark.parametrize("label", ABOUT_FAMILIES)
def test_what_is_written_about_a_family_is_sealed(label: str) -> None:
    """Free text in a model about a family is an `EncryptedTextField`; codes and numbers are not texts."""
    model = apps.get_model(label)
    plain = [
        f"{label}.{field.name}"
        for field in model._meta.get_fields()
        if isinstance(field, models.TextField | models.CharField)
        and not isinstance(field, EncryptedTextField)
        and not field.choices
        and field.name not in PLAIN
    ]
    assert plain == []


# Numbers, fingerprints, codes and names of people at work.
PLAIN = {
    "about",
    "actor_name",
    "before",
    "digest",
    "domain",
    "language",
    "number",
    "question",
    "sha256",
    "source_number",
    "spared_because",
    "text_version",
    "ways",
    "weekdays",
    "recorded_by_name",
    "content_sha256",
    "code",
    "code_index",
    "filename",
    "coordinator",
    "case_number",
    "proposed_by",
    "recorded_by",
    "edited_by",
    "published_by",
    "wrapped",
    "pesel_index",
    "purpose",
}
