"""One real demonstration for all journeys: the very command of the README, on a free port."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from demo.territory import specs
from kooperacje.embedded.ports import free_port
from tests.e2e.people import Person

ROOT = Path(__file__).parents[2]
# A voivodeship is printed as the sum of at least so many towns.
_FEWEST = 4
_VOIVODESHIP = "24"
_READY_SECONDS = 420
_STOP_SECONDS = 40


@dataclass(frozen=True, slots=True)
class Demo:
    """A demonstration that answers."""

    port: int
    data_dir: Path

    def address(self, slug: str, path: str = "/") -> str:
        """A page of a tenant; an empty slug is the bare domain."""
        host = f"{slug}.localhost" if slug else "localhost"
        return f"http://{host}:{self.port}{path}"

    def home(self, person: Person) -> str:
        """Where a person begins."""
        return self.address(person.slug)

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Another command beside the running demonstration."""
        return subprocess.run(
            [sys.executable, "-m", "kooperacje", *words, "--data-dir", str(self.data_dir)],
            cwd=ROOT,
            env=_own_environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )


@contextmanager
def demonstration(folder: Path) -> Iterator[Demo]:
    """Start it, wait until its first page answers, stop it by Ctrl-C as a person would.

    `E2E_ATTACH=PORT:DATA_DIR` takes a running one instead, which spares a developer the minute.
    """
    attached = os.environ.get("E2E_ATTACH")
    if attached:
        port, _, data_dir = attached.partition(":")
        yield Demo(int(port), Path(data_dir))
        return
    demo = Demo(free_port(), folder / "data")
    log = folder / "demo.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "kooperacje", "demo"),
                *("--tenants", str(municipalities()), "--port", str(demo.port)),
                *("--data-dir", str(demo.data_dir)),
            ],
            cwd=ROOT,
            env=_own_environment(),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_for_the_table_of_accounts(process, log)
        yield demo
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def municipalities() -> int:
    """As few as can be for the region of Katowice to have figures of its own."""
    return next(
        number
        for number in range(1, 51)
        if sum(spec.voivodeship == _VOIVODESHIP for spec in specs(number)) > _FEWEST
    )


def _wait_for_the_table_of_accounts(process: subprocess.Popen[bytes], log: Path) -> None:
    """The last thing that a start prints: by then pages and background work are up."""
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the demonstration ended by itself:\n{log.read_text()}")
        if "@operator.example" in log.read_text():
            return
        time.sleep(0.2)
    raise RuntimeError(f"no page after {_READY_SECONDS} s:\n{log.read_text()}")


def _own_environment() -> dict[str, str]:
    """Without the addresses of the other tests' database: the demonstration brings its own."""
    strange = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}
    return {
        name: value
        for name, value in os.environ.items()
        if name not in strange and not name.startswith(("KOOPERACJE_", "PYTEST_"))
    }


def graphql(demo: Demo, slug: str, token: str, query: str) -> dict[str, object]:
    """Ask a tenant's API; Python does not resolve *.localhost, hence the header."""
    connection = http.client.HTTPConnection("127.0.0.1", demo.port, timeout=20)
    try:
        connection.request(
            "POST",
            "/graphql/",
            json.dumps({"query": query}),
            {
                "Host": f"{slug}.localhost:{demo.port}",
                "Content-Type": "application/json",
                "Authorization": f"Bearer {token}",
            },
        )
        answer: dict[str, object] = json.loads(connection.getresponse().read())
        return answer
    finally:
        connection.close()
