"""`test`: everything that must pass, in one run, with one answer."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kooperacje.catalogues import compile_catalogues
from kooperacje.embedded.places import checkout

_CLOSING = re.compile(r"^=+ .*\b(passed|failed|error|errors|no tests ran|deselected)\b.*=+$")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_CHROMIUM_PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
_SETTINGS = "kooperacje.settings.test"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the run and what came of it."""

    name: str
    passed: bool
    seconds: float


def everything(
    context: typer.Context,
    *,
    fast: Annotated[bool, typer.Option("--fast", help="Without the browser journeys.")] = False,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="The same, for a machine without Chromium.")
    ] = False,
    workers: Annotated[str, typer.Option("-n", help="Processes of pytest.")] = "2",
    only_pytest: Annotated[
        bool, typer.Option("--only-pytest", help="Without lint, types and contracts.")
    ] = False,
) -> None:
    """Run lint, types, import contracts, templates and all tests; fail when anything fails.

    Starts its own PostgreSQL and Valkey in a folder that is removed afterwards; DATABASE_URL and
    REDIS_URL replace them. Further arguments go to pytest, for example: test --only-pytest -k tenant
    """
    browser = not (fast or no_browser)
    if browser and chromium() is None:
        typer.echo(
            "The browser journeys need Chromium. Install it: apt-get install -y"
            " --no-install-recommends chromium; or leave them out: ./kooperacje test --no-browser",
            err=True,
        )
        raise typer.Exit(2)
    compile_catalogues(checkout())
    with _services() as environment:
        parts = [] if only_pytest else [_quiet(name, words, environment) for name, words in _LINTS]
        words = [
            "-n",
            workers,
            *([] if browser else ["-m", "not browser"]),
            *context.args,
        ]
        tested, closing = _pytest(words, environment)
        parts.append(tested)
    _summary(parts)
    typer.echo(closing)
    if not all(part.passed for part in parts):
        raise typer.Exit(1)


_LINTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff check", ("ruff", "check", "--quiet", ".")),
    ("ruff format", ("ruff", "format", "--check", "--quiet", ".")),
    ("mypy", ("mypy", "--no-error-summary")),
    ("import contracts", ("lint-imports", "--no-logo")),
    ("templates", ("djlint", "--quiet", "--lint", "platform")),
    ("catalogues", ("python", "-m", "kooperacje", "messages", "--check")),
)


def chromium() -> str | None:
    """The browser of the distribution."""
    named = os.environ.get("CHROMIUM")
    places = (named, *_CHROMIUM_PLACES) if named else _CHROMIUM_PLACES
    return next((place for place in places if os.access(place, os.X_OK)), None)


@contextlib.contextmanager
def _services() -> Iterator[dict[str, str]]:
    from kooperacje.embedded.places import Places
    from kooperacje.embedded.services import check_given, embedded_services

    check_given()
    with tempfile.TemporaryDirectory(prefix="kooperacje-test-") as scratch:
        # The database's own account must be able to pass through.
        Path(scratch).chmod(0o711)
        places = Places.open(Path(scratch) / "data")
        with embedded_services(places, durable=False, settings=_SETTINGS) as services:
            yield {
                **services.of_worker(),
                "DJANGO_SETTINGS_MODULE": _SETTINGS,
                "DATABASE_URL": services.web_url,
                "DATABASE_OWNER_URL": services.owner_url,
                "KOOPERACJE_TEST_SERVICES": "1",
            }


def _command(words: tuple[str, ...] | list[str]) -> list[str]:
    return [str(Path(sys.executable).parent / words[0]), *words[1:]]


def _quiet(name: str, words: tuple[str, ...], environment: Mapping[str, str]) -> Part:
    """Output only when it fails."""
    began = time.monotonic()
    typer.echo(f"{name} ...", nl=False)
    done = subprocess.run(
        _command(words),
        cwd=checkout(),
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - began
    typer.echo(f" {'passed' if done.returncode == 0 else 'FAILED'} {seconds:.1f} s")
    if done.returncode:
        typer.echo(done.stdout)
    return Part(name, done.returncode == 0, seconds)


def _pytest(words: list[str], environment: Mapping[str, str]) -> tuple[Part, str]:
    """Stream its output; remember its closing line, which is to be our last."""
    began = time.monotonic()
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    closing = "pytest ended without a closing line"
    with subprocess.Popen(
        [sys.executable, "-m", "pytest", *colour, *words],
        cwd=checkout(),
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            plain = _COLOUR.sub("", line).strip()
            if _CLOSING.match(plain):
                closing = plain
    passed = process.returncode == 0
    return Part("pytest", passed, time.monotonic() - began), closing


def _summary(parts: list[Part]) -> None:
    table = Table("part", "result", "seconds", title="Kooperacje test", title_justify="left")
    for part in parts:
        result = "[green]passed" if part.passed else "[bold red]FAILED"
        table.add_row(part.name, result, f"{part.seconds:.1f}")
    Console().print(table)
