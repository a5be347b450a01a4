"""`manage`: Django's own commands with the installation's environment."""

from __future__ import annotations

import typer


def manage(context: typer.Context) -> None:
    """Pass everything on to Django's manage.py, for example: manage check --deploy."""
    from django.core.management import execute_from_command_line

    from kooperacje.embedded.attach import attached

    with attached():
        execute_from_command_line(["kooperacje manage", *context.args])
