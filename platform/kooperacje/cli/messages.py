"""`messages`: the catalogues of the pages' languages."""

from __future__ import annotations

import os
from typing import Annotated

import typer

_IGNORED = (".venv", "var", "tests", "docs", "deploy", "helm")


def messages(
    *,
    compile_only: Annotated[
        bool, typer.Option("--compile", help="Only compile the committed catalogues.")
    ] = False,
) -> None:
    """Collect the sentences of pages and code into locale/*/django.po and compile them.

    Collecting needs GNU gettext (apt-get install gettext); compiling needs nothing.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kooperacje.settings.embedded")
    from kooperacje.embedded.places import checkout

    os.chdir(checkout())
    if not compile_only:
        import django
        from django.core.management import call_command

        django.setup()
        call_command(
            "makemessages",
            locale=["en", "uk"],
            ignore_patterns=list(_IGNORED),
            no_location=True,
            no_obsolete=True,
        )
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sorted((checkout() / "locale").glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as text, source.with_suffix(".mo").open("wb") as binary:
            catalogue = read_po(text)
            write_mo(binary, catalogue)
        missing = [item for item in catalogue if item.id and not item.string]
        typer.echo(f"{source.relative_to(checkout())}: {len(catalogue)}, missing {len(missing)}")
