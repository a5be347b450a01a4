"""Child processes that are watched, started again when they end, and never left behind."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kooperacje.embedded.identity import RUN_VARIABLE, Trace, began, end_group
from kooperacje.embedded.places import Places, checkout
from kooperacje.embedded.spawn import dies_with_parent
from kooperacje.embedded.texts import Fault, tail_of

_QUICK_SECONDS = 60.0
_MOST_QUICK_ENDS = 4


@dataclass(slots=True)
class Child:
    """One process in a group of its own, so that a Ctrl-C reaches only us and we end it in order."""

    places: Places
    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    quick_ends: int = 0
    _started: float = 0.0
    _not_before: float = 0.0

    @property
    def log(self) -> Path:
        """Where its output goes."""
        return self.places.log(self.name)

    def start(self) -> None:
        """Begin it and note who it is, so that a later start can end it after a kill -9 of ours."""
        token = secrets.token_hex(16)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                list(self.command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=checkout(),
                env={**self.environment, RUN_VARIABLE: token},
                start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGTERM),  # noqa: PLW1509 - one C call
            )
        self._started = time.monotonic()
        pid = self.process.pid
        Trace(self.name, pid, began(pid), token).write(self.places.run)

    def ended(self) -> int | None:
        """Its exit code once it ended."""
        return self.process.poll() if self.process else None

    def stop(self, patience: float = 10.0) -> None:
        """End the whole group, also when its leader is gone already."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            end_group(self.process.pid, patience)
        self.process.poll()
        self.process = None
        (self.places.run / f"{self.name}.process").unlink(missing_ok=True)

    def watch(self) -> int | None:
        """Start it again when it ended; its exit code when that happened just now.

        Waits longer after each quick end and gives up after a few: a process that cannot run
        should say so, not spin.
        """
        code = self.ended()
        if code is None or time.monotonic() < self._not_before:
            return None
        lived = time.monotonic() - self._started
        self.quick_ends = self.quick_ends + 1 if lived < _QUICK_SECONDS else 0
        if self.quick_ends > _MOST_QUICK_ENDS:
            raise self.fault()
        self.stop(patience=2.0)
        self.start()
        self._not_before = time.monotonic() + self.quick_ends
        return code

    def fault(self) -> Fault:
        """Why it does not run, with the last lines it wrote."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return Fault("process-failed", name=self.name, log=self.log, tail=tail_of(text))


@dataclass(slots=True)
class Company:
    """The children of one start; ended in the opposite order, together, each with its patience."""

    children: list[Child] = field(default_factory=list)

    def start(self, child: Child) -> Child:
        """Begin a child and keep watch over it from now on."""
        self.children.append(child)
        child.start()
        return child

    def watch(self) -> list[tuple[Child, int]]:
        """Children that ended and were started again just now, with their exit codes."""
        found = []
        for child in self.children:
            code = child.watch()
            if code is not None:
                found.append((child, code))
        return found

    def stop(self) -> None:
        """Ask all at once, then wait for each: the slowest decides, not the sum."""
        for child in self.children:
            if child.process is not None and child.process.poll() is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.process.pid, signal.SIGTERM)
        for child in reversed(self.children):
            child.stop()
        self.children.clear()


def product(places: Places, port: int, environment: Mapping[str, str], worker_url: str) -> list[Child]:
    """Web, worker and beat of the demo: the very commands that deploy/ runs, with fewer processes."""
    python = sys.executable
    web = [python, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    web += ["--port", str(port), "--workers", "1", "--blocking-threads", "4", "--no-ws"]
    web += ["--backpressure", "64", "--log-level", "warning", "kooperacje.wsgi:application"]
    celery = [python, "-m", "celery", "--app", "kooperacje.celery"]
    worker = [*celery, "worker", "--pool", "prefork", "--concurrency", "1"]
    worker += ["--loglevel", "INFO", "--without-gossip", "--without-mingle", "--hostname", "demo@%h"]
    beat = [*celery, "beat", "--loglevel", "INFO", "--pidfile", ""]
    beat += ["--schedule", str(places.files / "beat-schedule")]
    of_worker = {**environment, "DATABASE_URL": worker_url}
    return [
        Child(places, "web", web, environment),
        Child(places, "worker", worker, of_worker),
        Child(places, "beat", beat, of_worker),
    ]
