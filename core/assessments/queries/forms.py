"""The template, and the form that the town asks by."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from uuid import UUID

from django.db.models import QuerySet

from core.assessments.models import FormVersion
from core.assessments.rules.forms import Form, read
from core.assessments.rules.readings import EVERY_WEEKS
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError

SHAPES_FORMS = (Role.DIRECTOR, Role.NETWORK_OFFICER)
ASKS = (*SHAPES_FORMS, Role.SOCIAL_WORKER)


@cache
def template() -> Form:
    """The template of this release: all domains and questions that a town may choose from."""
    data = tomllib.loads(files("core.assessments").joinpath("template.toml").read_text("utf-8"))
    return read({"template": data["version"], "domains": data["domain"]})


def version_in_force() -> FormVersion | None:
    """The version that new assessments are asked by; None as long as the town kept to the template."""
    return FormVersion.objects.order_by("-number", "pk").first()


def form_in_force() -> Form:
    """Its content, or the template."""
    version = version_in_force()
    return version.form if version else template()


def weeks_in_force() -> int:
    """After how many weeks the town asks again."""
    found = FormVersion.objects.order_by("-number", "pk").values_list("every_weeks", flat=True).first()
    return found or EVERY_WEEKS


def versions_visible_to(actor: Actor) -> QuerySet[FormVersion]:
    """Versions of the form, the newest first: for whoever shapes the form or asks by it."""
    if not (actor.is_system or actor.has(*ASKS)):
        return FormVersion.objects.none()
    return FormVersion.objects.select_related("published_by").order_by("-number", "pk")


def version_visible(actor: Actor, version_id: UUID | str) -> FormVersion:
    """One version, or `NotVisibleError`."""
    version = versions_visible_to(actor).filter(pk=version_id).first()
    if version is None:
        raise NotVisibleError
    return version
